-- One log, @log@ (acts or readings). Run by the owner role; the application role gets its rights in roles.sql.

-- Where each subject's history stands. Locking its row is what puts a subject's entries in order.
CREATE TABLE ledger.@log@_head (
    agency uuid NOT NULL,
    subject uuid NOT NULL,
    subject_type text NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (agency, subject)
) WITH (fillfactor = 70);  -- room for the new row version on the same page: an advance touches no index

-- The entries. ``envelope`` is the text as hashed: a line written here (prev, recorded_at, seq), then the client's line.
-- The other columns repeat what lies in it, to be found by; the text is what counts.
CREATE TABLE ledger.@log@_envelope (
    agency uuid NOT NULL,
    id uuid NOT NULL,
    subject uuid NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    kind text NOT NULL,
    recorded_at timestamptz NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    envelope text NOT NULL,
    CONSTRAINT @log@_envelope_id PRIMARY KEY (agency, id),
    CONSTRAINT @log@_envelope_seq UNIQUE (agency, subject, seq)
);

-- The content of an entry as its leaves, a JSON array of [pointer, salt in base64, canonical value].
CREATE TABLE ledger.@log@_content (
    agency uuid NOT NULL,
    subject uuid NOT NULL,
    seq bigint NOT NULL,
    leaves text NOT NULL,
    PRIMARY KEY (agency, subject, seq)
);

-- Contents destroyed by law, and by which approved entry.
CREATE TABLE ledger.@log@_destroyed (
    agency uuid NOT NULL,
    subject uuid NOT NULL,
    seq bigint NOT NULL,
    approved_by uuid NOT NULL,
    destroyed_at timestamptz NOT NULL,
    PRIMARY KEY (agency, subject, seq)
);

-- Entries without a leaf number yet. ``n`` is drawn under the subject's lock, so it keeps each subject's order;
-- across subjects a lower one may be committed later, so it is never compared with what was taken before. No index: it holds
-- a second's work, and every append would pay for one.
CREATE TABLE ledger.@log@_unsequenced (
    agency uuid NOT NULL,
    n bigint GENERATED ALWAYS AS IDENTITY,
    subject uuid NOT NULL,
    seq bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    hash bytea NOT NULL
);

-- Leaf numbers, from 0, without gaps.
CREATE TABLE ledger.@log@_position (
    agency uuid NOT NULL,
    leaf bigint NOT NULL CHECK (leaf >= 0),
    subject uuid NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (agency, leaf),
    UNIQUE (agency, subject, seq)
);

-- Full tiles of 256 hashes (level 0: leaf hashes) and the root over each, which is a hash of the tile above.
CREATE TABLE ledger.@log@_tile (
    agency uuid NOT NULL,
    level smallint NOT NULL,
    tile bigint NOT NULL,
    root bytea NOT NULL CHECK (length(root) = 32),
    hashes bytea NOT NULL CHECK (length(hashes) = 8192),
    PRIMARY KEY (agency, level, tile)
);
ALTER TABLE ledger.@log@_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;  -- hashes do not compress

-- Signed checkpoints. ``latest`` is the time of recording of the last entry below ``size``: a clock set back shows against it.
CREATE TABLE ledger.@log@_checkpoint (
    agency uuid NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    root bytea NOT NULL CHECK (length(root) = 32),
    note text NOT NULL,
    latest timestamptz NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (agency, size)
);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['envelope', 'position', 'tile', 'checkpoint', 'destroyed'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger.@log@_%s '
                       'FOR EACH ROW EXECUTE FUNCTION ledger.refuse()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['envelope', 'position', 'tile', 'checkpoint', 'destroyed', 'head', 'content', 'unsequenced'] LOOP
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger.@log@_%s '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse()', t);
    END LOOP;
END $$;
CREATE TRIGGER no_update BEFORE UPDATE ON ledger.@log@_content FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER no_update BEFORE UPDATE ON ledger.@log@_unsequenced FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER no_delete BEFORE DELETE ON ledger.@log@_head FOR EACH ROW EXECUTE FUNCTION ledger.refuse();
CREATE TRIGGER advance_by_one BEFORE UPDATE ON ledger.@log@_head FOR EACH ROW
    WHEN (NEW.seq <> OLD.seq + 1 OR NEW.agency <> OLD.agency OR NEW.subject <> OLD.subject OR NEW.subject_type <> OLD.subject_type)
    EXECUTE FUNCTION ledger.not_by_one();

-- Content goes only where its lawful destruction is on record (@log@_destroy below writes that row first).
CREATE FUNCTION ledger.@log@_only_destroyed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM ledger.@log@_destroyed d WHERE d.agency = OLD.agency AND d.subject = OLD.subject AND d.seq = OLD.seq) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'ledger: content leaves only by an approved destruction' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER only_destroyed BEFORE DELETE ON ledger.@log@_content
    FOR EACH ROW EXECUTE FUNCTION ledger.@log@_only_destroyed();

-- Lock subjects in the order of their ids, making the heads that are missing, and tell where each stands.
CREATE FUNCTION ledger.@log@_lock(p_agency uuid, p_subjects uuid[], p_types text[])
RETURNS TABLE (subject uuid, seq bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s record; h record;
BEGIN
    FOR s IN SELECT w.id, min(w.kind) AS kind FROM unnest(p_subjects, p_types) AS w(id, kind) GROUP BY w.id ORDER BY w.id LOOP
        SELECT x.seq, x.hash INTO h FROM ledger.@log@_head x WHERE x.agency = p_agency AND x.subject = s.id FOR UPDATE;
        IF NOT FOUND THEN
            INSERT INTO ledger.@log@_head VALUES (p_agency, s.id, s.kind, 0, '') ON CONFLICT DO NOTHING;
            SELECT x.seq, x.hash INTO h FROM ledger.@log@_head x WHERE x.agency = p_agency AND x.subject = s.id FOR UPDATE;
        END IF;
        subject := s.id; seq := h.seq; hash := h.hash;
        RETURN NEXT;
    END LOOP;
END $$;

-- Append entries in one call: lock their subjects, take the time, number, chain and insert each. ``p_lines`` are the clients'
-- lines and ``p_leaves`` the packed leaves, parted by the record separator 0x1E, which JSON text never holds. What the columns
-- repeat is read out of the lines, so they cannot differ. Returns the first lines written, parted alike.
CREATE FUNCTION ledger.@log@_append(p_at timestamptz, p_lines text, p_leaves text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    lines text[] := string_to_array(p_lines, E'\x1e');
    leaves text[] := string_to_array(p_leaves, E'\x1e');
    facts jsonb := lines[1]::jsonb;
    v_agency uuid := (facts->>'agency')::uuid;
    v_subject uuid := (facts->>'subject')::uuid;
    v_last uuid;
    v_clock text;
    v_at timestamptz;
    v_stamp text;
    v_seq bigint;
    v_hash bytea;
    first text;
    firsts text[];
BEGIN
    SELECT a.clock INTO v_clock FROM ledger.agency a WHERE a.id = v_agency;
    IF v_clock IS NULL THEN
        RAISE EXCEPTION 'ledger: agency % is not founded', v_agency USING ERRCODE = 'foreign_key_violation';
    ELSIF p_at IS NOT NULL AND v_clock <> 'scripted' THEN
        RAISE EXCEPTION 'ledger: agency % keeps the system''s clock', v_agency USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF array_length(lines, 1) = 1 THEN
        SELECT h.seq, h.hash INTO v_seq, v_hash FROM ledger.@log@_head h
            WHERE h.agency = v_agency AND h.subject = v_subject FOR UPDATE;
        v_last := CASE WHEN FOUND THEN v_subject END;
    END IF;
    IF v_last IS NULL THEN
        PERFORM ledger.@log@_lock(v_agency, w.subjects, w.types) FROM (
            SELECT array_agg((l::jsonb->>'subject')::uuid) AS subjects, array_agg(l::jsonb->>'subject_type') AS types
            FROM unnest(lines) AS l) w;
    END IF;
    v_at := coalesce(p_at, clock_timestamp());  -- after locking: a subject's times then follow its order
    v_stamp := to_char(v_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    FOR i IN 1 .. array_length(lines, 1) LOOP
        IF i > 1 THEN
            facts := lines[i]::jsonb;
            v_subject := (facts->>'subject')::uuid;
            IF (facts->>'agency')::uuid <> v_agency THEN
                RAISE EXCEPTION 'ledger: one write is of one agency' USING ERRCODE = 'invalid_parameter_value';
            END IF;
        END IF;
        IF v_last IS DISTINCT FROM v_subject THEN
            SELECT h.seq, h.hash INTO v_seq, v_hash FROM ledger.@log@_head h WHERE h.agency = v_agency AND h.subject = v_subject;
            v_last := v_subject;
        END IF;
        v_seq := v_seq + 1;
        first := '{"prev":"' || encode(v_hash, 'hex') || '","recorded_at":"' || v_stamp || '","seq":' || v_seq || '}';
        v_hash := sha256('\x00'::bytea || convert_to(first || E'\n' || lines[i], 'UTF8'));
        UPDATE ledger.@log@_head h SET seq = v_seq, hash = v_hash WHERE h.agency = v_agency AND h.subject = v_subject;
        INSERT INTO ledger.@log@_envelope VALUES
            (v_agency, (facts->>'id')::uuid, v_subject, v_seq, facts->>'kind', v_at, v_hash, first || E'\n' || lines[i]);
        INSERT INTO ledger.@log@_content VALUES (v_agency, v_subject, v_seq, leaves[i]);
        INSERT INTO ledger.@log@_unsequenced VALUES (v_agency, DEFAULT, v_subject, v_seq, v_at, v_hash);
        firsts[i] := first;
    END LOOP;
    RETURN array_to_string(firsts, E'\x1e');
END $$;

-- Give up to p_limit waiting entries their leaf numbers, in the order of ``n``. One sequencer at a time per agency: a second one
-- finds nothing to do. (plpgsql, so that the work is seen by a snapshot taken after the lock.)
CREATE FUNCTION ledger.@log@_sequence(p_agency uuid, p_limit int)
RETURNS TABLE (leaf bigint, hash bytea, recorded_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('ledger.@log@.' || p_agency, 0)) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH due AS MATERIALIZED (
        SELECT u.n FROM ledger.@log@_unsequenced u WHERE u.agency = p_agency ORDER BY u.n LIMIT p_limit
    ), taken AS (
        DELETE FROM ledger.@log@_unsequenced u USING due WHERE u.agency = p_agency AND u.n = due.n
        RETURNING u.n, u.subject, u.seq, u.hash, u.recorded_at
    ), numbered AS (
        SELECT coalesce((SELECT max(p.leaf) + 1 FROM ledger.@log@_position p WHERE p.agency = p_agency), 0)
                   + row_number() OVER (ORDER BY t.n) - 1 AS leaf, t.*
        FROM taken t
    ), kept AS (
        INSERT INTO ledger.@log@_position SELECT p_agency, m.leaf, m.subject, m.seq, m.hash FROM numbered m
    )
    SELECT m.leaf, m.hash, m.recorded_at FROM numbered m ORDER BY m.leaf;
END $$;

-- Remove the content of an entry, with its salts. The approving entry must stand in the same agency's log, be of the kind
-- destruction_approved and name the entry: in ``about``, or in its content.
CREATE FUNCTION ledger.@log@_destroy(p_agency uuid, p_entry uuid, p_approved uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE e record; a record;
BEGIN
    SELECT x.subject, x.seq INTO e FROM ledger.@log@_envelope x WHERE x.agency = p_agency AND x.id = p_entry;
    SELECT c.leaves || x.envelope AS words INTO a FROM ledger.acts_envelope x JOIN ledger.acts_content c USING (agency, subject, seq)
        WHERE x.agency = p_agency AND x.id = p_approved AND p_approved <> p_entry AND x.kind = 'destruction_approved';
    IF e IS NULL OR a IS NULL OR position(p_entry::text IN a.words) = 0 THEN
        RAISE EXCEPTION 'ledger: entry % approves no destruction of entry %', p_approved, p_entry USING ERRCODE = 'restrict_violation';
    END IF;
    INSERT INTO ledger.@log@_destroyed VALUES (p_agency, e.subject, e.seq, p_approved, clock_timestamp()) ON CONFLICT DO NOTHING;
    DELETE FROM ledger.@log@_content c WHERE c.agency = p_agency AND c.subject = e.subject AND c.seq = e.seq;
END $$;
