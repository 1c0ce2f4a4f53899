SELECT c.kind, c.key, c.value, c.expires_at
FROM (SELECT DISTINCT kind, key FROM unnest($2::text[], $3::bytea[]) AS asked (kind, key)) AS asked
JOIN claims AS c ON c.office_id = $1 AND c.kind = asked.kind AND c.key = asked.key
