//! Whole lives of matters, told through HTTP: the real router on a real port over a real database, a clock that is set by
//! hand, and people who speak in petitions and commands.
//!
//! Each story runs on SQLite and on PostgreSQL: [`stories!`] makes both tests of it. To add a story, add a function to a
//! file of `tests/` and its name to the list at the end of that file.
//!
//! [`Visitor`] walks through pages without scripts, for what is the same in every browser: what forms hold and send.

pub mod busy;
pub mod dump;
pub mod page;
pub mod people;
pub mod places;
pub mod town;
pub mod visitor;

pub use busy::Busy;
pub use people::{Filed, Officer};
pub use town::{Kind, Town};
pub use visitor::{PASSWORD, Shown, Visitor};

/// Makes two tests of each story: on SQLite and on PostgreSQL. A story `by "pack"` happens where that is the law.
#[macro_export]
macro_rules! stories {
    ($($story:ident $(by $law:literal)?),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $story() {
                super::$story($crate::Town::open_by($crate::Kind::Sqlite, None$(.or(Some($law)))?).await).await;
            })*
        }

        mod on_postgresql {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $story() {
                super::$story($crate::Town::open_by($crate::Kind::Postgres, None$(.or(Some($law)))?).await).await;
            })*
        }
    };
}
