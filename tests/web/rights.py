"""The line of each URL: what GET and what POST takes; None where the address has no such method.

"anyone" needs no account, "signed in" any account, "coder" the one it was given to;
a role is the one held in the negotiation, which others are told
does not exist.
"""

from __future__ import annotations

from typing import NamedTuple

from accounts.roles import Role

ANYONE, SIGNED_IN, CODER = "anyone", "signed in", "coder"


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
    "queue": EDITORS,
    "accept-shown": EDITORS_DEED,
    "reject-shown": EDITORS_DEED,
    "tagger": EDITORS._replace(pk="article"),
    **dict.fromkeys(
        ["code", "reject", "doubt", "retract", "weigh", "discard-draft"], EDITORS_DEED._replace(pk="article")
    ),
    "audit": EDITORS,
    "edit": EDITORS._replace(pk="edit"),
    "undo": EDITORS_DEED._replace(pk="edit"),
    "intake": EDITORS,
    "bring-files": EDITORS_DEED,
    "bring-text": EDITORS_DEED,
    "bring-addresses": EDITORS_DEED,
    "coding": EDITORS,
    "corrections": EDITORS,
    "assign": Line(post=Role.ADJUDICATOR),
    "unassign": Line(post=Role.ADJUDICATOR, pk="assignment"),
    "settling": Line(get=Role.ADJUDICATOR, pk="article"),
    "settle-unit": Line(post=Role.ADJUDICATOR, pk="article"),
    "settle-agreed": Line(post=Role.ADJUDICATOR, pk="article"),
    "blind": Line(get=CODER, pk="assignment"),
    **dict.fromkeys(["annotate", "take-back", "blind-weigh", "finish", "reopen"], Line(post=CODER, pk="assignment")),
    "remark": EDITORS_DEED,
    "delivery": EDITORS._replace(pk="delivery"),
    "follow": EDITORS_DEED,
    **dict.fromkeys(["pause", "resume", "unfollow"], EDITORS_DEED._replace(pk="feed")),
    "arrival": EDITORS._replace(pk="arrival"),
    "decide-arrival": EDITORS_DEED._replace(pk="arrival"),
    "retry": EDITORS_DEED._replace(pk="delivery"),
    "watch": Line(post=Role.READER),
    "moves-feed": SEEN,
    "watching": Line(get=SIGNED_IN),
    "set-digest": Line(post=SIGNED_IN),
    "unwatch": Line(post=SIGNED_IN),
    "renew-feeds": Line(post=SIGNED_IN),
    "stop-digest": Line(get=ANYONE, post=ANYONE),
    "codebook": EDITORS,
    "codebook-file": EDITORS,
    "codebook-add": Line(get=Role.EDITOR, post=Role.EDITOR),
    "codebook-entry": Line(get=Role.EDITOR, post=Role.EDITOR, pk="round"),
    "codebook-upload": Line(get=Role.ADMIN, post=Role.ADMIN),
    "codebook-names": EDITORS,
    "codebook-name": EDITORS_DEED,
    "codebook-scale": Line(get=Role.ADMIN, post=Role.ADMIN, pk="issue"),
    "codebook-merge": Line(get=Role.ADMIN, post=Role.ADMIN, pk="round"),
    "codebook-remove": EDITORS_DEED._replace(pk="round"),
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
