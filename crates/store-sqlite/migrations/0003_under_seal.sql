-- What is under seal stands in the lists of its own unit only, ordered as all others are.
CREATE INDEX issue_rows_under_seal ON issue_rows (office_id, unit, ended, due_on, matter_id, issue_no) WHERE sealed = 1;
