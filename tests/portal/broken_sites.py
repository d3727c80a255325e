"""The broken mini sites: small trees with one oddity each, and the exact findings that they must give.

tests/sites/broken/<name>/ holds content/, now and then a site.yaml of its own, and expected.yaml. What git cannot hold
(links, folders in the place of files, names in GBK) is made by the table MADE, with its findings beside it.
`python -m tests.portal.broken_sites` writes the expected.yaml files anew; read the difference before you commit it.
"""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from plugins.portal.gathering import gather_site
from plugins.portal.problems import Report
from plugins.portal.sources import MAX_BYTES

ROOT = Path(__file__).resolve().parents[1] / "sites" / "broken"
SITE = ROOT / "site.yaml"
DAY = date(2026, 11, 20)
_BLANK = "column.blank"
"""Small sites have blank columns; only the case about them expects this finding."""
GOOD_NEWS = "---\ntitle: 开放日\npublished: 2026-11-01\noffice: general\n---\n正文。\n"

Finding = dict[str, Any]


def names() -> list[str]:
    """The cases that are folders."""
    return sorted(folder.name for folder in ROOT.iterdir() if folder.is_dir())


def report_of(folder: Path) -> Report:
    """What gathering a case says."""
    own = folder / "site.yaml"
    site = folder / "nothing.yaml" if folder.name == "site-missing" else own if own.exists() else SITE
    return gather_site(folder / "content", site, DAY).report


def findings(report: Report, folder: Path) -> list[Finding]:
    """A report as expected.yaml writes it."""
    found = []
    for problem in report:
        told = problem.to_dict()
        del told["why"]
        told["file"] = str(told["file"]).removeprefix(f"{folder}/")
        if problem.code != _BLANK or folder.name == "column-blank":
            found.append(told)
    return found


def expected(name: str) -> list[Finding]:
    """What a case must give."""
    loaded: list[Finding] = yaml.safe_load((ROOT / name / "expected.yaml").read_text(encoding="utf-8"))
    return loaded


def _write(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def _folder_as_file(content: Path) -> None:
    (content / "news" / "a.md").mkdir(parents=True)


def _dangling_link(content: Path) -> None:
    (content / "news").mkdir(parents=True)
    (content / "news" / "a.md").symlink_to("nowhere.md")


def _link_to_file(content: Path) -> None:
    _write(content.parent / "secret.md", GOOD_NEWS)
    (content / "news").mkdir(parents=True)
    (content / "news" / "a.md").symlink_to(content.parent / "secret.md")


def _link_to_folder(content: Path) -> None:
    _write(content.parent / "elsewhere" / "a.md", GOOD_NEWS)
    content.mkdir()
    (content / "news").symlink_to(content.parent / "elsewhere")


def _pipe(content: Path) -> None:
    (content / "news").mkdir(parents=True)
    os.mkfifo(content / "news" / "a.md")


def _gbk_name(content: Path) -> None:
    _write(content / "news" / "b.md", GOOD_NEWS)
    os.rename(content / "news" / "b.md", os.fsencode(content / "news") + b"/" + "公示.md".encode("gbk"))
    _write(content / "files" / "b.docx", b"PK")
    os.rename(content / "files" / "b.docx", os.fsencode(content / "files") + b"/a\nb.docx")


def _huge(content: Path) -> None:
    _write(content / "news" / "a.md", GOOD_NEWS + "字" * (MAX_BYTES // 3 + 1))


def _empty(content: Path) -> None:
    _write(content / "news" / "a.md", b"")
    _write(content / "units.yaml", b"")


def _no_content(content: Path) -> None:
    pass


def _finding(code: str, file: str, what: str, cure: str) -> Finding:
    return {"level": "error", "code": code, "file": file, "line": None, "field": None, "what": what, "cure": cure}


MADE: dict[str, tuple[Callable[[Path], None], list[Finding]]] = {
    "folder-as-file": (
        _folder_as_file,
        [
            _finding(
                "file.is_folder",
                "news/a.md",
                "这是一个文件夹，但名字像文件（以 .md 或 .yaml 结尾）。",
                "请把文件夹改名，或把里面的文件移出来后删除它。",
            )
        ],
    ),
    "dangling-link": (
        _dangling_link,
        [
            _finding(
                "file.unreadable",
                "news/a.md",
                "这个文件读不出来（文件不在了，或是指向别处的失效链接）。",
                "请确认文件没有损坏、磁盘正常，然后重新保存一次。",
            )
        ],
    ),
    "link-to-file": (
        _link_to_file,
        [_finding("file.link", "news/a.md", "这是一个指向别处的文件链接。", "请把文件本身复制进来，替换这个链接。")],
    ),
    "link-to-folder": (
        _link_to_folder,
        [_finding("folder.link", "news", "这是一个指向别处的文件夹链接。", "请把需要的文件复制进来，再删除这个链接。")],
    ),
    "pipe": (
        _pipe,
        [
            _finding(
                "file.unreadable",
                "news/a.md",
                "这个文件读不出来（不是普通文件）。",
                "请确认文件没有损坏、磁盘正常，然后重新保存一次。",
            )
        ],
    ),
    "gbk-name": (
        _gbk_name,
        [
            _finding(
                "file.name_encoding",
                "files/a�b.docx",
                "文件名“a�b.docx”不是 UTF-8 编码，或含有看不见的字符。",
                "请改名；正文文件的名字用小写英文字母、数字和减号。",
            ),
            _finding(
                "file.name_encoding",
                "news/公示.md",
                "文件名“公示.md”不是 UTF-8 编码，或含有看不见的字符。",
                "请改名；正文文件的名字用小写英文字母、数字和减号。",
            ),
        ],
    ),
    "huge-file": (
        _huge,
        [_finding("file.too_large", "news/a.md", "文件超过 5 MB。", "请把附件放到 content/files/，正文只留文字。")],
    ),
    "empty-file": (
        _empty,
        [
            _finding("file.empty", file, "文件是空的。", "请写好内容再保存；不要的文件请删除。")
            for file in ("news/a.md", "units.yaml")
        ],
    ),
    "no-content": (
        _no_content,
        [_finding("content.missing", "content", "找不到内容文件夹。", "请检查 --content 后面的路径是否写对。")],
    ),
}
"""Cases made on the spot: how, and what they must give."""


def renew() -> None:
    """Write every expected.yaml from what the code says now."""
    for name in names():
        found = findings(report_of(ROOT / name), ROOT / name)
        text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1000)
        (ROOT / name / "expected.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
