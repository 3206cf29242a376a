"""What the score does with each of the cast: no sin pays, and what no figure can answer is put as a question."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache

import pytest

from luoshi.core.integrity import Narrative, Step, copied, jumps

NEWEST = "2026-10"
NODES, QUANTITIES, REPORTS, BLOCKERS = "nodes_kept", "quantities", "late_reports", "blockers_held"
NOT_COUNTED = "本月不计"


class Cards:
    """The sealed months, and each unit's card in them, as the assessment office reads them."""

    def __init__(self, county) -> None:
        self.county = county
        self.ranking = cache(lambda period: county.json("assessment", f"/appraisal/{period}"))
        self._why = cache(lambda period, unit: county.json("assessment", f"/appraisal/{period}/{unit}"))

    @property
    def months(self) -> list[str]:
        closings = self.county.json("assessment", "/appraisal")["closings"]
        return sorted({one["period"] for one in closings})

    def row(self, period: str, unit: str) -> tuple[dict, list[dict]]:
        """A unit's place, and its group's."""
        for group in self.ranking(period)["groups"]:
            for row in group["rows"]:
                if row["unit"] == unit:
                    return row, group["rows"]
        raise AssertionError(f"{unit} is not in {period}")

    def card(self, period: str, unit: str) -> dict:
        return self._why(period, self.row(period, unit)[0]["uuid"])

    def items(self, period: str, unit: str) -> dict[str, dict]:
        return {item["item"]: item for item in self.card(period, unit)["items"] if item["is_leaf"]}

    def said_of(self, title: str, unit: str, item: str, since: str = "2026-01") -> dict[str, list[dict]]:
        """Month → what a unit's card says of a matter under an item; months that say nothing are left out."""
        found = {}
        for period in self.months:
            if period >= since:
                reasons = self.items(period, unit)[item]["reasons"]
                found[period] = [one for one in reasons if one["title"] == title]
        return {period: reasons for period, reasons in found.items() if reasons}


@pytest.fixture(scope="module")
def cards(county) -> Cards:
    return Cards(county)


def shares(reason: dict) -> tuple[float, float]:
    """What was done and what should have been, in percent."""
    done, expected = re.findall(r"([\d.]+)%", reason["what"])
    return float(done), float(expected)


def reached(reason: dict) -> float:
    if NOT_COUNTED in reason["what"]:
        return 0.0
    done, expected = shares(reason)
    return min(done / expected, 1.2)


def weight(reason: dict) -> float:
    """As how many a node is counted."""
    found = re.search(r"折 ([\d.]+) 个", reason["what"])
    return float(found[1]) if found else 1.0


def test_who_never_reports_has_nothing_for_it_and_is_last(cards):
    items = cards.items(NEWEST, "供销社")
    assert (items[QUANTITIES]["points"], items[QUANTITIES]["full"]) == (0, 30)
    assert (items[NODES]["points"], items[NODES]["full"]) == (0, 35)
    assert (items[REPORTS]["points"], items[REPORTS]["full"]) == (0, 10)
    for period in cards.months[-8:]:
        row, group = cards.row(period, "供销社")
        assert row["rank"] == max(one["rank"] or 0 for one in group), period


def test_the_same_paragraph_brings_and_costs_nothing_but_is_asked_about(county, cards):
    """In the newest month for which neither was sent back."""
    titles = "杨坝万头生猪标准化养殖场", "柳河设施蔬菜标准园"
    towns = list(zip(("杨坝镇", "柳河镇"), titles, strict=True))
    said = [cards.said_of(title, unit, REPORTS, "2026-04") for unit, title in towns]
    in_time = [{month for month, ones in own.items() if [one["what"] for one in ones] == ["按时填报"]} for own in said]
    period = max(set.intersection(*in_time))
    for unit, _title in towns:
        assert cards.card(period, unit)["extras"] == []
    by_matter = {one["uuid"]: one["title"] for one in county.matters.values()}
    reports = [one for one in county.reports if one["period"] == period and one["newest"] and one["words"]]
    found = copied([Narrative(by_matter[one["matter"]], one["words"]) for one in reports if one["matter"] in by_matter])
    (theirs,) = (one for one in found if set(one.subjects) == set(titles))
    assert theirs.grounds["share"] > 0.9
    assert "？" in theirs.question()


def test_a_leap_that_was_untrue_brings_nothing_in_any_month(county, cards):
    title, unit = "马鞍核桃油压榨和副产物加工线", "马鞍镇"
    said = cards.said_of(title, unit, QUANTITIES)
    (july,) = said["2026-07"]
    assert "填报不实" in july["what"]
    assert not july["counts"]
    counted = [reason for reasons in said.values() for reason in reasons if NOT_COUNTED not in reason["what"]]
    assert max(shares(reason)[0] for reason in counted) == 38.0
    (target,) = (measure["value"] for measure in county.page_of(title)["measures"])
    steps, total = [], 0.0
    for report in county.reports_of(title):
        total += report["quantities"].get("investment", 0.0)
        steps.append(Step(title, date.fromisoformat(report["at"][:10]), total / target))
    (jump,) = jumps(steps, date(2026, 7, 28))
    assert (jump.grounds["before"], jump.grounds["after"]) == ("38%", "95%")


def test_who_passes_a_blocker_on_and_who_lets_it_lie_both_pay(cards):
    """The land between two bureaus: each answers for the days on which it lay with it, and for sending it back."""
    title = "青峪森林康养综合体"
    charged = {
        unit: {
            period: [one["what"] for one in reasons if not one["counts"]]
            for period, reasons in cards.said_of(title, unit, BLOCKERS, "2026-04").items()
        }
        for unit in ("资源局", "林业局")
    }
    assert any("第 2 次转出" in what for said in charged["资源局"].values() for what in said)
    assert all("没有解决" in said[0] for period, said in charged["林业局"].items() if period >= "2026-06")
    for unit, said in charged.items():
        for period, whats in said.items():
            item = cards.items(period, unit)[BLOCKERS]
            assert item["points"] <= item["full"] - len(whats) or item["points"] == 0, (unit, period)
    assert cards.said_of(title, "文旅局", BLOCKERS, "2026-04") == {}


def test_a_project_between_two_bureaus_does_not_cost_the_one_that_waits_its_nodes(county, cards):
    title = "青峪森林康养综合体"
    due = {
        node["day"][:7] for node in county.page_of(title)["nodes"] if node["day"] < "2026-10" and not node["passed_on"]
    }
    assert len(due) >= 4
    assert cards.said_of(title, "文旅局", NODES, "2026-05") == {}


def test_an_honest_unit_that_another_holds_up_is_not_charged_with_its_nodes(county, cards):
    title = "茶坪茶叶精制加工中心"
    due = [node for node in county.page_of(title)["nodes"] if "2026-05" < node["day"] < "2026-09"]
    assert len(due) == 4
    assert not any(node["passed_on"] for node in due)
    assert list(cards.said_of(title, "茶坪镇", NODES, "2026-06")) == []
    for period, (one,) in cards.said_of(title, "茶坪镇", QUANTITIES, "2026-06").items():
        done, expected = shares(one)
        assert "等电力公司解决堵点，序时停" in one["what"], period
        assert expected < 20 < 44 < 100 * months_gone(period), period
        assert done > 0.95 * expected, period
    reports = cards.said_of(title, "茶坪镇", REPORTS, "2026-06")
    assert {one["what"] for reasons in reports.values() for one in reasons} == {"按时填报"}


def months_gone(period: str) -> float:
    return int(period[5:]) / 12


def three(reasons: list[dict]) -> list[dict]:
    """What a card says of the one project that was entered as three."""
    return [one for one in reasons if re.match("石桥镇社区工厂[123]号厂房", one["title"])]


def test_three_entries_of_one_project_weigh_together_what_one_would(county, cards):
    """Each node of a piece is a part of one, by the piece's part of the target: 2830 of all investment of others."""
    of_town = [title for title, one in county.matters.items() if one["unit"] == "石桥镇" and "厂房" in title]
    target = {title: county.page_of(title)["measures"][0]["value"] for title in of_town}
    assert sum(target.values()) == 2830
    found = {}
    for period in cards.months:
        for one in three(cards.items(period, "石桥镇")[NODES]["reasons"]):
            found.setdefault((period, one["title"]), weight(one))
    assert len(found) > 3
    for period in {period for period, _ in found}:
        own = {title: found[period, title] for title in target if (period, title) in found}
        per = {round(own[title] / target[title], 5) for title in own}
        assert max(per) - min(per) < 1e-4, period
        assert sum(own.values()) < 1, period


def test_three_entries_of_one_project_never_bring_more_than_one(cards):
    """In no month, not even in those in which they run ahead of the unit's other work."""
    looked_at = 0
    for period in cards.months:
        reasons = cards.items(period, "石桥镇")[NODES]["reasons"]
        own = three(reasons)
        if len({one["title"] for one in own}) == 3:
            looked_at += 1
            others = [one for one in reasons if one not in own]
            split = kept_share([(weight(one), one["counts"]) for one in reasons])
            whole = sum(weight(one) for one in own)
            alone = [(weight(one), one["counts"]) for one in others]
            best = max(kept_share([*alone, (whole, one["counts"])]) for one in own)
            assert split <= best + 1e-6, period
        item = cards.items(period, "石桥镇")[QUANTITIES]
        for said in (one for one in item["added_up"] if one.startswith("完成投资")):
            done, expected = sums_of_amounts(item["reasons"])
            assert float(re.search(r"= ([\d.]+)%", said)[1]) == pytest.approx(100 * done / expected, abs=0.1), period
    assert looked_at >= 2


def kept_share(nodes: list[tuple[float, bool]]) -> float:
    return sum(one for one, counts in nodes if counts) / sum(one for one, _ in nodes)


def sums_of_amounts(reasons: list[dict]) -> tuple[float, float]:
    """All investment that was done, and all that should have been: the pieces add up to what the whole would be."""
    own = [one["what"] for one in reasons if one["what"].startswith("完成投资")]
    done = [0.0 if NOT_COUNTED in what else float(re.search(r"完成投资 ([\d.]+)/", what)[1]) for what in own]
    return sum(done), sum(float(re.search(r"序时 ([\d.]+) 万元", what)[1]) for what in own)


def test_a_ceremony_counts_for_nothing_and_the_bare_ground_after_it_as_nodes_missed(cards):
    title, unit = "云岭冷链物流产业园", "马鞍镇"
    nodes = cards.said_of(title, unit, NODES, "2026-04")
    (ceremony,) = nodes.pop("2026-04")
    assert ceremony["what"].startswith("开工仪式")
    assert "仪式不计" in ceremony["what"]
    line = cards.items("2026-04", unit)[NODES]
    others = [one for one in line["reasons"] if one != ceremony]
    assert float(line["target"].split()[0]) == pytest.approx(sum(map(weight, others)), abs=1e-3)
    missed = [one for reasons in nodes.values() for one in reasons]
    assert len(missed) == 3
    assert not any(one["counts"] for one in missed)
    progress = cards.said_of(title, unit, QUANTITIES, "2026-05")
    assert max(reached(one) for reasons in progress.values() for one in reasons) < 1 / 3


def test_what_comes_late_is_not_counted_and_costs_two_points_each(cards):
    for unit in ("茶坪镇", "马鞍镇"):
        items = cards.items(NEWEST, unit)
        wanting = [one for one in items[REPORTS]["reasons"] if not one["counts"]]
        assert items[REPORTS]["points"] == max(0, 10 - 2 * len(wanting))
        late = {one["title"] for one in wanting}
        figures = [one for one in items[QUANTITIES]["reasons"] if one["title"] in late and "统计数" not in one["what"]]
        assert all(NOT_COUNTED in one["what"] and not one["counts"] for one in figures)


def test_a_revised_statistic_changes_only_what_it_feeds_and_both_editions_verify(county, cards):
    question = "select period, unit, items from appraisal_score where edition = 2 and \"group\" = 'towns'"
    rows = county.rows(question)
    before = "select items from appraisal_score where edition = 1 and period = ? and unit = ?"
    changed = set()
    for period, unit, items in rows:
        ((first,),) = county.rows(before, period, unit)
        changed |= {one["item"] for one in differing(first, items)}
    assert "fixed_investment" in changed
    assert changed.isdisjoint({NODES, QUANTITIES, REPORTS, "inplace_funds", "sought_funds"})
    for edition in (1, 2):
        found = county.json("assessment", f"/appraisal/{rows[0][0]}/package?edition={edition}")
        assert found["holds"]
        assert found["edition"] == edition


def differing(first: str, second: str) -> list[dict]:
    earlier = {one["item"]: one for one in json.loads(first)}
    return [one for one in json.loads(second) if one != earlier[one["item"]]]
