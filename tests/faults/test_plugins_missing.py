"""A plugin that cannot register, or a portal that cannot be imported, stops the build."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.helpers import (
    ROOT,
    Forge,
    environment,
    make_site,
    put,
    snapshot,
    vary,
)


def test_a_plugin_that_cannot_register(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    vary(source)
    before = snapshot(output)
    for name in ("tests.faults.raising_plugin", "tests.faults.no_such_plugin"):
        result = forge.run(source, output, patch=("broken_plugin", name))
        assert result.code == 1, result
        assert f"插件没有装上：{name}" in result.err
        assert "建站完成" not in result.out
        assert snapshot(output) == before
    result = forge.run(source, tmp_path / "new", patch=("broken_plugin", "tests.faults.raising_plugin"))
    assert not (tmp_path / "new").exists(), result


def _pelican(*arguments: str, conf: Path = ROOT / "pelicanconf.py") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pelican", *arguments, "-s", str(conf)]
    return subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=120)


def test_plain_pelican_refuses_a_plugin_that_cannot_register(tmp_path: Path) -> None:
    conf = tmp_path / "pelicanconf.py"
    conf.write_text(
        f"__file__ = {str(ROOT / 'pelicanconf.py')!r}\nexec(open(__file__).read())\n"
        "PLUGINS = [*PLUGINS, 'tests.faults.raising_plugin']\n"
        "PORTAL_PLUGINS = (*PORTAL_PLUGINS, 'tests.faults.raising_plugin')\n"
    )
    output = tmp_path / "site"
    done = _pelican("content", "-o", str(output), conf=conf)
    assert done.returncode == 1, done
    assert "插件没有装上：tests.faults.raising_plugin" in done.stderr
    assert not output.exists()


@pytest.mark.parametrize("broken", ["plugins/portal/generator.py", "plugins/portal/urls.py", "plugins/portal/build.py"])
def test_plain_pelican_stops_when_the_portal_cannot_be_imported(broken: str, tmp_path: Path) -> None:
    """Pelican by itself would log the failure, build nothing, and report success."""
    for name in ("plugins", "search", "theme", "content"):
        (tmp_path / name).mkdir()
    for path in ROOT.glob("plugins/**/*"):
        if path.is_file() and "__pycache__" not in path.parts:
            put(tmp_path, path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    put(tmp_path, "pelicanconf.py", (ROOT / "pelicanconf.py").read_text(encoding="utf-8"))
    put(tmp_path, broken, "raise ImportError('broken on purpose')\n")
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-o", "site"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0, done
    assert not (tmp_path / "site").exists()
