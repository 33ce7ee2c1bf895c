from __future__ import annotations

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones run last."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)
