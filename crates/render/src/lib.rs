//! Words for people: catalogues in three languages, and what is made of them: explanations of dates, refusals, letters,
//! mails. Speaks keys and codes; must not know a store, a page's address or who asks.
//!
//! The catalogues stand in `text/<language>/`, one file per area. To add a text, add its key in all three languages.

pub mod chart;
pub mod coded;
pub mod deed;
pub mod derivation;
pub mod form;
pub mod ics;
pub mod letter;
pub mod page;
pub mod qr;
pub mod refusal;
pub mod rules;
pub mod say;
pub mod story;

pub use coded::Coded;
pub use huiyin_domain::lang::{Lang, UnknownLang};
pub use say::Say;
