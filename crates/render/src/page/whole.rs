//! The whole file of a matter for paper: what it is about, the petitions, what happened, and every letter in the order of
//! its number. Says what its reader may see, and nothing else.

use huiyin_domain::letter::{Block, BlockKind, Letter};

use super::DossierPage;
use crate::say::Say;

impl DossierPage {
    /// The file with these letters, block by block: a list of its parts stands at its head.
    pub fn whole(&self, letters: &[Letter]) -> Vec<Block> {
        let mut blocks = vec![
            block(BlockKind::Letterhead, self.frame.office.clone()),
            block(BlockKind::Number, self.number()),
            block(BlockKind::Contents, self.frame.t("whole-title")),
            block(BlockKind::Title, self.frame.t("whole-issues")),
        ];
        for part in self.parts() {
            blocks.push(block(BlockKind::Heading, format!("{}. {}", part.no, part.demand)));
            let about = [part.place, part.unit, part.classified].into_iter().filter(|words| !words.is_empty());
            blocks.push(block(BlockKind::Paragraph, about.collect::<Vec<_>>().join(" · ")));
            let clocks = part.bars.into_iter().map(|bar| format!("{} {}", bar.title, bar.left));
            blocks.extend(clocks.map(|words| block(BlockKind::Paragraph, words)));
        }
        blocks.push(block(BlockKind::Title, self.frame.t("dossier-petitions")));
        for petition in self.received() {
            blocks.push(block(BlockKind::Heading, format!("{} {}", petition.subject, petition.number)));
            blocks.push(block(BlockKind::Paragraph, petition.how));
            blocks.extend(petition.text.into_iter().map(|words| block(BlockKind::Paragraph, words)));
        }
        blocks.push(block(BlockKind::Title, self.frame.t("dossier-story")));
        for line in self.story() {
            let told = [Some(line.day), Some(line.sentence), line.number, Some(line.by)].into_iter().flatten();
            let told: Vec<String> = told.filter(|words| !words.is_empty()).collect();
            blocks.push(block(BlockKind::Addressee, told.join(" ")));
            let said = line.said.iter().flat_map(|said| said.lines()).filter(|words| !words.trim().is_empty());
            blocks.extend(said.map(|words| block(BlockKind::Paragraph, words)));
        }
        blocks.extend(letters.iter().flat_map(|letter| Say::new(letter.lang).letter(letter)));
        blocks
    }
}

fn block(kind: BlockKind, words: impl Into<String>) -> Block {
    Block { kind, words: words.into() }
}
