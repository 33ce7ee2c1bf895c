"""Which two parties are compared."""

from __future__ import annotations

from negotiations.models import Negotiation, Party
from negotiations.readers.agenda import Agenda, NotOnTheAgenda


class TooFewParties(Exception):
    """A matrix compares two sides; the codebook names fewer."""

    def __init__(self, negotiation: Negotiation) -> None:
        self.negotiation = negotiation
        super().__init__(f"{negotiation}: a matrix compares two sides; add parties to the codebook.")


def sides_of(agenda: Agenda, asked: tuple[str | None, str | None]) -> tuple[Party, Party]:
    """Those asked for by slug, the default where one is not. Raises TooFewParties and NotOnTheAgenda."""
    default = agenda.default_sides
    if default is None:
        raise TooFewParties(agenda.negotiation)
    agenda.refuse_strangers(**{name: ("party", slug) for name, slug in zip("ab", asked, strict=True) if slug})
    one, other = (agenda.party(slug) for slug in asked)
    if one and one == other:
        raise NotOnTheAgenda({"b": f"is {one.slug!r} like a; expected another party to compare it with"})
    one = one or next(party for party in default if party != other)
    return one, other or next(party for party in reversed(default) if party != one)
