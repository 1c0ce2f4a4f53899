//! Which words a coded list has: the beginning of the keys that its codes complete. One table, so that a code is never
//! looked up in another list's words.
//!
//! To add a list: its line here, a word for each of its codes in every `codes.ftl`; a test walks all of them.

use huiyin_domain::clock::{PauseReason, Rest, Step};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::kinds::{PersonRole, VoidReason};
use huiyin_domain::matter::{
    CommandKind, ContactWay, DocumentKind, EndCode, Instance, Kind, Outcome, RecusalGround, Relation, ReviewOutcome,
    Score, ServiceWay, Stage, Way,
};
use huiyin_domain::office::{Role, UnitKind};
use huiyin_domain::pack::Catalogue;
use huiyin_domain::publication::{PublicationPart, PublicationStage};
use huiyin_domain::view::Figure;

/// A list of codes that has words.
pub trait Coded: Copy + 'static {
    /// The beginning of its keys; it ends in a hyphen.
    const LIST: &'static str;

    /// The stored code.
    fn code(self) -> &'static str;

    /// The one with this stored code.
    fn of_code(code: &str) -> Option<Self>;

    /// The key of its word: the code with hyphens, after the list's beginning.
    fn key(self) -> String {
        format!("{}{}", Self::LIST, self.code().replace('_', "-"))
    }
}

macro_rules! lists {
    ($($name:ident => $list:literal,)*) => {
        $(impl Coded for $name {
            const LIST: &'static str = $list;

            fn code(self) -> &'static str {
                Self::code(self)
            }

            fn of_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        })*

        /// The keys of all codes of all lists, for the test that walks them.
        pub fn keys() -> Vec<String> {
            let mut keys = Vec::new();
            $(keys.extend($name::ALL.iter().map(|coded| coded.key()));)*
            keys
        }
    };
}

lists! {
    Catalogue => "catalogue-",
    Channel => "channel-",
    CommandKind => "command-",
    ContactWay => "contact-way-",
    DocumentKind => "document-kind-",
    EndCode => "end-",
    Figure => "figure-",
    Instance => "instance-",
    Kind => "kind-",
    Outcome => "outcome-",
    PauseReason => "pause-reason-",
    PersonRole => "person-role-",
    RecusalGround => "recusal-ground-",
    Relation => "relation-",
    Rest => "rest-",
    PublicationPart => "publication-part-",
    PublicationStage => "publication-stage-",
    ReviewOutcome => "review-outcome-",
    Role => "role-",
    Score => "score-",
    ServiceWay => "service-way-",
    Stage => "stage-",
    Step => "step-",
    UnitKind => "unit-kind-",
    VoidReason => "void-reason-",
    Way => "appeal-way-",
}
