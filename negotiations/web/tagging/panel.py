"""The form beside an article: what it is about, what it is filled with, what it would change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, QueryDict

from negotiations.filters import BadQuery
from negotiations.ingest.passages import guess_passage
from negotiations.models import OPEN, Annotation, Draft, Statement, Suggestion
from negotiations.readers.coding import (
    Standpoint,
    Values,
    outcome_values,
    standpoints,
    values_of_annotation,
    values_of_passage,
    values_of_statement,
    values_of_suggestion,
)
from negotiations.readers.effects import Effect, Proposal, effect_of
from negotiations.readers.tagger import Mark, Tagger
from negotiations.web.tagging.form import CodingForm


@dataclass(frozen=True)
class Target:
    """A suggestion, a statement to correct, or a passage that is neither."""

    key: str
    row: Suggestion | Statement | Annotation | None = None
    mark: Mark | None = None

    @property
    def kind(self) -> str:
        return self.key.split("-")[0]

    @property
    def suggestion(self) -> Suggestion | None:
        return self.row if isinstance(self.row, Suggestion) else None

    @property
    def statement(self) -> Statement | None:
        return self.row if isinstance(self.row, Statement) else None

    @property
    def annotation(self) -> Annotation | None:
        return self.row if isinstance(self.row, Annotation) else None


def target_of(page: Tagger, key: str) -> Target:
    """Whatever of the article it names, decided and superseded rows too; 404 for what is of another."""
    kind, rest = checked(key)
    if kind == "passage":
        return Target(key)
    if mark := page.mark(key):
        return Target(key, mark.row, mark)
    if page.assignment or kind == "annotation":
        raise Http404(f"{key} is not yours, or not of this article")
    rows: Any = page.article.suggestions if kind == "suggestion" else page.article.statements
    row = rows.filter(pk=rest).first()
    if row is None:
        raise Http404(f"{key} is not of this article")
    return Target(key, row)


KEY = re.compile(r"(suggestion|statement|annotation|passage)-([0-9]{1,18}(?:-[0-9]{1,9})?)", re.ASCII)


def checked(key: str) -> tuple[str, str]:
    """The kind and the number. Raises BadQuery."""
    found = KEY.fullmatch(key)
    if found is None or (found[1] == "passage") != ("-" in found[2]):
        raise BadQuery({"target": f"{key!r} names nothing to code; expected e.g. suggestion-12 or passage-0-40"})
    return found[1], found[2]


def initial_values(page: Tagger, target: Target) -> Values:
    if target.suggestion:
        return values_of_suggestion(target.suggestion)
    if target.statement:
        return values_of_statement(target.statement)
    if target.annotation:
        return values_of_annotation(target.annotation)
    start, end = passage_in(target.key)
    return values_of_passage(start, end, page.article.date)


def passage_in(key: str) -> tuple[int, int]:
    _, start, end = key.split("-")
    return int(start), int(end)


def guessed_values(page: Tagger, target: Target) -> tuple[Values, str]:
    """A passage filled in by what the extraction tells of it, and what that rests on."""
    start, end = passage_in(target.key)
    guess = guess_passage(page.article, start, end)
    told, issue = guess.told, page.agenda.issue(guess.told.issue)
    outcome = outcome_values(issue, *told.outcome) if issue and told.outcome else {}
    found: Values = {
        "person": guess.person.slug if guess.person else "",
        "speaker": "" if guess.person else told.speaker or "",
        "party": guess.party.slug if guess.party else "",
        "addressee": guess.addressee.slug if guess.addressee else "",
        "act": told.act or "",
        "issue": told.issue or "",
        "channel": "paraphrase" if told.kind == "indirect" else "direct",
    }
    return initial_values(page, target) | found | outcome, told.why


def as_posted(values: Values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


@dataclass(frozen=True)
class Panel:
    """`complains`: the form was posted and shows what is wrong with it."""

    page: Tagger
    target: Target
    form: CodingForm
    draft: Draft | None = None
    complains: bool = False
    problem: str = ""
    prefilled: str = ""
    conflict: Any = None

    @cached_property
    def effect(self) -> Effect:
        return effect_of(self.page.reading, self.proposal)

    @property
    def proposal(self) -> Proposal:
        form = self.form
        form.is_valid()
        person = form.names.person_by_slug.get(form.given.get("person") or "")
        office = person.office_on(form.day) if person else None
        return Proposal(
            self.page.article,
            form.chosen_party,
            form.chosen_issue,
            form.given.get("act") or "",
            form.outcome,
            form.day,
            office.rank if office else 9,
            person.pk if person else None,
            form.given.get("speaker") or "",
            self.target.statement,
        )

    @cached_property
    def standpoints(self) -> list[Standpoint]:
        if self.page.assignment:
            return []  # where the record has the sides is not to sway who codes blind
        return standpoints(self.page.reading, self.form.chosen_issue, self.form.day)

    @property
    def beside(self) -> tuple[Mark | None, Mark | None]:
        if self.target.mark:
            return self.page.beside(self.target.mark)
        return self.page.around(self.form.span[0] if self.form.span else 0)

    @property
    def lost_its_place(self) -> bool:
        """Whether the suggestion names an outcome that the form does not begin with: its scale is another by now."""
        one = self.target.suggestion
        placed = self.form.ticked or self.form["low"].value() or self.form["high"].value()
        return bool(one and one.outcome and not placed and one.status in OPEN)

    @property
    def unsure_about(self) -> list[str]:
        """What the rules left open, for whoever has to choose."""
        one = self.target.suggestion
        if one is None:
            return []
        left_open = {"party": one.party, "act": one.act, "issue": one.issue}
        return [name for name, value in left_open.items() if not value]


def panel_for(
    page: Tagger, target: Target, values: Values | None = None, *, fresh: bool = False, guess: bool = False
) -> Panel:
    """Filled from one's own draft where there is one; with `guess`, by the extraction where it is a new passage."""
    draft = None if fresh else page.draft(target.key)
    filled, why = (draft.fields, "") if draft else (values, "") if values else _filled(page, target, guess=guess)
    return Panel(page, target, CodingForm(as_posted(filled), page.article, page.names), draft, prefilled=why)


def _filled(page: Tagger, target: Target, *, guess: bool) -> tuple[Values, str]:
    if guess and target.kind == "passage" and not page.assignment:  # a machine would bring blind coders together
        return guessed_values(page, target)
    return initial_values(page, target), ""


def panel_of_posted(page: Tagger, data: QueryDict, **more: Any) -> Panel:
    target = target_of(page, data.get("target", ""))
    return Panel(page, target, CodingForm(data, page.article, page.names), **more)
