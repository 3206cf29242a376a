"""The loop's further figures, with numbers worked out by hand: on time, quality of reports, problems, supervision."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from tests import world

from luoshi.appraisal.loop import loop_figures
from luoshi.core.errors import BadInput
from luoshi.core.timing.periods import Period
from luoshi.matters import actions
from luoshi.matters.models import Matter
from luoshi.matters.queries.figure import Figure
from luoshi.matters.queries.on_time import ON_TIME
from luoshi.matters.queries.problems import CLEARED, SOLVED
from luoshi.matters.queries.report_quality import QUALITY
from luoshi.matters.queries.supervision import SUPERVISION
from luoshi.matters.queries.whose import Whose

MARCH, APRIL = "2026-03", "2026-04"
"""March's reports close on the 30th: its 28th is a Saturday."""
TOWN = "金溪镇"


def march(day: int) -> date:
    return date(2026, 3, day)


def figure(county, item: str, unit: str = TOWN, period: str = MARCH) -> Figure:
    found = loop_figures(Period.parse(period), [item], county.units[unit])
    return found[0] if found else Figure(county.units[unit], item)


def ratio(county, item: str, unit: str = TOWN, period: str = MARCH) -> tuple[float, float]:
    found = figure(county, item, unit, period)
    return round(found.actual, 4), round(found.target, 4)


def whats(found: Figure) -> list[tuple[str, bool]]:
    return [(one.what, one.counts) for one in found.reasons]


def matter(county, title: str, due: date, target: int | None = None, unit: str = TOWN, **more) -> Matter:
    found = world.issue_matter(county, unit, title=title, due=due, target=Decimal(target) if target else None, **more)
    actions.claim(county.by("head", unit, march(3)), [world.lead(found).uuid])
    return found


def end(county, one: Matter, day: date) -> None:
    actions.end_matter(county.by("clerk", at=day), [one.uuid], "done", "验收合格")


def ask_to_end(county, one: Matter, day: date, role: str = "head"):
    return actions.request(county.by(role, TOWN, day), one.uuid, "end", "已完工", end="done")


def rule(county, ref, day: date, *, granted: bool) -> None:
    actions.rule_request(county.by("chief", at=day), ref, granted, "看过现场")


# 按期办结


def test_on_time_counts_what_was_done_by_its_day_and_not_what_was_done_later(county):
    end(county, matter(county, "按期的", march(20)), march(19))
    end(county, matter(county, "晚一天的", march(20)), march(21))
    matter(county, "没有办的", march(25))
    end(county, matter(county, "提前的", date(2026, 4, 15)), march(10))
    assert ratio(county, ON_TIME) == (1, 3)
    assert ratio(county, ON_TIME, period=APRIL) == (1, 1)
    assert whats(figure(county, ON_TIME)) == [
        ("时限 03-20，已办结", True),
        ("时限 03-20，到期未办结", False),
        ("时限 03-25，到期未办结", False),
    ]


def test_the_days_on_which_the_office_decides_are_not_the_units(county):
    """Asked for in time and granted later it is in time; refused it is not; not decided it counts when it is."""
    rule(county, ask_to_end(county, matter(county, "批了的", march(20)), march(20)), march(24), granted=True)
    rule(county, ask_to_end(county, matter(county, "没有批的", march(20)), march(20)), march(24), granted=False)
    waiting = ask_to_end(county, matter(county, "等批的", march(25)), march(25))
    assert ratio(county, ON_TIME) == (1, 2)
    assert ("时限 03-25，已申请办结，等批，暂不计", True) in whats(figure(county, ON_TIME))
    rule(county, waiting, date(2026, 4, 8), granted=True)
    assert ratio(county, ON_TIME) == (1, 2)
    assert ratio(county, ON_TIME, period=APRIL) == (1, 1)


def test_what_its_head_has_not_let_out_stops_no_day(county):
    ask_to_end(county, matter(county, "没有审签的", march(20)), march(19), role="reporter")
    assert ratio(county, ON_TIME) == (0, 1)


def test_the_days_of_waiting_for_anothers_overdue_blocker_are_taken_off(county):
    """Promised for the 10th, cleared on the 20th: ten days, so what was due on the 25th is due on the 4th of April."""
    one = matter(county, "等用地的", march(25))
    raised = actions.raise_blocker(
        county.by("head", TOWN, march(4)), one.uuid, "land", "用地没有批", county.units["资源局"]
    )
    actions.answer_blocker(county.by("head", "资源局", march(5)), raised, march(10))
    assert whats(figure(county, ON_TIME)) == [("时限 03-25，等别的单位解决堵点，暂不计", True)]
    actions.clear_blocker(county.by("head", "资源局", march(20)), raised, "已批")
    assert ratio(county, ON_TIME) == (0, 0)
    end(county, one, date(2026, 4, 3))
    assert whats(figure(county, ON_TIME, period=APRIL)) == [("时限 03-25，等别的单位 10 天，已办结", True)]


def test_what_is_put_off_or_merged_by_its_day_asks_nothing_and_afterwards_is_late(county):
    for title, day in (("先并的", 15), ("后并的", 24)):
        one, into = matter(county, title, march(20)), matter(county, f"{title}去处", date(2026, 12, 1))
        actions.end_matter(county.by("clerk", at=march(day)), [one.uuid], "merged", "同一个项目", into=into.uuid)
    assert ratio(county, ON_TIME) == (0, 1)


# 填报质量


def reported(county, title: str, day: int | None = 25, verdict: str = "", again: bool = False, target=None):
    one = matter(county, title, date(2026, 12, 31), target)
    actions.plan(county.by("head", TOWN, march(3)), world.lead(one).uuid, [("封顶", date(2026, 9, 1), 1)])
    if day is not None:
        filed = world.report(county, one, TOWN, march(day), MARCH, words=f"{title}开挖基础。")
        if verdict:
            found = actions.Finding(filed.report, verdict, "" if verdict == "accepted" else "现场没有")
            actions.verify(county.by("clerk", at=march(26)), [found])
        if again:
            world.report(county, one, TOWN, march(27), MARCH, words=f"{title}垫层浇筑。")
    return one


def test_quality_is_of_all_reports_that_were_owed(county):
    for title, more in (
        ("好的", {}),
        ("属实的", {"verdict": "accepted"}),
        ("没有报的", {"day": None}),
        ("退回的", {"verdict": "returned"}),
        ("退回重报的", {"verdict": "returned", "again": True}),
        ("不实的", {"verdict": "untrue"}),
    ):
        reported(county, title, **more)
    assert ratio(county, QUALITY) == (2, 6)
    assert [what for what, counts in whats(figure(county, QUALITY)) if not counts] == [
        "2026年3月未报",
        "2026年3月填报被退回",
        "2026年3月填报被退回，已重报",
        "2026年3月填报不实",
    ]


@pytest.mark.parametrize("verdict", ["", "accepted", "returned", "untrue"])
def test_keeping_a_report_back_never_gives_better_quality(county, verdict):
    reported(county, "另一件")
    with transaction.atomic():
        reported(county, "这一件", verdict=verdict)
        honest = ratio(county, QUALITY)
        transaction.set_rollback(True)
    reported(county, "这一件", day=None)
    assert ratio(county, QUALITY) <= honest


def test_a_good_report_in_three_pieces_covers_no_bad_one(county):
    for number in range(5):
        world.issue_matter(county, "石桥镇", title=f"别的{number}", target=Decimal(600))
    reported(county, "不好的", verdict="returned", target=600)
    with transaction.atomic():
        reported(county, "好的", target=600)
        whole = ratio(county, QUALITY)
        transaction.set_rollback(True)
    for number in range(3):
        reported(county, f"好的{number}", target=200)
    assert whole == (1, 2)
    assert ratio(county, QUALITY) == pytest.approx(whole, abs=1e-3)


# 替人解堵、问题解决


def blocked(county, title: str, words: str = "用地没有批", holder: str = "资源局", day: int = 4):
    one = Matter.rows.filter(title=title).first() or matter(county, title, date(2026, 12, 31))
    by = county.by("head", TOWN, march(day))
    return actions.raise_blocker(by, one.uuid, "land", words, county.units[holder])


def clear(county, blocker, day: date, unit: str = "资源局") -> None:
    actions.clear_blocker(county.by("head", unit, day), blocker, "已批")


def test_blockers_cleared_are_of_those_cleared_and_held_up(county):
    """One cleared, one past its ten working days, one raised too late to be due."""
    clear(county, blocked(county, "冷库"), march(20))
    blocked(county, "市场")
    blocked(county, "码头", day=25)
    assert ratio(county, CLEARED, "资源局") == (1, 2)
    assert ratio(county, CLEARED) == (0, 0)
    assert ratio(county, CLEARED, "资源局", APRIL) == (0, 2)


def test_who_raises_what_others_do_not_solve_loses_nothing(county):
    blocked(county, "冷库")
    assert ratio(county, SOLVED) == (0, 0)
    assert whats(figure(county, SOLVED)) == [("堵点“用地没有批”在别的单位，没有解决，不计", True)]
    assert ratio(county, SOLVED, "资源局") == (0, 1)


def test_a_problem_that_another_solved_counts_for_both(county):
    clear(county, blocked(county, "冷库"), march(20))
    assert ratio(county, SOLVED) == ratio(county, SOLVED, "资源局") == (1, 1)


def test_what_a_unit_raises_and_strikes_off_itself_is_no_problem_solved(county):
    clear(county, blocked(county, "冷库"), march(5), unit=TOWN)
    clear(county, blocked(county, "市场", holder=TOWN), march(6), unit=TOWN)
    assert ratio(county, SOLVED) == (0, 0)
    answered = blocked(county, "码头")
    actions.answer_blocker(county.by("head", "资源局", march(5)), answered, march(10))
    clear(county, answered, march(9), unit=TOWN)
    assert ratio(county, SOLVED) == (1, 1)


def test_who_leads_answers_for_what_is_not_solved_each_problem_once(county):
    """One solved, one past its ten working days, one not due: he raises none himself, and the holder is his as well."""
    lead = county.post("vice_head")
    whose = Whose(lambda matter: (matter.leader,), lambda unit: (lead,), raises=False)
    clear(county, blocked(county, "冷库"), march(20))
    blocked(county, "市场")
    blocked(county, "码头", day=25)
    (found,) = loop_figures(Period.parse(MARCH), [SOLVED], lead, whose)
    assert (found.actual, found.target) == (1, 2)


def test_one_problem_told_as_three_is_one(county):
    for words in ("用地没有批", "地类没有调", "林地没有批"):
        clear(county, blocked(county, "冷库", words), march(20))
    blocked(county, "市场")
    assert ratio(county, SOLVED) == (pytest.approx(1, abs=1e-3), pytest.approx(1, abs=1e-3))
    assert ratio(county, SOLVED, "资源局") == (pytest.approx(1, abs=1e-3), pytest.approx(2, abs=1e-3))


# 督查扣分


def instructed(county, title: str, due: int = 20) -> Matter:
    more = {"kind": "instruction", "origin_kind": "instruction", "origin_leader": county.post("vice_head")}
    return matter(county, title, march(due), reported=False, origin_words="抓紧办。", **more)


def test_supervision_takes_points_for_silence_for_answers_sent_back_and_for_untruth(county):
    instructed(county, "没有答复的")
    world.report(county, instructed(county, "答复了的"), TOWN, march(18), MARCH, words="已清淤。")
    back = instructed(county, "再办的")
    world.report(county, back, TOWN, march(18), MARCH, words="正在抓紧。")
    actions.mark_answer(county.by("vice_head", at=march(19)), back.uuid, "again", "说清楚几处", limit=20)
    reported(county, "不实的", verdict="untrue")
    matter(county, "不是批示的", march(20))
    found = figure(county, SUPERVISION)
    assert found.actual == 2 + 1 + 3
    assert sorted(one.what for one in found.reasons) == [
        "03-19 批“再办”，扣 1 分",
        "03-26 核实填报不实，扣 3 分",
        "时限 03-20，到月末没有答复，扣 2 分",
    ]
    assert whats(figure(county, SUPERVISION, period=APRIL)) == [
        ("时限 03-20，到月末没有答复，扣 2 分", False),
        ("时限 04-17，到月末没有答复，扣 2 分", False),
    ]


def test_an_instruction_costs_once_a_month_and_an_honest_answer_never_more_than_silence(county):
    one = instructed(county, "批示", due=10)
    for day in (8, 12):
        world.report(county, one, TOWN, march(day), MARCH, words=f"{day}日正在抓紧。")
        actions.mark_answer(county.by("vice_head", at=march(day + 1)), one.uuid, "again", "说清楚", limit=1)
    assert figure(county, SUPERVISION).actual == 2
    world.report(county, one, TOWN, march(17), MARCH, words="已清淤两处。")
    assert figure(county, SUPERVISION).actual == 1


def test_a_rule_by_which_silence_would_pay_is_refused(county):
    by = county.by("admin", at=march(2))
    with pytest.raises(BadInput, match="不答复反而合算"):
        actions.change_setting(by, "supervision_points", {"unanswered": 1, "again": 2, "untrue": 3}, march(2))


# 拆开


@pytest.mark.parametrize("done", [True, False])
def test_one_matter_in_three_pieces_is_as_much_on_time_as_whole(county, done):
    for number in range(5):
        world.issue_matter(county, "石桥镇", title=f"别的{number}", target=Decimal(400))
    matter(county, "另一件", march(20), 700)

    def counted(*targets: int) -> float:
        with transaction.atomic():
            for number, target in enumerate(targets):
                one = matter(county, f"冷库{number}", march(20), target)
                if done:
                    end(county, one, march(18))
            found = ratio(county, ON_TIME)
            transaction.set_rollback(True)
        return found[0] / found[1]

    assert counted(200, 300, 700) == pytest.approx(counted(1200), abs=1e-3)
