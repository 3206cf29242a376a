"""Site photos of a county that does not exist: a hillside, a slab, a building as high as the work has come."""

from __future__ import annotations

import struct
import zlib
from random import Random

WIDTH, HEIGHT = 240, 160


def site_photo(chance: Random, share: float) -> bytes:
    """A small PNG, the same for the same chance."""
    ridge = [70 + chance.randint(-3, 3) for _ in range(13)]
    left, right = 60 + chance.randint(0, 40), 150 + chance.randint(0, 50)
    top = 128 - int(70 * min(max(share, 0.05), 1.0))
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        for x in range(WIDTH):
            rows += bytes(_pixel(x, y, ridge, (left, right, top)))
    return _png(bytes(rows))


def _pixel(x: int, y: int, ridge: list[int], building: tuple[int, int, int]) -> tuple[int, int, int]:
    left, right, top = building
    if left <= x < right and top <= y < 128:
        window = (x - left) % 14 > 5 and (y - top) % 14 > 6
        return (108, 116, 122) if window else (186, 178, 164)
    if y >= 128:
        return (150, 128, 98)
    place, rest = divmod(x, 20)
    height = ridge[place] + (ridge[min(place + 1, 12)] - ridge[place]) * rest / 20
    if y >= height:
        return (98, 122, 88)
    return (200 + y // 8, 212 + y // 10, 222)


def _png(rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
