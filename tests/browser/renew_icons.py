"""Draws the icons for first screens of phones from theme/static/icon.svg: python3 -m tests.browser.renew_icons

They are kept with the theme, because a build has no browser. Phones round the corners themselves, so the ground is full.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright

from plugins.commands.test import browser as find_browser

STATIC = Path(__file__).resolve().parents[2] / "theme" / "static"
SIZES = (180, 512)


def main() -> None:
    drawn = (STATIC / "icon.svg").read_text(encoding="utf-8").replace(' rx="6"', "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{size}px}}</style>{drawn}")
            page.screenshot(path=STATIC / f"icon-{size}.png")
        browser.close()


if __name__ == "__main__":
    main()
