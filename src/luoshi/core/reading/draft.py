"""A document becomes drafted tasks: who does what, by when, to what extent; each with the words it came from."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter

from luoshi.core.reading.allotting import allot
from luoshi.core.reading.announced import announced
from luoshi.core.reading.appointing import appoint
from luoshi.core.reading.attaching import Walk
from luoshi.core.reading.confidence import assess
from luoshi.core.reading.context import Surroundings
from luoshi.core.reading.dating import date_of, day_in_head, is_ahead, title_of, year_of
from luoshi.core.reading.decomposition import TableTasks, read_tables
from luoshi.core.reading.drafting import Drafter
from luoshi.core.reading.files.source import Table
from luoshi.core.reading.forming import in_form
from luoshi.core.reading.framing import called_you, frame_of
from luoshi.core.reading.grammar.heads import behind
from luoshi.core.reading.grammar.lexicon import GENRES
from luoshi.core.reading.grammar.moments import Calendar
from luoshi.core.reading.grammar.sorts import UNIT_END
from luoshi.core.reading.kinds import is_speech
from luoshi.core.reading.model import Passed, Reading, Span, Task
from luoshi.core.reading.registry import Registry
from luoshi.core.reading.resting import rest_due, trailing_due
from luoshi.core.reading.signs.bids import ACTION
from luoshi.core.reading.spelling import as_written
from luoshi.core.reading.structure import Block, outline, sentences
from luoshi.core.reading.texttables import text_tables

_START = attrgetter("start")


@contextmanager
def _uncollected() -> Iterator[None]:
    """A reading makes many small things and no cycles: to look for cycles would take longer the longer the text.

    Afterwards they count as old, so that the first look through the young need not go through them all.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def read(
    text: str, *, year: int | None = None, registry: Registry | None = None, tables: Sequence[Table] = ()
) -> Reading:
    """Drafts the tasks of a document.

    text: the document's plain text; all offsets count its code points. year: the year from which its words count
    (今年, 6月底前), if not the document's own. registry: units by all their names; each task's names are then resolved.
    tables: tables with their places in the text; those that decompose tasks are read row by row.
    """
    with _uncollected():
        return _read(text, year, registry, tables)


def _read(text: str, year: int | None, registry: Registry | None, tables: Sequence[Table]) -> Reading:
    blocks = outline(text, [])
    date = date_of(blocks)
    title = title_of(blocks)
    own_year = year or year_of(title, date, text)
    date = date or day_in_head(blocks, own_year)
    when = Calendar(own_year, date, is_ahead(title, date, own_year))
    rows = read_tables(text, tables or text_tables(text), when)
    if rows.spans:
        blocks = outline(text, rows.spans)
    tasks, passed = _prose(text, blocks, title, when)
    reading = Reading(title, date.isoformat() if date else None, own_year, len(text), tasks, passed)
    _add_rows(reading, rows)
    reading.passed = sorted([*reading.passed, *_leftovers(blocks, reading)], key=_START)
    as_written(reading.tasks, text)
    if registry:
        _resolve(reading.tasks, registry)
    for task in reading.tasks:
        assess(task)
    return reading


def _prose(text: str, blocks: list[Block], title: str, when: Calendar) -> tuple[list[Task], list[Passed]]:
    """Tasks and passed sentences of running text."""
    many = len(blocks) > 1 and "。" not in title
    titled = [many and _is_title(block, at, title) for at, block in enumerate(blocks)]
    frame = frame_of(blocks, titled)
    body = [block for at, block in enumerate(blocks) if not (titled[at] or at in frame)]
    body = [
        block
        for at, block in enumerate(body)
        if _is_prose(block) or not (_signs(body, at) or _names_document(body, at))
    ]
    letter = {id(block.flow) for block in blocks[: _end_of_letter(blocks)]}
    parts = [body]
    if letter:
        parts = [
            [block for block in body if id(block.flow) in letter],
            [block for block in body if id(block.flow) not in letter],
        ]
    walks = [Walk(part) for part in parts]
    passages = [passage for walk in walks for passage in walk.passages]
    read = {id(passage.block.flow) for passage in passages}
    passed: list[Passed] = []
    kept = {id(block.flow) for block in body}
    announcing = {id(block.flow) for walk in walks for block in walk.headings}
    for block in blocks:
        key = id(block.flow)
        if key not in kept or key in announcing or (block.kind != "paragraph" and key not in read):
            span = block.flow.span(0, len(block.flow.text))
            passed.append(Passed(*span, "site" if block.kind == "site" else "heading"))
    speech = is_speech(title, [block.flow.text for block in blocks[:8]])
    drafter = Drafter(text, Surroundings(blocks, title, when.year), when, speech=speech)
    for passage in passages:
        drafter.passage(passage)
    drafter.passed += [Passed(*span, "owner") for span in appoint(blocks, drafter.tasks)]
    drafter.passed += [Passed(*span, "owner") for span in allot(blocks, drafter.tasks)]
    drafter.passed += [Passed(*span, "heading") for span in in_form(blocks, drafter.tasks)]
    called_you(text, blocks, frame, drafter.tasks)
    trailing_due(text, drafter.tasks, when)
    drafter.passed += [Passed(*span, "prose") for span in announced(text, drafter.tasks, when)]
    if said := rest_due(text, drafter.tasks, when, speech=speech):
        drafter.passed.append(Passed(*said, "owner"))
    passed += [
        Passed(start, end, "owner") for start, end in sorted({span for walk in walks for span in walk.owner_spans})
    ]
    return drafter.tasks, sorted(passed + drafter.passed, key=_START)


def _is_prose(block: Block) -> bool:
    """A full stop and no number: neither a signature nor a document's name."""
    return block.number is None and "。" in block.flow.text


_DATE_LINE = re.compile(r"\s*(?:20\d\d|二[〇○零]..)年.{1,4}月.{1,4}日\s*$")


def _signs(blocks: list[Block], at: int) -> bool:
    """Whether a line is a signature: a unit's name by itself, and the day under it."""
    words = blocks[at].flow.text.strip()
    if len(words) > _LONGEST_SIGNATURE or blocks[at].number is not None:
        return False
    following = blocks[at + 1].flow.text if at + 1 < len(blocks) else ""
    dated = "日" in following and _DATE_LINE.match(following) is not None
    return dated and not _PARTS.search(words) and bool(UNIT_END.search(words))


_LONGEST_SIGNATURE = 40
_PARTS = re.compile("[，。；：:]")


def _end_of_letter(blocks: list[Block]) -> int:
    """Where a covering letter ends, with its signature and day: what comes after says nothing of what it says."""
    for at, block in enumerate(blocks[1:-1], 1):
        if _DATE_LINE.match(block.flow.text) and _signs(blocks, at - 1):
            return at + 1
    return 0


_BREAKS = re.compile(r"[，。；：！]")
_NAMED = re.compile(rf"(?:{GENRES}|分解|分工)(?:（[^（）]{{1,20}}）)?$")
_SPEAKS_OF_WORK = re.compile(r"20\d\d年|《|报告|责任|任务|工作")
_LONGEST_NAME = 60


_MOST_ENCLOSED = 8
_ENCLOSES = re.compile("附件[:：]?$")
_ENCLOSED = re.compile(r"附(?:件|表|录)?\s?\d{0,2}[:：]\s*(?=20\d\d年|关于)")


def _is_enclosed(blocks: list[Block], at: int) -> bool:
    """Whether a numbered line goes back to 「附件：」, over lines numbered as it is."""
    for before in reversed(blocks[max(0, at - _MOST_ENCLOSED) : at]):
        if _ENCLOSES.search(before.flow.text.strip()):
            return True
        if before.number is None or before.number.level != getattr(blocks[at].number, "level", 0):
            return False
    return False


def _names_document(blocks: list[Block], at: int) -> bool:
    """Whether a line is the name of a document: of an enclosure, or of what follows a covering letter."""
    block = blocks[at]
    if block.kind != "paragraph":
        return False
    words = block.flow.text.strip("# *")
    plain = behind(_ENCLOSED, words[block.number.end :] if block.number else words)
    if not plain or len(plain) > _LONGEST_NAME or _BREAKS.search(plain):
        return False
    following = blocks[at + 1].flow.text if at + 1 < len(blocks) else ""
    if block.number is not None and _is_enclosed(blocks, at):
        return True
    if block.number is not None:
        return plain.endswith("表") and bool(_SPEAKS_OF_WORK.search(plain)) and not ACTION.match(plain)
    if _NAMED.search(plain):
        return plain.startswith("关于") or (bool(_SPEAKS_OF_WORK.search(plain)) and not ACTION.match(plain))
    joined = plain + following
    parted = "报告" in plain and "《" not in following and len(joined) <= _LONGEST_NAME
    return parted and not _BREAKS.search(joined) and bool(_NAMED.search(joined))


def _is_title(block: Block, at: int, title: str) -> bool:
    """Whether a line is the document's title, or a part of one that runs over several lines."""
    words = block.flow.text.strip("# *")
    if block.number is not None and block.number.level > 2 and not words.startswith(("——", "--")):
        return False
    return words == title or (at < 8 and len(words) > 3 and words in title)


def _add_rows(reading: Reading, rows: TableTasks) -> None:
    reading.tasks = sorted([*reading.tasks, *rows.tasks], key=_START)
    reading.passed = sorted([*reading.passed, *rows.passed], key=_START)


def _resolve(tasks: Iterable[Task], registry: Registry) -> None:
    for task in tasks:
        task.resolved = {name: registry.resolve(name) for name in task.units()}


def sentence_spans(text: str) -> list[Span]:
    """Where every sentence of a text stands: what a reading must account for."""
    return _spans(outline(text, []))


def _spans(blocks: list[Block]) -> list[Span]:
    return [block.flow.span(one.start, one.end) for block in blocks for one in sentences(block.flow.text)]


def _worded(block: Block) -> Span:
    """Where a block's words stand. A number that no mark ends is a part of their first sentence, taken or not as it."""
    words, begin = block.flow.text, block.number.end if block.number else 0
    if begin and (begin == len(words) or _ENDS.search(words, 0, begin)):
        begin = 0
    return block.flow.span(begin, len(words))


_ENDS = re.compile("[，,。！？!?；;…]")


def _leftovers(blocks: list[Block], reading: Reading) -> list[Passed]:
    """Scraps that no rule has taken, such as a number without words: they are passed too, so that nothing is lost."""
    taken = bytearray(reading.chars)
    for task in reading.tasks:
        taken[task.start : task.end] = b"\1" * (task.end - task.start)
    for start, end, _ in reading.passed:
        taken[start:end] = b"\1" * (end - start)
    left = [block for block in blocks if taken.find(0, *_worded(block)) >= 0]
    return [Passed(start, end, "note") for start, end in _spans(left) if not any(taken[start:end])]
