"""Check digits of organization codes: known codes of real bodies, and that one wrong character is always caught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal.check_digits import is_organization_code, old_check, unified_check

OLD = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNIFIED = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", ["000014349", "01527918X", "007280420", "11441700007280420Y"])
def test_known_codes(code: str) -> None:
    assert is_organization_code(code)


@pytest.mark.parametrize(
    "code", ["", "00001434", "0000143490", "000014348", "01527918x", "01527918-", "11441700007280420Z", "１00014349"]
)
def test_what_is_no_code(code: str) -> None:
    assert not is_organization_code(code)


@given(body=st.text(OLD, min_size=8, max_size=8), place=st.integers(0, 8), other=st.sampled_from(OLD))
def test_one_wrong_character_of_nine_digits_is_caught(body: str, place: int, other: str) -> None:
    # The standard's weights are prime to 11 and so catch every wrong digit; letters that are 11 or more apart may agree.
    code = body + old_check(body)
    assert is_organization_code(code)
    wrong = code[:place] + other + code[place + 1 :]
    same_remainder = place < 8 and (OLD.index(other) - OLD.index(code[place])) % 11 == 0
    assert is_organization_code(wrong) == (wrong == code or same_remainder)


@given(body=st.text("0123456789", min_size=8, max_size=8), place=st.integers(0, 7), other=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_caught(body: str, place: int, other: str) -> None:
    code = body + old_check(body)
    wrong = code[:place] + other + code[place + 1 :]
    assert is_organization_code(wrong) == (wrong == code)


@given(body=st.text(UNIFIED, min_size=17, max_size=17), place=st.integers(0, 17), other=st.sampled_from(UNIFIED))
def test_one_wrong_character_of_eighteen_is_always_caught(body: str, place: int, other: str) -> None:
    code = body + unified_check(body)
    wrong = code[:place] + other + code[place + 1 :]
    assert is_organization_code(wrong) == (wrong == code)
