"""The container of old Office files: a small file system of sectors inside one file."""

from __future__ import annotations

import struct

_END = 0xFFFFFFFA
"""Sector numbers from here on mean 「no more」."""


def streams(data: bytes) -> dict[str, bytes]:
    """Name → content of every stream. Raises ValueError or struct.error if the container is damaged."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    _, first_directory = struct.unpack_from("<II", data, 44)
    limit, first_small, _, first_more, _ = struct.unpack_from("<IIIII", data, 56)
    if not (9 <= shift <= 12 and 4 <= small_shift <= 8):
        raise ValueError("sector sizes")
    size = 1 << shift
    table = _table(data, size, first_more)
    directory = _chain(data, table, first_directory, size, size)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    root = next(entry for entry in entries if entry[66] == 5)
    small = _chain(data, table, _start(root), size, size)
    small_table = (
        list(struct.unpack(f"<{(n := _chain(data, table, first_small, size, size)) and len(n) // 4}I", n))
        if first_small < _END
        else []
    )
    found: dict[str, bytes] = {}
    for entry in (entry for entry in entries if entry[66] == 2):
        length = struct.unpack_from("<I", entry, 120)[0]
        if length < limit:
            content = _chain(small, small_table, _start(entry), 1 << small_shift, 0)
        else:
            content = _chain(data, table, _start(entry), size, size)
        found[_name(entry)] = content[:length]
    return found


def _table(data: bytes, size: int, more: int) -> list[int]:
    """Which sector follows which. The header names the table's first 109 sectors, a chain names the others."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    seen = set[int]()
    while more < _END and more not in seen:
        seen.add(more)
        named = struct.unpack_from(f"<{size // 4}I", data, size + more * size)
        sectors += named[:-1]
        more = named[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < _END:
            table += struct.unpack_from(f"<{size // 4}I", data, size + sector * size)
    return table


def _chain(data: bytes, table: list[int], sector: int, size: int, header: int) -> bytes:
    """The content of a chain of sectors. A chain that bites its tail ends there."""
    parts: list[bytes] = []
    while sector < _END and sector < len(table) and len(parts) <= len(table):
        parts.append(data[header + sector * size : header + (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _start(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 116)[0])


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
