//! Pictures as small files: 256 colours, which the calm pages of an office hardly exceed.

use std::collections::HashMap;
use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};

/// As many as one byte can name.
const COLOURS_MAX: usize = 256;

type Colour = [u8; 3];

/// The same picture as a PNG with a palette: its most frequent colours, each other one told by the nearest of them.
#[must_use]
pub fn in_palette(picture: &[u8]) -> Vec<u8> {
    let (width, height, points) = read(picture);
    let palette = palette(&points);
    let mut known: HashMap<Colour, u8> = HashMap::new();
    let indexes = points.iter().map(|point| *known.entry(*point).or_insert_with(|| nearest(&palette, *point)));
    let indexes: Vec<u8> = indexes.collect();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&indexes).expect("as many points as width and height say");
    writer.finish().expect("an end");
    file
}

/// Width, height, and the colour of each point.
fn read(picture: &[u8]) -> (u32, u32, Vec<Colour>) {
    let mut decoder = Decoder::new(Cursor::new(picture));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a picture that fits into memory")];
    let frame = reader.next_frame(&mut bytes).expect("a whole picture");
    let points = bytes.chunks_exact(4).map(|point| [point[0], point[1], point[2]]);
    (frame.width, frame.height, points.collect())
}

fn palette(points: &[Colour]) -> Vec<Colour> {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for point in points {
        *counts.entry(*point).or_default() += 1;
    }
    let mut colours: Vec<(usize, Colour)> = counts.into_iter().map(|(colour, n)| (n, colour)).collect();
    colours.sort_unstable_by(|one, other| other.cmp(one));
    colours.into_iter().take(COLOURS_MAX).map(|(_, colour)| colour).collect()
}

fn nearest(palette: &[Colour], point: Colour) -> u8 {
    let far = |colour: &Colour| -> u32 {
        colour.iter().zip(point).map(|(own, other)| u32::from(own.abs_diff(other)).pow(2)).sum()
    };
    let at = (0..palette.len()).min_by_key(|at| far(&palette[*at])).expect("a picture has a colour");
    u8::try_from(at).expect("a palette of 256")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(width: u32, points: &[[u8; 4]]) -> Vec<u8> {
        let mut file = Vec::new();
        let height = u32::try_from(points.len()).expect("few") / width;
        let mut encoder = Encoder::new(&mut file, width, height);
        encoder.set_color(ColorType::Rgba);
        encoder.write_header().expect("a header").write_image_data(&points.concat()).expect("points");
        file
    }

    #[test]
    fn few_colours_are_kept_as_they_are() {
        let points = [[255, 0, 0, 255], [0, 255, 0, 255], [255, 0, 0, 255], [9, 9, 9, 255]];
        let (width, height, read) = read(&in_palette(&written(2, &points)));
        assert_eq!((width, height), (2, 2));
        assert_eq!(read, points.map(|[r, g, b, _]| [r, g, b]));
    }

    #[test]
    fn a_rare_colour_is_told_by_the_nearest() {
        let common = (0..=255).flat_map(|grey| [[grey, grey, grey, 255]; 2]);
        let points: Vec<[u8; 4]> = common.chain([[200, 201, 202, 255], [3, 3, 0, 255]]).collect();
        let (_, _, read) = read(&in_palette(&written(2, &points)));
        assert_eq!(read[512..], [[201; 3], [2; 3]]);
    }
}
