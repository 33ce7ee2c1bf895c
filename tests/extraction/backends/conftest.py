from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from negotiations.extraction.backends.connection import Connection
from negotiations.extraction.backends.endpoint import Endpoint
from negotiations.extraction.backends.llm import Answered, LanguageModel
from negotiations.extraction.lexicon import Lexicon
from tests.extraction.backends.model_server import ModelServer, serving
from tests.extraction.conftest import DAY

BODY = (
    "“We want an unconditional truce now,” Ada Berg said.\n\n"
    "Pio Costa told reporters that Sudmark would pay 300 billion dollars into the fund. He thanked Norland."
)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving() as server:
        yield server


@dataclass
class Oracle:
    """A language model whose waits are written down and not waited."""

    server: ModelServer
    lexicon: Lexicon
    environ: dict[str, str]
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.model = LanguageModel(Endpoint(Connection.of(self.environ), sleep=self.waits.append))

    def read(self, body: str = BODY) -> Answered:
        return self.model.suggest(body, self.lexicon, title="Talks", date=DAY, place="Lake")


@pytest.fixture
def oracle(server: ModelServer, lexicon: Lexicon) -> Callable[..., Oracle]:
    return lambda **settings: Oracle(server, lexicon, server.environ(**settings))
