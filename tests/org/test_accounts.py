"""Passwords: printed once, one's own from the first sign-in on, given anew by the unit's head; guessing waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from luoshi.core.errors import NotAllowed
from luoshi.facts import clock
from luoshi.facts.models import Entry, Private
from luoshi.org.accounts.actions import reset_password
from luoshi.org.accounts.passwords import SYMBOLS, as_printed, new_password
from luoshi.org.acting import system
from luoshi.org.actions import NewPost, appoint
from luoshi.org.models import Account, OfficialRevision
from luoshi.org.queries import phones

DAY = date(2026, 3, 2)
OWN = "石桥水库蓄水位2688"


@pytest.fixture(autouse=True)
def _at_nine():
    with clock.at(clock.moment(DAY)):
        yield


def account(username: str) -> Account:
    return Account.rows.get(username=username)


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(account(username))
    return client


def sign_in(username: str, password: str):
    return Client().post("/sign-in", {"username": username, "password": password})


def test_a_first_password_can_be_read_aloud_and_typed_in_any_way():
    password = new_password()
    assert set(password) <= set(SYMBOLS) | {"-"}
    assert not set(SYMBOLS) & set("01iloO")
    assert as_printed(password.replace("-", "").upper()) == password
    assert as_printed("我的密码-2026") == "我的密码-2026"


def test_a_head_gives_her_reporter_a_new_password_shown_once_and_changed_at_sign_in(county):
    reporter = client_of("reporter-金溪镇")
    head = client_of("head-金溪镇")
    answer = head.post(f"/accounts/{account('reporter-金溪镇').uuid}/password")
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert password not in head.get("/accounts").content.decode()
    assert reporter.get("/desk").status_code == 302
    fresh = Client()
    fresh.post("/sign-in", {"username": "reporter-金溪镇", "password": password})
    assert fresh.get("/desk").headers["Location"] == "/password"
    form = fresh.get("/password").content.decode()
    assert "hx-get" not in form, "nothing in it asks for what is not to be seen yet"
    assert 'name="old"' not in form
    part = fresh.get("/desk/count", headers={"HX-Request": "true"})
    assert (part.status_code, part.content, part.headers["HX-Refresh"]) == (204, b"", "true")
    answer = fresh.post("/password", {"new": "12345", "again": "54321"})
    assert answer.status_code == 422
    assert "两次填的新密码不一样" in answer.content.decode()
    fresh.post("/password", {"new": OWN, "again": OWN})
    assert fresh.get("/desk").status_code == 200
    assert sign_in("reporter-金溪镇", password).status_code == 200
    assert sign_in("reporter-金溪镇", OWN).status_code == 302
    later = fresh.post("/password", {"old": password, "new": "另一个自己的密码26", "again": "另一个自己的密码26"})
    assert "原密码不对" in later.content.decode()


def test_a_head_looks_after_her_own_unit_alone_and_the_administrator_after_all(county):
    head = county.by("head", "金溪镇", DAY)
    for username in ("reporter-石桥镇", "head-金溪镇", "clerk", "vice_head"):
        with pytest.raises(NotAllowed):
            reset_password(head, account(username).uuid)
    with pytest.raises(NotAllowed):
        reset_password(county.by("reporter", "金溪镇", DAY), account("reporter-金溪镇").uuid)
    assert reset_password(county.by("admin", at=DAY), account("clerk").uuid)
    shown = client_of("head-金溪镇").get("/accounts?format=json").json()["accounts"]
    assert [one["username"] for one in shown] == ["reporter-金溪镇"]
    assert client_of("admin").get("/accounts?format=json").json()["total"] == Account.rows.count()
    assert client_of("reporter-金溪镇").get("/accounts?format=json").json()["total"] == 0


def test_a_reporter_who_also_holds_a_desk_of_the_county_is_not_the_heads_to_reset(county):
    reporter = account("reporter-金溪镇")
    post = NewPost(county.units["府办"], "系统管理员", "admin", 50, "金小联", official=reporter.official)
    appoint(system(clock.now()), [post], DAY)
    with pytest.raises(NotAllowed):
        reset_password(county.by("head", "金溪镇", DAY), reporter.uuid)


def test_after_five_wrong_passwords_even_the_right_one_waits_a_quarter_of_an_hour(county):
    clerk = account("clerk")
    clerk.set_password(OWN)
    clerk.save()
    for _ in range(5):
        assert "用户名或密码不对" in sign_in("clerk", "猜一个").content.decode()
    assert "09:15 以后再试" in sign_in("clerk", OWN).content.decode()
    assert sign_in("head-金溪镇", "猜一个").status_code == 200
    with clock.at(clock.moment(DAY) + timedelta(minutes=16)):
        assert sign_in("clerk", OWN).status_code == 302
        assert sign_in("clerk", "猜一个").status_code == 200


def test_a_telephone_number_is_in_no_fact_and_gone_when_it_is_erased(county):
    post = NewPost(county.units["府办"], "督查专员", "clerk", 51, "许一", username="xu", phone="13911112222")
    appoint(system(clock.now()), [post], DAY)
    clerk = county.by("clerk", at=DAY)
    assert phones(clerk, [post.official]) == {post.official: "13911112222"}
    fact = OfficialRevision.rows.get(official=post.official)
    assert "13911112222" not in str(fact.document())
    assert Entry.rows.filter(ref=fact.uuid).exists()
    Private.rows.filter(ref=fact.phone).update(text="")
    assert phones(clerk, [post.official]) == {}
    assert phones(county.by("auditor", at=DAY), [post.official]) == {}


def test_the_accounts_page_costs_no_more_for_a_large_county(county, django_assert_max_num_queries):
    client = client_of("admin")
    client.get("/accounts")
    with django_assert_max_num_queries(15):
        assert client.get("/accounts").status_code == 200
