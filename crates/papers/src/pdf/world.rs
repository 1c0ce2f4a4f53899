//! All that a layout can see: itself, one letter, the fonts. No other file, no clock, no network.

use std::sync::{Arc, LazyLock};

use serde::Serialize;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::Fonts;
use crate::{LayoutError, Paper};
use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Block, BlockKind};

const LAYOUT: &str = include_str!("../../../../templates/letters/letter.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));

/// One letter's world.
pub struct LetterWorld {
    layout: Source,
    letter: (FileId, Bytes),
    fonts: Arc<Fonts>,
}

impl LetterWorld {
    pub fn new(paper: &Paper<'_>, fonts: Arc<Fonts>) -> Result<Self, LayoutError> {
        let letter = serde_json::to_vec(&Written::of(paper)).map_err(|error| LayoutError::Broken(error.to_string()))?;
        Ok(Self {
            layout: Source::new(file("letter.typ")?, LAYOUT.to_owned()),
            letter: (file("letter.json")?, Bytes::new(letter)),
            fonts,
        })
    }
}

fn file(name: &str) -> Result<FileId, LayoutError> {
    let path = VirtualPath::new(name).map_err(|error| LayoutError::Broken(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for LetterWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.layout.id() { Ok(self.layout.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.letter.0 { Ok(self.letter.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What the layout reads.
#[derive(Serialize)]
struct Written<'a> {
    lang: &'static str,
    region: Option<&'static str>,
    title: &'a str,
    blocks: Vec<WrittenBlock<'a>>,
}

#[derive(Serialize)]
struct WrittenBlock<'a> {
    kind: BlockKind,
    words: &'a str,
}

impl<'a> Written<'a> {
    fn of(paper: &Paper<'a>) -> Self {
        let (lang, region) = match paper.language {
            Lang::ZhHans => ("zh", Some("CN")),
            Lang::ZhHant => ("zh", Some("TW")),
            Lang::En => ("en", None),
        };
        let named = paper.blocks.iter().find(|block| block.kind == BlockKind::Title);
        let title = named.map_or(paper.number, |block| &block.words);
        let written = |block: &'a Block| WrittenBlock { kind: block.kind, words: &block.words };
        Self { lang, region, title, blocks: paper.blocks.iter().map(written).collect() }
    }
}
