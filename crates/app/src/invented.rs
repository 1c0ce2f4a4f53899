//! The invented problems that come with the program, about nobody: the demo tells them, and by them it is known how common
//! signs are in petitions. To add a file of them: its line here.

macro_rules! problem_files {
    ($($name:literal),* $(,)?) => {
        /// The files by name, one for each part of the taxonomy, as TOML.
        pub const INVENTED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../rules/demo/problems/", $name, ".toml")))),*];
    };
}

problem_files![
    "civil",
    "culture",
    "discipline",
    "economy",
    "education",
    "emergency",
    "environment",
    "government",
    "health",
    "housing",
    "justice",
    "labour",
    "land",
    "market",
    "rural",
    "transport",
    "veterans",
];

/// Their lines, as texts by which it is known how common signs are. An office's own would tell it better, but then what a reader
/// may not see would change by what he finds.
pub(crate) fn lines() -> impl Iterator<Item = &'static str> {
    INVENTED.iter().flat_map(|(_, told)| told.lines())
}
