import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aggregator.query.stemming import stem
from aggregator.query.words import (
    FILLER,
    IN_TEXT,
    IN_TITLE,
    OF_ONE,
    Terms,
    Word,
    facet,
    stems,
    terms,
    words,
)
from scrapers.source import NAME

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
ODD = (
    UNSEEN
    + "\0\ud800\udfff\u0301\u0308\u0345\u2019'-–_.,;:·§%\"*\n\t\u00a0\u2028½①ﬁ²ŉİßſκ٣字 aAáÁ1"
)
TEXTS = st.text(st.sampled_from(ODD) | st.characters(), max_size=60)


def told(text):
    """The words of a text as it spells them."""
    return [text[word.start : word.end] for word in words(text)]


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t.,;!?…–—„”»«()[]{}%$#@&*+=/\\|~^<>\"'`_·§", [], id="signs"),
        pytest.param("Új klaszter, új hír.", ["Új", "klaszter", "új", "hír"], id="a sentence"),
        pytest.param("K+F+I-támogatás", ["K", "F", "I", "támogatás"], id="hyphens"),
        pytest.param("a Bay Zoltán-díj 2021-es", ["a", "Bay", "Zoltán", "díj", "2021", "es"],
                     id="hyphen"),
        pytest.param("non\u2011breaking en–dash", ["non", "breaking", "en", "dash"], id="dashes"),
        pytest.param("belépő_jegy", ["belépő", "jegy"], id="underscore"),
        pytest.param("L'Oréal Oréal’s", ["L", "Oréal", "Oréal", "s"], id="apostrophes"),
        pytest.param("info@klaszter.example.hu", ["info", "klaszter", "example", "hu"],
                     id="address"),
        pytest.param("C++ C# .NET", ["C", "C", "NET"], id="languages"),
        pytest.param("1,5 millió 10:30", ["1", "5", "millió", "10", "30"], id="figures"),
        pytest.param("a\nb\r\nc\u2028d\u00a0e\u3000f", list("abcdef"), id="white space"),
        pytest.param("😀klaszter🎉hír👩‍🔬", ["klaszter", "hír"], id="emoji"),
        pytest.param("Łódź, Plzeň, Αθήνα, Київ", ["Łódź", "Plzeň", "Αθήνα", "Київ"], id="scripts"),
        pytest.param("\0klaszter\0hír\ud800", ["klaszter", "hír"], id="no letters at all"),
    ],
)  # fmt: skip
def test_a_word_is_a_run_of_letters_and_digits(text, spelt):
    assert told(text) == spelt


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_is_not_seen_within_a_word_does_not_part_it(unseen):
    (word,) = words(f" pályá{unseen}zatok ")
    assert word == Word(1, 12, stem("pályázatok"))


def test_accents_of_their_own_belong_to_their_letter():
    text = "a pa\u0301lya\u0301zat kiira\u0301sa"
    assert told(text) == ["a", "pa\u0301lya\u0301zat", "kiira\u0301sa"]
    assert stems(text) == stems("a pályázat kiírása")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("½", ("12",)), ("ﬁnanszírozás", stems("finanszírozás")), ("①", ("1",)), ("m²", ("m2",)),
        ("STRASSE", stems("straße")), ("Ⅳ.", ("iv",)), ("ǅ", ("dz",)), ("𝔎", ("k",)),
        ("K", ("k",)), ("ſ", ("s",)), ("٣", ("٣",)), ("İzmir", stems("izmir")),
    ],
)  # fmt: skip
def test_signs_that_hold_letters_or_digits_are_these(text, found):
    assert stems(text) == found


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("\u0301½\u0301")
@example("aͅ")
def test_words_stand_where_they_are_told_to_in_their_order(text):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end
        assert text[word.start].isalnum()
        assert stems(text[word.start : word.end]) == (word.stem,)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_stem_has_letters_and_digits_only_and_nothing_is_left_of_case(text):
    for one in stems(text):
        assert one
        assert one.isalnum()
        assert one == one.casefold()


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("aAáÁéőŰzZsk12 -_.\n"), max_size=60))
def test_case_and_a_sign_between_words_do_not_count(text):
    assert stems(text.upper()) == stems(text) == stems(text.lower())
    assert stems(text.replace("-", " ").replace("_", "/")) == stems(text)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_words_of_two_texts_are_those_of_either(one, other):
    assert stems(f"{one}\n{other}") == stems(one) + stems(other)


def test_a_huge_word_is_one_and_cheap():
    text = f"első {'tag' * 100_000} utolsó"
    found = list(words(text))
    assert told(text)[::2] == ["első", "utolsó"]
    assert len(found) == 3
    assert max(len(word.stem) for word in found) <= 64


def test_words_are_read_no_further_than_asked():
    assert stems("egy kettő három négy", 2) == stems("egy kettő")
    assert stems("egy", 0) == ()


def test_of_a_long_title_and_a_long_text_the_first_words_are_searched():
    many = [f"szó{number}" for number in range(16_000)]
    found = terms(" ".join(many), " ".join(many), ())
    assert found.title == tuple(many_stems := [stem(one) for one in many])[:IN_TITLE]
    assert found.text == tuple(many_stems)[:IN_TEXT]


@pytest.mark.parametrize("count", [OF_ONE - 1, OF_ONE])
def test_what_stands_often_keeps_all_its_places(count):
    assert terms("", "hír " * count, ()).text == ("hir",) * count


def test_what_stands_more_often_holds_only_the_places_of_others():
    found = terms("", "hír " * (OF_ONE + 5) + "vége hír", ()).text
    assert found == ("hir",) * OF_ONE + (FILLER,) * 5 + (stem("vége"),)
    assert stems(FILLER) == ()


def test_two_words_that_stand_often_are_counted_apart():
    found = terms("", "hír új " * (OF_ONE + 1) + "vége", ()).text
    assert len(found) == 2 * OF_ONE + 3
    assert found[-3:] == (FILLER, FILLER, stem("vége"))
    assert found[2 * OF_ONE - 2 : 2 * OF_ONE] == ("hir", "uj")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_facet_is_one_word_that_no_text_has(value):
    one = facet("source", value)
    assert not set(one) & {" ", '"', "'", "\\", "\0"}
    assert one.startswith("§")
    assert one not in stems(one)


NAMES = st.from_regex(NAME, fullmatch=True)


@settings(max_examples=300, deadline=None)
@given(NAMES | TEXTS, NAMES | TEXTS)
@example("in-form", "in_form")
@example("a-b", "a·2d·b")
@example("a-b_c", "a_b-c")
@example("A", "a")
def test_another_value_is_another_facet_on_every_database(one, other):
    # SQLite's index takes ASCII capitals for small letters
    alike = facet("source", one).lower() == facet("source", other).lower()
    assert alike == (one == other)


@given(NAMES)
def test_a_facet_of_a_source_is_no_longer_than_a_database_takes(name):
    assert len(facet("source", name).encode()) < 2_046


def test_facets_are_in_one_order():
    assert terms("", "", ["§b§", "§a§"]) == Terms((), (), ("§a§", "§b§"))


def test_a_digest_tells_documents_apart():
    some = [
        terms("a b", "c", ["§x§y"]), terms("a", "b c", ["§x§y"]), terms("a b c", "", ["§x§y"]),
        terms("a b", "c", []), terms("a b", "c d", ["§x§y"]), terms("", "a b c", ["§x§y"]),
        terms("a b", "c", ["§x§z"]), terms("", "", []),
    ]  # fmt: skip
    assert len({one.digest for one in some}) == len(some)
    assert terms("A  b!", "c.", ["§x§y"]).digest == some[0].digest
