"""Charts as files of their own."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from lxml import etree  # type: ignore[import-untyped]

from negotiations.models import Negotiation
from tests.talks import sketch
from tests.web.conftest import MATRIX

GAP = f"{MATRIX}gap.svg"
SVG = "{http://www.w3.org/2000/svg}"


DRAWINGS = {
    "gap": GAP,
    "lanes": f"{MATRIX}issues/ceasefire/lanes.svg",
    "timeline": f"{MATRIX}timeline.svg",
    "tone": f"{MATRIX}parties/russia/tone.svg",
    "rounds": f"{MATRIX}rounds.svg",
}
TITLES = {
    "gap": "overall gap, Russia and Ukraine",
    "lanes": "Ceasefire",
    "timeline": "who spoke, when, and how",
    "tone": "Russia, tone by week",
    "rounds": "gap around each round, Russia and Ukraine",
}


@pytest.fixture(params=DRAWINGS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def drawing(talks: Negotiation, name: str) -> str:
    response = Client().get(f"{DRAWINGS[name]}?on=2025-06-02")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert f'filename="russia-ukraine-talks-{name}-2025-06-02.svg"' in response.headers["Content-Disposition"]
    return response.content.decode()


def test_says_what_it_shows_as_of_when_and_where_it_is_from(name: str, drawing: str) -> None:
    words = " ".join(etree.fromstring(drawing.encode()).itertext())
    assert TITLES[name] in words
    assert "As of 2 June 2025, as known on" in words
    assert f"{DRAWINGS[name]}?on=2025-06-02&known=" in words


def test_needs_no_style_sheet_no_script_and_nothing_from_elsewhere(drawing: str) -> None:
    root = etree.fromstring(drawing.encode())
    tags = {etree.QName(shape).localname for shape in root.iter(etree.Element)}
    assert not tags & {"use", "style", "script", "image", "foreignObject", "a"}
    assert not root.xpath("//@class | //@href | //@style | //@onload")
    assert "var(" not in drawing
    assert "rem" not in "".join(root.xpath("//@font-size"))


def test_every_line_and_word_has_its_ink(drawing: str) -> None:
    root = etree.fromstring(drawing.encode())
    lines, words = root.findall(f".//{SVG}line"), root.findall(f".//{SVG}text")
    assert lines
    assert all(re.fullmatch("#[0-9a-f]{3,6}", line.get("stroke")) for line in lines)
    assert all(re.fullmatch("#[0-9a-f]{3,6}", text.get("fill")) for text in words)
    assert all(float(text.get("font-size").removesuffix("px")) >= 11 for text in words)


def test_what_is_only_for_phones_is_left_out(drawing: str) -> None:
    words = [text.text for text in etree.fromstring(drawing.encode()).iter(f"{SVG}text")]
    assert words.count("Istanbul 1") == 1


def test_a_word_of_the_codebook_never_becomes_markup(db: None) -> None:
    found = sketch("moat")
    found.negotiation.title = "</text><script>alert(1)</script>"
    found.negotiation.save()
    found.says(found.article("We stand."), "We stand")
    answer = Client().get("/n/moat/gap.svg")
    assert not list(etree.fromstring(answer.content).iter(f"{SVG}script"))


def test_takes_the_parameters_of_its_page_and_no_other(talks: Negotiation) -> None:
    assert Client().get(f"{GAP}?no_state_media=1&a=us").status_code == 200
    assert Client().get(f"{GAP}?cell=ceasefire.russia").status_code == 400
    for place in ("gap.svg", "timeline.svg", "issues/ceasefire/lanes.svg", "parties/russia/tone.svg", "rounds.svg"):
        assert Client().get(f"/n/atlantis/{place}").status_code == 404
        assert Client().get(f"{MATRIX}{place}?onn=2025-06-02").status_code == 400


def test_an_issue_without_a_scale_has_no_drawing(talks: Negotiation) -> None:
    assert Client().get(f"{MATRIX}issues/conduct/lanes.svg").status_code == 404
    assert Client().get(f"{MATRIX}issues/cease-fire/lanes.svg").status_code == 404


def test_signs_stand_beside_each_other_as_on_the_page(talks: Negotiation) -> None:
    answer = Client().get(f"{MATRIX}timeline.svg?from=2025-05-10&to=2025-06-10").content
    moved = etree.fromstring(answer).xpath("//*[local-name()='g'][starts-with(@transform, 'translate')]/*[@x]")
    assert len(moved) > 10
