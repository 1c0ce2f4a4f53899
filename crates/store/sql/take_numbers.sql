INSERT INTO series (office_id, registry, class, year, last)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (office_id, registry, class, year)
DO UPDATE SET last = series.last + excluded.last
RETURNING last
