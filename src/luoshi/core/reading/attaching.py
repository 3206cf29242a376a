"""Owner lines find their tasks: those before them, back to the last heading or owner line; else those after them."""

from __future__ import annotations

from luoshi.core.reading.model import Span
from luoshi.core.reading.numbering import Number
from luoshi.core.reading.passages import Passage, Saying, passages
from luoshi.core.reading.structure import Block


class Walk:
    """Goes through the blocks once and gives every passage its owners."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.owner_spans: list[Span] = []
        self._open: list[Passage] = []
        """Passages that wait for an owner line."""
        self._closed: list[Passage] = []
        """Passages that the owner line just before was for: 「责任单位：……」 is often followed by 「完成时限：……」."""
        self._forward: Saying | None = None
        """Owners that stand before their tasks."""

    def block(self, block: Block) -> None:
        """Takes the next block."""
        if block.kind == "heading":
            if block.number is None or block.number.level <= 2:
                self._open, self._forward = [], None
            return
        found, lines = passages(block)
        for line in lines:
            self._line(line)
        if block.number and block.number.level <= 1:
            self._open, self._forward = [], None
        for passage in found:
            self._passage(passage)

    def _line(self, saying: Saying) -> None:
        self.owner_spans.append(saying.span)
        goal = self._open or self._closed
        for passage in [] if saying.heads else goal:
            passage.sayings.append(saying)
            passage.inherited = True
        if saying.heads or not goal:
            self._forward = saying
        self._open, self._closed = [], [] if saying.heads else goal

    def _passage(self, passage: Passage) -> None:
        self.passages.append(passage)
        self._closed = []
        self.owner_spans += [saying.span for saying in passage.sayings]
        if passage.sayings:
            self._backward(passage)
            self._open = []
        elif self._forward:
            passage.sayings.append(self._forward)
            passage.inherited = True
        else:
            self._open.append(passage)

    def _backward(self, passage: Passage) -> None:
        """An owner's bracket at the end of a paragraph without a number also covers the paragraphs before it, up to the
        number: they are one item."""
        if passage.inherited or passage.block.number or len(self.passages) < 2:
            return
        for earlier in reversed(self._open[-6:]):
            if earlier.block.section != passage.block.section or earlier.block is passage.block:
                break
            if earlier.block.number and not _is_item(earlier.block.number):
                break
            earlier.sayings.extend(passage.sayings)
            earlier.inherited = True
            if earlier.block.number:
                break


def _is_item(number: Number) -> bool:
    return 2 <= number.level <= 5
