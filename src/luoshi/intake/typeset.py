"""A document as set text: titles, headings and paragraphs, every task marked in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol
from uuid import UUID


class Marked(Protocol):
    """A stretch of the text that a row stands for."""

    @property
    def uuid(self) -> UUID: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    @property
    def mark(self) -> str: ...
    @property
    def why_not(self) -> str: ...
    @property
    def doubts(self) -> frozenset[str]: ...
    @property
    def read_from(self) -> Mapping[str, Sequence[Sequence[int]]]: ...
    @property
    def unknown(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Words:
    """Words of which the same was read, or nothing."""

    text: str
    said: str = ""
    """「ROW:column」, with blanks between: of which rows a column was read from these words."""
    doubted: bool = False
    """One of those columns is doubted."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that belong to one row, or to none."""

    text: str
    row: Marked | None
    words: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text without the blanks around it; `start` counts Unicode code points of the whole text."""

    kind: str
    """title, heading, table, site, or prose."""
    start: int
    pieces: Sequence[Piece]


def paragraphs(text: str, title: str, rows: Iterable[Marked]) -> list[Paragraph]:
    """The text line by line. Where rows overlap, the shorter one is marked; tasks cover what is none."""
    rows = list(rows)
    owners, readings = _owners(len(text), rows), Readings(text, rows)
    found: list[Paragraph] = []
    start, titled = 0, False
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            at = start + line.index(bare[0])
            pieces = _pieces(text, at, at + len(bare), owners, readings)
            kind = _kind(bare, pieces, title, titled)
            titled = titled or kind == "title"
            found.append(Paragraph(kind, at, pieces))
        start += len(line) + 1
    return found


def _owners(length: int, rows: Iterable[Marked]) -> list[Marked | None]:
    """Character → its row. Passed sentences are laid down first, then tasks, the longest first."""
    owners: list[Marked | None] = [None] * length
    placed = [row for row in rows if row.start is not None and row.end is not None]
    placed.sort(key=lambda row: (row.mark != "none", (row.start or 0) - (row.end or 0)))
    for row in placed:
        start, end = row.start or 0, min(row.end or 0, length)
        owners[start:end] = [row] * max(end - start, 0)
    return owners


class Readings:
    """Which words of the text some column was read from. An owner named once for twenty rows is one stretch."""

    def __init__(self, text: str, rows: Iterable[Marked]) -> None:
        self._read: dict[tuple[int, int], list[tuple[str, bool]]] = {}
        for row in rows:
            if row.mark in ("none", "issued"):
                continue
            for column, spans in row.read_from.items():
                for start, end in spans:
                    if 0 <= start < end <= len(text):
                        known = column == "others" and row.unknown and text[start:end] not in row.unknown
                        said = (f"{row.uuid}:{column}", column in row.doubts and not known)
                        self._read.setdefault((start, end), []).append(said)
        self._at: dict[int, tuple[tuple[int, int], ...]] = {}
        for span in self._read:
            for index in range(*span):
                self._at[index] = (*self._at.get(index, ()), span)

    def at(self, index: int) -> tuple[tuple[int, int], ...]:
        """The stretches that a character lies in."""
        return self._at.get(index, ())

    def said(self, spans: Iterable[tuple[int, int]]) -> tuple[str, bool]:
        """What was read from them, and whether anything of it is doubted."""
        found = [one for span in spans for one in self._read[span]]
        return " ".join(dict.fromkeys(words for words, _ in found)), any(doubted for _, doubted in found)


def _pieces(text: str, start: int, end: int, owners: Sequence[Marked | None], readings: Readings) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for _, run in groupby(range(start, end), key=lambda index: id(owners[index])):
        until = at + sum(1 for _ in run)
        pieces.append(Piece(text[at:until], owners[at], _words(text, at, until, readings)))
        at = until
    return pieces


def _words(text: str, start: int, end: int, readings: Readings) -> list[Words]:
    """A row's characters, cut where something was read from them."""
    words: list[Words] = []
    at = start
    for spans, run in groupby(range(start, end), key=readings.at):
        until = at + sum(1 for _ in run)
        words.append(Words(text[at:until], *readings.said(spans)))
        at = until
    return words


def _kind(words: str, pieces: Sequence[Piece], title: str, titled: bool) -> str:
    if not titled and title and words == title:
        return "title"
    reasons = {piece.row.why_not for piece in pieces if piece.row and piece.row.mark == "none"}
    whole = all(piece.row is not None and piece.row.mark == "none" for piece in pieces)
    if whole and reasons == {"site"}:
        return "site"
    if whole and reasons == {"heading"} and len(words) <= 60:
        return "heading"
    return "table" if "\t" in words else "prose"
