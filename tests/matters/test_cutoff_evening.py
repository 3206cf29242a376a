"""The evening of the cut-off and the morning after: what the desks of a unit's two people say, hour by hour."""

from datetime import date

from tests import world
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.matters.models import Filing
from luoshi.matters.queries import waiting_for
from luoshi.web.views import _waiting

LAST = date(2026, 3, 30)
"""The 28th of March 2026 is a Saturday."""


@told_once
def matters(county):
    found = [world.issue_matter(county, title=f"第{n}项") for n in range(2)]
    for one in found:
        world.claim_and_plan(county, one, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 6, 20)})
    return found


def desk(county, role: str, day: date, hour: int, minute: int = 0) -> list[tuple[str, str]]:
    at = clock.moment(day, hour, minute)
    with clock.at(at):
        found = _waiting(county.by(role, "金溪镇", at))
    return [(one.title, one.sentence) for one in found if one.group in ("填报", "审签")]


def test_from_six_in_the_evening_the_reporters_first_line_is_tonights(county, matters):
    owed = ("2026年3月 2 项待填报", "3月30日 24:00 截止")
    assert desk(county, "reporter", LAST, 17, 40) == [owed]
    title, sentence = desk(county, "reporter", LAST, 18, 1)[0]
    assert (title, sentence) == (owed[0], f"今晚截止：{owed[1]}")
    at = clock.moment(LAST, 23, 50)
    with clock.at(at):
        assert _waiting(county.by("reporter", "金溪镇", at))[0].tonight, "before anything older"


def test_the_head_is_told_until_when_and_the_warning_ends_with_the_grace(county, matters):
    world.report(county, matters[0], "金溪镇", clock.moment(LAST, 21), "2026-03", role="reporter")
    urgent = ("1 件待审签", "其中 1 份是2026年3月的填报，最迟 3月31日 10:00 审签")
    assert urgent in desk(county, "head", LAST, 22)
    after = date(2026, 3, 31)
    assert urgent in desk(county, "head", after, 9, 50)
    assert ("1 件待审签", "审签后才报出") in desk(county, "head", after, 10, 10)
    told = "2026年3月 1 项等负责人审签"
    assert (told, "最迟 3月31日 10:00 审签") in desk(county, "reporter", after, 9, 50)
    assert (told, "审签宽限 3月31日 10:00 已过，按没有报计；审签了算逾期") in desk(county, "reporter", after, 10, 10)


def test_after_midnight_what_was_not_sent_stays_on_the_desk_as_late(county, matters):
    world.report(county, matters[0], "金溪镇", clock.moment(LAST, 21), "2026-03")
    missed = ("2026年3月 1 项没有报", "已过截止，现在报算逾期")
    at = clock.moment(date(2026, 3, 31), 0, 20)
    with clock.at(at):
        line = next(one for one in waiting_for(county.by("reporter", "金溪镇", at)) if one.title == missed[0])
        assert line.sentence == missed[1]
        assert line.url.endswith("&period=2026-03")
        assert world.report(county, matters[1], "金溪镇", at, "2026-03").late
    assert missed not in desk(county, "reporter", date(2026, 3, 31), 9)
    assert Filing.rows.filter(late=True).count() == 1
