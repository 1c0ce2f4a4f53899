-- The index of words: keyed terms of texts, those noted last by themselves, older ones packed into segments.

CREATE TABLE search_texts (
    office_id INTEGER NOT NULL,
    matter_id BLOB NOT NULL,
    content_id BLOB NOT NULL,
    terms BLOB NOT NULL,
    PRIMARY KEY (office_id, matter_id, content_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_segments (
    office_id INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    texts INTEGER NOT NULL,
    oldest BLOB NOT NULL,
    newest BLOB NOT NULL,
    PRIMARY KEY (office_id, segment)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_members (
    office_id INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    place INTEGER NOT NULL,
    members BLOB NOT NULL,
    PRIMARY KEY (office_id, segment, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_lists (
    office_id INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (office_id, segment, bucket)
) STRICT, WITHOUT ROWID;
