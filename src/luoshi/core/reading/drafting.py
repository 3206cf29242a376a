"""Passages become tasks, or are passed with a reason."""

from __future__ import annotations

import re
from dataclasses import replace

from luoshi.core.reading.context import Surroundings
from luoshi.core.reading.filling import REACH, Filler, trimmed
from luoshi.core.reading.grammar.being import is_fact, tells_nothing
from luoshi.core.reading.grammar.moments import Calendar
from luoshi.core.reading.grammar.subjects import adds_only, subject_owners
from luoshi.core.reading.itemising import is_anothers, is_titled, itemise
from luoshi.core.reading.judge import Judge
from luoshi.core.reading.judging.acting import is_action, is_goal
from luoshi.core.reading.judging.deeds import holds_event
from luoshi.core.reading.judging.empty import is_idle
from luoshi.core.reading.judging.goals import keeps_pace, opens_outline
from luoshi.core.reading.judging.remarks import is_background
from luoshi.core.reading.judging.shape import is_letter
from luoshi.core.reading.judging.standpoint import Context, under
from luoshi.core.reading.leadership import leader_ahead
from luoshi.core.reading.model import Passed, Span, Task
from luoshi.core.reading.overseeing import Overseers, seen_within
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.sayings import Saying
from luoshi.core.reading.signs import accounts, bids, headings, papers, reviews
from luoshi.core.reading.splitting import goes_on, tasks_within
from luoshi.core.reading.spreading import (
    called_upon,
    led_only,
    limit_of_all,
    limits_beside,
    owners_ahead,
    says_who,
    with_who,
    without_units,
)
from luoshi.core.reading.structure import Sentence

_EDGE = " \u3000\n。；;、，,"


class Drafter:
    """Collects tasks and passed sentences."""

    def __init__(self, text: str, surroundings: Surroundings, when: Calendar, *, speech: bool) -> None:
        self._text = text
        self.tasks: list[Task] = []
        self.passed: list[Passed] = []
        self._surroundings = surroundings
        self._filler = Filler(text, surroundings, when)
        self._when = when
        self._speech = speech
        self._set_out = _set_out(text)
        self._overseers = Overseers(self.tasks)
        self._judge = Judge(text, when)

    def passage(self, passage: Passage) -> None:
        """Takes one passage: as one task, as a few, or sentence by sentence."""
        self._judge.begin()
        passage = led_only(passage)
        context = self._context(passage)
        owned = passage.sentences()
        since = len(self.tasks)
        self._overseers.begin(passage, since)
        seen = seen_within(passage, owned)
        if seen and (only := [one.sentence for one in seen if not (one.ahead or one.more)]):
            self.passed += [Passed(*_span(passage, sentence), "owner") for sentence in only]
            owned = [one for one in owned if one not in only]
        if owned:
            self._read(passage, owned, context)
        self._overseers.end(self.tasks, passage, seen, since)

    def _read(self, passage: Passage, owned: list[Sentence], context: Context) -> None:
        text = passage.block.flow.text
        labelled = "：" in text or ":" in text
        if labelled and (remedy := _remedy(passage)):  # 「存在问题：……。督办意见：……。」
            wrong = [one for one in owned if one.start < remedy.start()]
            self.passed += [Passed(*_span(passage, sentence), "analysis") for sentence in wrong]
            passage, owned = replace(passage, start=remedy.end()), owned[len(wrong) :]
        reason = _reason_in_label(passage) if labelled else None
        if passage.inherited or passage.means or self._set_out:
            reason = reason or self._reason_for_all(passage, owned, context)
        if reason:
            self.passed += [Passed(*_span(passage, sentence), reason) for sentence in owned]
            return
        if passage.sayings and (told := self._told(passage, owned)):
            self.passed += [Passed(*_span(passage, sentence), "prose") for sentence in told]
            owned = [one for one in owned if one not in told]
        together = passage.sayings and owned and not (passage.heads and len(owned) > 1) and not _is_of_stage(passage)
        if together and self._holds_task(passage, owned, context):
            works = itemise(self._judge, passage, owned, context)
            limits = limits_beside(passage, [item for item, _ in works], self._when)
            for (item, alone), within in zip(works, limits, strict=True):
                whose = without_units(passage) if alone else passage
                whose = replace(whose, within=within) if within else whose
                self._keep(whose, item, one=len(works) == 1)
        else:
            self._one_by_one(passage, owned, context)

    def _reason_for_all(self, passage: Passage, owned: list[Sentence], context: Context) -> str | None:
        """Why nothing that a passage says is a task."""
        if passage.inherited and passage.block.number is None and len(owned) == 1 and self._only_sets_out(passage):
            return "analysis"
        origin = self._set_out and self._is_origin(passage, owned, context)
        return "prose" if origin or passage.means else None

    def _only_sets_out(self, passage: Passage) -> bool:
        """A paragraph of its own, over the work of the same owners, that gives them nothing to do."""
        words = passage.words(passage.sentences()[0])
        if not any(said.shared for said in passage.sayings) or len(words) > REACH:
            return False
        if is_action(words) or bids.BIDDEN.search(words) or bids.MODAL.search(words) or bids.CHANGE.search(words):
            return False
        return words.endswith("。") and not (self._judge.has_own(words) or self._judge.has_owner(words))

    def _is_origin(self, passage: Passage, owned: list[Sentence], context: Context) -> bool:
        """What a leader wrote on a paper, without a day or a measure, where what it came to is set out further on."""
        flow = passage.block.flow
        if flow.place(passage.start) > self._set_out or not accounts.INSTRUCTED.search(flow.text):
            return False
        return not any(
            self._judge.has_own(passage.words(one)) and self._judge.reason(passage, one, context) is None
            for one in owned
        )

    def _told(self, passage: Passage, owned: list[Sentence]) -> list[Sentence]:
        """Those of an owner's sentences that tell him nothing to do."""
        several = len(owned) > 1
        leads = several and headings.LEADS_TO.search(passage.words(owned[-1])) is not None
        last = len(owned) - 1
        idle = owned[:1] if len(owned) > 1 and self._is_idle(passage, owned[0]) else []
        return [
            one
            for at, one in enumerate(owned)
            if one in idle
            or _is_told(words := passage.words(one))
            or (at < last and is_background(words) and not self._judge.has_owner(words[:REACH]))
            or (several and (is_fact(words) or tells_nothing(words.strip(_EDGE))))
            or (leads and not (bids.BIDDEN.search(words) or self._judge.has_due(words)))
        ]

    def _is_idle(self, passage: Passage, first: Sentence) -> bool:
        """Whether the first of several sentences under their owners is a maxim, or says how things are."""
        words = passage.words(first)
        if (
            not passage.inherited
            or len(words) > _LONGEST_MAXIM
            or self._judge.has_own(words)
            or self._judge.has_owner(words)
        ):
            return False
        return is_idle(words) is not None

    def _context(self, passage: Passage) -> Context:
        context = self._surroundings.of(passage)
        return under(context, passage.block.section, passage.block.flow.text, speech=self._speech)

    def _holds_task(self, passage: Passage, owned: list[Sentence], context: Context) -> bool:
        found = any(self._judge.reason(passage, one, context) is None for one in owned)
        return found or (
            is_titled(self._judge, passage, owned)
            and not all(self._judge.reason(passage, one, context) in _TELLS for one in owned[1:])
            and not context.demands
            and not reviews.HEARD.match(passage.words(owned[0]).strip(_EDGE))
        )

    def _one_by_one(self, passage: Passage, owned: list[Sentence], context: Context) -> None:
        """Sentence by sentence: some go on with the task before them, some hold several."""
        kept: list[Sentence] = []
        in_goals = in_outline = False
        of_all = None
        judged = ""
        text = passage.block.flow.text
        titled = not passage.sayings and passage.titled
        if titled:
            owned = with_who(text, owned)
        for index, sentence in enumerate(owned):
            words = text[sentence.start : sentence.end]
            heads = titled and index == 0 and len(owned) > 1 and not holds_event(words)
            if heads and not self._judge.has_own(words) and not self._judge.has_owner(words):
                self.passed.append(Passed(*_span(passage, sentence), "heading"))
                continue
            if (
                index + 1 < len(owned)
                and self._is_topic(words, context)
                and not self._judge.is_listed(passage, sentence)
            ):
                self.passed.append(Passed(*_span(passage, sentence), "heading"))
                continue
            if kept and (said := limit_of_all(passage, sentence, self._when)):
                of_all = said
                self.passed.append(Passed(*_span(passage, sentence), "owner"))
                continue
            outlined, half = in_outline, words[-1:] in "；;"
            in_outline = half and (outlined or opens_outline(words))
            if outlined:
                self.passed.append(Passed(*_span(passage, sentence), "principle"))
                continue
            adjoins = bool(kept) and kept[-1].end == sentence.start
            if adjoins and in_goals and (is_goal(words) or keeps_pace(words)):
                kept[-1] = Sentence(kept[-1].start, sentence.end)
                continue
            in_goals = words[-1:] in "；;" and headings.GOALS_LISTED.search(words[:80]) is not None
            if adjoins and self._goes_on(passage, kept[-1], words, context):
                kept[-1] = Sentence(kept[-1].start, sentence.end)
                continue
            if reason := self._judge.reason(passage, sentence, context):
                self.passed.append(Passed(*_span(passage, sentence), reason))
                continue
            semicolon = adjoins and _mark_before(passage, sentence) in "；;"
            if semicolon and self._is_figure(judged) and self._is_figure(words):
                kept[-1] = Sentence(kept[-1].start, sentence.end)
                continue
            judged = words
            kept += self._parts(passage, sentence, context)
        self._keep_each(passage, kept, of_all)

    def _is_figure(self, words: str) -> bool:
        """Whether it names a figure to be reached, and nobody who has to do with it."""
        return is_goal(words) and not self._judge.has_owner(words[:REACH])

    def _keep_each(self, passage: Passage, kept: list[Sentence], of_all: Saying | None) -> None:
        """Each is a task, until when and by whom those beside it say. of_all: the limit that is said of them all."""
        if not kept:
            return
        limits, leaders = limits_beside(passage, kept, self._when), leader_ahead(passage, kept)
        owners = owners_ahead(passage, kept)
        for sentence, within, led, before in zip(kept, limits, leaders, owners, strict=True):
            within = within or of_all
            whose = replace(passage, within=within) if within else passage
            whose = replace(whose, charges=[led, *passage.charges]) if led else whose
            whose = replace(whose, sayings=[before]) if before else whose
            if passage.sayings:
                words = passage.words(sentence)
                if self._judge.has_own(words) and is_anothers(self._judge, passage, words, single=False, first=False):
                    whose = replace(whose, sayings=[], reporter=None)
            elif called := self._called_upon(passage, sentence):
                whose = replace(whose, sayings=[called])
            self._keep(whose, sentence)

    def _called_upon(self, passage: Passage, sentence: Sentence) -> Saying | None:
        """「石油公司也来了吧？……」: whose is what stands behind, if it names nobody."""
        if not self._speech or self._judge.has_owner(passage.words(sentence)[:REACH]):
            return None
        return called_upon(passage, sentence)

    def _parts(self, passage: Passage, sentence: Sentence, context: Context) -> list[Sentence]:
        """A sentence's tasks; a part of it that only says how things are, or by what one goes, is none."""
        pieces = tasks_within(passage.words(sentence))
        if len(pieces) < 2:
            return [sentence]
        parts = [Sentence(sentence.start + start, sentence.start + end) for start, end in pieces]
        kept = []
        for part in parts:
            reason = self._judge.reason_of(passage, part, context)
            if (
                reason in _BESIDE
                or (reason == "norm" and part is parts[-1])
                or reviews.HOW_IT_STANDS.search(passage.words(part))
            ):
                self.passed.append(Passed(*_span(passage, part), reason or "analysis"))
            else:
                kept.append(part)
        return kept

    def _is_topic(self, words: str, context: Context) -> bool:
        """「二是提升服务质量。」 before what is to be done for it."""
        if context.owned or not _TOPIC.fullmatch(words) or self._judge.has_own(words):
            return False
        return _COUNTED_OFF.match(words) is not None or not self._judge.has_owner(words)

    def _goes_on(self, passage: Passage, before: Sentence, words: str, context: Context) -> bool:
        """Whether a sentence belongs to the task before it: it only says until when, or follows a semicolon without an
        owner, time or measure of its own."""
        if goes_on(words):
            return not subject_owners(words[:REACH], bare=True).any()
        if adds_only(words) or (_SAYS_WHO.search(words) and self._is_ownerless(passage, before) and says_who(words)):
            return True
        semicolon = passage.block.flow.text[before.end - 1] in "；;"
        owned = semicolon and self._judge.has_owner(passage.words(before)[:_HEAD])
        return owned and not (self._judge.has_own(words) or self._judge.has_owner(words[:REACH]))

    def _is_ownerless(self, passage: Passage, before: Sentence) -> bool:
        return not passage.sayings and not self._judge.has_owner(passage.words(before)[:_HEAD])

    def _keep(self, passage: Passage, sentence: Sentence, *, one: bool = True) -> None:
        self.tasks.append(self._filler.task(passage, sentence, one=one))


_LONGEST_MAXIM = 60
_HEAD = 300
"""Whose a task is that goes on and on is looked for within so much of it: all of it would be read with each clause."""
_TELLS = ("analysis", "review", "slogan", "note")
_BESIDE = ("analysis", "slogan")
_TOPIC = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}[是要]|(?:第[一二三四五六七八九十][个件]?|头一个|再一个|还有一个|最后一个)[，,、]|首先[，,]|其次[，,]|再次[，,]|最后[，,])[^，,、：:；;\d]{2,16}(?:[，,][^，,、：:；;\d]{2,8})?[。！]"
)
_COUNTED_OFF = re.compile("第[一二三四五六七八九十]个|头一个|再一个|还有一个|最后一个")
"""「第三个，老校区改造。」: whatever it sounds like, it is but named."""
_SAYS_WHO = re.compile("组织，|牵头|负责|主办|实施")


def _set_out(text: str) -> int:
    """Where a document says that its tasks follow: 「现就批示事项督办如下：」; 0 if it does not."""
    found = _FOLLOWS.search(text) if "如下" in text or "函告" in text else None
    return found.start() if found and _ITEM.search(text, found.end(), found.end() + _NEAR_BY) else 0


_FOLLOWS = re.compile(
    r"现[就将把][^。\n]{2,60}(?:如下|函告|交办)|(?:任务|事项|责任|工作)(?:分解|分工|交办|安排)如下|[函交]告如下"
)
_ITEM = re.compile(r"\n\s*(?:[（(]?[一二三四五1][)）]?[、．.]|[（(]一[)）]|[\u4e00-\u9fff]{2}[一1][:：]|\|)")
_NEAR_BY = 200


def _remedy(passage: Passage) -> re.Match[str] | None:
    """Where a passage that tells what is wrong says what is to be done about it."""
    text = passage.block.flow.text
    if not accounts.PROBLEM.match(text, passage.start):
        return None
    return accounts.REMEDY.search(text, passage.start, passage.end)


def _reason_in_label(passage: Passage) -> str | None:
    """Why a passage that begins with a label says nothing that is a task: 「存在问题：……」, 「参加人员：……」."""
    text = passage.block.flow.text
    if accounts.PROBLEM.match(text, passage.start):
        return "analysis"
    if papers.PRESENT.match(text) or (passage.block.number is None and papers.STANDARD.match(text)):
        return "note"
    return None


def _is_of_stage(passage: Passage) -> bool:
    """「巩固阶段（7月1日以后）。……」: what stands before says only when."""
    return all(not one.owners.any() and one.start < passage.start for one in passage.sayings)


def _is_told(words: str) -> bool:
    """What was, what a paper says, and what a letter says of what comes with it."""
    return bool(reviews.RETOLD.match(words.strip()) or is_letter(words[:300]))


def _mark_before(passage: Passage, sentence: Sentence) -> str:
    """The mark that ends the sentence before."""
    return passage.block.flow.text[max(sentence.start - 1, 0) : sentence.start].strip() or "。"


def _span(passage: Passage, sentence: Sentence) -> Span:
    flow = passage.block.flow
    return flow.span(*trimmed(flow.text, sentence))
