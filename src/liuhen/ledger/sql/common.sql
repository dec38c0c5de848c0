-- What both logs share. Run once, by the owner role; @role@ is the application's.
CREATE SCHEMA IF NOT EXISTS ledger;
REVOKE ALL ON SCHEMA ledger FROM PUBLIC;

-- One row per agency, written when it is founded. ``clock`` is ``system``, or ``scripted`` for demo and tests: only such an
-- agency may say itself when an entry was recorded.
CREATE TABLE ledger.agency (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    clock text NOT NULL CHECK (clock IN ('system', 'scripted')),
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    founded_at timestamptz NOT NULL
);

CREATE FUNCTION ledger.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger: % on %.% is refused: it is append-only', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION ledger.not_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger: the head of subject % goes from % to %, it may only advance by one', OLD.subject, OLD.seq, NEW.seq
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER agency_append_only BEFORE UPDATE OR DELETE ON ledger.agency FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER agency_no_truncate BEFORE TRUNCATE ON ledger.agency FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse();

-- Found an agency, once. The rest of the founding is its first entry (founding.py).
CREATE FUNCTION ledger.found(p_id uuid, p_name text, p_clock text, p_key bytea, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO ledger.agency VALUES (p_id, p_name, p_clock, p_key, coalesce(p_at, clock_timestamp()));
END $$;
