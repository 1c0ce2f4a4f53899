//! A matter's life: what may be asked of it, what follows, and what it is afterwards.
//!
//! [`command`] says what somebody wants, `decide` what follows from it (one file per command group, each with a
//! `may_…` half that pages ask and a deciding half), [`event`] what happened, `evolve` what the matter is then,
//! [`refusal`] why not. `allowed` collects the `may_…` halves: what may be done next, by whom, until when.
//!
//! Must not know who asks over which wire, or where entries are kept.

pub mod allowed;
pub mod command;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod invariant;
pub mod kinds;
pub mod refusal;
pub mod state;

pub use command::{Command, CommandKind};
pub use decide::{Decision, Facts, decide};
pub use event::{Event, RouteReason, Words};
pub use evolve::{Entry, evolve, fold};
pub use kinds::{
    ContactWay, DocumentKind, EndCode, Instance, Kind, Outcome, PersonRole, RecusalGround, Relation, ReviewOutcome,
    Score, ServiceWay, Stage, VoidReason, Way,
};
pub use refusal::{Alternative, Refusal};
pub use state::{Issue, Matter, State};
