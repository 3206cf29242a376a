"""Old Word files (.doc, Word 97 to 2003, and WPS): the text lies in pieces, and a table says where."""

from __future__ import annotations

import re
import struct

from luoshi.core.reading.files.compound import streams
from luoshi.core.reading.files.source import Rows, Source, Writer, unreadable

_SAVE = "用 Word 或 WPS 另存为 .docx，再交来"
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
"""A field: what it is made of, then what one sees of it."""


def read(name: str, data: bytes) -> Source:
    """Paragraphs and tables. Raises BadInput if the file is older than Word 97, locked or damaged.

    The layout is that of [MS-DOC] 2.4.1: FIB, then the piece table in the table stream.
    """
    try:
        text = _text(name, data)
    except (struct.error, ValueError, IndexError, KeyError, StopIteration, OverflowError) as error:
        raise unreadable(name, "旧格式的 Word 文件读不了", _SAVE) from error
    writer = Writer()
    for part in re.split("[\r\x0c]", text):
        _write(writer, part)
    return writer.source(name, "doc")


def _text(name: str, data: bytes) -> str:
    parts = streams(data)
    document = parts["WordDocument"]
    flags = struct.unpack_from("<H", document, 10)[0]
    if flags & 0x0100:
        raise unreadable(name, "文件有密码", "去掉密码另存一次，再交来")
    table = parts["1Table" if flags & 0x0200 else "0Table"]
    length = struct.unpack_from("<I", document, 76)[0]
    offset, size = struct.unpack_from("<II", document, 0x01A2)
    text = "".join(_pieces(document, _piece_table(table[offset : offset + size])))[:length]
    for _ in range(4):  # fields nest, but not deeper
        text = _FIELD.sub(lambda found: found[1] or "", text)
    return re.sub("[\x01-\x06\x08\x0e-\x1f]", "", text.replace("\x1e", "-").replace("\x0b", "\n"))


def _piece_table(clx: bytes) -> bytes:
    """The piece table, behind the formatting that may stand before it."""
    at = 0
    while clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 2:
        raise ValueError("no piece table")
    return clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]


def _pieces(document: bytes, table: bytes) -> list[str]:
    """Every piece is kept in UTF-16, or in one byte a character where that is enough."""
    count = (len(table) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", table)
    found: list[str] = []
    for index in range(count):
        place = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)[0]
        length = bounds[index + 1] - bounds[index]
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            found.append(document[start : start + length].decode("cp1252", errors="replace"))
        else:
            found.append(document[place : place + 2 * length].decode("utf-16-le", errors="replace"))
    return found


def _write(writer: Writer, part: str) -> None:
    """A paragraph; or, with the marks that end cells and rows in it, a table and the paragraph behind it."""
    if "\x07" not in part:
        writer.paragraph(part)
        return
    cells, _, rest = part.rpartition("\x07")
    writer.table(_rows(cells.split("\x07")))
    writer.paragraph(rest)


def _rows(cells: list[str]) -> Rows:
    """Every row ends with one mark more: the first row's end shows how wide the table is."""
    width = next((index for index, cell in enumerate(cells) if index and not cell), len(cells))
    return [list(cells[at : at + width]) for at in range(0, len(cells), width + 1)]
