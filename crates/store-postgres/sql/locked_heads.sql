SELECT head.stream, head.seq, head.hash, head.recorded_at
FROM unnest($2::text[]) AS asked (stream)
CROSS JOIN LATERAL (
    SELECT stream, seq, hash, recorded_at FROM heads
    WHERE office_id = $1 AND stream = asked.stream
    FOR UPDATE
) AS head
