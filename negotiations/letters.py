"""Mails as they are written: in plain text, and the same in plain HTML."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from negotiations.readers.digest import Told

SALT = "stop-digest"


def send_digest(user: User, told: Sequence[Told]) -> None:
    stop = settings.SITE_URL + reverse("stop-digest", args=[signing.dumps(user.pk, salt=SALT)])
    context = {"user": user, "told": told, "site": settings.SITE_URL, "stop": stop}
    letter = EmailMultiAlternatives(
        _subject(told),
        render_to_string("letters/digest.txt", context),
        to=[user.email],
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    letter.attach_alternative(render_to_string("letters/digest.html", context), "text/html")
    letter.send()


def _subject(told: Sequence[Told]) -> str:
    number = sum(len(one.news) for one in told)
    where = " and ".join(one.negotiation.title for one in told) if len(told) < 3 else f"{len(told)} negotiations"
    return " ".join(f"Parley: {number} {'change' if number == 1 else 'changes'} in {where}".split())


def user_to_stop(token: str) -> int | None:
    """Whose digests the address in a letter stops; None where it is not whole."""
    try:
        return int(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None
