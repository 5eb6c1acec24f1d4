import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.article import Article
from scrapers.topics import on_topic

GARDEN = "A paradicsom\u00a0palántái kikerültek az ágyásba.\n\nA piacon is árulják őket."


def article(title: str = "Kerti hírek", text: str = GARDEN) -> Article:
    return Article(source="lap", url="https://lap.example/a", title=title, text=text, html="")


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("klaszter", article("Klaszterek a kertben")),
        ("klaszter", article(text=f"{GARDEN} A kertészklaszter tagjai mondták.")),
        ("Klaszter", article("KLASZTERTALÁLKOZÓ")),
        ("műhely", article("MUHELYMUNKA")),
        ("muhely", article("Műhelymunka")),
        ("mu\u030bhely", article("Műhelymunka")),
        ("kerti hír", article()),
        ("klastr", article("Zpráva o KLASTRU")),
        ("Košice IT Valley", article("Nový projekt v kosice it valley")),
    ],
)
def test_a_word_counts_wherever_it_stands_and_however_it_is_written(word: str, one: Article):
    assert on_topic(one, [word])
    assert on_topic(one, ["semmi ilyen", word])


@pytest.mark.parametrize("words", [["klaszter"], ["klaszter", "cluster"], ["hírekkel"]])
def test_an_article_in_which_no_word_occurs_is_off_topic(words: list[str]):
    assert not on_topic(article(), words)


def test_no_word_spans_the_title_and_the_text():
    assert not on_topic(article("Klasz", "ter"), ["klaszter"])


@given(st.text(), st.text())
def test_without_words_everything_is_on_topic(title: str, text: str):
    assert on_topic(article(title, text), ())


@given(st.text(), st.text(min_size=1), st.text())
def test_whatever_stands_in_a_text_is_found_in_it(before: str, word: str, after: str):
    assert on_topic(article(text=before + word + after), [word])
