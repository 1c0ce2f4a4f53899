INSERT INTO jobs (office_id, kind, key, payload, run_at, claimed_until, attempts, queued, taken)
VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 1, 0)
ON CONFLICT (office_id, kind, key) DO NOTHING
