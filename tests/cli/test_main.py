"""The command line's contract: exit status, faults as text and as JSON, and verbs that load only what they need."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tests import serving

from luoshi.cli.main import VERBS


def test_help_lists_every_verb_and_wrong_usage_is_2():
    shown = serving.run(["--help"], serving.environment())
    assert shown.returncode == 0
    assert all(verb in shown.stdout for verb in VERBS)
    assert serving.run(["nonsense"], serving.environment()).returncode == 2
    assert serving.run(["export", "nonsense"], serving.environment()).returncode == 2


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_a_help_page(verb):
    assert serving.run([verb, "--help"], serving.environment()).returncode == 0


def test_reading_loads_neither_django_nor_a_data_engine(tmp_path):
    speech = tmp_path / "讲话.txt"
    speech.write_text("县发改局牵头，6月底前新建公路12公里。", encoding="utf-8")
    code = (
        "import sys; from luoshi.cli.main import main; status = main(['read', sys.argv[1], '--json']);"
        "loaded = {'django', 'duckdb', 'numpy'} & set(sys.modules); sys.exit(status or bool(loaded))"
    )
    made = subprocess.run([sys.executable, "-c", code, str(speech)], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["tasks"][0]["lead_units"] == ["县发改局"]


@pytest.mark.one_database
def test_a_server_starts_without_the_reader_of_documents():
    """It is half of what there is to load, and whoever comes first after a start would wait for it."""
    code = (
        "import sys, django; django.setup(); import luoshi.web.urls;"
        "assert 'luoshi.intake.reading' in sys.modules; sys.exit('luoshi.core.reading.draft' in sys.modules)"
    )
    env = serving.environment(DJANGO_SETTINGS_MODULE="luoshi.web.settings")
    made = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr


@pytest.mark.parametrize(
    "words",
    [["read", "/没有/这个.docx"], ["export", "matters", "--db", "/没有/这个.db"], ["seal", "verify", "/没有.zip"]],
)
def test_bad_input_is_one_line_a_fault_and_the_same_as_json(words):
    made = serving.run([*words, "--json"], serving.environment())
    assert made.returncode == 1
    assert "Traceback" not in made.stderr
    assert made.stderr.strip()
    (fault,) = json.loads(made.stdout)["errors"]
    assert set(fault) == {"file", "place", "problem", "remedy"}
