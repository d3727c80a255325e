"""The good mini site is byte for byte what it was when somebody last looked at it: python3 -m tests.golden.renew"""

import difflib
from pathlib import Path

from ..helpers import GOOD, GOOD_DAY, Built, build
from .renew import LIST, WHOLE, kept, stored

RENEW = "If this is what you meant: python3 -m tests.golden.renew, then read the difference."


def difference(name: str, old: bytes, new: bytes) -> str:
    lines = difflib.unified_diff(
        old.decode().splitlines(), new.decode().splitlines(), f"golden/{name}", "built", "", "", 1
    )
    return "\n".join(list(lines)[:40])


def test_the_built_site_is_the_golden_one(good_site: Built) -> None:
    made, golden = kept(good_site.files), stored()
    assert sorted(made) == sorted(golden), RENEW
    for name in [*WHOLE, LIST]:
        assert made[name] == golden[name], f"{RENEW}\n{difference(name, golden[name], made[name])}"


def test_a_second_build_elsewhere_gives_the_same_bytes(good_site: Built, tmp_path: Path) -> None:
    again = build(GOOD, tmp_path / "elsewhere" / "output", GOOD_DAY)
    assert again.files == good_site.files


def test_no_file_names_the_machine_or_the_hour(good_site: Built) -> None:
    for path, data in good_site.files.items():
        assert str(GOOD.parent).encode() not in data, path
