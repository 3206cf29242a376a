"""A restricted matter is searched for in everything that anybody else can reach, and not found."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from luoshi.appraisal.actions import close_month
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Line, Matter
from luoshi.org.actions import NewPost, appoint, give_mandate
from luoshi.org.models import Account, Handover, HandoverItem
from luoshi.papers.actions import write_circular
from luoshi.rounds.exporting import EXPORTS, export
from luoshi.rounds.rebuild import rebuild
from tests import world
from tests.web import matrix
from tests.web.matrix.addresses import addresses as all_addresses
from tests.web.matrix.things import things_of

TITLE = "某信访积案稳控"
WORDS = "约谈当事人三次"
STUCK = "安置房源未落实"


def secret(county: world.County) -> Matter:
    """Red, overdue, with a report, a blocker, a request and a handover: whatever could give it away."""
    named = (county.post("head", "石桥镇"), county.post("head", "住建局"))
    matter = world.issue_matter(
        county, "石桥镇", title=TITLE, due=date(2026, 3, 20), restricted=True, readers=named, others=(("住建局", "co"),)
    )
    world.claim_and_plan(county, matter, "石桥镇", date(2026, 3, 3), {f"{TITLE}的节点": date(2026, 3, 10)})
    head = county.by("head", "石桥镇", matrix.REPORTED)
    digest = actions.attach(head, f"{TITLE}.png", b"\x89PNG\r\nsecret")
    world.report(
        county,
        matter,
        "石桥镇",
        matrix.REPORTED,
        "2026-03",
        words=WORDS,
        evidence=(digest,),
        quantities=(("m1", Decimal(7)),),
    )
    blocker = actions.raise_blocker(head, matter.uuid, "land", STUCK, county.units["住建局"])
    actions.disown_blocker(county.by("head", "住建局", matrix.REPORTED), blocker, f"{TITLE}不归我们")
    actions.request(head, matter.uuid, "extension", f"{TITLE}延期", new_due=date(2026, 9, 1))
    return Matter.rows.get(uuid=matter.uuid)


def needles(matter: Matter) -> list[str]:
    """What would tell of it: its words, its number, its identifiers. A bare link of the chain does not."""
    lines = Line.rows.filter(matter=matter).values_list("uuid", flat=True)
    short = matter.number.removeprefix("2026 ")
    return [TITLE, WORDS, STUCK, short, *(str(one) for one in (matter.uuid, *lines))]


def text_of(content: bytes) -> str:
    """What somebody reads of an answer: of a zip (xlsx, docx, a sealed package) all its parts."""
    if not content.startswith(b"PK\x03\x04"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(text_of(parts.read(name)) for name in parts.namelist())


def content_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.one_database
def test_nobody_who_is_not_named_finds_it_anywhere(county):
    matter = secret(county)
    wanted = needles(matter)
    things = things_of(county, "金溪镇")
    close_month(county.by("assessment", "考核办", matrix.CLOSED), "2026-03")
    things.paper = write_circular(county.by("chief", at=matrix.CLOSED), "2026-03")
    post = NewPost(county.units["府办"], "秘书", "secretary", 60, "王静", "secretary")
    appoint(county.by("admin", at=matrix.DAY), [post], matrix.DAY)
    give_mandate(county.by("admin", at=matrix.DAY), post.official, county.post("county_head"), "sign", matrix.DAY)
    actions.succeed(county.by("admin", at=matrix.DAY), county.post("vice_head"), "唐海峰", "v2", matrix.DAY)
    given = Handover.rows.get(post=county.post("vice_head"))
    assert HandoverItem.rows.filter(fact=given, matter=matter.uuid).exists()
    own = {"matters:page", "matters:story", "matters:report"}
    addresses = [path for address, path in all_addresses(things) if address.method == "GET"]
    addresses += [
        path.replace(str(things.matter), str(matter.uuid)) for a, path in all_addresses(things) if a.name in own
    ]
    addresses += [f"/matters?q={TITLE}", "/matters?light=red&size=200", "/desk?group=堵点", f"/handovers/{given.uuid}"]
    named = {"clerk", "head-石桥镇", "head-住建局"}
    others = [account for account in Account.rows.order_by("username") if account.username not in named]
    assert len(others) > 12
    found = []
    for account in others:
        client = Client()
        client.force_login(account)
        with clock.at(clock.moment(matrix.DAY, 15)):
            for path in addresses:
                for asked in (path, f"{path}{'&' if '?' in path else '?'}format=json"):
                    text = text_of(content_of(client.get(asked))).replace(asked, "")
                    text = text.replace(f"q={TITLE}", "").replace(f'value="{TITLE}"', "")
                    found += [(account.username, asked, one) for one in wanted if one in text and one not in asked]
    assert found == []


def test_no_export_of_the_whole_county_holds_it(county):
    matter = secret(county)
    for kind in EXPORTS:
        text = json.dumps(export(kind, matrix.DAY), ensure_ascii=False, default=str)
        assert [one for one in needles(matter) if one in text] == [], kind


def test_those_it_names_find_it_and_can_do_their_part(county):
    matter = secret(county)
    for username in ("clerk", "head-石桥镇", "head-住建局"):
        client = Client()
        client.force_login(Account.rows.get(username=username))
        with clock.at(clock.moment(matrix.DAY, 15)):
            assert TITLE in client.get("/matters").content.decode(), username
            page = client.get(f"/matters/{matter.uuid}").content.decode()
            assert "限知" in page
            assert "石桥镇 主要负责人" in page
    world.report(county, matter, "石桥镇", date(2026, 4, 20), "2026-04")
    assert rebuild(check=True) == []


def test_nobody_acts_on_it_either(county):
    matter = secret(county)
    client = Client()
    client.force_login(Account.rows.get(username="chief"))
    with clock.at(clock.moment(matrix.DAY, 15)):
        assert client.post(f"/matters/{matter.uuid}/end", {"end": "done", "reason": "办完"}).status_code == 403
        answer = client.post(f"/matters/{matter.uuid}/restrict", {"do": "release", "reason": "看看"})
        assert answer.status_code == 422
    assert Matter.rows.get(uuid=matter.uuid).restricted


def test_the_office_names_others_later_and_can_open_it_again(county):
    matter = world.issue_matter(county, "金溪镇", title=TITLE)
    client = Client()
    client.force_login(Account.rows.get(username="clerk"))
    head = str(county.post("head", "金溪镇"))
    with clock.at(clock.moment(matrix.DAY, 15)):
        answer = client.post(f"/matters/{matter.uuid}/restrict", {"do": "restrict", "reason": "涉及信访人"})
        assert answer.status_code == 422
        client.post(f"/matters/{matter.uuid}/restrict", {"do": "restrict", "reader": head, "reason": "涉及信访人"})
        assert not Matter.objects.visible_to(county.by("chief", at=matrix.DAY)).exists()
        assert Matter.objects.visible_to(county.by("head", "金溪镇", matrix.DAY)).exists()
        client.post(f"/matters/{matter.uuid}/restrict", {"do": "release", "reason": "已息访"})
    assert Matter.objects.visible_to(county.by("chief", at=matrix.DAY)).exists()
    assert rebuild(check=True) == []


def test_it_is_issued_on_a_page_of_its_own_without_a_draft(county):
    client = Client()
    client.force_login(Account.rows.get(username="clerk"))
    unit, head = str(county.units["金溪镇"]), str(county.post("head", "金溪镇"))
    with clock.at(clock.moment(matrix.DAY, 15)):
        assert "谁能看到" in client.get(f"/matters/restricted?unit={unit}").content.decode()
        wrong = client.post("/matters/restricted", {"unit": unit, "title": TITLE, "due": "2026-06-30"})
        assert "没有人能看到" in wrong.content.decode()
        client.post("/matters/restricted", {"unit": unit, "title": TITLE, "due": "2026-06-30", "reader": head})
    assert Matter.rows.get().title == TITLE
    assert not Matter.objects.visible_to(county.by("director", at=matrix.DAY)).exists()
