"""A secretary acts for a leader by a dated mandate: with the leader's powers, never more, and every fact says so."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests import world
from tests.telling import told_once

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import BlockerStep, Matter
from luoshi.org.acting import acting_as
from luoshi.org.actions import NewPost, appoint, end_mandate, give_mandate
from luoshi.org.models import Account
from luoshi.org.permissions import may
from luoshi.org.reorganising import move_official

SINCE, LAST = date(2026, 3, 2), date(2026, 3, 31)


@told_once
def secretary(county):
    """王静, a secretary with leave to act for the vice-head until the end of March."""
    post = NewPost(county.units["府办"], "秘书", "secretary", 60, "王静", "secretary")
    appoint(county.by("admin"), [post], SINCE)
    give_mandate(county.by("admin"), post.official, county.post("vice_head"), "act", SINCE, date(2026, 4, 1))
    return post.official


def for_the_leader(county, secretary, day, role="vice_head"):
    return acting_as(secretary, clock.moment(day)).acting_for(county.post(role))


def disowned_blocker(county):
    matter = world.issue_matter(county, "住建局")
    blocker = actions.raise_blocker(county.by("head", "住建局"), matter.uuid, "land", "用地", county.units["资源局"])
    actions.disown_blocker(county.by("head", "资源局"), blocker, "不归我们")
    return matter, blocker


def test_she_decides_what_her_leader_decides_and_the_fact_says_for_whom(county, secretary):
    matter, blocker = disowned_blocker(county)
    by = for_the_leader(county, secretary, SINCE)
    actions.assign_blocker(by, blocker, county.units["金溪镇"], "请金溪镇办")
    step = BlockerStep.rows.order_by("at", "uuid").last()
    assert (step.by, step.on_behalf_of, step.mandate) == (secretary, county.post("vice_head"), by.mandate)
    client = Client()
    client.force_login(Account.rows.get(username="clerk"))
    with clock.at(clock.moment(SINCE, 15)):
        assert "王静 代 副县长 周明" in client.get(f"/matters/{matter.uuid}/story").content.decode()


def test_the_day_after_its_last_a_mandate_grants_nothing(county, secretary):
    _, blocker = disowned_blocker(county)
    assert may(for_the_leader(county, secretary, LAST), "assign_blocker")
    after = for_the_leader(county, secretary, date(2026, 4, 1))
    assert not may(after, "assign_blocker")
    assert not after.portfolio
    assert not Matter.objects.visible_to(after).exists()
    with pytest.raises(NotAllowed):
        actions.assign_blocker(after, blocker, county.units["金溪镇"])


def test_a_mandate_ended_early_is_over_the_day_after(county, secretary):
    mandate = acting_as(secretary, clock.moment(SINCE)).mandates[county.post("vice_head")].mandate
    end_mandate(county.by("admin", at=date(2026, 3, 9)), mandate, date(2026, 3, 10))
    assert may(for_the_leader(county, secretary, date(2026, 3, 10)), "assign_blocker")
    assert not acting_as(secretary, clock.moment(date(2026, 3, 11))).mandates
    with pytest.raises(BadInput):
        end_mandate(county.by("admin", at=date(2026, 3, 12)), mandate, date(2026, 3, 11))


def test_for_the_leader_she_has_none_of_her_own_offices_powers(county):
    clerk = county.posts[("clerk", "府办")].official
    give_mandate(county.by("admin"), clerk, county.post("vice_head"), "act", SINCE)
    own, acting = acting_as(clerk, clock.moment(SINCE)), for_the_leader(county, clerk, SINCE)
    assert may(own, "issue")
    assert not may(acting, "issue")
    assert may(acting, "assign_blocker")


def test_to_act_is_not_to_sign(county, secretary):
    head, unit = county.post("head", "金溪镇"), county.units["金溪镇"]
    deputy = county.posts[("reporter", "金溪镇")].official
    give_mandate(county.by("admin"), deputy, head, "act", SINCE)
    assert not may(for_the_leader_of(county, deputy, head), "sign_off", unit)
    give_mandate(county.by("admin", at=date(2026, 3, 3)), deputy, head, "sign", date(2026, 3, 3))
    assert may(for_the_leader_of(county, deputy, head, date(2026, 3, 3)), "sign_off", unit)
    assert not may(for_the_leader_of(county, deputy, head, date(2026, 3, 3)), "sign_off", county.units["石桥镇"])


def for_the_leader_of(county, official, post, day=SINCE):
    return acting_as(official, clock.moment(day)).acting_for(post)


def test_a_restricted_matter_is_for_her_eyes_only_if_the_mandate_says_so(county, secretary):
    readers = (county.post("head", "金溪镇"), county.post("vice_head"))
    world.issue_matter(county, "金溪镇", restricted=True, readers=readers)
    assert Matter.objects.visible_to(county.by("vice_head")).exists()
    assert not Matter.objects.visible_to(for_the_leader(county, secretary, SINCE)).exists()
    by = county.by("director", at=date(2026, 3, 3))
    give_mandate(by, secretary, county.post("vice_head"), "act", date(2026, 3, 3), covers_restricted=True)
    assert Matter.objects.visible_to(for_the_leader(county, secretary, date(2026, 3, 3))).exists()


def test_serving_one_leader_she_need_not_choose_serving_two_she_does(county, secretary):
    client = Client()
    client.force_login(Account.rows.get(username="secretary"))
    with clock.at(clock.moment(SINCE, 15)):
        assert client.get("/acting?format=json").json()["acting_for"] == "副县长 周明"
        give_mandate(county.by("admin"), secretary, county.post("county_head"), "act", SINCE)
        assert client.get("/acting?format=json").json()["acting_for"] is None
        client.post("/acting", {"post": str(county.post("county_head"))})
        assert client.get("/acting?format=json").json()["acting_for"] == "县长 高原"
        assert "代 县长 高原" in client.get("/desk").content.decode()
        assert client.post("/acting", {"post": str(county.post("head", "金溪镇"))}).status_code == 422


def test_whoever_leaves_every_post_holds_no_mandate(county, secretary):
    post = next(post for post in acting_as(secretary, clock.moment(SINCE)).posts if post != county.post("vice_head"))
    move_official(county.by("admin", at=date(2026, 3, 9)), secretary, None, date(2026, 3, 9), leaving=post)
    assert not acting_as(secretary, clock.moment(date(2026, 3, 9))).mandates


def test_only_the_administrator_and_the_office_director_give_mandates(county, secretary):
    for role in ("clerk", "vice_head", "auditor"):
        with pytest.raises(NotAllowed):
            give_mandate(county.by(role), secretary, county.post("chief"), "act", SINCE)
