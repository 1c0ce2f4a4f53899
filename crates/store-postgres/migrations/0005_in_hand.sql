-- Who has an issue in hand; one's own list is a walk along this index, ordered as all others are.
ALTER TABLE issue_rows ADD COLUMN officer TEXT;
CREATE INDEX issue_rows_of_officer ON issue_rows (office_id, officer, ended, due_on, matter_id, issue_no) WHERE officer IS NOT NULL;
