"""Two texts of a rule, article by article."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.portal.comparison import Pair, compare

OLD = """## 第一章 总则

第一条　为了方便群众办事，制定本制度。

第二条　接待人员应当在三个工作日内答复来信。

第三条　每年年底检查一次。
"""
NEW = """## 总则

第一条　为了方便群众办事，制定本制度。

第二条　本制度适用于全部处室和直属单位，外聘人员参照执行。

第三条　接待人员应当在五个工作日内答复来信。

1. 能当场答复的当场答复；
2. 不能的说明时限。
"""


def said(pair: Pair, side: str) -> str:
    return "".join(piece.text for piece in getattr(pair, side))


def changes(pair: Pair, side: str) -> list[str]:
    return [piece.text for piece in getattr(pair, side) if piece.change]


def test_articles_are_paired_by_what_they_say() -> None:
    same, added, changed, dropped = compare(OLD, NEW)
    assert (same.state, added.state, changed.state, dropped.state) == ("未变", "新增", "修改", "删去")
    assert said(changed, "earlier").startswith("第二条") and said(changed, "newer").startswith("第三条")
    assert (added.earlier, dropped.newer) == ((), ())
    assert said(dropped, "earlier") == "第三条　每年年底检查一次。"


def test_a_changed_word_is_marked_and_a_shifted_number_is_not() -> None:
    changed = compare(OLD, NEW)[2]
    assert changes(changed, "earlier") == ["三"]
    assert changes(changed, "newer")[0] == "五"
    assert "\n能当场答复的当场答复；\n不能的说明时限。" in said(changed, "newer")


def test_an_article_written_anew_is_not_covered_with_marks() -> None:
    old = "第一条　来访人员由首问责任人登记姓名和事由。\n"
    new = "第一条　首问登记使用统一表格，来访人员只写事由、去向和办理结果，不写证件号码，表格按月收存两年。\n"
    (pair,) = compare(old, new)
    assert pair.state == "改写"
    assert changes(pair, "earlier") == changes(pair, "newer") == []


def test_texts_without_articles_are_compared_by_paragraphs() -> None:
    pairs = compare("甲段说的是开放时间。\n\n乙段说的是地点。\n", "甲段说的是开放时间。\n")
    assert [pair.state for pair in pairs] == ["未变", "删去"]


def test_marks_of_markdown_are_no_words() -> None:
    (pair,) = compare("第一条　按照[办法](a.md)执行。", "**第一条**　按照办法执行。")
    assert pair.state == "未变"


article = st.text(alphabet="甲乙丙丁戊天地人和，。", min_size=1, max_size=30).map(
    lambda text: text.strip("，。") or "甲"
)


@given(st.lists(article, max_size=6), st.lists(article, max_size=6))
def test_nothing_is_lost(old: list[str], new: list[str]) -> None:
    def body(texts: list[str]) -> str:
        return "\n\n".join(f"第{number}条　{text}" for number, text in zip("一二三四五六", texts, strict=False))

    pairs = compare(body(old), body(new))
    left = sorted(said(pair, "earlier") for pair in pairs if pair.earlier)
    right = [said(pair, "newer") for pair in pairs if pair.newer]
    assert left == sorted(body(old).split("\n\n") if old else [])
    assert right == (body(new).split("\n\n") if new else [])
