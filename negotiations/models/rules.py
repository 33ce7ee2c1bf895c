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


def revision_of(negotiation: str) -> str:
    return f"""
PERFORM pg_advisory_xact_lock({WRITERS}, {negotiation}::int);
INSERT INTO negotiations_revision AS r (negotiation_id, number, at, xact)
VALUES ({negotiation}, 1, clock_timestamp(), pg_current_xact_id()::text::bigint)
ON CONFLICT (negotiation_id) DO UPDATE
SET number = r.number + 1, at = greatest(clock_timestamp(), r.at + interval '1 microsecond'), xact = excluded.xact
WHERE r.xact <> excluded.xact;
SELECT at INTO STRICT instant FROM negotiations_revision WHERE negotiation_id = {negotiation};
"""


REVISION = revision_of("NEW.negotiation_id")


def stamped(home: str) -> pgtrigger.Trigger:
    """Gives each version of a codebook's row the instant of its revision; `home` says of which negotiation it is.

    Where that is gone, so is its count of revisions.
    """
    return pgtrigger.Trigger(
        name="version_is_stamped",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("instant", "timestamptz"), ("home", "bigint")],
        func=f"""
home := {home};
IF home IS NULL OR NOT EXISTS (SELECT FROM negotiations_negotiation WHERE id = home) THEN
    DELETE FROM negotiations_revision WHERE negotiation_id = home;
    NEW.pgh_created_at := clock_timestamp();
    RETURN NEW;
END IF;
{revision_of("home")}
NEW.pgh_created_at := instant;
RETURN NEW;
""",
    )


def last_version(named: str, key: str, column: str = "negotiation_id") -> str:
    """A column of the newest version of a row, which may be gone by now."""
    return f"(SELECT {column} FROM negotiations_{named}event WHERE pgh_obj_id = {key} ORDER BY pgh_id DESC LIMIT 1)"


def negotiation_of(named: str) -> str:
    """Whose the row is that a column names, for tables that belong to a negotiation through it."""
    return f"(SELECT negotiation_id FROM negotiations_{named} WHERE id = NEW.{named}_id)"


def names_only_its_own(home: str = "NEW.negotiation_id", **named: str) -> str:
    """Refuses whatever is not of the negotiation `home`; `bloc="party"` says that `bloc_id` names a party."""
    strange = " OR ".join(
        f"NEW.{column}_id IS NOT NULL AND NOT EXISTS (SELECT FROM negotiations_{table} named"
        f" WHERE named.id = NEW.{column}_id AND named.negotiation_id = {home})"
        for column, table in named.items()
    )
    message = f"RAISE EXCEPTION '{', '.join(named)} must be of negotiation %', {home} {REFUSE}"
    return f"IF {strange} THEN {message}; END IF;"


def within_one_negotiation(home: str = "NEW.negotiation_id", **named: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="within_one_negotiation",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"{names_only_its_own(home, **named)} RETURN NEW;",
    )


def off_scale(outcome: str, low: str, high: str) -> str:
    return (
        f"({low} IS NULL OR coalesce(lower({outcome}), upper({outcome})) < {low}"
        f" OR coalesce(upper({outcome}), lower({outcome})) > {high})"
    )


# The share lock: nobody narrows the scale until what rests on it is committed and seen.
ON_ITS_SCALE = f"""
IF NEW.outcome IS NOT NULL THEN
    SELECT low, high INTO scale_low, scale_high FROM negotiations_issue WHERE id = NEW.issue_id FOR SHARE;
    IF {off_scale("NEW.outcome", "scale_low", "scale_high")} THEN
        RAISE EXCEPTION 'the outcome % is off the scale % to % of issue %',
            NEW.outcome, scale_low, scale_high, NEW.issue_id {REFUSE};
    END IF;
END IF;
"""

FOLLOWS = f"""
IF NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM negotiations_statement s WHERE s.id = NEW.supersedes_id AND s.superseded_at IS NOT NULL
        AND s.negotiation_id = NEW.negotiation_id AND s.lineage = NEW.lineage) THEN
    RAISE EXCEPTION 'statement % is no closed version of lineage %', NEW.supersedes_id, NEW.lineage {REFUSE};
END IF;
IF NEW.suggestion_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM negotiations_suggestion s WHERE s.id = NEW.suggestion_id AND s.article_id = NEW.article_id) THEN
    RAISE EXCEPTION 'suggestion % is not of article %', NEW.suggestion_id, NEW.article_id {REFUSE};
END IF;
"""

NAMES = names_only_its_own(
    party="party", addressee="party", person="person", issue="issue", demand="demand", repeat_of="statement"
)

NAMED = {"party": "party", "addressee": "party", "person": "person", "issue": "issue", "demand": "demand"}
NAMES_WHAT_IS_PRESENT = "\n".join(
    f"IF EXISTS (SELECT FROM negotiations_{table} WHERE id = NEW.{column}_id AND merged_into_id IS NOT NULL) THEN"
    f" RAISE EXCEPTION 'the {column} was merged into another one since: choose that' {REFUSE}; END IF;"
    for column, table in NAMED.items()
)

PASSAGE = f"""
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
"""

SOUND = f"""
{PASSAGE}
{NAMES}
{NAMES_WHAT_IS_PRESENT}
{FOLLOWS}
{ON_ITS_SCALE}
{REVISION}
NEW.recorded_at := instant;
NEW.superseded_at := NULL;
RETURN NEW;
"""

HOLDS_ITS_OUTCOMES = f"""
IF EXISTS (SELECT FROM (SELECT issue_id, outcome FROM negotiations_statement WHERE superseded_at IS NULL
                        UNION ALL SELECT issue_id, outcome FROM negotiations_demand) placed
           WHERE issue_id = NEW.id AND outcome IS NOT NULL AND {off_scale("outcome", "NEW.low", "NEW.high")}) THEN
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

SCALE = [("scale_low", "numeric"), ("scale_high", "numeric")]

STATEMENT_RULES = [
    pgtrigger.Trigger(
        name="statement_is_sound",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("source", "text"), *SCALE, ("instant", "timestamptz")],
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

ANNOTATION_RULES = [
    pgtrigger.Trigger(
        name="annotation_is_sound",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("source", "text"), *SCALE],
        func=f"""
{PASSAGE}
{names_only_its_own(party="party", addressee="party", person="person", issue="issue", demand="demand")}
{ON_ITS_SCALE}
IF NOT EXISTS (SELECT FROM negotiations_assignment a WHERE a.id = NEW.assignment_id AND a.article_id = NEW.article_id
               AND a.withdrawn_at IS NULL AND a.finished_at IS NULL) THEN
    RAISE EXCEPTION 'assignment % is not of this article, or not open', NEW.assignment_id {REFUSE};
END IF;
RETURN NEW;
""",
    ),
    pgtrigger.Trigger(
        name="annotation_never_changes",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(exclude=["withdrawn_at", "settlement"]),
        func=f"RAISE EXCEPTION 'annotation % never changes: it can only be withdrawn or settled', OLD.id {REFUSE};",
    ),
    pgtrigger.Protect(name="annotation_stays", operation=pgtrigger.Delete),
]

# Articles of a negotiation in one order, the same whichever came in first; so links to an earlier one never run round.
COPIES_AN_EARLIER_ARTICLE = pgtrigger.Trigger(
    name="article_copies_an_earlier_one",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
IF NEW.copy_of_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM negotiations_article first
        WHERE first.id = NEW.copy_of_id AND (first.date, first.body_sha256) < (NEW.date, NEW.body_sha256)) THEN
    RAISE EXCEPTION 'article % is not earlier than its copy', NEW.copy_of_id {REFUSE};
END IF;
RETURN NEW;
""",
)

REPEATS_AN_EARLIER_ARTICLE = pgtrigger.Trigger(
    name="suggestion_repeats_an_earlier_one",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=f"""
IF NEW.repeat_of_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM negotiations_suggestion first JOIN negotiations_article earlier ON earlier.id = first.article_id
        JOIN negotiations_article ours ON ours.id = NEW.article_id
        WHERE first.id = NEW.repeat_of_id AND first.party_id = NEW.party_id
        AND (earlier.date, earlier.body_sha256) < (ours.date, ours.body_sha256)) THEN
    RAISE EXCEPTION 'suggestion % is no earlier one of the same party', NEW.repeat_of_id {REFUSE};
END IF;
RETURN NEW;
""",
)

DECIDING = ["status", "decided_by", "decided_at", "reason", "doubted_by", "doubted_at"]

SUGGESTION_RULES = [
    within_one_negotiation(
        article="article", party="party", addressee="party", person="person", issue="issue", repeat_of="suggestion"
    ),
    REPEATS_AN_EARLIER_ARTICLE,
    pgtrigger.Trigger(
        name="suggestion_lies_in_its_article",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
IF NEW."end" > (SELECT char_length(body) FROM negotiations_article WHERE id = NEW.article_id) THEN
    RAISE EXCEPTION 'article % ends before %', NEW.article_id, NEW."end" {REFUSE};
END IF;
RETURN NEW;
""",
    ),
    pgtrigger.Trigger(
        name="suggestion_is_only_decided",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(exclude=[*DECIDING, "repeat_of"]),
        func=f"RAISE EXCEPTION 'suggestion % never changes: it can only be decided', OLD.id {REFUSE};",
    ),
    pgtrigger.Protect(name="suggestion_stays", operation=pgtrigger.Delete),
]

DEMAND_IS_ON_ITS_SCALE = pgtrigger.Trigger(
    name="demand_is_on_its_scale",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=SCALE,
    func=f"{ON_ITS_SCALE} RETURN NEW;",
)

STAYS_IN_ITS_NEGOTIATION = pgtrigger.Trigger(
    name="stays_in_its_negotiation",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("id", "negotiation"),
    func=f"RAISE EXCEPTION '% is of negotiation % and stays there', OLD.slug, OLD.negotiation_id {REFUSE};",
)

SCALE_HOLDS_ITS_OUTCOMES = pgtrigger.Trigger(
    name="scale_holds_its_outcomes",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("low", "high"),
    func=HOLDS_ITS_OUTCOMES,
)
