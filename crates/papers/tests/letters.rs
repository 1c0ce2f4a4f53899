//! A letter on paper: what was written stands in the PDF and in the DOCX alike, on A4, and no character is lost.
//!
//! The PDF is read with `pdftotext` and `pdffonts` (Debian package poppler-utils), not with what made it.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::process::Command;

use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Block, BlockKind};
use huiyin_papers::pdf::PdfPress;
use huiyin_papers::{LayoutError, Paper, docx};

fn block(kind: BlockKind, words: &str) -> Block {
    Block { kind, words: words.to_owned() }
}

fn opinion() -> Vec<Block> {
    vec![
        block(BlockKind::Letterhead, "清河区城市管理局"),
        block(BlockKind::Number, "demo-D-2026-000007"),
        block(BlockKind::Title, "信访处理意见书"),
        block(BlockKind::Addressee, "信访件demo-P-2026-000003的信访人："),
        block(BlockKind::Paragraph, "您反映的“村口路灯不亮”已办理，现提出处理意见如下。#[code] *bold* $x$ \\ <b>"),
        block(BlockKind::Heading, "查明的事实"),
        block(BlockKind::Paragraph, &"三盏路灯确已熄灭，电缆于二月被挖断（见现场照片），共计3盏。".repeat(20)),
        block(BlockKind::Signature, "清河区城市管理局"),
        block(BlockKind::Day, "2026年4月10日"),
    ]
}

fn paper(language: Lang, blocks: &[Block]) -> Paper<'_> {
    Paper { language, number: "demo-D-2026-000007", blocks }
}

fn pdf(blocks: &[Block]) -> Vec<u8> {
    PdfPress::new(Vec::new()).lay_out(&paper(Lang::ZhHans, blocks)).unwrap()
}

/// What a tool of poppler's prints of the file.
fn told_by(tool: &str, options: &[&str], pdf: &[u8], last: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, pdf).unwrap();
    let told = Command::new(tool).args(options).arg(&file).args(last).output();
    let told = told.unwrap_or_else(|error| panic!("{tool} (package poppler-utils) does not start: {error}"));
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).unwrap()
}

/// The words of a PDF without page numbers, white space and line ends.
fn words_of_pdf(pdf: &[u8]) -> String {
    let text = told_by("pdftotext", &["-raw"], pdf, &["-"]);
    let lines = text.lines().filter(|line| !(line.trim_matches('\u{c}').starts_with('—') && line.ends_with('—')));
    bare(&lines.collect::<String>())
}

fn words_of_docx(docx: &[u8]) -> String {
    let mut packed = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    packed.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let texts = xml.split("<w:t").skip(1).filter_map(|part| part.split_once('>')?.1.split_once("</w:t>"));
    let text: String = texts.map(|(text, _)| text).collect();
    bare(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{c}').collect()
}

#[test]
fn both_forms_say_what_was_written_and_nothing_else() {
    let blocks = opinion();
    let written: String = blocks.iter().map(|block| bare(&block.words)).collect();
    assert_eq!(words_of_pdf(&pdf(&blocks)), written);
    assert_eq!(words_of_docx(&docx::lay_out(&paper(Lang::ZhHans, &blocks)).unwrap()), written);
}

#[test]
fn a_letter_stands_on_a4_is_tagged_and_carries_its_fonts() {
    let pdf = pdf(&opinion());
    let told = told_by("pdfinfo", &[], &pdf, &[]);
    for line in ["Title:           信访处理意见书", "Pages:           2", "(A4)", "Tagged:          yes"] {
        assert!(told.contains(line), "{line} in {told}");
    }
    let fonts = told_by("pdffonts", &[], &pdf, &[]);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(
        !rows.is_empty() && rows.iter().all(|row| row.contains("NotoSerifSC") && row.contains("yes yes yes")),
        "{fonts}"
    );
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    assert_eq!(pdf(&opinion()), pdf(&opinion()));
}

#[test]
fn each_language_is_said_to_those_who_have_it_read_out() {
    for (language, said) in [(Lang::ZhHans, "zh-CN"), (Lang::ZhHant, "zh-TW"), (Lang::En, "en")] {
        let blocks = [block(BlockKind::Title, "Opinion 意見"), block(BlockKind::Paragraph, "A lamp is mended.")];
        let pdf = PdfPress::new(Vec::new()).lay_out(&paper(language, &blocks)).unwrap();
        let marked = format!("/Lang({said})");
        let found = pdf.windows(marked.len()).any(|window| window == marked.as_bytes());
        let spaced = format!("/Lang ({said})");
        assert!(found || pdf.windows(spaced.len()).any(|window| window == spaced.as_bytes()), "{said}");
    }
}

#[test]
fn a_character_no_font_has_is_named_and_the_letter_held_back() {
    // A private-use character: no font we ship has it.
    let blocks = [block(BlockKind::Title, "书"), block(BlockKind::Paragraph, "刘\u{F8A7}")];
    let held = PdfPress::new(vec![PathBuf::from("does-not-exist")]).lay_out(&paper(Lang::ZhHans, &blocks));
    assert_eq!(held, Err(LayoutError::MissingGlyphs(vec!['\u{F8A7}'])));
    assert!(held.unwrap_err().to_string().contains("U+F8A7"));
}

#[test]
fn a_rare_character_is_set_in_an_installed_font() {
    // A form of 吉 that stands in the second plane; our own fonts lack it.
    let blocks = [block(BlockKind::Title, "书"), block(BlockKind::Paragraph, "𠮷")];
    let ours = PdfPress::new(Vec::new()).lay_out(&paper(Lang::ZhHans, &blocks));
    assert_eq!(ours, Err(LayoutError::MissingGlyphs(vec!['𠮷'])));
    let pdf = PdfPress::new(vec![PathBuf::from("/usr/share/fonts")]).lay_out(&paper(Lang::ZhHans, &blocks)).unwrap();
    assert!(words_of_pdf(&pdf).contains('𠮷'));
}

/// The numbers at the foot of its pages, and how many pages there are.
fn page_numbers(pdf: &[u8]) -> (Vec<u32>, usize) {
    let text = told_by("pdftotext", &["-raw"], pdf, &["-"]);
    let of_line = |line: &str| line.trim_matches('\u{c}').strip_prefix("— ")?.strip_suffix(" —")?.parse().ok();
    (text.lines().filter_map(of_line).collect(), text.matches('\u{c}').count())
}

#[test]
fn letters_printed_together_are_counted_each_and_begin_on_a_sheet_of_their_own() {
    let (long, short) = (opinion(), opinion()[..5].to_vec());
    assert_eq!(page_numbers(&pdf(&long)), (vec![1, 2], 2));
    assert_eq!(page_numbers(&pdf(&short)), (vec![1], 1));
    let all = pdf(&[long.clone(), short.clone(), short, long].concat());
    assert_eq!(page_numbers(&all), (vec![1, 2, 1, 1, 1, 2], 8), "two backs are empty, and bear no number");
}

#[test]
fn no_signature_stands_on_a_page_of_its_own_and_no_number_is_torn() {
    let (head, foot) = (opinion()[..5].to_vec(), opinion()[7..].to_vec());
    let asked = block(BlockKind::Paragraph, "如有疑问，请向清河区城市管理局询问，并告知文号demo-D-2026-000007。");
    for lines in 1..24 {
        let facts = vec![block(BlockKind::Paragraph, "三盏路灯确已熄灭。"); lines];
        let pdf = pdf(&[head.clone(), facts, vec![asked.clone()], foot.clone()].concat());
        let text = told_by("pdftotext", &["-raw"], &pdf, &["-"]);
        let last = text.trim_end_matches('\u{c}').rsplit('\u{c}').next().unwrap();
        assert!(last.contains("如有疑问") && last.contains("2026年4月10日"), "after {lines} lines: {last}");
        assert_eq!(text.matches("demo-D-2026-000007").count(), 2, "after {lines} lines: {text}");
    }
}
