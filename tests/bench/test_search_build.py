"""What index and export cost: texts are laid out as asked, a changed page is patched in, the report tells the bars."""

import json
from pathlib import Path

import pytest

from tests.bench import search_build
from tests.bench.search_build import Cost, block, changed, laid_out, ours
from tests.bench.search_engines import Text, write_pages

LAW = "总的话。\n" + "".join(
    f"第{each}章　名目{each}\n" + f"本章讲第{each}件事，写得够长。" * 9 + "\n" for each in "一二三"
)
TEXTS = [Text("law-1", "某法", LAW), Text("law-2", "短的规定", "只有一段话。")]


def test_texts_are_cut_at_their_chapters_and_repeated_until_there_are_enough() -> None:
    assert laid_out(TEXTS, 1) == TEXTS[:1]
    assert laid_out(TEXTS, 2) == TEXTS
    made = laid_out(TEXTS, 6)
    assert [each.id for each in made] == ["law-1-1", "law-1-2", "law-1-3", "law-2", "law-1-1-r1", "law-1-2-r1"]
    assert [each.title for each in made[:4]] == [
        "某法 第一章　名目一",
        "某法 第二章　名目二",
        "某法 第三章　名目三",
        "短的规定",
    ]
    assert "第二件事" in made[1].text and "第三件事" not in made[1].text
    assert made[4].text == made[0].text and made[4].title != made[0].title


def test_a_changed_page_costs_its_own_blocks(tmp_path: Path) -> None:
    texts = laid_out(
        [Text(f"t{at}", f"标题{at}", "".join(map(chr, range(0x4E00 + at * 9, 0x5200)))) for at in range(80)], 80
    )
    write_pages(texts, tmp_path)
    whole, one = ours(texts, tmp_path), changed(texts, tmp_path)
    assert whole.blocks > one.blocks > 0
    assert whole.files >= 80 + whole.blocks and one.files > whole.files  # what was written before is still there
    assert whole.reading > 0 and min(whole.index, whole.export, one.index, one.export) >= 0


def test_the_report_has_the_bars() -> None:
    costs = {
        "ours": [Cost(4, 12, 3, 9, 1.5, 7)],
        "changed": [Cost(0, 0.25, 0.5, 9, 1.5, 2)],
        "pagefind": [Cost(0, 60, 0, 5, 1)],
    }
    told = block(TEXTS, costs, "python -m …", "2026-01-01")
    assert "| This portal | 4.00 | 12.00 | 3.00 | **15.00** | 9 | 1.5 | 7 |" in told
    assert "| Pagefind (all in one) | – | – | – | **60.00** |" in told
    assert "- index + export: CPU, of Pagefind's: 0.25, bar 1: met" in told
    assert "of Pagefind's: 0.317 (no bar)" in told
    assert "of the full cost: 0.05, bar 0.05: met" in told
    assert "Pagefind" not in block(TEXTS, {"ours": costs["ours"], "changed": costs["changed"]}, "", "").split("###")[1]


def test_the_middle_round_counts() -> None:
    costs = [Cost(0, each, 0, 1, 1) for each in (9.0, 1.0, 5.0)]
    assert "**5.00**" in block(TEXTS, {"pagefind": costs}, "", "")


def test_the_command_writes_the_report_into_its_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = tmp_path / "texts.jsonl"
    rows = [{"id": each.id, "title": each.title, "text": each.text} for each in TEXTS]
    texts.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- bench:search-build -->\nold\n<!-- /bench:search-build -->\n", encoding="utf-8")
    asked = ["--texts", str(texts), "--sizes", "2", "4", "--rounds", "1", "--engines", "ours", "--page", str(page)]
    assert search_build.main(asked) == 0
    told = page.read_text(encoding="utf-8")
    assert "### 2 pages" in told and "### 4 pages" in told and "old" not in told
    assert told.partition("-->\n")[2].startswith(capsys.readouterr().out[:20])
    texts.write_text("", encoding="utf-8")
    with pytest.raises(SystemExit, match="No documents"):
        search_build.main(asked)
