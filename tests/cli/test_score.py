"""`luoshi score` and `luoshi seal verify`, as somebody at a terminal meets them."""

import csv
import json

import pytest

from luoshi.cli.main import main
from luoshi.core.scoring import Scheme, ScoreData, pack, score

SCHEME = """\
[scheme]
name = "月度考核"
year = 2026
decimals = 2

[[item]]
code = "total"
aggregate = "sum"

[[item]]
code = "invest"
name = "固定资产投资"
parent = "total"
weight = 60
method = "completion"
cap = 1.2

[[item]]
code = "tax"
name = "税收"
parent = "total"
weight = 40
method = "completion"
"""
UNITS = "unit,name,group\nA,城关镇,乡镇\nB,=1+1,乡镇\nC,发改局,部门\n"
VALUES = """\
unit,item,period,actual,target
A,invest,2026-06,96,100
A,tax,2026-06,50,100
B,invest,2026-06,150,100
B,tax,2026-06,,100
C,invest,2026-06,10,10
C,tax,2026-06,10,10
"""
ADJUSTMENTS = "unit,period,points,reason\nA,2026-06,1.5,现场会\n"
VETOES = "unit,period,reason\nC,2026-06,安全事故\n"
TABLES = {"units": UNITS, "values": VALUES, "adjustments": ADJUSTMENTS, "vetoes": VETOES}


@pytest.fixture
def world(tmp_path):
    """A scheme and its figures on disk."""

    def write(encoding="utf-8", scheme=SCHEME, **tables):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "scheme.toml").write_text(scheme, encoding="utf-8")
        for name, text in (TABLES | tables).items():
            if text is not None:
                (tmp_path / "data" / f"{name}.csv").write_bytes(text.encode(encoding))
        return str(tmp_path / "scheme.toml"), str(tmp_path / "data")

    return write


def test_it_prints_a_ranking_by_group(world, capsys):
    assert main(["score", *world()]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "月度考核　2026-06",
        "",
        "乡镇（2 个单位）",
        "名次  单位     得分  固定资产投资   税收  加减分  说明",
        "   1  城关镇  79.10         57.60  20.00    +1.5",
        "   2  =1+1    72.00         72.00   0.00          到期未报：税收",
        "",
        "部门（1 个单位）",
        "名次  单位      得分  固定资产投资   税收  说明",
        "   1  发改局  100.00         60.00  40.00  一票否决（安全事故）",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_it_reads_files_as_people_save_them(world, capsys, encoding):
    assert main(["score", *world(encoding), "--json"]) == 0
    out = capsys.readouterr().out
    document = json.loads(out)
    assert '"score": 79.10' in out
    assert (document["scheme"], document["period"], document["engine"]) == ("月度考核", "2026-06", "reference")
    assert [row["rank"] for row in document["rankings"][0]["rows"]] == [1, 2]


def test_adjustments_and_vetoes_may_be_missing(world, capsys):
    assert main(["score", *world(adjustments=None, vetoes=None)]) == 0
    assert "77.60" in capsys.readouterr().out


def test_out_writes_the_result_and_a_sheet_for_excel(world, capsys, tmp_path):
    assert main(["score", *world(), "--json", "--out", str(tmp_path / "out" / "june")]) == 0
    printed = capsys.readouterr().out
    assert (tmp_path / "out/june/result.json").read_text(encoding="utf-8") == printed.removesuffix("\n")
    raw = (tmp_path / "out/june/ranking.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[0] == ["分组", "名次", "代码", "单位", "得分", "固定资产投资", "税收", "加减分", "说明"]
    assert rows[1] == ["乡镇", "1", "A", "城关镇", "79.10", "57.60", "20.00", "+1.5", ""]
    assert rows[2][3] == "'=1+1"


def test_all_faults_of_scheme_and_figures_come_at_once(world, capsys):
    bad = VALUES.replace("A,tax,2026-06,50", "A,tax,2026-06,五十") + "C,tax,2026-13,1,1,9\n"
    scheme = SCHEME.replace("weight = 40", "weight = -40")
    assert main(["score", *world(values=bad, scheme=scheme, units=UNITS + "A,,\n"), "--json"]) == 1
    captured = capsys.readouterr()
    errors = json.loads(captured.out)["errors"]
    assert [one["problem"] for one in errors] == [
        "weight 是 -40，不能小于 0",
        "有 6 格，表头只有 5 格",
        "单位“A”已经列过",
        "actual 一栏是“五十”，不是数",
    ]
    assert [one["place"] for one in errors] == ["第 22 行 考核项“tax”", "第 8 行", "第 5 行", "第 3 行"]
    assert len(captured.err.splitlines()) == 4


def test_an_unknown_item_is_named_with_file_and_row(world, capsys):
    scheme, folder = world(values=VALUES.replace("B,tax", "B,taxes"))
    assert main(["score", scheme, folder]) == 1
    assert capsys.readouterr().err == (
        f"{folder}/values.csv 第 5 行：考核项“taxes”不在方案里；改成方案里末级项的代码：invest、tax\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--period", "2026-05"], "没有 2026-05 的数据"),
        (["--period", "五月"], "不合写法"),
        (["--engine", "abacus"], "没有“abacus”这个引擎"),
    ],
)
def test_options_that_cannot_be_met(world, capsys, arguments, said):
    assert main(["score", *world(), *arguments]) == 1
    assert said in capsys.readouterr().err


def test_files_that_are_not_there_or_no_text(world, capsys, tmp_path):
    scheme, folder = world()
    assert main(["score", "none.toml", "nowhere"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    (tmp_path / "data" / "values.csv").unlink()
    assert main(["score", scheme, folder]) == 1
    assert "values.csv：缺少这个文件" in capsys.readouterr().err
    for broken in (b"\xff\xff\xff", b"", b"unit,unit,item,period,actual\n", b'unit,item,period,actual\n"A'):
        (tmp_path / "data" / "values.csv").write_bytes(broken)
        (tmp_path / "scheme.toml").write_bytes(b"\xff" if not broken else SCHEME.encode())
        assert main(["score", scheme, folder]) == 1
        assert capsys.readouterr().err


@pytest.fixture
def package(world, tmp_path):
    """A sealed package of the world's ranking."""
    world()
    data = ScoreData.from_folder(tmp_path / "data")
    result = score(Scheme.from_toml(SCHEME), data)
    sealed = pack(SCHEME, data, result, facts_csv="seq\n", manifest={"clock": "2026-07-20T02:00:00Z", "edition": 1})
    (tmp_path / "june.zip").write_bytes(sealed)
    return tmp_path / "june.zip"


def test_a_sealed_package_verifies(package, capsys):
    assert main(["seal", "verify", str(package)]) == 0
    assert capsys.readouterr().out.startswith("核验无误：月度考核，2026-06，第 1 版")
    assert main(["seal", "verify", str(package), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["holds"] is True


def test_a_changed_package_does_not(package, capsys):
    package.write_bytes(package.read_bytes().replace(b"79.10", b"97.10"))
    assert main(["seal", "verify", str(package), "--json"]) == 1
    captured = capsys.readouterr()
    assert "result.json" in captured.err
    document = json.loads(captured.out)
    assert document["holds"] is False
    assert document["errors"][0]["place"] == "result.json"


def test_what_is_no_package_is_refused(tmp_path, capsys):
    assert main(["seal", "verify", str(tmp_path / "none.zip")]) == 1
    assert "读不到" in capsys.readouterr().err
    (tmp_path / "text.zip").write_text("no zip")
    assert main(["seal", "verify", str(tmp_path / "text.zip")]) == 1
    assert "不是封存包" in capsys.readouterr().err
