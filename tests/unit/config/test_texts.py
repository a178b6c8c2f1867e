"""Can every sentence be said, in both languages, whatever is put into it?"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from itertools import product
from math import prod
from pathlib import Path

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor
from structlog.testing import capture_logs

from config.text_checks import Asked, check_overrides, check_texts
from config.text_files import LANGUAGES, SHIPPED, entries, parsed_entry, resources, stamps, unparsed
from config.texts import BrokenTextError, MissingTextError, Texts

HOSTILE = (
    "省水利厅",
    "<b>&\"'</b><script>",
    "\u202eabc\u202c\u200b\u200f",
    "{ $name } { -term } *[other]",
    "\ue0000\ue001\ue0001\ue001",
    "长" * 5000,
    "",
)


class _Choices(Visitor):
    """Which values a sentence makes a difference for."""

    def __init__(self) -> None:
        self.values: dict[str, set[str | int]] = {}

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - named by the syntax tree
        selector = node.selector
        if isinstance(selector, ast.FunctionReference):
            selector = selector.arguments.positional[0]
        if isinstance(selector, ast.VariableReference):
            known = self.values.setdefault(selector.id.name, set())
            for variant in node.variants:
                if isinstance(variant.key, ast.NumberLiteral):
                    known.add(int(float(variant.key.value)))
                elif variant.key.name in {"zero", "one", "two", "few", "many", "other"}:
                    known |= {0, 1, 2, 5}
                else:
                    known.add(variant.key.name)
        self.generic_visit(node)


def every_sentence() -> list[tuple[str, str]]:
    texts = Texts.shipped()
    return [(language, key) for language in LANGUAGES for key in sorted(texts.keys(language))]


Facts = tuple[dict[str, set[str]], dict[str, set[str | int]]]


def _asked(language: str) -> Facts:
    """For each key the facts it asks for (those of sentences within it too), and all values that make a difference."""
    own: dict[str, Asked] = {}
    choices = _Choices()
    for _, resource in resources(SHIPPED / language):
        choices.visit(resource)
        for entry in resource.body:
            if not isinstance(entry, ast.Message | ast.Term):
                continue
            dash = "-" if isinstance(entry, ast.Term) else ""
            named = [(f"{dash}{entry.id.name}", entry.value)]
            named += [(f"{dash}{entry.id.name}.{each.id.name}", each.value) for each in entry.attributes]
            for key, pattern in named:
                own[key] = Asked()
                if pattern is not None:
                    own[key].visit(pattern)

    def whole(key: str) -> set[str]:
        return own[key].facts.union(*(whole(inner) for inner in own[key].sentences))

    return {key: whole(key) for key in own}, choices.values


@pytest.fixture(scope="module")
def asked() -> dict[str, Facts]:
    return {language: _asked(language) for language in LANGUAGES}


def keys_by_file(language: str) -> dict[str, list[str]]:
    """Every key stands in one of these: the next test says so."""
    found: dict[str, list[str]] = {}
    for file, resource in resources(SHIPPED / language):
        messages = [entry for entry in resource.body if isinstance(entry, ast.Message)]
        own = [message.id.name for message in messages if message.value is not None]
        found[file.stem] = own + [f"{each.id.name}.{part.id.name}" for each in messages for part in each.attributes]
    return found


def test_every_sentence_stands_in_a_file() -> None:
    in_files = [(language, key) for language in LANGUAGES for keys in keys_by_file(language).values() for key in keys]
    assert sorted(in_files) == sorted(every_sentence())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", sorted(file.stem for file in (SHIPPED / LANGUAGES[0]).glob("*.ftl")))
def test_every_sentence_can_be_said_with_hostile_facts(language: str, area: str, asked: dict[str, Facts]) -> None:
    """A file at a time: five thousand tests of a thousandth of a second each cost more than what they do."""
    texts = Texts.shipped()
    facts, choices = asked[language]
    for key in keys_by_file(language)[area]:
        for name in HOSTILE:
            plain: dict[str, list[str | int]] = {fact: [name] for fact in facts[key]}
            for fact in plain.keys() & choices.keys():
                plain[fact] = [*choices[fact], name]
            for chosen in _chosen(plain):
                said = texts.say(language, key, **chosen)
                assert "{???}" not in said, key
                assert "\ue000" not in said or "\ue000" in name, key
                _assert_well_formed(key, texts.say(language, key, **{k: _escaped(v) for k, v in chosen.items()}))


def _chosen(plain: dict[str, list[str | int]]) -> list[dict[str, str | int]]:
    """Every combination; where there are hundreds, each value once beside the first of all others."""
    if prod(len(given) for given in plain.values()) <= 200:
        return [dict(zip(plain, values, strict=True)) for values in product(*plain.values())]
    first = {fact: given[0] for fact, given in plain.items()}
    return [{**first, fact: value} for fact, given in plain.items() for value in given]


def _escaped(value: str | int) -> str | int:
    return escape(value) if isinstance(value, str) else value


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}:
            self.faults.append(f"<{tag}> is none of Telegram's")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def _assert_well_formed(key: str, said: str) -> None:
    """Telegram refuses a whole message over one tag that is not closed or not its own."""
    tags = _Tags()
    tags.feed(said)
    tags.close()
    assert not tags.faults, f"{key}: {said[:200]}"
    assert not tags.open, f"{key}: {said[:200]}"


def test_the_texts_are_complete_and_alike_in_both_languages() -> None:
    assert check_texts() == []


def test_what_we_ship_reads_the_same_sentence_by_sentence_as_whole() -> None:
    for stamp in stamps([SHIPPED / language for language in LANGUAGES]):
        one_by_one = {
            name: parsed_entry(entry) if isinstance(entry, str) else entry for name, entry in unparsed(stamp).items()
        }
        whole = entries(stamp)
        assert one_by_one.keys() == whole.keys()
        assert all(entry.equals(whole[name], ["span", "comment"]) for name, entry in one_by_one.items()), stamp.file


def test_no_sentence_shouts_or_blames(asked: dict[str, Facts]) -> None:
    """No exclamation marks, and none of the words that say nothing (the rules of the screen)."""
    texts = Texts.shipped()
    for language, key in every_sentence():
        facts, choices = asked[language]
        given = {fact: next(iter(choices.get(fact, {"x"}))) for fact in facts[key]}
        said = texts.say(language, key, **given).replace("<!", "")
        for word in ("系统错误", "非法输入", "操作失败", "!", "！"):
            assert word not in said, f"{key}: {said}"


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, list[Path]]:
    """Two languages with a shipped folder and an office's."""
    made = {language: [tmp_path / "shipped" / language, tmp_path / "own" / language] for language in LANGUAGES}
    for shipped, own in made.values():
        shipped.mkdir(parents=True)
        own.mkdir(parents=True)
    return made


def put(folder: Path, text: str, name: str = "a.ftl") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_fact_longer_than_fluent_allows_is_said_whole(folders: dict[str, list[Path]]) -> None:
    put(folders["zh-CN"][0], "a = { $n ->\n [1] 一件: { $text }\n *[other] { b }\n }\nb = 多件: { $text }\n")
    texts = Texts(folders)
    long = "进" * 9000
    assert texts.say("zh-CN", "a", n=1, text=long) == f"一件: {long}"
    assert texts.say("zh-CN", "a", n=2, text=long) == f"多件: {long}"


def test_numbers_are_written_plainly_and_choose_the_plural(folders: dict[str, list[Path]]) -> None:
    put(folders["en"][0], "a = { $n ->\n [0] none\n [one] one thing\n *[other] { $n } things\n }\nyear = { $year }\n")
    texts = Texts(folders)
    assert [texts.say("en", "a", n=n) for n in (0, 1, 10000)] == ["none", "one thing", "10000 things"]
    assert texts.say("en", "year", year=2024) == "2024"
    assert texts.say("en", "a", n=True) == "one thing"


def test_no_isolating_marks_are_put_around_facts(folders: dict[str, list[Path]]) -> None:
    put(folders["en"][0], "a = <{ $x }>\n")
    assert Texts(folders).say("en", "a", x="1") == "<1>"


def test_attributes_are_sentences_of_their_own(folders: dict[str, list[Path]]) -> None:
    put(folders["en"][0], "a = Send\n    .toast = Sent to { $who }\nb =\n    .only = Alone\n")
    texts = Texts(folders)
    assert texts.say("en", "a.toast", who="x") == "Sent to x"
    assert texts.say("en", "b.only") == "Alone"
    with pytest.raises(MissingTextError):
        texts.say("en", "b")


def test_what_one_language_lacks_is_said_in_the_other_and_logged(folders: dict[str, list[Path]]) -> None:
    put(folders["zh-CN"][0], "a = 只有中文\n")
    texts = Texts(folders)
    with capture_logs() as logs:
        assert texts.say("en", "a") == "只有中文"
    assert [(line["key"], line["language"], line["said_in"]) for line in logs] == [("a", "en", "zh-CN")]


def test_an_unknown_key_or_a_missing_fact_is_a_bug_and_raised(folders: dict[str, list[Path]]) -> None:
    put(folders["en"][0], "a = { $x }\nb = { $x ->\n [1] one\n *[other] many\n }\n")
    texts = Texts(folders)
    with pytest.raises(MissingTextError):
        texts.say("en", "nothing")
    for key in ("a", "b"):
        with pytest.raises(BrokenTextError, match=rf"{key} \(en\)"):
            texts.say("en", key)
    with pytest.raises(TypeError, match="word it first"):
        texts.say("en", "a", x=None)


def test_the_offices_own_sentence_wins_and_the_rest_stays(folders: dict[str, list[Path]]) -> None:
    shipped, own = folders["zh-CN"]
    put(shipped, "a = 原来的\nb = 另一句\nc = 含{ a }\n")
    put(own, "\ufeffa = 自己的\n")
    texts = Texts(folders)
    assert [texts.say("zh-CN", key) for key in "abc"] == ["自己的", "另一句", "含自己的"]


@pytest.mark.parametrize("own", ["a = { $wrong }\n", "a = { nowhere }\n", "a = { $x ->\n [1] 无默认\n }\n", "a = {{\n"])
def test_an_own_sentence_that_cannot_be_said_never_silences_ours(folders: dict[str, list[Path]], own: str) -> None:
    put(folders["zh-CN"][0], "a = 原来的{ $x }\n")
    put(folders["zh-CN"][1], own)
    assert Texts(folders).say("zh-CN", "a", x="1") == "原来的1"


def test_a_changed_file_is_read_again_by_the_next_texts(folders: dict[str, list[Path]]) -> None:
    put(folders["en"][0], "a = one\n")
    assert Texts(folders).say("en", "a") == "one"
    put(folders["en"][0], "a = another\n")
    assert Texts(folders).say("en", "a") == "another"


@pytest.mark.parametrize(
    ("chinese", "english", "told"),
    [
        ("a = 一\n", "", "en: a is missing; zh-CN has it"),
        ("", "a = x\n", "zh-CN: a is missing; en has it"),
        ("a = { $x }\n", "a = x\n", "a: only one language uses $x"),
        ("a = { b }\nb = { $x }\n", "a = x\nb = { $x }\n", "a: only one language uses $x"),
        ("a = 一\n    .t = 二\n", "a = x\n", "en: a.t is missing"),
        ("a = { $x\n", "", "zh-CN/a.ftl:"),
        ("a = 一\na = 二\n", "a = x\n", "zh-CN/a.ftl: a stands twice"),
        ("a = { b }\n", "a = x\n", "zh-CN: a refers to b, which is not there"),
        ("a = { -t }\n", "a = x\n", "zh-CN: a refers to -t, which is not there"),
        ("a = { DATETIME($x) }\n", "a = { $x }\n", "zh-CN: a calls DATETIME"),
    ],
)
def test_each_fault_of_the_texts_is_told(tmp_path: Path, chinese: str, english: str, told: str) -> None:
    for language, text in zip(LANGUAGES, (chinese, english), strict=True):
        (tmp_path / language).mkdir()
        put(tmp_path / language, text)
    found = check_texts(tmp_path)
    assert any(fault.startswith(told) for fault in found), found


def test_languages_may_choose_differently_and_keep_terms_of_their_own(tmp_path: Path) -> None:
    for language, text in zip(
        LANGUAGES, ("-t = 厅\na = { -t }{ $n }件\n", "a = { $n ->\n [one] one\n *[other] { $n }\n }\n"), strict=True
    ):
        (tmp_path / language).mkdir()
        put(tmp_path / language, text)
    assert check_texts(tmp_path) == []


def test_an_office_is_told_which_of_its_sentences_take_no_effect(tmp_path: Path) -> None:
    own = tmp_path / "overrides" / "texts" / "zh-CN"
    own.mkdir(parents=True)
    put(own, "moved-on = 已变{ provisional }\nmoved-onn = 笔误\ncard-moved = { $where }\n")
    assert check_overrides(tmp_path) == [
        "zh-CN: card-moved uses $where, which the program doesn't give",
        "zh-CN: moved-onn is not a text of this release",
    ]
