"""Files become text and tables: .txt, .md, .html, .docx, .pdf, .xlsx, .xls, and .doc where a converter is installed."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from luoshi.core.reading.files.kinds import kind_of
from luoshi.core.reading.files.source import Cell, Source, Table, unreadable

__all__ = ["Cell", "Source", "Table", "read_file", "text_of"]


def read_file(name: str, data: bytes) -> Source:
    """Reads a document whatever its name ends in: what counts is what is inside.

    name: the file's name, for messages. data: its bytes.
    Raises BadInput if the file is empty, damaged, locked with a password, or of a kind that cannot be read.
    """
    if not data:
        raise unreadable(name, "文件是空的", "换一个有内容的文件")
    source = _reader(kind_of(name, data))(name, data)
    if not source.text.strip():
        raise unreadable(name, "文件里没有文字", "扫描件、图片先做文字识别，再交来")
    return source


def text_of(name: str, data: bytes) -> str:
    """The document's plain text alone."""
    return read_file(name, data).text


_MODULES = {
    "text": "plain",
    "html": "html",
    "docx": "docx",
    "pdf": "pdf",
    "xlsx": "sheet",
    "xls": "sheet",
    "doc": "doc",
}


def _reader(kind: str) -> Callable[[str, bytes], Source]:
    """The reader of a kind, imported when it is needed: a text must not wait for the PDF engine."""
    reader: Callable[[str, bytes], Source] = importlib.import_module(f"{__name__}.{_MODULES[kind]}").read
    return reader
