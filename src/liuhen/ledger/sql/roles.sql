-- The application may look at everything and write only through the functions, and what the sequencer computes.
-- REVOKE first: default privileges made for the other apps' tables would have given it UPDATE and DELETE.
DO $$
DECLARE r text := '@role@'; t text;
BEGIN
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) OR r = current_user THEN
        RAISE NOTICE 'ledger: no separate application role, triggers alone guard the log';
        RETURN;
    END IF;
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA ledger FROM %I', r);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA ledger FROM %I', r);
    EXECUTE format('GRANT USAGE ON SCHEMA ledger TO %I', r);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO %I', r);
    FOREACH t IN ARRAY ARRAY['found(uuid, text, text, bytea, timestamptz)'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION ledger.%s TO %I', t, r);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['acts', 'readings'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION ledger.%s_lock(uuid, uuid[], text[]) TO %I', t, r);
        EXECUTE format('GRANT EXECUTE ON FUNCTION ledger.%s_append(timestamptz, text, text) TO %I', t, r);
        EXECUTE format('GRANT EXECUTE ON FUNCTION ledger.%s_sequence(uuid, int) TO %I', t, r);
        EXECUTE format('GRANT EXECUTE ON FUNCTION ledger.%s_destroy(uuid, uuid, uuid) TO %I', t, r);
        EXECUTE format('GRANT INSERT ON ledger.%s_tile, ledger.%s_checkpoint TO %I', t, t, r);
    END LOOP;
END $$;
