//! Where every page is and who opens it, on a busy morning. To add a page, add its line to [`Busy::pages`].

use std::collections::{BTreeMap, BTreeSet};

use crate::busy::Busy;
use crate::visitor::Visitor;

/// Who opens a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Whoever comes by.
    Anybody,
    /// Who filed the n-th matter, by the code.
    Petitioner(usize),
    /// An officer.
    Officer(&'static str),
}

/// A page, and who opens it.
#[derive(Debug, Clone)]
pub struct Place {
    /// The route, as the site names it.
    pub route: &'static str,
    /// Who opens it.
    pub who: Who,
    /// Where it is.
    pub path: String,
}

/// The route behind which every command has its form.
pub const COMMAND_ROUTE: &str = "/desk/{matter}/{command}/{target}/{no}";

/// Who works on the matters of a busy morning.
const OFFICERS: [&str; 11] = [
    "o-xfj-1", "o-qlz-1", "o-qlz-2", "o-xfj-6", "o-xzf-4", "o-xzf-3", "o-cgj-1", "o-xfj-5", "o-xfj-10", "o-xzf-1",
    "o-xfj-4",
];

/// Commands that are open to somebody on a busy morning, at least: fewer, and the morning shows less than it did.
const COMMANDS_MIN: usize = 25;

fn place(route: &'static str, who: Who, path: impl Into<String>) -> Place {
    Place { route, who, path: path.into() }
}

/// A page whose route is its address.
fn plain(route: &'static str, who: Who) -> Place {
    place(route, who, route)
}

impl Busy {
    /// Every page that is opened by its address, but for the forms of commands.
    pub fn pages(&self) -> Vec<Place> {
        use Who::{Anybody, Officer, Petitioner};
        let [registrar, head, supervisor, administrator] = ["o-xfj-1", "o-qlz-2", "o-xfj-5", "o-xfj-9"].map(Officer);
        let matter = |nth: usize| format!("/desk/{}", self.matters[nth]);
        let by_anybody = ["/", "/file", "/query", "/how", "/calculator", "/figures", "/answers", "/sign-in"];
        let by_registrar = ["/desk", "/desk/register", "/desk/search", "/desk/books", "/sessions", "/factor"];
        let tables = ["units", "places", "officers", "posts", "duties", "receiver"];
        let of_tables = tables.iter().flat_map(|table| {
            let at = format!("/desk/office/{table}");
            [
                place("/desk/office/{table}", administrator, at.clone()),
                place("/desk/office/{table}/row", administrator, format!("{at}/row")),
                place("/desk/office/{table}/row", administrator, format!("{at}/row?at=0")),
                place("/desk/office/{table}/history", administrator, format!("{at}/history")),
            ]
        });
        let others = [
            place("/calculator", Anybody, "/calculator?rule=cn-xinfang-2022%2Faccept&start=2026-03-02"),
            plain("/my", Petitioner(4)),
            place("/my", Petitioner(5), "/my"),
            plain("/my/add", Petitioner(4)),
            plain("/desk/figures", supervisor),
            place("/desk/figures", supervisor, "/desk/figures?cut=unit"),
            place("/desk/figures/{figure}", supervisor, "/desk/figures/received"),
            plain("/desk/lead", head),
            plain("/desk/handover", head),
            plain("/desk/law", administrator),
            plain("/desk/operations", Officer("o-xfj-7")),
            plain("/desk/office", administrator),
            place("/answers/{publication}", Anybody, format!("/answers/{}", self.publication)),
            plain("/desk/publications", supervisor),
            place("/desk/publications/{publication}", supervisor, format!("/desk/publications/{}", self.publication)),
            place("/desk/{matter}/publish/{issue}", Officer("o-qlz-1"), matter(11) + "/publish/1"),
            plain("/desk/topics", supervisor),
            place("/desk/topics/{topic}", supervisor, format!("/desk/topics/{}", self.topic)),
            place("/desk/{matter}/people/{petition}/{person}", Officer("o-xfj-8"), matter(3) + "/people/1/1"),
            place("/desk/{matter}/add_petition/matter/0", registrar, matter(0) + "/add_petition/matter/0"),
        ];
        let matters = (0..self.matters.len()).map(|nth| place("/desk/{matter}", registrar, matter(nth)));
        let named = by_anybody.map(|route| plain(route, Anybody)).into_iter();
        let named = named.chain(by_registrar.map(|route| plain(route, registrar)));
        named.chain(others).chain(of_tables).chain(matters).collect()
    }

    /// The forms of all commands that are open to anybody, each once, as the pages of the matters link to them.
    pub async fn commands(&self) -> Vec<Place> {
        let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
        for officer in OFFICERS {
            let visitor = Visitor::officer(&self.town, officer, "en").await;
            for matter in &self.matters {
                let page = visitor.goes_to(&format!("/desk/{matter}")).await;
                for link in page.links().filter(|link| link.starts_with(&format!("/desk/{matter}/"))) {
                    if let [_, _, _, command, target, _] = *link.split('/').collect::<Vec<_>>()
                        && !["people", "add_petition", "letters"].contains(&command)
                        && seen.insert(format!("{command} {target}"))
                    {
                        found.push(place(COMMAND_ROUTE, Who::Officer(officer), link));
                    }
                }
            }
        }
        assert!(found.len() >= COMMANDS_MIN, "only {} commands are open: {seen:?}", found.len());
        found
    }
}

/// Everybody at a browser of his or her own.
pub struct People<'t> {
    busy: &'t Busy,
    known: BTreeMap<Who, Visitor<'t>>,
}

impl<'t> People<'t> {
    /// Nobody has come yet.
    pub const fn of(busy: &'t Busy) -> Self {
        Self { busy, known: BTreeMap::new() }
    }

    /// That person, who speaks that language from now on.
    pub async fn at(&mut self, who: Who, lang: &'static str) -> &Visitor<'t> {
        if !self.known.contains_key(&who) {
            let visitor = match who {
                Who::Anybody => Visitor::speaking(&self.busy.town, lang),
                Who::Officer(officer) => Visitor::officer(&self.busy.town, officer, lang).await,
                Who::Petitioner(nth) => {
                    let visitor = Visitor::speaking(&self.busy.town, lang);
                    let form = visitor.goes_to("/query").await.form("/query").with(&[("code", &self.busy.codes[nth])]);
                    visitor.sends(&form, &form.buttons[0]).await;
                    visitor
                }
            };
            self.known.insert(who, visitor);
        }
        let visitor = self.known.get_mut(&who).expect("somebody");
        visitor.speaks(lang);
        visitor
    }
}
