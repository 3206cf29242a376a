"""Lead, jointly responsible, co-operating: each with its own day, confirmation and light."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests import world
from tests.telling import told_once

from luoshi.core.errors import BadInput
from luoshi.core.timing.pace import light
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import LightSpan, Line, Matter, MatterRevision
from luoshi.matters.queries import Filters, counts, ledger, rows_of, waiting_for
from luoshi.matters.queries.past import parts_on
from luoshi.org.actions import change_setting
from luoshi.org.directory import directory
from luoshi.org.models import Account
from luoshi.rounds.exporting import export
from luoshi.rounds.rebuild import rebuild

MARCH, APRIL = date(2026, 3, 25), date(2026, 4, 24)


@told_once
def matter(county):
    """A town leads till the end of the year; the land bureau helps till the end of May, all have taken it on."""
    matter = _issue(county, due=date(2026, 5, 29))
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"完工": date(2026, 12, 1)})
    actions.claim(county.by("head", "资源局", date(2026, 3, 4)), [part(matter).uuid])
    return matter


def _issue(county, due: date | None, on: date = date(2026, 3, 2)) -> Matter:
    wanted = actions.LineWanted(county.units["资源局"], "co", "办理用地手续", due)
    decided = actions.Decided("菌包库", county.units["金溪镇"], "task", date(2026, 12, 20), others=(wanted,))
    return Matter.rows.get(uuid=actions.issue(county.by("clerk", at=on), [decided])[0])


def part(matter: Matter) -> Line:
    return Line.rows.get(matter=matter, role="co")


def part_light(matter: Matter, day: date) -> str:
    line = part(matter)
    return "done" if line.delivered_on else light(day, line.yellow_from, line.red_from)


def lead_light(matter: Matter, day: date) -> str:
    now = Matter.rows.get(uuid=matter.uuid)
    return light(day, now.yellow_from, now.red_from)


def say(county, matter: Matter, on: date, **words):
    return world.report(county, matter, "金溪镇", on, f"{on:%Y-%m}", **words)


def test_a_part_turns_by_its_own_day_and_not_by_the_matters(county, matter):
    say(county, matter, MARCH)
    assert (part(matter).yellow_from, part(matter).red_from) == (date(2026, 5, 15), date(2026, 5, 30))
    assert part_light(matter, date(2026, 4, 29)) == "green"
    assert lead_light(matter, date(2026, 4, 29)) == "yellow"


def test_a_part_without_a_day_of_its_own_is_not_late_because_the_lead_is(county):
    matter = _issue(county, due=None)
    actions.claim(county.by("head", "资源局", date(2026, 3, 4)), [part(matter).uuid])
    assert lead_light(matter, date(2027, 6, 1)) == "red"
    assert part_light(matter, date(2027, 6, 1)) == "green"


def test_undelivered_turns_the_co_units_light_and_not_the_leads(county, matter):
    before = Matter.rows.get(uuid=matter.uuid)
    say(county, matter, MARCH, undelivered=((county.units["资源局"], date(2026, 3, 20)),))
    now = Matter.rows.get(uuid=matter.uuid)
    assert part(matter).undelivered_since == date(2026, 3, 20)
    assert part_light(matter, MARCH) == "yellow"
    assert part_light(matter, date(2026, 4, 2)) == "yellow"
    assert part_light(matter, date(2026, 4, 3)) == "red"
    assert "undelivered" not in {cause["code"] for cause in now.causes}
    assert (now.yellow_from or date.max) >= (before.yellow_from or date.max)


def test_only_what_the_head_has_signed_counts_and_an_untrue_report_takes_its_word_back(county, matter):
    word = ((county.units["资源局"], date(2026, 3, 20)),)
    filing = say(county, matter, MARCH, role="reporter", undelivered=word)
    assert part(matter).undelivered_since is None
    actions.sign_off(county.by("head", "金溪镇", MARCH), [filing.report])
    assert part(matter).undelivered_since == date(2026, 3, 20)
    actions.verify(county.by("clerk", at=date(2026, 4, 1)), [actions.Finding(filing.report, "untrue", "图纸早已移交")])
    assert part(matter).undelivered_since is None
    assert rebuild(check=True) == []


def test_silence_about_a_part_leaves_the_last_word_and_delivered_ends_its_light(county, matter):
    bureau = county.units["资源局"]
    say(county, matter, MARCH, undelivered=((bureau, date(2026, 3, 20)),))
    say(county, matter, APRIL)
    assert part(matter).undelivered_since == date(2026, 3, 20)
    say(county, matter, date(2026, 5, 22), delivered=(bureau,))
    line = part(matter)
    assert (line.undelivered_since, line.delivered_on) == (None, date(2026, 5, 22))
    assert part_light(matter, date(2026, 12, 31)) == "done"
    assert rebuild(check=True) == []


def test_what_is_said_of_a_part_must_be_of_one_that_is_there_and_of_a_day_that_has_come(county, matter):
    bureau, town = county.units["资源局"], county.units["石桥镇"]
    for words, said in (
        ({"undelivered": ((town, MARCH),)}, "不是这项的责任或配合单位"),
        ({"undelivered": ((bureau, date(2026, 3, 26)),)}, "还没有到"),
        ({"undelivered": ((bureau, date(2026, 2, 1)),)}, "早于下发"),
        ({"undelivered": ((bureau, MARCH),), "delivered": (bureau,)}, "只写一样"),
    ):
        with pytest.raises(BadInput, match=said):
            say(county, matter, MARCH, **words)


def test_an_unsigned_confirmation_is_yellow_when_the_days_for_objecting_are_over(county):
    matter = _issue(county, due=date(2026, 12, 1))
    assert part(matter).yellow_from == date(2026, 3, 6)
    actions.claim(county.by("head", "资源局", date(2026, 3, 9)), [part(matter).uuid])
    assert part(matter).yellow_from == date(2026, 11, 17)


def test_silence_settles_a_part_whatever_the_leads_own_claim_waits_for(county):
    matter = _issue(county, due=date(2026, 12, 1))
    actions.claim(county.by("reporter", "金溪镇", date(2026, 3, 3)), [world.lead(matter).uuid])
    assert part(matter).uuid in {one.uuid for one in waiting_for(county.by("reporter", "资源局", date(2026, 3, 4)))}
    assert actions.accept_by_silence(county.by("clerk", at=date(2026, 3, 6))) == 1
    assert part(matter).claimed_by_silence
    assert part(matter).yellow_from == date(2026, 11, 17)
    assert world.lead(matter).claimed_on is None


def test_past_lights_of_a_part_are_those_known_on_their_day_even_after_it_was_taken_away(county, matter):
    bureau = county.units["资源局"]
    say(county, matter, MARCH, undelivered=((bureau, date(2026, 3, 20)),))
    line = part(matter).uuid
    returned = _issue(county, due=None, on=date(2026, 4, 2))
    gone = part(returned).uuid
    sent = actions.return_line(county.by("head", "金溪镇", date(2026, 4, 3)), world.lead(returned).uuid, "不归我们")
    actions.rule_return(county.by("chief", at=date(2026, 4, 7)), sent, True, "按职责", bureau)
    assert not Line.rows.filter(uuid=gone).exists()

    def lit(day: date) -> dict:
        return {one.line: (one.unit, light(day, one.span.yellow_from, one.span.red_from)) for one in parts_on(day)}

    assert lit(date(2026, 3, 24))[line] == (bureau, "green")
    assert lit(MARCH)[line] == (bureau, "yellow")
    assert lit(date(2026, 4, 3))[gone] == (bureau, "green")
    assert gone not in lit(date(2026, 4, 7))
    assert LightSpan.rows.filter(line=gone, until=date(2026, 4, 7)).count() == 1
    assert rebuild(check=True) == []


def test_in_a_co_units_list_its_own_light_counts_and_for_the_lead_the_matters(county, matter):
    say(county, matter, MARCH, undelivered=((county.units["资源局"], date(2026, 3, 20)),))
    bureau, town, clerk = (
        county.by("head", "资源局", MARCH),
        county.by("head", "金溪镇", MARCH),
        county.by("clerk", at=MARCH),
    )
    for by, filters, wanted, role in (
        (bureau, Filters(), "yellow", "co"),
        (town, Filters(), "green", "lead"),
        (clerk, Filters(), "green", "lead"),
        (clerk, Filters(unit=county.units["资源局"]), "yellow", "co"),
        (clerk, Filters(unit=county.units["金溪镇"]), "green", "lead"),
    ):
        row = rows_of(ledger(by, filters), directory(MARCH), MARCH)[0]
        assert (row.light, row.role) == (wanted, role)
        assert counts(by, filters).lights[wanted] == 1
    assert row.due == matter.due
    mine = rows_of(ledger(bureau, Filters(light="yellow")), directory(MARCH), MARCH)[0]
    assert (mine.due, mine.since, mine.why) == (
        date(2026, 5, 29),
        date(2026, 3, 20),
        "牵头单位报：本单位部分未交付 6 天",
    )


def test_the_co_units_desk_holds_what_it_must_confirm_and_what_it_is_said_to_owe(county, matter):
    fresh = _issue(county, due=None, on=MARCH)
    say(county, matter, MARCH, undelivered=((county.units["资源局"], date(2026, 3, 20)),))
    found = [one for one in waiting_for(county.by("reporter", "资源局", MARCH)) if one.group == "配合"]
    assert {(one.uuid, one.do) for one in found} == {(part(fresh).uuid, "确认"), (part(matter).uuid, "查看")}
    assert any("金溪镇牵头；牵头单位报：本单位部分未交付" in one.sentence for one in found)


def test_export_lights_gives_each_part_under_its_matter(county, matter):
    say(county, matter, MARCH, undelivered=((county.units["资源局"], date(2026, 3, 20)),))
    row = next(row for row in export("lights", date(2026, 4, 3)) if row["matter"] == str(matter.uuid))
    assert [(one["unit"], one["role"], one["light"]) for one in row["lines"]] == [("资源局", "co", "red")]
    assert row["light"] == "green"
    assert export("lights", date(2026, 3, 24))[0]["lines"][0]["light"] == "green"


def test_the_county_may_set_after_how_many_days_an_undelivered_part_is_red(county, matter):
    say(county, matter, MARCH, undelivered=((county.units["资源局"], date(2026, 3, 20)),))
    assert part(matter).red_from == date(2026, 4, 3)
    admin = county.by("admin", at=date(2026, 3, 26))
    change_setting(admin, "light_rules", {"undelivered_red_workdays": 2}, date(2026, 3, 26))
    say(county, matter, APRIL)
    assert part(matter).red_from == date(2026, 3, 24)


def test_a_parts_own_day_lies_within_the_matters_and_each_unit_stands_once(county):
    for others, said in (
        ((actions.LineWanted(county.units["资源局"], "co", "", date(2027, 1, 1)),), "晚于办结时限"),
        (
            (actions.LineWanted(county.units["资源局"], "co"), actions.LineWanted(county.units["资源局"], "joint")),
            "两次",
        ),
    ):
        decided = actions.Decided("菌包库", county.units["金溪镇"], "task", date(2026, 12, 20), others=others)
        with pytest.raises(BadInput, match=said):
            actions.issue(county.by("clerk"), [decided])
    assert not MatterRevision.rows.exists()


def test_the_leads_form_marks_parts_and_the_door_for_programs_says_delivered(county, matter):
    bureau = county.units["资源局"]
    client = Client()
    client.force_login(Account.rows.get(username="head-金溪镇"))
    with clock.at(clock.moment(MARCH)):
        page = client.get(f"/matters/{matter.uuid}/report").content.decode()
        assert f'name="part:{bureau}"' in page
        form = {"period": "2026-03", "words": "主体施工。", f"part:{bureau}": "undelivered"}
        refused = client.post(f"/matters/{matter.uuid}/reports", form)
        assert refused.status_code == 422
        assert "没有写自哪天起" in refused.content.decode()
        client.post(f"/matters/{matter.uuid}/reports", form | {f"since:{bureau}": "2026-03-20"})
        shown = client.get(f"/matters/{matter.uuid}?format=json").json()["lines"][1]
        assert (shown["light"], shown["undelivered_since"], shown["causes"]) == (
            "yellow",
            "2026-03-20",
            ["undelivered"],
        )
        assert "未交付，自" in client.get(f"/matters/{matter.uuid}").content.decode()
        again = client.get(f"/matters/{matter.uuid}/report").content.decode()
        assert 'value="undelivered" selected' in again
        assert 'value="2026-03-20"' in again
    with clock.at(clock.moment(APRIL)):
        body = {"period": "2026-04", "words": "继续。", "delivered": ["资源局"]}
        answer = client.post(f"/matters/{matter.uuid}/reports", body, content_type="application/json")
        assert answer.json()["delivered"] == [str(bureau)]
        assert client.get(f"/matters/{matter.uuid}?format=json").json()["lines"][1]["light"] == "done"
        assert "已交付" in client.get(f"/matters/{matter.uuid}").content.decode()
