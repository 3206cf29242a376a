"""Passages become tasks, or are passed with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from luoshi.core.reading import signs
from luoshi.core.reading.confidence import notice
from luoshi.core.reading.context import Surroundings
from luoshi.core.reading.flow import Flow
from luoshi.core.reading.grammar.dues import bare_day, best_due, due_of_cell, due_of_owner, dues, later_year
from luoshi.core.reading.grammar.heads import behind
from luoshi.core.reading.grammar.limits import Calendar, Due
from luoshi.core.reading.grammar.measures import measures
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.owners import Owners, names_at
from luoshi.core.reading.grammar.subjects import adds_only, charged, helpers, subject_owners
from luoshi.core.reading.judging import Context, Given, is_action, is_goal, reason_against, under
from luoshi.core.reading.model import Measure, Passed, Span, Task
from luoshi.core.reading.passages import Passage, Saying
from luoshi.core.reading.splitting import goes_on, tasks_within
from luoshi.core.reading.spreading import limits_beside, says_who, with_who
from luoshi.core.reading.structure import Sentence

_REACH = 3000
"""So much of one sentence is searched for owners, times and measures. Nobody's sentence is longer; a text without any
full stop must not take longer than it is long."""
_EDGE = " \u3000\n。；;、，,"


class Drafter:
    """Collects tasks and passed sentences."""

    def __init__(self, text: str, surroundings: Surroundings, when: Calendar, *, speech: bool) -> None:
        self._text = text
        self.tasks: list[Task] = []
        self.passed: list[Passed] = []
        self._surroundings = surroundings
        self._when = when
        self._speech = speech
        self._reasons: dict[int, str | None] = {}
        """Of the passage in hand, by where the sentence begins: it is asked whether there is a task, then for each."""

    def passage(self, passage: Passage) -> None:
        """Takes one passage: as one task, as a few, or sentence by sentence."""
        self._reasons.clear()
        context = self._context(passage)
        owned = [sentence for sentence in passage.sentences() if _words(passage, sentence).strip(_EDGE)]
        if signs.PROBLEM.match(passage.block.flow.text, passage.start):
            self.passed += [Passed(*_span(passage, sentence), "analysis") for sentence in owned]
            return
        if signs.PRESENT.match(passage.block.flow.text):
            self.passed += [Passed(*_span(passage, sentence), "note") for sentence in owned]
            return
        if passage.means:
            self.passed += [Passed(*_span(passage, sentence), "prose") for sentence in owned]
            return
        if passage.sayings and (told := self._told(passage, owned)):
            self.passed += [Passed(*_span(passage, sentence), "prose") for sentence in told]
            owned = [one for one in owned if one not in told]
        together = passage.sayings and owned and not (passage.heads and len(owned) > 1)
        if together and self._holds_task(passage, owned, context):
            items = self._items(passage, owned, context)
            for item, alone in items:
                self._keep(replace(passage, sayings=[], reporter=None) if alone else passage, item, one=len(items) == 1)
        else:
            self._one_by_one(passage, owned, context)

    def _told(self, passage: Passage, owned: list[Sentence]) -> list[Sentence]:
        """Those of an owner's sentences that tell him nothing to do."""
        leads = len(owned) > 1 and signs.LEADS_TO.search(_words(passage, owned[-1])) is not None
        return [
            one
            for one in owned
            if _is_told(words := _words(passage, one)) or (leads and not (signs.BIDDEN.search(words) or self._has_due(words)))
        ]

    def _context(self, passage: Passage) -> Context:
        context = self._surroundings.of(passage)
        return under(context, passage.block.section, passage.block.flow.text[:80], speech=self._speech)

    def _holds_task(self, passage: Passage, owned: list[Sentence], context: Context) -> bool:
        found = any(self._reason(passage, one, context) is None for one in owned)
        return found or (
            self._is_titled(passage, owned) and not signs.HEARD.match(_words(passage, owned[0]).strip(_EDGE))
        )

    def _one_by_one(self, passage: Passage, owned: list[Sentence], context: Context) -> None:
        """Sentence by sentence: some go on with the task before them, some hold several."""
        kept: list[Sentence] = []
        goal = in_goals = False
        if passage.titled and not passage.sayings:
            owned = with_who(passage.block.flow.text, owned)
        for index, sentence in enumerate(owned):
            words = _words(passage, sentence)
            if index == 0 and len(owned) > 1 and not passage.sayings and self._is_titled(passage, owned) and not self._has_owner(words):
                self.passed.append(Passed(*_span(passage, sentence), "heading"))
                continue
            if index + 1 < len(owned) and self._is_topic(words, context):
                self.passed.append(Passed(*_span(passage, sentence), "heading"))
                continue
            adjoins = bool(kept) and kept[-1].end == sentence.start
            if adjoins and in_goals and is_goal(words):
                kept[-1] = Sentence(kept[-1].start, sentence.end)
                continue
            in_goals = words[-1:] in "；;" and signs.GOALS_LISTED.search(words[:80]) is not None
            if adjoins and self._goes_on(passage, kept[-1], words, context):
                kept[-1] = Sentence(kept[-1].start, sentence.end)
                continue
            if reason := self._reason(passage, sentence, context):
                self.passed.append(Passed(*_span(passage, sentence), reason))
                continue
            listed = is_goal(words) and not self._has_owner(words[:_REACH])
            if adjoins and goal and listed and _mark_before(passage, sentence) in "；;":
                kept[-1] = Sentence(kept[-1].start, sentence.end)
                continue
            goal = listed
            kept += [Sentence(sentence.start + start, sentence.start + end) for start, end in tasks_within(words)]
        for sentence, within in zip(kept, limits_beside(passage, kept, self._when), strict=True):
            words = _words(passage, sentence)
            whose = replace(passage, within=within) if within else passage
            if (
                passage.sayings
                and self._has_own(words)
                and self._is_anothers(passage, words, single=False, first=False)
            ):
                whose = replace(whose, sayings=[], reporter=None)
            self._keep(whose, sentence)

    def _is_topic(self, words: str, context: Context) -> bool:
        """「二是提升服务质量。」 before what is to be done for it."""
        topic = not context.owned and _TOPIC.fullmatch(words) is not None
        counted = topic and _COUNTED_OFF.match(words)
        return topic and not (self._has_own(words) or (not counted and self._has_owner(words)))

    def _goes_on(self, passage: Passage, before: Sentence, words: str, context: Context) -> bool:
        """Whether a sentence belongs to the task before it: it only says until when, or follows a semicolon without an
        owner, time or measure of its own."""
        if goes_on(words):
            return not subject_owners(words[:_REACH]).any()
        if adds_only(words) or (_SAYS_WHO.search(words) and self._is_ownerless(passage, before) and says_who(words)):
            return True
        semicolon = passage.block.flow.text[before.end - 1] in "；;"
        owned = semicolon and self._has_owner(_words(passage, before)[:_REACH])
        return owned and not (self._has_own(words) or self._has_owner(words[:_REACH]))

    def _is_ownerless(self, passage: Passage, before: Sentence) -> bool:
        return not passage.sayings and not self._has_owner(_words(passage, before)[:_REACH])

    def _is_titled(self, passage: Passage, owned: list[Sentence]) -> bool:
        return passage.titled and not self._has_own(_words(passage, owned[0]))

    def _items(self, passage: Passage, owned: list[Sentence], context: Context) -> list[tuple[Sentence, bool]]:
        """An owner's passage is one task, unless several full sentences have times or measures: each begins one.

        True: the sentence itself names who must do it, and is that one's alone.
        """
        items: list[tuple[Sentence, bool]] = []
        filled = False
        for sentence in owned:
            words = _words(passage, sentence)
            mark = passage.block.flow.text[items[-1][0].end - 1] if items else "。"
            full = mark in "。！!\n" or (mark in "；;" and (_lists_works(passage, words) or self._is_somebodys(passage, words)))
            task = self._reason(passage, sentence, context) is None
            alone = full and task and self._is_anothers(passage, words, single=len(owned) == 1, first=not items)
            own = task and self._has_own(words)
            begins = alone or (items and items[-1][1]) or (task and bool(_COUNTED.match(words)))
            if not items or begins or (own and filled and full and not goes_on(words)):
                items.append((sentence, alone))
            else:
                items[-1] = (Sentence(items[-1][0].start, sentence.end), items[-1][1])
            filled = filled or (own and not alone and not signs.OF_PROJECT.match(words))
        return items

    def _is_somebodys(self, passage: Passage, words: str) -> bool:
        """Whether a clause says who must do it, where the passage's owners are but leaders."""
        units = any(saying.owners.lead or saying.owners.co for saying in passage.sayings)
        return not units and bool(subject_owners(words[:_REACH]).lead)

    def _is_anothers(self, passage: Passage, words: str, *, single: bool, first: bool) -> bool:
        """Whether a sentence in an owner's passage bids somebody else do something."""
        if not single and (_ONLY_HELP.match(words) or adds_only(words)):
            return False
        bare = self._has_own(words)
        named = {name.text for name in subject_owners(words[:_REACH], bare=bare, agents="head").lead}
        if single and named and named <= {name.text for name in helpers(words[:_REACH]).co}:
            return False
        others = {name.text for saying in passage.sayings for name in (*saying.owners.lead, *saying.owners.co)}
        apart = (
            {"above", "line"}
            if single and not (passage.inherited and bare)
            else {"above", "line", "bracket", "sentence"}
        )
        apart |= {"front"} if bare and not first else set()
        return bool(named and others) and named.isdisjoint(others) and passage.sayings[0].source in apart

    def _has_own(self, words: str) -> bool:
        words = words[:_REACH]
        return bool(dues(words, self._when) or measures(words))

    def _reason(self, passage: Passage, sentence: Sentence, context: Context) -> str | None:
        if sentence.start not in self._reasons:
            self._reasons[sentence.start] = self._reason_of(passage, sentence, context)
        return self._reasons[sentence.start]

    def _reason_of(self, passage: Passage, sentence: Sentence, context: Context) -> str | None:
        words = _words(passage, sentence)[:_REACH]
        must = (bool(passage.sayings) and not passage.inherited) or subject_owners(words, agents="head").any()
        given = Given(must, not must and self._has_doer(words), self._has_due(words), bool(measures(words)))
        return reason_against(words, context, given)

    def _is_past(self, due: Due) -> bool:
        """Whether its day had gone by when the document was written."""
        if due.day is None:
            return False
        written, year = self._when.date, self._when.year
        return bool((year and due.day.year < year) or (written and written.year == year and due.day < written))

    def _has_due(self, words: str) -> bool:
        """Whether it says until when something is to be done, by a day that had not gone by."""
        return any(not self._is_past(due) and not _of_whom(words, due) for due in dues(words, self._when))

    def _has_owner(self, words: str) -> bool:
        line = signs.LINES_OF_WORK.match(words.strip()) is not None
        return line or subject_owners(words).any() or self._has_doer(words)

    def _has_doer(self, words: str) -> bool:
        """Somebody does, where nothing speaks of what has been."""
        return not _BEEN.search(words) and subject_owners(words, bare=True).any()

    def _keep(self, passage: Passage, sentence: Sentence, *, one: bool = True) -> None:
        self.tasks.append(self._task(passage, sentence, one=one))

    def _task(self, passage: Passage, sentence: Sentence, *, one: bool) -> Task:
        """one: it is all that its owners' words are said of."""
        flow = passage.block.flow
        first, last = _trimmed(flow.text, sentence)
        start, end = flow.span(first, last)
        words = flow.text[first : min(last, first + _REACH)]
        section = passage.block.section
        task = Task(self._text[start:end], title_for(flow.text[first : min(last, first + 200)]), start, end, section)
        sayings = passage.sayings
        if not any(saying.owners.lead for saying in sayings):
            sayings = [*sayings, Saying(subject_owners(words, bare=True), flow, first, last)]
        if presented := _presented(words, flow, first):
            sayings = [presented]
        named = any(saying.owners.lead for saying in sayings)
        if not named and (line := _of_the_line(words, flow, first)):
            sayings = [*sayings, line]
        if passage.sayings and all(saying.source in ("above", "front") for saying in passage.sayings):
            sayings = [*sayings, Saying(helpers(words), flow, first, last)]
        if passage.sayings and not any(saying.owners.leaders for saying in sayings) and _MAY_LEAD.search(words):
            sayings = [*sayings, Saying(Owners(leaders=charged(words)), flow, first, last)]
        if passage.reporter and not any(saying.owners.any() for saying in sayings):
            sayings = [passage.reporter]
        for saying in sorted(sayings, key=lambda one: one.owners.together) if len(sayings) > 1 else sayings:
            own(task, saying.owners, saying.place)
            _notice_owners(task, saying)
        self._charged(task, passage)
        self._time(task, sayings, words, flow, first, one=one)
        if passage.within and not task.due_text:
            self._time(task, [passage.within], "", flow, first, one=one)
        add_measures(task, [_moved(measure, flow, first) for measure in measures(words)])
        self._notice(task, passage, sentence, words)
        return task

    def _charged(self, task: Task, passage: Passage) -> None:
        """What an owned item leaves open, the lines over it say: who leads, and the leader in charge."""
        leader = next((one for one in passage.charges if one.owners.leaders), None)
        if leader and not task.leaders:
            own(task, Owners(leaders=leader.owners.leaders), leader.place)
            notice(task, "leaders", "above")
        lead = next((one for one in passage.charges if one.owners.lead), None)
        if lead and passage.sayings and not task.lead_units:
            own(task, Owners(lead=lead.owners.lead), lead.place)
            notice(task, "lead_units", "above")

    def _notice(self, task: Task, passage: Passage, sentence: Sentence, words: str) -> None:
        """How the task as a whole was found."""
        context = self._surroundings.of(passage)
        bare = words.strip(_EDGE)
        notice(
            task,
            "task",
            *context.traits(),
            "must" if subject_owners(words, agents="head").any() else "",
            "acts" if is_action(bare) else "",
            "attitude" if signs.ATTITUDE.search(words) else "",
            "looks back" if signs.REVIEW.search(words) else "",
            "part" if words and sentence.end < passage.end and words[-1] in "，,；;" else "",
            "several" if sum(map(words.count, "。；;")) > 2 else "",
        )

    def rest_due(self) -> None:
        """「除已注明时限的外，其余事项均于12月20日前完成」: the limit of every task that has none of its own."""
        found = _REST_DUE.search(self._text) or (None if self._speech else _ALL_BY.search(self._text))
        best = best_due(dues(found[0], self._when)) if found else None
        if found is None or best is None:
            return
        self.tasks = [task for task in self.tasks if not (task.start < found.end() and found.start() < task.end)]
        self.passed.append(Passed(found.start(), found.end(), "owner"))
        for task in self.tasks:
            if not task.due_text and task.start < found.start():
                set_due(task, best, (found.start() + best.start, found.start() + best.end))
                notice(task, "due", "rest")

    def _time(self, task: Task, sayings: list[Saying], words: str, flow: Flow, first: int, *, one: bool) -> None:
        """The owner's bracket names the time, or the task's own words do. What is said of several items comes last."""
        own = [due for due in dues(words, self._when) if not _of_whom(words, due)]
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
        best = best_due([due for due in own if among < 0 or due.start < among] or own)
        notice(task, "due", "words" if best else "bare", "several" if len(own) > 1 else "")
        best = best or bare_day(words if among < 0 else words[:among], self._when)
        if best:
            best = best if among >= 0 else _later(best, later_year(words, self._when))
            set_due(task, best, flow.span(first + best.start, first + best.end))


_TOPIC = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}[是要]|(?:第[一二三四五六七八九十][个件]?|头一个|再一个|还有一个|最后一个)[，,、]|首先[，,]|其次[，,]|再次[，,]|最后[，,])[^，,、：:；;\d]{2,16}(?:[，,][^，,、：:；;\d]{2,8})?[。！]"
)
_COUNTED_OFF = re.compile("第[一二三四五六七八九十]个|头一个|再一个|还有一个|最后一个")
"""「第三个，老校区改造。」: whatever it sounds like, it is but named."""
_SAYS_WHO = re.compile("组织，|牵头|负责|主办|实施")
_COUNTED = re.compile(r"\s*(?:[二三四五六七八九十]是|第[二三四五六七八九十][，,、])")
"""Within one owner's paragraph each 二是 begins an item of its own."""
_REST_DUE = re.compile(
    r"(?:除[^，。；]{0,20}(?:时限|期限|时间|注明|说明)[^，。；]{0,6}外|(?:未|没有)(?:注明|标明|明确)[^，。；]{0,8}(?:时限|期限|时间)的)[，,]?[^。；]{0,40}完成[。；]?|[^，。；\n]{0,10}(?:时限|期限|时间)(?:未|没有)(?:注明|标明|明确|列明)的[，,](?:均|一律|统一)?(?:为|于|至|以)?[^，。；\n]{2,20}[。；]?"
)
_ALL_BY = re.compile(
    r"(?m)^[ \t\u3000]*(?:以上|上述)?(?:所有|各项|全部)(?:工作|任务|事项|整改任务)"
    r"(?:均|都|要|须|应|务必|必须|一律|力争|确保)*[于在]?[^，。；\n]{0,16}完成[。；]?\s*$"
)
_THOSE = re.compile(r"[^，。；]{0,20}的")


def _later(best: Due, year: Due | None) -> Due:
    """「年内开工、明年建成」: the year named last, if it is later."""
    later = year and year.day and best.day and year.start > best.start and year.day > best.day
    return year if year and later else best


_ABOUT = re.compile(r"(?:对|将|把|凡|凡是)[^，。]{0,12}$")


def _of_whom(words: str, due: Due) -> bool:
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
    second = owners.lead if owners.together and task.lead_units else []
    roles = (
        ("lead_units", [] if second else owners.lead),
        ("co_units", second),
        ("joint_units", second),
        ("co_units", owners.co),
        ("joint_units", owners.joint),
        ("leaders", owners.leaders),
    )
    for attribute, found in roles:
        for name in found:
            _add(task, attribute, name, place(name.start, name.end))
    if task.co_units or task.joint_units:
        task.co_units[:] = [name for name in task.co_units if name not in task.lead_units]
        task.joint_units[:] = [name for name in task.joint_units if name not in task.lead_units]


def _add(task: Task, attribute: str, name: Name, span: Span) -> None:
    names: list[str] = getattr(task, attribute)
    if name.text not in names:
        names.append(name.text)
        task.evidence.setdefault(attribute, []).append(span)


def add_measures(task: Task, found: Iterable[Measure], shift: int = 0) -> None:
    """Adds measures to a task. shift: where the words begin from which their places count."""
    for measure in found:
        moved = measure.at((measure.span[0] + shift, measure.span[1] + shift)) if shift else measure
        task.measures.append(moved)
        task.evidence.setdefault("measures", []).append(moved.span)


def _moved(measure: Measure, flow: Flow, first: int) -> Measure:
    return measure.at(flow.span(first + measure.span[0], first + measure.span[1]))


def _notice_owners(task: Task, saying: Saying) -> None:
    """Where each role was read."""
    owners = saying.owners
    for field, found in (("lead_units", owners.lead), ("co_units", owners.co), ("leaders", owners.leaders)):
        if found:
            notice(task, field, saying.source)
    if owners.together:
        notice(task, "lead_units", "first")


_ONLY_HELP = re.compile(
    r"[\u4e00-\u9fff、（）()]{2,60}?(?:要|应|须|应当|必须)?(?:积极|密切|主动|全力|协同|予以|给予)?(?:配合|协助|参与|支持|协同|协办|会办)(?=[。；;]|$|[\u4e00-\u9fff])"
)
"""「公安、城管执法等部门积极配合监控视频接入」: help is no task of another's."""
_BEEN = re.compile(
    r"提出(?:了)?(?:明确|具体)?要求|参加会议|参加了?$|出席|列席|陪同|参加。|了|已|曾|先后|刚才|以来|汇报|听取|通报了|派出(?!所)|取得|研究了|同比|一直|正在"
)
_FRONT = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}(?:是|要)|第[一二三四五六七八九十][，,、]|(?:同时|此外|另外|特别是|下一步)[，,]?|(?:要(?![素求道件闻害])|必须|务必)(?=[\u4e00-\u9fff]{2})|[\s“]*[（(]?\d{1,2}[)）．.、](?!\d))+"
)
_SUBJECT = re.compile(r"^[\u4e00-\u9fff、（）()]{2,40}?(?:(?<![主需重只首想])要|负责|必须|务必)(?=[\u4e00-\u9fff]{4})")
_WHO_OR_ABOUT = re.compile(
    r"^(?:关于[^，,]{1,20}(?:问题|工作|方面)|由[^，,]{2,40}牵头|[^，,]{2,60}(?:具体|分别|共同)?负责|[^，,]{2,60}(?:牵头|配合))[，,]"
)
_WITH_OR_WHEN = re.compile(
    r"^(?:(?:积极)?(?:会同|联合|商)[^，,]{2,40}[，,]|(?:在|于|要在)?(?:(?:\d{4}|今|明|本)年)?"
    r"(?:\d{1,2}月(?:\d{1,2}日|底|末|份|[上中下]旬)?|年底|年内|月底|[上下]半年|[一二三四]季度末?|春节|元旦|国庆节?|五一)"
    r"(?:之?[前内]|底前|以?前)[，,]?)(?=[^，,。；]{4})"
)
"""With whom and by when: they stand in columns of their own."""
_PIECE = re.compile(r"[^，,。；;：:！]*[，,。；;：:！]|[^，,。；;：:！]+")
_MAY_LEAD = re.compile("[县市区镇乡局院]长|同志|书记|主[席任]|部长")
_LONGEST_TITLE = 40


def title_for(words: str) -> str:
    """A short title: the first clause that says what is done, without its number, who does it and by when."""
    bare = behind(_FRONT, words.strip(_EDGE)).strip(_EDGE)
    while who := _WHO_OR_ABOUT.match(bare):
        bare = behind(_FRONT, bare[who.end() :])
    if len(what := behind(_SUBJECT, bare)) >= 8:
        bare = what
    while aside := _WITH_OR_WHEN.match(bare):
        bare = bare[aside.end() :]
    title = ""
    for piece in _PIECE.finditer(bare):
        if len(title.strip(_EDGE)) >= (4 if title[-1:] in "。；;" else 8):
            break
        title += piece[0]
    title = title.strip(_EDGE + "：:！")
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"


def _lists_works(passage: Passage, words: str) -> bool:
    """Under a heading that says whose they all are, each of several works is one task."""
    return is_action(words) and all(saying.source == "above" for saying in passage.sayings)


def _is_told(words: str) -> bool:
    """What was, what a paper says, and what a letter says of what comes with it."""
    return bool(signs.RETOLD.match(words.strip()) or signs.LETTER.search(words[:300]))


def _presented(words: str, flow: Flow, first: int) -> Saying | None:
    """Those whose paper a meeting agreed to: what has to be done with it then is theirs."""
    found = signs.AGREED.match(words)
    if found is None:
        return None
    named = [name for name in names_at(words, *found.span("who")) if name.kind == "unit"]
    return _jointly(named, words, flow, first)


def _of_the_line(words: str, flow: Flow, first: int) -> Saying | None:
    """「电力、通信部门要……」: each line of work by its name."""
    found = signs.LINES_OF_WORK.match(words)
    if found is None:
        return None
    named = [Name(one[0], one.start(), one.end(), "unit") for one in re.finditer("[^、和]+", found["who"])]
    return _jointly(named, words, flow, first)


def _jointly(named: list[Name], words: str, flow: Flow, first: int) -> Saying | None:
    if not named:
        return None
    owners = Owners()
    owners.take("joint", named)
    return Saying(owners, flow, first, first + len(words))


def _mark_before(passage: Passage, sentence: Sentence) -> str:
    """The mark that ends the sentence before."""
    return passage.block.flow.text[max(sentence.start - 1, 0) : sentence.start].strip() or "。"


def _words(passage: Passage, sentence: Sentence) -> str:
    return passage.block.flow.text[sentence.start : sentence.end]


def _span(passage: Passage, sentence: Sentence) -> Span:
    return passage.block.flow.span(*_trimmed(passage.block.flow.text, sentence))


def _trimmed(words: str, sentence: Sentence) -> tuple[int, int]:
    """Without the blanks around it."""
    start, end = sentence.start, sentence.end
    while start < end and words[start] in " \u3000\n":
        start += 1
    while end > start and words[end - 1] in " \u3000\n，,":
        end -= 1
    return start, end
