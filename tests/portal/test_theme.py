"""The theme's files: bundles in a fixed order, fingerprints that cover what is used, colours that can be read."""

import gzip
import re
import shutil
from pathlib import Path

import pytest

from plugins.portal.theme import Theme, lean_script, lean_style

from ..helpers import ROOT

THEME = ROOT / "theme"


def make_theme(folder: Path, **files: str) -> Theme:
    """A theme of these files; `__` in a name stands for a slash, the last `_` for the dot."""
    shutil.copytree(THEME / "static", folder / "static")
    needed = {"tokens_css": "", "base_css": "", "print_css": "", "early_js": "", "icons_svg": ""}
    for name, text in {**needed, **files}.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Theme(folder)


def test_one_style_sheet_in_a_fixed_order(tmp_path: Path) -> None:
    theme = make_theme(
        tmp_path,
        tokens_css="1",
        base_css="2",
        components__b__b_css="4",
        components__a__a_css="/* why */\n  3",
        print_css="5",
        components__a__a_js="// why\n  one();",
        components__b__b_js="two(); // not a line of its own\n\n",
    )
    assert theme.assets["portal.css"][1] == b"1\n2\n3\n4\n5"
    assert theme.assets["portal.js"][1] == b"one();\ntwo(); // not a line of its own"
    assert {"icon.svg", "sheet.css"} <= set(theme.assets)


def test_what_few_ask_for_goes_out_by_itself(tmp_path: Path) -> None:
    theme = make_theme(tmp_path, **{"components__read-aloud__read-aloud.later_js": "// why\n  late();"})
    assert theme.assets["read-aloud.js"][1] == b"late();"
    assert re.fullmatch(r"/theme/read-aloud-[0-9a-f]{8}\.js", theme.look.reader)
    assert b"late" not in theme.assets["portal.js"][1]


def test_scripts_are_light() -> None:
    """What every page loads, and what comes when it is asked for."""
    packed = {name: len(gzip.compress(data, 6)) for name, (_, data) in Theme(THEME).assets.items()}
    assert packed["portal.js"] <= 12 * 1024
    late = {name: size for name, size in packed.items() if name.endswith(".js") and name != "portal.js"}
    assert set(late) == {"characters.js", "code-maker.js", "read-aloud.js"}
    assert max(late.values()) <= 4 * 1024


def test_an_asset_is_named_by_its_content(tmp_path: Path) -> None:
    first = make_theme(tmp_path / "a", tokens_css="a").look
    second = make_theme(tmp_path / "b", tokens_css="b").look
    assert re.fullmatch(r"/theme/portal-[0-9a-f]{8}\.css", first.stylesheet)
    assert first.stylesheet != second.stylesheet and first.script == second.script


def test_leaning_keeps_what_counts() -> None:
    assert lean_style("a { color: red; /* x\n y */ }\n\n  b {}") == "a { color: red;  }\nb {}"
    assert lean_script('  // a\n  var b = "// c";\n') == 'var b = "// c";'


def test_no_script_of_the_theme_has_text_over_several_lines() -> None:
    """Which leaning would change."""
    for path in [THEME / "early.js", *THEME.glob("components/*/*.js")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            assert line.count("`") % 2 == 0, f"{path.name}: {line}"


@pytest.mark.parametrize(
    "use",
    [
        '{% from "components/entry/entry.html" import row %}',
        '{{ part("entry.row", view) }}',
        '{% include "middle.html" %}',
    ],
)
def test_a_digest_covers_what_a_template_uses(tmp_path: Path, use: str) -> None:
    def digest(text: str, folder: Path) -> str:
        middle = '{% import "components/entry/entry.html" as entry %}'
        files = {"components__entry__entry_html": text, "templates__page_html": use, "templates__middle_html": middle}
        return make_theme(folder, **files).digest("page.html")

    assert digest("a", tmp_path / "a") != digest("b", tmp_path / "b")
    assert digest("a", tmp_path / "c") == digest("a", tmp_path / "d")


def test_a_digest_covers_data_that_a_template_names(tmp_path: Path) -> None:
    def digest(text: str, folder: Path) -> str:
        page = "{# uses components/samples.yaml #}"
        return make_theme(folder, components__samples_yaml=text, templates__page_html=page).digest("page.html")

    assert digest("a: 1", tmp_path / "a") != digest("a: 2", tmp_path / "b")


def test_icons_are_read_from_the_sprite(tmp_path: Path) -> None:
    theme = make_theme(tmp_path, icons_svg='<svg>\n<symbol id="text-size"> <path d="M0 0"/></symbol>\n</svg>')
    assert list(theme.icons) == ["text-size"]
    assert theme.icons["text-size"].startswith('<svg class="icon"')
    assert '><path d="M0 0"/></svg>' in theme.icons["text-size"]


def test_every_icon_that_a_template_names_exists() -> None:
    icons = Theme(THEME).icons
    for path in [*(THEME / "templates").rglob("*.html"), *(THEME / "components").rglob("*.html")]:
        for name in re.findall(r'icon\("([^"]+)"\)', path.read_text(encoding="utf-8")):
            assert name in icons, f"{path.name}: {name}"


def test_components_use_tokens_for_colours() -> None:
    """White stands for the paper that codes to scan and charts need in every scheme; black for ink on paper."""
    for path in [THEME / "base.css", *THEME.glob("components/*/*.css")]:
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", text))
        assert colours <= {"#fff", "#000"}, path.name


def luminance(colour: str) -> float:
    value = colour.removeprefix("#")
    parts = (
        [int(digit * 2, 16) for digit in value] if len(value) == 3 else [int(value[n : n + 2], 16) for n in (0, 2, 4)]
    )
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def schemes() -> dict[str, dict[str, str]]:
    """The colours of each scheme, the later ones on top of those that they change."""
    text = re.sub(r"/\*.*?\*/", "", (THEME / "tokens.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    blocks = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))
        for block in re.findall(r"{([^{}]*--paper:[^{}]*)}", text)
    ]
    light, night, high, high_night = blocks
    return {
        "light": light,
        "night": light | night,
        "high": light | high,
        "high night": light | night | high | high_night,
    }


@pytest.mark.parametrize("scheme", ["light", "night", "high", "high night"])
def test_every_text_can_be_read_on_every_surface(scheme: str) -> None:
    colours = schemes()[scheme]
    least = 7 if scheme.startswith("high") else 4.5
    surfaces = ("paper", "sheet", "sunken", "accent-pale", "cool-pale")
    pairs = [
        (text, on) for text in ("ink", "ink-soft", "accent", "accent-strong", "link", "link-strong") for on in surfaces
    ]
    pairs += [("on-fill", "fill"), ("on-fill", "fill-strong")]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: round(found, 2) for pair, found in weak.items() if found < least} == {}
    lines = {on: contrast(colours["line-strong"], colours[on]) for on in ("paper", "sheet", "sunken")}
    assert {on: round(found, 2) for on, found in lines.items() if found < 3} == {}
