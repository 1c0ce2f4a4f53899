-- Every key begins with office_id, so that a cluster can spread tables by it. Text sorts by its bytes, as on SQLite.
-- No triggers, no serials: what is only added to is kept so by privileges (grants.sql). Names and columns:
-- crates/store/src/schema.rs.

CREATE TABLE heads (
    office_id BIGINT NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    recorded_at BIGINT NOT NULL,
    leaved_seq BIGINT NOT NULL,
    PRIMARY KEY (office_id, stream)
);
CREATE INDEX heads_unleaved ON heads (office_id, stream, seq, leaved_seq) WHERE seq > leaved_seq;

CREATE TABLE journal (
    office_id BIGINT NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    header BYTEA NOT NULL,
    body BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (office_id, stream, seq)
);

CREATE TABLE numbers (
    office_id BIGINT NOT NULL,
    registry TEXT COLLATE "C" NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    year BIGINT NOT NULL,
    n BIGINT NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (office_id, registry, class, year, n)
);
CREATE UNIQUE INDEX numbers_by_entry ON numbers (office_id, stream, seq);

CREATE TABLE series (
    office_id BIGINT NOT NULL,
    registry TEXT COLLATE "C" NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (office_id, registry, class, year)
);

CREATE TABLE contents (
    office_id BIGINT NOT NULL,
    matter_id BYTEA NOT NULL,
    content_id BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (office_id, matter_id, content_id)
);

CREATE TABLE envelopes (
    office_id BIGINT NOT NULL,
    matter_id BYTEA NOT NULL,
    envelope_id BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (office_id, matter_id, envelope_id)
);

CREATE TABLE keys (
    office_id BIGINT NOT NULL,
    owner TEXT COLLATE "C" NOT NULL,
    wrapped BYTEA NOT NULL,
    PRIMARY KEY (office_id, owner)
);

CREATE TABLE claims (
    office_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    key BYTEA NOT NULL,
    value BYTEA NOT NULL,
    expires_at BIGINT,
    PRIMARY KEY (office_id, kind, key)
);
CREATE INDEX claims_expiring ON claims (office_id, expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE issue_rows (
    office_id BIGINT NOT NULL,
    matter_id BYTEA NOT NULL,
    issue_no BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    due_step TEXT COLLATE "C",
    received_on TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C",
    class TEXT COLLATE "C",
    place TEXT COLLATE "C",
    sealed BIGINT NOT NULL,
    subject BYTEA NOT NULL,
    ended BIGINT NOT NULL,
    ended_on TEXT COLLATE "C",
    seq BIGINT NOT NULL,
    PRIMARY KEY (office_id, matter_id, issue_no)
);
CREATE INDEX issue_rows_of_unit ON issue_rows (office_id, unit, ended, due_on, matter_id, issue_no) WHERE sealed = 0;
CREATE INDEX issue_rows_of_office ON issue_rows (office_id, ended, due_on, matter_id, issue_no);

CREATE TABLE issue_counts (
    office_id BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (office_id, unit, stage, due_on)
);

CREATE TABLE figures (
    office_id BIGINT NOT NULL,
    matter_id BYTEA NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    figure TEXT COLLATE "C" NOT NULL,
    occurred_on TEXT COLLATE "C" NOT NULL,
    recorded_on TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    class TEXT COLLATE "C",
    kind TEXT COLLATE "C",
    issue_no BIGINT,
    n BIGINT NOT NULL,
    folded BIGINT NOT NULL,
    PRIMARY KEY (office_id, matter_id, seq, line)
);
CREATE INDEX figures_by_day ON figures (office_id, figure, occurred_on, matter_id, n);
CREATE INDEX figures_unfolded ON figures (office_id, recorded_on, matter_id) WHERE folded = 0;

CREATE TABLE figure_days (
    office_id BIGINT NOT NULL,
    cut TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    figure TEXT COLLATE "C" NOT NULL,
    occurred_on TEXT COLLATE "C" NOT NULL,
    recorded_on TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (office_id, cut, value, figure, occurred_on, recorded_on)
);

CREATE TABLE jobs (
    office_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL,
    run_at BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    queued BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    PRIMARY KEY (office_id, kind, key)
);
CREATE INDEX jobs_due ON jobs (office_id, run_at);

CREATE TABLE leaves (
    office_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (office_id, position)
);

CREATE TABLE leases (
    office_id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    holder TEXT COLLATE "C" NOT NULL,
    held_until BIGINT NOT NULL,
    PRIMARY KEY (office_id, name)
);
