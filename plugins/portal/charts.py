"""Charts of statistical tables, drawn at build time as SVG files: same figures, same bytes.

A chart is a file of its own, shown as a picture, so that its inner style needs no leave from the page's security policy.
The table stands beside it; the chart adds nothing that is not in the table. Bars lie on their side, because the names of
Chinese offices are long, and carry their values; lines have dashes and marks of their own, so that no series is told by
its colour alone. Each chart is drawn twice, wide and for phones, with the colours of both schemes. Text stands out at 7:1
and more and lines at 3:1, so high contrast needs no drawing of its own.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import escape

from .kinds.statistic import Series, Statistic

_COLOURS = (  # in the light and the night scheme; red first, as everywhere on the site
    ("#ae1420", "#ff9a90"),
    ("#1d4a75", "#a3c8ee"),
    ("#8a5a00", "#f0c05a"),
    ("#2b6b57", "#8fd6bd"),
    ("#6d3f80", "#d9b3ea"),
    ("#5a5348", "#cfc6b8"),
)
_LIGHT = ("#ffffff", "#1b222b", "#d8d0c3")
_DARK = ("#1c2128", "#f1eee8", "#454d58")
"""Ground, ink, and the lines behind the figures."""
_DASHES = ("none", "8 4", "2 4", "12 4 2 4", "5 2", "1 3")
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Format:
    """How a chart is drawn, in units of the picture."""

    width: int
    text: int
    """Size of the letters."""
    plot: int
    """Height of the field of lines."""
    beside: bool
    """Whether names stand beside their bars, or above them."""


WIDE = Format(960, 15, 320, True)
NARROW = Format(360, 15, 260, False)
"""For screens of 320 to 640 points, where the letters of the wide drawing would shrink to a third."""


def drawn_series(statistic: Statistic) -> list[tuple[int, Series]]:
    """The series that share an axis, with their places: percentages do not stand beside counts."""
    numbered = list(enumerate(statistic.series))
    counts = [(place, series) for place, series in numbered if series.unit != "%"]
    return counts or numbered


def draw(statistic: Statistic, format: Format = WIDE) -> bytes:
    """The chart of a table, with a title for those who hear it."""
    series = drawn_series(statistic)
    names = [f"{each.name}（{each.unit}）" if each.unit else each.name for _, each in series]
    values = [[row.values[place] for row in statistic.rows] for place, _ in series]
    labels = [row.label for row in statistic.rows]
    lines = statistic.chart == "line"
    body, top = _legend(names, lines, format)
    height = _lines(body, labels, values, top, format) if lines else _bars(body, labels, values, top, format)
    title = f"{statistic.title}：{'、'.join(names)}"
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {format.width} {height}" width="{format.width}"'
            f' height="{height}" role="img"><title>{escape(title)}</title><style>{_style(format)}</style>',
            f'<path class="ground" d="M0 0h{format.width}v{height}H0z"/>',
            *body,
            "</svg>\n",
        )
    ).encode()


def size(statistic: Statistic, format: Format = WIDE) -> tuple[int, int]:
    """Width and height of a chart, so that a page keeps its place free."""
    head = draw(statistic, format)[:400].decode()
    box = head.partition('viewBox="0 0 ')[2].partition('"')[0].split()
    return int(box[0]), int(box[1])


def _legend(names: Sequence[str], lines: bool, format: Format) -> tuple[list[str], int]:
    """The names of the series with their marks, in as many rows as they need; and where the figures may begin."""
    parts, x, y, step = [], 4, format.text + 4, format.text * 3
    for place, name in enumerate(names):
        room = step + _width(name, format.text) + format.text
        if x > 4 and x + room > format.width:
            x, y = 4, y + round(format.text * 1.75)
        middle = y - format.text // 3
        if lines:
            parts.append(f'<path class="line s{place % 6}" d="M{x} {middle}h{step - 10}"/>')
            parts.append(_mark(place, x + (step - 10) / 2, middle))
        else:
            parts.append(f'<path class="bar s{place % 6}" d="M{x + 8} {middle - 6}h{step - 22}v12h-{step - 22}z"/>')
        parts.append(f'<text x="{x + step}" y="{y}">{escape(name)}</text>')
        x += room
    return parts, y + format.text


def _bars(body: list[str], labels: Sequence[str], values: Sequence[Sequence[float]], y: int, format: Format) -> int:
    """Groups of bars, one below the other, each bar with its value. Gives the height of the chart."""
    flat = [value for each in values for value in each]
    room = max((_width(_figure(value), format.text - 1) for value in flat), default=0) + 10
    left = max((_width(label, format.text) for label in labels), default=0) + 14 if format.beside else 4
    low, high = min(0, *flat), max(0, *flat)
    scale = (format.width - left - room - 4) / ((high - low) or 1)
    zero = left - low * scale
    thick, first = 16 if len(values) == 1 else 13, y - 4
    for row, label in enumerate(labels):
        if format.beside:
            middle = y + thick * len(values) / 2 + format.text * 0.36
            body.append(f'<text class="name" x="{left - 10}" y="{middle:.1f}">{escape(label)}</text>')
        else:
            body.append(f'<text x="4" y="{y + format.text - 2}">{escape(label)}</text>')
            y += round(format.text * 1.4)
        for place, each in enumerate(values):
            long = each[row] * scale
            body.append(f'<path class="bar s{place % 6}" d="M{zero:.1f} {y}h{long:.1f}v{thick - 2}h{-long:.1f}z"/>')
            end = max(zero, zero + long) + 5
            body.append(f'<text class="value" x="{end:.1f}" y="{y + thick - 3}">{_figure(each[row])}</text>')
            y += thick
        y += format.text
    if format.beside:  # above them, names would be crossed out by it
        body.append(f'<path class="axis" d="M{zero:.1f} {first}V{y - 4}"/>')
    return y


def _lines(body: list[str], labels: Sequence[str], values: Sequence[Sequence[float]], y: int, format: Format) -> int:
    """Lines over a row of labels. Gives the height of the chart."""
    flat = [value for each in values for value in each]
    ticks = _ticks(min(0, *flat), max(0, *flat))
    left = max(_width(_figure(tick), format.text - 1) for tick in ticks) + 12
    low, high = ticks[0], ticks[-1]
    bottom = y + format.plot
    right = format.width - format.text
    across = (right - left) / max(len(labels) - 1, 1)

    def up(value: float) -> float:
        return bottom - (value - low) / (high - low) * format.plot

    for tick in ticks:
        body.append(f'<path class="guide" d="M{left} {up(tick):.1f}H{right}"/>')
        body.append(f'<text class="name value" x="{left - 8}" y="{up(tick) + 5:.1f}">{_figure(tick)}</text>')
    long = max((_width(label, format.text - 1) for label in labels), default=0)
    step = max(math.ceil((long + format.text) / across), 1)
    for place in range(0, len(labels), step):
        x = min(max(left + place * across, long / 2 + 2), format.width - long / 2 - 2)
        body.append(f'<path class="axis" d="M{left + place * across:.1f} {bottom}v5"/>')
        body.append(
            f'<text class="value" text-anchor="middle" x="{x:.1f}" y="{bottom + format.text + 10}">'
            f"{escape(labels[place])}</text>"
        )
    body.append(f'<path class="axis" d="M{left} {up(max(low, 0)):.1f}H{right}"/>')
    for place, each in enumerate(values):
        points = [(left + at * across, up(value)) for at, value in enumerate(each)]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        body.append(f'<path class="line s{place % 6}" d="M{path}"/>')
        body += [_mark(place, x, y) for x, y in points]
    return bottom + format.text * 2


def _mark(place: int, x: float, y: float) -> str:
    """A disc, square, triangle, diamond, ring-sized disc or bar: one for each series."""
    shapes = (
        f"M{x - 3.5:.1f} {y:.1f}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
        f"M{x - 3:.1f} {y - 3:.1f}h6v6h-6z",
        f"M{x:.1f} {y - 4:.1f}l4 7h-8z",
        f"M{x:.1f} {y - 4.5:.1f}l4.5 4.5-4.5 4.5-4.5-4.5z",
        f"M{x:.1f} {y + 4:.1f}l-4-7h8z",
        f"M{x - 1.5:.1f} {y - 4.5:.1f}h3v9h-3z",
    )
    return f'<path class="mark s{place % 6}" d="{shapes[place % 6]}"/>'


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from at most `low` to at least `high`: steps of 1, 2 or 5 times a power of ten."""
    span = (high - low) or 1
    raw = span / _TICKS
    power = 10 ** math.floor(math.log10(raw))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]


def _width(text: str, size: int) -> int:
    """How long a text is, roughly: Chinese signs are square, others a little more than half as wide."""
    return round(sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.58 for sign in text) * size)


def _figure(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _style(format: Format) -> str:
    return f"{''.join(_base(format))}{''.join(_scheme(0))}@media(prefers-color-scheme:dark){{{''.join(_scheme(1))}}}"


def _base(format: Format) -> Iterator[str]:
    yield f"text{{font:{format.text}px sans-serif}}.value{{font-size:{format.text - 1}px}}.name{{text-anchor:end}}"
    yield ".line{fill:none;stroke-width:2;stroke-linejoin:round}.bar,.mark{stroke-width:0}"
    yield from (f".line.s{place}{{stroke-dasharray:{dash}}}" for place, dash in enumerate(_DASHES))


def _scheme(number: int) -> Iterator[str]:
    ground, ink, line = (_LIGHT, _DARK)[number]
    yield f".ground{{fill:{ground}}}text{{fill:{ink}}}.guide{{stroke:{line}}}.axis{{stroke:{ink}}}"
    yield from (f".s{place}{{fill:{pair[number]};stroke:{pair[number]}}}" for place, pair in enumerate(_COLOURS))
    yield ".line{fill:none}"
