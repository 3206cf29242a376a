"""Words for the codes of the appraisal: groups, rules, figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.appraisal.offered import OFFERED
from luoshi.appraisal.rules import MARKS, MONTH, REVIEW, is_own, source_of
from luoshi.appraisal.terms import Term
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.methods import METHODS
from luoshi.core.scoring.sentences import REASONS, percent, plain
from luoshi.core.scoring.teams import PROJECTS, UNITS
from luoshi.core.timing.periods import Period
from luoshi.matters.queries.pooling import CAP, Sum, sums
from luoshi.matters.queries.pooling import percent as mean
from luoshi.matters.queries.supervision import SUPERVISION

GROUPS: dict[str, str] = {
    "towns": gettext_noop("镇办"),
    "economic": gettext_noop("经济部门"),
    "general": gettext_noop("综合部门"),
    "vertical": gettext_noop("垂管单位"),
    "others": gettext_noop("其他单位"),
    "leads": gettext_noop("包抓领导"),
    "teams": gettext_noop("专班"),
}
"""Appraisal groups in the order in which they are shown."""

SUBJECTS: dict[str, str] = {
    "units": gettext_noop("单位"),
    "projects": gettext_noop("项目"),
    "leads": gettext_noop("领导"),
    "teams": gettext_noop("专班"),
}
"""What a scheme ranks → what one of them is called."""

MEASURES: dict[str, str] = {code: one.measure for code, one in OFFERED.items()}
"""The loop's own items → what their figures count."""


def measure_word(item: Item) -> str:
    """What the figures of an item count; empty where the loop does not have them."""
    word = MEASURES.get(source_of(item), "")
    return _(word) if word else ""


SOURCES: dict[str, str] = {
    REVIEW: gettext_noop("领导点评打分，method 写 manual"),
    MARKS: gettext_noop("考核办打分"),
    MONTH: gettext_noop("已封存的月度排名得分，method 写 periods；季度写 quarter"),
}
"""What a scheme may name as a source beside the loop's own and indicators → what it gives."""

PARAMETERS: dict[str, str] = {
    "cap": gettext_noop("最高计到"),
    "floor": gettext_noop("最低计到；功效系数法是不允许值"),
    "slope_above": gettext_noop("超过 100% 的部分按几倍计"),
    "bonus_cap": gettext_noop("超过 100% 的部分最多计到"),
    "base": gettext_noop("基数"),
    "per": gettext_noop("每一件（个）扣几分"),
    "full": gettext_noop("满分"),
    "step": gettext_noop("每低一名减几分"),
    "bounds": gettext_noop("各档的界限，如 [0.8, 1.0]"),
    "points": gettext_noop("各档的分"),
    "drop": gettext_noop("去掉几个最高分、几个最低分"),
    "places": gettext_noop("投票排名次的，各名次折几分"),
    "weights": gettext_noop("各类每一件计几分"),
    "how": gettext_noop("mean 平均、sum 相加、best 最好一期、last 最后一期"),
    "low": gettext_noop("折算以后的最低分"),
    "high": gettext_noop("折算以后的最高分"),
    "satisfactory": gettext_noop("满意值"),
    "mean": gettext_noop("折算以后的平均分"),
    "sd": gettext_noop("折算以后的标准差"),
    "ties": gettext_noop("同值的取 min 靠前的名次，还是 average 平均名次"),
    "lower": gettext_noop("下限"),
    "upper": gettext_noop("上限"),
    "scale": gettext_noop("折成多少分"),
    "goal": gettext_noop("目标值"),
    "clip": gettext_noop("true 时超出上下限的按上下限计"),
}
"""What may be written beside a method → what it means."""

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


def grade(name: str, share: Decimal | None, score: Decimal | None, *, is_first: bool = True) -> str:
    """「优秀：前 30%」, 「良好：其后 40%、70 分以上」; without either the grade of all who are left.

    A share comes after those of the better grades.
    """
    parts = []
    if share is not None:
        said = _("前 {share}") if is_first else _("其后 {share}")
        parts.append(said.format(share=percent(float(share))))
    if score is not None:
        parts.append(_("{score} 分以上").format(score=plain(score)))
    return _("{name}：{rule}").format(name=name, rule="、".join(parts) or _("其余"))


def subject_word(kind: str) -> str:
    return _(SUBJECTS[kind])


def group_name(group: str) -> str:
    return _(GROUPS[group]) if group in GROUPS else group


def group_title(group: str, ranks: str) -> str:
    """镇办; of projects 镇办项目."""
    name = group_name(group)
    return _("{group}项目").format(group=name) if ranks == PROJECTS else name


def group_place(group: str) -> tuple[int, str]:
    """For sorting groups as they are shown."""
    return (list(GROUPS).index(group) if group in GROUPS else len(GROUPS), group)


def month_name(period: str, year: int | None = None) -> str:
    """10月; with the year where it is not the one named."""
    month = Period.parse(period)
    return _("{month}月").format(month=month.number) if month.year == year else month.label


def term_name(term: Term, year: int | None = None) -> str:
    """10月, 三季度（争取资金）; with the year where it is not the one named."""
    label = term.short_label
    own = f"{term.period.year}年"
    return label.removeprefix(own) if year == term.period.year and term.period.kind != "year" else label


def in_turn(code: str, periods: Iterable[str], year: int) -> str:
    """「依次是10月、11月、12月」, 「依次是1月至12月」: of which periods of a scheme the numbers are."""
    found = [Period.parse(one) for one in periods]
    names = [term_name(Term(code, one), year) for one in found]
    if names[3:] and all(one.next() == other for one, other in pairwise(found)):
        return _("依次是{first}至{last}").format(first=names[0], last=names[-1])
    return _("依次是{periods}").format(periods="、".join(names))


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
    if item.method in ("periods", "manual"):
        return _of_marks(item)
    title = METHODS[item.method or ""].title
    return _(title)


HOW: dict[str, str] = {
    "mean": gettext_noop("各期平均分"),
    "sum": gettext_noop("各期合计分"),
    "best": gettext_noop("最好一期的分"),
    "last": gettext_noop("最后一期的分"),
}
"""How the scores of several periods come together."""


def _of_marks(item: Item) -> str:
    """「满分×各期平均分÷100，最高计 120%」, 「满分×平均分÷100，去掉 1 个最高…」."""
    drop = item.number("drop")
    if item.method == "periods":
        said = _(HOW[str(item.parameters.get("how", "mean"))])
    else:
        said = _("平均分")
    full, cap = item.number("full"), item.number("cap")
    if full is not None:
        said = _("满分×{mark}÷{full}").format(mark=said, full=plain(Decimal(repr(full))))
    if drop:
        few = 2 * int(drop) + 1
        said += _("，去掉 {n} 个最高、{n} 个最低，少于 {few} 个的少去或不去").format(n=int(drop), few=few)
    if cap is not None:
        said += _("，最高计 {cap}").format(cap=percent(cap) if full is not None else plain(Decimal(repr(cap))))
    return said


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
PLAIN_KINDS: dict[str, str] = {
    "month": gettext_noop("月排名"),
    "quarter": gettext_noop("季排名"),
    "half": gettext_noop("半年排名"),
    "year": gettext_noop("年度排名"),
}
"""The same where no units are ranked."""


def kind_word(term: Term, ranks: str) -> str:
    return _((KINDS if ranks == UNITS else PLAIN_KINDS)[term.period.kind])


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


def ranking_lead(tables: Iterable[Any], month: str, ranks: str = UNITS) -> str:
    """Who leads and who lags, group by group: 「10月，镇办金溪镇第一、红岩镇末位；……」.

    Projects have long names: of them only who leads.
    """
    parts = []
    for table in tables:
        if ranks != UNITS:
            parts += _lead_of_others(table, ranks)
            continue
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


def _lead_of_others(table: Any, ranks: str) -> list[str]:
    ranked = [row for row in table.rows if row.rank is not None]
    if not ranked:
        return []
    first = listed((row.unit_name for row in ranked if row.rank == ranked[0].rank), 1)
    if ranks == PROJECTS:
        return [_("{group}{first}第一").format(group=table.name, first=f"“{first.rpartition('（')[0] or first}”")]
    last = listed((row.unit_name for row in ranked if row.rank == ranked[-1].rank), 2)
    return [_("{first}第一，{last}末位").format(first=first, last=last)]


def arrow(change: int | None) -> str:
    """↑2 won two places, ↓1 lost one, — stands where it stood; nothing where it cannot be compared."""
    if change is None:
        return ""
    return f"↑{change}" if change > 0 else f"↓{-change}" if change < 0 else "—"


def why_lead(why: Any) -> str:
    """「10月，石桥镇得 78.35 分，在镇办 14 个单位中排第 12 名；失分最多的是节点兑现。」"""
    if why.score is None and any(line.is_leaf and line.actual for line in why.lines):
        return _("{month}，{unit}有数的项太少，不排名次。").format(month=why.term.label, unit=why.unit_name)
    if why.score is None:
        return _("{month}，{unit}没有可以计分的项目，不排名次。").format(month=why.term.label, unit=why.unit_name)
    said = _("{month}，{unit}得 {score} 分，{group}第 {rank} 名").format(
        month=why.term.label, unit=why.unit_name, score=why.score, group=why.group_name, rank=why.rank or "—"
    )
    if why.grade:
        said += _("，{grade}").format(grade=why.grade)
    if why.costliest:
        said += _("；失分最多的是{name}").format(name=why.costliest[0].name)
    return said + _("。")
