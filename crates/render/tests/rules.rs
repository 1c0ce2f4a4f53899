//! The document of the packs is what the packs say.

use std::path::Path;

use huiyin_domain::pack::Pack;

#[test]
fn the_document_of_the_packs_is_up_to_date() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = std::fs::read_dir(house.join("rules/packs")).unwrap();
    let read = |path: &Path| toml::from_str::<Pack>(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut packs: Vec<Pack> = files.map(|file| read(&file.unwrap().path())).collect();
    let made = huiyin_render::rules::document(&mut packs);
    if std::env::var_os("HUIYIN_GOLDEN").is_some() {
        std::fs::write(house.join("docs/rules.md"), &made).unwrap();
    }
    let written = std::fs::read_to_string(house.join("docs/rules.md")).unwrap();
    assert!(written == made, "docs/rules.md is not what the packs say: huiyin pack document > docs/rules.md");
}
