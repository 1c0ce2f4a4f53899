//! Reads sealed words, sealed identities, wrapped keys, and claims.

use std::collections::BTreeMap;

use async_trait::async_trait;
use huiyin_domain::ids::{ContentId, EnvelopeId, MatterId, OfficeId};
use jiff::Timestamp;

use super::{ASKED_MAX, Database, Query, Row, Statement, Tables};
use crate::commit::ClaimKind;
use crate::error::StoreError;
use crate::read::{Claims, Contents};

const OF_PAIRS: &str = "SELECT matter_id, content_id, sealed FROM asked CROSS JOIN contents
    WHERE matter_id = asked.matter AND content_id = asked.content AND office_id = ";
const OF_OWNERS: &str =
    "SELECT k.owner, k.wrapped FROM asked CROSS JOIN keys AS k WHERE k.owner = asked.owner AND k.office_id = ";

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
        for pairs in ids.chunks(ASKED_MAX) {
            let mut query = Query::new("", []);
            let rows = pairs.iter().map(|(matter, content)| [matter.to_bytes().into(), content.to_bytes().into()]);
            query.push_asked("matter, content", Some(self.0.bytes_type()), rows).push(OF_PAIRS).bind(office.0);
            for row in self.0.look_up(query.build()).await? {
                let mut row = row.read("contents");
                let (matter, id) = (row.array("matter_id")?, row.array("content_id")?);
                found.push((MatterId::from_bytes(matter), ContentId::from_bytes(id), row.bytes("sealed")?));
            }
        }
        Ok(found)
    }

    async fn content_ids(&self, office: OfficeId, matter: MatterId) -> Result<Vec<ContentId>, StoreError> {
        let rows = self.0.look_up(Statement::new(CONTENT_IDS, [office.0.into(), matter.to_bytes().into()])).await?;
        rows.into_iter().map(|row| row.read("contents").array("content_id").map(ContentId::from_bytes)).collect()
    }

    async fn envelope(
        &self,
        office: OfficeId,
        matter: MatterId,
        id: EnvelopeId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let params = [office.0.into(), matter.to_bytes().into(), id.to_bytes().into()];
        let found = self.0.look_up(Statement::new(ENVELOPE, params)).await?.into_iter().next();
        found.map(|row| row.read("envelopes").bytes("sealed")).transpose()
    }

    async fn envelope_ids(&self, office: OfficeId, matter: MatterId) -> Result<Vec<EnvelopeId>, StoreError> {
        let rows = self.0.look_up(Statement::new(ENVELOPE_IDS, [office.0.into(), matter.to_bytes().into()])).await?;
        rows.into_iter().map(|row| row.read("envelopes").array("envelope_id").map(EnvelopeId::from_bytes)).collect()
    }

    async fn keys(&self, office: OfficeId, owners: &[String]) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
        let mut found = BTreeMap::new();
        for owners in owners.chunks(ASKED_MAX) {
            let mut query = Query::new("", []);
            let rows = owners.iter().map(|owner| [owner.as_str().into()]);
            query.push_asked("owner", None, rows).push(OF_OWNERS).bind(office.0);
            for row in self.0.look_up(query.build()).await? {
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
        let found = self.0.look_up(Statement::new(CLAIM, params)).await?.into_iter().next();
        found.map(|row: Row| row.read("claims").bytes("value")).transpose()
    }
}
