//! In which encoding a file of texts is: nobody who exports a table says so.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Result};
use std::path::Path;

use encoding_rs::GB18030;

use crate::import::map::Encoding;

/// A longer line is looked at in pieces; one that is cut within a character counts against both encodings.
const LINE_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// The encoding in which more of the file's lines can be read; UTF-8 where that is equal. A line end is the same byte in both
/// and part of no other character.
pub fn of(file: &Path) -> Result<Encoding> {
    let mut reader = BufReader::new(File::open(file)?);
    let (mut utf8, mut gb18030) = (0_u64, 0_u64);
    let mut line = Vec::new();
    while reader.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut line)? > 0 {
        utf8 += u64::from(str::from_utf8(&line).is_ok());
        let decoded = GB18030.decode_without_bom_handling_and_without_replacement(&line);
        gb18030 += u64::from(decoded.is_some());
        line.clear();
    }
    Ok(if gb18030 > utf8 { Encoding::Gb18030 } else { Encoding::Utf8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_bytes(bytes: &[u8]) -> Encoding {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        of(file.path()).unwrap()
    }

    #[test]
    fn the_encoding_is_the_one_in_which_more_lines_can_be_read() {
        let text = "id,正文\n1,路灯不亮\n2,学校食堂\n";
        let other = GB18030.encode(text).0.into_owned();
        assert_eq!(of_bytes(text.as_bytes()), Encoding::Utf8);
        assert_eq!(of_bytes(&other), Encoding::Gb18030);
        assert_eq!(of_bytes(b"id,text\n1,lamp\n"), Encoding::Utf8);
        assert_eq!(of_bytes(&[text.as_bytes(), b"3,\xff\xfe\n"].concat()), Encoding::Utf8);
        assert_eq!(of_bytes(b""), Encoding::Utf8);
    }
}
