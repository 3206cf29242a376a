"""A sealed ranking can be recomputed where nothing but the core is installed; a changed byte is named."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.core.scoring.test_seal import opened, sealed

REPOSITORY = Path(__file__).parents[2]
ALONE = """
import sys
allowed = {*sys.stdlib_module_names, "luoshi", *sys.argv[1].split(",")}

class OnlyTheCore:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in allowed:
            raise ImportError(f"{name} is not among the core's requirements")

sys.meta_path.insert(0, OnlyTheCore())
from luoshi.cli.main import main
status = main(["seal", "verify", sys.argv[2]])
assert not {"django", "ibis", "duckdb", "numpy"} & {name.split(".")[0] for name in sys.modules}
sys.exit(status)
"""


def verified(package: Path) -> subprocess.CompletedProcess[str]:
    locked = re.findall(r"^([a-z0-9-]+)==", (REPOSITORY / "requirements/core.txt").read_text(), re.M)
    modules = ",".join(name.replace("-", "_") for name in locked)
    source = {"PYTHONPATH": str(REPOSITORY / "src"), "PYTHONIOENCODING": "utf-8", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-c", ALONE, modules, str(package)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=source, check=False)


def test_verifying_needs_the_core_alone(tmp_path):
    package = tmp_path / "六月.zip"
    package.write_bytes(sealed())
    done = verified(package)
    assert (done.returncode, done.stderr) == (0, "")
    assert "核验无误" in done.stdout


def test_one_changed_byte_is_named_there_too(tmp_path):
    package, content = tmp_path / "六月.zip", sealed()
    at = content.index(opened(content)["facts.csv"]) + 4
    package.write_bytes(content[:at] + b"!" + content[at + 1 :])
    done = verified(package)
    assert done.returncode == 1
    assert "facts.csv" in done.stderr


@pytest.mark.parametrize("member", sorted(opened(sealed())))
def test_a_changed_byte_in_any_file_is_found(member, tmp_path, capsys):
    from luoshi.cli.main import main

    content = sealed()
    whole = opened(content)[member]
    at = content.index(whole) + len(whole) // 2 if whole else content.index(member.encode())
    package = tmp_path / "package.zip"
    package.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert main(["seal", "verify", str(package)]) == 1
    assert member in capsys.readouterr().err
