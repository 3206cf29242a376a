"""Plays the demonstration's script through the product's verbs, day by day, up to today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from luoshi.appraisal.actions import close_month
from luoshi.core.timing.periods import Period, ReportingCalendar
from luoshi.core.timing.workdays import Workdays
from luoshi.demo.course import Course, Month
from luoshi.demo.observing import Observing
from luoshi.demo.people import People, succeed_on
from luoshi.demo.photo import site_photo
from luoshi.demo.phrases import sentence
from luoshi.demo.script import KINDS, LEVELS, ORIGINS, Part, county_file
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Filing, Line, LineRole, Node, Verdict
from luoshi.org.acting import By

CALENDAR = ReportingCalendar()


@dataclass
class Live:
    """A matter of the script while it is played."""

    part: Part
    course: Course
    matter: UUID
    line: UUID
    nodes: list[UUID] = field(default_factory=list)
    claimed_on: date | None = None
    blocker: UUID | None = None
    words: str = ""
    ended: bool = False
    asked_for_time: bool = False


@dataclass
class Play:
    """The play: who is who, what is under way, and the chance that decides the rest."""

    people: People
    chance: Random
    today: date
    observing: Observing
    figures: dict[date, list[tuple[dict[str, Any], int, int]]]
    """Day → the statistics that come out on it."""
    newcomers: dict[date, list[dict[str, str]]]
    """Day → the leaders who come into a post on it."""
    days: Workdays = field(default_factory=Workdays)
    live: dict[str, Live] = field(default_factory=dict)
    _queue: dict[date, list[tuple[Live, int, dict[str, str]]]] = field(default_factory=dict)
    _cleared: dict[date, list[Live]] = field(default_factory=dict)
    _late: dict[date, list[tuple[str, str, Live, Month]]] = field(default_factory=dict)
    _to_verify: list[tuple[UUID, Live]] = field(default_factory=list)

    def run(self, parts: list[Part], since: date, until: date) -> None:
        """Every working day from one to another, never today: that is for whoever looks at it."""
        issued = defaultdict(list)
        for part in parts:
            issued[part.issued].append(part)
        day = since
        while day <= until and day < self.today:
            if self.days.is_workday(day) or day in issued or day in self.figures or day in self.newcomers:
                with transaction.atomic():
                    self._day(day, issued.get(day, []))
            day += timedelta(days=1)

    def _day(self, day: date, fresh: list[Part]) -> None:
        with clock.at(clock.moment(day, 8, 30)):
            succeed_on(self.people, clock.moment(day, 8, 30), self.newcomers.get(day, []))
        if fresh:
            self._issue(day, fresh)
        self._silence(day)
        self._claims(day)
        self._plans(day)
        self._blockers(day)
        self._requests(day)
        self._reports(day)
        self._verify(day)
        self._close(day)
        self._ends(day)
        self.observing.enter(day, self.figures.get(day, []))

    # --- decide

    def _issue(self, day: date, fresh: list[Part]) -> None:
        moment = clock.moment(day, 10, 20)
        by = self.people.by("督查办/clerk", moment)
        spoken = [part for part in fresh if part.key not in self.live]
        with clock.at(moment):
            made = actions.issue(by, [self._decided(part) for part in spoken])
        for part, matter in zip(spoken, made, strict=True):
            self.follow(part, matter)

    def _decided(self, part: Part) -> actions.Decided:
        units = self.people.units
        return actions.Decided(
            title=part.title,
            unit=units[part.lead],
            matter_kind=KINDS.get(part.kind, part.kind),
            due=part.due,
            text=part.title,
            leader=self.people.posts.get(f"leader/{part.post}"),
            others=tuple(actions.LineWanted(units[co], LineRole.CO) for co in part.co if co in units),
            measures=tuple(_measure(measure) for measure in part.measures),
            origin_level=LEVELS.get(part.origin.get("level", "县"), "county"),
            origin_kind=ORIGINS.get(part.origin.get("kind", "会议"), "meeting"),
            origin_number=str(part.origin.get("document", "")).replace("{year}", str(part.issued.year)),
            origin_leader=self.people.posts.get(f"leader/{part.origin.get('leader')}"),
            origin_words=part.words or part.title,
            programme=part.programme,
        )

    def follow(self, part: Part, matter: UUID) -> None:
        """Takes an issued matter into the play."""
        line = Line.rows.values_list("uuid", flat=True).get(matter=matter, role=LineRole.LEAD)
        chance = Random(f"{part.key}/{self.chance.random()}")
        self.live[part.key] = Live(part, Course(part, chance), matter, line)

    # --- plan

    def _silence(self, day: date) -> None:
        with clock.at(clock.moment(day, 0, 10)):
            actions.accept_by_silence(self.people.by("督查办/clerk", clock.moment(day, 0, 10)))

    def _claims(self, day: date) -> None:
        for unit, some in self._by_unit(one for one in self._open() if one.claimed_on is None).items():
            mine = [one for one in some if self.days.between(one.part.issued, day) >= self._claims_after(one)]
            wanted = {one.line: one for one in mine}
            lines = Line.rows.filter(uuid__in=wanted).values_list("uuid", "claimed_on")
            taken = [line for line, claimed in lines if claimed is None]
            if taken:
                head = self._head(unit, day, 16, 40)
                with clock.at(head.at):
                    actions.claim(
                        head,
                        taken,
                        actions.ClaimWords(head.name, self._section(unit), f"{head.name} 0910-55{len(unit)}"),
                    )
            for one in mine:
                one.claimed_on = day

    def _claims_after(self, one: Live) -> int:
        """Working days until a unit claims; those who never report are settled by silence."""
        if one.part.kind == "instruction":
            return 0
        return 9 if one.part.course == "never_reports" else 1 + hash_of(one.part.key) % 3

    def _section(self, unit: str) -> str:
        return {"town": "党政办公室"}.get(unit, "办公室")

    def _plans(self, day: date) -> None:
        for one in self._open():
            due_in = self.days.between(one.claimed_on, day) if one.claimed_on else -1
            wanted = 0 if one.part.kind == "instruction" else 2 + hash_of(one.part.key) % 3
            late = 7 if one.part.course in ("copied", "stalled") else 0
            if one.nodes or due_in < wanted + late or one.part.course == "never_reports" or not one.part.nodes:
                continue
            head = self._head(one.part.lead, day, 17, 5)
            with clock.at(head.at):
                nodes = [(act.title[:100], act.day, max(1, min(act.weight, 100))) for act in one.part.nodes]
                actions.plan(head, one.line, nodes)
            known = dict(Node.rows.filter(matter=one.matter).values_list("title", "uuid"))
            one.nodes = [known[act.title[:100]] for act in one.part.nodes]

    # --- what holds it up

    def _blockers(self, day: date) -> None:
        for one in self._open():
            found = one.part.blocker
            if not found or one.blocker or found["holder"] not in self.people.units:
                continue
            third = one.part.issued + (one.part.due - one.part.issued) * 0.22
            if day < third or one.claimed_on is None:
                continue
            reporter = self.people.by(f"{one.part.lead}/reporter", clock.moment(day, 15, 30))
            with clock.at(reporter.at):
                one.blocker = actions.raise_blocker(
                    reporter,
                    one.matter,
                    found["kind"] if found["kind"] in BLOCKER_KINDS else "other",
                    found["words"][:100],
                    self.people.units[found["holder"]],
                    needed_by=self.days.add(day, 20),
                )
            self._answer(one, day)

    def _answer(self, one: Live, day: date) -> None:
        """The clearing unit promises a day, moves it, or says that it is another's business."""
        found = one.part.blocker
        assert one.blocker is not None
        answers = (5, 30, 55) if one.part.course != "honest" else (4,)
        if one.course.freed:
            cleared = self.days.next_workday(day + timedelta(days=40 + hash_of(one.part.key) % 50))
            self._cleared.setdefault(cleared, []).append(one)
        elif hash_of(one.part.key) % 5 == 0:
            return
        for step, after in enumerate(answers[: 1 + hash_of(one.part.key) % 3]):
            when = self.days.next_workday(day + timedelta(days=after))
            if when >= self.today or (one.course.freed and after > 35):
                return
            self.later(when, one, step, found)

    def later(self, when: date, one: Live, step: int, found: dict[str, str]) -> None:
        self._queue.setdefault(when, []).append((one, step, found))

    def _requests(self, day: date) -> None:
        """Answers to blockers that fall on this day, and requests for more time with the office's word on them."""
        for one, step, found in self._queue.pop(day, []):
            assert one.blocker is not None
            holder = self.people.by(f"{found['holder']}/head", clock.moment(day, 11, 0))
            words = self._say("blocker_answer", one, day)
            with clock.at(holder.at):
                if one.part.course == "passed_on" and step and found.get("other", one.part.lead) != one.part.lead:
                    actions.disown_blocker(holder, one.blocker, self._say("pass_on", one, day))
                    chief = self.people.by("督查办/chief", clock.moment(day, 16, 0))
                    actions.assign_blocker(chief, one.blocker, self.people.units[found["other"]])
                    found["holder"], found["other"] = found["other"], found["holder"]
                else:
                    actions.answer_blocker(holder, one.blocker, self.days.add(day, 12 + 6 * step), words[:500])
        for one in self._cleared.pop(day, []):
            assert one.blocker is not None
            head = self._head(one.part.lead, day, 16, 20)
            with clock.at(head.at):
                actions.clear_blocker(head, one.blocker, "已解决，恢复施工")
        for one in self._open():
            if one.part.course != "extension" or one.asked_for_time or one.claimed_on is None:
                continue
            if day < one.part.issued + (one.part.due - one.part.issued) * 0.6:
                continue
            one.asked_for_time = True
            head = self._head(one.part.lead, day, 10, 0)
            with clock.at(head.at):
                reason = self._say("extend", one, day)
                asked = actions.request(
                    head, one.matter, "extension", reason, new_due=one.part.due + timedelta(days=45)
                )
            if day + timedelta(days=3) < self.today:
                chief = self.people.by("督查办/chief", clock.moment(day, 17, 30))
                with clock.at(chief.at):
                    actions.rule_request(chief, asked, True, "情况属实，同意延期一次")

    # --- do and report

    def _reports(self, day: date) -> None:
        period = CALENDAR.open_period(day, self.days)
        cutoff = CALENDAR.cutoff_day_of(period, self.days)
        if day == cutoff:
            self._file_all(day, period, cutoff)
        self._file_late(day)
        for one in self._open():
            if (one.part.due - one.part.issued).days < 35 and day == self.days.next_workday(one.part.due):
                self._file(one.part.lead, day, str(period), [(one, one.course.whole())])

    def _file_all(self, day: date, period: Period, cutoff: date) -> None:
        before = CALENDAR.cutoff_day_of(period.previous(), self.days)
        for unit, some in self._by_unit(self._open()).items():
            filed = []
            for one in some:
                if one.claimed_on is None or one.claimed_on > cutoff:
                    continue
                month = one.course.month(before, cutoff)
                if not month.reported:
                    continue
                if month.late_days:
                    when = self.days.add(day, month.late_days)
                    self._late.setdefault(when, []).append((unit, str(period), one, month))
                else:
                    filed.append((one, month))
            self._file(unit, day, str(period), filed)

    def _file_late(self, day: date) -> None:
        for unit, period, one, month in self._late.pop(day, []):
            if not one.ended:
                self._file(unit, day, period, [(one, month)])

    def _file(self, unit: str, day: date, period: str, filed: list[tuple[Live, Month]]) -> None:
        if not filed or unit not in self.people.units:
            return
        hour = 8 + hash_of(unit + period) % 14
        reporter = self.people.by(f"{unit}/reporter", clock.moment(day, hour, hash_of(unit) % 60))
        with clock.at(reporter.at):
            made = actions.file_reports(reporter, [self._report(one, month, period, day) for one, month in filed])
        head = self._head(unit, day, 22, hash_of(unit) % 50)
        unsigned = unit in UNSIGNED and day >= self.today - timedelta(days=6)
        if not unsigned:
            with clock.at(head.at):
                actions.sign_off(head, [ref for ref, _ in made])
        self._to_verify += [(ref, one) for (ref, _), (one, _month) in zip(made, filed, strict=True)]

    def _report(self, one: Live, month: Month, period: str, day: date) -> actions.FiledReport:
        nodes = tuple(one.nodes[place] for place in month.passed if place < len(one.nodes))
        words, no_change = self._words(one, month, day)
        one.words = words
        evidence: tuple[str, ...] = ()
        if nodes and one.part.kind == "key_project" and one.course.chance.random() < 0.35:
            reporter = self.people.by(f"{one.part.lead}/reporter", clock.moment(day, 8))
            share = len(one.course.passed) / max(len(one.part.nodes), 1)
            evidence = (
                actions.attach(reporter, f"{one.part.title[:12]}{period}.png", site_photo(one.course.chance, share)),
            )
        flows = {str(measure["code"]) for measure in one.part.counting if measure["kind"] == "flow"}
        quantities = tuple(
            (code, amount if code in flows else month.totals[code]) for code, amount in month.amounts.items()
        )
        return actions.FiledReport(one.matter, period, words, no_change, nodes, quantities, evidence)

    def _words(self, one: Live, month: Month, day: date) -> tuple[str, str | None]:
        """One sentence, or the reason why nothing changed."""
        part, chance = one.part, one.course.chance
        if part.course == "copied" and one.words:
            return one.words, None
        if month.unchanged and part.course != "contradictory":
            return "", self._say("no_change", one, day).removeprefix("无变化，因为").lstrip("：")
        acts = [part.nodes[place] for place in month.passed]
        following = next((act for place, act in enumerate(part.nodes) if place not in one.course.passed), None)
        if not acts and following is None:
            return "全部节点已完成，正在整理验收资料。", None
        last = acts[-1] if acts else following
        assert last is not None
        target = part.target or Decimal(1)
        total, added = _first(month.totals), _first(month.amounts)
        blanks = {
            "node": last.short,
            "done": last.done,
            "next_node": following.short if following else "",
            "amount": _plain(added) if added else "",
            "before": _plain(total - added),
            "total": _plain(total),
            "target": _plain(part.target),
            "left": _plain(target - total),
            "percent": f"{total / target * 100:.0f}",
        }
        use = "empty" if part.course == "copied" else "progress" if acts else chance.choice(("next", "problem"))
        return self._say(use, one, day, last.phase, **blanks), None

    def _say(self, use: str, one: Live, day: date, phase: str = "", **blanks: str) -> str:
        part = one.part
        known = {
            "measure": part.measures[0]["what"] if part.measures else "",
            "quantity_unit": part.measures[0].get("unit", "") if part.measures else "",
            "holder": part.blocker.get("holder", ""),
            "other": part.blocker.get("other", "") or (part.co[0] if part.co else ""),
            "leader": self._leader_words(part),
            "day": f"{day.month}月{day.day}日",
            "target": _plain(part.target),
            "total": _plain(one.course.total),
        }
        return sentence(one.course.chance, use, part, day.month, known | blanks, phase)

    def _leader_words(self, part: Part) -> str:
        return next((post["short"] for post in county_file("people")["post"] if post["code"] == part.post), "分管领导")

    # --- assess

    def _verify(self, day: date) -> None:
        """In the first week the office goes through what came in; a few it sends back, one or two it finds untrue."""
        if not self._to_verify or self.days.between(date(day.year, day.month, 1) - timedelta(days=1), day) != 3:
            return
        by = self.people.by("督查办/clerk", clock.moment(day, 15, 0))
        known = {
            filing.report: filing
            for filing in _filings([ref for ref, _ in self._to_verify])
            if filing.newest and filing.signed_on and not filing.verdict
        }
        findings = [self._finding(ref, one, day) for ref, one in self._to_verify if ref in known]
        with clock.at(by.at):
            actions.verify(by, findings)
        again = [
            (ref, one)
            for ref, one in self._to_verify
            if any(f.report == ref and f.verdict == Verdict.RETURNED for f in findings)
        ]
        self._to_verify = []
        self._refile(again, known, day)

    def _finding(self, ref: UUID, one: Live, day: date) -> actions.Finding:
        chance = one.course.chance
        if one.part.course == "returned" and chance.random() < 0.5:
            return actions.Finding(ref, Verdict.RETURNED, self._say("return", one, day))
        if one.part.course == "copied" and chance.random() < 0.4:
            return actions.Finding(ref, Verdict.RETURNED, "与上期一字不差，重报做成了什么")
        if one.part.course in ("suddenly_perfect", "contradictory") and chance.random() < 0.25:
            return actions.Finding(ref, Verdict.UNTRUE, self._say("verify_bad", one, day))
        return actions.Finding(ref, Verdict.ACCEPTED, self._say("verify_ok", one, day))

    def _refile(self, again: list[tuple[UUID, Live]], known: dict[UUID, Filing], day: date) -> None:
        for ref, one in again:
            when = self.days.add(day, 2)
            if when < self.today and one.course.chance.random() < 0.7:
                month = Month(True, 0, (), {}, dict(one.course.totals), False)
                self._late.setdefault(when, []).append((one.part.lead, known[ref].period, one, month))

    def _close(self, day: date) -> None:
        period = CALENDAR.open_period(day, self.days).previous()
        grace = CALENDAR.grace_end(period, self.days).date()
        begun = any(one.claimed_on and one.claimed_on <= grace for one in self.live.values())
        if begun and day == self.days.add(grace, 1):
            by = self.people.by("考核办/assessment", clock.moment(day, 11, 30))
            with clock.at(by.at):
                close_month(by, str(period))

    def _ends(self, day: date) -> None:
        """What is done, and reported as done, is asked to be struck off, and is."""
        for one in self._open():
            if not one.nodes or len(one.course.passed) < len(one.part.nodes):
                continue
            short = (one.part.due - one.part.issued).days < 35
            if self.days.between(date(day.year, day.month, 1) - timedelta(days=1), day) != 5 and not short:
                continue
            if not one.course.complete:
                continue
            head = self._head(one.part.lead, day, 9, 40)
            with clock.at(head.at):
                reason = self._say("done", one, day)
                asked = actions.request(head, one.matter, "end", reason[:300], end="done")
            one.ended = True
            if day + timedelta(days=4) >= self.today and hash_of(one.part.key) % 3 == 0:
                continue
            clerk = self.people.by("督查办/chief", clock.moment(day, 17, 10))
            with clock.at(clerk.at):
                actions.rule_request(clerk, asked, True, "佐证齐全，同意办结")

    # --- who is where

    def _open(self) -> list[Live]:
        return [one for one in self.live.values() if not one.ended]

    def _by_unit(self, some: Iterable[Live]) -> dict[str, list[Live]]:
        found: dict[str, list[Live]] = defaultdict(list)
        for one in some:
            found[one.part.lead].append(one)
        return found

    def _head(self, unit: str, day: date, hour: int, minute: int = 0) -> By:
        return self.people.by(f"{unit}/head", clock.moment(day, hour, minute))


BLOCKER_KINDS = ("land", "funds", "permits", "demolition", "utilities", "other")
UNSIGNED = ("住建局", "金溪镇", "文旅局")
"""Units whose heads have still to sign what was sent in the last days: something waits on their desks."""


def hash_of(text: str) -> int:
    """A number of a text, the same on every machine and in every run."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(text))


def _measure(found: dict[str, object]) -> actions.MeasureWanted:
    value = found.get("value")
    return actions.MeasureWanted(
        code=str(found["code"]),
        name=str(found["what"])[:60],
        op=str(found["op"]),
        value=Decimal(str(value)) if value is not None else None,
        unit_of_measure=str(found.get("unit", "")),
        measure_kind=str(found["kind"]),
        direction=int(str(found.get("direction", 1))),
    )


def _first(counted: dict[str, Decimal]) -> Decimal:
    return next(iter(counted.values()), Decimal(0))


def _plain(value: Decimal | None) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if value is not None and value % 1 else f"{value or 0:.0f}"


def _filings(refs: list[UUID]) -> Iterable[Filing]:
    return Filing.rows.filter(report__in=refs)
