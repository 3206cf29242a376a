"""Limits by a named month, an hour, the paper's own day; and times that are none."""

import datetime

import pytest

from luoshi.core.reading.draft import read

_HEAD = "关于有关工作的通知\n2026年4月13日\n一、工作任务\n"


def _due(words: str) -> str | None:
    return read(_HEAD + words).tasks[-1].due


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("县委宣传部要在10月“敬老月”期间开展宣传12场。", (10, 31)),
        ("县应急局在6月“安全生产月”中开展咨询10场。", (6, 30)),
        ("县科协在9月全国科普日期间举办讲座12场。", (9, 30)),
        ("县供电公司26日天亮前恢复供电。", (4, 26)),
        ("县住建局今天（13日）晚上8点前转移群众386户。", (4, 13)),
        ("县发改局于5月9日晚19:00时前报送清单。", (5, 9)),
        ("县环境局自本通知印发之日起10日内完成排查。", (4, 23)),
        ("县文旅局办好山歌节，9月中旬举行。", (9, 20)),
        ("上半年推出“一件事”新事项15个。（县行政审批局）", (6, 30)),
    ],
)
def test_day(words: str, day: tuple[int, int]) -> None:
    assert _due(words) == datetime.date(2026, *day).isoformat()


def test_next_year_at_first() -> None:
    assert _due("县教育局2027年初步建成职教集团30个。") == "2027-12-31"


@pytest.mark.parametrize(
    "words",
    [
        "环保督察9月底将进驻我市，县环境局要对12个问题逐一整改。",
        "完善预拨机制，县财政局要预拨50%给企业，待年底审核后进行清算。",
        "县工信局制定2026—2028年新增新能源汽车的具体计划。",
        "县自然资源局要绘制好2027年、“十五五”时期、到2035年及中长期“三张图”，9张底图统一坐标。",
        "县信访局自受理之日起10日内办结。",
    ],
)
def test_no_day(words: str) -> None:
    assert _due(words) is None
