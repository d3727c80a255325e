"""The web app manifest: names, colours of the theme, icons that are there."""

import json
import struct

from ..helpers import ROOT, Built


def test_the_manifest_names_the_site_and_its_icons(real_site: Built) -> None:
    made = json.loads(real_site.files["site.webmanifest"])
    site = real_site.library.settings.site
    assert (made["name"], made["short_name"]) == (site.name, site.short_name)
    assert {icon["sizes"] for icon in made["icons"]} == {"any", "180x180", "512x512"}
    for icon in made["icons"]:
        data = real_site.files[icon["src"].removeprefix("/")]
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", data[16:24])
            assert data.startswith(b"\x89PNG") and f"{width}x{height}" == icon["sizes"]


def test_every_page_leads_to_the_manifest(real_site: Built) -> None:
    for path in ("index.html", "columns/news/index.html", "404.html"):
        (link,) = real_site.soups[path].select("link[rel=manifest]")
        assert link["href"] == "/site.webmanifest"


def test_the_manifest_has_the_colours_of_the_theme(real_site: Built) -> None:
    made = json.loads(real_site.files["site.webmanifest"])
    tokens = (ROOT / "theme" / "tokens.css").read_text(encoding="utf-8").partition("@media")[0]
    assert f"--accent: {made['theme_color']}" in tokens and f"--paper: {made['background_color']}" in tokens
