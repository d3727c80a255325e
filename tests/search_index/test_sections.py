"""The text of a page: what belongs to the item, cut at its headings, and nothing else."""

import pytest
from bs4 import BeautifulSoup

from plugins.search_index.sections import main_part, sections
from search.document import Section

from ..helpers import Built


def read(html: str, *names: str) -> list[tuple[str, str, str]]:
    return [(each.anchor, each.heading, each.text) for each in sections(html.encode(), names)]


def test_the_main_part_of_a_page() -> None:
    page = b"<html><header>a</header><main id=main>b<main>c</main></main><footer>d</footer>"
    assert main_part(page) == b"<main id=main>b<main>c</main></main>"
    assert main_part(b"<html>nothing") == main_part(b"</main><main") == b""


def test_cut_at_headings_with_their_anchors() -> None:
    html = '<main><h1>题</h1><p>开头。</p><h2 id="a">一、<em>甲</em></h2><p>甲文。</p><h3>无锚</h3><p>乙文。</p></main>'
    assert read(html) == [("", "", "题 开头。"), ("a", "一、甲", "甲文。"), ("", "无锚", "乙文。")]


def test_a_heading_without_text_is_a_section_and_nothing_is_none() -> None:
    assert read('<main><h2 id="a">甲</h2></main>') == [("a", "甲", "")]
    assert read("<main> <p> </p></main>") == read("") == []


def test_each_article_of_a_rule_is_a_section() -> None:
    html = '<main><p id="article-1">第一条　为了</p><p id="article-2">第二条</p><p>第二款</p></main>'
    assert read(html) == [("article-1", "", "第一条 为了"), ("article-2", "", "第二条 第二款")]


def test_blocks_are_apart_and_words_are_not() -> None:
    html = "<main><p>组<b>织</b><a href=x>关</a>系</p><p>转接</p><ul><li>甲</li><li>乙</li></ul></main>"
    assert read(html) == [("", "", "组织关系 转接 甲 乙")]
    assert read("<main><table><tr><td>一</td><td>二</td></tr></table></main>") == [("", "", "一 二")]


def test_words_for_screen_readers_are_not_repeated_and_headings_stay() -> None:
    html = '<main><p>空白表格<span class="hidden">：核定表</span> DOCX</p><h2 class="a hidden" id="x">题</h2>文</main>'
    assert read(html) == [("", "", "空白表格 DOCX"), ("x", "题", "文")]


def test_a_file_has_its_type_and_not_its_size() -> None:
    html = "<main><li>核定表</a> <span>DOCX，36 KB</span></li><li>样表 <span>CSV，249 B</span>，共 3 MB</li></main>"
    assert read(html) == [("", "", "核定表 DOCX 样表 CSV，共 3 MB")]


@pytest.mark.parametrize(
    "part",
    [
        "<script>秘</script>",
        "<style>秘</style>",
        "<template>秘</template>",
        "<nav>秘</nav>",
        "<aside><p>秘</p></aside>",
        "<form><label>秘</label></form>",
        "<button>秘</button>",
        "<header>秘</header>",
        "<svg><text>秘</text></svg>",
        "<p hidden>秘</p>",
        "<p data-search=off>秘</p>",
        '<section data-leaves-after="2026-03-06"><h2 id=b>秘</h2><p>秘</p></section>',
        "<!-- 秘 -->",
    ],
)
def test_what_is_no_text_of_the_item_is_left_out(part: str) -> None:
    assert read(f"<main><p>甲</p>{part}<p>乙</p></main>") == [("", "", "甲 乙")]


def test_entities_and_what_looks_like_tags_are_text() -> None:
    assert read("<main><p>&lt;b&gt; &amp; &#20826;</p></main>") == [("", "", "<b> & 党")]


def test_people_on_notice_are_struck_out_wherever_they_stand() -> None:
    html = "<main><p>拟任人选甲、拟任人选甲乙。</p><h2 id=a>关于拟任人选甲</h2></main>"
    assert not [each for each in read(html, "拟任人选甲") if "拟任人选甲" in "".join(each)]


def test_every_anchor_of_every_page_is_there(good_site: Built) -> None:
    found = 0
    for path, html in good_site.pages.items():
        soup = BeautifulSoup(html, "html.parser")
        for section in sections(main_part(html.encode())):
            assert isinstance(section, Section)
            if section.anchor:
                found += 1
                assert soup.find(id=section.anchor) is not None, (path, section.anchor)
    assert found > 5
