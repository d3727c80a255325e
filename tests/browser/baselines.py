"""Small grey pictures of every component on /theme/, kept beside the tests and compared with what the page looks like.

A picture is an eighth of the size in shades of grey, so that another smoothing of letters does not tell, while a
component that is gone, moved, or of another colour does. All text is set in the one font that the tests install
(fonts-noto-cjk), since widths differ from font to font. Each component is taken by itself, so that one that grows does
not spoil those below it.
"""

import base64
import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).with_name("baselines")
BOXES = "boxes.json"
SCALE = 8
"""Pixels of the screen to a side of one of the picture."""
DAY = "2026-11-20T12:00:00+08:00"
GALLERY = "/theme/"
MODES: dict[str, dict[str, str]] = {
    "light": {},
    "night": {},
    "care": {"care": "on"},
    "contrast": {"contrast": "high"},
    "phone": {},
}
FONT = "Noto Sans CJK SC"
TELLING = 24
"""Shades of 256 by which a point must differ to count."""
SHARE = 0.0005
"""How much of a component may differ, and …"""
POINTS = 4
"""… how many points of a small one."""
GROWTH = 4
"""Pixels of the screen by which a component may be higher or wider."""

_ONE_FONT = """font => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { font-family: "${font}" !important; text-rendering: geometricPrecision; }`);
    document.adoptedStyleSheets = [sheet];
}"""
_BOXES = """[...document.querySelectorAll("[data-component]")].map(each => {
    const box = each.getBoundingClientRect();
    return [each.dataset.component, ...[box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round)];
})"""
_SHRINK = """async ([shot, boxes, scale]) => {
    const bytes = Uint8Array.from(atob(shot), each => each.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return boxes.map(([, x, y, width, height]) => {
        const { data } = context.getImageData(x, y, width, height);
        let grey = "";
        for (let top = 0; top + scale <= height; top += scale)
            for (let left = 0; left + scale <= width; left += scale) {
                let sum = 0;
                for (let row = top; row < top + scale; row += 1)
                    for (let at = 4 * (row * width + left), end = at + 4 * scale; at < end; at += 4)
                        sum += 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
                grey += String.fromCharCode(Math.round(sum / scale / scale));
            }
        return btoa(grey);
    });
}"""


@dataclass(frozen=True)
class Picture:
    """A component as it looks in one mode."""

    name: str
    width: int
    """In pixels of the screen, as is the height."""
    height: int
    grey: bytes
    """Rows of shades, `width // SCALE` to a row."""


def differences(kept: Picture, now: Picture) -> str:
    """What is different, in a few words; empty when nothing tells."""
    if abs(kept.width - now.width) > GROWTH or abs(kept.height - now.height) > GROWTH:
        return f"{kept.width}×{kept.height} → {now.width}×{now.height}"
    before, after = (each.width // SCALE for each in (kept, now))
    rows = min(len(kept.grey) // before, len(now.grey) // after)
    columns = min(before, after)
    count = sum(
        abs(kept.grey[row * before + column] - now.grey[row * after + column]) > TELLING
        for row in range(rows)
        for column in range(columns)
    )
    allowed = max(POINTS, round(SHARE * rows * columns))
    return f"{count} points of {rows * columns}, allowed {allowed}" if count > allowed else ""


def open_gallery(browser: Browser, site: str, mode: str) -> Page:
    """The page of components in a mode; the caller closes its context."""
    size = {"width": 360, "height": 740} if mode == "phone" else {"width": 1280, "height": 900}
    scheme = "dark" if mode == "night" else "light"
    context = browser.new_context(viewport=size, color_scheme=scheme, timezone_id="Asia/Shanghai", locale="zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(f"localStorage.setItem('portal.modes', JSON.stringify({json.dumps(MODES[mode])}))")
    page.clock.set_fixed_time(datetime.fromisoformat(DAY))
    page.goto(site + GALLERY)
    page.evaluate(_ONE_FONT, FONT)
    return page


def take(page: Page) -> list[Picture]:
    """Pictures of all components of an opened page, in its order."""
    boxes = page.evaluate(_BOXES)
    shot = base64.b64encode(page.screenshot(full_page=True, animations="disabled", caret="hide")).decode()
    blank = page.context.new_page()  # the site's own policy would not let the picture in
    shades = blank.evaluate(_SHRINK, [shot, boxes, SCALE])
    blank.close()
    return [
        Picture(name, width, height, base64.b64decode(grey))
        for (name, _, _, width, height), grey in zip(boxes, shades, strict=True)
    ]


def keep(mode: str, pictures: list[Picture]) -> None:
    """Write the pictures of a mode, one below the other, and their sizes."""
    FOLDER.mkdir(exist_ok=True)
    sizes = FOLDER / BOXES
    kept = json.loads(sizes.read_text(encoding="utf-8")) if sizes.exists() else {}
    kept[mode] = {each.name: [each.width, each.height] for each in pictures}
    lines = [f'"{name}": {json.dumps(kept[name])}' for name in MODES if name in kept]
    sizes.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    wide = max(each.width for each in pictures) // SCALE
    rows = [row.ljust(wide, b"\xff") for each in pictures for row in _rows(each)]
    (FOLDER / f"{mode}.png").write_bytes(_png(wide, rows))


def kept(mode: str) -> list[Picture]:
    """The pictures of a mode as they were written."""
    sizes = json.loads((FOLDER / BOXES).read_text(encoding="utf-8"))[mode]
    rows = iter(_unpacked((FOLDER / f"{mode}.png").read_bytes()))
    return [
        Picture(name, width, height, b"".join(next(rows)[: width // SCALE] for _ in range(height // SCALE)))
        for name, (width, height) in sizes.items()
    ]


def _rows(picture: Picture) -> Iterator[bytes]:
    wide = picture.width // SCALE
    return (picture.grey[at : at + wide] for at in range(0, len(picture.grey), wide))


def _png(wide: int, rows: list[bytes]) -> bytes:
    """A picture in shades of grey, each row written as it is (filter 0)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, len(rows), 8, 0, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _unpacked(data: bytes) -> list[bytes]:
    """The rows of a picture that `_png` wrote: one chunk of data, no filters."""
    (wide,) = struct.unpack(">I", data[16:20])
    (length,) = struct.unpack(">I", data[33:37])
    raw = zlib.decompress(data[41 : 41 + length])
    return [raw[at + 1 : at + 1 + wide] for at in range(0, len(raw), wide + 1)]
