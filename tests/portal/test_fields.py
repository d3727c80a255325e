"""Names of fields: English and Chinese, all the way down."""

from itertools import product

import pytest
from pydantic import BaseModel

from plugins.portal.fields import ALSO, english, every_word, label_of, names
from plugins.portal.kinds import KINDS
from plugins.portal.kinds.guide import Guide
from plugins.portal.kinds.notice import Notice
from plugins.portal.kinds.units import Units
from plugins.portal.settings import Column, Settings


def _models(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if model not in seen:
        seen.add(model)
        for inner in names(model).nested.values():
            _models(inner, seen)
    return seen


_ROOTS: list[type[BaseModel]] = [*(kind.model for kind in KINDS), Units, Settings]
MODELS = sorted({found for root in _ROOTS for found in _models(root, set())}, key=lambda model: model.__name__)


def test_labels_become_names_at_every_depth() -> None:
    data = {
        "标题": "甲",
        "办理材料": [{"材料名称": "乙", "copies": "2"}, {"name": "丙", "份数": "3"}],
        "常见问题": [{"问": "何时？", "答": "今天。"}],
    }
    made, twice = english(data, Guide)
    assert made == {
        "title": "甲",
        "materials": [{"name": "乙", "copies": "2"}, {"name": "丙", "copies": "3"}],
        "faq": [{"question": "何时？", "answer": "今天。"}],
    }
    assert twice == []


def test_labels_below_an_optional_table_and_below_themselves() -> None:
    assert english({"公示期": {"开始日期": "x"}}, Notice)[0] == {"period": {"start": "x"}}
    deep = {"栏目设置": [{"子栏目": [{"子栏目": [{"代号": "a"}]}]}]}
    assert english(deep, Settings)[0] == {"columns": [{"children": [{"children": [{"slug": "a"}]}]}]}


def test_written_twice_is_told_in_the_words_of_the_file() -> None:
    data = {"办理材料": [{"name": "甲"}, {"name": "乙", "材料名称": "丙"}], "materials": []}
    assert english(data, Guide)[1] == [("办理材料", 1, "材料名称"), ("materials",)]


def test_blank_known_fields_are_left_out_and_unknown_ones_kept() -> None:
    assert english({"标题": None, "titel": None, "faq": [{"问": None}]}, Guide)[0] == {"titel": None, "faq": [{}]}


def test_a_blank_and_a_written_one_are_not_twice() -> None:
    assert english({"标题": None, "title": "甲"}, Guide) == ({"title": "甲"}, [])


def test_odd_data_passes_through() -> None:
    for odd in ("甲", None, ["甲", None], {"faq": "甲"}, {"faq": [["甲"]]}):
        english(odd, Guide)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_label_means_two_fields(model: type[BaseModel]) -> None:
    known = names(model)
    assert len(set(known.fields.values())) == len(known.fields)
    assert not set(known.by_label) & set(known.fields), "a label that is also a field's name"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_chinese_label(model: type[BaseModel]) -> None:
    for name, label in names(model).fields.items():
        assert any("\u4e00" <= char <= "\u9fff" for char in label), f"{model.__name__}.{name}"


def test_other_words_lead_to_labels_that_exist() -> None:
    labels = {label for model in MODELS for label in names(model).fields.values()}
    assert set(ALSO.values()) <= labels
    for word, model in product(ALSO, MODELS):
        assert word not in names(model).fields.values() or names(model).field(word) is not None


def test_every_word_reaches_the_innermost() -> None:
    assert {"materials", "材料名称", "标题", "问"} <= every_word(Guide)
    assert {"代号", "子栏目", "无人操作秒数"} <= every_word(Settings)


def test_labels_of_paths() -> None:
    assert label_of(Guide, ("materials", 2, "name"))[:2] == ("材料名称", "name")
    assert label_of(Guide, ("keywords", 0))[:2] == ("关键词", "keywords")
    assert label_of(Guide, ()) == ("", "", Guide)
    assert label_of(Settings, ("columns", 0, "columns")) == ("columns", "columns", Column)
    assert label_of(Settings, ("columns", 0, "children", 1, "children", 2, "slug"))[:2] == ("代号", "slug")
