"""Where the language model is and how it is reached, as the environment says; the key is shown nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import HttpUrl, TypeAdapter, ValidationError

from negotiations.extraction.backends.interface import Unavailable

REQUIRED = ("PARLEY_LLM_URL", "PARLEY_LLM_MODEL", "PARLEY_LLM_KEY")
TIMEOUT, LONGEST_TIMEOUT = 60.0, 3600.0  # seconds
PATH = "/chat/completions"


@dataclass(frozen=True)
class Connection:
    """Prices are for a million tokens."""

    url: HttpUrl = field(repr=False)  # a query in it may be a secret too
    model: str
    key: str = field(repr=False)
    timeout: float = TIMEOUT
    price_in: float = 0.0
    price_out: float = 0.0

    @property
    def address(self) -> str:
        """Of the server, fit to be told."""
        return f"{self.url.scheme}://{self.url.host}:{self.url.port}"

    @property
    def completions(self) -> str:
        """Where questions are posted: the URL itself, or below the API's root as most name it (…/v1)."""
        path, mark, query = str(self.url).partition("?")
        path = path.rstrip("/")
        return (path if path.endswith(PATH) else path + PATH) + mark + query

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Connection:
        """Raises Unavailable naming what is missing or wrong."""
        if missing := [name for name in REQUIRED if not environ.get(name)]:
            raise Unavailable(f"the back-end llm wants {', '.join(REQUIRED)}; not set: {', '.join(missing)}")
        return cls(
            url=_url(environ["PARLEY_LLM_URL"]),
            model=environ["PARLEY_LLM_MODEL"],
            key=_key(environ["PARLEY_LLM_KEY"]),
            timeout=_number(environ, "PARLEY_LLM_TIMEOUT", TIMEOUT, LONGEST_TIMEOUT),
            price_in=_number(environ, "PARLEY_LLM_PRICE_IN"),
            price_out=_number(environ, "PARLEY_LLM_PRICE_OUT"),
        )


LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def _url(written: str) -> HttpUrl:
    try:
        url = TypeAdapter(HttpUrl).validate_python(written)
    except ValidationError as error:
        raise Unavailable("PARLEY_LLM_URL: expected http(s)://host/v1") from error
    if url.username or url.password:
        raise Unavailable("PARLEY_LLM_URL: expected no password in it; the key goes into PARLEY_LLM_KEY")
    if url.scheme == "http" and url.host not in LOOPBACK:
        raise Unavailable("PARLEY_LLM_URL: expected https://, as the key would go over the net in the clear")
    return url


def _key(written: str) -> str:
    if not (written.isascii() and written.isprintable()) or " " in written:
        raise Unavailable("PARLEY_LLM_KEY: expected one word of printable ASCII")
    return written


def _number(environ: Mapping[str, str], name: str, otherwise: float = 0.0, most: float = 1e6) -> float:
    try:
        number = float(environ.get(name) or otherwise)
    except ValueError:
        number = -1.0
    if not 0 <= number <= most or (number == 0 and otherwise):
        raise Unavailable(f"{name}: expected a number up to {most:,.0f}")
    return number
