-- Which matter stands in which topic, as its words and people put it; one of no topic waits to be read. And the day on which
-- a topic grew past its history. Both are made anew from the texts and the stream of decisions.

CREATE TABLE topic_matters (
    office_id INTEGER NOT NULL,
    matter_id BLOB NOT NULL,
    received_on TEXT NOT NULL,
    begun BLOB,
    topic BLOB,
    PRIMARY KEY (office_id, matter_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX topic_matters_of_topic ON topic_matters (office_id, topic, received_on, matter_id) WHERE topic IS NOT NULL;
CREATE INDEX topic_matters_waiting ON topic_matters (office_id, matter_id) WHERE topic IS NULL;

CREATE TABLE topic_warnings (
    office_id INTEGER NOT NULL,
    topic BLOB NOT NULL,
    warned_on TEXT NOT NULL,
    PRIMARY KEY (office_id, topic)
) STRICT, WITHOUT ROWID;
