"""What becomes of a name that articles have and the codebook lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from accounts.models import User
from negotiations.actions.audit import Refused, begin
from negotiations.actions.codebook.editing import recorded
from negotiations.actions.codebook.rows import codebook_rows
from negotiations.models import Delegate, Edit, Negotiation, NotAPerson, Office, Party, Person


@dataclass(frozen=True)
class Post:
    """An office as the words around a name tell it."""

    title: str
    rank: int = 9
    since: date | None = None
    until: date | None = None


@transaction.atomic
def add_person(name: str, party: Party, post: Post | None = None, *, by: User) -> Edit:
    """A person who speaks for the party; delegations that list the name lead to them."""
    negotiation = party.negotiation
    begin(negotiation, by)
    _refuse_known(negotiation, name)

    def write() -> None:
        last = Person.objects.filter(negotiation=negotiation).aggregate(last=Max("ordinal"))["last"] or 0
        person = Person.objects.create(
            negotiation=negotiation, name=name, slug=_free_slug(negotiation, name), party=party, ordinal=last + 1
        )
        if post:
            Office.objects.create(person=person, party=party, **vars(post))
        _seat(person, name)

    return recorded("add", negotiation, codebook_rows(negotiation), write, by=by)


@transaction.atomic
def add_alias(name: str, person: Person, *, by: User) -> Edit:
    """Another name or spelling of a person of the codebook."""
    negotiation = person.negotiation
    begin(negotiation, by)
    _refuse_known(negotiation, name)

    def write() -> None:
        found = Person.objects.get(pk=person.pk)
        found.aliases = [*found.aliases, name]
        found.save()
        _seat(found, name)

    return recorded("alias", negotiation, codebook_rows(negotiation), write, by=by)


@transaction.atomic
def dismiss_name(negotiation: Negotiation, name: str, *, by: User) -> Edit:
    """Remembers that this is nobody's name."""
    begin(negotiation, by)

    def write() -> None:
        NotAPerson.objects.get_or_create(negotiation=negotiation, name=name)

    return recorded("dismiss", negotiation, codebook_rows(negotiation), write, by=by)


def _refuse_known(negotiation: Negotiation, name: str) -> None:
    if not name.strip():
        raise Refused("Expected a name.")
    known = next((p for p in Person.objects.filter(negotiation=negotiation) if name in (p.name, *p.aliases)), None)
    if known:
        raise Refused(f"“{name}” is in the codebook already, as {known.name}.")


def _seat(person: Person, name: str) -> None:
    rows = Delegate.objects.filter(delegation__round__negotiation=person.negotiation_id, name=name, person=None)
    rows.update(person=person)


def _free_slug(negotiation: Negotiation, name: str) -> str:
    plain = slugify(name)[:70].strip("-") or "person"
    taken = set(Person.objects.filter(negotiation=negotiation).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 3) if (slug := plain if n == 1 else f"{plain}-{n}") not in taken)
