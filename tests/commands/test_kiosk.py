"""The commands kiosk and kiosk-key: the same options in both forms, keys that never leave their place."""

import ast
import stat
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from plugins.commands import kiosk_key
from plugins.kiosk.player import keys
from plugins.kiosk.player.options import HELP, Options
from plugins.portal.pelican_settings import ROOT


def task(name: str) -> ast.FunctionDef:
    tree = ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"))
    return next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)


def test_the_task_and_the_program_have_the_same_options() -> None:
    node = task("kiosk")
    names = [each.arg for each in node.args.args[1:]]
    defaults = [ast.literal_eval(each) for each in node.args.defaults]
    assert dict(zip(names, defaults, strict=True)) == {field.name: field.default for field in fields(Options)}
    (decorator,) = node.decorator_list
    assert isinstance(decorator, ast.Call)
    assert ast.literal_eval(decorator.keywords[0].value) == HELP


def run_tasks(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tasks.py"), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def test_the_task_runs_the_player(tmp_path: Path) -> None:
    done = run_tasks("kiosk", "--policy", "--port", "8020")
    assert done.returncode == 0 and "http://127.0.0.1:8020/kiosk/*" in done.stdout, done.stderr
    done = run_tasks("kiosk", "--site", "x", "--key", "k", "--state", str(tmp_path), "--accept-older")
    assert done.returncode == 2 and "网站地址“x”看不懂" in done.stderr


def test_a_pair_is_made_once_and_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    private = tmp_path / "keys" / "key.pem"
    assert kiosk_key.run(str(private)) == 0
    made, said = private.read_bytes(), capsys.readouterr().out
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(private.parent.stat().st_mode) == 0o700
    public = private.with_name("key.pub").read_bytes()
    (believed,) = keys.load_public(private.with_name("key.pub"))
    assert keys.is_signed(b"pack", keys.sign(keys.load_private(private), b"pack", 1), (believed,))
    assert public.decode() in said and keys.fingerprint(believed) in said and "PRIVATE" not in said
    assert kiosk_key.run(str(private)) == 0
    assert private.read_bytes() == made
    again = capsys.readouterr().out
    assert "没有改动它" in again and keys.fingerprint(believed) in again


@pytest.mark.parametrize("folder", ["content", "content/files", "output/kiosk", "theme/static"])
def test_a_private_key_is_not_made_where_files_are_published(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert kiosk_key.run(str(ROOT / folder / "key.pem")) == 1
    assert "会发布到网上" in capsys.readouterr().err
    assert not (ROOT / folder / "key.pem").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert kiosk_key.run(str(tmp_path / "file" / "key.pem")) == 1
    assert "密钥写不进" in capsys.readouterr().err


def test_a_foreign_file_in_the_key_s_place_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "key.pem"
    place.write_text("hello")
    place.chmod(0o600)
    assert kiosk_key.run(str(place)) == 1
    assert "用不了" in capsys.readouterr().err


def test_git_does_not_see_the_usual_place() -> None:
    done = subprocess.run(["git", "check-ignore", "-q", ".kiosk/key.pem"], cwd=ROOT)
    assert done.returncode == 0
