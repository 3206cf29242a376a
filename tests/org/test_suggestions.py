"""What people say of the system and of what it asks: read by all, answered by the office."""

from datetime import date

import pytest
from django.test import Client

from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock
from luoshi.facts.queries import verify
from luoshi.org.models import Account, Suggestion
from luoshi.org.suggestions.actions import answer_suggestion, suggest
from luoshi.org.suggestions.queries import not_answered, suggestions

DAY = date(2026, 4, 2)


def test_a_suggestion_is_read_by_all_and_stands_first_until_it_is_answered(county):
    reporter = county.by("reporter", "金溪镇", DAY)
    asked = suggest(reporter, "burden", "投资数统计局已有，不要再让镇上填", "/night")
    suggest(county.by("head", "石桥镇", clock.moment(DAY, 10)), "better", "清单想按村分组")
    answer_suggestion(county.by("chief", at=clock.moment(DAY, 11)), asked, True, "下月起改取统计局的数")
    shown = suggestions(county.by("reporter", "石桥镇", DAY))
    assert [(one.words, [answer.words for answer, _ in one.answers]) for one in shown] == [
        ("清单想按村分组", []),
        ("投资数统计局已有，不要再让镇上填", ["下月起改取统计局的数"]),
    ]
    assert [one.day for one in not_answered()] == [DAY]


def test_an_unsigned_one_names_nobody_not_even_in_the_facts(county):
    reporter = county.by("reporter", "金溪镇", DAY)
    suggest(reporter, "wrong", "填报截止时间显示错了", signed=False)
    fact = Suggestion.rows.get()
    assert fact.by != reporter.official
    assert [one.who for one in suggestions(county.by("chief", at=DAY))] == [""]
    assert verify() == []


def test_units_do_not_answer_and_nobody_writes_nothing(county):
    reporter = county.by("reporter", "金溪镇", DAY)
    asked = suggest(reporter, "burden", "表太多")
    with pytest.raises(NotAllowed):
        answer_suggestion(reporter, asked, True, "好")
    with pytest.raises(BadInput, match="没有写内容"):
        suggest(reporter, "burden", "  ")
    with pytest.raises(BadInput, match="最多 500 字"):
        suggest(reporter, "burden", "字" * 501)


def test_the_page_takes_one_and_puts_it_on_the_chiefs_desk(county):
    client, chief = Client(), Client()
    client.force_login(Account.rows.get(username="reporter-金溪镇"))
    chief.force_login(Account.rows.get(username="chief"))
    with clock.at(clock.moment(DAY)):
        client.post("/suggestions", {"about": "burden", "words": "同一张照片要传两次"})
        waiting = chief.get("/desk", headers={"Accept": "application/json"}).json()["waiting"]
        assert "1 条意见建议等答复" in [one["title"] for one in waiting]
        refused = client.post("/suggestions", {"about": "burden", "words": ""})
        assert refused.status_code == 422
