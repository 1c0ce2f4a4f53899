//! The rules as tables: who, on which day, with what input, and the last day or the refusal that follows.
//!
//! To add a table, add a file and its line here.

/// Rows of inputs, each with what follows; `$check` is called with both, and must not accept anything else.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident, $check:path, $($input:expr => $result:expr;)+) => {
        $(#[$doc])*
        #[test]
        fn $name() {
            $($check($input, $result);)+
        }
    };
}

mod accepting;
mod addressing;
mod beside;
mod closing;
mod deciding;
mod elsewhere;
mod ending;
mod extending;
mod own_law;
mod recusing;
mod registering;
mod reviewing;
mod serving;
mod writing;
