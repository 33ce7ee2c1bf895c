"""An OpenAI-compatible endpoint. The only module of the extraction that opens a socket, and only when it is asked."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import SystemRandom
from typing import Any

import httpx
from pydantic import BaseModel, Field, ValidationError

from negotiations.extraction.backends.connection import Connection
from negotiations.extraction.backends.interface import Failed, one_line
from negotiations.extraction.backends.patience import seconds_to_wait
from negotiations.extraction.backends.usage import Usage

logger = logging.getLogger(__name__)

LARGEST = 4_000_000  # bytes of an answer
LONGEST_QUOTED = 200  # characters of what a server says
RETRIES = 3
NOT_UNDERSTOOD = (400, 422)  # what a server answers to a response format that it does not know
MILLION = 1_000_000


class Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class Choice(BaseModel):
    message: Message
    finish_reason: str | None = None


class Completion(BaseModel):
    choices: list[Choice] = Field(min_length=1)
    usage: Any = None


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Endpoint:
    """Counts what it spends. `formats` are the ways to ask for JSON that the server may still understand."""

    connection: Connection
    spent: Usage = field(default_factory=Usage)
    formats: tuple[str, ...] = ("json_schema", "json_object", "")
    sleep: Callable[[float], object] = field(default=time.sleep, repr=False)

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        """The words of the answer. Raises Failed."""
        began = time.monotonic()
        try:
            return self._words(self._asked(messages, schema))
        finally:
            self.spent += Usage(seconds=time.monotonic() - began)

    def _asked(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Response:
        """Structured output where the server knows it, else an object, else plain words."""
        for place, name in enumerate(self.formats):
            answer = self._post({"model": self.connection.model, "messages": list(messages), **_format(name, schema)})
            if answer.status not in NOT_UNDERSTOOD:
                self.formats = self.formats[place:]
                break
        if answer.status != httpx.codes.OK:
            raise Failed(self._refused(answer))
        return answer

    def _post(self, payload: Mapping[str, Any]) -> Response:
        for attempt in range(RETRIES + 1):
            self.spent += Usage(requests=1, retries=min(attempt, 1))
            answer, fault = self._tried(payload)
            if answer and answer.status != httpx.codes.TOO_MANY_REQUESTS and answer.status < 500:
                return answer
            wait = seconds_to_wait(attempt, answer.headers if answer else {}, SystemRandom().random())
            if attempt == RETRIES or wait is None:
                break
            logger.warning("%s %s; asked again in %.1f s", self.connection.address, fault, wait)
            self.sleep(wait)
        asked = "asks to wait for long" if wait is None else f"was asked {attempt + 1} times"
        raise Failed(f"{self.connection.address} {fault}; it {asked}")

    def _tried(self, payload: Mapping[str, Any]) -> tuple[Response | None, str]:
        """The answer, or None where there was none, and what was wrong with it."""
        try:
            answer = self._sent(payload)
        except httpx.TimeoutException:
            return None, f"did not answer within {self.connection.timeout:g} s"
        except (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.ProxyError) as error:
            raise Failed(f"{self.connection.address} cannot be reached: {self._told(str(error))}") from error
        except httpx.HTTPError as error:
            return None, f"broke off: {self._told(str(error))}"
        return answer, f"answered {answer.status}"

    def _sent(self, payload: Mapping[str, Any]) -> Response:
        headers = {"Authorization": f"Bearer {self.connection.key}", "Content-Type": "application/json"}
        content = json.dumps(payload, ensure_ascii=True)  # half a surrogate pair in an article stays sendable
        timeout = self.connection.timeout
        deadline = time.monotonic() + timeout
        with (
            httpx.Client(timeout=timeout, follow_redirects=False) as client,
            client.stream("POST", self.connection.completions, headers=headers, content=content) as response,
        ):
            return Response(response.status_code, response.headers, self._read(response, deadline))

    def _read(self, response: httpx.Response, deadline: float) -> bytes:
        """Neither more than may be, nor for longer, however slowly it drips."""
        body = b""
        for part in response.iter_bytes():
            body += part
            if len(body) > LARGEST:
                raise Failed(f"{self.connection.address} answered more than {LARGEST:,} bytes")
            if time.monotonic() > deadline:
                raise httpx.ReadTimeout("too slow")
        return body

    def _words(self, answer: Response) -> str:
        try:
            completion = Completion.model_validate_json(answer.body)
        except ValidationError as error:
            raise Failed(f"{self.connection.address} answered what is no chat completion") from error
        self.spent += self._counted(completion.usage)
        message = completion.choices[0].message
        if message.refusal:
            raise Failed(f"{self.connection.model} refused: {self._told(message.refusal)}")
        if not message.content:
            raise Failed(f"{self.connection.model} answered without a word")
        return message.content

    def _counted(self, usage: Any) -> Usage:
        given = usage if isinstance(usage, dict) else {}
        tokens_in, tokens_out = (_count(given.get(key)) for key in ("prompt_tokens", "completion_tokens"))
        cost = (tokens_in * self.connection.price_in + tokens_out * self.connection.price_out) / MILLION
        return Usage(tokens_in=tokens_in, tokens_out=tokens_out, cost=cost)

    def _refused(self, answer: Response) -> str:
        """A server's own words are told, but not those on a key: some servers print it."""
        if 300 <= answer.status < 400:
            return f"{self.connection.address} answered with a redirect, which is not followed; see PARLEY_LLM_URL"
        if answer.status in (401, 403):
            return f"{self.connection.address} answered {answer.status}; see PARLEY_LLM_KEY"
        return f"{self.connection.address} answered {answer.status}: {self._told(answer.body.decode(errors='replace'))}"

    def _told(self, words: str) -> str:
        """Somebody else's words in one line, without the key."""
        return one_line(words.replace(self.connection.key, "…"), LONGEST_QUOTED)


def _format(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """A server that knows no format may know no temperature either."""
    if name == "json_schema":
        wanted = {"name": "statements", "strict": True, "schema": schema}
        return {"temperature": 0, "response_format": {"type": name, "json_schema": wanted}}
    return {"temperature": 0, "response_format": {"type": name}} if name else {}


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else 0
