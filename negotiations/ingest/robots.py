"""What a site lets be fetched, as its robots.txt says (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from django.core.cache import cache

OUR_NAME = "Parley"
KEPT = 3600  # seconds
LARGEST = 500_000  # bytes, of which the rest is not looked at


def is_allowed(url: str, read: Callable[[str], bytes | None]) -> bool:
    """`read` fetches the rules; None where a site has none, so that all is allowed."""
    parts = urlsplit(url)
    place = f"{parts.scheme}://{parts.netloc}/robots.txt"
    key = f"robots-{sha256(place.encode()).hexdigest()}"
    rules = cache.get(key)
    if rules is None:
        rules = (read(place) or b"")[:LARGEST].decode("utf-8", "replace")
        cache.set(key, rules, KEPT)
    parser = RobotFileParser()
    parser.parse(rules.splitlines())
    return parser.can_fetch(OUR_NAME, url)
