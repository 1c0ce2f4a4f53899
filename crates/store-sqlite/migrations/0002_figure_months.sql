-- Daily sums are found by their day, and summed once more by month: a year of figures is then read in twelve steps.

ALTER TABLE figure_days RENAME TO figure_days_by_value;

CREATE TABLE figure_days (
    office_id INTEGER NOT NULL,
    cut TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    figure TEXT NOT NULL,
    value TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (office_id, cut, occurred_on, figure, value, recorded_on)
) STRICT, WITHOUT ROWID;

INSERT INTO figure_days (office_id, cut, occurred_on, figure, value, recorded_on, n)
SELECT office_id, cut, occurred_on, figure, value, recorded_on, n FROM figure_days_by_value;

DROP TABLE figure_days_by_value;

CREATE TABLE figure_months (
    office_id INTEGER NOT NULL,
    cut TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    figure TEXT NOT NULL,
    value TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (office_id, cut, occurred_on, figure, value, recorded_on)
) STRICT, WITHOUT ROWID;

INSERT INTO figure_months (office_id, cut, occurred_on, figure, value, recorded_on, n)
SELECT office_id, cut, substr(occurred_on, 1, 7) || '-01', figure, value, substr(recorded_on, 1, 7) || '-01',
    CAST(sum(n) AS INTEGER)
FROM figure_days
GROUP BY office_id, cut, substr(occurred_on, 1, 7), figure, value, substr(recorded_on, 1, 7);
