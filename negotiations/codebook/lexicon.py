"""A codebook as the extraction wants it."""

from __future__ import annotations

from negotiations.codebook.countries import country_names
from negotiations.codebook.shape import Codebook, IssueEntry, PartyEntry, PersonEntry
from negotiations.extraction import lexicon


def lexicon_of(codebook: Codebook) -> lexicon.Lexicon:
    return lexicon.Lexicon(
        parties=tuple(_party(party, codebook.parties) for party in codebook.parties),
        persons=tuple(_person(person) for person in codebook.persons),
        issues=tuple(_issue(issue) for issue in codebook.issues),
        rounds=tuple(lexicon.Round(r.slug, r.label, r.start, r.end, r.venue or None) for r in codebook.rounds),
    )


def _party(party: PartyEntry, parties: list[PartyEntry]) -> lexicon.Party:
    """What the codebook says, and what a country is called anyway."""
    country = country_names(party, parties)
    return lexicon.Party(
        party.name,
        party.slug,
        party.role,
        tuple(party.aliases),
        (*party.metonyms, *country.capitals),
        (*party.demonyms, *country.demonyms),
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
