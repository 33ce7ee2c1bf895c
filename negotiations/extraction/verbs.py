"""Words for saying, asking, refusing: verbs in all their forms, nouns with an owner, adjectives of readiness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from negotiations.extraction.vocabulary import words

Act = Literal[
    "demand", "propose", "accept", "concede", "promise", "condition",
    "comment", "appeal", "reject", "threaten", "accuse", "praise",
]  # fmt: skip

Kind = Literal["speech", "stance", "noun"]

Form = Literal["base", "finite", "gerund"]

# Verbs of speaking tell nothing of the act; the words spoken do.
SPEECH = """say tell add announce state note insist explain remark respond reply reiterate restate stress
        emphasize emphasise underscore underline suggest write tweet post observe recall confirm
        conclude report reveal clarify assure inform disclose indicate signal argue assert claim declare
        maintain contend affirm reaffirm repeat describe call label continue quip joke caution testify
        remind hint imply counter retort warn ask predict estimate read acknowledge admit brag boast
    point+out speak+of talk+of express voice characterize characterise advise intone allow+that find+that deny+that
    agree+that"""

# Verbs for how something was said; they speak only where a quote or a "that" stands beside them.
MANNER = """answer fume thunder gush moan grumble snap bark growl roar sigh mutter murmur whisper shout yell scream cry
    exclaim laugh chuckle sneer scoff sniff hiss rage rant vent storm enthuse beam shrug smile groan wail plead beg muse
    wonder ponder chime+in chip+in shoot+back hit+back fire+back interject interrupt crow gloat deadpan drawl
    stammer sob weep reason volunteer venture counsel lecture declaim opine protest object rejoin shrug+off fret bristle
    marvel urge+that summarize summarise"""

THOUGHT = "believe think expect hope doubt fear worry set+out lay+out spell+out"

# Verbs that tell the act by themselves; "call+for" wants its particle.
ACTS: dict[Act, str] = {
    "demand": "insist+on demand request require want seek order call+for press+for push+for ask+for pressure",
    "propose": "propose offer float suggest+that table",
    "accept": "accept agree endorse embrace approve leave+open consent",
    "concede": "concede back+down",
    "promise": "promise pledge vow commit guarantee undertake plan+to intend+to",
    "appeal": "urge appeal implore plead exhort encourage call+on",
    "reject": """reject refuse dismiss spurn decline oppose deny rebuff resist rule+out push+back turn+down balk baulk
        veto""",
    "threaten": "threaten",
    "accuse": """accuse blame condemn denounce criticize criticise slam blast decry question brand slap+down mock
        ridicule deride lament complain lash+out""",
    "praise": "praise welcome thank hail applaud commend support back laud salute congratulate",
}

NOUNS: dict[str, Act | None] = {
    "call": "demand", "demand": "demand", "request": "demand", "insistence": "demand", "offer": "propose",
    "proposal": "propose", "readiness": "propose", "willingness": "propose", "pledge": "promise", "promise": "promise",
    "commitment": "promise", "refusal": "reject", "rejection": "reject", "threat": "threaten", "warning": "threaten",
    "appeal": "appeal", "support": "praise",
}  # fmt: skip

# What a party is: "is ready to", "remains doubtful that".
ADJECTIVES: dict[str, Act | None] = {
    "ready": "propose", "willing": "propose", "prepared": "propose", "open": "propose", "keen": "propose",
    "unwilling": "reject", "reluctant": "reject", "opposed": "reject", "unprepared": "reject",
    "doubtful": "accuse", "skeptical": "accuse", "sceptical": "accuse", "concerned": "accuse", "worried": "accuse",
    "optimistic": "praise", "confident": "comment", "hopeful": "appeal", "adamant": "demand", "determined": "demand",
    "grateful": "praise", "committed": "promise",
}  # fmt: skip

NOUN_PARTICLES = words("for to that of on")

IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "think": "thinks thought thinking", "seek": "seeks sought seeking", "see": "sees saw seen seeing",
    "understand": "understands understood understanding", "read": "reads read reading",
    "back": "backs backed backing", "leave": "leaves left leaving", "give": "gives gave given giving",
    "set": "sets set setting", "lay": "lays laid laying",
    "shoot": "shoots shot shooting", "hit": "hits hit hitting", "weep": "weeps wept weeping",
    "beg": "begs begged begging", "sob": "sobs sobbed sobbing", "fret": "frets fretted fretting",
    "undertake": "undertakes undertook undertaken undertaking", "reply": "replies replied replying",
}  # fmt: skip

DOUBLING = words("admit quip commit")


@dataclass(frozen=True)
class Verb:
    lemma: str
    kind: Kind
    act: Act | None = None
    particle: str | None = None


@cache
def forms() -> dict[str, tuple[tuple[Verb, Form], ...]]:
    """Every form of every verb; those that want a particle come first, as they say more."""
    forms: dict[str, list[tuple[Verb, Form]]] = {}
    for verb in sorted(_verbs(), key=lambda verb: verb.particle is None):
        for form, kind in _inflected(verb.lemma):
            forms.setdefault(form, []).append((verb, kind))
    return {form: tuple(verbs) for form, verbs in forms.items()}


def _verbs() -> Iterator[Verb]:
    for lemma in (SPEECH + " " + MANNER + " " + THOUGHT).split():
        yield Verb(lemma.partition("+")[0], "speech", None, lemma.partition("+")[2] or None)
    for act, entries in ACTS.items():
        for entry in entries.split():
            lemma, _, particle = entry.partition("+")
            yield Verb(lemma, "stance", act, particle or None)


def _inflected(lemma: str) -> Iterator[tuple[str, Form]]:
    yield lemma, "base"
    for form in IRREGULAR.get(lemma, _regular(lemma)).split():
        yield form, "gerund" if form.endswith("ing") else "finite"


def _regular(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}s {lemma}d {lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies {lemma[:-1]}ied {lemma}ing"
    stem = lemma + lemma[-1] if lemma in DOUBLING else lemma
    return f"{lemma}{'es' if lemma.endswith(('s', 'sh', 'ch', 'x')) else 's'} {stem}ed {stem}ing"
