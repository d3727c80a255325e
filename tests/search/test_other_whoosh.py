"""The adapter's tests on Whoosh 2.7.4, so that the package can be changed without surprises.

2.7.4 and whoosh-reloaded are one package by name and cannot stand in one environment: it is installed, by hash, into a
folder below .cache/ and put before the environment's on the path of a child. That needs a network once; without one the
test fails.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements-other-whoosh.txt"


def _installed() -> Path:
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]
    folder = ROOT / ".cache" / f"other-whoosh-{digest}"
    if not folder.exists():
        making = folder.with_name(f"{folder.name}-{os.getpid()}")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--target", str(making), "-r", str(LOCK)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            shutil.rmtree(making, ignore_errors=True)
            pytest.fail(f"Whoosh 2.7.4 cannot be installed; a network is needed once.\n{done.stderr[-2_000:]}")
        making.rename(folder)
    return folder


def test_the_adapter_on_whoosh_2_7_4(tmp_path: Path) -> None:
    folder = _installed()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "child")]
    # Its own SyntaxWarnings, on Pythons that came after it, are not ours to mend.
    command += ["-W", "ignore::SyntaxWarning", "-W", "ignore::DeprecationWarning", "tests/search/test_whoosh_index.py"]
    changes = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "PORTAL_WHOOSH": "2.7.4"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(command, cwd=ROOT, env={**environment, **changes}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4_000:] + done.stderr[-2_000:]
    assert "skipped" not in done.stdout
