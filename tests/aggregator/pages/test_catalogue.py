"""Every text that templates and code name is in the catalogue, translated, and used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from aggregator.config import Config
from aggregator.pages.catalogue import ORIGIN, texts

AGGREGATOR = Path(__file__).parents[3] / "aggregator"
TEXTS = AGGREGATOR / "pages" / "texts"
METHODS = [("**.py", "python"), ("pages/templates/**.html", "jinja2")]
OPTIONS = {
    "pages/templates/**.html": {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}
}
KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2), "msgid": None}
LANGUAGES = sorted(file.stem for file in TEXTS.glob("*.po"))
GAP = re.compile(r"%\((\w+)\)s")

Text = str | tuple[str, ...]


def used(folder: Path) -> set[Text]:
    """What the code and the templates under ``folder`` ask a catalogue for."""
    found = extract_from_dir(folder, METHODS, OPTIONS, keywords=KEYWORDS)
    return {text for _, _, text, _, _ in found}


def kept(language: str) -> Catalog:
    with (TEXTS / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(language: str) -> Iterator[Message]:
    return (one for one in kept(language) if one.id)


def called(folder: Path) -> set[str]:
    """The texts that calls in the code under ``folder`` name, wherever the calls stand."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in folder.rglob("*.py"))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        text.value
        for call in calls
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in KEYWORDS
        for text in call.args
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    }


def strings(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def gaps(text: str) -> set[str]:
    return set(GAP.findall(text))


def test_every_language_of_the_configuration_has_its_texts():
    known = {Config(language=one).language for one in (ORIGIN, *LANGUAGES)}
    assert known == {"hu", "en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_has_one_translation(language):
    # who reads the file in takes the last of two without a word
    lines = (TEXTS / f"{language}.po").read_text(encoding="utf-8").splitlines()
    # a long one begins on the line after
    named = [one for one in lines if one.startswith("msgid ") and one != 'msgid ""']
    assert [one for one in set(named) if named.count(one) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_what_is_used_and_nothing_else(language):
    named = {one.id if isinstance(one.id, str) else tuple(one.id) for one in messages(language)}
    wanted = used(AGGREGATOR)
    assert {"missing": wanted - named, "unused": named - wanted} == {
        "missing": set(),
        "unused": set(),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_in_every_plural_form(language):
    forms = kept(language).num_plurals
    for one in messages(language):
        translated = strings(one.string)
        assert len(translated) == (forms if one.pluralizable else 1), one.id
        assert all(text.strip() for text in translated), one.id
        assert not one.fuzzy, one.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_gaps_of_its_text(language):
    for one in messages(language):
        for text in strings(one.string):
            assert gaps(text) == gaps(strings(one.id)[-1]), one.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_markup(language):
    every = [
        text for one in messages(language) for text in (*strings(one.id), *strings(one.string))
    ]
    assert [text for text in every if set(text) & set("<>&{}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_no_leftovers(language):
    assert dict(kept(language).obsolete) == {}


def test_a_text_that_is_only_in_a_template_is_seen_as_used(tmp_path):
    folder = tmp_path / "pages" / "templates"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text('{{ _("One") }}{{ ngettext("%(n)s x", "%(n)s y", 2, n=2) }}')
    (tmp_path / "a.py").write_text('texts("hu").gettext("Two")\nmsgid("Three")\n')
    assert used(tmp_path) == {"One", ("%(n)s x", "%(n)s y"), "Two", "Three"}


def test_no_text_hides_where_translators_tools_do_not_see_it():
    seen = {string for text in used(AGGREGATOR) for string in strings(text)}
    assert called(AGGREGATOR) - seen == set()


def test_a_text_within_an_f_string_is_found(tmp_path):
    (tmp_path / "a.py").write_text("f\"{t.gettext('Hidden')}\"\nt.ngettext('a', 'b', 2)\n")
    assert called(tmp_path) == {"Hidden", "a", "b"}


def test_texts_are_looked_up_in_each_language():
    assert texts("hu").gettext("Original:") == "Eredeti:"
    assert texts("en").gettext("Original:") == "Original:"


def test_numbers_choose_their_form():
    one, many = "%(count)s source", "%(count)s sources"
    told = {
        (language, count): texts(language).ngettext(one, many, count) % {"count": count}
        for language in ("hu", "en")
        for count in (0, 1, 2)
    }
    assert told == {
        ("hu", 0): "0 forrás",
        ("hu", 1): "1 forrás",
        ("hu", 2): "2 forrás",
        ("en", 0): "0 sources",
        ("en", 1): "1 source",
        ("en", 2): "2 sources",
    }
