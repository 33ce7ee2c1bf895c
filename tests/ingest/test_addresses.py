"""Addresses become links, so only those of the web are taken."""

from __future__ import annotations

from datetime import date

import pytest

from negotiations.codebook.reading import FileError
from negotiations.ingest.parse import ParsedArticle, parse

TODAY = date(2026, 1, 31)
WORDS = "The parties met for two days and agreed on nothing but to meet again. " * 8


def markdown(url: str, source: str) -> bytes:
    head = f"title: T\ndate: 2025-05-16\nurl: '{url}'\nsources: [{{key: a, outlet: O, url: '{source}'}}]"
    return f"---\n{head}\n---\nWe stand here.".encode()


@pytest.mark.parametrize("url", ["", "https://news.example/1", "HTTP://news.example/é?a=1&b=2"])
def test_addresses_of_the_web_are_kept(url: str) -> None:
    (found,) = parse(markdown(url, url), "a.md", TODAY)
    assert isinstance(found, ParsedArticle)
    assert found.head.url == found.head.sources[0].url == url


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//news.example", "news.example", "https://"]
)
def test_any_other_is_an_error_that_names_the_place(url: str) -> None:
    (article,) = parse(markdown(url, ""), "a.md", TODAY)
    (source,) = parse(markdown("", url), "a.md", TODAY)
    assert isinstance(article, FileError)
    assert isinstance(source, FileError)
    assert "a.md" in str(article)
    assert "url" in str(article)
    assert "sources" in str(source)


def test_what_a_page_calls_its_own_address_is_dropped_when_it_is_none() -> None:
    page = f"""<html><head><title>T</title><link rel="canonical" href="javascript:alert(1)">
    <meta property="og:url" content="javascript:alert(1)">
    <meta property="article:published_time" content="2025-05-16"></head>
    <body><article><h1>T</h1><p>{WORDS}</p></article></body></html>"""
    (found,) = parse(page.encode(), "a.html", TODAY)
    assert isinstance(found, ParsedArticle)
    assert "javascript" not in found.head.url
