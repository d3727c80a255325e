"""Pieces of texts that stay on one line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from plugins.portal.wholes import address, heading, together

_TEXTS = st.text(alphabet="0123456789:—-（）@/a<&省部，：", max_size=40)


def _words(markup: str) -> str:
    return re.sub(r"</?(?:span|wbr)[^>]*>", "", markup)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("工作日 9:00—12:00，13:30—17:30", ["9:00—12:00", "13:30—17:30"]),
        ("9:00-12:00", ["9:00-12:00"]),
        ("2026-11-20 10:00", ["2026-11-20 10:00"]),
        ("2026-11-20 已经逾期", ["2026-11-20"]),
        ("干部监督处028-00001232。", ["028-00001232"]),
        ("索引号005123456/2026-00012", []),
        ("一至三名，9:00 开门", []),
        ("", []),
    ],
)
def test_hours_days_and_numbers_stay_together(text: str, kept: list[str]) -> None:
    assert re.findall(r'<span class="nowrap">(.*?)</span>', together(text)) == kept


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("省管干部任前公示（2026年第11期）", ["省管干部任前公示", "（2026年第11期）"]),
        ("部务会议议事规则（2026年修订）：新旧对照", ["部务会议议事规则", "（2026年修订）：", "新旧对照"]),
        ("关于修改《补充规定（试行）》的决定", ["关于修改《补充规定", "（试行）》", "的决定"]),
        ("申请入党", []),
        ("（节选）", []),
        ("", []),
    ],
)
def test_a_heading_is_broken_at_its_remarks(title: str, pieces: list[str]) -> None:
    assert re.findall(r'<span class="piece">(.*?)</span>', heading(title)) == pieces


def test_addresses_may_be_broken_where_they_are_joined() -> None:
    assert address("js12380@example.gov.cn") == "js12380@<wbr>example.gov.cn"
    assert address("example.gov.cn/unit") == "example.gov.cn/<wbr>unit"
    assert address("https://example.gov.cn/") == "https://<wbr>example.gov.cn/"
    assert address("028-00001200") == "028-00001200"


@given(_TEXTS)
def test_no_word_is_lost_and_all_are_escaped(text: str) -> None:
    for change in (together, heading, address):
        assert _words(change(text)) == escape(text)
