//! The rules this binary ships: packs and calendar, as they stand in the folder `rules/`.
//!
//! To add a pack: its file, and its line in the list below.

use huiyin_domain::calendar::Calendar;
use huiyin_domain::calendars::Calendars;
use huiyin_domain::pack::{Pack, PackCode, Packs};

use crate::error::AppError;

macro_rules! shipped {
    ($($code:literal),* $(,)?) => {
        const SHIPPED: &[(&str, &str)] = &[$(($code, include_str!(concat!("../../../rules/packs/", $code, ".toml")))),*];
    };
}

shipped! {
    "au-nsw-ombudsman",
    "cn-administrative-review-2023",
    "cn-bj-hotline-2021-draft",
    "cn-bj-xinfang-2006",
    "cn-cq-dibao-2016",
    "cn-destitute-support",
    "cn-dibao-1999",
    "cn-dibao-2012",
    "cn-dibao-2021",
    "cn-dibao-2022-delegated",
    "cn-environment-hotline-2011",
    "cn-environment-petitions-2006",
    "cn-fj-environment-2018",
    "cn-fj-environment-hotline",
    "cn-government-information-2019",
    "cn-ha-xinfang",
    "cn-market-regulation-2020",
    "cn-sd-jn-hotline-2018",
    "cn-sd-wf-hotline-2021",
    "cn-sd-xinfang-2015",
    "cn-sh-xinfang-2012",
    "cn-sn-environment",
    "cn-xinfang-2005",
    "cn-xinfang-2014-split",
    "cn-xinfang-2022",
    "cn-xinfang-simple-2016",
    "cn-xinfang-simple-2022",
    "cn-zj-social-assistance-2014",
    "cn-zj-xinfang-2016",
    "in-cpgrams-2024",
    "office-practice",
    "source-dated",
    "uk-eng-lgsco",
    "uk-eng-nhs-2009",
    "uk-sct-spso",
}

/// Version of the shipped calendar: raised with every change of its file.
const CALENDAR_VERSION: u32 = 1;
const CALENDAR: &str = include_str!("../../../rules/calendar/cn-workdays.csv");

/// The published days off and make-up workdays that are shipped: China's.
pub fn calendars() -> Result<Calendars, AppError> {
    calendar().map(Calendars::new)
}

fn calendar() -> Result<Calendar, AppError> {
    Calendar::parse(CALENDAR_VERSION, CALENDAR)
        .map_err(|error| AppError::Inconsistent(format!("rules/calendar/cn-workdays.csv: {error}")))
}

/// All shipped packs, drafts too.
pub fn all_packs() -> Result<Vec<Pack>, AppError> {
    SHIPPED.iter().map(|(code, text)| read_pack(code, text)).collect()
}

/// The shipped packs of these codes: those an office decides by, and those whose periods run beside them.
pub fn packs(codes: &[PackCode], beside: &[PackCode]) -> Result<Packs, AppError> {
    let deciding = codes.iter().map(shipped);
    let running = beside.iter().map(|code| shipped(code).map(Pack::beside));
    let chosen = deciding.chain(running).collect::<Result<_, _>>()?;
    Packs::new(chosen).map_err(|error| AppError::Unavailable(format!("the office's packs: {error}")))
}

/// The shipped pack of this code.
fn shipped(code: &PackCode) -> Result<Pack, AppError> {
    let found = SHIPPED.iter().find(|(shipped, _)| *shipped == code.as_str());
    let (name, text) = found.ok_or_else(|| AppError::Unavailable(format!("no pack {code} is shipped")))?;
    read_pack(name, text)
}

fn read_pack(code: &str, text: &str) -> Result<Pack, AppError> {
    toml::from_str(text).map_err(|error| AppError::Inconsistent(format!("rules/packs/{code}.toml: {error}")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use huiyin_store::journal::hex;
    use sha2::Digest as _;

    use super::*;

    /// What a version says is for ever: a pack whose law changed needs a new one. Examples and how other languages cite an
    /// article are not the law and may be added. To raise a version: run once with `HUIYIN_GOLDEN=write`.
    #[test]
    fn a_pack_that_changed_has_a_new_version() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/versions.csv");
        let mut pinned = std::fs::read_to_string(path).unwrap_or_else(|_| "pack,sha256\n".to_owned());
        for pack in all_packs().unwrap() {
            let named = pack.reference();
            let law = Pack { articles: BTreeMap::new(), ..pack.without_examples() };
            let hash = hex(&sha2::Sha256::digest(serde_json::to_vec(&law).unwrap()));
            let known = pinned.lines().find_map(|line| line.strip_prefix(&format!("{named},")).map(str::to_owned));
            match known {
                Some(known) => assert_eq!(known, hash, "{named} was changed: raise its version"),
                None if std::env::var_os("HUIYIN_GOLDEN").is_some() => {
                    pinned.extend([named.to_string().as_str(), ",", &hash, "\n"]);
                }
                None => panic!("{named} is not in rules/versions.csv"),
            }
        }
        if std::env::var_os("HUIYIN_GOLDEN").is_some() {
            std::fs::write(path, pinned).unwrap();
        }
    }

    #[test]
    fn every_shipped_pack_can_be_read_and_stands_beside_the_others() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/packs");
        let files = std::fs::read_dir(folder).unwrap().count();
        let packs = all_packs().unwrap();
        assert_eq!(packs.len(), files, "a pack in rules/packs is not in the list");
        for pack in packs {
            pack.check().unwrap();
            pack.check_examples(&calendars().unwrap()).unwrap();
        }
        assert_eq!(calendar().unwrap().published_to(), Some(jiff::civil::date(2026, 12, 31)));
    }
}
