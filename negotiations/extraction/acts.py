"""Which of the twelve acts a statement is. There is no default: where nothing tells, the act is None."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from negotiations.extraction.cues import Act, Verb

# Acts that outweigh an earlier word of another, and acts that give way to any other.
FIRST: tuple[Act, ...] = ("condition", "threaten")
LAST: tuple[Act, ...] = ("promise", "appeal", "comment")
# What in the words themselves tells the act; the earliest match wins, but see FIRST and LAST.
TRIGGERS: dict[Act, str] = {
    "condition": r"""only if|only when|not until|unless|as long as|provided (?:that|it|they|he)|on condition
        |depend(?:s|ed)? on|no \w+(?: \w+){0,4} until|until (?:he|she|they|we|it|there)|before any
        |if .{1,80}?, then|cannot be \w+ (?:otherwise|without)|must be met|in return for|in exchange for""",
    "threaten": r"""consequences|retaliat\w+|(?:will|would) (?:be forced|have to react|respond)|or else|other options
        |(?:more|new|further|additional|secondary|impose\w*) (?:\w+ ){0,2}(?:sanctions|tariffs)
        |los(?:e|ing) patience|run(?:ning)? out of patience|impatient|all options|reserves? the right
        |walk(?:ing)? away""",
    "concede": r"""no longer insist\w*|drop(?:ped|ping)? (?:its|his|her|their) demand|compromise on""",
    "reject": r"""not on the table|off the table|unacceptable|not acceptable|no plans?
        |never (?:going to|accept|agree|be|give)
        |(?:will|would|do(?:es)?|did|can|could) ?(?:not|n['’]t) (?:accept|agree|recogni[sz]e|give
        |negotiate|sign|cede|want)
        |cannot (?:accept|agree|be accepted|recogni[sz]e)|rul(?:e|ed|ing) out|out of the question
        |no longer|refus\w+|reject\w*|oppos\w+|red line|tantamount|non-?starter|surrender""",
    "demand": r"""cannot allow|\bstop \w+ing\b|\bmust\b|\bshould\b|\bneeds? to\b|\bneeded to\b|\bha(?:s|ve|d) to\b
        |demand\w*|\bneed\b|press for|push for|insist\w*|is the priority|as a priority|we expect|require[sd]?
        |urgent\w*|had better""",
    "accept": r"""(?:ready|willing|prepared) to (?:sign|accept|agree)|\bagree[ds]?\b|accept(?:s|ed|ing)?\b|sign the
        |(?:is|are|was|were) interested in|embrac\w+|left open""",
    "propose": r"""ready to|readiness|prepared (?:to|for)|possibility of|the idea of|willing(?:ness)? to|open to
        |ready for|offer\w*|propos\w+|compromises|hoping to|host (?:a|the)\b""",
    "accuse": r"""not (?:\w+ ){0,2}serious\w*|unserious\w*|not (?:\w+ ){0,2}interested|excuses?|blam\w+
        |\bly(?:ing|es)\b|lies|violat\w+|breach\w*|buy(?:ing)? time|drag\w*
        |trying to (?:drag|buy|delay|stall|sabotage)|crimes?|playing games?|fault|not fair|unfair\w*|cynical
        |sabotag\w+|refusal to|aggress\w+|terror\w*|insult\w*|provocat\w+|disappoint\w+|hypocri\w+
        |frustrat\w+|angry|manipulat\w+|delay\w*|killing|disproportionate""",
    "praise": r"""grateful|thank\w*|gratitude|welcom\w+|satisfied|productive|constructive|progress (?:was|has|had)
        |(?:good|great|meaningful|real|tangible) progress|positive|very good|excellent|historic
        |appreciat\w+|(?:good|great) (?:job|work)|encourag\w+|successful|success|important step|big step""",
    "promise": r"""(?:we|i)(?: will|['’]ll)\b(?! see)|committed to|commitment
        |\b(?:he|she|they|it) (?:will|would) (?:\w+ )?(?:speak|meet|hold|send|sign|provide|continue
        |take|present|ensure|do|make|work|return|release|contribute|pay|deliver)
        |(?:we|they) are working|pledg\w+|vow\w*""",
    "appeal": r"""call(?:s|ed|ing)? (?:on|for)|urg(?:e|es|ed|ing)\b|appeal\w*|hope[ds]? that|let us|everyone
        |the sooner""",
    "comment": r"""\bbe(?:en)? (?:discussed|continued|held|made)|would (?:continue|be|begin|take)|could take place
        |\bwill be\b|will (?:discuss|continue|begin|focus|take)|expect(?:s|ed|ing)?\b
        |remain(?:s|ed)?\b|(?:would )?prefer\b|\bi (?:think|guess|hope|believe)\b|we['’]ll see
        |crucial|aligned|ongoing|possible|likely
        |\b(?:is|are|was|were|had been|has been) (?:a|an|the|based|focused|about|still|called|associated)\b""",
}  # fmt: skip

LAYOUT = re.compile(r"\n *")  # of the table above, no part of its patterns

# What the verb already says, unless the words say otherwise.
LEANING: dict[str, Act] = {
    "warn": "threaten", "insist": "demand", "ask": "demand", "hope": "appeal", "float": "propose",
    "acknowledge": "concede", "admit": "concede",
    "allege": "accuse", "call": "accuse", "doubt": "accuse", "label": "accuse",
    "believe": "comment", "estimate": "comment", "expect": "comment", "fear": "comment", "note": "comment",
    "predict": "comment", "reveal": "comment", "think": "comment", "worry": "comment",
}  # fmt: skip
# The verb decides alone, whatever its object says: "criticised X for refusing".
DECISIVE: frozenset[Act] = frozenset(
    ["accuse", "reject", "threaten", "praise", "concede", "promise", "demand", "appeal"]
)


@dataclass(frozen=True)
class ActGuess:
    act: Act | None
    certainty: float
    why: str


def guess_act(verb: Verb | None, content: str) -> ActGuess:
    """The verb's own act where it has one; else the first trigger in the words; else what the verb leans to."""
    if verb and verb.act in DECISIVE:
        return ActGuess(verb.act, 0.85, f"“{verb.lemma}” means {verb.act}")
    match = next(filter(None, (pattern.search(content) for pattern in _patterns())), None)
    if match and match.lastgroup:
        certainty = 0.55 if match.lastgroup == "comment" else 0.7
        return ActGuess(_act(match.lastgroup), certainty, f"“{match.group()}” suggests {match.lastgroup}")
    if verb and verb.act:
        return ActGuess(verb.act, 0.75, f"“{verb.lemma}” means {verb.act}")
    if verb and (leaning := LEANING.get(verb.lemma)):
        return ActGuess(leaning, 0.5, f"“{verb.lemma}” leans to {leaning}")
    return ActGuess(None, 0.0, "no word tells the act")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Three rounds of search; in each the earliest match wins."""
    middle = tuple(act for act in TRIGGERS if act not in FIRST + LAST)
    return tuple(_pattern(acts) for acts in (FIRST, middle, LAST))


def _pattern(acts: tuple[Act, ...]) -> re.Pattern[str]:
    alternatives = (f"(?P<{act}>{LAYOUT.sub('', TRIGGERS[act])})" for act in acts)
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


def _act(name: str) -> Act:
    return cast(Act, name)
