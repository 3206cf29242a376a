"""A form's head says whose the whole matter is: 「承办单位：×局　协办单位：×镇」, whatever stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from luoshi.core.reading.confidence import notice
from luoshi.core.reading.filling import own
from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.owners import owners_of
from luoshi.core.reading.model import Span, Task
from luoshi.core.reading.structure import Block

_HEAD, _LONGEST, _TITLE = 14, 80, 3
"""So many blocks a head has, so many characters its lines, in so many of its first blocks stands the title."""
_OF_FORM = re.compile("[交督转批承催]办|工单|督查通知|办理[单函]|提示[单函]")
_OWNERS = re.compile(
    r"\s*(?:主要|县级|市级)?(?:承办|主办|责任|牵头|首办|协办|配合|会办|协助|(?:责任|包案|包联|分管|牵头|督办|包抓)(?:县|市)?领导)"
    r"(?:单位|部门|(?<=领导))[ \u3000]*[:：]"
)
_LABEL = re.compile(r"(?:承办|主办|责任|牵头|首办)(?:单位|部门)[)）]?[ \u3000]*[:：]")
_MATTER = re.compile(r"\s*(?:督办|交办|转办|来信|承办|办理)?(?:事项|项目|任务)(?:名称|标题|内容)?[ \u3000]*[:：]")


def in_form(blocks: Sequence[Block], tasks: list[Task]) -> list[Span]:
    """Gives the tasks of a form those whom its head names, where nothing further on says whose they are. Where the name
    of the matter stood that was read as a task: it is taken out."""
    if len(tasks) < 2 or not any(_OF_FORM.search(block.flow.text) for block in islice(blocks, _TITLE)):
        return []
    lines = [at for at, block in enumerate(islice(blocks, _HEAD)) if _is_line(block)]
    if not lines or lines[-1] - lines[0] >= len(lines) or lines[-1] + 1 == len(blocks):
        return []  # they stand together, in the head alone
    if any(_LABEL.search(block.flow.text) for block in islice(blocks, lines[-1] + 1, None)):
        return []
    said = [(blocks[at], owners_of(blocks[at].flow.text)) for at in lines]
    begin = blocks[lines[-1]].flow.place(0)
    if not any(owners.lead for _, owners in said) or any(task.start < begin and task.measures for task in tasks):
        return []
    theirs = [task for task in tasks if task.start > begin]
    for task in theirs:
        _give(task, said)
    named = [task for task in tasks if task.start < begin and not task.due_text and _is_name(blocks, task)]
    for one in named if theirs else []:
        tasks.remove(one)
    return [(one.start, one.end) for one in named] if theirs else []


def _is_line(block: Block) -> bool:
    words = block.flow.text
    return block.number is None and not block.section and len(words) <= _LONGEST and _OWNERS.match(words) is not None


def _is_name(blocks: Sequence[Block], task: Task) -> bool:
    """「督办事项：县实验小学扩建工程」."""
    return any(
        block.flow.place(0) <= task.start < block.flow.place(0) + len(block.flow.text)
        and _MATTER.match(block.flow.text)
        for block in islice(blocks, _HEAD)
    )


def _give(task: Task, said: Sequence[tuple[Block, Owners]]) -> None:
    units, leaders = not task.lead_units, not task.leaders
    for block, owners in said:
        mine = Owners(leaders=owners.leaders if leaders else [])
        if units:
            mine.lead, mine.co, mine.joint = owners.lead, owners.co, owners.joint
        if not mine.any():
            continue
        own(task, mine, block.flow.span)
        for field, given in (("lead_units", mine.lead), ("co_units", mine.co), ("leaders", mine.leaders)):
            if given:
                notice(task, field, "above")
