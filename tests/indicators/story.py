"""The small county's three indicators: investment by town, the growth of industry, the county's quarterly product."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from luoshi.indicators.actions import NewCell, NewIndicator, NewTarget, TargetsSet, define, enter_sheet, set_targets

SHARES = tuple(Decimal(percent) / 100 for percent in (3, 4, 8, 9, 11, 13, 10, 10, 11, 9, 7, 5))

INVESTMENT = NewIndicator("investment", "固定资产投资", "亿元", "cumulative", seasonal=SHARES)
INDUSTRY = NewIndicator("industry", "规上工业增加值增速", "%", "rate", decimals=1)
GDP = NewIndicator("gdp", "地区生产总值", "亿元", "cumulative", cycle="quarter", decimals=1)
FUNDS = NewIndicator("funds", "争取资金", "亿元", "flow")


def clerk(county, day: date):
    """The assessment office's clerk, who enters figures."""
    return county.by("assessment", "考核办", day)


def cells(county, figures: Mapping[str, object], kind=NewCell):
    """Figures by name: 全县 is the county."""
    return [kind(None if name == "全县" else county.units[name], value) for name, value in figures.items()]


def found(county, *indicators: NewIndicator, on: date = date(2026, 1, 5)) -> None:
    define(clerk(county, on), indicators or (INVESTMENT, INDUSTRY, GDP))


def promise(county, code: str, on: date = date(2026, 1, 6), year: int = 2026, **targets: object) -> TargetsSet:
    return set_targets(clerk(county, on), code, year, cells(county, targets, NewTarget))


def publish(county, code: str, period: str, on: date, source: str = "statistics", status: str = "final", **figures):
    return enter_sheet(clerk(county, on), code, period, source, cells(county, figures), status)


def a_half_year(county) -> None:
    """The first half of 2026: investment behind, industry above, product on its way; statistics and reports differ."""
    found(county)
    promise(county, "investment", 全县=63, 金溪镇=40, 石桥镇=23)
    promise(county, "industry", 全县=8)
    promise(county, "gdp", 全县=112)
    publish(county, "investment", "2025-06", date(2026, 1, 7), 全县=31)
    for period, on, whole, jinxi, shiqiao in (
        ("2026-02", date(2026, 3, 19), "3.2", "2.4", "0.8"),
        ("2026-03", date(2026, 4, 20), "7.0", "5.2", "1.8"),
        ("2026-04", date(2026, 5, 20), "12.1", "8.6", "3.5"),
        ("2026-05", date(2026, 6, 19), "19.0", "13.4", "5.6"),
        ("2026-06", date(2026, 7, 20), "27.6", "20.1", "7.5"),
    ):
        publish(county, "investment", period, on, 全县=whole, 金溪镇=jinxi, 石桥镇=shiqiao)
        publish(county, "investment", period, on, "unit", 全县=Decimal(whole) * Decimal("1.24"))
    for period, on, rate in (("2026-05", date(2026, 6, 19), "7.6"), ("2026-06", date(2026, 7, 20), "8.6")):
        publish(county, "industry", period, on, 全县=rate)
    publish(county, "gdp", "2026Q1", date(2026, 4, 20), 全县="25.1")
    publish(county, "gdp", "2026Q2", date(2026, 7, 20), 全县="58.2")
