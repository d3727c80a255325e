"""Markdown → safe HTML: what is shown, what is escaped, and where the anchors stand."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from plugins.portal.markdown import links, number, render


def soup(text: str, articles: bool = False) -> BeautifulSoup:
    return BeautifulSoup(render(text, articles=articles).html, "html.parser")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "段落<img src=x onerror=alert(1)>", "<iframe src=//evil.cn></iframe>", "<b>粗</b>",
        "<!-- 说明 -->", "<style>p{}</style>", "</div></body>", "<?php ?>", "<![CDATA[x]]>", "<!DOCTYPE html>",
        "- <a href=x onclick=y>z</a>", "| <td onclick=x> |\n|-|", "# <h1 onclick=x>", "[^1]\n\n[^1]: <script>x</script>",
    ],
)  # fmt: skip
def test_html_is_shown_as_the_text_that_was_typed(text: str) -> None:
    parsed = soup(text)
    assert not parsed.find(["script", "iframe", "style", "b", "form"])
    assert not parsed.find(onclick=True)
    assert not parsed.find(onerror=True)
    typed = re.search(r"<[^>]+>", text)
    assert typed is not None
    assert typed[0] in parsed.get_text()


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "&#106;avascript:alert(1)",
        "file:///etc",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", "<{}>", "[x][y]\n\n[y]: {}"])
def test_script_addresses_are_dropped(form: str, target: str) -> None:
    html = render(form.format(target), lambda typed: typed).html
    for node in BeautifulSoup(html, "html.parser").find_all(["a", "img"]):
        assert not re.match(
            r"\W*(javascript|vbscript|data|file)", str(node.get("href", node.get("src"))), re.IGNORECASE
        )


@pytest.mark.parametrize(
    "text",
    [
        "**“重要”**通知",
        "请**（一）**看",
        "**注意：**办理",
        "这是**《办法》**的",
        "第**一**条",
        "**24小时。**内",
        "共**3%**的",
    ],
)
def test_emphasis_beside_chinese_punctuation_is_bold(text: str) -> None:
    assert soup(text).find("strong") is not None
    assert "*" not in soup(text).get_text()


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# 一\n\n## 二", [2, 3]),
        ("## 一\n\n### 二\n\n## 三", [2, 3, 2]),
        ("### 一\n\n###### 二", [2, 3]),
        ("#### 一\n\n# 二", [5, 2]),
        ("# 一\n\n### 二\n\n#### 三\n\n## 四", [2, 3, 4, 3]),
        ("一\n===\n\n二\n---", [2, 3]),
    ],
)
def test_headings_begin_at_the_second_level_and_skip_none(text: str, levels: list[int]) -> None:
    rendered = render(text)
    made = [heading.level for heading in rendered.headings]
    assert made == [int(node.name[1]) for node in soup(text).find_all(re.compile("^h[1-6]$"))]
    assert made[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(made))
    if levels[0] == 2:
        assert made == levels


def test_anchors_are_unique_and_stable() -> None:
    text = "## 总则\n\n## 总则\n\n## 总则-2\n\n## ！？\n\n## Q&A <b>\n"
    anchors = [heading.anchor for heading in render(text).headings]
    assert anchors[:2] == ["总则", "总则-2"]
    assert len(set(anchors)) == len(anchors)
    assert [heading.anchor for heading in render(text + "\n\n新的一段。\n\n## 附则").headings][:5] == anchors
    assert [heading.text for heading in render(text).headings][3:] == ["！？", "Q&A <b>"]


def test_anchors_hold_no_quotes_or_spaces() -> None:
    for heading in render('## a "b" c\n\n## <x y="z">\n\n## ' + "长" * 90).headings:
        assert re.fullmatch(r"[\w-]{1,43}", heading.anchor)


def test_articles_have_anchors() -> None:
    parsed = soup(
        "第一条 甲\n\n**第二条** 乙\n\n第十二条之一 丙\n\n第一百零五条 丁\n\n第二条 又\n\n文中的第三条\n", articles=True
    )
    assert [node["id"] for node in parsed.find_all(id=True)] == [
        "article-1",
        "article-2",
        "article-12-1",
        "article-105",
    ]
    assert soup("第一条 甲").find(id=True) is None


def test_the_number_of_an_article_leads_to_itself() -> None:
    numbers = soup("第一条 甲\n\n**第二条** 乙\n", articles=True).select("a.article-number")
    assert [(each.text, each["href"]) for each in numbers] == [("第一条", "#article-1"), ("第二条", "#article-2")]


def test_chapters_hold_their_articles() -> None:
    text = "第一条 甲\n\n## 第一章 总则\n\n第二条 乙\n\n第三条 丙\n\n## 第二章 附则\n\n末段\n"
    chapters = render(text, articles=True).chapters
    shown = [(each.heading.text if each.heading else "", [one.text for one in each.articles]) for each in chapters]
    assert shown == [("", ["第一条"]), ("第一章 总则", ["第二条", "第三条"]), ("第二章 附则", [])]
    assert [one.anchor for one in chapters[1].articles] == ["article-2", "article-3"]
    assert render("## 甲\n\n乙\n", articles=True).chapters == ()
    assert render(text).chapters == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [("第十条", "10"), ("第二十条", "20"), ("第二十一条", "21"), ("第一百条", "100"), ("第一百一十条", "110"),
     ("第一千二百六十条", "1260"), ("第三〇条", "0"), ("第二百条之三", "200-3")],
)  # fmt: skip
def test_numbers_of_articles(words: str, value: str) -> None:
    if "〇" not in words:
        assert number(words) == value


def test_tables_have_a_frame_that_scrolls() -> None:
    frame = soup("| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n").find("div", class_="table-frame")
    assert frame is not None
    assert frame["tabindex"] == "0"
    assert frame.find("table") is not None
    assert "<table>" not in render("`<table>`").html


def test_footnotes_lead_there_and_back() -> None:
    parsed = soup("甲[^1]，乙[^注]。\n\n[^1]: 一\n[^注]: 二\n")
    targets = {str(node["href"])[1:] for node in parsed.select("sup a")}
    assert targets <= {str(node["id"]) for node in parsed.select("li[id]")}
    assert len(targets) == 2


def test_addresses_are_rewritten_everywhere() -> None:
    seen: list[str] = []

    def told(typed: str) -> str:
        seen.append(typed)
        return "/new"

    html = render("[a](x.md) ![b](y.png) [c][d]\n\n[d]: z.md\n", told).html
    assert seen == ["x.md", "y.png", "z.md"]
    assert html.count("/new") == 3


def test_pictures_wait_until_they_are_seen() -> None:
    picture = soup("![大厅](/files/a.png)").find("img")
    assert picture is not None
    assert (picture["alt"], picture["loading"]) == ("大厅", "lazy")


def test_links_know_their_lines() -> None:
    text = "甲[乙](a.md)\n\n![丙](/files/b%20c.png)\n<!-- -->\n见[丁]，`[码](x.md)`，[![图](c.png)](e.docx)。\n\n[丁]: ../d.md\n"
    assert sorted(links(text)) == [
        ("../d.md", 6, False),
        ("/files/b c.png", 2, True),
        ("a.md", 0, False),
        ("c.png", 4, True),
        ("e.docx", 4, False),
    ]
    assert links("没有链接") == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("第一行，\n第二行。\n第三行", "第一行，第二行。第三行"),
        ("见[办法](/a.html)\n**第三条**\n所说", "见办法第三条所说"),
        ("- 一\n  二", "一二"),
        ("用 PDF\n格式", "用 PDF\n格式"),
        ("in two\nlines", "in two\nlines"),
        ("甲  \n乙", "甲\n乙"),
        ("```\n甲\n乙\n```\n\n丙\n丁", "甲\n乙\n丙丁"),
    ],
)
def test_a_line_that_ends_within_chinese_is_no_space(text: str, shown: str) -> None:
    blocks = soup(text).find_all(["p", "li", "pre"])
    assert "\n".join(block.get_text().strip() for block in blocks) == shown
