"""Fetches pages and feeds: the only module that opens a socket for them.

Nobody inside this machine's own network is asked, however an address is written, named or redirected; nothing is read
without end; and what a site's robots.txt forbids is left alone.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx
from django.conf import settings

from negotiations.codebook.reading import FileError
from negotiations.extraction.backends.patience import seconds_asked_for
from negotiations.ingest.addresses import NotPublic, checked_address
from negotiations.ingest.packed import Packed
from negotiations.ingest.parse import LARGEST_FILE
from negotiations.ingest.robots import OUR_NAME, is_allowed

USER_AGENT = f"{OUR_NAME}/0.1 (a tracker of negotiations; fetches what an editor asked for)"
TOTAL, EACH = 30.0, 10.0  # seconds for all of it, and for each step
MOST_REDIRECTS = 5
EXPECTED = "expected a web address, as https://example.org/page"
DEFAULT_PORTS = {"http": 80, "https": 443}
PAGES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/plain": ".txt"}
XML = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml")
FEEDS = dict.fromkeys([*XML, *PAGES], ".xml")  # many a feed is sent as a page


class NotFetched(FileError):
    """Says why, and what to do; `wait` are the seconds that the server asks to be left alone for."""

    def __init__(self, url: str, why: str, wait: float = 0.0) -> None:
        super().__init__(f"{url}: {why}.")
        self.why, self.wait = why, wait


@dataclass(frozen=True)
class Fetched:
    """`url` is where it lies after all redirects; `suffix` how it is read. `data` is None where it did not change."""

    url: str
    data: bytes | None
    suffix: str
    headers: Mapping[str, str]


class Pinned(httpx.BaseTransport):
    """Connects to the address that was checked, so that a name cannot mean another one a moment later."""

    def __init__(self) -> None:
        """Each host gets a connection of its own: several may lie at one address, with certificates of their own."""
        self.inner = httpx.HTTPTransport(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host, port = request.url.host, request.url.port or DEFAULT_PORTS.get(request.url.scheme, 0)
        address = checked_address(host, port, settings.FETCH_ALLOW)
        named = {**request.extensions, "sni_hostname": request.url.raw_host.decode()}
        url = request.url.copy_with(host=address)
        return self.inner.handle_request(
            httpx.Request(request.method, url, headers=request.headers, stream=request.stream, extensions=named)
        )

    def close(self) -> None:
        self.inner.close()


def fetch(
    url: str, kinds: Mapping[str, str] = PAGES, conditions: Mapping[str, str] | None = None, total: float = TOTAL
) -> Fetched:
    """Raises NotFetched. `conditions` are headers by which the server may say that nothing changed."""
    with _client(total) as (client, until):
        for _ in range(MOST_REDIRECTS + 1):
            _check(url, client, until)
            with _asked(client, url, conditions or {}) as response:
                if not response.has_redirect_location:
                    return _answer(url, response, kinds, until)
                url = urljoin(url, response.headers["location"])
        raise NotFetched(url, f"it redirects more than {MOST_REDIRECTS} times. Give the page's last address")


@contextmanager
def _client(total: float) -> Iterator[tuple[httpx.Client, float]]:
    """Ends at the latest when all of its time is over, even where a server sends a byte now and then."""
    client = httpx.Client(
        transport=Pinned(),
        timeout=min(EACH, total),
        trust_env=False,
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
    )
    clock = Timer(total, client.close)
    clock.daemon = True
    clock.start()
    try:
        yield client, time.monotonic() + total
    finally:
        clock.cancel()
        client.close()


def _check(url: str, client: httpx.Client, until: float) -> None:
    parts = _split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotFetched(url, EXPECTED)
    if parts.username or parts.password:
        raise NotFetched(url, "it carries a password; expected an address that anybody may open")
    try:
        allowed = is_allowed(url, lambda rules: _rules(rules, client, until))
    except NotFetched as error:
        raise NotFetched(url, error.why, error.wait) from error
    if not allowed:
        raise NotFetched(url, "its robots.txt forbids that machines fetch it. Open it and paste its text")


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise NotFetched(url, EXPECTED) from error


def _rules(url: str, client: httpx.Client, until: float) -> bytes | None:
    """None where there are none. Raises NotFetched where nobody can tell."""
    for _ in range(MOST_REDIRECTS + 1):
        with _asked(client, url, {}) as response:
            if response.has_redirect_location:
                url = urljoin(url, response.headers["location"])
                continue
            if response.status_code >= 500 or response.status_code == 429:
                raise NotFetched(url, f"its robots.txt answers {response.status_code}. Try again later")
            return _read(url, response, until) if response.is_success else None
    return None


@contextmanager
def _asked(client: httpx.Client, url: str, conditions: Mapping[str, str]) -> Iterator[httpx.Response]:
    try:
        with client.stream("GET", url, headers=dict(conditions)) as response:
            yield response
    except NotPublic as error:
        raise NotFetched(url, str(error)) from error
    except httpx.TimeoutException as error:
        raise NotFetched(url, "it did not answer in time. Try again later, or paste its text") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
        raise NotFetched(url, EXPECTED) from error
    except (httpx.HTTPError, RuntimeError, OSError) as error:
        why = "the connection broke off or took too long. Try again later, or paste its text"
        raise NotFetched(url, why) from error


def _answer(url: str, response: httpx.Response, kinds: Mapping[str, str], until: float) -> Fetched:
    if response.status_code == 304:
        return Fetched(url, None, "", response.headers)
    if not response.is_success:
        raise _refusal(url, response)
    written = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if written not in kinds:
        raise NotFetched(url, f"it is {written or 'of no declared type'}; expected {' or '.join(_few(kinds))}")
    return Fetched(url, _in_utf_8(_read(url, response, until), response), kinds[written], response.headers)


def _few(kinds: Mapping[str, str]) -> list[str]:
    return list(kinds)[:3]


def _refusal(url: str, response: httpx.Response) -> NotFetched:
    wait, code = seconds_asked_for(response.headers.get("retry-after", "")), response.status_code
    if code in (401, 402, 403):
        return NotFetched(url, f"the site does not show it to us ({code}). Open it and paste its text", wait)
    if code in (404, 410):
        return NotFetched(url, f"there is no such page ({code}). Check the address", wait)
    return NotFetched(url, f"the site answered {code}. Try again later", wait)


def _read(url: str, response: httpx.Response, until: float) -> bytes:
    """Unpacked here, in steps, so that a small answer cannot become a large one before its size is seen."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise NotFetched(url, f"it is packed as {encoding}, which was not asked for. Paste its text")
    packed = Packed() if encoding not in ("identity", "") else None
    found = bytearray()
    for piece in response.iter_raw(65_536):
        found += _unpacked(url, packed, piece, LARGEST_FILE + 1 - len(found)) if packed else piece
        if len(found) > LARGEST_FILE:
            raise NotFetched(url, f"it has more than {LARGEST_FILE:,} bytes. Paste the part that matters")
        if time.monotonic() > until:
            raise NotFetched(url, "it took too long. Try again later, or paste its text")
    if packed and packed.broke_off:
        raise NotFetched(url, "it broke off before its end. Try again later, or paste its text")
    return bytes(found)


def _unpacked(url: str, packed: Packed, piece: bytes, most: int) -> bytes:
    try:
        return packed.unpack(piece, most)
    except zlib.error as error:
        raise NotFetched(url, "what came is not packed as it says. Try again later, or paste its text") from error


def _in_utf_8(data: bytes, response: httpx.Response) -> bytes:
    """Whatever encoding the server names, if it is that; otherwise as it is, for the text itself to tell."""
    try:
        return data.decode(response.charset_encoding or "utf-8").encode()
    except (LookupError, UnicodeError):
        return data
