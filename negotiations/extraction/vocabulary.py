"""Closed classes of English words that several rules look at."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = words("the a an his her their its our my your this these those any no some more many new such another")
BE = words("is was are were be been being 's ’s isn't wasn't aren't weren't")
MODALS = words(
    "will would could can may might must should shall did does do didn't doesn't don't won't wouldn't cannot can't"
)
HAVE = words("has have had having hasn't haven't hadn't")
AUXILIARIES = words("has have had having hasn't haven't hadn't to not n't never") | BE | MODALS
CATENATIVES = words(
    "continue continued continues seemed seems appeared appears went on refused tried wants used declined began"
)
ADVERBS = words(
    """also then later once now just again often even still soon twice first himself herself itself
        themselves both already ever yet yesterday today tomorrow earlier meanwhile too instead"""
)
TIMES = words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june
        july august september october november december week month year night morning evening afternoon
        weekend overnight"""
)
BEFORE_TIMES = words("on last this next in late early earlier that")
PREPOSITIONS = words(
    """in on at during to via by for with from of about after before outside inside near through under
        over between among against amid following since as into ahead until despite"""
)
CLAUSE_OPENERS = words(
    """that when while because if as after although though where before since so what than how whether
        until but or who which whom whose yet and unless whereas despite"""
)
RELATIVES = words("who which that")
CONJUNCTIONS = words("and but or then")
SUBJECT_PRONOUNS = words("he she they it we i you")
DASHES = words("– — -- -")
BREAKS = DASHES | words("; :")

# Nouns for those who speak; "the Norlandic delegation" is Norland, "Norlandic troops" are not.
SPEAKING_NOUNS = words(
    """official officials diplomat diplomats source sources spokesman spokeswoman spokesperson
        spokespeople leader leaders negotiator negotiators delegation delegations delegate delegates
        delegates ministry ministries government president premier chancellor minister ministers
        secretary aide aides envoy envoys representative representatives team side administration
        adviser advisers advisor advisors ambassador ambassadors mediator mediators parliament
        department embassy office presidency commissioner chief head deputy statement communique
        communiqué chair chairman commission council lawmaker lawmakers officer officers
        commander commanders general emissary member members rulers rebels insurgents authorities regime
        junta movement strategist cabinet foreign allies partners"""
)
# Verbs that name whom they address: "told reporters that".
ADDRESSING = words("tell inform assure remind urge ask warn advise caution promise thank implore")
AUDIENCE = words(
    """reporters journalists lawmakers parliament delegates them him her us me it people viewers
        supporters media everyone"""
)
EVERY_SIDE = words("both each two")
SIDES = words("sides side countries country parties party delegations governments nations")
# Small words within names: "Jan van den Berg", "Abu Bakr al-Amin".
NAME_PARTICLES = words("al el bin ibn ben abu ag ould walet van von der den ten de del della di da dos das du la le y")

NOT_HUMAN = words(
    """paper newspaper letter order power centre center quarter broadcaster chamber offer border number further other
        former senior junior major minor higher lower larger smaller bigger later earlier another better greater
        corridor sector factor error computer water river matter winter summer october november december september"""
)


def is_human(word: str) -> bool:
    """ "Engineer", "professor", "Frenchman": a noun for someone, told by its ending."""
    return (
        word.islower() and word.endswith(("er", "or", "ist", "ian", "man", "woman", "-old")) and word not in NOT_HUMAN
    )
