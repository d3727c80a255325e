"""Content trees made on the spot, pictures of folders, and a warmed process that forks builds."""

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-20"
NOBODY = 65534

SITE = """\
site: {name: 测试组织部, domain: zzb.example.gov.cn, organ_code: "000014349"}
offices:
  - {slug: general, name: 办公室}
  - {slug: cadre, name: 干部处}
columns:
  - {slug: news, name: 动态, kinds: [news], type: 工作动态}
  - {slug: rules, name: 制度, kinds: [rule], type: 政策文件}
  - {slug: notices, name: 公示, kinds: [notice], type: 通知公告}
  - {slug: rest, name: 其余, kinds: [guide, bulletin, letter, consultation, proposal, plan]}
  - {slug: more, name: 另外, kinds: [statistic, assessment, submission, project, page]}
rule_categories: [{slug: service, name: 服务类}]
series: [{slug: week, name: 要览}]
audiences: [{slug: member, name: 党员}]
topics: [{slug: membership, name: 党员事务}]
"""

Snapshot = dict[str, tuple[int, int, int]]
"""Path → size, time of change, inode."""


def digest(folder: Path) -> str:
    """Of a whole tree: every folder, every file, every byte. Empty when there is no such folder."""
    if not folder.is_dir():
        return ""
    made = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*")):
        made.update(f"{path.relative_to(folder).as_posix()}\0{path.is_dir()}\0{path.is_symlink()}\0".encode())
        if path.is_file():
            data = path.read_bytes()
            made.update(f"{len(data)}\0".encode())
            made.update(data)
    return made.hexdigest()


def snapshot(folder: Path) -> Snapshot:
    """What tells whether anybody touched a tree."""
    found: Snapshot = {}
    for path in sorted([folder, *folder.rglob("*")]):
        stat = path.lstat()
        size = 0 if path.is_dir() else stat.st_size
        found[path.relative_to(folder).as_posix()] = (size, stat.st_mtime_ns, stat.st_ino)
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Path → bytes of every file."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(first: Path, second: Path) -> list[str]:
    """The files in which two trees differ; what a failing comparison shows."""
    one, other = files(first), files(second)
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def written(before: Snapshot, after: Snapshot) -> set[str]:
    """The files that were made anew, not taken over."""
    return {path for path, stamp in after.items() if stamp[0] and before.get(path, (0, 0, 0))[2] != stamp[2]}


def news(title: str, body: str = "正文。", published: str = "2026-01-05", **more: str) -> str:
    """The text of a news item."""
    extra = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"---\ntitle: {title}\npublished: {published}\noffice: general\n{extra}---\n{body}\n"


def notice(title: str, start: str, end: str) -> str:
    """The text of a notice with a period."""
    return (
        f"---\ntitle: {title}\npublished: {start}\noffice: cadre\ntype: announcement\n"
        f"period: {{start: {start}, end: {end}}}\n---\n公告正文。\n"
    )


def rule(title: str, published: str = "2020-03-01") -> str:
    """The text of a rule."""
    return f"---\ntitle: {title}\npublished: {published}\noffice: general\ncategory: service\n---\n第一条　为了测试。\n"


def put(content: Path, file: str, text: str) -> Path:
    """Write a file below the content folder."""
    path = content / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def make_site(folder: Path, items: int = 120, seed: int = 1) -> Path:
    """A site of small items in `folder`: content/ and site.yaml. The same arguments, the same site."""
    chance = random.Random(seed)
    content = folder / "content"
    words = ["党员", "干部", "公示", "服务", "窗口"]
    for number in range(items):
        day = f"2026-{number % 9 + 1:02}-{number % 27 + 1:02}"
        body = f"第{number}段。" * chance.randint(1, 12)
        if number % 10 == 8:
            put(content, f"rules/rule-{number}.md", rule(f"第{number}号制度", day))
        elif number % 10 == 9:
            put(content, f"notices/notice-{number}.md", notice(f"第{number}号公告", day, "2026-12-01"))
        else:
            keyword = chance.choice(words)
            put(content, f"news/item-{number}.md", news(f"第{number}件工作", body, day, keywords=f"[{keyword}]"))
    put(content, "files/forms/form.txt", "表格\n" * 40)
    put(content, "pages/about.md", news("关于本站", "[表格](/files/forms/form.txt)"))
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    return folder


def vary(folder: Path) -> None:
    """Turn a site of make_site into another one: edited, deleted and added items, an edited attachment."""
    content = folder / "content"
    for number in range(0, 60, 5):
        put(content, f"news/item-{number}.md", news(f"第{number}件工作（改）", "改过的正文。" * 30, "2026-10-01"))
    for number in range(11, 100, 30):
        (content / f"news/item-{number}.md").unlink(missing_ok=True)
    for number in range(200, 206):
        put(content, f"news/item-{number}.md", news(f"新增第{number}件", "新正文。", "2026-10-02"))
    put(content, "files/forms/form.txt", "新表格\n" * 60)


@dataclass(frozen=True)
class Result:
    """What a build in a child process came to."""

    code: int | None
    """The exit code; None when the process was killed."""
    seconds: float
    out: str
    err: str

    @property
    def summary(self) -> tuple[int, int]:
        """Pages rendered and reused, from the line at the end."""
        line = next(line for line in self.out.splitlines() if line.startswith("建站完成"))
        rendered, reused = line.split("新制 ")[1].split("）")[0].split("，沿用 ")
        return int(rendered), int(reused)


class Forge:
    """A process that has imported everything and built a site once; it forks a child for each build."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forge"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )

    def run(
        self,
        folder: Path,
        output: Path,
        *,
        today: str = DAY,
        jobs: int = 1,
        theme: Path | None = None,
        command: str = "build",
        patch: tuple[str, Any] | None = None,
        kill_after: float | None = None,
        kill_group: bool = False,
        uid: int | None = None,
    ) -> Result:
        """Build (or check) the site in `folder` in a child, and kill it after a time if one is given."""
        options = {
            "content": str(folder / "content"),
            "site": str(folder / "site.yaml"),
            "output": str(output),
            "theme": str(theme or ROOT / "theme"),
            "today": today,
            "jobs": jobs,
        }
        order = {
            "options": options,
            "command": command,
            "patch": patch,
            "kill_after": kill_after,
            "kill_group": kill_group,
            "uid": uid,
        }
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the forge has died"
        return Result(**json.loads(answer))

    def build(self, folder: Path, output: Path, **more: Any) -> Result:
        """A build that must succeed."""
        result = self.run(folder, output, **more)
        assert result.code == 0, result
        return result

    def refuse(self, folder: Path, output: Path, words: str, **more: Any) -> Result:
        """A build that must be refused with these words, in plain sentences, exit code 1 and nothing else."""
        result = self.run(folder, output, **more)
        assert result.code == 1, result
        assert words in result.err, result
        assert "没有发布任何内容" in result.err
        assert "Traceback" not in result.err + result.out, result
        assert "建站完成" not in result.out
        return result

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        assert self._process.stdout is not None
        self._process.stdout.close()


def half_made(output: Path) -> list[str]:
    """Trees that a build has left in its workshop."""
    workshop = output.parent / f".{output.name}.build"
    return sorted(name for name in ("next", "retired") if (workshop / name).exists())


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that any user may enter; pytest's own are closed to others."""
    folder = Path(mkdtemp(prefix="portal-faults-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for path in folder.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)


def own(folder: Path, uid: int) -> None:
    """Give a tree to a user, where we may."""
    if os.geteuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, uid, uid, follow_symlinks=False)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[bool]:
    """Mount a small file system on a folder; False where that is not allowed."""
    mounted = (
        sys.platform == "linux"
        and os.geteuid() == 0
        and shutil.which("mount") is not None
        and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True
        ).returncode
        == 0
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def environment(**changes: str) -> Mapping[str, str]:
    """This process's environment with changes, for a child."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **changes}
