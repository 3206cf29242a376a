"""Everybody's desk in the built county is asked for quickly, however many posts its owner holds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests import built, serving

from luoshi.demo.people import SIGN_IN

MOST = 15


def test_no_desk_asks_more_than_15_questions(tmp_path, tmp_path_factory):
    database = serving.copy_database(built.demonstration(tmp_path_factory, built.TODAY), tmp_path / "demo.db")
    env = serving.environment(LUOSHI_DB=str(database), DJANGO_SETTINGS_MODULE="luoshi.demo.settings")
    words = [sys.executable, str(Path(__file__).with_name("asking.py")), built.TODAY]
    made = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    asked = json.loads(made.stdout)
    assert asked.keys() == SIGN_IN.keys()
    assert {role: n for role, n in asked.items() if n > MOST} == {}
