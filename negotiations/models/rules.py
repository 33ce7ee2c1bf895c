"""What must always hold of statements, as trigger functions: raw SQL cannot get round them.

`REVISION` gives each transaction that writes to a negotiation one number and one instant, taken under a
lock that it holds until it commits. So writers of a negotiation queue up and their instants rise strictly.
Who asks for an instant waits for the writer of that moment (`Revision.objects.settle`), and so an answer
given for an instant can never change.
"""

from __future__ import annotations

import pgtrigger

REFUSE = "USING ERRCODE = 'check_violation'"
# ruff takes these texts for queries built from input; they are fixed.
# ruff: noqa: S608

WRITERS = 7_245_001  # the space of advisory locks in which a negotiation's id means "its record is being written"

REVISION = f"""
PERFORM pg_advisory_xact_lock({WRITERS}, NEW.negotiation_id::int);
INSERT INTO negotiations_revision AS r (negotiation_id, number, at, xact)
VALUES (NEW.negotiation_id, 1, clock_timestamp(), pg_current_xact_id()::text::bigint)
ON CONFLICT (negotiation_id) DO UPDATE
SET number = r.number + 1, at = greatest(clock_timestamp(), r.at + interval '1 microsecond'), xact = excluded.xact
WHERE r.xact <> excluded.xact;
SELECT at INTO STRICT instant FROM negotiations_revision WHERE negotiation_id = NEW.negotiation_id;
"""

SOUND = f"""
SELECT body INTO source FROM negotiations_article
WHERE id = NEW.article_id AND negotiation_id = NEW.negotiation_id;
IF NOT FOUND THEN
    RAISE EXCEPTION 'article % is not of negotiation %', NEW.article_id, NEW.negotiation_id {REFUSE};
END IF;
IF NEW.quote IS DISTINCT FROM substr(source, NEW.start + 1, greatest(NEW."end" - NEW.start, 0))
   OR char_length(NEW.quote) <> NEW."end" - NEW.start THEN
    RAISE EXCEPTION 'the quote is not what stands at % to % of article %',
        NEW.start, NEW."end", NEW.article_id {REFUSE};
END IF;
IF EXISTS (SELECT FROM unnest(ARRAY[NEW.party_id, NEW.addressee_id]) AS named(id)
           LEFT JOIN negotiations_party p ON p.id = named.id AND p.negotiation_id = NEW.negotiation_id
           WHERE named.id IS NOT NULL AND p.id IS NULL)
   OR NEW.person_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM negotiations_person p WHERE p.id = NEW.person_id AND p.negotiation_id = NEW.negotiation_id)
   OR NEW.demand_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM negotiations_demand d WHERE d.id = NEW.demand_id AND d.negotiation_id = NEW.negotiation_id)
   OR NEW.issue_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM negotiations_issue i WHERE i.id = NEW.issue_id AND i.negotiation_id = NEW.negotiation_id)
THEN
    RAISE EXCEPTION 'party, person, issue and demand must be of negotiation %', NEW.negotiation_id {REFUSE};
END IF;
IF NEW.outcome IS NOT NULL THEN
    SELECT low, high INTO scale_low, scale_high FROM negotiations_issue WHERE id = NEW.issue_id;
    IF scale_low IS NULL OR coalesce(lower(NEW.outcome), upper(NEW.outcome)) < scale_low
       OR coalesce(upper(NEW.outcome), lower(NEW.outcome)) > scale_high THEN
        RAISE EXCEPTION 'the outcome % is off the scale % to % of issue %',
            NEW.outcome, scale_low, scale_high, NEW.issue_id {REFUSE};
    END IF;
END IF;
{REVISION}
NEW.recorded_at := instant;
NEW.superseded_at := NULL;
RETURN NEW;
"""

HOLDS_ITS_OUTCOMES = f"""
IF EXISTS (SELECT FROM negotiations_statement s WHERE s.issue_id = NEW.id AND s.outcome IS NOT NULL
           AND (NEW.low IS NULL OR coalesce(lower(s.outcome), upper(s.outcome)) < NEW.low
                OR coalesce(upper(s.outcome), lower(s.outcome)) > NEW.high)) THEN
    RAISE EXCEPTION 'outcomes on record are off the scale % to % of issue %', NEW.low, NEW.high, NEW.id {REFUSE};
END IF;
RETURN NEW;
"""

ONLY_CLOSES = f"""
IF OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL
   OR to_jsonb(NEW) - 'superseded_at' <> to_jsonb(OLD) - 'superseded_at' THEN
    RAISE EXCEPTION 'statement % never changes: it can only be closed, once', OLD.id {REFUSE};
END IF;
{REVISION}
NEW.superseded_at := instant;
RETURN NEW;
"""

STATEMENT_RULES = [
    pgtrigger.Trigger(
        name="statement_is_sound",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[
            ("source", "text"),
            ("scale_low", "numeric"),
            ("scale_high", "numeric"),
            ("instant", "timestamptz"),
        ],
        func=SOUND,
    ),
    pgtrigger.Trigger(
        name="statement_only_closes",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        declare=[("instant", "timestamptz")],
        func=ONLY_CLOSES,
    ),
    pgtrigger.Protect(name="statement_stays", operation=pgtrigger.Delete),
]

STAYS_IN_ITS_NEGOTIATION = pgtrigger.Trigger(
    name="stays_in_its_negotiation",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("negotiation"),
    func=f"RAISE EXCEPTION '% is of negotiation % and stays there', OLD.slug, OLD.negotiation_id {REFUSE};",
)

SCALE_HOLDS_ITS_OUTCOMES = pgtrigger.Trigger(
    name="scale_holds_its_outcomes",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("low", "high"),
    func=HOLDS_ITS_OUTCOMES,
)
