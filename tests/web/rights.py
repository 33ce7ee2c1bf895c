"""The line of each URL: what GET and what POST takes; None where the address has no such method.

"anyone" needs no account, "signed in" any account; a role is the one held in the negotiation, which others are told
does not exist.
"""

from __future__ import annotations

from typing import NamedTuple

from accounts.roles import Role

ANYONE, SIGNED_IN = "anyone", "signed in"


class Line(NamedTuple):
    get: str | None = None
    post: str | None = None
    pk: str = ""
    """Which row of the world the address's `pk` is."""
    query: str = ""
    """What the address cannot do without."""


SEEN = Line(get=Role.READER)
EDITORS = Line(get=Role.EDITOR)
EDITORS_DEED = Line(post=Role.EDITOR)
ADMINS_DEED = Line(post=Role.ADMIN)

RIGHTS: dict[str, Line] = {
    "home": Line(get=ANYONE),
    "how": Line(get=ANYONE),
    "search": Line(get=ANYONE),
    "invitation": Line(get=ANYONE, post=ANYONE),
    "api-root": Line(get=ANYONE),
    "api-negotiations": Line(get=ANYONE),
    "api-statements": Line(get=ANYONE),
    **dict.fromkeys(
        [
            "matrix",
            "gap-drawing",
            "timeline-drawing",
            "lanes-drawing",
            "tone-drawing",
            "rounds-drawing",
            "timeline",
            "issues",
            "issue",
            "parties",
            "party",
            "rounds",
            "round",
            "demands",
            "compare",
            "articles",
            "api-matrix",
            "api-gaps",
            "api-moves",
            "api-compare",
            "api-positions",
            "api-demands",
            "api-rounds",
            "api-round",
        ],
        SEEN,
    ),
    "api-tone": SEEN._replace(query="?party=p0"),
    "api-contradictions": SEEN._replace(query="?party=p0"),
    "article": Line(get=Role.READER, pk="article"),
    "accuracy": EDITORS,
    "intake": EDITORS,
    "bring-files": EDITORS_DEED,
    "bring-text": EDITORS_DEED,
    "bring-addresses": EDITORS_DEED,
    "delivery": EDITORS._replace(pk="delivery"),
    "retry": EDITORS_DEED._replace(pk="delivery"),
    "codebook": EDITORS,
    "codebook-file": EDITORS,
    "codebook-add": Line(get=Role.EDITOR, post=Role.EDITOR),
    "codebook-entry": Line(get=Role.EDITOR, post=Role.EDITOR, pk="round"),
    "codebook-scale": Line(get=Role.ADMIN, post=Role.ADMIN, pk="issue"),
    "codebook-merge": Line(get=Role.ADMIN, post=Role.ADMIN, pk="round"),
    "codebook-remove": EDITORS_DEED._replace(pk="round"),
    "undo": EDITORS_DEED._replace(pk="edit"),
    "members": Line(get=Role.ADMIN),
    "invite": ADMINS_DEED,
    "add-member": ADMINS_DEED,
    "visibility": ADMINS_DEED,
    "member-role": ADMINS_DEED._replace(pk="member"),
    "remove-member": ADMINS_DEED._replace(pk="member"),
    "withdraw-invitation": ADMINS_DEED._replace(pk="invitation"),
}

OF_ACCOUNTS = ("account_", "mfa_", "admin:")
"""Sign-in and the admin's site: they know no negotiation, and tests/accounts/ tries them."""
