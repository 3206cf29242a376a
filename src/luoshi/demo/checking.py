"""The units' own check of their figures, and the one appeal that was upheld."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from luoshi.appraisal.actions import Objection, appeal, check_figures, decide_appeal, open_check, rule_objection
from luoshi.appraisal.figures import unit_figures
from luoshi.appraisal.models import Score
from luoshi.appraisal.terms import Term
from luoshi.demo.company import Company
from luoshi.demo.observing import WHO
from luoshi.demo.photo import paper_photo
from luoshi.facts import clock
from luoshi.facts.canonical import decimal_text
from luoshi.matters.actions import attach
from luoshi.matters.queries.figure import REPORTS
from luoshi.org.directory import directory

CONFIRMS, OBJECTS = "交通局", "住建局"


@dataclass
class Checking:
    """Who says what before a month is sealed, and after it is out."""

    company: Company

    def work(self, day: date, grace: date, period: str, *, with_words: bool) -> None:
        """On the day of the grace the figures go to the units; the next day some of them answer."""
        people = self.company.people
        if day == grace:
            by = people.by(WHO, clock.moment(day, 10, 30))
            with clock.at(by.at):
                open_check(by, period)
        if with_words and day == self.company.days.add(grace, 1):
            self._words(day, period)

    def _words(self, day: date, period: str) -> None:
        units = self.company.people.units
        confirming = self.company.head(CONFIRMS, day, 9, 5)
        with clock.at(confirming.at):
            check_figures(confirming, units[CONFIRMS], period)
        objecting = self.company.head(OBJECTS, day, 10, 15)
        late = next(one for one in unit_figures(Term.parse(period), units[OBJECTS], day) if one.item == REPORTS)
        n = len(late.against)
        claim = Objection(REPORTS, f"{n - 1} 件", "有一件截止当晚已经发出，断了网，第二天早上才传到")
        with clock.at(objecting.at):
            word = check_figures(objecting, units[OBJECTS], period, [claim] if n else [])
        if not n:
            return
        deciding = self.company.people.by(WHO, clock.moment(day, 16, 40))
        reason = "以系统收到的时刻为准；断网时填的存在本机，联网后当晚补送的不算逾期，第二天送的按逾期计"
        with clock.at(deciding.at):
            rule_objection(deciding, word, REPORTS, upheld=False, reason=reason)

    def appeal(self, day: date, period: str, town: Score, item: str, more: Decimal) -> None:
        """A town shows that an amount counted elsewhere is its own, and is right."""
        name = directory(day).unit_name(town.unit)
        filing = self.company.head(name, day, 9, 20)
        with clock.at(filing.at):
            filed = appeal(
                filing,
                town.unit,
                period,
                item,
                f"再加 {decimal_text(more)} 亿元",
                "有一个项目在我镇地界内施工，入库时填成了邻镇，附入库通知和红线图",
                attach(filing, "入库通知和红线图.png", paper_photo(Random(period))),
            )
        deciding = self.company.people.by(WHO, clock.moment(day, 16, 10))
        with clock.at(deciding.at):
            decide_appeal(deciding, filed, upheld=True, words="与县统计局核对属实，由统计局出具更正函，按更正数重排")
