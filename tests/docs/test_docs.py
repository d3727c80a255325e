"""The documents say what the code does: commands, fields, settings, checks, examples, links."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from plugins.commands.reporting import sentence
from plugins.portal import reading, settings
from plugins.portal.kinds import BY_NAME
from plugins.portal.problems import codes
from tests import helpers
from tests.docs import handbook_tables

ROOT = handbook_tables.ROOT
DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGES.md", *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
DAYS = (date(2026, 11, 20), date(2026, 12, 31))
"""As of which the handbook's examples are built: while its notice runs, and when all of them are published."""

_BLOCK = re.compile(r"^```(\w+) ([^\n`]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ANY_BLOCK = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_FILE = re.compile(r"(?:文件|空白表格|填写样表): ([\w/.-]+)|\(\.\./files/([\w/.-]+)\)")
_WRONG = "wrong:"
_MESSAGE = "message:"


class Block(NamedTuple):
    """A fenced example with a name: where in content/ it belongs, or what is wrong with it."""

    page: str
    name: str
    text: str


def blocks() -> list[Block]:
    """Every named example of the handbook."""
    return [
        Block(path.name, found[2].strip(), found[3])
        for path, text in handbook_tables.pages().items()
        for found in _BLOCK.finditer(text)
    ]


def tasks() -> dict[str, list[str]]:
    """Command → its options, from the source of tasks.py."""
    tree = ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"))
    return {
        node.name.removesuffix("_").replace("_", "-"): [
            each.arg.removesuffix("_").replace("_", "-") for each in node.args.args[1:]
        ]
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and any("task" in ast.unparse(decorator).partition("(")[0] for decorator in node.decorator_list)
    }


def test_readme_opens_with_the_two_commands() -> None:
    assert README.read_text(encoding="utf-8").startswith(
        "```\n"
        "python3 tasks.py serve    # builds the portal and serves site and kiosk at http://127.0.0.1:8000\n"
        "python3 tasks.py test     # everything the tests need, then the tests\n"
        "```\n"
    )


@pytest.mark.parametrize("command", tasks())
def test_each_command_is_in_readme_and_handbook(command: str) -> None:
    assert f"| `{command}" in README.read_text(encoding="utf-8")
    assert f"| `python3 tasks.py {command}" in (DOCS / "handbook" / "01-start.md").read_text(encoding="utf-8")


def test_each_option_is_in_the_handbook() -> None:
    handbook = "".join(handbook_tables.pages().values())
    options = {option for given in tasks().values() for option in given}
    assert {option for option in options if f"`--{option}" not in handbook} == set()


def test_no_command_is_described_that_does_not_exist() -> None:
    named = {found for path in PAGES for found in re.findall(r"tasks\.py ([a-z]+)", path.read_text(encoding="utf-8"))}
    assert named - set(tasks()) == set()


@pytest.mark.parametrize("path", handbook_tables.pages(), ids=lambda path: path.name)
def test_tables_are_up_to_date(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert handbook_tables.render(text) == text, "run: python -m tests.docs.handbook_tables"


def test_every_field_setting_and_check_has_its_table() -> None:
    text = "".join(handbook_tables.pages().values())
    present = {(found[2], found[3]) for found in handbook_tables.REGION.finditer(text)}
    assert present == handbook_tables.wanted_regions()
    assert [code for code in codes() if f"| `{code}` |" not in text] == []


def test_the_tables_name_nested_fields_choices_and_defaults() -> None:
    table = handbook_tables.region("fields", "notice")
    assert "| `people[].name` | 公示对象 › 姓名 | 必填 | 文字 |" in table
    assert "| `period.workdays` | 公示期 › 工作日数 |  | 整数，不小于 1、不大于 250" in table
    assert "appointment（任前公示）" in table
    assert "| `tasks[].progress[].on` |" in handbook_tables.region("fields", "plan")
    assert "不写即 90" in handbook_tables.region("settings", "kiosk")


def test_each_kind_has_an_example() -> None:
    folders = {block.name.split("/")[0] for block in blocks() if "/" in block.name}
    assert folders == {kind.folder for kind in BY_NAME.values()}
    assert {"units.yaml", "site.yaml"} <= {block.name for block in blocks()}


def test_the_examples_build(tmp_path: Path) -> None:
    content = tmp_path / "content"
    good = [block for block in blocks() if block.name.endswith((".md", ".yaml")) and block.name != "site.yaml"]
    for block in good:
        path = content / block.name
        assert not path.exists(), f"two examples at {block.name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        for found in _FILE.finditer(block.text):
            attachment = content / "files" / (found[1] or found[2])
            attachment.parent.mkdir(parents=True, exist_ok=True)
            attachment.write_text("example", encoding="utf-8")
    running, built = (
        helpers.build(tmp_path, tmp_path / str(day), day, site=ROOT / "site.yaml", content=content) for day in DAYS
    )
    assert running.holding("拟任人选甲") and "files/lists/example-people.csv" in running.files
    assert not built.holding("拟任人选甲") and "files/lists/example-people.csv" not in built.files
    assert {record.file for record in built.library.records} == {block.name for block in good} - {"units.yaml"}
    assert built.library.units.units[1].level == "county"


def test_the_example_of_site_yaml_is_whole(tmp_path: Path) -> None:
    (text,) = [block.text for block in blocks() if block.name == "site.yaml"]
    path = tmp_path / "site.yaml"
    path.write_text(text, encoding="utf-8")
    made, _, problems = settings.load(path)
    assert made is not None and problems == []


@pytest.mark.parametrize(
    "block", [each for each in blocks() if each.name.startswith(_WRONG)], ids=lambda each: each.name
)
def test_each_wrong_example_is_wrong_as_it_says(block: Block, tmp_path: Path) -> None:
    code = block.name.removeprefix(_WRONG)
    path = tmp_path / "example.md"
    path.write_text(block.text, encoding="utf-8")
    problems = reading.read(path, "news/example.md", BY_NAME["news"]).problems
    assert [problem.code for problem in problems] == [code]
    for shown in blocks():
        if shown.name == _MESSAGE + code:
            assert shown.text == sentence(problems[0]) + "\n"


def test_each_message_shown_belongs_to_a_wrong_example() -> None:
    names = {block.name for block in blocks()}
    shown = {name.removeprefix(_MESSAGE) for name in names if name.startswith(_MESSAGE)}
    assert shown and all(_WRONG + code in names for code in shown)


def test_the_glossary_is_a_whole_table_in_order() -> None:
    lines = (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head, _, *terms = rows
    assert head == ["term", "中文", "meaning", "avoid"]
    assert [row for row in terms if len(row) != 4 or not all(row)] == []
    names = [row[0].lower() for row in terms]
    assert names == sorted(set(names))


def test_every_kind_is_in_the_glossary() -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    assert [name for name in BY_NAME if f"| {name} |" not in text] == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_has_its_four_sections(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Options", "Choice", "What it costs"]


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_resolve(path: Path) -> None:
    for target in _links(path):
        file, _, anchor = target.partition("#")
        page = (path.parent / file).resolve() if file else path
        assert page.is_file(), target
        if anchor:
            assert anchor in _anchors(page), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_document_names_a_machine_or_a_registry(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.])/(?:work|tmp|root|home|Users)/", text) == []
    assert re.findall(r"pypi\.org|pythonhosted|npmjs|index-url|registry\.", text) == []


def test_the_architecture_names_only_modules_that_exist() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    modules = [*ROOT.glob("plugins/**/*.py"), *ROOT.glob("search/**/*.py")]
    files = {path.relative_to(ROOT).as_posix() for path in modules} | {"tasks.py"}
    named = set(re.findall(r"`([\w/]+\.py)", text))
    assert {name for name in named if not any(file == name or file.endswith(f"/{name}") for file in files)} == set()


def test_the_architecture_names_every_room_of_the_portal() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    portal = ROOT / "plugins" / "portal"
    modules = {path.name for path in portal.glob("*.py") if path.name != "__init__.py"}
    rooms = {f"{path.parent.name}/" for path in portal.glob("*/__init__.py")}
    assert {name for name in modules | rooms if f"`{name}" not in text} == set()


def test_lines_of_english_documents_are_short() -> None:
    english = [README, ROOT / "CHANGES.md", DOCS / "architecture.md", *DECISIONS]
    lines = [(path.name, line) for path in english for line in path.read_text(encoding="utf-8").splitlines()]
    assert [each for each in lines if len(each[1]) > 120 and not each[1].startswith("|")] == []


def _links(path: Path) -> Iterator[str]:
    """Relative links outside of code."""
    text = _ANY_BLOCK.sub("", path.read_text(encoding="utf-8"))
    text = re.sub(r"`[^`\n]*`", "", text)
    return (target for target in _LINK.findall(text) if "://" not in target)


def _anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.*)$", _ANY_BLOCK.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
