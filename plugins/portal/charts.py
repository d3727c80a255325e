"""Charts of statistical tables, drawn at build time as SVG files by pygal: same figures, same bytes.

A chart is a file of its own, shown as a picture, so that its inner style needs no leave from the page's security policy.
The table stands beside it; the chart adds nothing that is not in the table.
"""

import re
import sys
from types import ModuleType

from .kinds.statistic import Statistic

_STYLE: dict[str, object] = {
    "background": "#ffffff",
    "plot_background": "#ffffff",
    "foreground": "#33312e",
    "foreground_strong": "#1f1d1b",
    "foreground_subtle": "#77736c",
    "colors": ("#b4141e", "#4a5a68", "#c98a1b", "#2f6f5e", "#7a4a8c", "#8a5a3c"),
    "font_family": "sans-serif",
    "label_font_size": 13,
    "major_label_font_size": 13,
    "legend_font_size": 14,
    "title_font_size": 16,
}
_EXTRAS = re.compile(rb"<!--.*?-->|<script.*?</script>", re.DOTALL)
"""What pygal adds and a picture must not have: the day of drawing, which would make every day's bytes differ, and a
script that is not run."""
_LABELS = 12
"""Labels on the axis; more of them would run into one another."""


def _pygal() -> ModuleType:
    """pygal, loaded when the first chart is drawn. It puts a finder of the old kind on the path of imports, for maps that
    we do not draw, over which other tools stumble: it is taken off again."""
    import pygal

    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "PluginImportFixer"]
    module: ModuleType = pygal
    return module


def draw(statistic: Statistic) -> bytes:
    """The chart of a table, 960 × 480 units, with a title for those who hear it."""
    pygal = _pygal()
    kind = pygal.Line if statistic.chart == "line" else pygal.Bar
    chart = kind(
        style=pygal.style.Style(**_STYLE),
        width=960,
        height=480,
        title=statistic.title,
        legend_at_bottom=True,
        legend_at_bottom_columns=3,
        show_minor_x_labels=False,
        x_label_rotation=30 if len(statistic.rows) > 6 else 0,
        truncate_legend=-1,
        js=(),  # a picture runs no script
        no_prefix=True,  # else each drawing has a random name
        disable_xml_declaration=False,
        pretty_print=False,
        dots_size=2.5,
    )
    labels = [row.label for row in statistic.rows]
    step = -(-len(labels) // _LABELS)
    chart.x_labels = labels
    chart.x_labels_major = labels[::step]
    for place, series in enumerate(statistic.series):
        name = f"{series.name}（{series.unit}）" if series.unit else series.name
        chart.add(name, [row.values[place] for row in statistic.rows])
    return _EXTRAS.sub(b"", chart.render())
