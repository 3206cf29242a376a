"""The pages: what the head reads, what a clerk types, what comes back when something is wrong."""

import io
import re
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.indicators import story

from luoshi.core.errors import BadInput
from luoshi.facts import clock
from luoshi.indicators import sheet_file
from luoshi.indicators.models import Observation, Sheet
from luoshi.org.directory import directory
from luoshi.org.models import Account

JULY = date(2026, 7, 26)
NEW = "/indicators/investment/sheets/new"


@pytest.fixture
def halfway(halfway):
    with clock.at(clock.moment(JULY)):
        yield halfway


@pytest.fixture
def sign_in(client):
    def as_(username):
        client.force_login(Account.rows.get(username=username))
        return client

    return as_


def figures(county, **by_name):
    return {f"figure:{'county' if name == '全县' else county.units[name]}": value for name, value in by_name.items()}


def workbook(*rows, title="六月"):
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    sheet = book.add_worksheet(title)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return kept.getvalue()


def test_list_begins_with_the_sentence_and_draws_every_course(halfway, sign_in):
    page = sign_in("county_head").get("/indicators").content.decode()
    assert "时间过半，3 项主要指标<b>过半 2 项</b>；固定资产投资没有过半。" in page
    assert page.index("过半 2 项") < page.index("<table") < page.index("势头") < page.index("<svg")
    assert page.count("<svg") == 3
    assert "−4.2" in page


def test_every_role_that_signs_in_sees_it_and_nobody_else(halfway, sign_in, client):
    assert client.get("/indicators").status_code == 302
    assert client.get("/indicators?format=json").status_code == 401
    for username in ("reporter-金溪镇", "clerk", "county_head", "vice_head", "auditor"):
        assert sign_in(username).get("/indicators").status_code == 200


def test_list_and_page_give_the_same_data_as_json(halfway, sign_in):
    client = sign_in("clerk")
    answer = client.get("/indicators?format=json").json()
    assert (answer["total"], answer["next"]) == (3, None)
    investment = answer["indicators"][0]
    assert {name: investment[name] for name in ("code", "period", "actual", "target", "gap_points", "light")} == {
        "code": "investment",
        "period": "2026-06",
        "actual": 27.6,
        "target": 63,
        "gap_points": -4.19,
        "light": "yellow",
    }
    detail = client.get("/indicators/investment?format=json").json()
    assert detail["actual"] == 27.6
    assert [(row["unit"], row["rank"]) for row in detail["tables"][0]["units"]] == [("金溪镇", 1), ("石桥镇", 2)]


def test_page_shows_units_in_order_and_where_the_figures_come_from(halfway, sign_in):
    page = sign_in("reporter-石桥镇").get("/indicators/investment").content.decode()
    towns = page[page.index("各镇（街道）") :]
    assert towns.index("金溪镇") < towns.index("石桥镇") < towns.index("合计与全县数一致")
    assert "林悦" in page
    assert re.search(r'<tr class="own">.*?石桥镇', page)
    assert "登记一期数据" not in page
    assert sign_in("clerk").get("/indicators/steel").status_code == 404


def test_past_day_shows_what_was_known_then(halfway, sign_in):
    page = sign_in("clerk").get("/indicators?day=2026-04-20").content.decode()
    assert "到 3 月" in page
    assert "按 4月20日 当天已知的数" in page
    assert sign_in("clerk").get("/indicators?day=2026-02-30").status_code == 422


def test_pages_stand_before_anything_is_defined(county, sign_in):
    with clock.at(clock.moment(JULY)):
        assert "还没有设立指标" in sign_in("clerk").get("/indicators").content.decode()
        story.found(county)
        assert "还没有登记过数据" in sign_in("clerk").get("/indicators/gdp").content.decode()


def test_only_those_who_enter_get_the_form(halfway, sign_in):
    assert sign_in("clerk").get(NEW).status_code == 403
    page = sign_in("assessment").get(NEW).content.decode()
    assert "登记固定资产投资：2026年6月" in page
    assert page.index("全县") < page.index("金溪镇") < page.index("没有目标的")


def test_a_sheet_is_entered_from_the_form_and_what_does_not_add_up_is_told(halfway, sign_in):
    client = sign_in("assessment")
    typed = {"period": "2026-06", "source": "statistics", "status": "revised", "paper": "统计局 7 月函"}
    answer = client.post(NEW, typed | figures(halfway, 全县="27.8", 金溪镇="20.1", 石桥镇=""))
    assert (answer.status_code, answer["Location"]) == (302, "/indicators/investment")
    page = client.get("/indicators/investment").content.decode()
    assert "已登记固定资产投资2026年6月统计认定，2 个数。各镇（街道）合计比全县数少 0.20 亿元。" in page
    assert Sheet.rows.filter(status="revised").count() == 1


def test_what_was_typed_stays_with_the_fault_beside_it(halfway, sign_in):
    before = Observation.rows.count()
    typed = {"period": "2026-06", "source": "statistics", "status": "final", "paper": "快报"}
    answer = sign_in("assessment").post(NEW, typed | figures(halfway, 全县="二十七", 金溪镇="20.5"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="二十七"' in page
    assert 'value="20.5"' in page
    assert 'value="快报"' in page
    assert re.search(r'class="wrong".*?全县.*?“二十七”不是一个数', page)
    assert Observation.rows.count() == before


def test_fault_of_the_whole_sheet_stands_above_it(halfway, sign_in):
    answer = sign_in("assessment").post(NEW, {"period": "2026-09", "source": "unit", "status": "final"})
    page = answer.content.decode()
    assert "2026年9月还没有到" in page
    assert "一个数也没有填" in page


def test_a_workbook_is_entered_whatever_stands_above_its_heading(halfway, sign_in):
    data = workbook(
        ["固定资产投资完成情况"], ["单位：亿元"], ["序号", "单位", "数值"], [1, "全县", 28], [2, "发改", 20.3]
    )
    file = SimpleUploadedFile("六月.xlsx", data)
    typed = {"period": "2026-06", "source": "statistics", "status": "revised", "file": file}
    assert sign_in("assessment").post(NEW, typed).status_code == 302
    sheet = Sheet.rows.order_by("day", "at").last()
    assert {(cell.unit, float(cell.value)) for cell in sheet.cells.all()} == {
        (None, 28),
        (halfway.units["发改局"], 20.3),
    }


def test_faults_of_a_file_are_told_by_cell_and_nothing_is_entered(halfway, sign_in):
    data = workbook(["单位", "数值"], ["金溪镇", "约20"], ["金西镇", 3], ["石桥镇", 7], ["石桥镇", 8], ["", 9])
    before = Observation.rows.count()
    typed = {"period": "2026-06", "source": "statistics", "status": "final"}
    answer = sign_in("assessment").post(NEW, typed | {"file": SimpleUploadedFile("六月.xlsx", data)})
    page = answer.content.decode()
    for place, problem in (
        ("六月!B2", "“约20”不是一个数"),
        ("六月!A3", "单位名册里没有“金西镇”"),
        ("六月!A5", "“石桥镇”在 六月!A4 已经出现过"),
        ("六月!A6", "这个数没有写单位"),
    ):
        assert re.search(rf"{place}</b>：{problem}", page), (place, problem)
    assert (answer.status_code, Observation.rows.count()) == (422, before)


def test_typed_figures_and_a_file_at_once_are_refused(halfway, sign_in):
    file = SimpleUploadedFile("a.csv", "单位,数值\n全县,3\n".encode())
    typed = {"period": "2026-06", "source": "statistics", "status": "final", "file": file}
    answer = sign_in("assessment").post(NEW, typed | figures(halfway, 全县="28"))
    assert "既填了数，又选了文件" in answer.content.decode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_is_read_as_wps_saves_it(halfway, encoding):
    data = '单位,数值\n合计,"1,234.5"\n金溪镇,未报\n石桥镇,\n'.encode(encoding)
    cells = sheet_file.read("六月.csv", data, directory(JULY))
    assert [(cell.unit, cell.status) for cell in cells] == [
        (None, "reported"),
        (halfway.units["金溪镇"], "not_reported"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("坏.xlsx", b"PK\x03\x04nothing", "打不开"),
        ("空.xlsx", workbook(), "没有“单位”和“数值”"),
        ("乱.csv", b"\xff\xff\xff", "看不出是什么编码"),
        ("别的.csv", "镇名,金额\n金溪镇,3\n".encode(), "没有“单位”和“数值”"),
    ],
)
def test_file_that_is_no_sheet_is_refused_with_a_way_out(county, name, data, words):
    with pytest.raises(BadInput, match=words) as raised:
        sheet_file.read(name, data, directory(JULY))
    assert raised.value.faults[0].file == name
    assert raised.value.faults[0].remedy


def test_each_units_month_stands_beside_the_one_before_and_the_chain(halfway, sign_in):
    for month, towns in (("06", (12, 20)), ("05", (8, None)), ("04", (5, 9)), ("03", (3, 8))):
        given = {"金溪镇": towns[0]} | ({} if towns[1] is None else {"石桥镇": towns[1]})
        story.publish(halfway, "investment", f"2026-{month}", date(2026, 7, 21), status="revised", **given)
    client = sign_in("clerk")
    units = client.get("/indicators/investment?format=json").json()["tables"][0]["units"]
    grown = {one["unit"]: one["growth"] for one in units}
    # 12 − 8 in June after 8 − 5 in May: +33.33 %; after 3 − 2.4 in March: +566.67 %
    assert (grown["金溪镇"]["amount"], grown["金溪镇"]["on_period"], grown["金溪镇"]["chain"]) == (4, 33.33, 566.67)
    assert (grown["石桥镇"]["on_period"], grown["石桥镇"]["chain"]) == (None, None)  # May was left out
    page = client.get("/indicators/investment").content.decode()
    assert ">比上月 %</th>" in page
    assert ">比3月 %</th>" in page


def test_page_says_growth_over_the_period_before_and_the_gap_in_the_unit(halfway, sign_in):
    client = sign_in("clerk")
    page = client.get("/indicators/investment").content.decode()
    assert "离全年目标还差 35.40 亿元" in page
    june = client.get("/indicators/investment?format=json").json()["growth"][-1]
    assert (june["month"], june["amount"], june["on_period"]) == (6, 8.6, 24.64)
    assert june["on_year"] is None, "one month of last year is not known alone"
    rate = client.get("/indicators/industry?format=json").json()["growth"][-1]
    assert (rate["on_period"], rate["chain"]) == (1.0, None)
    assert "离全年目标" not in client.get("/indicators/industry").content.decode()
