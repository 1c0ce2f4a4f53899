//! Every page's sample renders in three languages, with all its words and nothing unescaped.

use huiyin_render::{FirstPage, Lang};

#[test]
fn the_first_page_speaks_three_languages_and_escapes_what_it_shows() {
    for (lang, heading) in [(Lang::ZhHans, "我要反映"), (Lang::ZhHant, "查詢進度"), (Lang::En, "File a petition")]
    {
        let html = FirstPage::sample(lang).html().unwrap();
        assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{html}");
        assert!(html.contains(heading), "{html}");
        assert!(!html.contains("page-"), "a key has no words: {html}");
        assert!(!html.contains("<Office>") && html.contains("Office"), "{html}");
        assert_eq!(html.matches("aria-current").count(), 1, "{html}");
        for own_name in ["简体中文", "繁體中文", "English"] {
            assert!(html.contains(own_name), "{html}");
        }
        assert!(!html.contains("<script"), "{html}");
    }
}
