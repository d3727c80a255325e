"""Check digits of the codes that name organizations in China."""

_OLD_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_OLD_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_UNIFIED_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def is_organization_code(code: str) -> bool:
    """A 9-character 组织机构代码 (GB 11714) or an 18-character 统一社会信用代码 (GB 32100) with the right check digit."""
    if len(code) == 9:
        return set(code[:8]) <= set(_OLD_ALPHABET) and old_check(code[:8]) == code[8]
    if len(code) == 18:
        return set(code) <= set(_UNIFIED_ALPHABET) and unified_check(code[:17]) == code[17]
    return False


def old_check(body: str) -> str:
    """The check character for the 8 characters of an organization code (GB 11714)."""
    total = sum(_OLD_ALPHABET.index(char) * weight for char, weight in zip(body, _OLD_WEIGHTS, strict=True))
    value = 11 - total % 11
    return {10: "X", 11: "0"}.get(value, str(value))


def unified_check(body: str) -> str:
    """The check character for the 17 characters of a unified social credit code (GB 32100)."""
    total = sum(_UNIFIED_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return _UNIFIED_ALPHABET[(31 - total % 31) % 31]
