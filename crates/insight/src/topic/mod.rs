//! Topics: petitions that are one problem. Read as a stream, each joins the topic it is most like or begins one; a topic that
//! grows past its history warns. By problem and place, never by person.

mod burst;
mod rhythm;
mod stream;

pub use self::burst::{FALSE_ALARM_RATE, HALF_YEAR_DAYS, HISTORY_DAYS_MIN, Watch, watched_from};
pub use self::rhythm::Rhythm;
pub use self::stream::{Joined, Topics};
