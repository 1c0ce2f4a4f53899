//! The office in a real browser: Debian's Chromium, driven through chromedriver, walks through the pages as people do.
//!
//! Every page that a test opens is held against the rules of accessibility (axe-core, in `axe/`, unchanged and under its own
//! licence, MPL-2.0), in light and dark, and against the width of a small phone. Where `HUIYIN_E2E_PICTURES` names a
//! folder, each is pictured there too.

pub mod browser;
pub mod course;
pub mod driver;
pub mod inspect;
pub mod paper;
pub mod people;
pub mod picture;

pub use browser::{Browser, Settings};
pub use course::{answered, is_classified, is_sent, shows_code, town};
pub use huiyin_story::PASSWORD;
pub use paper::{bare, text_on_paper};
pub use people::{chooses, signed_in, signs_in};
