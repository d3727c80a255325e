"""Takes the pictures of the page of components anew, after looking at it: python -m tests.browser.renew_baselines"""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from plugins.commands.test import browser as find_browser

from .. import helpers
from ..bench.web_server import served
from . import baselines


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="baselines-") as folder:
        built = helpers.build(helpers.ROOT, Path(folder) / "output", helpers.REAL_DAY)
        with served(built.folder) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
            for mode in baselines.MODES:
                page = baselines.open_gallery(browser, site, mode)
                baselines.keep(mode, baselines.take(page))
                page.context.close()
            browser.close()
    for file in sorted(baselines.FOLDER.iterdir()):
        print(f"{file.name}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
