"""Until when, said once for several tasks: behind the last of a line's items, or for all the rest of a document."""

from __future__ import annotations

import re

from luoshi.core.reading.confidence import notice
from luoshi.core.reading.filling import set_due
from luoshi.core.reading.grammar.dues import best_due, dues
from luoshi.core.reading.grammar.moments import Calendar
from luoshi.core.reading.model import Span, Task
from luoshi.core.reading.spreading import only_when

_LONGEST_NUMBER, _TO_LINES_END = 4, 60


def trailing_due(text: str, tasks: list[Task], when: Calendar) -> None:
    """「①……；②……；③……。年内完成。」: the limit behind the last of a line's items is that of all."""
    at = len(tasks)
    while at > 1:  # each task is passed once, whoever's limit it takes
        at -= 1
        last = tasks[at]
        if not last.due or "；" not in text[max(last.start - 8, 0) : last.start]:
            continue
        line = text[last.start : last.end + _TO_LINES_END].partition("\n")[0]
        said = only_when(line)
        best = best_due(dues(line[said[0] : said[1]], when)) if said else None
        while said and best and at > 0 and _adjoin(text, tasks[at - 1], tasks[at]):
            at -= 1
            if not tasks[at].due_text:
                place = last.start + said[0]
                set_due(tasks[at], best, (place + best.start, place + best.end))
                notice(tasks[at], "due", "rest")


def _adjoin(text: str, one: Task, other: Task) -> bool:
    """Whether nothing but a number stands between two tasks, behind a semicolon."""
    between = text[one.end : other.start]
    return len(between) <= _LONGEST_NUMBER and "\n" not in between and one.text.endswith(("；", ";"))


def rest_due(text: str, tasks: list[Task], when: Calendar, *, speech: bool) -> Span | None:
    """「除已注明时限的外，其余事项均于12月20日前完成」: the limit of every task that has none of its own.

    Gives where it is said; what was read as a task there is one no longer.
    """
    if not _MAY_BE_OF_REST.search(text):
        return None
    form = _REST_DUE if _LEFT_OPEN.search(text) else _OTHERS_DUE
    found = form.search(text) or (None if speech else _ALL_BY.search(text))
    best = best_due(dues(found[0], when)) if found else None
    if found is None or best is None:
        return None
    tasks[:] = [task for task in tasks if not (task.start < found.end() and found.start() < task.end)]
    ahead = not any(task.start < found.start() for task in tasks)  # it stands over them
    for task in tasks:
        if not task.due_text and (ahead or task.start < found.start()):
            set_due(task, best, (found.start() + best.start, found.start() + best.end))
            notice(task, "due", "rest")
    return found.span()


_UNSAID = "(?:注明|标明|列明|写明|明确)[^，。；]{0,8}(?:时限|期限|时间|节点|进度)的"
_ALL_OTHERS = (
    rf"(?:除[^，。；]{{0,20}}(?:时限|期限|时间|节点|注明|说明)[^，。；]{{0,6}}外|未{_UNSAID}|没有{_UNSAID})"
    r"[，,]?[^。；]{0,40}完成[。；]?"
)
_LEFT_OPEN = re.compile("(?:时限|期限|时间|节点)(?:未|没有)(?:注明|标明|明确|列明)的[，,]")
_REST_DUE = re.compile(
    rf"{_ALL_OTHERS}|[^，。；\n]{{0,10}}{_LEFT_OPEN.pattern}(?:均|一律|统一)?(?:为|于|至|以)?[^，。；\n]{{2,20}}[。；]?"
)
_OTHERS_DUE = re.compile(_ALL_OTHERS)
"""The same where nobody says 「时限未注明的」: the other form is tried from every place."""
_SAID_OF_IT, _WORKS = "有?(?:[注标列]明|明确)", "(?:工作|任务|事项|整改任务)"
_MAY_BE_OF_REST = re.compile(
    f"除[^，。；]{{2,28}}外|未{_SAID_OF_IT}|没{_SAID_OF_IT}|所有{_WORKS}|各项{_WORKS}|全部{_WORKS}"
)
"""What both forms of it hold: a cheap look through all the text before the dear one."""
_ALL_BY = re.compile(
    r"(?m)^[ \t\u3000]*(?:以上|上述)?(?:所有|各项|全部)(?:工作|任务|事项|整改任务)"
    r"(?:均|都|要|须|应|务必|必须|一律|力争|确保)*[于在]?[^，。；\n]{0,16}完成[。；]?\s*$"
)
