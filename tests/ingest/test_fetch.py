"""Fetching: what is got, and above all what is never asked for."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from itertools import chain, repeat
from typing import Any

import pytest

from negotiations.ingest import addresses
from negotiations.ingest import fetch as module
from negotiations.ingest.addresses import NotPublic, checked_address, is_public
from negotiations.ingest.fetch import FEEDS, NotFetched, fetch
from tests.ingest.server import Site

PRIVATE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_inside_or_that_stands_for_another_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "::1", "::ffff:127.0.0.1"]
)
def test_loopback_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(NotPublic):
        checked_address(host, 80)


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """Each time a host is looked up, the next of the answers, and the last one for ever."""
    following: Iterator[list[str]] = chain(answers, repeat(answers[-1]))

    monkeypatch.setattr(addresses, "_resolved", lambda *_: next(following))


def test_a_name_with_one_address_inside_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(NotPublic, match=r"10\.0\.0\.1"):
        checked_address("news.example", 443)


def test_other_ports_than_those_of_the_web_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, ["8.8.8.8"])
    assert checked_address("news.example", 443) == "8.8.8.8"
    with pytest.raises(NotPublic, match="port 6379"):
        checked_address("news.example", 6379)


def test_nothing_inside_is_asked_unless_the_operator_allows_it(web: Site, settings: Any) -> None:
    url = web.says("/a", "<p>words</p>")
    settings.FETCH_ALLOW = ()
    with pytest.raises(NotFetched, match="not on the public internet"):
        fetch(url)
    assert web.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(
    web: Site, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """A name that means another machine a moment later gains nothing: it is asked for once a connection."""
    port = int(web.url.rpartition(":")[2])
    web.says("/robots.txt", "", Content_Type="text/plain")
    web.says("/a", "<p>words</p>")
    resolving(monkeypatch, ["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"])
    assert fetch(f"http://news.example:{port}/a").data == b"<p>words</p>"
    assert {headers["Host"] for _, headers in web.asked} == {f"news.example:{port}"}
    with pytest.raises(NotFetched, match=r"10\.0\.0\.1"):
        fetch(f"http://news.example:{port}/a")
    assert len(web.asked) == 2


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://[::1]:1/", "http://169.254.169.254/latest/meta-data/"])
def test_a_redirect_inside_is_refused(web: Site, target: str) -> None:
    url = web.says("/a", status=302, Location=target)
    with pytest.raises(NotFetched, match="not on the public internet"):
        fetch(url)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "javascript:alert(1)"]
)
def test_only_the_web_is_followed(web: Site, target: str) -> None:
    url = web.says("/a", status=302, Location=target)
    for address in (url, target):
        with pytest.raises(NotFetched, match="https://"):
            fetch(address)


def test_redirects_are_followed_a_few_times(web: Site) -> None:
    web.says("/end", "<p>words</p>")
    for at in range(7):
        web.says(f"/{at}", status=301, Location=f"/{at - 1}" if at else "/end")
    assert fetch(f"{web.url}/4").url == f"{web.url}/end"
    with pytest.raises(NotFetched, match="redirects more than 5 times"):
        fetch(f"{web.url}/6")


def test_robots_txt_is_asked_once_and_obeyed(web: Site) -> None:
    web.says("/robots.txt", "User-agent: *\nDisallow: /private/\n", Content_Type="text/plain")
    web.says("/private/a", "<p>words</p>")
    assert fetch(web.says("/a", "<p>words</p>")).data
    with pytest.raises(NotFetched, match=r"robots\.txt forbids"):
        fetch(f"{web.url}/private/a")
    assert web.paths == ["/robots.txt", "/a"]


def test_robots_txt_that_is_for_us_alone_is_obeyed(web: Site) -> None:
    web.says("/robots.txt", "User-agent: parley\nDisallow: /\n\nUser-agent: *\nDisallow:\n", Content_Type="text/plain")
    with pytest.raises(NotFetched, match=r"robots\.txt forbids"):
        fetch(web.says("/a", "<p>words</p>"))


def test_where_robots_txt_cannot_be_told_nothing_is_fetched(web: Site) -> None:
    web.says("/robots.txt", status=503)
    with pytest.raises(NotFetched, match=r"robots\.txt answers 503. Try again later"):
        fetch(web.says("/a", "<p>words</p>"))


def test_says_who_asks(web: Site) -> None:
    fetch(web.says("/a", "<p>words</p>"))
    assert all(headers["User-Agent"].startswith("Parley/") for _, headers in web.asked)


def test_no_proxy_of_the_environment_is_asked(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(web.says("/a", "<p>words</p>")).data


def test_a_page_without_end_is_not_read(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_FILE", 100_000)
    with pytest.raises(NotFetched, match="more than 100,000 bytes"):
        fetch(web.says("/a", b"a" * 100_001))


PACKERS: list[tuple[str, Callable[[bytes], bytes]]] = [("gzip", gzip.compress), ("deflate", zlib.compress)]


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_a_small_answer_that_unpacks_into_a_large_one_is_not_read(
    web: Site, monkeypatch: pytest.MonkeyPatch, name: str, pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(module, "LARGEST_FILE", 1_000_000)
    assert fetch(web.says("/a", pack(b"words"), Content_Encoding=name)).data == b"words"
    with pytest.raises(NotFetched, match="more than 1,000,000 bytes"):
        fetch(web.says("/bomb", pack(b"a" * 300_000_000), Content_Encoding=name))


@pytest.mark.parametrize(("name", "pack"), PACKERS)
@pytest.mark.parametrize("left", [1, 10, -1])
def test_a_packed_answer_that_breaks_off_is_refused(
    web: Site, name: str, pack: Callable[[bytes], bytes], left: int
) -> None:
    url = web.says("/a", pack(b"many words, and words again")[:left], Content_Encoding=name)
    with pytest.raises(NotFetched, match="it broke off before its end"):
        fetch(url)


MEMBERS = [gzip.compress(b"first "), gzip.compress(b"second "), gzip.compress(b"third")]


@pytest.mark.parametrize("drip", [0.0, 0.002])
@pytest.mark.parametrize("filling", [b"", b"\0" * 9, b"\n"])
def test_an_answer_packed_in_several_members_is_read_to_its_end(web: Site, filling: bytes, drip: float) -> None:
    url = web.says("/a", b"".join(MEMBERS) + filling, drip=drip, Content_Encoding="gzip")
    assert fetch(url).data == b"first second third"


def test_a_second_member_that_breaks_off_or_is_large_is_refused(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_FILE", 100)
    with pytest.raises(NotFetched, match="it broke off"):
        fetch(web.says("/a", MEMBERS[0] + MEMBERS[1][:-3], Content_Encoding="gzip"))
    with pytest.raises(NotFetched, match="more than 100 bytes"):
        fetch(web.says("/b", MEMBERS[0] + gzip.compress(b"a" * 95), Content_Encoding="gzip"))


def test_an_empty_answer_is_empty_however_it_is_packed(web: Site) -> None:
    assert fetch(web.says("/a", b"", Content_Encoding="gzip")).data == b""


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "made-up"])
def test_what_is_packed_in_another_way_is_refused(web: Site, encoding: str) -> None:
    with pytest.raises(NotFetched, match="packed as"):
        fetch(web.says("/a", b"words", Content_Encoding=encoding))


def test_what_is_not_packed_as_it_says_is_refused(web: Site) -> None:
    with pytest.raises(NotFetched, match="not packed as it says"):
        fetch(web.says("/a", b"words", Content_Encoding="gzip"))


def test_a_server_that_drips_is_left_when_the_time_is_over(web: Site) -> None:
    url = web.says("/a", b"words " * 1000, drip=0.05)
    started = time.monotonic()
    with pytest.raises(NotFetched, match=r"too long|in time"):
        fetch(url, total=0.6)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("written", ["application/pdf", "image/png", "", "application/json"])
def test_what_is_no_page_is_refused(web: Site, written: str) -> None:
    with pytest.raises(NotFetched, match="expected text/html"):
        fetch(web.says("/a", b"%PDF", Content_Type=written))


def test_a_feed_is_taken_where_one_is_asked_for(web: Site) -> None:
    url = web.says("/a", b"<rss/>", Content_Type="application/rss+xml; charset=utf-8")
    assert fetch(url, FEEDS).suffix == ".xml"


def test_the_encoding_that_the_server_names_is_believed(web: Site) -> None:
    url = web.says("/a", "<p>Переговоры</p>".encode("koi8-r"), Content_Type="text/html; charset=koi8-r")
    assert fetch(url).data == "<p>Переговоры</p>".encode()


@pytest.mark.parametrize(
    ("status", "says"), [(404, "no such page"), (403, "paste its text"), (500, "answered 500. Try again later")]
)
def test_what_a_site_refuses_is_said_with_what_to_do(web: Site, status: int, says: str) -> None:
    with pytest.raises(NotFetched, match=says) as told:
        fetch(web.says("/a", status=status))
    assert str(told.value).startswith(f"{web.url}/a: ")


def test_how_long_to_wait_is_remembered(web: Site) -> None:
    with pytest.raises(NotFetched) as told:
        fetch(web.says("/a", status=429, Retry_After="120"))
    assert told.value.wait == 120


def test_a_host_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(NotFetched, match=r"there is no host 'news\.example'"):
        fetch("https://news.example/a")


@pytest.mark.parametrize(
    "url", ["http://user:word@news.example/", "http://", "http:///a", "http://[::1", "https://a b/"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(NotFetched):
        fetch(url)
