"""How the check before a sealing stands: opened or not, till when, who has said what, what is not decided yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from luoshi.appraisal.models import CheckObjection, CheckOpened, CheckRuling, Closing, DataCheck
from luoshi.appraisal.subjects import kind_of, ranked_in
from luoshi.appraisal.terms import Term
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring.teams import LEADS
from luoshi.org.rules import setting


@dataclass(frozen=True, slots=True)
class Checked:
    """A period's check as it stands. `rulings`: (word, item) → what was decided."""

    opened: CheckOpened
    words: dict[UUID, DataCheck]
    """Unit → its newest word."""
    objections: list[CheckObjection]
    """Of the newest words, in the units' own order."""
    rulings: dict[tuple[UUID, str], CheckRuling]

    @property
    def undecided(self) -> list[CheckObjection]:
        return [one for one in self.objections if (one.fact_id, one.item) not in self.rulings]

    def is_over(self, day: date) -> bool:
        """The days for it are past: who said nothing has confirmed."""
        return day > self.opened.until


@dataclass(frozen=True, slots=True)
class Check:
    """What a desk asks of a period's check: who has said something, and how many objections nobody has decided."""

    until: date
    words: dict[UUID, DataCheck]
    """Unit → its newest word."""
    undecided: int

    def is_over(self, day: date) -> bool:
        return day > self.until


def opened_check(term: Term) -> CheckOpened | None:
    return CheckOpened.rows.filter(scheme=term.code, period=str(term.period)).first()


def checked(term: Term) -> Checked | None:
    """None where the units were not asked. Four SELECTs."""
    opened = opened_check(term)
    if opened is None:
        return None
    words = {one.unit: one for one in DataCheck.rows.filter(opened=opened.uuid).order_by("at", "uuid")}
    newest = [one.uuid for one in words.values()]
    objections = list(CheckObjection.rows.filter(fact__in=newest).order_by("id"))
    rulings = CheckRuling.rows.filter(check_fact__in=newest)
    return Checked(opened, words, objections, {(one.check_fact, one.item): one for one in rulings})


def checks(opened: Mapping[Term, tuple[UUID, date]]) -> dict[Term, Check]:
    """Of all these periods at once; given which opening each has, and until when. One SELECT."""
    if not opened:
        return {}
    ruled = CheckRuling.rows.filter(check_fact=OuterRef("fact"), item=OuterRef("item"))
    waiting = CheckObjection.rows.filter(~Exists(ruled), fact=OuterRef("pk")).order_by().values("fact")
    undecided = Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n")), 0)
    wanted = [uuid for uuid, _until in opened.values()]
    said: QuerySet[Any] = DataCheck.rows.filter(opened__in=wanted).annotate(undecided=undecided)
    newest: dict[UUID, dict[UUID, Any]] = defaultdict(dict)
    for word in said.order_by("at", "uuid"):
        newest[word.opened][word.unit] = word
    return {
        term: Check(until, newest[uuid], sum(word.undecided for word in newest[uuid].values()))
        for term, (uuid, until) in opened.items()
    }


def needs_check(day: date) -> bool:
    """Whether the county lets units check before sealing."""
    return bool(setting("data_check_days", day))


def asks_check(term: Term, day: date) -> bool:
    """Whether a period's figures are checked before sealing; of lead officials nobody is asked."""
    return needs_check(day) and kind_of(term) != LEADS


def must_be_checked(term: Term, day: date) -> None:
    """Raises BadInput while a period's figures have not been checked. A correction is not checked again."""
    if not asks_check(term, day) or is_closed(term):
        return
    found = checked(term)
    if found is None:
        problem = f"{term.label}的数据还没有交各单位核对"
        raise BadInput(Fault(problem, "先点“交各单位核对”；县里不要这一步的，在设置里把核对天数改为 0", "数据核对"))
    if found.undecided:
        problem = f"还有 {len(found.undecided)} 条数据异议没有答复"
        raise BadInput(Fault(problem, "逐条答复后再关账", "数据核对"))
    if not found.is_over(day) and not everybody_confirmed(found.words, term):
        until = found.opened.until
        problem = f"各单位核对到{until.month}月{until.day}日，还没有到期"
        raise BadInput(Fault(problem, "到期没有异议的视为确认；都确认了可以提前关账", "数据核对"))


def is_closed(term: Term) -> bool:
    return Closing.rows.filter(scheme=term.code, period=str(term.period)).exists()


def everybody_confirmed(words: Collection[UUID], term: Term) -> bool:
    return {uuid for uuid, one in ranked_in(term).of.items() if one.units} <= set(words)
