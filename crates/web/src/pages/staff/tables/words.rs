//! The rows of a table in words, what became of them, and what is chosen from where one is typed.

use huiyin_app::tables::{OfficeTable, TableChange};
use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::{Class, Office, Role, UnitKind};
use huiyin_render::form::{Choice, Control, line};
use huiyin_render::page::{ChangeLine, Frame};

/// Rows that a change of the history tells one by one.
const CHANGED_ROWS_MAX: usize = 20;

/// More choices than this are no list to choose from: the code is typed.
const CHOICES_MAX: usize = 400;

/// The key of a column's name. A place lies in another, a unit stands below another.
pub(super) fn label(table: OfficeTable, column: &str) -> String {
    match (table, column) {
        (OfficeTable::Places, "parent") => "table-column-around".to_owned(),
        _ => format!("table-column-{}", column.replace('_', "-")),
    }
}

/// What a column's codes stand for.
enum Of {
    Unit,
    Place,
    Class,
    Officer,
    Kind,
    Role,
    Day,
    Text,
}

fn of(table: OfficeTable, column: &str) -> Of {
    match (table, column) {
        (OfficeTable::Places, "parent") | (_, "place") => Of::Place,
        (_, "parent" | "review_organ" | "unit") => Of::Unit,
        (_, "class") => Of::Class,
        (_, "officer") => Of::Officer,
        (_, "kind") => Of::Kind,
        (_, "role") => Of::Role,
        (_, "from" | "to") => Of::Day,
        _ => Of::Text,
    }
}

/// Says rows in words.
pub(super) struct Words<'a> {
    pub frame: &'a Frame,
    pub office: &'a Office,
    pub table: OfficeTable,
}

impl Words<'_> {
    pub(super) fn cells(&self, columns: &[&str], row: &[String]) -> Vec<String> {
        columns.iter().zip(row).map(|(column, value)| self.cell(column, value)).collect()
    }

    pub(super) fn cell(&self, column: &str, value: &str) -> String {
        let (say, office) = (&self.frame.say, self.office);
        let named = match of(self.table, column) {
            Of::Unit => {
                value.parse().ok().and_then(|code| office.unit(&code)).map(|unit| say.unit_name(unit).to_owned())
            }
            Of::Place if value == "*" => Some(self.frame.t("table-everywhere")),
            Of::Place => {
                value.parse().ok().and_then(|code| office.place(&code)).map(|place| say.place_name(place).to_owned())
            }
            Of::Class => {
                let class = value.parse().ok().and_then(|code| office.class(&code));
                class.map(|class| format!("{} {}", class.code, say.class_name(class)))
            }
            Of::Officer => value.parse().ok().map(|code| self.officer(&code)),
            Of::Kind => UnitKind::from_code(value).map(|kind| say.word(kind)),
            Of::Role => Role::from_code(value).map(|role| say.word(role)),
            Of::Day => value.parse().ok().map(|day| say.date(day)),
            Of::Text => None,
        };
        named.unwrap_or_else(|| value.to_owned())
    }

    /// A change in sentences: a row that became another of the same key tells only what is new in it.
    pub(super) fn changed(&self, columns: &[&str], change: &TableChange) -> ChangeLine {
        let say = &self.frame.say;
        let by = match &change.by {
            Some(code) => self.officer(code),
            None => self.frame.t("table-by-operator"),
        };
        let when = say.text("table-changed", &[("day", say.date(change.on)), ("by", by)]);
        let key_of = |row: &Vec<String>| row.first().cloned().unwrap_or_default();
        let mut rows = Vec::new();
        if let ([was], [now]) = (change.was.as_slice(), change.now.as_slice())
            && key_of(was) == key_of(now)
        {
            let about = self.cell(columns.first().copied().unwrap_or_default(), &key_of(now));
            for ((column, was), now) in columns.iter().zip(was).zip(now).filter(|((_, was), now)| was != now) {
                let told = |value: &str| if value.is_empty() { "-".to_owned() } else { self.cell(column, value) };
                let arguments = [
                    ("row", about.clone()),
                    ("column", self.frame.t(&label(self.table, column))),
                    ("was", told(was)),
                    ("now", told(now)),
                ];
                rows.push(say.text("table-became", &arguments));
            }
            return ChangeLine { when, rows };
        }
        let told = |key: &str, row: &Vec<String>| {
            let cells = self.cells(columns, row).into_iter().filter(|cell| !cell.is_empty());
            say.text(key, &[("row", cells.collect::<Vec<_>>().join(" · "))])
        };
        let gone = change.was.iter().map(|row| told("table-row-gone", row));
        let set = change.now.iter().map(|row| told("table-row-set", row));
        rows.extend(gone.chain(set).take(CHANGED_ROWS_MAX));
        let left = (change.was.len() + change.now.len()).saturating_sub(CHANGED_ROWS_MAX);
        rows.extend((left > 0).then(|| say.text("table-more", &[("count", left.to_string())])));
        ChangeLine { when, rows }
    }

    fn officer(&self, code: &OfficerCode) -> String {
        self.office.officer(code).map_or_else(|| code.to_string(), |officer| officer.name.clone())
    }

    pub(super) fn control(&self, column: &str) -> Control {
        let (say, office) = (&self.frame.say, self.office);
        let choices: Vec<Choice> = match of(self.table, column) {
            Of::Unit => office.units().map(|unit| Choice::new(unit.code.as_str(), say.unit_name(unit))).collect(),
            Of::Place => office.places().map(|place| Choice::new(place.code.as_str(), say.place_name(place))).collect(),
            Of::Class => {
                let label = |code: &str, name: &str| format!("{code} {name}");
                let choice =
                    |class: &Class| Choice::new(class.code.as_str(), label(class.code.as_str(), say.class_name(class)));
                office.classes().map(choice).collect()
            }
            Of::Officer => {
                office.officers().map(|officer| Choice::new(officer.code.as_str(), officer.name.clone())).collect()
            }
            Of::Kind => UnitKind::ALL.iter().map(|kind| Choice::new(kind.code(), say.word(*kind))).collect(),
            Of::Role => Role::ALL.iter().map(|role| Choice::new(role.code(), say.word(*role))).collect(),
            Of::Day => return line("date", "off"),
            Of::Text => return line("text", "off"),
        };
        if choices.is_empty() || choices.len() > CHOICES_MAX {
            return line("text", "off");
        }
        Control::List(std::iter::once(Choice::new("", self.frame.t("form-none"))).chain(choices).collect())
    }
}
