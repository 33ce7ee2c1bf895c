"""The rules by which words are given to a speaker: the name that a suggestion carries, and why the rule holds.

Each has a test in tests/extraction/test_rules.py.
"""

from __future__ import annotations

from typing import Final

FRONTED: Final = "fronted"
REPORTED: Final = "reported"
RELATIVE: Final = "relative"
PARTICIPLE: Final = "participle"
PURPOSE: Final = "purpose"
PASSIVE: Final = "quoted as saying"
AGENT: Final = "by its agent"
ADJECTIVE: Final = "adjective"
NOUN: Final = "noun"
ACCORDING: Final = "according to"
COLON: Final = "colon"
INTRODUCED: Final = "introduced"
CONTINUED: Final = "continued"

REASONS: dict[str, str] = {
    FRONTED: "“…,” she said: what ends at a comma or mark belongs to the subject of the verb behind it.",
    REPORTED: "She said that …: what follows a verb of saying, asking or refusing is its subject’s.",
    RELATIVE: "…, which she has rejected: the clause is the stance of its own subject.",
    PARTICIPLE: "…, adding that …: a participle goes on for whoever speaks in the sentence.",
    PURPOSE: "She took to the air to denounce …: an infinitive of saying belongs to the one whose deed it is.",
    PASSIVE: "She was quoted as saying …: the subject of the passive speaks.",
    AGENT: "The truce was rejected by her, a proposal by her to …: the deed is the agent’s behind the “by”.",
    ADJECTIVE: "She is ready to …: readiness, doubt and the like are stances of their subject.",
    NOUN: "Her refusal to …: a noun for an act belongs to its owner, what follows is its content.",
    ACCORDING: "…, according to her: the clause is the source’s.",
    COLON: "Jane Doe, in the capital: “…”: a name and a colon announce the name’s words.",
    INTRODUCED: "A sentence that ends in a colon says whose the next paragraph is.",
    CONTINUED: "A quote that stands alone goes on with the speaker of before.",
}
