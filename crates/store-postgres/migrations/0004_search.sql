-- The index of words: keyed terms of texts, those noted last by themselves, older ones packed into segments.

CREATE TABLE search_texts (
    office_id BIGINT NOT NULL,
    matter_id BYTEA NOT NULL,
    content_id BYTEA NOT NULL,
    terms BYTEA NOT NULL,
    PRIMARY KEY (office_id, matter_id, content_id)
);

CREATE TABLE search_segments (
    office_id BIGINT NOT NULL,
    segment BIGINT NOT NULL,
    texts BIGINT NOT NULL,
    oldest BYTEA NOT NULL,
    newest BYTEA NOT NULL,
    PRIMARY KEY (office_id, segment)
);

CREATE TABLE search_members (
    office_id BIGINT NOT NULL,
    segment BIGINT NOT NULL,
    place BIGINT NOT NULL,
    members BYTEA NOT NULL,
    PRIMARY KEY (office_id, segment, place)
);

CREATE TABLE search_lists (
    office_id BIGINT NOT NULL,
    segment BIGINT NOT NULL,
    bucket BIGINT NOT NULL,
    packed BYTEA NOT NULL,
    PRIMARY KEY (office_id, segment, bucket)
);

-- What is packed already is not packed again.
ALTER TABLE search_members ALTER COLUMN members SET STORAGE EXTERNAL;
ALTER TABLE search_lists ALTER COLUMN packed SET STORAGE EXTERNAL;
