"""What tests of the editors' pages begin with: texts of their own, and suggestions for them."""

from __future__ import annotations

from typing import Any

from django.test import Client

from accounts.models import User
from accounts.roles import Role
from negotiations.models import Article, Suggestion
from tests.factories import ends_of
from tests.talks import Sketch, person

PASSWORD_IS_THE_NAME = "editor"


def suggested(found: Sketch, article: Article, words: str, **more: Any) -> Suggestion:
    """Complete, by the first party on the first issue, unless it is said otherwise."""
    start, outcome = article.body.index(words), more.pop("outcome", 50)
    given = {
        "extractor": "parley-rules",
        "version": "2",
        "rule": "fronted",
        "confidence": 0.8,
        "raw": 0.8,
        "start": start,
        "end": start + len(words),
        "kind": "direct",
        "party": found.parties[more.pop("party", 0)],
        "act": "comment",
        "issue": found.issues[more.pop("issue", 0)],
        "outcome": ends_of(outcome),
    }
    made = Suggestion.objects.create(negotiation=found.negotiation, article=article, **(given | more))
    made.refresh_from_db()
    return made


def long_article(found: Sketch, number: int, **more: Any) -> tuple[Article, list[Suggestion]]:
    """So many sentences, each with a suggestion that is as good as it can be."""
    sentences = [f"“We now stand at {at % 101} of a hundred for matter {at},” the envoy said." for at in range(number)]
    article = found.article("\n\n".join(sentences), **more)
    each = [f"We now stand at {at % 101} of a hundred for matter {at}," for at in range(number)]
    return article, [suggested(found, article, words, outcome=at % 101) for at, words in enumerate(each)]


def signed_in(user: User | None = None) -> Client:
    client = Client()
    client.force_login(user or person(Role.EDITOR))
    return client


def filled(article: Article, suggestion: Suggestion, **more: Any) -> dict[str, Any]:
    """The form as it stands for a suggestion."""
    return {
        "target": f"suggestion-{suggestion.pk}",
        "version": suggestion.status,
        "start": suggestion.start,
        "end": suggestion.end,
        "party": suggestion.party.slug if suggestion.party else "",
        "act": suggestion.act,
        "issue": suggestion.issue.slug if suggestion.issue else "",
        "option": ["half"],
        "channel": "direct",
        "said_on": str(article.date),
    } | more
