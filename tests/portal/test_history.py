"""The duty ledger by commits: an item that is dated back counts from the day that it came into the history."""

import os
import subprocess
from datetime import date
from pathlib import Path

from plugins.portal.accounts import duty
from plugins.portal.gathering import gather_site
from plugins.portal.history import first_commits

from ..helpers import write_site

COLUMNS = [{"slug": "news", "name": "动态", "kinds": ["news"], "update_within": 14, "office": "general"}]


def git(folder: Path, *arguments: str, when: str = "2026-01-01T00:00:00+08:00") -> None:
    who = {"NAME": "office", "EMAIL": "office@example.invalid", "DATE": when}
    environment = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, check=True, env={**os.environ, **environment, **plain})


def site(folder: Path, by_commits: bool) -> Path:
    items = {
        "news/old": {"published": "2026-11-01"},
        "news/back": {"published": "2026-11-08"},
    }
    return write_site(folder, items, columns=COLUMNS, checks={"duty_by_commits": by_commits})


def last(source: Path, today: date) -> date | None:
    library = gather_site(source / "content", source / "site.yaml", today).library
    assert library is not None
    (found,) = duty.duties(library)
    return found.last


def test_the_day_of_the_commit_counts_when_it_is_later(tmp_path: Path) -> None:
    """Dated the 8th, committed at 23:30 UTC on the 18th, which is the 19th in Beijing."""
    source = site(tmp_path, by_commits=True)
    git(source, "init", "-q")
    git(source, "add", "content/news/old.md")
    git(source, "commit", "-qm", "one", when="2026-11-01T10:00:00+08:00")
    git(source, "add", ".")
    git(source, "commit", "-qm", "two", when="2026-11-18T23:30:00+00:00")
    (source / "content/news/old.md").write_text((source / "content/news/old.md").read_text() + "改。\n")
    git(source, "commit", "-qam", "an edit is no new publication", when="2026-11-20T10:00:00+08:00")
    assert first_commits(source / "content") == {"news/old.md": date(2026, 11, 1), "news/back.md": date(2026, 11, 19)}
    assert last(source, date(2026, 11, 20)) == date(2026, 11, 19)


def test_without_a_history_the_items_dates_count(tmp_path: Path) -> None:
    assert first_commits(tmp_path) == {}
    assert last(site(tmp_path, by_commits=True), date(2026, 11, 20)) == date(2026, 11, 8)


def test_commits_count_only_where_site_yaml_says_so(tmp_path: Path) -> None:
    source = site(tmp_path, by_commits=False)
    git(source, "init", "-q")
    git(source, "add", ".")
    git(source, "commit", "-qm", "all", when="2026-11-18T10:00:00+08:00")
    assert last(source, date(2026, 11, 20)) == date(2026, 11, 8)
