"""Words for what the indicators say in codes and values: sentences as an experienced clerk sets them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from luoshi.core.errors import BadInput
from luoshi.core.timing.chance import Chance
from luoshi.core.timing.course import JOINED, CourseRules, light_of, rounded
from luoshi.core.timing.growth import Growth
from luoshi.core.timing.periods import Period
from luoshi.indicators.breakdown import Breakdown
from luoshi.indicators.models import Accumulation
from luoshi.indicators.queries import BoardRow, CampaignPage, Completeness, HalfYear, Sentence, TablePage
from luoshi.indicators.queries.completeness import Lack
from luoshi.indicators.queries.situation import shrinks

MOST_NAMED = 3

QUARTERS = (gettext_noop("一季度"), gettext_noop("上半年"), gettext_noop("前三季度"), gettext_noop("全年"))
"""What a figure of the year so far is called at the end of each quarter."""

BASES: dict[str, str] = {
    "quarters": gettext_noop("序时按县定季度目标"),
    "season": gettext_noop("序时按各月常年份额"),
    "months": gettext_noop("序时按月数比例"),
    "target": gettext_noop("与全年目标直接相比"),
    "none": "",
}

BREAKDOWNS: dict[str, str] = {
    "towns": gettext_noop("各镇（街道）"),
    "departments": gettext_noop("各责任单位"),
    "all": gettext_noop("各镇（街道）和责任单位"),
}


def figure(value: Decimal | None, decimals: int = 2) -> str:
    """27.6 with two decimals: 27.60; nothing known: —."""
    if value is None:
        return "—"
    return f"{rounded(value, Decimal(1).scaleb(-decimals)):,}".replace("-", "−")


def points(gap: Decimal | None, *, signed: bool = True) -> str:
    """A gap to one decimal; to two where one would say another light than the gap has."""
    if gap is None:
        return "—"
    short = rounded(gap, Decimal("0.1"))
    told = short if light_of(short) == light_of(gap) else rounded(gap, Decimal("0.01"))
    text = f"{told:+}" if told else f"{told}"
    return text.replace("-", "−") if signed else text.lstrip("+-")


def percent(share: Decimal | None) -> str:
    """0.438 → 43.8."""
    return "—" if share is None else f"{rounded(share * 100, Decimal('0.1'))}".replace("-", "−")


def measured(value: Decimal | None, row: BoardRow) -> str:
    """A figure with its unit: 「27.60 亿元」, 「8.6%」."""
    gap = "" if row.unit_of_measure == "%" else " "
    return f"{figure(value, row.decimals)}{gap}{row.unit_of_measure}"


def period_words(period: str, year: int | None = None, accumulation: str = Accumulation.CUMULATIVE) -> str:
    """What the year's figure of a period is called: 1—6月, 上半年; of a stock 6月末. The year, if it is another one."""
    if not period:
        return ""
    known = Period.parse(period)
    before = "" if known.year == year else _("{year}年").format(year=known.year)
    if accumulation == Accumulation.STOCK:
        return before + _("{month}月末").format(month=known.last.month)
    if known.kind == "quarter":
        return before + _(QUARTERS[known.number - 1])
    if known.number < JOINED:
        return before + _("1月")
    return before + _("1—{month}月").format(month=known.number)


def period_name(period: str) -> str:
    """A period by itself, as one chooses it: 2026年6月, 2026年1—2月, 2026年二季度. What is no period stays as it is."""
    try:
        known = Period.parse(period)
    except BadInput:
        return period
    joined = known.kind == "month" and known.number == JOINED
    return _("{year}年1—2月").format(year=known.year) if joined else known.label


def whose(name: str, period: str) -> str:
    """An indicator and its period: 「争取资金 1—6月」, 「地区生产总值上半年」."""
    return f"{name} {period}" if period[:1].isdigit() else name + period


def missing_words(months: Sequence[int], cycle: str) -> str:
    """Months whose amounts are not known: 3月、5月."""
    if cycle == "quarter":
        return "、".join(_(("一季度", "二季度", "三季度", "四季度")[month // 3 - 1]) for month in months)
    return "、".join(_("1—2月") if month == JOINED else _("{month}月").format(month=month) for month in months)


def named(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """甲、乙、丙; of more: 甲、乙、丙等 5."""
    listed = "、".join(names[:most])
    return listed if len(names) <= most else _("{names}等").format(names=listed)


def board_lead(half: HalfYear) -> SafeString | str:
    """The one sentence at the top of the list."""
    if not half.total:
        return _("还没有设立指标。")
    if not half.month:
        return _("{total} 项主要指标，还没有登记过数据。").format(total=half.total)
    if half.at_half:
        said = format_html(
            _("时间过半，{total} 项主要指标<b>过半 {passed} 项</b>"), total=half.total, passed=len(half.passed)
        )
        lagging, tail = half.behind, _("没有过半")
    else:
        said = format_html(
            _("到 {month} 月，{total} 项主要指标<b>达到序时 {passed} 项</b>"),
            month=half.month,
            total=half.total,
            passed=len(half.passed),
        )
        red = tuple(row for row in half.behind if row.light == "red")
        lagging, tail = (red, _("滞后")) if red else (half.behind, _("略慢"))
    if not lagging:
        return format_html(_("{said}。"), said=said)
    lagging = tuple(sorted(lagging, key=lambda row: row.gap or Decimal(0)))
    names = named([row.name for row in lagging])
    count = _(" {count} 项").format(count=len(lagging)) if len(lagging) > MOST_NAMED else ""
    return format_html(_("{said}；{names}{count}{tail}。"), said=said, names=names, count=count, tail=tail)


def row_lead(row: BoardRow, day: date) -> SafeString | str:
    """The one sentence at the top of an indicator's page."""
    if not row.period:
        return _("{name}还没有登记过数据。").format(name=row.name)
    period = period_words(row.period, day.year, row.accumulation)
    if row.actual is None:
        return _("{what}的累计数缺 {months}。").format(
            what=whose(row.name, period), months=missing_words(row.missing, row.cycle)
        )
    words = _("{what} {actual}")
    if row.share is not None:
        words += "，" + _(DONE[row.direction])
    if row.gap is not None:
        words += _("，<b>{gap}</b>") if row.light in ("yellow", "red") else _("，{gap}")
    if row.needed is not None and row.light in ("yellow", "red"):
        words += _("；{needed}")
    return format_html(words + _("。"), **values(row, period))


DONE: dict[int, str] = {
    1: gettext_noop("完成全年目标的 {share}%"),
    -1: gettext_noop("占全年控制数的 {share}%"),
}


def values(row: BoardRow, period: str) -> dict[str, str]:
    """What the sentences about an indicator put into their places."""
    return {
        "what": whose(row.name, period),
        "name": row.name,
        "actual": measured(row.actual, row),
        "share": percent(row.share),
        "gap": gap_words(row),
        "growth": year_on_year_words(row),
        "change": points(row.change, signed=False),
        "needed": needed_words(row),
    }


def gap_words(row: BoardRow) -> str:
    """快于序时 2.0 个百分点, 低于序时 6.2 个百分点; of a rate, against its target."""
    if row.gap is None:
        return ""
    kept = row.gap >= 0
    if row.is_rate:
        even, more, less = _("达到目标"), _("高于目标"), _("低于目标")
    else:
        even, more, less = _("与序时持平"), _("快于序时"), _("低于序时")
    if row.direction == -1:
        more, less = _("好于控制目标"), _("超出控制目标")
    if not row.gap:
        return even
    return _("{side} {points} 个百分点").format(side=more if kept else less, points=points(row.gap, signed=False))


def needed_words(row: BoardRow) -> str:
    """后 6 个月每月须完成 5.90 亿元; under a ceiling: 每月不能超过."""
    if row.needed is None:
        return ""
    words = (
        _("后 {months} 个月每月须完成 {needed}") if row.direction == 1 else _("后 {months} 个月每月不能超过 {needed}")
    )
    return words.format(months=row.months_left, needed=measured(row.needed, row))


def year_on_year_words(row: BoardRow) -> str:
    """同比增长 11.2%; of a rate, 同比提高 0.4 个百分点."""
    if row.year_on_year is None:
        return ""
    size, up = rounded(abs(row.year_on_year), Decimal("0.1")), row.year_on_year >= 0
    if not size:
        return _("与上年同期持平")
    if row.is_rate:
        words = _("同比提高 {size} 个百分点") if up else _("同比回落 {size} 个百分点")
    else:
        words = _("同比增长 {size}%") if up else _("同比下降 {size}%")
    return words.format(size=size)


def sentence(said: Sentence, day: date) -> SafeString | str:
    """One line of momentum or pressure."""
    row = said.row
    period = said.values["period"] if said.code == "late" else row.period
    words = values(row, period_words(period, day.year, row.accumulation))
    if said.code == "zero":
        words |= {"count": str(len(said.values["units"])), "units": named(said.values["units"], 5)}
    return format_html(_template(said), **words)


def _template(said: Sentence) -> str:
    row = said.row
    worse = row.change is not None and row.change <= -1
    done = (
        _("{what}完成 {share}%，<b>{gap}</b>") if row.direction == 1 else _("{what}已占控制数的 {share}%，<b>{gap}</b>")
    )
    templates = {
        "ahead": done,
        "rate_reached": _("{what} <b>{actual}</b>，{gap}"),
        "closing": _("{name}仍{gap}，比上期<b>缩小 {change} 个百分点</b>"),
        "behind": done,
        "rate_short": _("{what} {actual}，<b>{gap}</b>"),
        "slipping": _("{name}{gap}，但比上期<b>回落 {change} 个百分点</b>"),
        "shrinking": _("{what} {actual}，<b>{growth}</b>"),
        "zero": _("{name}有 <b>{count} 个</b>单位至今为零：{units}"),
        "late": _("{what}的数<b>应发布未发布</b>"),
    }
    words = templates[said.code]
    if said.code == "behind" and worse:
        words += _("，比上期又拉大 {change} 个百分点")
    grows = row.year_on_year is not None and row.year_on_year > 0 and row.direction == 1
    if (said.code == "ahead" and grows) or (said.code == "behind" and shrinks(row)):
        words += _("，{growth}")
    if said.code == "behind" and row.needed is not None:
        words += _("；{needed}")
    return words


def rules_words(rules: CourseRules) -> str:
    """From when an indicator is yellow and red."""
    if rules.behind_yellow_points:
        yellow = _("落后序时超过 {points} 个百分点为预警").format(points=f"{rules.behind_yellow_points:f}")
    else:
        yellow = _("落后序时为预警")
    return yellow + _("，超过 {points} 个百分点为滞后").format(points=f"{rules.behind_red_points:f}")


def basis_words(row: BoardRow) -> str:
    """By which rule the course is drawn, and where it stands now."""
    words = _(BASES[row.basis]) if BASES.get(row.basis) else ""
    if words and row.course_share is not None:
        words += _("，到这一期应达 {share}%").format(share=percent(row.course_share))
    return words


GOALS: dict[int, str] = {6: gettext_noop("半年过半"), 12: gettext_noop("完成全年目标")}


def chance_words(chance: Chance | None, least: int) -> str:
    """按近 6 年同期到年底的走法，6 年里有 5 年能完成全年目标; with few years, why nothing is said."""
    if chance is None:
        return ""
    goal = _(GOALS[chance.goal])
    if not chance.enough:
        return _("可比的往年只有 {years} 年，不足 {least} 年，{goal}有几成把握不好说").format(
            years=chance.years, least=least, goal=goal
        )
    return _("照往年这个时候往后的走法，{years} 年里有 {made} 年能{goal}").format(
        years=chance.years, made=chance.made, goal=goal
    )


def short_chance(chance: Chance) -> str:
    """5/6: of six years five."""
    return f"{chance.made}/{chance.years}" if chance.enough else "—"


def formula_words(formula: str, names: Mapping[str, str]) -> str:
    """A formula with the names of its indicators."""
    return re.sub(r"[A-Za-z_]\w*", lambda found: names.get(found[0], found[0]), formula)


def lacks_words(lacks: Sequence[Lack]) -> str:
    """固定资产投资 2026年6月、7月; 工业用电量 2026年7月."""
    by_name: dict[str, list[str]] = {}
    for lack in lacks:
        by_name.setdefault(lack.name, []).append(period_name(lack.period))
    return "；".join(f"{name} {'、'.join(periods)}" for name, periods in by_name.items())


def campaign_words(page: CampaignPage) -> SafeString | str:
    """The one sentence of a campaign: how far, how many days, who will miss."""
    one, whole = page.campaign, page.whole
    if whole.as_of is None:
        return _("{name}还没有登记过数。").format(name=one.name)
    said = format_html(
        _("{name}到 {day} 覆盖 <b>{share}%</b>（{reached}／{concerned} {unit}）"),
        name=one.name,
        day=day_words(whole.as_of),
        share=rounded(whole.coverage, Decimal("0.1")),
        reached=figure(whole.reached, 0),
        concerned=figure(whole.concerned, 0),
        unit=one.unit_of_measure,
    )
    if whole.reached >= whole.wanted:
        return format_html(_("{said}，已达到要求。"), said=said)
    if whole.needed is None:
        return format_html(
            _("{said}，到期没有达到，差 {lack}。"), said=said, lack=figure(whole.wanted - whole.reached, 0)
        )
    tail = _("，还有 {days} 天，每天须办 {needed}").format(days=page.days_left, needed=figure(whole.needed, 0))
    missing = [row.name for row in page.missing_out]
    if not missing:
        return format_html("{}{}。", said, tail)
    return format_html(
        _("{said}{tail}；照近一周的进度，<b>{n} 个单位完不成</b>：{names}。"),
        said=said,
        tail=tail,
        n=len(missing),
        names=named(missing),
    )


def day_words(day: date) -> str:
    return _("{month}月{day}日").format(month=day.month, day=day.day)


def completeness_lead(rows: Sequence[Completeness]) -> SafeString | str:
    """The one sentence at the top of the page on completeness."""
    due, known = sum(row.due for row in rows), sum(row.known for row in rows)
    if not due:
        return _("今年还没有到期该有的数。")
    late = sum(len(row.late) for row in rows)
    owing = [row.name for row in rows if row.missing]
    said = format_html(_("今年到期的 {due} 个数，到了 {known} 个，晚到 {late} 个"), due=due, known=known, late=late)
    if not owing:
        return format_html(_("{said}，一个不缺。"), said=said)
    return format_html(
        _("{said}；<b>{units} 个单位缺数</b>：{names}。"), said=said, units=len(owing), names=named(owing)
    )


def table_lead(page: TablePage) -> SafeString | str:
    """What is taken from a statistics table: 「取到 39 个数：固定资产投资、社会消费品零售总额，2026年6月」."""
    if page.draft.entered:
        return _("这张表已经登记。")
    if not page.taken:
        return _("还没有取到数：把列定为指标，把行定为单位。")
    placed = [one for table in page.tables for one in table.placed]
    names = {thing.code: thing.name for thing in page.things}
    said = named(list(dict.fromkeys(names[one.indicator] for one in placed)))
    periods = "、".join(period_name(period) for period in sorted({one.period for one in placed}))
    return format_html(
        _("取到 <b>{count} 个数</b>：{names}，{periods}。"), count=len(placed), names=said, periods=periods
    )


def cells_words(places: Sequence[str]) -> str:
    """各镇!I6、各镇!I7、各镇!I8 等 15 格."""
    listed = "、".join(places[:MOST_NAMED])
    return listed if len(places) <= MOST_NAMED else _("{listed} 等 {n} 格").format(listed=listed, n=len(places))


def entered_words(figures: Mapping[tuple[str, str], int]) -> str:
    """What came of a statistics table."""
    periods = "、".join(period_name(period) for period in sorted({period for _code, period in figures}))
    return _("已登记 {sheets} 项指标 {periods}的数，共 {count} 个。").format(
        sheets=len({code for code, _period in figures}), periods=periods, count=sum(figures.values())
    )


def difference_words(difference: Decimal | None, row: BoardRow, *, target: bool = False) -> str:
    """Whether the units add up to the county, or by how much not."""
    if difference is None:
        return ""
    if not difference:
        return _("合计与全县目标一致") if target else _("合计与全县数一致")
    if target:
        words = _("合计比全县目标多 {amount}") if difference > 0 else _("合计比全县目标少 {amount}")
    else:
        words = _("合计比全县数多 {amount}") if difference > 0 else _("合计比全县数少 {amount}")
    return words.format(amount=measured(abs(difference), row))


def target_sum_words(total: Decimal, county: Decimal | None) -> str:
    """合计 63，比全县多 1.2."""
    said = _("合计 {total}").format(total=_short(total))
    if county is None:
        return said
    if total == county:
        return _("{said}，与全县一致").format(said=said)
    words = _("{said}，比全县多 {amount}") if total > county else _("{said}，比全县少 {amount}")
    return words.format(said=said, amount=_short(abs(total - county)))


def target_sums(parts: Sequence[Breakdown], county: Decimal | None) -> str:
    """What each breakdown of a target adds up to."""
    return "；".join(_(BREAKDOWNS[one.code]) + target_sum_words(one.total, county) for one in parts if one.units)


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"


def left_words(row: BoardRow) -> str:
    """What is between the figure and the year's target: 还差 35.40 亿元, 已超全年目标 1.20 亿元."""
    if row.left is None:
        return ""
    over = measured(abs(row.left), row)
    if row.direction == -1:
        return (_("离控制数还有 {amount}") if row.left >= 0 else _("已超控制数 {amount}")).format(amount=over)
    if row.left <= 0:
        return _("已完成全年目标，超 {amount}").format(amount=over) if row.left else _("正好完成全年目标")
    return _("离全年目标还差 {amount}").format(amount=over)


def before_words(row: BoardRow) -> str:
    """What the period before is called."""
    if row.accumulation == Accumulation.STOCK:
        return _("比上期末")
    return _("比上季") if row.cycle == "quarter" else _("比上月")


def since_words(growth: Growth | None, row: BoardRow) -> str:
    """The same at the head of a column."""
    return chain_words(growth, row).partition("（")[0]


def chain_words(growth: Growth | None, row: BoardRow) -> str:
    """From where the chain of growths starts."""
    if growth is None or growth.since is None:
        return ""
    if row.accumulation == Accumulation.STOCK:
        return _("比上年末")
    start = _("一季度") if row.cycle == "quarter" else _("{month}月").format(month=growth.since[1])
    return _("比{start}（逐期连乘）").format(start=start)
