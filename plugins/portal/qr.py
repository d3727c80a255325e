"""QR codes as SVG."""

from functools import cache

import segno
from markupsafe import Markup


@cache
def code(address: str) -> Markup:
    """A QR code to an address, as an SVG element that its style sizes; the same address gives the same bytes."""
    made = segno.make(address, error="m", micro=False)
    return Markup(made.svg_inline(scale=1, border=4, omitsize=True, svgclass="qr", lineclass=None, title=None))
