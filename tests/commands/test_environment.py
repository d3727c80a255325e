"""The first run on a bare machine: what is made, when it is made again, and what is said when it cannot be made."""

import ast
import errno
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.commands import environment
from plugins.commands.environment import EnvironmentProblem
from tests.faults.helpers import ROOT
from tests.faults.helpers import environment as variables


class Machine:
    """A project on a bare machine, where nothing is really installed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.calls: list[str] = []
        self.pip_works = True
        self.install: Callable[[], subprocess.CompletedProcess[str]] = lambda: subprocess.CompletedProcess(
            [], 0, "", ""
        )
        self.create: Callable[[], None] = self._make
        for name in {"requirements.txt", *environment.EXTRAS.values()}:
            (root / name).write_text(f"{name} 1.0\n")

    def _make(self) -> None:
        environment.python().parent.mkdir(parents=True, exist_ok=True)
        environment.python().touch()

    def run(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        if command[-1] == "--version":
            return subprocess.CompletedProcess(command, 0 if self.pip_works else 1, "", "")
        assert command[0] == str(environment.python())
        assert "--require-hashes" in command
        self.calls.append(f"install {Path(command[-1]).name}")
        return self.install()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(subprocess, "run", made.run)

    class Builder:
        def __init__(self, with_pip: bool, clear: bool) -> None:
            assert with_pip
            self.clear = clear

        def create(self, folder: Path) -> None:
            made.calls.append("create" + (" anew" if self.clear else ""))
            made.create()

    monkeypatch.setattr(venv, "EnvBuilder", Builder)
    return made


def test_the_first_run_makes_it_and_the_second_does_nothing(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.ensure()
    assert machine.calls == ["create", "install requirements.txt"]
    told = capsys.readouterr()
    assert told.out == ""  # standard output is the command's own
    assert "首次运行" in told.err
    assert "运行环境已就绪" in told.err
    environment.ensure()
    assert machine.calls == ["create", "install requirements.txt"]
    assert capsys.readouterr().err == ""


def test_a_changed_list_of_packages_is_installed(machine: Machine) -> None:
    environment.ensure()
    (machine.root / "requirements.txt").write_text("requirements.txt 2.0\n")
    environment.ensure()
    environment.ensure()
    assert machine.calls == ["create", *["install requirements.txt"] * 2]


def test_another_python_installs_anew(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.ensure()
    monkeypatch.setattr(sys, "version", "3.99.0 (another)")
    machine.pip_works = False  # the packages of the old Python are not seen by the new one
    environment.ensure()
    assert machine.calls == ["create", "install requirements.txt", "create anew", "install requirements.txt"]


def test_an_environment_whose_making_was_interrupted_is_made_anew(machine: Machine) -> None:
    machine._make()
    machine.pip_works = False
    environment.ensure()
    assert machine.calls == ["create anew", "install requirements.txt"]


def test_a_deleted_environment_is_made_anew(machine: Machine) -> None:
    environment.ensure()
    environment.python().unlink()
    environment.ensure()
    assert machine.calls[-2:] == ["create anew", "install requirements.txt"]


@pytest.mark.parametrize(
    "error",
    [
        subprocess.CalledProcessError(1, ["python", "-m", "ensurepip"]),
        ImportError("No module named 'ensurepip'"),
        OSError(errno.ENOSPC, "No space left on device"),
        PermissionError(errno.EACCES, "Permission denied"),
    ],
)
def test_no_environment_can_be_made(error: Exception, machine: Machine) -> None:
    def fail() -> None:
        raise error

    machine.create = fail
    with pytest.raises(EnvironmentProblem) as raised:
        environment.ensure()
    assert "无法建立 Python 虚拟环境" in str(raised.value)
    assert "apt-get install python3-venv" in str(raised.value)
    machine.create = machine._make
    environment.ensure()
    assert machine.calls[-1] == "install requirements.txt"


def test_pip_fails(machine: Machine) -> None:
    lines = "\n".join(f"line {number}" for number in range(20))
    machine.install = lambda: subprocess.CompletedProcess([], 1, "", f"{lines}\nERROR: No matching distribution\n")
    with pytest.raises(EnvironmentProblem) as raised:
        environment.ensure()
    words = str(raised.value)
    assert "软件包没有装成" in words
    assert "网络" in words
    assert words.endswith("ERROR: No matching distribution")
    assert "line 3\n" not in words  # the last lines say enough
    assert not list((machine.root / ".venv").glob(".*.installed"))
    machine.install = lambda: subprocess.CompletedProcess([], 0, "", "")
    environment.ensure()  # the next run goes on where this one failed
    assert machine.calls == ["create", "install requirements.txt", "install requirements.txt"]


def test_the_python_inside_cannot_run(machine: Machine) -> None:
    def fail() -> subprocess.CompletedProcess[str]:
        raise OSError(errno.EACCES, "Permission denied")

    machine.install = fail
    with pytest.raises(EnvironmentProblem, match="不能运行"):
        environment.ensure()


def test_a_list_of_packages_is_missing(machine: Machine) -> None:
    (machine.root / "requirements.txt").unlink()
    with pytest.raises(EnvironmentProblem, match=r"找不到依赖清单 requirements\.txt"):
        environment.ensure()
    assert machine.calls == []


def test_a_python_that_is_too_old(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(EnvironmentProblem, match=r"需要 Python 3\.11 或更高版本"):
        environment.ensure()
    assert machine.calls == []


@pytest.mark.parametrize("name", ["tasks.py", "plugins/commands/environment.py", "plugins/commands/__init__.py"])
def test_an_old_python_gets_as_far_as_being_told(name: str) -> None:
    """What runs before the version is looked at must be readable to Python 3.8."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))
    if name.endswith("environment.py"):
        future = tree.body[1]
        assert isinstance(future, ast.ImportFrom)
        assert future.module == "__future__"


@pytest.mark.parametrize(
    ("arguments", "lock"),
    [
        (["build"], "requirements.txt"),
        (["--list"], "requirements.txt"),
        ([], "requirements.txt"),
        (["check", "--json"], "requirements.txt"),
        (["test"], "requirements-dev.txt"),
        (["test", "--select", "faults"], "requirements-dev.txt"),
        (["lock"], "requirements-dev.txt"),
        (["bench"], "requirements-bench.txt"),
    ],
)
def test_some_commands_need_more(
    arguments: list[str], lock: str, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered: list[list[str]] = []

    def execute(path: str, call: list[str]) -> None:
        entered.append(call)

    monkeypatch.setattr(os, "execv", execute)
    environment.enter(["tasks.py", *arguments])
    assert machine.calls == ["create", f"install {lock}"]
    assert entered == [[str(environment.python()), "tasks.py", *arguments]]


def test_extras_name_lists_that_exist() -> None:
    for lock in {"requirements.txt", *environment.EXTRAS.values()}:
        assert (ROOT / lock).exists(), lock


def test_inside_the_environment_nothing_is_started_again(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(machine.root / ".venv"))
    started: list[object] = []
    monkeypatch.setattr(os, "execv", lambda *call: started.append(call))
    environment.enter(["tasks.py", "build"])
    assert started == []


def test_a_problem_ends_the_command_with_a_sentence(machine: Machine) -> None:
    machine.install = lambda: subprocess.CompletedProcess([], 1, "", "no network")
    with pytest.raises(SystemExit) as raised:
        environment.enter(["tasks.py", "build"])
    assert isinstance(raised.value.code, str)  # Python prints it on standard error and exits with 1
    assert "软件包没有装成" in raised.value.code


def test_list_names_every_command() -> None:
    tree = ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"))
    tasks = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and any("task" in ast.dump(each) for each in node.decorator_list)
    ]
    command = [sys.executable, "tasks.py", "--list"]
    done = subprocess.run(command, cwd=ROOT, env=variables(), capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done
    listed = {line.split()[0]: line for line in done.stdout.splitlines() if line.startswith("  ")}
    assert {"build", "serve", "check", "test"} <= listed.keys()
    for task in tasks:
        name = task.name.rstrip("_").replace("_", "-")
        assert name in listed, name
        sentence = (ast.get_docstring(task) or "").splitlines()[0]
        assert sentence[:12] in listed[name], name
