"""What a server sent packed, unpacked piece by piece, so that its size is seen before it is all there."""

from __future__ import annotations

import zlib

MEMBER = b"\x1f\x8b"
"""How each member of a gzip stream begins, of which there may be several."""


class Packed:
    """gzip or deflate, whichever it is."""

    def __init__(self) -> None:
        self._began, self._member = False, _member()

    @property
    def broke_off(self) -> bool:
        return self._began and not self._member.eof

    def unpack(self, piece: bytes, most: int) -> bytes:
        """At most so many bytes; the rest of the piece is let go then. Raises zlib.error.

        What stands behind the last member and is none fills up a block, and is no part of it.
        """
        self._began = self._began or piece != b""
        found = bytearray()
        while piece and len(found) < most:
            if self._member.eof:
                if not MEMBER.startswith(piece[:2]):
                    break
                self._member = _member()
            found += self._member.decompress(piece, most - len(found))
            piece = self._member.unused_data
        return bytes(found)


def _member() -> zlib._Decompress:
    return zlib.decompressobj(wbits=47)
