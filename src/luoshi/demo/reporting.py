"""The demonstration's months: what units report, what their heads sign, what the office finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.timing.periods import Period
from luoshi.demo.company import CALENDAR, Company, Live, hash_of, plain
from luoshi.demo.course import Month
from luoshi.demo.photo import site_photo
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Filing, Verdict

UNSIGNED = ("住建局", "文旅局", "园区管委会")
"""Units whose heads have still to sign what was sent in the last days: something waits on their desks."""
EARLY = 3
"""How many reports each of them sends before it must, at most half of what it owes."""

SAME_SINCE = 4
"""From this month on two towns send the same paragraph."""


@dataclass
class Reporting:
    """Reports and their verification, day by day."""

    company: Company
    _late: dict[date, list[tuple[str, str, Live, Month]]] = field(default_factory=dict)
    _to_verify: list[tuple[UUID, Live, Month]] = field(default_factory=list)

    def report(self, day: date) -> None:
        period = CALENDAR.open_period(day, self.company.days)
        cutoff = CALENDAR.cutoff_day_of(period, self.company.days)
        if day == cutoff:
            self._file_all(day, period, cutoff)
        self._file_late(day)
        for one in self.company.open():
            if one.nodes and day == self.company.finishing(one.part):
                self._file(one.part.lead, day, str(period), [(one, one.course.whole())])

    def on_the_eve(self, day: date) -> None:
        """What the reporters of some units sent last evening waits for their heads this morning."""
        period = str(CALENDAR.open_period(day, self.company.days))
        for unit in UNSIGNED:
            mine = [one for one in self.company.open() if one.part.lead == unit and one.claimed_on]
            reporter = self.company.people.by(f"{unit}/reporter", clock.moment(day, 19, 20))
            words = [self.company.say("next", one, day) for one in mine[: min(EARLY, len(mine) // 2)]]
            filed = [actions.FiledReport(one.matter, period, said) for one, said in zip(mine, words, strict=False)]
            with clock.at(reporter.at):
                actions.file_reports(reporter, filed)

    def _file_all(self, day: date, period: Period, cutoff: date) -> None:
        for unit, some in self.company.by_unit(self.company.open()).items():
            filed = []
            for one in some:
                if one.claimed_on is None or one.claimed_on > cutoff:
                    continue
                month = one.course.month(cutoff, planned=bool(one.nodes))
                if not month.reported:
                    continue
                if month.late_days:
                    when = self.company.days.add(day, month.late_days)
                    self._late.setdefault(when, []).append((unit, str(period), one, month))
                else:
                    filed.append((one, month))
            self._file(unit, day, str(period), filed)

    def _file_late(self, day: date) -> None:
        for unit, period, one, month in self._late.pop(day, []):
            if not one.ended:
                self._file(unit, day, period, [(one, month)])

    def _file(self, unit: str, day: date, period: str, filed: list[tuple[Live, Month]]) -> None:
        if not filed or unit not in self.company.people.units:
            return
        hour = 8 + hash_of(unit + period) % 14
        reporter = self.company.people.by(f"{unit}/reporter", clock.moment(day, hour, hash_of(unit) % 60))
        with clock.at(reporter.at):
            made = actions.file_reports(reporter, [self._report(one, month, period, day) for one, month in filed])
        head = self.company.head(unit, day, 22, hash_of(unit) % 50)
        unsigned = unit in UNSIGNED and day >= self.company.today - timedelta(days=6)
        if not unsigned:
            with clock.at(head.at):
                actions.sign_off(head, [ref for ref, _ in made])
        self._to_verify += [(ref, one, month) for (ref, _), (one, month) in zip(made, filed, strict=True)]

    def _report(self, one: Live, month: Month, period: str, day: date) -> actions.FiledReport:
        passed = [*one.unticked, *month.passed]
        one.unticked = [] if one.nodes else passed
        nodes = tuple(one.nodes[place] for place in passed if place < len(one.nodes))
        words, no_change = self._words(one, month, day)
        one.words = words
        evidence: tuple[str, ...] = ()
        if nodes and one.part.kind == "key_project" and one.course.chance.random() < 0.35:
            reporter = self.company.people.by(f"{one.part.lead}/reporter", clock.moment(day, 8))
            share = len(one.course.passed) / max(len(one.part.nodes), 1)
            evidence = (
                actions.attach(reporter, f"{one.part.title[:12]}{period}.png", site_photo(one.course.chance, share)),
            )
        flows = {str(measure["code"]) for measure in one.part.counting if measure["kind"] == "flow"}
        given = self.company.given(one)
        quantities = tuple(
            (code, amount if code in flows else month.totals[code])
            for code, amount in month.amounts.items()
            if code not in given
        )
        return actions.FiledReport(one.matter, period, words, no_change, nodes, quantities, evidence)

    def _words(self, one: Live, month: Month, day: date) -> tuple[str, str | None]:
        """One sentence, or the reason why nothing changed."""
        part, chance = one.part, one.course.chance
        if part.cast == "same_paragraph" and day.month >= SAME_SINCE:
            return self.company.say("same_paragraph", one, day), None
        if part.course == "copied" and one.words:
            return one.words, None
        if month.unchanged and part.course != "contradictory":
            return "", self.company.say("no_change", one, day).removeprefix("无变化，因为").lstrip("：")
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
            "amount": plain(added) if added else "",
            "before": plain(total - added),
            "total": plain(total),
            "target": plain(part.target),
            "left": plain(target - total),
            "percent": f"{total / target * 100:.0f}",
        }
        use = "empty" if part.course == "copied" else "progress" if acts else chance.choice(("next", "problem"))
        return self.company.say(use, one, day, last.phase, **blanks), None

    def verify(self, day: date) -> None:
        """Before the month is sealed the office goes through what came in: a few it sends back, one or two it finds
        untrue. What has leapt it looks at first, and what came late in the month's first week."""
        if self._to_verify and day == (grace := self._grace_of(day)):
            self._verify(day, [asked for asked in self._to_verify if self._leaps(*asked[1:])])
        elif self._to_verify and (day == self.company.days.add(grace, 1) or self._third(day)):
            self._verify(day, self._to_verify)
            self._to_verify = []

    def _third(self, day: date) -> bool:
        """The third working day of a month."""
        return self.company.days.between(date(day.year, day.month, 1) - timedelta(days=1), day) == 3

    def _grace_of(self, day: date) -> date:
        period = CALENDAR.open_period(day, self.company.days).previous()
        return CALENDAR.grace_end(period, self.company.days).date()

    def _verify(self, day: date, asked: list[tuple[UUID, Live, Month]]) -> None:
        by = self.company.people.by("督查办/clerk", clock.moment(day, 15, 0))
        known = {
            filing.report: filing
            for filing in _filings([ref for ref, _, _ in asked])
            if filing.newest and filing.signed_on and not filing.verdict
        }
        checked = [(ref, one, month) for ref, one, month in asked if ref in known]
        if not checked:
            return
        findings = [self._finding(ref, one, month, day) for ref, one, month in checked]
        with clock.at(by.at):
            actions.verify(by, findings)
        for (_, one, month), finding in zip(checked, findings, strict=True):
            if finding.verdict == Verdict.RETURNED:
                self._refile(one, month, known[finding.report].period, day)
            elif finding.verdict == Verdict.UNTRUE:
                one.course.take_back(month)
                one.course.caught = True

    def _finding(self, ref: UUID, one: Live, month: Month, day: date) -> actions.Finding:
        chance = one.course.chance
        if one.part.course == "returned" and chance.random() < 0.5:
            return actions.Finding(ref, Verdict.RETURNED, self.company.say("return", one, day))
        if one.part.course == "copied" and chance.random() < 0.4:
            return actions.Finding(ref, Verdict.RETURNED, "与上期一字不差，重报做成了什么")
        if self._too_good(one, month):
            return actions.Finding(ref, Verdict.UNTRUE, self.company.say("verify_bad", one, day))
        return actions.Finding(ref, Verdict.ACCEPTED, self.company.say("verify_ok", one, day))

    def _too_good(self, one: Live, month: Month) -> bool:
        """What leaps at once, or counts what no node has seen, is looked at on the spot."""
        if one.part.course == "suddenly_perfect":
            return self._leaps(one, month)
        return one.part.course == "contradictory" and one.course.chance.random() < 0.25

    def _leaps(self, one: Live, month: Month) -> bool:
        return one.part.course == "suddenly_perfect" and any(
            amount > Decimal(str(m["value"])) / 3 for m, amount in _counted(one, month)
        )

    def _refile(self, one: Live, month: Month, period: str, day: date) -> None:
        """What was sent back comes again two days later with what it counted, or with the next month's report."""
        when = self.company.days.add(day, 2)
        if when < self.company.today and one.course.chance.random() < 0.7:
            self._late.setdefault(when, []).append((one.part.lead, period, one, month))
        else:
            one.course.take_back(month)


def _counted(one: Live, month: Month) -> list[tuple[dict[str, Any], Decimal]]:
    return [(m, month.amounts[str(m["code"])]) for m in one.part.counting if str(m["code"]) in month.amounts]


def _first(counted: dict[str, Decimal]) -> Decimal:
    return next(iter(counted.values()), Decimal(0))


def _filings(refs: list[UUID]) -> Iterable[Filing]:
    return Filing.rows.filter(report__in=refs)
