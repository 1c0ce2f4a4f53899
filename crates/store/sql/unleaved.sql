SELECT j.stream, j.seq, j.hash
FROM heads AS h
JOIN journal AS j ON j.office_id = h.office_id AND j.stream = h.stream AND j.seq > h.leaved_seq
WHERE h.office_id = ?1 AND h.seq > h.leaved_seq
ORDER BY j.stream, j.seq
LIMIT ?2
