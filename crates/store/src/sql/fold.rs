//! Folds lines of the ledger into the sums by day and month: a part of a recorded day at a time, in one transaction that
//! sees one moment, so that lines that come meanwhile stay unfolded and are counted by themselves until the next time.

use huiyin_domain::ids::{MatterId, OfficeId};
use jiff::civil::Date;

use super::figures::figure_line;
use super::insert::inserts;
use super::{Database, Row, Script, Statement, Tables, int};
use crate::batch::Sums;
use crate::error::StoreError;
use crate::schema::Value;

/// Lines folded in one transaction at most: commits wait for it about a tenth of a second on one file.
const FOLD_LINES_MAX: i64 = 10_000;

/// By this index lines of one day that wait are found; by the table's key all lines of the office would be read for each part.
const WAITING: &str = "figures_unfolded";

const FIRST_UNFOLDED: &str = "SELECT recorded_on FROM figures
    WHERE office_id = ?1 AND folded = 0 AND recorded_on < ?2 ORDER BY recorded_on LIMIT 1";
const UNFOLDED_UP_TO: &str = "SELECT count(*) FROM (
    SELECT 1 AS one FROM figures WHERE office_id = ?1 AND folded = 0 AND recorded_on > '' LIMIT ?2) AS counted";
const LAST_OF_PART: &str = "SELECT matter_id FROM figures{by}
    WHERE office_id = ?1 AND folded = 0 AND recorded_on = ?2 ORDER BY matter_id LIMIT 1 OFFSET ?3";
const LINES_OF_PART: &str = "SELECT figure, occurred_on, recorded_on, unit, channel, class, kind, issue_no, seq, n
    FROM figures{by} WHERE office_id = ?1 AND folded = 0 AND recorded_on = ?2 AND matter_id <= ?3";
const MARK_PART: &str = "UPDATE figures{by} SET folded = 1
    WHERE office_id = ?1 AND folded = 0 AND recorded_on = ?2 AND matter_id <= ?3";
const SWEEP_COUNTS: &str = "DELETE FROM issue_counts WHERE office_id = ?1 AND n = 0";

impl<D: Database> Tables<D> {
    pub(super) async fn fold_all(&self, office: OfficeId, before: Date) -> Result<u64, StoreError> {
        let mut folded = 0;
        while let Some(day) = self.first_unfolded(office, before).await? {
            let part = self.fold_part(office, day, self.last_of_part(office, day).await?);
            let lines = self.0.script(part).await?.into_iter().next();
            folded += lines.map_or(0, |lines| lines.len() as u64);
        }
        self.0.script(Script::of(vec![Statement::new(SWEEP_COUNTS, [office.0.into()])])).await?;
        Ok(folded)
    }

    pub(super) async fn count_unfolded(&self, office: OfficeId, up_to: u64) -> Result<u64, StoreError> {
        let counted = self.0.query(Statement::new(UNFOLDED_UP_TO, [office.0.into(), int(up_to)])).await?;
        counted.into_iter().next().map_or(Ok(0), |row| row.read("figures").number("count"))
    }

    async fn first_unfolded(&self, office: OfficeId, before: Date) -> Result<Option<Date>, StoreError> {
        let row =
            self.0.query(Statement::new(FIRST_UNFOLDED, [office.0.into(), before.into()])).await?.into_iter().next();
        row.map(|row| row.read("figures").code("recorded_on")).transpose()
    }

    /// The matter up to which the next part of a day goes.
    async fn last_of_part(&self, office: OfficeId, day: Date) -> Result<MatterId, StoreError> {
        let params = [office.0.into(), day.into(), FOLD_LINES_MAX.into()];
        let row = self.0.query(self.by_index(LAST_OF_PART, WAITING, params)).await?.into_iter().next();
        row.map_or(Ok(MatterId::from_bits(u128::MAX)), |row| {
            row.read("figures").array("matter_id").map(MatterId::from_bytes)
        })
    }

    fn fold_part(&self, office: OfficeId, day: Date, up_to: MatterId) -> Script {
        let params: [Value; 3] = [office.0.into(), day.into(), up_to.to_bytes().into()];
        let first =
            vec![self.by_index(LINES_OF_PART, WAITING, params.clone()), self.by_index(MARK_PART, WAITING, params)];
        let then = Box::new(move |rows: Vec<Vec<Row>>| {
            let lines = rows.into_iter().next().unwrap_or_default().into_iter();
            let lines = lines.map(|row| figure_line(up_to, row)).collect::<Result<Vec<_>, _>>()?;
            Ok(Sums::of(&lines).blocks(office).iter().flat_map(|block| inserts(block, "")).collect())
        });
        Script { first, then, frozen: true }
    }
}
