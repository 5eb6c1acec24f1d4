from dataclasses import replace

import pytest

from aggregator.archive.codec import article_row, called, digest, teaser_json, teaser_of
from scrapers.doors.teaser import Teaser
from tests.aggregator.archive.findings import article, published


def test_a_name_is_kept_as_its_stems_each_between_spaces():
    assert called("Klaszterek napja", None, "Pécs") == called("KLASZTER", "nap", "Pecs")
    assert called("Klaszter, Pécs") == " klaszter pecs "


def test_of_no_name_nothing_is_kept():
    assert called() == called(None, "", "–") == ""


def test_the_digest_is_of_title_and_text():
    one = article()
    assert digest(one) == digest(replace(one, html="", image="x", authors=("valaki",)))
    assert digest(one) == digest(replace(one, published=published("2021-06-04")))
    others = [replace(one, title="Más"), replace(one, text="Más"), replace(one, title="", text="")]
    assert len({digest(other) for other in (one, *others)}) == 4


def test_what_moves_from_title_to_text_is_another_digest():
    assert digest(article(title="egy", text="kettő")) != digest(article(title="egyk", text="ettő"))


def test_an_undated_article_has_no_date_in_its_row():
    row = article_row(article())
    assert [value for name, value in row.items() if name.startswith("published")] == [None] * 4


@pytest.mark.parametrize(
    "teaser",
    [
        Teaser("https://portal.example.hu/a"),
        Teaser("https://portal.example.hu/a", "Cím", "Összegzés", "tegnap"),
        Teaser("https://portal.example.hu/a", published=published("2021-06-04", found="feed")),
        Teaser(
            "https://portal.example.hu/a",
            published=published("2021-06-04T10:30", precision="minute"),
        ),
    ],
)
def test_a_teaser_comes_back_from_json(teaser):
    assert teaser_of(teaser_json(teaser)) == teaser
    assert teaser_of(teaser_json(teaser)).mark == teaser.mark
