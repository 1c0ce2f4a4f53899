SELECT held.kind, held.key, held.value, held.expires_at
FROM unnest($2::text[], $3::bytea[]) AS asked (kind, key)
CROSS JOIN LATERAL (
    SELECT kind, key, value, expires_at FROM claims
    WHERE office_id = $1 AND kind = asked.kind AND key = asked.key
    LIMIT 1
) AS held
