"""The manifest: what builds write comes back as it was; what an attacker or an accident writes is refused in words."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plugins.kiosk.player.manifest import MOST_BYTES, MOST_FILES, Manifest, PackedFile, decode, encode
from plugins.kiosk.player.refused import Refused

from .helpers import MONDAY, OLD, TUESDAY, WEDNESDAY, pack_of

Change = Callable[[dict[str, Any]], None]
DIGEST = "ab" * 32


def rewritten(change: Change) -> bytes:
    """The old pack's manifest after a change, its id made right again where that is possible."""
    read: dict[str, Any] = json.loads(OLD.signed.data)
    change(read)
    return json.dumps(read).encode()


def row(**given: Any) -> Change:
    def change(read: dict[str, Any]) -> None:
        read["files"][0] |= given

    return change


def top(**given: Any) -> Change:
    return lambda read: read.update(given)


def many(count: int) -> Change:
    return top(files=[{"path": f"f{number}", "sha256": DIGEST, "size": 1} for number in range(count)])


def heavy(read: dict[str, Any]) -> None:
    read["files"] += [{"path": f"big{number}", "sha256": DIGEST, "size": MOST_BYTES // 2} for number in range(3)]


def test_what_is_written_is_read_again() -> None:
    assert decode(encode(OLD.signed.manifest)) == OLD.signed.manifest


def test_a_last_day_is_read_again_and_part_of_the_id() -> None:
    ending = pack_of(MONDAY, ends={"a.css": TUESDAY})
    assert decode(ending.signed.data) == ending.signed.manifest and ending.id != OLD.id
    (file,) = (file for file in ending.signed.manifest.files if file.path == "a.css")
    assert (file.is_over(TUESDAY), file.is_over(WEDNESDAY)) == (False, True)


def test_the_order_of_files_does_not_matter() -> None:
    backwards = dict(reversed(list(OLD.files.items())))
    assert pack_of(MONDAY, backwards).signed.data == OLD.signed.data


def test_the_day_is_part_of_the_id() -> None:
    assert pack_of(TUESDAY).id != OLD.id


@pytest.mark.parametrize(
    "path",
    [
        *("../index.html", "a/../../etc/passwd", "/etc/passwd", "a//b", "a/", "", ".", "..", ".hidden", "a/.b", "a\\b"),
        *("C:/x", "a b", "a%2fb", "é.html", "a\0b", "a\n", "pack/manifest.json", "status.json", "x" * 201, 5, None),
    ],
)
def test_paths_that_lead_elsewhere(path: object) -> None:
    with pytest.raises(Refused, match=r"(?s)清单里的路径“.*”不能用。"):
        decode(rewritten(row(path=path)))


@pytest.mark.parametrize("size", [-1, MOST_BYTES + 1, 10**30, 1.5, "12", True, None])
def test_sizes_that_cannot_be(size: object) -> None:
    with pytest.raises(Refused, match=r"清单里“a\.css”的大小不对"):
        decode(rewritten(row(size=size)))


@pytest.mark.parametrize("digest", ["", "ab", "AB" * 32, "../" * 21 + "a", DIGEST + "0", 7])
def test_digests_that_are_none(digest: object) -> None:
    with pytest.raises(Refused, match=r"清单里“a\.css”的摘要值写法不对。"):
        decode(rewritten(row(sha256=digest)))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (top(format=1), "清单是第 1 版，本播放器只认第 2 版，请升级播放器。"),
        (top(format=None), "清单是第 None 版"),
        (top(extra=1), "清单的写法不对：字段多了或少了。"),
        (top(files={}), "清单的写法不对：字段多了或少了。"),
        (top(made="2026-13-01"), "清单的日期“2026-13-01”不对。"),
        (top(made="20261116"), "清单的日期“20261116”不对。"),
        (top(made=20261116), "清单的日期“20261116”不对。"),
        (top(pack="0" * 64), "清单的编号和内容对不上。"),
        (top(made="2026-11-17"), "清单的编号和内容对不上。"),
        (row(more=1), "清单里有一行写法不对。"),
        (row(until="soon"), "清单的日期“soon”不对。"),
        (row(until=None), "清单的日期“None”不对。"),
        (lambda read: [each.update(until="2026-11-20") for each in read["files"]], "清单里没有 index.html"),
        (top(files=[5]), "清单里有一行写法不对。"),
        (lambda read: read["files"].append(read["files"][0]), "清单里“a.css”出现了两次。"),
        (lambda read: read["files"].pop(), "清单里没有 index.html"),
        (many(MOST_FILES + 1), f"清单里有 {MOST_FILES + 1} 个文件，超过 {MOST_FILES} 个。"),
        (heavy, "清单里的文件共 96 MB，超过 64 MB。"),
    ],
)
def test_what_no_build_writes(change: Change, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(rewritten(change))
    assert sentence in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b"null", b"5", b'"x"'])
def test_bytes_that_are_no_manifest(data: bytes) -> None:
    with pytest.raises(Refused, match="清单"):
        decode(data)


@given(
    some.binary(max_size=300)
    | some.recursive(some.none() | some.text(), some.lists).map(lambda x: json.dumps(x).encode())
)
def test_whatever_comes_is_refused_and_nothing_breaks(data: bytes) -> None:
    with pytest.raises(Refused):
        decode(data)


def test_a_manifest_says_how_much_is_to_come() -> None:
    assert Manifest(MONDAY, (PackedFile("a", DIGEST, 5), PackedFile("b", DIGEST, 7))).size == 12
