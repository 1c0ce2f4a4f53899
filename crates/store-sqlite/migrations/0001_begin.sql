-- Tables whose rows are long keep SQLite's row ids, so that rows go in at the end and only their index is random;
-- short ones live in their key's tree. Names and columns: crates/store/src/schema.rs.

CREATE TABLE heads (
    office_id INTEGER NOT NULL,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    recorded_at INTEGER NOT NULL,
    leaved_seq INTEGER NOT NULL,
    PRIMARY KEY (office_id, stream)
) STRICT, WITHOUT ROWID;
CREATE INDEX heads_unleaved ON heads (office_id, stream, seq, leaved_seq) WHERE seq > leaved_seq;

CREATE TABLE journal (
    office_id INTEGER NOT NULL,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    header BLOB NOT NULL,
    body BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (office_id, stream, seq)
) STRICT;

CREATE TABLE numbers (
    office_id INTEGER NOT NULL,
    registry TEXT NOT NULL,
    class TEXT NOT NULL,
    year INTEGER NOT NULL,
    n INTEGER NOT NULL,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (office_id, registry, class, year, n)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX numbers_by_entry ON numbers (office_id, stream, seq);

CREATE TABLE series (
    office_id INTEGER NOT NULL,
    registry TEXT NOT NULL,
    class TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (office_id, registry, class, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE contents (
    office_id INTEGER NOT NULL,
    matter_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (office_id, matter_id, content_id)
) STRICT;

CREATE TABLE envelopes (
    office_id INTEGER NOT NULL,
    matter_id BLOB NOT NULL,
    envelope_id BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (office_id, matter_id, envelope_id)
) STRICT;

CREATE TABLE keys (
    office_id INTEGER NOT NULL,
    owner TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (office_id, owner)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
    office_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    key BLOB NOT NULL,
    value BLOB NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (office_id, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_expiring ON claims (office_id, expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE issue_rows (
    office_id INTEGER NOT NULL,
    matter_id BLOB NOT NULL,
    issue_no INTEGER NOT NULL,
    unit TEXT NOT NULL,
    stage TEXT NOT NULL,
    due_on TEXT NOT NULL,
    due_step TEXT,
    received_on TEXT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT,
    class TEXT,
    place TEXT,
    sealed INTEGER NOT NULL,
    subject BLOB NOT NULL,
    ended INTEGER NOT NULL,
    ended_on TEXT,
    seq INTEGER NOT NULL,
    PRIMARY KEY (office_id, matter_id, issue_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_rows_of_unit ON issue_rows (office_id, unit, ended, due_on, matter_id, issue_no) WHERE sealed = 0;
CREATE INDEX issue_rows_of_office ON issue_rows (office_id, ended, due_on, matter_id, issue_no);

CREATE TABLE issue_counts (
    office_id INTEGER NOT NULL,
    unit TEXT NOT NULL,
    stage TEXT NOT NULL,
    due_on TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (office_id, unit, stage, due_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    office_id INTEGER NOT NULL,
    matter_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL,
    figure TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    unit TEXT NOT NULL,
    channel TEXT NOT NULL,
    class TEXT,
    kind TEXT,
    issue_no INTEGER,
    n INTEGER NOT NULL,
    folded INTEGER NOT NULL,
    PRIMARY KEY (office_id, matter_id, seq, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_by_day ON figures (office_id, figure, occurred_on, matter_id, n);
CREATE INDEX figures_unfolded ON figures (office_id, recorded_on, matter_id) WHERE folded = 0;

CREATE TABLE figure_days (
    office_id INTEGER NOT NULL,
    cut TEXT NOT NULL,
    value TEXT NOT NULL,
    figure TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (office_id, cut, value, figure, occurred_on, recorded_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
    office_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    payload BLOB NOT NULL,
    run_at INTEGER NOT NULL,
    claimed_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    PRIMARY KEY (office_id, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_due ON jobs (office_id, run_at);

CREATE TABLE leaves (
    office_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (office_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
    office_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    held_until INTEGER NOT NULL,
    PRIMARY KEY (office_id, name)
) STRICT, WITHOUT ROWID;

-- What is only ever added to, the database itself keeps from being changed.

CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER numbers_keep BEFORE UPDATE ON numbers BEGIN SELECT raise(ABORT, 'numbers are only added to'); END;
CREATE TRIGGER numbers_stay BEFORE DELETE ON numbers BEGIN SELECT raise(ABORT, 'numbers are only added to'); END;
CREATE TRIGGER leaves_keep BEFORE UPDATE ON leaves BEGIN SELECT raise(ABORT, 'leaves are only added to'); END;
CREATE TRIGGER leaves_stay BEFORE DELETE ON leaves BEGIN SELECT raise(ABORT, 'leaves are only added to'); END;
