"""Which statements say again what a statement of an earlier article said. Only reads: `actions` writes the links.

A repeat has the party and the issue of what it repeats, so no lane loses words that stand nowhere else. What people
tagged by hand in two articles they coded as two statements on purpose; at least one of the two came from a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Q

from negotiations.extraction.copies import Utterance, utterance
from negotiations.models import Edit, Statement

AROUND = timedelta(days=10)
"""Between an utterance and its reprint; later it is said again, and that is a restatement."""

NEW_IN_A_VERSION = {"id", "supersedes", "coder", "recorded_at", "superseded_at"}

RELATED = ("article", "suggestion", "repeat_of", "coder")


def place(statement: Statement) -> tuple[date, str, int, int, str]:
    """The same order whichever was coded first."""
    article = statement.article
    return article.date, article.body_sha256, statement.start, statement.end, statement.act


class Utterances:
    """The standing statements near some that are being written or were closed just now."""

    def __init__(self, standing: Iterable[Statement]) -> None:
        self.standing = list(standing)
        self._said: dict[str, Utterance] = {}

    @classmethod
    def near(cls, statements: Sequence[Statement]) -> Utterances:
        """In one query, however many."""
        if not statements:
            return cls([])
        days = [statement.article.date for statement in statements]
        first = [statement.repeat_of.lineage for statement in statements if statement.repeat_of]
        near = Q(
            party__in={s.party_id for s in statements}, article__date__range=(min(days) - AROUND, max(days) + AROUND)
        )
        linked = Q(lineage__in=first) | Q(repeat_of__lineage__in={statement.lineage for statement in statements})
        standing = Statement.objects.known_at(None).filter(near | linked, negotiation=statements[0].negotiation_id)
        return cls(standing.select_related(*RELATED).defer("article__body", "article__fingerprint"))

    def add(self, statement: Statement) -> None:
        self.standing.append(statement)

    def first_of(self, statement: Statement) -> Statement | None:
        """The earliest that says it; the one it was linked to before counts too, for as long as it stands."""
        linked = statement.repeat_of.lineage if statement.repeat_of else None
        said = (
            other
            for other in self.standing
            if _on_one_lane(statement, other)
            and _adds_nothing(statement, other)
            and (other.lineage == linked or (_is_earlier(other, statement) and self._are_one(statement, other)))
        )
        return min(said, key=place, default=None)

    def misplaced(
        self, written: Sequence[Statement], closed: Iterable[Statement]
    ) -> Iterator[tuple[Statement, Statement | None]]:
        """The others whose link is not right any more, each with what it repeats by now."""
        lineages = {statement.lineage for statement in (*written, *closed)}
        others = [statement for statement in self.standing if statement not in written]
        for other in others:
            concerned = other.repeat_of and other.repeat_of.lineage in lineages
            if concerned or any(_on_one_lane(other, one) and self._are_one(other, one) for one in written):
                first = self.first_of(other)
                if (first and first.lineage) != (other.repeat_of and other.repeat_of.lineage):
                    yield other, first

    def _are_one(self, one: Statement, other: Statement) -> bool:
        if abs(one.article.date - other.article.date) > AROUND or not (one.suggestion or other.suggestion):
            return False
        in_copies = _original(one) == _original(other)
        return _are_linked(one, other) or self._words(one).is_one_with(self._words(other), in_copies=in_copies)

    def _words(self, statement: Statement) -> Utterance:
        return self._said.setdefault(statement.quote, utterance(statement.quote))


def _on_one_lane(one: Statement, other: Statement) -> bool:
    return one.party_id == other.party_id and one.issue_id == other.issue_id and one.lineage != other.lineage


def _adds_nothing(repeat: Statement, first: Statement) -> bool:
    """Whether all that a repeat is coded with stands in the first too; else it says more, and counts by itself."""
    outcome = repeat.outcome in (None, first.outcome)
    return outcome and repeat.demand_id in (None, first.demand_id)


def _is_earlier(one: Statement, other: Statement) -> bool:
    return place(one)[:2] < place(other)[:2]


def _original(statement: Statement) -> int:
    """The article of which the statement's own is a copy, or itself."""
    return statement.article.copy_of_id or statement.article_id


def _are_linked(one: Statement, other: Statement) -> bool:
    """By the suggestions that they were made of."""
    ours, theirs = one.suggestion, other.suggestion
    return bool(ours and theirs and (ours.repeat_of_id == theirs.pk or theirs.repeat_of_id == ours.pk))


def done_in(edit: Edit) -> tuple[list[Statement], list[Statement]]:
    """What an edit opened, as that stands by now, and what it closed; without links, which follow from what stands."""
    rows = Statement.objects.select_related("negotiation", *RELATED)
    opened, closed = rows.filter(pk__in=edit.opened), rows.in_bulk(edit.closed)
    before = {new: closed.get(new.supersedes_id or 0) for new in opened}
    links = {new: old for new, old in before.items() if old and _says_the_same(new, old)}
    own = [new for new in before if new not in links]
    return _as_they_stand(own), [old for old in closed.values() if old not in links.values()]


def _as_they_stand(opened: Sequence[Statement]) -> list[Statement]:
    """A later version that says the same, with another link, stands for the one that was opened."""
    lineages = {statement.lineage for statement in opened}
    rows = Statement.objects.known_at(None).filter(lineage__in=lineages).select_related("negotiation", *RELATED)
    standing = {row.lineage: row for row in rows}
    newest = [(row, standing.get(row.lineage, row)) for row in opened]
    return [new if _says_the_same(new, row) else row for row, new in newest]


def _says_the_same(one: Statement, other: Statement) -> bool:
    """But for what it repeats."""
    fields = (field for field in Statement._meta.concrete_fields if field.name not in {*NEW_IN_A_VERSION, "repeat_of"})
    return all(getattr(one, field.attname) == getattr(other, field.attname) for field in fields)
