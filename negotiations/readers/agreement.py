"""How far the coders of a negotiation agree, by field, all together and each with the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models.functions import Length

from accounts.models import User
from negotiations.models import Annotation, Assignment, Negotiation
from negotiations.positions import outcome_of
from negotiations.positions.agreement import (
    Alpha,
    Ratings,
    Span,
    alpha_interval,
    alpha_nominal,
    alpha_spans,
    with_each_other,
)
from negotiations.readers.disagreements import units_among

Spans = list[tuple[int, Mapping[int, Sequence[Span]]]]
WHOLE_SCALE = 100

NOMINAL: Mapping[str, Callable[[Annotation], str]] = {
    "Party": lambda one: str(one.party_id),
    "Act": lambda one: one.act,
    "Issue": lambda one: str(one.issue_id),
    "Speaker": lambda one: str(one.person_id or one.speaker),
    "Channel": lambda one: one.channel,
}


@dataclass(frozen=True)
class Field:
    """`coders` has each coder's own figure, against all others, in the order of `Agreement.coders`."""

    title: str
    kind: str
    alpha: Alpha
    coders: Sequence[Alpha]


@dataclass(frozen=True)
class Agreement:
    articles: int
    units: int
    coders: Sequence[User]
    fields: Sequence[Field]


def agreement_of(negotiation: Negotiation) -> Agreement:
    """From all articles that at least two coders have finished, settled or not. Three queries."""
    doubled = _doubled(negotiation)
    texts: dict[int, list[Assignment]] = {}
    for one in doubled:
        texts.setdefault(one.article_id, []).append(one)
    articles = {article: ones for article, ones in texts.items() if len(ones) > 1}
    rows = Annotation.objects.standing().filter(assignment__in=[one.pk for ones in articles.values() for one in ones])
    annotations = list(rows.select_related("assignment", "issue").order_by("pk"))
    coders = {one.coder_id: one.coder for ones in articles.values() for one in ones}
    ordered = sorted(coders, key=lambda pk: coders[pk].username)
    units = _units(annotations)
    fields = [_spans(articles, annotations, ordered), *_nominal(units, ordered), _outcome(units, ordered)]
    return Agreement(len(articles), len(units), [coders[pk] for pk in ordered], fields)


def _doubled(negotiation: Negotiation) -> list[Assignment]:
    finished = Assignment.objects.finished().filter(negotiation=negotiation).select_related("coder")
    return list(finished.annotate(length=Length("article__body")).order_by("pk"))


def _units(annotations: Sequence[Annotation]) -> list[list[Annotation]]:
    """What was settled is compared as it was said, so units are made anew, article by article."""
    by_article: dict[int, list[Annotation]] = {}
    for annotation in annotations:
        annotation.settlement_id = None
        by_article.setdefault(annotation.article_id, []).append(annotation)
    return [unit for ours in by_article.values() for unit in units_among(ours)]


def _nominal(units: Sequence[Sequence[Annotation]], coders: Sequence[int]) -> list[Field]:
    found = []
    for title, value in NOMINAL.items():
        ratings: list[Ratings] = [{one.assignment.coder_id: value(one) for one in unit} for unit in units]
        own = [alpha_nominal(with_each_other(ratings, coder)) for coder in coders]
        found.append(Field(title, "nominal", alpha_nominal(ratings), own))
    return found


def _outcome(units: Sequence[Sequence[Annotation]], coders: Sequence[int]) -> Field:
    """Over the units whose coders name the same issue and an outcome on it."""
    placed = (
        {one.assignment.coder_id: place for one in unit if (place := place_of(one)) is not None} for unit in units
    )
    same_issue = (len({one.issue_id for one in unit}) == 1 for unit in units)
    ratings = [unit for unit, same in zip(placed, same_issue, strict=True) if same]
    own = [alpha_interval([dict(pair) for pair in _numbers(with_each_other(ratings, coder))]) for coder in coders]
    return Field("Outcome", "interval", alpha_interval(ratings), own)


def _numbers(pairs: Sequence[Ratings]) -> list[dict[int, float]]:
    return [{at: float(value) for at, value in pair.items()} for pair in pairs]


def place_of(annotation: Annotation) -> float | None:
    """The middle of the outcome on its scale, 0 to 100; of an open one, its closed end."""
    outcome, issue = outcome_of(annotation.outcome), annotation.issue
    if outcome is None or issue is None or issue.low is None or issue.high is None:
        return None
    ends = [end for end in (outcome.low, outcome.high) if end is not None]
    low, high = float(issue.low), float(issue.high)
    return WHOLE_SCALE * (sum(ends) / len(ends) - low) / (high - low)


def _spans(
    articles: Mapping[int, Sequence[Assignment]], annotations: Sequence[Annotation], coders: Sequence[int]
) -> Field:
    marked: dict[int, list[Span]] = {}
    for annotation in annotations:
        marked.setdefault(annotation.assignment_id, []).append((annotation.start, annotation.end))
    texts: Spans = [
        (ones[0].length, {one.coder_id: marked.get(one.pk, []) for one in ones})  # type: ignore[attr-defined]
        for ones in articles.values()
    ]
    own = [alpha_spans(_pairs(texts, coder)) for coder in coders]
    return Field("Passages marked", "spans", alpha_spans(texts), own)


def _pairs(texts: Spans, coder: int) -> Spans:
    return [
        (length, {coder: spans[coder], other: spans[other]})
        for length, spans in texts
        if coder in spans
        for other in spans
        if other != coder
    ]
