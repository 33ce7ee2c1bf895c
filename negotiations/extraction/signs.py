"""Words within a statement that tell its act: each with what it weighs against the others.

A sign that turns under a negation names the act it turns into: "will accept" is accept, "will not accept" reject.
Patterns are bounded, so that no text makes them slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from negotiations.extraction.verbs import Act


@dataclass(frozen=True)
class Sign:
    """`own`: counts only where the words are about the speaker's own side; `negated`: the act when denied."""

    act: Act
    weight: float
    words: str
    negated: Act | None = None
    own: bool = False


SIGNS = (
    # Conditions outweigh what they hang on.
    Sign("condition", 1.0, r"""only (?:if|when|once|after|on condition)|not until|unless|as long as
        |provided (?:that|it|they|he|she)|on condition|depend(?:s|ed|ing)? (?:up)?on|hinge[sd]? on|before any
        |if .{1,120}?, then|in (?:return|exchange) for|cannot be \w+ (?:otherwise|without)|must be met
        |no \w+(?: \w+){0,4} (?:until|unless|without)|until (?:he|she|they|we|it|there)|not before
        |without guarantees?|first, (?:and )?then|conditions?[- ]based|if conditions|contingent on|subject to"""),
    Sign("condition", 0.6, r"""\bif (?:he|she|they|we|it|the|its|his|their|(?-i:[A-Z])\w+)\b
        |\bonce (?:he|she|they|we|it|the)\b|otherwise|\bfirst\b.{1,60}\bthen\b|after that|would (?:only|require)
        |when they (?:start|stop|begin)|\bTo \w+ .{1,60}\bwill need"""),
    # Threats.
    Sign("threaten", 0.95, r"""consequences|retaliat\w+|or else|other options|all options|reserves? the right
        |los(?:e|ing) patience|run(?:ning)? out of patience|impatient
        |(?:will|would) (?:be forced|have to react|have to respond|respond\b)|walk(?:ing)? away
        |pull(?:ing)? out of the (?:talks|deal|agreement)|(?:will|would|shall|may|might) (?:veto|terminate|suffer)
        |or (?:I|we|it|he|they)(?:['’]ll| will| would)|frozen out|legitimate targets?|adequate response
        |(?:more|new|further|additional|secondary|impose\w*) (?:\w+ ){0,2}(?:sanctions|tariffs)
        |(?:attacks|operations|strikes|fighting) (?:\w+ ){0,4}(?:will|would) (?:resume|continue)
        |pay (?:a|the) (?:heavy )?price|(?:got|have|has|big) (?:\w+ ){0,2}problems?\b|bad situation|downfall
        |terminate the"""),
    # Refusals.
    Sign("reject", 0.95, r"""not on the table|off the table|unacceptable|not acceptable|non-?starter
        |out of the question|red lines?\b|rul(?:e|ed|ing) out|tantamount|unrealistic|up for grabs|not for sale
        |no (?:deal|plans?|question|reason|intention|appetite|commitment|backsliding|compromise)\b
        |never (?:\w+ly )?(?:going to|accept|agree|be|give|sign|allow|recogni[sz]e|cede|leave|join|abandon)
        |dead on arrival|nowhere near|not enough|insufficient|not sufficient|no longer (?:necessary|possible|needed)
        |cancel\w*|called off|not negotiable|non-?negotiable|bogus|red herring|nothing left to|bargaining chip
        |not going to|rather have no|until further notice|too (?:short|long|little|late|low|high|far)
        |suspend(?:s|ed|ing)?\b|postpon\w+"""),
    Sign("reject", 0.8, r"""(?:will|would|can|could|shall|do(?:es)?|did) ?(?:not|n['’]t) (?:\w+ )?(?:accept|agree
        |recogni[sz]e|give|negotiate|sign|cede|want|discuss|be|allow|let|lend|tie|back|support|see|budge|move|yield
        |pay|take part|join|change|compromise|bow|talk)|cannot (?:\w+ )?\w+
        |(?:won|can|couldn|wouldn)['’]t (?:be )?\w+|refus\w+|reject\w*|oppos\w+|no longer|turn(?:ed|ing)? down"""),
    # Charges.
    Sign("accuse", 0.8, r"""not (?:\w+ ){0,3}serious\w*|unserious\w*|not (?:\w+ ){0,2}interested|excuses?\b|blam\w+
        |\bly(?:ing|es)\b|\blies\b|violat\w+|breach\w*|buy(?:ing)? time|drag(?:s|ged|ging)?\b
        |trying to (?:drag|buy|delay|stall|sabotage)|crimes?\b|playing (?:\w+ )?games?|fault|not fair|unfair\w*
        |cynical|sabotag\w+|refusal to|aggress\w+|insult\w*|provocat\w+|disappoint\w+|hypocri\w+|frustrat\w+|angry
        |manipulat\w+|killing|disproportionate|flaw\w*|damag\w+|betray\w*|bully\w*|sad day
        |could not be trusted|cannot be trusted|anti-\w+|unilateral\w*|tore up|torn up|poison\w*
        |robbery|farce|sham\b|reckless|irresponsible|dishonest|deceit\w*|deceptive|illegal\w*|ridiculous|absurd
        |outrag\w+|shame\w*|humiliat\w+|blackmail\w*|ransom|threat to|disaster|catastroph\w+|deteriorat\w+
        |undermin\w+|sign away|dignity|warmonger|crazy|no favou?rs"""),
    Sign("accuse", 0.55, r"""victim of|theft|exterminat\w+|lack of|scepti\w+|skepti\w+|left out|paid twice|unworthy
        |unprovoked|cowardly|trying to|fewer than|little (?:\w+ ){0,4}(?:willing|progress|point)
        |nothing (?:\w+ ){0,4}new|worse\b|los(?:t|es|ing)\b|hurt\w*|harm\w*|cost (?:the|us|them)
        |break (?:\w+ ){0,4}rules|fail(?:s|ed|ing|ure)?\b|delay(?:s|ed|ing)?\b|doomed|walk out
        |problems?\b|terror\w*|dictator"""),
    # Demands and appeals.
    Sign("demand", 0.7, r"""\bmust\b|\bshould\b|\bneeds? to\b|\bneeded to\b|\bha(?:s|ve|d) to\b
        |demand(?:s|ed|ing)?\b|press for|push for|(?:would|will|to) press \w+|must (?:stop|cease|end)|essential
        |urgently needed|insist\w*|is the priority|as a priority|we (?:simply )?expect|expecting (?:\w+ ){1,3}to
        |had until|has until|up to (?:the )?(?-i:[A-Z])\w+|it (?:is|was) up to|had better|come forward with|cannot allow
        |\bstop \w+ing\b|urgent\w*|time (?:is running out|to)|we want""", negated="reject"),
    Sign("demand", 0.45, r"""\bneeds?\b|require[sd]?|want(?:s|ed)?\b|asking for|call(?:s|ed)? for
        |have to be""", negated="reject"),
    Sign("appeal", 0.6, r"""call(?:s|ed|ing)? on|urg(?:e|es|ed|ing)\b|appeal\w*
        |hope[ds]? (?:that|there|to|he|she|they|it)|let us|let no one|let it|everyone|all parties|the sooner
        |in (?:the|everyone's|nobody's) (?:best )?interest|in (?:their|his|its|your) court
        |better than (?:war|confrontation)|can['’]t let|responsib(?:le|ility)"""),
    # Agreement.
    Sign("accept", 0.85, r"""(?:ready|willing|prepared) to (?:sign|accept|agree|look at)|can live with
        |\bsigned? (?:up|the|that|it)\b|left open|have agreed|has agreed|had agreed
        |(?:is|are|was|were) interested in|no objection""", negated="reject"),
    Sign("accept", 0.6, r"""\bagree[ds]?\b|accept(?:s|ed|ing|able)?\b|embrac\w+|approv\w+
        |in favou?r of""", negated="reject"),
    Sign("concede", 0.85, r"""no longer insist\w*|drop(?:ped|ping)? (?:its|his|her|their) demand|compromise on
        |be flexible|concessions?\b|go ahead with|may attend|give(?:s|n)? up|soften\w*|step back from
        |meet (?:them|us|him) halfway|fair point|would settle for""", negated="reject"),
    # Offers and promises.
    Sign("propose", 0.65, r"""ready to|readiness|prepared (?:to|for)|possibility of|the idea of|willing(?:ness)? to
        |open to|ready for|\boffer(?:s|ed|ing)?\b|\bpropos(?:e|es|ed|ing)\b|compromises|hoping to|host (?:a|the)\b
        |suggest(?:s|ed|ing)?\b|could (?:meet|take|be|hold)""", negated="reject"),
    Sign("promise", 0.75, r"""committed to|commitment to|pledg\w+|vow\w*|guarantee that|plan(?:s|ned|ning)? to
        |intend(?:s|ed)? to|working (?:with|on|closely)|work closely|always defend|keep (?:playing|working|fighting)
        |step(?:ping)? up|sending (?:a|its)|carry on \w+ing|go on \W?\w+ing
        |going to (?:get|do|make|work|sign|end|bring|keep)""", negated="reject"),
    Sign("promise", 0.68, r"""(?:\bwe|\bI)(?: will| shall|['’]ll)(?! see)""", negated="reject"),
    Sign("promise", 0.7, r"""\b(?:will|would|['’]ll|shall) (?:(?:also|always|still|soon|personally
        |immediately) )?(?:speak|meet|hold|send|sign|provide|continue|take|present|ensure|do|make|work|return
        |release|contribute|pay|deliver|notify|answer|begin|defend|keep|go|support|help|consult|stand|announce
        |appoint|release|honou?r|introduce|remain|carry|brief|respect)""", negated="reject", own=True),
    Sign("promise", 0.62, r"""announces? (?:a|an|the|that|its)
        |ordered (?:a|the|its) (?:\w+ )?(?:truce|ceasefire|halt|pause)|there will be a"""),
    # Praise.
    Sign("praise", 0.75, r"""grateful|thank\w*|gratitude|welcom\w+|satisf\w+|productive|constructive|step forward
        |important step|big step|positive(?:ly)?\b|very good|excellent|historic|appreciat\w+
        |(?:good|great) (?:job|work|talk|deal|meeting|conversation|relationship)|encourag\w+|success\w*|useful
        |splendid|victory|real movement|right track|breakthrough|goodwill|win-win\w*|really good|pleased
        |glad\b|proud""", negated="accuse"),
    Sign("praise", 0.6, r"""(?:good|great|meaningful|real|tangible|significant|some|decisive|more) progress
        |progress (?:was|has|had|made|so far)|respected|supports?\b|optimis\w+|hopeful|trust\b|starting point
        |within reach|closer\b""", negated="accuse"),
    # Plain words on how things stand.
    Sign("comment", 0.5, r"""\bbe(?:en)? (?:discussed|continued|held|made)|would (?:continue|be|begin|take)
        |could take place|\bwill be\b|will (?:discuss|continue|begin|focus|take)|expect(?:s|ed|ing)?\b
        |remain(?:s|ed)?\b|prefer\b|\bi (?:think|guess|hope|believe)\b|we['’]ll see|crucial|aligned|ongoing|possible
        |likely|difficult|complicated|challeng\w+|not there yet|take (?:some )?time|more work
        |too early"""),
    Sign("comment", 0.4, r"""\b(?:is|are|was|were|been|has|have|had|there['’]s|it['’]s|we['’]re|that['’]s|isn['’]t
        |seems?|appears?)\b"""),
)  # fmt: skip

LAYOUT = re.compile(r"\n *")  # of the table above, no part of its patterns


@cache
def patterns() -> tuple[tuple[Sign, re.Pattern[str]], ...]:
    return tuple((sign, re.compile(rf"(?<!\w)(?:{LAYOUT.sub('', sign.words)})", re.IGNORECASE)) for sign in SIGNS)
