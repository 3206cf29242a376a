"""The command `luoshi read`."""

import json
import subprocess
import sys

import pytest
from tests.core.reading.samples import MINUTES, UNITS

from luoshi.cli.main import main


@pytest.fixture
def document(tmp_path):
    file = tmp_path / "纪要.txt"
    file.write_bytes(MINUTES.replace("\n", "\r\n").encode("gb18030"))
    return file


def test_json_and_text_out_fit_together(document, tmp_path, capsys):
    out = tmp_path / "whole.txt"
    assert main(["read", str(document), "--json", "--text-out", str(out)]) == 0
    result = json.loads(capsys.readouterr().out)
    whole = out.read_bytes().decode("utf-8")
    assert result["document"]["chars"] == len(whole)
    assert len(result["tasks"]) >= 6
    assert all(task["text"] == whole[task["start"] : task["end"]] for task in result["tasks"])


def test_people_get_one_line_a_task_with_who_and_when(document, capsys):
    assert main(["read", str(document)]) == 0
    shown = capsys.readouterr().out
    assert "牵头：县水利局" in shown
    assert "时限：4月底前（2026-04-30）" in shown
    assert "加装电梯 >= 30部" in shown


def test_units_and_year(document, tmp_path, capsys):
    units = tmp_path / "units.csv"
    units.write_text(UNITS, encoding="utf-8")
    assert main(["read", str(document), "--json", "--units", str(units), "--year", "2027"]) == 0
    tasks = json.loads(capsys.readouterr().out)["tasks"]
    assert tasks[0]["due"] == "2027-04-30"
    assert tasks[0]["resolved"]["县发改局"] == ["云岭县发展和改革局"]


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04broken"])
def test_a_missing_empty_or_broken_file_is_named(tmp_path, capsys, content):
    file = tmp_path / "文件.docx"
    if content is not None:
        file.write_bytes(content)
    assert main(["read", str(file), "--json"]) == 1
    shown = capsys.readouterr()
    assert json.loads(shown.out)["errors"][0]["file"] == str(file)
    assert shown.err.count("\n") == 1
    assert "文件.docx" in shown.err


def test_a_folder_or_an_impossible_year_is_named(tmp_path, document, capsys):
    assert main(["read", str(tmp_path)]) == 1
    assert main(["read", str(document), "--year", "26"]) == 1
    assert main(["read", str(document), "--text-out", str(tmp_path / "no" / "x.txt")]) == 1
    assert "年份" in capsys.readouterr().err


def test_neither_django_nor_a_data_engine_is_loaded(document):
    code = (
        "import sys; from luoshi.cli.main import main; main(['read', sys.argv[1], '--json']); "
        "print([name for name in ('django', 'duckdb', 'numpy', 'pypdfium2') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(document)], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
