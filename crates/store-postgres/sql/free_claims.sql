DELETE FROM claims
USING unnest($2::text[], $3::bytea[]) AS expired (kind, key)
WHERE claims.office_id = $1 AND claims.kind = expired.kind AND claims.key = expired.key
