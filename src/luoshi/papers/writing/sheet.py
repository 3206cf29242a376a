"""A paper as set text: what the page shows, what the .docx sets, and what is kept of it. Plain data, so that it comes
back from the evidence store exactly as it went in."""

from __future__ import annotations

from typing import Literal, TypedDict


class Run(TypedDict):
    """Some words; `ref` names the list they were counted from, or is empty."""

    text: str
    ref: str


class Paragraph(TypedDict):
    style: Literal["addressee", "heading", "body", "item"]
    """An item begins with its lead, which is set apart: 「（一）补报进展。」."""
    runs: list[Run]


class Column(TypedDict):
    title: str
    width: int
    """Millimetres."""
    align: Literal["left", "center", "right"]


class Row(TypedDict):
    cells: list[str]
    matter: str
    """The matter it is about, or empty."""


class Table(TypedDict):
    caption: str
    columns: list[Column]
    rows: list[Row]


class Annex(TypedDict):
    key: str
    title: str
    tables: list[Table]
    notes: list[str]


class Listed(TypedDict):
    text: str
    matter: str


class Listing(TypedDict):
    """What a figure of the text was counted from."""

    key: str
    title: str
    rows: list[Listed]


class Sheet(TypedDict):
    series: str
    """「云岭县督查工作简报」."""
    office: str
    number: int | None
    """The issue's running number in its year; none in a draft."""
    day: str
    """The day of signature, ISO; empty in a draft."""
    title: list[str]
    """Its words: a line may be turned between them, never within one."""
    body: list[Paragraph]
    annexes: list[Annex]
    copies: list[str]
    printing: str
    as_of: str
    answer_from: str
    """The first day, ISO, by which the paper asks for an answer: it cannot be signed on that day or later."""
    lists: list[Listing]
