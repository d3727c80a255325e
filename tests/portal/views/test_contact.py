"""Telephone numbers and mail addresses found in the words that people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal.views.contact import pieces, told


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("028-00001227", ["tel:02800001227"]),
        ("12380、028-00001232", ["tel:12380", "tel:02800001232"]),
        ("组织二处 028-00001226；认为不当的，可以逐级申诉", ["tel:02800001226"]),
        ("打028-00001256反映", ["tel:02800001256"]),
        ("发邮件至zzb@example.gov.cn，注明“限时办理”", ["mailto:zzb@example.gov.cn"]),
        ("公示期内12380全天受理", ["tel:12380"]),
        ("手机13800000000", ["tel:13800000000"]),
        ("人民路1号一楼102室，邮编610000", []),
        ("川组示〔2026〕12380号", []),
        ("索引号005123456/2026-00012", []),
        ("2026-11-20 9:00—12:00", []),
        ("1238012380", []),
        ("", []),
    ],
)
def test_numbers_and_addresses(text: str, urls: list[str]) -> None:
    assert [piece.url for piece in pieces(text) if piece.url] == urls


@given(st.text(alphabet="0123456789-@.a省部，、 ", max_size=60))
def test_nothing_is_lost_or_added(text: str) -> None:
    assert "".join(piece.title for piece in pieces(text)) == text


def test_a_told_fact_is_a_fact() -> None:
    fact = told("电话", "12380")
    assert (fact.label, fact.value, fact.pieces[0].url) == ("电话", "12380", "tel:12380")
