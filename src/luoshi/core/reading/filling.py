"""A sentence that is a task is written down as one: who, by when, to what extent, and how each was read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import attrgetter

from luoshi.core.reading.confidence import notice
from luoshi.core.reading.context import Surroundings
from luoshi.core.reading.flow import Flow
from luoshi.core.reading.grammar.answers import Owners, names_at
from luoshi.core.reading.grammar.being import without_facts
from luoshi.core.reading.grammar.dues import bare_day, best_due, due_of_cell, due_of_owner, dues, later_year
from luoshi.core.reading.grammar.measures import measures
from luoshi.core.reading.grammar.moments import Calendar, Due
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.subjects import charged, collective_owners, helpers, subject_owners
from luoshi.core.reading.judging.acting import is_action
from luoshi.core.reading.model import Measure, Span, Task
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.sayings import Saying
from luoshi.core.reading.signs import attitudes, bids, reviews
from luoshi.core.reading.structure import Sentence
from luoshi.core.reading.titling import title_for

REACH = 3000
"""So much of one sentence is searched for owners, times and measures. Nobody's sentence is longer; a text without any
full stop must not take longer than it is long."""
_EDGE = " \u3000\n。；;、，,"
_MAY_LEAD = re.compile("[长志记席任](?:(?<=[县市区镇乡局院部]长)|(?<=同志|书记|主席|主任))")


class Filler:
    """Fills tasks from the sentences of one document."""

    def __init__(self, text: str, surroundings: Surroundings, when: Calendar) -> None:
        self._text = text
        self._surroundings = surroundings
        self._when = when

    def task(self, passage: Passage, sentence: Sentence, *, one: bool) -> Task:
        """one: it is all that its owners' words are said of."""
        flow = passage.block.flow
        first, last = trimmed(flow.text, sentence)
        start, end = flow.span(first, last)
        words = flow.text[first : min(last, first + REACH)]
        task = Task(self._text[start:end], title_for(words[:200]), start, end, passage.block.section)
        sayings = _sayings(passage, words, flow, first, last)
        for saying in sorted(sayings, key=lambda one: one.owners.together) if len(sayings) > 1 else sayings:
            own(task, saying.owners, saying.place)
            _notice_owners(task, saying)
        if len(task.leaders) > 1:
            _each_his_own(task, words)
        if passage.charges:
            self._charged(task, passage)
        words = without_facts(words) if passage.sayings and "。" in words[:-1] else words
        self._time(task, sayings, words, flow, first, one=one)
        if passage.within and (not task.due_text or (task.repeats and _of_stage(passage.within))):
            self._time(task, [passage.within], "", flow, first, one=one)
        add_measures(task, measures(words), lambda start, end: flow.span(first + start, first + end))
        self._notice(task, passage, sentence, words)
        return task

    def _charged(self, task: Task, passage: Passage) -> None:
        """What an owned item leaves open, the lines over it say: who leads, and the leader in charge."""
        leader = next((one for one in passage.charges if one.owners.leaders), None)
        if leader and not task.leaders:
            own(task, Owners(leaders=leader.owners.leaders), leader.place)
            notice(task, "leaders", "above")
        lead = next((one for one in passage.charges if one.owners.lead), None)
        if lead and (passage.sayings or lead.flow is passage.block.flow) and not task.lead_units:
            own(task, Owners(lead=lead.owners.lead), lead.place)
            notice(task, "lead_units", "above")

    def _notice(self, task: Task, passage: Passage, sentence: Sentence, words: str) -> None:
        """How the task as a whole was found."""
        traits = task.traits["task"]
        traits.update(self._surroundings.of(passage).traits())
        if subject_owners(words, agents="head").any():
            traits.add("must")
        if is_action(words.strip(_EDGE)):
            traits.add("acts")
        if attitudes.ATTITUDE.search(words):
            traits.add("attitude")
        if reviews.REVIEW.search(words):
            traits.add("looks back")
        if words and sentence.end < passage.end and words[-1] in "，,；;":
            traits.add("part")
        if words.count("。") + words.count("；") + words.count(";") > 2:
            traits.add("several")

    def _time(self, task: Task, sayings: list[Saying], words: str, flow: Flow, first: int, *, one: bool) -> None:
        """The owner's bracket names the time, or the task's own words do. What is said of several items comes last."""
        found = dues(words, self._when)
        own = [due for due in found if not of_whom(words, due)] if found and "的" in words else found
        for saying in sayings:
            if saying.owners.due is None:
                continue
            due = _dated(saying.owners.due, self._when)
            shared = saying.shared or (not one and due.day is not None)
            if not (shared and any(limit.day for limit in own)):
                if not (due.day or due.repeats) and (
                    again := next((limit.repeats for limit in own if limit.repeats), None)
                ):
                    due = due._replace(repeats=again)  # 长期坚持, and how often the task's own words say
                set_due(task, due, saying.flow.span(saying.start + due.start, saying.start + due.end))
                notice(task, "due", saying.source)
                return
        among = words.find("其中")
        best = best_due(own if among < 0 else [due for due in own if due.start < among] or own)
        traits = task.traits["due"]
        traits.add("words" if best else "bare")
        if len(own) > 1:
            traits.add("several")
        if best is None or (not best.repeats and (best.often or (not best.day and words.startswith("（", best.end)))):
            best = bare_day(words if among < 0 else words[:among], self._when) or best
        if best:
            best = _later(best, later_year(words, self._when)) if among < 0 and best.day else best
            set_due(task, best, flow.span(first + best.start, first + best.end))


def _each_his_own(task: Task, words: str) -> None:
    """「由甲、乙分片包干：甲负责东片，……」: of those named together only who is named again sees to this."""
    said = _SEVERALLY.search(words) if "：" in words else None
    if said is None:
        return
    behind = words[said.end() :]
    again = [name for name in task.leaders if name in behind]
    own = [
        at
        for at, name in enumerate(task.leaders)
        if name in again and not any(name in one for one in again if one != name)
    ]
    if own:
        task.leaders = [task.leaders[at] for at in own]
        task.evidence["leaders"] = [task.evidence["leaders"][at] for at in own]


_SEVERALLY = re.compile("(?:分片|分头|分别|分工|各)[^，。；：]{0,8}：")


def _sayings(passage: Passage, words: str, flow: Flow, first: int, last: int) -> list[Saying]:
    """Where it is said who answers for a task: over its words or beside them, and in them."""
    said = passage.sayings
    if words.startswith("会") and (presented := _presented(words, flow, first)):
        sayings = [presented]
    elif not (said and _has_lead(said)):
        sayings = [*said, Saying(subject_owners(words, bare=True), flow, first, last)]
    elif any(saying.source in ("line", "bracket", "sentence") and saying.owners.lead for saying in said):
        sayings = [one for one in said if not (one.source == "front" and one.owners.together)]  # 「高铁新区：……」
    else:
        sayings = [*said]
    if not (_has_lead(sayings) or _has_lead(passage.charges)) and (whoever := collective_owners(words)).lead:
        sayings.append(Saying(whoever, flow, first, last))
    if said and all(saying.source in ("above", "front", "line") for saying in said):
        sayings.append(Saying(helpers(words), flow, first, last))
        if beside := _beside(words, sayings):
            sayings.append(Saying(beside, flow, first, last))
    if said and _MAY_LEAD.search(words) and not any(saying.owners.leaders for saying in sayings):
        sayings.append(Saying(Owners(leaders=charged(words)), flow, first, last))
    if passage.reporter and not any(saying.owners.any() for saying in sayings):
        return [passage.reporter]
    return sayings


def _has_lead(sayings: Sequence[Saying]) -> bool:
    return any(map(_LEAD, sayings))


_LEAD = attrgetter("owners.lead")


def _beside(words: str, sayings: list[Saying]) -> Owners | None:
    """An item that names its own unit again, and another with it: 「征迁由县国土局、城关镇……」."""
    if "由" not in words:
        return None
    own, known = subject_owners(words), {name.text for saying in sayings for name in saying.owners.lead}
    return Owners(co=own.co) if own.co and own.lead and all(name.text in known for name in own.lead) else None


def _of_stage(within: Saying) -> bool:
    """「集中整治阶段（5月21日—6月30日）」: what is done every week in it is done with it."""
    due = within.owners.due
    return due is not None and "阶段" in within.flow.text[: within.start + due.start]


def _later(best: Due, year: Due | None) -> Due:
    """「年内开工、明年建成」: the year named last, if it is later."""
    later = year and year.day and best.day and year.start > best.start and year.day > best.day
    return year if year and later else best


_THOSE = re.compile(r"[^，。；]{0,20}的")
_ABOUT = re.compile(r"(?:对|将|把|凡|凡是)[^，。]{0,12}$")


def of_whom(words: str, due: Due) -> bool:
    """「对6月底前仍不能开工的，……」: a limit that only says whom the task is about."""
    return (
        words.find("的", due.end, due.end + 21) >= 0
        and bool(_THOSE.match(words, due.end))
        and bool(_ABOUT.search(words[max(0, due.start - 16) : due.start]))
    )


def _dated(due: Due, when: Calendar) -> Due:
    """Owners are read without knowing the document's year; the day is worked out here."""
    again = due_of_owner(due.text, 0, len(due.text), when) or due_of_cell(due.text, when)
    return Due(due.text, due.start, due.end, again.repeats, again.day)


def set_due(task: Task, due: Due, span: Span) -> None:
    task.due = due.day.isoformat() if due.day and not due.repeats else None
    task.due_text, task.repeats = due.text, due.repeats
    task.evidence["due"] = [span]


def own(task: Task, owners: Owners, place: Callable[[int, int], Span]) -> None:
    """Adds owners to a task. place: where a name's words stand in the document."""
    if not (owners.any() or owners.joint):
        return
    if owners.lead and owners.together and task.lead_units:
        _add(task, "co_units", task.co_units, owners.lead, place)
        _add(task, "joint_units", task.joint_units, owners.lead, place)
    elif owners.lead:
        _add(task, "lead_units", task.lead_units, owners.lead, place)
    if owners.co:
        _add(task, "co_units", task.co_units, owners.co, place)
    if owners.joint:
        _add(task, "joint_units", task.joint_units, owners.joint, place)
    if owners.leaders:
        _add(task, "leaders", task.leaders, owners.leaders, place)
    if task.co_units or task.joint_units:
        lead = task.lead_units
        task.co_units[:] = [name for name in task.co_units if name not in lead]
        task.joint_units[:] = [name for name in task.joint_units if name not in lead]


def _add(task: Task, field: str, names: list[str], found: list[Name], place: Callable[[int, int], Span]) -> None:
    """names: those that the field holds already."""
    for name in found:
        if name.text not in names:
            names.append(name.text)
            task.evidence.setdefault(field, []).append(place(name.start, name.end))


def add_measures(task: Task, found: Sequence[Measure], place: Callable[[int, int], Span]) -> None:
    """Adds measures to a task. place: where their words stand in the document."""
    if not found:
        return
    spans = task.evidence.setdefault("measures", [])
    for one in found:
        span = place(*one.span)
        task.measures.append(one.at(span))
        spans.append(span)


def _notice_owners(task: Task, saying: Saying) -> None:
    """Where each role was read."""
    owners, traits = saying.owners, task.traits
    if owners.lead:
        traits["lead_units"].add(saying.source)
    if owners.co:
        traits["co_units"].add(saying.source)
    if owners.leaders:
        traits["leaders"].add(saying.source)
    if owners.together:
        traits["lead_units"].add("first")


def _presented(words: str, flow: Flow, first: int) -> Saying | None:
    """Those whose paper a meeting agreed to: what has to be done with it then is theirs."""
    found = bids.AGREED.match(words)
    if found is None:
        return None
    named = [name for name in names_at(words, *found.span("who")) if name.kind == "unit"]
    return _jointly(named, words, flow, first) if named else None


def _jointly(named: list[Name], words: str, flow: Flow, first: int) -> Saying:
    owners = Owners()
    owners.take("joint", named)
    return Saying(owners, flow, first, first + len(words))


def trimmed(words: str, sentence: Sentence) -> tuple[int, int]:
    """Without the blanks around it."""
    start, end = sentence.start, sentence.end
    while start < end and words[start] in " \u3000\n":
        start += 1
    while end > start and words[end - 1] in " \u3000\n，,":
        end -= 1
    return start, end
