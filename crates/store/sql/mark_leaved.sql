UPDATE heads SET leaved_seq = new.seq
FROM (
    SELECT stream, max(seq) AS seq FROM leaves
    WHERE office_id = ?1 AND position >= ?2
    GROUP BY stream
) AS new
WHERE heads.office_id = ?1 AND heads.stream = new.stream
