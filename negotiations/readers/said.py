"""What a coder said of a passage, in words, field by field."""

from __future__ import annotations

from negotiations.models import Channel, CodedPassage
from negotiations.positions import outcome_of
from negotiations.readers.agenda import outcome_words


def said_of(coded: CodedPassage) -> dict[str, str]:
    """By the name of the field; empty where the coder named nothing."""
    outcome, issue = outcome_of(coded.outcome), coded.issue
    return {
        "words": coded.quote,
        "speaker": ", ".join(filter(None, (coded.person.name if coded.person else coded.speaker, coded.office))),
        "party": coded.party.name,
        "act": coded.act,
        "issue": issue.title if issue else "",
        "outcome": outcome_words(issue, outcome) if issue and outcome else "",
        "channel": Channel(coded.channel).label,
        "to": coded.addressee.name if coded.addressee else "",
        "demand": coded.demand.title if coded.demand else "",
        "said on": f"{coded.said_on:%-d %B %Y}",
    }
