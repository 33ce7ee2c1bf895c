"""The web server of `demo`: gunicorn with threads, on loopback."""

from __future__ import annotations

from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication


class Loopback(BaseApplication):  # type: ignore[misc]
    """Serves on 127.0.0.1 until it is told to stop."""

    def __init__(self, port: int) -> None:
        self.chosen: dict[str, Any] = {
            "bind": f"127.0.0.1:{port}",
            "workers": 1,
            "threads": 8,
            "worker_class": "gthread",
            "loglevel": "warning",
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()
