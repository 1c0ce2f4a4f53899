//! The tables of officers and of the posts they hold. An officer's row keeps his posts as they are; the rows of his posts,
//! all of them, replace those he had.

use std::collections::BTreeMap;

use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::{Office, OfficeEvent, Officer, Post, Tenure};

use super::change::Sets;
use super::line::{Fault, Line, day_written};

pub(super) const COLUMNS: &[&str] = &["code", "name", "from", "to"];
pub(super) const POST_COLUMNS: &[&str] = &["officer", "unit", "role", "from", "to"];

pub(super) fn read(line: &Line<'_>, office: &Office) -> Result<Officer, Fault> {
    let code = line.needed("code")?;
    let posts = office.officer(&code).map(|officer| officer.posts.clone()).unwrap_or_default();
    Ok(Officer { code, name: line.needed_name("name")?, posts, span: line.span()? })
}

impl Sets for Officer {
    fn key(&self) -> (String, &'static str) {
        (self.code.to_string(), "code")
    }

    fn is_set(&self, office: &Office) -> bool {
        office.officer(&self.code) == Some(self)
    }

    fn event(self) -> OfficeEvent {
        OfficeEvent::OfficerSet(self)
    }
}

fn post(line: &Line<'_>, office: &Office) -> Result<(OfficerCode, Tenure), Fault> {
    line.is_whole("officer")?;
    let officer: OfficerCode = line.needed("officer")?;
    office.officer(&officer).ok_or_else(|| line.fault("officer", "unknown-officer"))?;
    let post = Post { unit: line.needed("unit")?, role: line.needed("role")? };
    office.unit(&post.unit).ok_or_else(|| line.fault("unit", "unknown-unit"))?;
    Ok((officer, Tenure { post, span: line.span()? }))
}

/// One change for each officer whose posts are other than they were.
pub(super) fn change_posts(office: &Office, lines: &[Line<'_>]) -> (Vec<OfficeEvent>, Vec<Fault>) {
    let (mut faults, mut held) = (Vec::new(), BTreeMap::<OfficerCode, Vec<Tenure>>::new());
    for line in lines {
        match post(line, office) {
            Ok((officer, tenure)) => {
                let posts = held.entry(officer).or_default();
                if posts.contains(&tenure) {
                    faults.push(line.fault("role", "said-twice"));
                }
                posts.push(tenure);
            }
            Err(fault) => faults.push(fault),
        }
    }
    let named = held.into_iter().filter_map(|(code, posts)| Some((office.officer(&code)?, posts)));
    let changed = named.filter(|(officer, posts)| !same(&officer.posts, posts));
    let set = changed.map(|(officer, posts)| OfficeEvent::OfficerSet(Officer { posts, ..officer.clone() }));
    (set.collect(), faults)
}

/// The same posts, in whatever order.
fn same(one: &[Tenure], other: &[Tenure]) -> bool {
    one.len() == other.len() && one.iter().all(|tenure| other.contains(tenure))
}

pub(super) fn row(officer: &Officer) -> Vec<String> {
    let (from, to) = (day_written(officer.span.from), day_written(officer.span.to));
    vec![officer.code.to_string(), officer.name.clone(), from, to]
}

pub(super) fn post_rows(officer: &Officer) -> Vec<Vec<String>> {
    let row = |Tenure { post, span }: &Tenure| {
        let (from, to) = (day_written(span.from), day_written(span.to));
        vec![officer.code.to_string(), post.unit.to_string(), post.role.to_string(), from, to]
    };
    officer.posts.iter().map(row).collect()
}
