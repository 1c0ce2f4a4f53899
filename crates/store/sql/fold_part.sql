INSERT INTO figure_days (office_id, cut, value, figure, occurred_on, recorded_on, n)
SELECT office_id, '{cut}', value, figure, occurred_on, recorded_on, CAST(sum(n) AS BIGINT)
FROM (
    SELECT office_id, {value} AS value, figure, occurred_on, recorded_on, n FROM figures
    WHERE office_id = ?1 AND folded = 0 AND recorded_on = ?2 AND matter_id <= ?3
) AS lines
WHERE true
GROUP BY office_id, value, figure, occurred_on, recorded_on
ON CONFLICT (office_id, cut, value, figure, occurred_on, recorded_on)
DO UPDATE SET n = figure_days.n + excluded.n
