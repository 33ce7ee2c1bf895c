"""Two editors on one suggestion or statement: the second sees both versions and goes on from either."""

from __future__ import annotations

from dataclasses import dataclass, replace

from negotiations.models import Statement
from negotiations.readers.coding import values_of_statement
from negotiations.readers.tagger import newest_of
from negotiations.web.tagging.form import CodingForm
from negotiations.web.tagging.panel import Panel, Target, as_posted

FIELDS = (
    ("words", "Words"),
    ("person", "Speaker"),
    ("party", "Party"),
    ("act", "Act"),
    ("issue", "Issue"),
    ("outcome", "Outcome"),
    ("channel", "Channel"),
    ("addressee", "To"),
    ("demand", "Demand"),
    ("said_on", "Said on"),
)


@dataclass(frozen=True)
class Compared:
    """One field in both versions."""

    name: str
    theirs: str
    mine: str

    @property
    def differs(self) -> bool:
        return self.theirs != self.mine


@dataclass(frozen=True)
class Clash:
    """`told` says what somebody else did, `wanted` what one did oneself where that was no coding.

    `theirs` is the statement that stands now, if one does.
    """

    told: str
    theirs: Statement | None
    fields: list[Compared]
    wanted: str = ""


def conflict_of(panel: Panel, told: str, wanted: str = "", reason: str = "") -> Panel:
    """The same form, now about what stands: what was typed stays in it, and can be put in place of theirs."""
    wanted = f"{wanted}: {reason}" if wanted and reason else wanted
    theirs = _standing(panel.target)
    mine = panel.form
    if theirs is None:
        target = _passage(panel)
        return replace(panel, form=_about(panel, target), conflict=Clash(told, None, [], wanted), target=target)
    other = CodingForm(as_posted(values_of_statement(theirs)), panel.page.article, panel.page.names)
    target = Target(f"statement-{theirs.pk}", theirs, panel.page.mark(f"statement-{theirs.pk}"))
    clash = Clash(told, theirs, compared(other, mine), wanted)
    return replace(panel, form=_about(panel, target, reason), target=target, conflict=clash)


def _about(panel: Panel, target: Target, reason: str = "") -> CodingForm:
    """The form as it was typed, about something else."""
    data = panel.form.given.copy()
    if reason:
        data["reason"] = reason
    data["target"], data["version"] = target.key, str(target.row.pk) if target.row else ""
    return CodingForm(data, panel.page.article, panel.page.names)


def _standing(target: Target) -> Statement | None:
    if target.statement:
        return newest_of(target.statement)
    if target.suggestion:
        made = Statement.objects.known_at(None).filter(suggestion=target.suggestion).with_evidence()
        return made.first()
    return None


def _passage(panel: Panel) -> Target:
    """What was rejected or retracted can still be coded as a passage of its own."""
    start, end = panel.form.span or (0, 1)
    key = f"passage-{start}-{end}"
    return Target(key)


def compared(theirs: CodingForm, mine: CodingForm) -> list[Compared]:
    return [Compared(label, told(theirs, name), told(mine, name)) for name, label in FIELDS]


def told(form: CodingForm, name: str) -> str:
    """A field as people read it."""
    form.is_valid()
    if name == "words":
        return form.quote
    if name == "outcome":
        return form.outcome_told
    if name == "said_on":
        return str(form.day)
    if name == "person":
        return _label(form, "person") if form.given.get("person") else form.given.get("speaker") or ""
    return form.given.get("act") or "" if name == "act" else _label(form, name)


def _label(form: CodingForm, name: str) -> str:
    value = form.given.get(name) or ""
    return form.labels(name).get(value, value)
