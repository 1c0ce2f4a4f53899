GRANT SELECT ON schema_version TO huiyin_app;
GRANT SELECT, INSERT ON journal, numbers, leaves TO huiyin_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
    heads, series, contents, envelopes, keys, claims, issue_rows, issue_counts, figures, figure_days,
    figure_months, jobs, leases, search_texts, search_segments, search_members, search_lists,
    topic_matters, topic_warnings
    TO huiyin_app;
