"""The agenda of one or many negotiations, in seven queries however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from django.db.models import Prefetch

from negotiations.models import Issue, Negotiation, Party, Round
from negotiations.positions import Outcome, Scale

MANY_PARTIES = 6
"""Above this many coded parties a matrix has its parties down and its issues across."""


class NotOnTheAgenda(LookupError):
    """What was asked names nothing of the codebook; `problems` says what was expected, by parameter."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{name}: {problem}" for name, problem in problems.items()))


@dataclass(frozen=True)
class Agenda:
    negotiation: Negotiation
    parties: Sequence[Party]
    issues: Sequence[Issue]
    rounds: Sequence[Round]
    equal_weights: bool = False

    @cached_property
    def party_by_id(self) -> dict[int, Party]:
        return {party.pk: party for party in self.parties}

    @cached_property
    def issue_by_id(self) -> dict[int, Issue]:
        return {issue.pk: issue for issue in self.issues}

    def party(self, slug: str | None) -> Party | None:
        return next((party for party in self.parties if party.slug == slug), None)

    def issue(self, slug: str | None) -> Issue | None:
        return next((issue for issue in self.issues if issue.slug == slug), None)

    def refuse_strangers(self, **asked: tuple[str, *tuple[str, ...]]) -> None:
        """Each parameter asks for ("party", "issue" or "round", slugs …). Raises NotOnTheAgenda, naming the nearest."""
        known = {
            "party": [party.slug for party in self.parties],
            "issue": [issue.slug for issue in self.issues],
            "round": [round_.slug for round_ in self.rounds],
        }
        problems = {
            name: f"there is no {kind} {slug!r}; {nearest(slug, known[kind])}"
            for name, (kind, *slugs) in asked.items()
            for slug in slugs[::-1]  # of several unknown ones the first is told
            if slug not in known[kind]
        }
        if problems:
            raise NotOnTheAgenda(problems)

    @cached_property
    def default_sides(self) -> tuple[Party, Party] | None:
        """The two the codebook names, else its first two principals, else its first two parties."""
        named = sorted((party for party in self.parties if party.side), key=lambda party: party.side or 0)
        principals = [party for party in self.parties if party.role == "principal"]
        for pair in (named, principals, self.parties):
            if len(pair) >= 2:
                return pair[0], pair[1]
        return None

    def scales(self, sides: tuple[Party, Party]) -> list[Scale]:
        """Of every issue whose distance counts, weighted by its mean salience for the two sides."""
        return [scale for issue in self.issues if issue.compared and (scale := self.scale(issue, sides))]

    def scale(self, issue: Issue, sides: tuple[Party, Party]) -> Scale | None:
        if issue.low is None or issue.high is None:
            return None
        given = {salience.party_id: float(salience.weight) for salience in issue.saliences.all()}
        weight = 1.0 if self.equal_weights else sum(given.get(side.pk, 1.0) for side in sides) / 2
        return Scale(issue.pk, float(issue.low), float(issue.high), weight)

    def silent_after(self, issue: Issue) -> int:
        """Days after which a position on the issue counts as old."""
        return issue.silent_after_days or self.negotiation.silent_after_days

    def bloc_on(self, party: Party, day: date) -> Party | None:
        """The bloc a party belonged to on that day; the first the codebook names where it is in several."""
        first = next((membership for membership in party.memberships.all() if membership.held_on(day)), None)
        return self.party_by_id.get(first.bloc_id) if first else None

    def round_on(self, on: date) -> Round | None:
        return next((round_ for round_ in self.rounds if round_.start <= on <= round_.end), None)


def nearest(slug: str, known: Sequence[str]) -> str:
    """What whoever asked for something unknown may have meant."""
    near = get_close_matches(slug, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"


def agenda_of(negotiation: Negotiation) -> Agenda:
    return agendas_of([negotiation])[0]


def agendas_of(negotiations: Iterable[Negotiation]) -> list[Agenda]:
    by_id = {negotiation.pk: negotiation for negotiation in negotiations}
    issues = Prefetch("issue_set", Issue.objects.prefetch_related("options", "saliences"))
    loaded = Negotiation.objects.filter(pk__in=by_id).prefetch_related("party_set__memberships", issues, "round_set")
    found = {row.pk: row for row in loaded}
    return [_agenda(found[pk]) for pk in by_id]


def _agenda(negotiation: Negotiation) -> Agenda:
    return Agenda(
        negotiation,
        list(negotiation.party_set.all()),
        list(negotiation.issue_set.all()),
        list(negotiation.round_set.all()),
    )


def outcome_words(issue: Issue, outcome: Outcome) -> str:
    """An outcome as a reader says it: its option, or its number with "or more" where it is open."""
    low, high = outcome.low, outcome.high
    if low is None:
        return f"{point_words(issue, high)} or less"
    if high is None:
        return f"{point_words(issue, low)} or more"
    if low == high:
        return point_words(issue, low)
    return f"{point_words(issue, low)} – {point_words(issue, high)}"


def point_words(issue: Issue, value: float | None) -> str:
    """The label of the option at a value, else the number itself."""
    if value is None:
        return ""
    label = next((option.label for option in issue.options.all() if float(option.value) == value), None)
    return label or plain_number(value, issue)


def number_words(outcome: Outcome, issue: Issue) -> str:
    """An outcome in figures: 12, 12–38, 1,300 or more."""
    low, high = outcome.low, outcome.high
    if low is None:
        return f"{plain_number(high or 0, issue)} or less"
    if high is None:
        return f"{plain_number(low, issue)} or more"
    one, other = plain_number(low, issue), plain_number(high, issue)
    return one if low == high else f"{one}–{other}"


def plain_number(value: float, issue: Issue) -> str:
    """With a comma for thousands, but for calendar years."""
    return f"{value:.10g}" if issue.unit in CALENDAR else f"{value:,.10g}"


CALENDAR = ("year", "calendar year")
"""Units that count years of the calendar and not amounts."""
