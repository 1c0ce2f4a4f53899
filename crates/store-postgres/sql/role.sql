DO $$
BEGIN
    CREATE ROLE huiyin_app NOLOGIN;
EXCEPTION
    WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END
$$
