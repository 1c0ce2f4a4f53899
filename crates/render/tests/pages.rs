//! Every page's samples render in three languages, with all their words and nothing unescaped.

use huiyin_render::Lang;
use huiyin_render::page::samples;

#[test]
fn every_page_speaks_three_languages_and_escapes_what_it_shows() {
    for lang in Lang::ALL {
        for (name, html) in samples(lang).unwrap() {
            assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{name}: {html}");
            for family in ["page", "file", "form", "field", "receipt", "trouble"] {
                assert!(!html.contains(&format!("&#60;{family}-")), "{name}: a key has no words: {html}");
            }
            assert!(!html.contains("<Office>") && html.contains("Office"), "{name}: {html}");
            for markup in [
                "<subject>",
                "<fault>",
                "<label>",
                "<whole>",
                "<heading>",
                "<sentence>",
                "style=",
                "<script>",
                "onclick",
            ] {
                assert!(!html.contains(markup), "{name} has {markup}: {html}");
            }
            assert_eq!(html.matches("<h1>").count(), 1, "{name}");
            // An identity is seen once, in answer to a form: there is no page to switch to.
            let can_switch = name != "identity";
            assert_eq!(html.matches("aria-current").count(), usize::from(can_switch), "{name}");
            for own_name in ["简体中文", "繁體中文", "English"] {
                assert_eq!(html.contains(own_name), can_switch, "{name}");
            }
        }
    }
}
