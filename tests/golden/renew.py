"""The golden tree of the good mini site: python3 -m tests.golden.renew

Writes what the site looks like today to tests/golden/good/: the fingerprint of every file in files.txt, and a few pages
in full. Run it after a change that is meant to change pages, and look through the difference before you commit it.
"""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..helpers import GOOD, GOOD_DAY, build

FOLDER = Path(__file__).parent / "good"
LIST = "files.txt"
WHOLE = (
    "index.html",
    "guides/transfer.html",
    "rules/service/first-asked.html",
    "notices/appointment/2026-2.html",
    "notices/open-day.html",
    "bulletins/week/2026-23.html",
    "assessments/2026.html",
    "columns/notices/index.html",
    "offices/general/index.html",
    "kiosk/index.html",
    "data/catalogue.json",
    "search/records.json",
    "feeds/all.xml",
)
"""The files that are kept in full, so that a reviewer sees what a change does."""


def kept(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the golden folder holds of a built site."""
    lines = [f"{hashlib.blake2b(data, digest_size=6).hexdigest()} {path}\n" for path, data in sorted(files.items())]
    return {LIST: "".join(lines).encode(), **{path: files[path] for path in WHOLE if path in files}}


def stored() -> dict[str, bytes]:
    """What the golden folder holds now."""
    paths = [path for path in FOLDER.rglob("*") if path.is_file()]
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}


def renew() -> list[str]:
    """Write the golden folder anew; gives the files that changed."""
    with tempfile.TemporaryDirectory() as folder:
        made = kept(build(GOOD, Path(folder) / "output", GOOD_DAY).files)
    before = stored()
    shutil.rmtree(FOLDER, ignore_errors=True)
    for path, data in made.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_bytes(data)
    return sorted(path for path in made.keys() | before.keys() if made.get(path) != before.get(path))


if __name__ == "__main__":
    changed = renew()
    sys.stdout.write("".join(f"{path}\n" for path in changed) or "没有变化。\n")
