from __future__ import annotations

from datetime import UTC, date, datetime

from negotiations.readers.citation import Citation

CITED = Citation(
    "Talks on R&D: 50% {more}",
    "https://parley.example/n/talks/?on=2025-05-16&known=2025-06-01T12%3A00%3A00Z",
    date(2025, 5, 16),
    datetime(2025, 6, 1, 12, 0, 0, tzinfo=UTC),
    date(2026, 1, 31),
)


def test_a_citation_names_the_page_both_clocks_the_address_and_the_day_it_was_read() -> None:
    assert CITED.text == (
        "Parley, “Talks on R&D: 50% {more}”, as of 16 May 2025, as known on 2025-06-01 12:00:00 UTC,"
        " https://parley.example/n/talks/?on=2025-05-16&known=2025-06-01T12%3A00%3A00Z (accessed 31 January 2026)."
    )


def test_bibtex_says_what_latex_would_take_for_commands_in_its_own_way() -> None:
    assert CITED.bibtex.startswith("@misc{parley-talks-on-r-d-2025-05-16,")
    assert r"title = {{Talks on R\&D: 50\% \{more\}}}" in CITED.bibtex
    assert rf"howpublished = {{\url{{{CITED.url}}}}}" in CITED.bibtex
    assert CITED.bibtex.count("{") == CITED.bibtex.count("}")
