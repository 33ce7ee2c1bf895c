from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

import pytest
from django.core.cache import cache

from tests.ingest.server import Site, site


@pytest.fixture
def web(settings: Any) -> Iterator[Site]:
    """A site on loopback that the operator allows."""
    settings.FETCH_ALLOW = (ip_network("127.0.0.1"),)
    cache.clear()
    with site() as found:
        yield found
