"""What one part of a codebook says of another: every name must lead somewhere, and becomes a slug."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple, Protocol

from negotiations.codebook.outcomes import read_outcome
from negotiations.codebook.shape import Codebook, RoundEntry


class Problem(NamedTuple):
    """Something wrong at one place of a file; `path` is keys and indexes from the top."""

    path: tuple[str | int, ...]
    message: str


class Named(Protocol):
    slug: str


def resolve(codebook: Codebook) -> list[Problem]:
    """Turns every reference into a slug, in place, and returns those that lead nowhere."""
    return [*_resolve_parties(codebook), *_resolve_demands(codebook), *_blocs_in_circles(codebook)]


class _Index:
    """Finds the slug behind a name or slug; remembers what it could not find."""

    def __init__(self, what: str, entries: Iterable[tuple[str, str]]) -> None:
        self.what = what
        self.slugs = {key: slug for slug, name in entries for key in (slug, name)}
        self.problems: list[Problem] = []

    def find(self, key: str, *path: str | int) -> str:
        if key not in self.slugs:
            near = get_close_matches(key, self.slugs, n=1)
            hint = f"; nearest is {near[0]!r}" if near else f"; expected one of {', '.join(self.slugs)}"
            self.problems.append(Problem(path, f"{key!r} is no {self.what} of this codebook{hint}"))
        return self.slugs.get(key, key)


def _resolve_parties(codebook: Codebook) -> list[Problem]:
    index = _Index("party", ((party.slug, party.name) for party in codebook.parties))
    if codebook.sides:
        first, second = codebook.sides
        codebook.sides = index.find(first, "sides", 0), index.find(second, "sides", 1)
        if codebook.sides[0] == codebook.sides[1]:
            index.problems.append(Problem(("sides",), "expected two different parties to compare"))
    for at, party in enumerate(codebook.parties):
        for n, bloc in enumerate(party.blocs):
            bloc.party = index.find(bloc.party, "parties", at, "blocs", n, "party")
    _resolve_people(codebook, index)
    _resolve_agenda(codebook, index)
    return index.problems


def _resolve_people(codebook: Codebook, index: _Index) -> None:
    for at, person in enumerate(codebook.persons):
        if person.party:
            person.party = index.find(person.party, "persons", at, "party")
        for n, office in enumerate(person.offices):
            if not (office.party or person.party):
                index.problems.append(
                    Problem(("persons", at, "offices", n), "an office is held for a party: give `party`")
                )
                continue
            office.party = index.find(office.party or person.party or "", "persons", at, "offices", n, "party")


def _resolve_agenda(codebook: Codebook, index: _Index) -> None:
    for at, issue in enumerate(codebook.issues):
        issue.salience = {index.find(k, "issues", at, "salience", k): v for k, v in issue.salience.items()}
    for at, round_ in enumerate(codebook.rounds):
        if round_.host:
            round_.host = index.find(round_.host, "rounds", at, "host")
        _resolve_delegations(round_, at, index)
    order = {party.slug: n for n, party in enumerate(codebook.parties)}
    for at, demand in enumerate(codebook.demands):
        demand.party = index.find(demand.party, "demands", at, "party")
        found = {index.find(name, "demands", at, "addressees", n) for n, name in enumerate(demand.addressees)}
        demand.addressees = sorted(found, key=lambda slug: order.get(slug, 0))


def _resolve_delegations(round_: RoundEntry, at: int, index: _Index) -> None:
    sent = set[str]()
    for n, delegation in enumerate(round_.delegations):
        delegation.party = index.find(delegation.party, "rounds", at, "delegations", n, "party")
        if delegation.party in sent:
            index.problems.append(
                Problem(("rounds", at, "delegations", n), f"{delegation.party!r} sends two delegations; expected one")
            )
        sent.add(delegation.party)


def _resolve_demands(codebook: Codebook) -> Iterator[Problem]:
    issues = {key: issue for issue in codebook.issues for key in (issue.slug, issue.title)}
    for at, demand in enumerate(codebook.demands):
        if demand.issue not in issues:
            yield Problem(("demands", at, "issue"), f"{demand.issue!r} is no issue of this codebook")
            continue
        demand.issue = issues[demand.issue].slug
        try:
            demand.outcome = read_outcome(demand.outcome, issues[demand.issue])
        except ValueError as error:
            yield Problem(("demands", at, "outcome"), str(error))


def _blocs_in_circles(codebook: Codebook) -> Iterator[Problem]:
    above = {party.slug: {bloc.party for bloc in party.blocs} for party in codebook.parties}
    for at, party in enumerate(codebook.parties):
        reached, waiting = set[str](), set(above[party.slug])
        while waiting:
            reached |= waiting
            waiting = {top for bloc in waiting for top in above.get(bloc, ())} - reached
        if party.slug in reached:
            yield Problem(("parties", at, "blocs"), f"{party.slug!r} is in a bloc of itself")
