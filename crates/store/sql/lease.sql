INSERT INTO leases (office_id, name, holder, held_until)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (office_id, name) DO UPDATE
SET holder = excluded.holder, held_until = excluded.held_until
WHERE leases.holder = excluded.holder OR leases.held_until <= ?5
RETURNING holder
