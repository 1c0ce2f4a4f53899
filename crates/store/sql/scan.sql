SELECT j.stream, j.header, j.body, j.hash
FROM (
    SELECT office_id, stream FROM heads
    WHERE office_id = ?1 AND stream > ?2 AND seq > 0
    ORDER BY stream LIMIT ?3
) AS h
JOIN journal AS j ON j.office_id = h.office_id AND j.stream = h.stream
ORDER BY j.stream, j.seq
