"""Each of the cast plays its part in the built county, where a visitor looks for it."""

from __future__ import annotations

import json
from datetime import date

from tests import serving

from luoshi.core.timing.workdays import Workdays


def total(reports: list[dict], code: str) -> list[tuple[str, float, str | None]]:
    """Day, what had been counted by then, and the office's word on it."""
    found, counted = [], 0.0
    for report in reports:
        counted += report["quantities"].get(code, 0.0)
        found.append((report["at"][:10], counted, report["verdict"]))
    return found


def test_one_bureau_has_never_reported(county):
    silent = [matter for matter in county.matters.values() if matter["unit"] == "供销社"]
    assert len(silent) >= 4
    assert not [report for report in county.reports if report["unit"] == "供销社"]
    assert all(matter["light"] == "red" for matter in silent if matter["issued_on"] < "2026-10-01")


def test_two_towns_send_the_same_paragraph_month_by_month(county):
    theirs = [
        {report["period"]: report["words"] for report in county.reports_of(title) if report["newest"]}
        for title in ("杨坝万头生猪标准化养殖场", "柳河设施蔬菜标准园")
    ]
    same = {period for period in theirs[0].keys() & theirs[1].keys() if theirs[0][period] == theirs[1][period] != ""}
    assert len(same) >= 4


def test_one_project_leaps_from_38_to_95_percent_on_the_28th_and_is_found_out(county):
    title = "马鞍核桃油压榨和副产物加工线"
    (target,) = (measure["value"] for measure in county.page_of(title)["measures"])
    told = [(day, counted / target, verdict) for day, counted, verdict in total(county.reports_of(title), "investment")]
    leap = next(place for place, (_, share, _) in enumerate(told) if share > 0.9)
    assert round(told[leap - 1][1], 2) == 0.38
    assert round(told[leap][1], 2) == 0.95
    assert told[leap][0].endswith("-28")
    assert told[leap][2] == "untrue"
    assert county.page_of(title)["progress"] < 0.4


def test_two_bureaus_pass_one_blocker_to_each_other_four_times(county):
    uuid = county.matters["青峪森林康养综合体"]["uuid"].replace("-", "")
    moves = county.rows("select move from matters_blockerstep where matter = ? order by at, uuid", uuid)
    assert [move for (move,) in moves].count("not_ours") == 4
    (holder,) = (b["holder"] for b in county.json("county_head", "/blockers")["blockers"] if "38亩地类" in b["title"])
    assert holder in ("林业局", "资源局")


def test_one_project_is_entered_as_three(county):
    three = [title for title in county.matters if title.startswith("石桥镇社区工厂") and "号厂房" in title]
    assert len(three) == 3
    assert {county.matters[title]["unit"] for title in three} == {"石桥镇"}
    assert "石桥镇社区工厂三个项目是否拆分" in county.matters


def test_a_ceremony_in_march_and_bare_ground_since(county):
    nodes = {node["title"]: node for node in county.page_of("云岭冷链物流产业园")["nodes"]}
    assert nodes["开工仪式"]["passed_on"]
    assert [node["passed_on"] for title, node in nodes.items() if title.startswith("实质性开工")] == [None]
    assert "云岭冷链物流产业园土地闲置和久未开工核查" in county.matters


def test_one_unit_is_honest_late_and_held_up_by_another(county):
    title = "茶坪茶叶精制加工中心"
    held = [b for b in county.json("county_head", "/blockers")["blockers"] if "10千伏茶坪线重载" in b["title"]]
    assert [blocker["holder"] for blocker in held] == ["电力公司"]
    assert county.matters[title]["light"] in ("yellow", "red")
    assert {report["verdict"] for report in county.reports_of(title)} <= {"accepted", None}


def test_a_merger_on_1_march_hands_over_what_was_open(county):
    theirs = [matter for matter in county.matters.values() if matter["title"] == "社会帮扶和消费帮扶完成1.1亿元"]
    assert [matter["unit"] for matter in theirs] == ["农业农村局"]
    question = (
        "select count(*) from org_handover h join org_handoveraccepted a on a.handover = h.uuid where h.since = ?"
    )
    assert county.rows(question, "2026-03-01") == [(1,)]
    before = serving.run(
        ["export", "matters", "--db", str(county.database), "--as-of", "2026-02-20", "--json"], serving.environment()
    )
    then = {matter["title"]: matter["unit"] for matter in json.loads(before.stdout)["matters"]}
    assert then["社会帮扶和消费帮扶完成1.1亿元"] == "乡村振兴局"


def test_a_vice_head_has_moved_on_15_may(county):
    assert county.matters["城西片区污水管网"]["leader"].endswith("唐海峰")
    assert county.rows("select count(*) from org_tenure where since = ?", "2026-05-15") == [(1,)]


def test_a_correction_after_publication_swaps_places_3_and_4(county):
    question = 'select unit_name, rank from appraisal_score where period = ? and edition = ? and "group" = ?'
    ((period,),) = county.rows("select distinct period from appraisal_score where edition = 2")
    first, second = (dict(county.rows(question, period, edition, "towns")) for edition in (1, 2))
    third, fourth = (next(unit for unit, rank in first.items() if rank == place) for place in (3, 4))
    assert (second[third], second[fourth]) == (4, 3)
    assert [unit for unit, rank in first.items() if rank in (1, 2)] == [
        u for u, rank in second.items() if rank in (1, 2)
    ]


def test_yesterdays_instruction_leaves_five_working_days(county):
    matter = county.matters["红岩镇岩屋村后山裂缝监测和群众撤离准备"]
    today, days = date.fromisoformat(county.today), Workdays()
    assert date.fromisoformat(matter["issued_on"]) == days.add(today, -1)
    assert date.fromisoformat(matter["due"]) == days.add(days.add(today, -1), 5)


def test_the_towns_add_up_to_the_county_and_both_amounts_are_shown(county):
    page = county.json("county_head", "/indicators/fixed_investment")
    towns = next(table for table in page["tables"] if table["code"] == "towns")
    assert sum(round(row["actual"] * 10000) for row in towns["units"]) == round(page["actual"] * 10000)
    assert page["other"] > page["actual"] * 1.2


def test_the_newest_statistics_are_sealed_and_the_month_after_is_open(county):
    steps = county.rows("select period, clock, closed from matters_periodstep order by at, uuid")
    last = {clock: [p for p, c, _ in steps if c == clock][-1] for clock in ("work", "data")}
    assert last == {"work": "2026-10", "data": "2026-10"}


def test_january_and_february_are_one(county):
    series = county.json("county_head", "/indicators/fixed_investment")["series"]
    assert series[0]["month"] == 2


def test_more_than_half_of_what_was_issued_is_no_sea_of_red(county):
    lights = [matter["light"] for matter in county.matters.values()]
    assert 40 <= lights.count("red") <= len(lights) / 3
    assert lights.count("green") >= 30
    assert lights.count("yellow") >= 15
