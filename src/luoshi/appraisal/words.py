"""Words for the codes of the appraisal: groups, rules, figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.appraisal.offered import OFFERED
from luoshi.appraisal.rules import is_own, source_of
from luoshi.appraisal.terms import Term
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods import METHODS
from luoshi.core.scoring.sentences import REASONS, percent, plain
from luoshi.core.timing.periods import Period
from luoshi.matters.queries.pooling import CAP, Sum, sums
from luoshi.matters.queries.pooling import percent as mean
from luoshi.matters.queries.supervision import SUPERVISION

GROUPS: dict[str, str] = {
    "towns": gettext_noop("镇办"),
    "economic": gettext_noop("经济部门"),
    "general": gettext_noop("综合部门"),
    "vertical": gettext_noop("垂管单位"),
}
"""Appraisal groups in the order in which they are shown."""

MEASURES: dict[str, str] = {code: one.measure for code, one in OFFERED.items()}
"""The loop's own items → what their figures count."""

TIES: dict[str, str] = {
    "competition": gettext_noop("同分并列、后面的名次空出"),
    "dense": gettext_noop("同分并列、后面的名次不空"),
    "average": gettext_noop("同分取平均名次"),
}
VETOES: dict[str, str] = {
    "no_grade": gettext_noop("一票否决的不评等次"),
    "zero": gettext_noop("一票否决的计零分"),
    "last": gettext_noop("一票否决的排末位"),
}


def grade(name: str, share: Decimal | None, score: Decimal | None) -> str:
    """「优秀 前 30%」, 「良好 80 分以上」; without either the grade of all who are left."""
    parts = [_("前 {share}").format(share=percent(float(share)))] if share is not None else []
    if score is not None:
        parts.append(_("{score} 分以上").format(score=plain(score)))
    return f"{name} {'、'.join(parts)}".strip() if parts else _("{name} 其余").format(name=name)


def group_name(group: str) -> str:
    return _(GROUPS[group]) if group in GROUPS else group


def group_place(group: str) -> tuple[int, str]:
    """For sorting groups as they are shown."""
    return (list(GROUPS).index(group) if group in GROUPS else len(GROUPS), group)


def month_name(period: str, year: int | None = None) -> str:
    """10月; with the year where it is not the one named."""
    month = Period.parse(period)
    return _("{month}月").format(month=month.number) if month.year == year else month.label


def term_name(term: Term, year: int | None = None) -> str:
    """10月, 三季度; with the year where it is not the one named."""
    label = term.label
    own = f"{term.period.year}年"
    return label.removeprefix(own) if year == term.period.year and term.period.kind != "year" else label


def rule(item: Item) -> str:
    """How an item is scored, in a line."""
    if item.method == "completion":
        cap = item.number("cap")
        most = _("，最高计 {cap}").format(cap=percent(cap)) if cap is not None else ""
        return _("满分×完成率{most}").format(most=most)
    if item.method == "deduction":
        per, measure = plain(item.parameters["per"]), _(MEASURES.get(source_of(item), gettext_noop("个")))
        ends = _("，扣完为止") if (item.number("floor") or 0) <= 0 else ""
        if source_of(item) == SUPERVISION:
            return _("督查扣的分×{per}{ends}").format(per=per, ends=ends)
        return _("每{measure}扣 {per} 分{ends}").format(measure=measure, per=per, ends=ends)
    return _(METHODS[item.method or ""].title)


def missing(reason: str | None) -> str:
    """Why an item has no points, or only the least."""
    return _(REASONS[reason]) if reason else ""


def figure(value: Decimal | None, measure: str) -> str:
    """A figure with what it counts: 7 个, 87.5%, 3.21 亿元."""
    if value is None:
        return ""
    return f"{plain(value)}%" if measure == "%" else f"{plain(value)} {measure}".strip()


def added_up(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """How a unit's quantities were added up, line by line, from the numbers of its matters: the figure itself last."""
    found = sums(amount_of(one["amount"]) for one in reasons if "amount" in one)
    if not found:
        return []
    lines = [_added_up(one, alone=len(found) == 1) for one in found]
    if len(found) > 1:
        parts = "＋".join(f"{100 * one.counted:.2f}%×{plain(one.weight)}" for one in found)
        whole = plain(sum((one.weight for one in found), Decimal(0)))
        said = _("按件数平均：（{parts}）÷ {whole} = {mean:.2f}%")
        lines.append(said.format(parts=parts, whole=whole, mean=mean(found)))
    return lines


def amount_of(row: Mapping[str, str]) -> tuple[str, str, Decimal, Decimal, Decimal]:
    """What a matter brings to a quantity, as it was sealed."""
    return row["name"], row["measure"], Decimal(row["done"]), Decimal(row["expected"]), Decimal(row["weight"])


def _added_up(one: Sum, *, alone: bool) -> str:
    said = _("{name}：{n} 件合计 {done} ÷ 序时 {expected} {measure} = {ratio:.2f}%").format(
        name=one.name,
        n=one.matters,
        done=plain(round(one.done, 2)),
        expected=plain(round(one.expected, 2)),
        measure=one.measure,
        ratio=100 * one.ratio,
    )
    said += _("，按 {cap} 计").format(cap=percent(float(CAP))) if one.ratio > CAP else ""
    return said if alone or one.weight == one.matters else said + _("，折 {n} 件").format(n=plain(one.weight))


def listed(names: Iterable[str], most: int = 3) -> str:
    """甲、乙、丙等 5 个."""
    names = list(names)
    if len(names) <= most:
        return "、".join(names)
    return _("{some}等 {n} 个").format(some="、".join(names[:most]), n=len(names))


KINDS: dict[str, str] = {
    "month": gettext_noop("月排名"),
    "quarter": gettext_noop("季点评"),
    "half": gettext_noop("半年考核"),
    "year": gettext_noop("年度考核"),
}
"""What a ranking of a period is called."""
CYCLES: dict[str, str] = {
    "month": gettext_noop("每月"),
    "quarter": gettext_noop("每季"),
    "half": gettext_noop("每半年"),
    "year": gettext_noop("每年"),
}


def comes_from(item: Item, kind: str) -> str:
    """Where an item's figures come from: of what the loop itself has, what is counted."""
    return _(OFFERED[source_of(item)].line) if is_own(item) else _(COMES_FROM[kind])


COMES_FROM: dict[str, str] = {
    "own": gettext_noop("本系统的填报和节点"),
    "composed": gettext_noop("已封存的各期得分"),
    "review": gettext_noop("领导打分"),
    "marks": gettext_noop("考核办打分"),
    "indicator": gettext_noop("统计数据"),
}
"""Where an item's figures come from."""


def ranking_lead(tables: Iterable[Any], month: str) -> str:
    """Who leads and who lags, group by group: 「10月，镇办金溪镇第一、红岩镇末位；……」."""
    parts = []
    for table in tables:
        ranked = [row for row in table.rows if row.rank is not None]
        if not ranked:
            continue
        first = listed((row.unit_name for row in ranked if row.rank == ranked[0].rank), 2)
        last = listed((row.unit_name for row in ranked if row.rank == ranked[-1].rank), 2)
        if ranked[0].rank == ranked[-1].rank:
            parts.append(_("{group}{first}并列").format(group=table.name, first=first))
        else:
            parts.append(_("{group}{first}第一，{last}末位").format(group=table.name, first=first, last=last))
    return _("{month}，{parts}。").format(month=month, parts="；".join(parts)) if parts else ""


def arrow(change: int | None) -> str:
    """↑2 won two places, ↓1 lost one, — stands where it stood; nothing where it cannot be compared."""
    if change is None:
        return ""
    return f"↑{change}" if change > 0 else f"↓{-change}" if change < 0 else "—"


def why_lead(why: Any) -> str:
    """「10月，石桥镇得 78.35 分，在镇办 14 个单位中排第 12 名；失分最多的是节点兑现。」"""
    if why.score is None:
        return _("{month}，{unit}没有可以计分的项目，不排名次。").format(month=why.term.label, unit=why.unit_name)
    said = _("{month}，{unit}得 {score} 分，{group}第 {rank} 名").format(
        month=why.term.label, unit=why.unit_name, score=why.score, group=why.group_name, rank=why.rank or "—"
    )
    if why.costliest:
        said += _("；失分最多的是{name}").format(name=why.costliest[0].name)
    return said + _("。")
