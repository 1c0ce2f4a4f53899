//! Units, officers, places and duties: the rows of an office's own tables, each with the days from and to which it holds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::actor::Post;
use crate::codes;
use crate::ids::{ClassCode, OfficerCode, PlaceCode, UnitCode};

codes! {
    /// What a unit is in the order of things.
    UnitKind {
        /// 信访部门: takes in and sends on.
        Registry => "registry",
        /// 政府: the common superior of departments and townships.
        Government => "government",
        /// 部门.
        Department => "department",
        /// 乡镇、街道.
        Township => "township",
        /// 纪检监察机关: takes accusations.
        Discipline => "discipline",
        /// 法院、检察院.
        Court => "court",
        /// An organ above, which reviews or receives but does not work in this system.
        Superior => "superior",
        /// An organ outside.
        Outside => "outside",
    }
}

/// The days a row holds, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// From this day on; none: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// To this day; none: still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Span {
    /// The row holds on that day.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A unit (机构).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its code.
    pub code: UnitCode,
    /// Its name, as letters carry it.
    pub name: String,
    /// Its name in traditional characters, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_hant: Option<String>,
    /// Its name in English, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// The unit above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitCode>,
    /// What it is.
    pub kind: UnitKind,
    /// Where it sits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceCode>,
    /// Who reviews its opinions: the same-level government or the superior department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_organ: Option<UnitCode>,
    /// Where its reminders go; counts only, never a word of a matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// From when to when it exists.
    #[serde(flatten)]
    pub span: Span,
}

impl Unit {
    /// The registry of a new office, before its own row is set.
    pub(super) fn registry(code: UnitCode, name: String) -> Self {
        Self {
            code,
            name,
            name_hant: None,
            name_en: None,
            parent: None,
            kind: UnitKind::Registry,
            place: None,
            review_organ: None,
            email: None,
            span: Span::default(),
        }
    }
}

/// An officer (工作人员) and the posts he or she holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The code.
    pub code: OfficerCode,
    /// The name, shown to petitioners: the law wants a named officer.
    pub name: String,
    /// The posts, each from when to when.
    pub posts: Vec<Tenure>,
    /// From when to when he or she serves.
    #[serde(flatten)]
    pub span: Span,
}

/// A post with the days it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// The post.
    #[serde(flatten)]
    pub post: Post,
    /// From when to when it is held.
    #[serde(flatten)]
    pub span: Span,
}

impl From<Post> for Tenure {
    fn from(post: Post) -> Self {
        Self { post, span: Span::default() }
    }
}

impl Officer {
    /// The posts held on that day.
    pub fn posts_on(&self, day: Date) -> Vec<Post> {
        self.posts.iter().filter(|tenure| tenure.span.holds(day)).map(|tenure| tenure.post.clone()).collect()
    }
}

/// A place of the division tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its division code.
    pub code: PlaceCode,
    /// Its name.
    pub name: String,
    /// Its name in traditional characters, where it has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_hant: Option<String>,
    /// Its name in English, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// The place it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<PlaceCode>,
    /// From when to when it is called so.
    #[serde(flatten)]
    pub span: Span,
}

/// A class of the taxonomy (内容分类).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredClass", into = "StoredClass")]
pub struct Class {
    /// Its code.
    pub code: ClassCode,
    /// Its name.
    pub name: String,
    /// Its name in traditional characters, where it has one of its own.
    pub name_hant: Option<String>,
    /// Its name in English, where it has one.
    pub name_en: Option<String>,
}

/// The stored forms of a class: a pair before classes had names in other languages, and still where they have none.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredClass {
    Plain(ClassCode, String),
    Named {
        code: ClassCode,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_hant: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_en: Option<String>,
    },
}

impl From<StoredClass> for Class {
    fn from(stored: StoredClass) -> Self {
        match stored {
            StoredClass::Plain(code, name) => Self { code, name, name_hant: None, name_en: None },
            StoredClass::Named { code, name, name_hant, name_en } => Self { code, name, name_hant, name_en },
        }
    }
}

impl From<Class> for StoredClass {
    fn from(class: Class) -> Self {
        match class {
            Class { code, name, name_hant: None, name_en: None } => Self::Plain(code, name),
            Class { code, name, name_hant, name_en } => Self::Named { code, name, name_hant, name_en },
        }
    }
}

/// A row of the duty catalogue (职责清单): who answers for this class at this place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// The class, and all below it unless a deeper row says otherwise.
    pub class: ClassCode,
    /// The place, and all in it unless a nearer row says otherwise; none: everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceCode>,
    /// The unit that answers.
    pub unit: UnitCode,
    /// From when to when.
    #[serde(flatten)]
    pub span: Span,
}
