"""Addresses of feeds that open without signing in, as no feed reader can: each for one person and one negotiation."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from negotiations.models import Digest, Negotiation

SALT = "moves-feed"


def feed_address(negotiation: Negotiation, digest: Digest) -> str:
    """Without a key where everybody may read it."""
    url = reverse("moves-feed", args=[negotiation.slug])
    if negotiation.public:
        return url
    token = signing.dumps([digest.user_id, negotiation.pk, digest.feed_key], salt=SALT)
    return f"{url}?token={token}"


def opens(token: str, negotiation: Negotiation) -> bool:
    """Whether it is the newest key of somebody who still may see the negotiation."""
    try:
        user, place, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    holder = User.objects.filter(pk=user, digest__feed_key=key).first() if place == negotiation.pk else None
    return holder is not None and holder.may(Role.READER, negotiation)
