"""Who signs for a unit: its head, and the deputy whom the head has authorised, from a day to a day."""

from __future__ import annotations

from datetime import date

import pytest
from tests import world
from tests.telling import told_once

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.org.acting import acting_as, system
from luoshi.org.actions import NewPost, appoint, change_setting, end_mandate, give_mandate
from luoshi.org.models import SignOff
from luoshi.org.permissions import may, signs_for

DAY = date(2026, 3, 3)


@told_once
def deputy(county):
    """The deputy head of 金溪镇."""
    post = NewPost(county.units["金溪镇"], "副镇长", "deputy", 900, "金副手")
    appoint(system(clock.moment(world.FOUNDED)), [post], world.FOUNDED)
    return post.official


def as_deputy(deputy, day: date = DAY):
    return acting_as(deputy, clock.moment(day, 18, 30))


def waiting(county):
    matter = world.issue_matter(county)
    return actions.claim(county.by("reporter", "金溪镇", DAY), [world.lead(matter).uuid])[0]


def test_a_deputy_signs_only_with_the_heads_mandate_and_it_is_shown_in_the_fact(county, deputy):
    ref = waiting(county)
    with pytest.raises(NotAllowed):
        actions.sign_off(as_deputy(deputy), [ref])
    mandate = give_mandate(county.by("head", "金溪镇", DAY), deputy, county.post("head", "金溪镇"), "sign", DAY)
    assert signs_for(as_deputy(deputy)) == {county.units["金溪镇"]}
    actions.sign_off(as_deputy(deputy), [ref])
    signed = SignOff.rows.get()
    assert (signed.on_behalf_of, signed.mandate) == (county.post("head", "金溪镇"), mandate)


def test_a_mandate_has_days_and_can_be_taken_back(county, deputy):
    head, unit = county.by("head", "金溪镇", DAY), county.units["金溪镇"]
    give_mandate(head, deputy, county.post("head", "金溪镇"), "sign", DAY, date(2026, 3, 10))
    assert may(as_deputy(deputy, date(2026, 3, 9)), "sign_off", unit)
    assert not may(as_deputy(deputy, date(2026, 3, 10)), "sign_off", unit)
    again = give_mandate(head, deputy, county.post("head", "金溪镇"), "sign", DAY)
    assert may(as_deputy(deputy, date(2026, 3, 10)), "sign_off", unit)
    end_mandate(county.by("head", "金溪镇", date(2026, 3, 6)), again, date(2026, 3, 5))
    assert not may(as_deputy(deputy, date(2026, 3, 6)), "sign_off", unit)


def test_a_head_authorises_only_her_own_deputy_for_her_own_post(county, deputy):
    head = county.by("head", "金溪镇", DAY)
    with pytest.raises(BadInput):
        give_mandate(head, county.posts[("reporter", "金溪镇")].official, county.post("head", "金溪镇"), "sign", DAY)
    with pytest.raises(NotAllowed):
        give_mandate(head, deputy, county.post("head", "住建局"), "sign", DAY)
    with pytest.raises(NotAllowed):
        give_mandate(head, deputy, county.post("head", "金溪镇"), "act", DAY)
    with pytest.raises(NotAllowed):
        give_mandate(as_deputy(deputy), deputy, county.post("head", "金溪镇"), "sign", DAY)
    with pytest.raises(BadInput):
        give_mandate(head, deputy, county.post("head", "金溪镇"), "sign", DAY, DAY)


def test_another_head_cannot_take_a_mandate_back(county, deputy):
    mandate = give_mandate(county.by("head", "金溪镇", DAY), deputy, county.post("head", "金溪镇"), "sign", DAY)
    with pytest.raises(NotAllowed):
        end_mandate(county.by("head", "住建局", DAY), mandate, DAY)


def test_the_county_may_let_every_deputy_sign(county, deputy):
    change_setting(system(clock.moment(DAY, 8)), "deputy_signs", True, DAY)
    actions.sign_off(as_deputy(deputy), [waiting(county)])
    assert SignOff.rows.get().on_behalf_of is None
