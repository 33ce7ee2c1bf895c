"""Another scale of an issue: what each statement and demand on it becomes, and the one deed that writes all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from accounts.models import User
from accounts.roles import Role
from negotiations.actions.audit import Refused, begin
from negotiations.actions.codebook.editing import Changed, attempted, checked_changes
from negotiations.actions.codebook.rows import codebook_rows, version_of
from negotiations.actions.writing import as_before, write
from negotiations.codebook.outcomes import Bounds
from negotiations.codebook.shape import IssueEntry
from negotiations.models import Demand, Edit, Issue, Statement

Follow = Mapping[Decimal, Decimal | None]
"""Where each named point of the old scale goes on the new one; None where it goes away."""

Key = tuple[str, int]
Outcomes = Mapping[Key, Bounds | None]
"""What each statement and demand shall say then, by ("statement" or "demand", its number)."""


@dataclass(frozen=True)
class Affected:
    """One that the new scale moves, or leaves without a place: then `becomes` is None and somebody must choose."""

    row: Any
    was: Bounds
    becomes: Bounds | None

    @property
    def key(self) -> Key:
        return ("statement" if isinstance(self.row, Statement) else "demand", self.row.pk)

    @property
    def must_choose(self) -> bool:
        return self.becomes is None


def standing_on(issue: Issue) -> list[Statement]:
    rows = Statement.objects.known_at(None).filter(issue=issue, outcome__isnull=False)
    return list(rows.select_related("article__outlet", "party", "person", "negotiation").order_by("said_on", "id"))


def demands_on(issue: Issue) -> list[Demand]:
    return list(Demand.objects.filter(issue=issue, outcome__isnull=False).select_related("party"))


def affected_by(old: IssueEntry, new: IssueEntry, follow: Follow, rows: Iterable[Statement | Demand]) -> list[Affected]:
    """Those that would move, lose their place, or be told in other words."""
    found = []
    for row in rows:
        assert row.outcome is not None
        was = (row.outcome.lower, row.outcome.upper)
        becomes = _moved(was, old, new, follow)
        if becomes != was or _words(old, was) != _words(new, was):
            found.append(Affected(row, was, becomes))
    return found


def _moved(was: Bounds, old: IssueEntry, new: IssueEntry, follow: Follow) -> Bounds | None:
    if new.scale is None or old.kind != new.kind:
        return None
    ends = []
    for end in was:
        moved = follow.get(end, end) if end is not None else None
        if end is not None and (moved is None or not new.scale[0] <= moved <= new.scale[1]):
            return None
        ends.append(moved)
    low, high = ends
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def _words(entry: IssueEntry, bounds: Bounds) -> list[str | None]:
    labels = {option.value: option.label for option in entry.options}
    return [labels.get(end) if end is not None else None for end in bounds]


def basis_of(*issues: Issue) -> str:
    """A mark of all that a preview was worked out from: the scales, the standing statements, the demands."""
    rows = codebook_rows(issues[0].negotiation)
    marks = [version_of(rows, Issue, issue.pk) for issue in issues]
    for issue in issues:
        marks += [str(statement.pk) for statement in standing_on(issue)]
        marks += [f"{demand.pk}: {demand.outcome}" for demand in demands_on(issue)]
    return sha256("\n".join(marks).encode()).hexdigest()[:32]


@transaction.atomic
def rescale_issue(issue: Issue, save: Callable[[], None], outcomes: Outcomes, *, seen: str, by: User) -> Edit:
    """Writes the scale as `save` does, and a new version of each statement whose outcome changes with it.

    `seen` is the mark of what the preview was worked out from. Raises Changed where that is not what stands now.
    """
    begin(issue.negotiation, by, Role.ADMIN)
    if basis_of(issue) != seen:
        raise Changed("Something on this issue changed meanwhile: look at what the new scale affects now.")
    before, demands = codebook_rows(issue.negotiation), demands_on(issue)
    closing, drafts = versions(standing_on(issue), lambda statement: moved(statement, outcomes, by))
    changes: list[dict[str, Any]] = []

    def meanwhile() -> None:
        clear(demands, outcomes)
        attempted(save)
        place(demands, outcomes)
        changes.extend(checked_changes(issue.negotiation, before, by))
        if not changes:
            raise Refused("Nothing was changed: the scale is this one already.")

    return write("rescale", issue.negotiation, by, closing=closing, drafts=drafts, meanwhile=meanwhile, changes=changes)


def moved(statement: Statement, outcomes: Outcomes, by: User) -> Statement | None:
    """Its next version, by who moves it; None where it says what it said."""
    bounds = outcomes.get(("statement", statement.pk), (statement.outcome.lower, statement.outcome.upper))
    outcome = NumericRange(*bounds, bounds="[]") if bounds else None
    if outcome == statement.outcome:
        return None
    draft = as_before(statement, statement, by)
    draft.outcome = outcome
    return draft


def versions(
    standing: Sequence[Statement], change: Callable[[Statement], Statement | None]
) -> tuple[list[Statement], list[Statement]]:
    """Those to close, and their next versions; of two that would code the same words alike one stays."""
    pairs = [(old, new) for old in standing if (new := change(old)) is not None]
    closing = [old for old, _ in pairs]
    others = Statement.objects.known_at(None).filter(article__in={old.article_id for old in closing})
    taken = {coded_as(row) for row in others.exclude(pk__in=[old.pk for old in closing])}
    drafts = []
    for _, new in pairs:
        if coded_as(new) not in taken:
            taken.add(coded_as(new))
            drafts.append(new)
    return closing, drafts


def coded_as(row: Statement) -> tuple[object, ...]:
    """What no two standing statements share."""
    outcome = (row.outcome.lower, row.outcome.upper) if row.outcome else None
    return (row.article_id, row.start, row.end, row.party_id, row.act, row.issue_id, outcome, row.person_id)


def clear(demands: Sequence[Demand], outcomes: Outcomes) -> None:
    """So that none stands in the way of the new ends."""
    Demand.objects.filter(pk__in=[d.pk for d in demands if ("demand", d.pk) in outcomes]).update(outcome=None)


def place(demands: Sequence[Demand], outcomes: Outcomes) -> None:
    for demand in demands:
        bounds = outcomes.get(("demand", demand.pk))
        if bounds:
            Demand.objects.filter(pk=demand.pk).update(outcome=NumericRange(*bounds, bounds="[]"))
