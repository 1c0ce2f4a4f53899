WITH behind AS MATERIALIZED (
    SELECT stream, leaved_seq FROM heads
    WHERE office_id = ?1 AND seq > leaved_seq
    ORDER BY stream LIMIT ?2
)
SELECT j.stream, j.seq, j.hash
FROM behind CROSS JOIN journal AS j
WHERE j.office_id = ?1 AND j.stream = behind.stream AND j.seq > behind.leaved_seq
ORDER BY j.stream, j.seq
LIMIT ?2
