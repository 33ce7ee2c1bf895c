"""A codebook as the extraction wants it."""

from __future__ import annotations

from negotiations.codebook.shape import Codebook, IssueEntry, PersonEntry
from negotiations.extraction import lexicon


def lexicon_of(codebook: Codebook) -> lexicon.Lexicon:
    return lexicon.Lexicon(
        parties=tuple(
            lexicon.Party(p.name, p.slug, p.role, tuple(p.aliases), tuple(p.metonyms), tuple(p.demonyms))
            for p in codebook.parties
        ),
        persons=tuple(_person(person) for person in codebook.persons),
        issues=tuple(_issue(issue) for issue in codebook.issues),
        rounds=tuple(lexicon.Round(r.slug, r.label, r.start, r.end, r.venue or None) for r in codebook.rounds),
    )


def _person(person: PersonEntry) -> lexicon.Person:
    offices = tuple(lexicon.Office(o.title, o.party, o.since, o.until, o.rank) for o in person.offices)
    return lexicon.Person(person.name, person.slug, tuple(person.aliases), person.party, person.pronoun, offices)


def _issue(issue: IssueEntry) -> lexicon.Issue:
    low, high = issue.scale or (None, None)
    return lexicon.Issue(
        slug=issue.slug,
        title=issue.title,
        cues=tuple(issue.cues),
        kind=issue.kind,
        options=tuple(lexicon.Option(o.slug, float(o.value), o.label, tuple(o.cues)) for o in issue.options),
        unit=issue.unit or None,
        low=float(low) if low is not None else None,
        high=float(high) if high is not None else None,
    )
