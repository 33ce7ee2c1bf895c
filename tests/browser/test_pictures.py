"""The pictures of the README, taken of the bundled talks: `make pictures` writes them anew."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import MATRIX, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".github" / "pictures"


@dataclass(frozen=True)
class Shot:
    path: str
    width: int = 1440
    height: int = 900
    more: dict[str, Any] = field(default_factory=dict)


PICTURES = {
    "matrix": Shot(f"{MATRIX}?on=2025-06-02&cell=ceasefire.ukraine", height=1100),
    "issue": Shot(f"{MATRIX}issues/ceasefire/", height=1000),
    "timeline": Shot(f"{MATRIX}timeline/?from=2025-04-15&to=2025-07-31", height=1000),
    "party": Shot(f"{MATRIX}parties/russia/", height=1000),
    "round": Shot(f"{MATRIX}rounds/istanbul-2025-2/", height=1000),
    "compare": Shot(f"{MATRIX}compare/?from=2025-05-16&to=2025-06-04", height=1000),
    "blocs": Shot("/n/cop29-climate-finance/", more={"color_scheme": "dark"}),
    "phone": Shot(f"{MATRIX}?on=2025-06-02", width=360, height=780),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_readme_shows_the_page_as_it_is(visit: Visit, tmp_path: Path, name: str) -> None:
    shot = PICTURES[name]
    page = visit(shot.path, viewport={"width": shot.width, "height": shot.height}, **shot.more)
    page.evaluate("document.fonts.ready")
    picture = Path(os.environ.get("PARLEY_PICTURES") or tmp_path) / f"{name}.png"
    page.screenshot(path=picture)
    assert size_of(picture) == size_of(KEPT / f"{name}.png") == (shot.width, shot.height)
    assert f".github/pictures/{name}.png" in (ROOT / "README.md").read_text()


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height in px, as the head of a PNG has them."""
    head = picture.read_bytes()[16:24]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
