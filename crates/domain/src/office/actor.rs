//! Who acts: a petitioner with a query code, an officer with posts, the office's own jobs, an import.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::codes;
use crate::ids::{OfficerCode, PetitionNo, SourceCode, UnitCode};

codes! {
    /// What a post lets its holder do; see [`super::policy`].
    Role {
        /// 登记、接访: takes petitions in and sends them on.
        Registrar => "registrar",
        /// 承办人: handles what the unit has.
        Handler => "handler",
        /// 机关负责人: decides, extends, signs for the unit.
        UnitHead => "unit_head",
        /// 督查: chases and checks; changes no finding.
        Supervisor => "supervisor",
        /// 领导: instructs and designates.
        Leader => "leader",
        /// 信访部门负责人.
        OfficeHead => "office_head",
        /// Reads the record, changes nothing.
        Auditor => "auditor",
        /// Opens sealed identities, for a written purpose.
        Custodian => "custodian",
        /// Keeps units, officers, packs; reads no matter.
        Administrator => "administrator",
        /// Prints and sends letters.
        Dispatcher => "dispatcher",
    }
}

impl Role {
    /// An issue can be put into the hands of who has such a post.
    pub const fn handles(self) -> bool {
        matches!(self, Self::Registrar | Self::Handler | Self::UnitHead | Self::OfficeHead)
    }
}

/// A post: a role in a unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Post {
    /// The unit.
    pub unit: UnitCode,
    /// The role.
    pub role: Role,
}

/// Who does something, as the entry's header names him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who files, before there is a code.
    Public,
    /// The holder of a petition's query code.
    Petitioner(PetitionNo),
    /// An officer, with the posts held that day.
    Officer {
        /// The officer.
        code: OfficerCode,
        /// The posts.
        posts: Vec<Post>,
    },
    /// One of the office's own jobs.
    Job(&'static str),
    /// An import of this source, run by an operator.
    Import(SourceCode),
}

impl Actor {
    /// Holds that role in that unit.
    pub fn holds(&self, role: Role, unit: &UnitCode) -> bool {
        self.posts().iter().any(|post| post.role == role && post.unit == *unit)
    }

    /// Holds that role somewhere.
    pub fn holds_anywhere(&self, role: Role) -> bool {
        self.posts().iter().any(|post| post.role == role)
    }

    /// The posts; none for all but officers.
    pub fn posts(&self) -> &[Post] {
        match self {
            Self::Officer { posts, .. } => posts,
            Self::Public | Self::Petitioner(_) | Self::Job(_) | Self::Import(_) => &[],
        }
    }

    /// The officer, if it is one.
    pub const fn officer(&self) -> Option<&OfficerCode> {
        match self {
            Self::Officer { code, .. } => Some(code),
            Self::Public | Self::Petitioner(_) | Self::Job(_) | Self::Import(_) => None,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => f.write_str("public"),
            Self::Petitioner(petition) => write!(f, "petitioner:{petition}"),
            Self::Officer { code, .. } => write!(f, "officer:{code}"),
            Self::Job(name) => write!(f, "job:{name}"),
            Self::Import(source) => write!(f, "import:{source}"),
        }
    }
}
