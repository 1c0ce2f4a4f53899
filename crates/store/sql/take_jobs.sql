UPDATE jobs SET claimed_until = ?3, attempts = attempts + 1, taken = queued
WHERE office_id = ?1 AND claimed_until <= ?2 AND (kind, key) IN (
    SELECT kind, key FROM jobs
    WHERE office_id = ?1 AND run_at <= ?2 AND claimed_until <= ?2
    ORDER BY run_at, kind, key LIMIT ?4
)
RETURNING kind, key, payload, attempts - 1
