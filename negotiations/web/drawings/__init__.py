"""Charts as files of their own: what the page draws, with its style written into each shape."""

from negotiations.web.drawings.answer import drawn

__all__ = ["drawn"]
