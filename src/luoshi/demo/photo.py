"""Photos of a county that does not exist: a hillside with a building as high as the work has come; a marked sheet."""

from __future__ import annotations

import struct
import zlib
from random import Random

WIDTH, HEIGHT = 240, 160
EARTH, HILL = bytes((150, 128, 98)), bytes((98, 122, 88))
PAPER, PRINT, INK, SEAL = (
    bytes((246, 243, 234)),
    bytes((110, 110, 110)),
    bytes((40, 44, 90)),
    bytes((190, 40, 40)),
)
WALL, GLASS = bytes((186, 178, 164)), bytes((108, 116, 122))


def site_photo(chance: Random, share: float) -> bytes:
    """A small PNG, the same for the same chance."""
    ridge = [70 + chance.randint(-3, 3) for _ in range(13)]
    left, right = 60 + chance.randint(0, 40), 150 + chance.randint(0, 50)
    top = 128 - int(70 * min(max(share, 0.05), 1.0))
    heights = [_height(ridge, x) for x in range(WIDTH)]
    rows = b"".join(b"\0" + _row(y, heights, (left, right, top)) for y in range(HEIGHT))
    return _png(rows)


def paper_photo(chance: Random) -> bytes:
    """A sheet as it was photographed: a printed head, lines of print, and a leader's hand in the margin."""
    rows = [bytearray(PAPER * WIDTH) for _ in range(HEIGHT)]
    _stroke(rows, 16, range(60, 180), SEAL)
    for y in range(34, 100, 10):
        _stroke(rows, y, range(24, 216 - chance.randint(0, 50)), PRINT)
    for y in range(112, 148, 12):
        x = 110
        while x < 200:
            length = chance.randint(6, 14)
            _stroke(rows, y + chance.randint(-2, 2), range(x, x + length), INK)
            x += length + 4
    return _png(b"".join(b"\0" + bytes(row) for row in rows))


def _stroke(rows: list[bytearray], y: int, across: range, colour: bytes) -> None:
    for line in (y, y + 1):
        for x in across:
            rows[line][x * 3 : x * 3 + 3] = colour


def _height(ridge: list[int], x: int) -> float:
    place, rest = divmod(x, 20)
    return ridge[place] + (ridge[min(place + 1, 12)] - ridge[place]) * rest / 20


def _row(y: int, heights: list[float], building: tuple[int, int, int]) -> bytes:
    left, right, top = building
    if y >= 128:
        return EARTH * WIDTH
    sky = bytes((200 + y // 8, 212 + y // 10, 222))
    hills = b"".join(HILL if y >= height else sky for height in heights)
    if y < top:
        return hills
    storey = (y - top) % 14 > 6
    wall = b"".join(GLASS if storey and x % 14 > 5 else WALL for x in range(right - left))
    return hills[: left * 3] + wall + hills[right * 3 :]


def _png(rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
