from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from negotiations.extraction import Extraction, suggest
from negotiations.extraction.lexicon import Issue, Lexicon, Office, Option, Party, Person, Round

DAY = date(2031, 5, 16)


@pytest.fixture
def lexicon() -> Lexicon:
    """Two invented neighbours who quarrel over a river, and a mediator."""
    return Lexicon(
        parties=(
            Party("Norland", "norland", "principal", ("Norlandic side",), ("Havn", "the Citadel"), ("Norlandic",)),
            Party("Sudmark", "sudmark", "principal", (), ("Porto",), ("Sudmarkian",)),
            Party("Estria", "estria", "mediator", (), (), ("Estrian",)),
        ),
        persons=(
            Person("Ada Berg", "ada-berg", ("Berg",), "norland", "she", (Office("President", "norland", rank=1),)),
            Person(
                "Olav Lund",
                "olav-lund",
                (),
                "norland",
                "he",
                (Office("Foreign Minister", "norland", date(2030, 1, 1), date(2031, 12, 31), 3),),
            ),
            Person("Pio Costa", "pio-costa", ("Costa",), "sudmark", "he", (Office("Chief negotiator", "sudmark"),)),
        ),
        issues=(
            Issue(
                "truce",
                "Truce",
                ("truce", "ceasefire"),
                "ordinal",
                (
                    Option("none", 0, "no truce before a treaty", ("only after a treaty",)),
                    Option("full", 100, "immediate unconditional truce", ("unconditional truce",)),
                ),
            ),
            Issue("water", "Share of the river", ("river", "water"), "open"),
            Issue("fund", "Size of the fund", ("fund", "finance"), "numeric", (), "USD bn a year", 0, 2000),
        ),
        rounds=(Round("lake-1", "Lake Talks I", date(2031, 5, 18), date(2031, 5, 19)),),
    )


@pytest.fixture
def read(lexicon: Lexicon) -> Callable[[str], Extraction]:
    return lambda body: suggest(body, lexicon, title="Talks", date=DAY, place="Lake")
