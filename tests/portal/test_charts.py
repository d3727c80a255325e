"""Charts: whole, readable, within their picture, the same for the same figures."""

import itertools
import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal import charts
from plugins.portal.charts import NARROW, WIDE, Format, draw, drawn_series, size
from plugins.portal.kinds.statistic import Statistic

SVG = "{http://www.w3.org/2000/svg}"


def statistic(
    values: list[list[float]], chart: str = "bar", units: tuple[str, ...] = (), label: str = "行"
) -> Statistic:
    count = len(values[0])
    series = [{"name": f"指标{n}", "unit": units[n] if units else "件"} for n in range(count)]
    rows = [{"label": f"{label}{n}", "values": [str(value) for value in row]} for n, row in enumerate(values)]
    head = {"title": "统计 <甲> & 乙", "published": "2026-11-01", "office": "general", "chart": chart}
    return Statistic.model_validate({**head, "series": series, "rows": rows})


def texts(drawn: bytes) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def test_every_bar_tells_its_value() -> None:
    drawn = texts(draw(statistic([[12, 3.5], [7, 0]])))
    assert [text for text in drawn if re.fullmatch(r"[\d.]+", text)] == ["12", "3.5", "7", "0"]


def test_rates_do_not_stand_beside_counts() -> None:
    mixed = statistic([[12, 98.5]], units=("件", "%"))
    assert [series.name for _, series in drawn_series(mixed)] == ["指标0"]
    assert "98.5" not in texts(draw(mixed))
    rates = statistic([[12, 98.5]], units=("%", "%"))
    assert len(drawn_series(rates)) == 2


@pytest.mark.parametrize("format", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("chart", ["bar", "line"])
def test_nothing_leaves_the_picture(chart: str, format: Format) -> None:
    made = statistic([[n * 1000, 40000 - n] for n in range(24)], chart, label="二〇二六年第几个月份")
    root = ElementTree.fromstring(draw(made, format))
    width, height = size(made, format)
    for each in root.iter(f"{SVG}text"):
        x, y, text = float(each.attrib["x"]), float(each.attrib["y"]), each.text or ""
        letters = 15 if "value" not in each.get("class", "") else 14
        long = sum(1 if ord(sign) > 255 else 0.58 for sign in text) * letters
        end = "name" in each.get("class", "")
        middle = each.get("text-anchor") == "middle"
        left = x - long if end else x - long / 2 if middle else x
        assert left >= -1 and left + long <= width + 1 and 0 < y < height, text


@pytest.mark.parametrize("format", [WIDE, NARROW], ids=["wide", "narrow"])
def test_labels_below_lines_do_not_run_into_one_another(format: Format) -> None:
    root = ElementTree.fromstring(draw(statistic([[n] for n in range(36)], "line", label="2026年"), format))
    labels = [each for each in root.iter(f"{SVG}text") if each.get("text-anchor") == "middle"]
    places = sorted((float(each.attrib["x"]), len(each.text or "")) for each in labels)
    assert len(places) >= 2
    for (x, _), (other, letters) in itertools.pairwise(places):
        assert other - x > letters * 9


@given(
    st.lists(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2), min_size=1, max_size=9),
    st.sampled_from(["bar", "line"]),
)
def test_any_figures_give_a_whole_picture(values: list[list[float]], chart: str) -> None:
    made = statistic([[round(value, 2) for value in row] for row in values], chart)
    drawn = draw(made)
    ElementTree.fromstring(drawn)
    assert drawn == draw(made)
    assert b"nan" not in drawn and b"inf" not in drawn


def test_ticks_are_round_and_reach_both_ends() -> None:
    for low, high in ((0, 7), (0, 333), (-4, 11), (0, 0), (0, 0.04), (0, 196000)):
        ticks = charts._ticks(low, high)
        assert ticks[0] <= low and ticks[-1] >= high and 2 <= len(ticks) <= 8


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_and_series_stand_out_in_both_schemes() -> None:
    for number, (ground, ink, _) in enumerate((charts._LIGHT, charts._DARK)):
        assert contrast(ground, ink) >= 7
        for pair in charts._COLOURS:
            assert contrast(ground, pair[number]) >= 3, pair


def test_a_chart_runs_no_script_and_asks_for_nothing() -> None:
    drawn = draw(statistic([[1]]))
    assert b"<script" not in drawn and b"href" not in drawn and b"url(" not in drawn
    assert "统计 &lt;甲&gt; &amp; 乙".encode() in drawn
