"""Small libraries made in memory and small sites made on disk, shared by the tests of the second half of the portal."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup

import plugins.kiosk
import plugins.open_data
import plugins.search_index
from plugins.portal import library as libraries
from plugins.portal.build import Job, Outcome, gather_for, publish
from plugins.portal.kinds import BY_FOLDER
from plugins.portal.library import Library
from plugins.portal.records import Link, Record
from plugins.portal.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
GOOD = ROOT / "tests" / "sites" / "good"
GOOD_DAY = date(2026, 6, 10)
"""The day as of which the good mini site is built: its second notice of appointments is in its period."""
REAL_DAY = date(2026, 11, 20)
"""The day as of which the real content is built."""

SITE: dict[str, Any] = {
    "site": {"name": "测试组织部", "domain": "zzb.example.gov.cn", "organ_code": "000014349"},
    "offices": [{"slug": "general", "name": "办公室"}, {"slug": "cadre", "name": "干部处"}],
    "columns": [
        {
            "slug": "news",
            "name": "动态",
            "kinds": ["news"],
            "description": "动态",
            "keywords": ["动态"],
            "type": "工作动态",
        },
        {
            "slug": "rules",
            "name": "制度",
            "kinds": ["rule"],
            "type": "政策文件",
            "children": [
                {"slug": "meetings", "name": "会议制度", "kinds": ["rule"], "type": "政策文件"},
                {"slug": "service", "name": "服务制度", "kinds": ["rule"], "type": "政策文件"},
            ],
        },
        {"slug": "notices", "name": "公示", "kinds": ["notice"], "type": "通知公告"},
        {"slug": "first", "name": "其余", "kinds": ["guide", "bulletin", "letter", "consultation", "proposal", "plan"]},
        {
            "slug": "second",
            "name": "另外",
            "kinds": ["guide", "statistic", "assessment", "submission", "project", "page"],
        },
    ],
    "rule_categories": [{"slug": "service", "name": "服务类"}],
    "series": [{"slug": "week", "name": "要览"}, {"slug": "work", "name": "通报"}],
    "audiences": [{"slug": "member", "name": "党员"}],
    "topics": [{"slug": "membership", "name": "党员事务"}],
}
"""A site.yaml with everything that the tests' records name."""

_NEEDED: dict[str, dict[str, Any]] = {
    "rule": {"category": "service"},
    "bulletin": {"series": "week"},
    "letter": {"received": "2026-01-01", "question": "问？"},
    "plan": {"year": 2026},
    "assessment": {"year": 2026},
    "submission": {"year": 2026},
    "project": {"unit": "甲县"},
}


def settings(**changes: Any) -> Settings:
    """The settings of a small site; `changes` replace top keys of site.yaml."""
    return Settings.model_validate({**SITE, **changes})


def fields(identifier: str, **given: Any) -> dict[str, Any]:
    """The least that an item must say, and what is given."""
    kind = BY_FOLDER[identifier.split("/")[0]]
    return {"title": identifier, "published": "2026-01-01", "office": "general", **_NEEDED.get(kind.name, {}), **given}


def record(identifier: str, links: tuple[Link, ...] = (), **given: Any) -> Record:
    """A record as reading a file would make it; its kind follows from its folder."""
    kind = BY_FOLDER[identifier.split("/")[0]]
    item = kind.model.model_validate(fields(identifier, **given))
    return Record(
        id=identifier,
        kind_name=kind.name,
        item=item,
        file=identifier + kind.suffix,
        head_digest="",
        body_digest="",
        links=links,
    )


def library(*records: Record, today: date = date(2026, 12, 31), site: Settings | None = None) -> Library:
    """The library of some records on a day."""
    return libraries.gather(site or settings(), today, records)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def write_site(
    folder: Path, items: Mapping[str, Mapping[str, Any]], files: Mapping[str, str] = {}, **site: Any
) -> Path:
    """A site on disk: items by id (their key `body` is the Markdown), attachments by path, changes to site.yaml."""
    content = folder / "content"
    for identifier, given in items.items():
        given = dict(given)
        body = given.pop("body", "正文。")
        kind = BY_FOLDER[identifier.split("/")[0]]
        head = yaml.safe_dump(fields(identifier, **given), allow_unicode=True, sort_keys=False)
        path = content / (identifier + kind.suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}---\n{body}\n" if kind.suffix == ".md" else head, encoding="utf-8")
    for name, text in files.items():
        path = content / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "site.yaml").write_text(yaml.safe_dump({**SITE, **site}, allow_unicode=True), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Built:
    """A built site, with a few ways to read it."""

    folder: Path
    outcome: Outcome

    @property
    def library(self) -> Library:
        assert self.outcome.library is not None
        return self.outcome.library

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Path below the output → bytes, of every file."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    @cached_property
    def pages(self) -> dict[str, str]:
        """Path → HTML of every page."""
        return {path: data.decode() for path, data in self.files.items() if path.endswith(".html")}

    @cached_property
    def soups(self) -> dict[str, BeautifulSoup]:
        """Path → parsed page."""
        return {path: BeautifulSoup(html, "html.parser") for path, html in self.pages.items()}

    def json(self, path: str) -> Any:
        return json.loads(self.files[path])

    def holding(self, text: str) -> list[str]:
        """Every file that holds a text, as UTF-8, in JSON escapes, or in percent codes."""
        escaped = json.dumps(text)[1:-1].encode()
        forms = {text.encode(), escaped, escaped.upper().replace(b"\\U", b"\\u")}
        return [path for path, data in self.files.items() if any(form in data for form in forms)]


def register() -> None:
    """Join the other plugins to builds, as Pelican does; joining twice changes nothing."""
    plugins.kiosk.register()
    plugins.search_index.register()
    plugins.open_data.register()


def build(source: Path, output: Path, today: date, site: Path | None = None, content: Path | None = None) -> Built:
    """Build a site and see that nothing stood in the way."""
    register()
    job = Job(content or source / "content", site or source / "site.yaml", output, today)
    gathered = gather_for(job)
    errors = [f"{problem.place.file}: {problem.what}" for problem in gathered.report if problem.level == "error"]
    assert not errors, errors
    outcome = publish(job, gathered)
    errors = [f"{problem.place.file}: {problem.what}" for problem in outcome.report if problem.level == "error"]
    assert not errors, errors
    return Built(output, outcome)


def copy_tree(source: Path, target: Path) -> Path:
    """A copy of a folder that a test may spoil."""
    shutil.copytree(source, target)
    return target
