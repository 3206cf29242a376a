"""Who is who on a day, who stands for whom, who may see what, which rules hold, and which number comes next."""

from __future__ import annotations

from datetime import date

import pytest
from tests import world

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock
from luoshi.matters.models import Line, Matter
from luoshi.org.acting import acting_as, system
from luoshi.org.actions import change_setting, draw_numbers, enter_holidays, give_mandate, succeed
from luoshi.org.directory import directory
from luoshi.org.models import UnitRevision
from luoshi.org.permissions import NotAsked, may
from luoshi.org.queries import workdays
from luoshi.org.rules import setting


def test_names_on_a_past_page_are_those_of_that_day(county):
    admin = county.by("admin", at=date(2026, 5, 15))
    succeed(admin, county.post("vice_head"), "唐海峰", "vice_head_2", date(2026, 5, 15))
    assert directory(date(2026, 5, 14)).post_label(county.post("vice_head")) == "副县长 周明"
    assert directory(date(2026, 5, 15)).post_label(county.post("vice_head")) == "副县长 唐海峰"


def test_whoever_leaves_a_post_no_longer_acts_in_it(county):
    before = county.by("vice_head", at=date(2026, 5, 16))
    succeed(county.by("admin", at=date(2026, 5, 15)), county.post("vice_head"), "唐海峰", "v2", date(2026, 5, 15))
    after = county.by("vice_head", at=date(2026, 5, 16))
    assert before.has("vice_head")
    assert not after.roles
    assert county.by("vice_head", at=date(2026, 5, 14)).has("vice_head")


def test_a_secretary_acts_for_a_post_only_as_long_as_the_mandate_holds(county):
    clerk = county.posts[("clerk", "府办")].official
    since, until = date(2026, 3, 1), date(2026, 4, 1)
    mandate = give_mandate(county.by("admin"), clerk, county.post("vice_head"), "act", since, until)
    held = acting_as(clerk, clock.moment(date(2026, 3, 31)))
    assert held.acting_for(county.post("vice_head")).stamp()["mandate"] == mandate
    assert county.units["住建局"] in held.portfolio
    assert acting_as(clerk, clock.moment(until)).mandates == {}


def test_a_forgotten_permission_check_shows_nothing(county):
    world.issue_matter(county)
    with pytest.raises(NotAsked):
        Matter.objects.all()
    with pytest.raises(NotAsked):
        Line.objects.count()


def test_units_see_their_own_leaders_their_portfolio_the_office_all(county):
    town = world.issue_matter(county, "金溪镇", title="镇里的")
    bureau = world.issue_matter(county, "住建局", title="局里的", others=(("石桥镇", "co"),))
    Matter.rows.update(leader=None)

    def seen(role, unit="府办"):
        return set(Matter.objects.visible_to(county.by(role, unit)).values_list("uuid", flat=True))

    assert seen("clerk") == {town.uuid, bureau.uuid}
    assert seen("reporter", "金溪镇") == {town.uuid}
    assert seen("reporter", "石桥镇") == {bureau.uuid}
    assert seen("vice_head") == {bureau.uuid}
    assert seen("reporter", "资源局") == set()


def test_a_restricted_matter_is_seen_by_those_it_names_alone(county):
    secret = world.issue_matter(county, "金溪镇", restricted=True, readers=(county.post("head", "金溪镇"),))
    named = {("clerk", "府办"), ("head", "金溪镇")}
    everybody = [one for one in county.posts if one not in named]
    assert [one for one in everybody if Matter.objects.visible_to(county.by(*one)).exists()] == []
    assert Matter.objects.visible_to(county.by("head", "金溪镇")).get().uuid == secret.uuid
    assert Matter.objects.visible_to(county.by("clerk")).exists()  # who issued it


def test_only_the_administrator_founds_and_appoints(county):
    with pytest.raises(NotAllowed):
        change_setting(county.by("clerk"), "objection_days", 5, date(2026, 3, 1))
    assert not may(county.by("reporter", "金溪镇"), "issue")


def test_a_setting_holds_from_its_day_and_the_past_keeps_its_own(county):
    change_setting(county.by("admin", at=date(2026, 4, 1)), "objection_days", 5, date(2026, 4, 1))
    assert setting("objection_days", date(2026, 3, 31)) == 3
    assert setting("objection_days", date(2026, 4, 1)) == 5
    with pytest.raises(BadInput, match="没有"):
        change_setting(county.by("admin"), "nonsense", 1, date(2026, 3, 1))


def test_the_countys_holiday_table_stands_above_the_estimate(county):
    day = date(2027, 3, 3)
    assert workdays().is_workday(day)
    enter_holidays(county.by("admin"), 2027, {day: False}, "国务院办公厅通知")
    assert not workdays().is_workday(day)
    assert not workdays().is_estimated(2027)


def test_numbers_of_a_series_are_drawn_in_order_and_never_twice(county):
    by = system(clock.moment(date(2026, 3, 2)))
    refs = list(UnitRevision.rows.values_list("uuid", flat=True)[:3])
    assert draw_numbers(by, "督", 2026, refs) == [1, 2, 3]
    assert draw_numbers(by, "督", 2026, refs) == [4, 5, 6]
    assert draw_numbers(by, "督", 2027, refs[:1]) == [1]
