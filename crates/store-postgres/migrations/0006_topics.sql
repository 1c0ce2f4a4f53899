-- Which matter stands in which topic, as its words and people put it; one of no topic waits to be read. And the day on which
-- a topic grew past its history. Both are made anew from the texts and the stream of decisions.

CREATE TABLE topic_matters (
    office_id BIGINT NOT NULL,
    matter_id BYTEA NOT NULL,
    received_on TEXT COLLATE "C" NOT NULL,
    begun BYTEA,
    topic BYTEA,
    PRIMARY KEY (office_id, matter_id)
);

CREATE INDEX topic_matters_of_topic ON topic_matters (office_id, topic, received_on, matter_id) WHERE topic IS NOT NULL;
CREATE INDEX topic_matters_waiting ON topic_matters (office_id, matter_id) WHERE topic IS NULL;

CREATE TABLE topic_warnings (
    office_id BIGINT NOT NULL,
    topic BYTEA NOT NULL,
    warned_on TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (office_id, topic)
);
