//! Reads sealed words, sealed identities, wrapped keys, and claims.

use std::collections::BTreeMap;

use async_trait::async_trait;
use huiyin_domain::ids::{ContentId, EnvelopeId, MatterId, OfficeId};
use jiff::Timestamp;

use super::{Database, Query, Row, Statement, Tables};
use crate::commit::ClaimKind;
use crate::error::StoreError;
use crate::read::{Claims, Contents};
use crate::schema::Value;

/// Pairs asked for in one statement: a database limits how deep a condition may nest, and a page holds 50.
const PAIRS_MAX: usize = 64;
const PAIR: &str = "SELECT matter_id, content_id, sealed FROM contents WHERE office_id = ";
const ONE_MORE_PAIR: &str = " UNION SELECT matter_id, content_id, sealed FROM contents WHERE office_id = ";
/// Owners asked for in one statement, for the same reason.
const OWNERS_MAX: usize = 256;

const CONTENT_IDS: &str = "SELECT content_id FROM contents WHERE office_id = ?1 AND matter_id = ?2 ORDER BY content_id";
const ENVELOPE: &str = "SELECT sealed FROM envelopes WHERE office_id = ?1 AND matter_id = ?2 AND envelope_id = ?3";
const ENVELOPE_IDS: &str =
    "SELECT envelope_id FROM envelopes WHERE office_id = ?1 AND matter_id = ?2 ORDER BY envelope_id";
const CLAIM: &str = "SELECT value FROM claims
    WHERE office_id = ?1 AND kind = ?2 AND key = ?3 AND (expires_at IS NULL OR expires_at > ?4)";

#[async_trait]
impl<D: Database> Contents for Tables<D> {
    async fn contents(
        &self,
        office: OfficeId,
        ids: &[(MatterId, ContentId)],
    ) -> Result<Vec<(MatterId, ContentId, Vec<u8>)>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for pairs in ids.chunks(PAIRS_MAX) {
            for row in self.0.query(of_pairs(office, pairs)).await? {
                let mut row = row.read("contents");
                let (matter, id) = (row.array("matter_id")?, row.array("content_id")?);
                found.push((MatterId::from_bytes(matter), ContentId::from_bytes(id), row.bytes("sealed")?));
            }
        }
        Ok(found)
    }

    async fn content_ids(&self, office: OfficeId, matter: MatterId) -> Result<Vec<ContentId>, StoreError> {
        let rows = self.0.query(Statement::new(CONTENT_IDS, [office.0.into(), matter.to_bytes().into()])).await?;
        rows.into_iter().map(|row| row.read("contents").array("content_id").map(ContentId::from_bytes)).collect()
    }

    async fn envelope(
        &self,
        office: OfficeId,
        matter: MatterId,
        id: EnvelopeId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let params = [office.0.into(), matter.to_bytes().into(), id.to_bytes().into()];
        let found = self.0.query(Statement::new(ENVELOPE, params)).await?.into_iter().next();
        found.map(|row| row.read("envelopes").bytes("sealed")).transpose()
    }

    async fn envelope_ids(&self, office: OfficeId, matter: MatterId) -> Result<Vec<EnvelopeId>, StoreError> {
        let rows = self.0.query(Statement::new(ENVELOPE_IDS, [office.0.into(), matter.to_bytes().into()])).await?;
        rows.into_iter().map(|row| row.read("envelopes").array("envelope_id").map(EnvelopeId::from_bytes)).collect()
    }

    async fn keys(&self, office: OfficeId, owners: &[String]) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
        let mut found = BTreeMap::new();
        for owners in owners.chunks(OWNERS_MAX) {
            let mut query =
                Query::new("SELECT owner, wrapped FROM keys WHERE office_id = ?1 AND owner IN ", [office.0.into()]);
            query.bind_list(owners.iter().map(|owner| Value::from(owner.as_str())));
            for row in self.0.query(query.build()).await? {
                let mut row = row.read("keys");
                found.insert(row.text("owner")?, row.bytes("wrapped")?);
            }
        }
        Ok(found)
    }
}

#[async_trait]
impl<D: Database> Claims for Tables<D> {
    async fn claim(
        &self,
        office: OfficeId,
        kind: ClaimKind,
        key: &[u8],
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let params = [office.0.into(), kind.code().into(), key.to_vec().into(), now.as_microsecond().into()];
        let found = self.0.query(Statement::new(CLAIM, params)).await?.into_iter().next();
        found.map(|row: Row| row.read("claims").bytes("value")).transpose()
    }
}

/// One lookup by key for each pair, joined: SQLite walks a whole office's contents when pairs stand in one condition.
/// The shape grows by doubling, the last pair repeated, so that few are prepared.
fn of_pairs(office: OfficeId, pairs: &[(MatterId, ContentId)]) -> Statement {
    let padded = pairs.iter().chain(std::iter::repeat_n(&pairs[pairs.len() - 1], padding(pairs.len())));
    let mut query = Query::new("", []);
    for (place, (matter, content)) in padded.enumerate() {
        query.push(if place == 0 { PAIR } else { ONE_MORE_PAIR }).bind(office.0);
        query.push(" AND matter_id = ").bind(matter.to_bytes()).push(" AND content_id = ").bind(content.to_bytes());
    }
    query.build()
}

fn padding(len: usize) -> usize {
    len.next_power_of_two() - len
}
