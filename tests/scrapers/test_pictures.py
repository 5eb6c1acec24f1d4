import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import urls
from scrapers.picture import is_ornament, original, sameness, width_in
from scrapers.pictures import Pictures, read_pictures
from tests.scrapers.example import page
from tests.scrapers.tables import rows

HERE = "https://www.pelda.hu/"


def og(address: str) -> str:
    return f'<meta property="og:image" content="{address}">'


def ld(image: Any, **more: Any) -> str:
    told = json.dumps([{"@type": "NewsArticle", "image": image}, more])
    return f'<script type="application/ld+json">{told}</script>'


def read(head: str, body: str = "", *within: str) -> Pictures:
    return read_pictures(page(f"<h1>{{title}}</h1>{{prose}}{body}", head), within)


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        (og("/kepek/geppark.jpg"), "/kepek/geppark.jpg"),
        (og("/logo.png") + ld("/kepek/geppark.jpg"), "/kepek/geppark.jpg"),
        (og("/kepek/placeholder.png"), None),
        (og("https://secure.gravatar.com/avatar/3a"), None),
        (ld({"@type": "ImageObject", "contentUrl": "/kepek/geppark.jpg"}), "/kepek/geppark.jpg"),
        (ld({"@id": "#kep"}, **{"@id": "#kep", "url": "/k/geppark.jpg"}), "/k/geppark.jpg"),
        (ld([[], [{"url": ["/1.jpg", "/2.jpg"]}]]), "/1.jpg"),
        (ld({"@id": "#kep"}), None),
        (ld([None, 5, {"url": None}, {"url": {}}]), None),
    ],
)
def test_the_lead_is_what_the_metadata_tells_but_ornaments(head: str, lead: str | None):
    expected = urls.join(HERE, lead) if lead else None
    assert read(head) == Pictures(expected)


def test_a_picture_s_object_that_names_itself_is_read_once_and_left():
    assert read(ld({"@id": "#kep"}, **{"@id": "#kep", "url": {"@id": "#kep"}})) == Pictures()


def test_without_metadata_the_lead_is_the_first_large_picture_of_the_text():
    small, large, next_one = (f"{HERE}k/{name}.jpg" for name in ("apro-100x80", "terem", "gepsor"))
    assert read("", "", small, large, next_one) == Pictures(large, (small, next_one))
    assert read("", "", small) == Pictures(None, (small,))


def test_the_lead_is_taken_in_the_largest_size_that_the_page_shows():
    shown = '<img src="/k/geppark-800x450.jpg"><img src="/k/geppark-1200x675.jpg">'
    assert read(og("/k/geppark-600x315.jpg"), shown).lead == f"{HERE}k/geppark-1200x675.jpg"


def test_a_thumbnail_of_the_lead_among_other_news_is_not_taken_for_it():
    assert read(og("/k/geppark.jpg"), '<img src="/k/geppark-90x60.jpg">').lead == (
        f"{HERE}k/geppark.jpg"
    )


def test_the_gallery_is_every_other_picture_once():
    within = [
        f"{HERE}k/{name}"
        for name in (
            *("geppark-800x450.jpg", "avatas-300x200.jpg", "avatas-1024x768.jpg", "logo.svg"),
            *("terem.jpg", "terem.jpg.webp", "avatar.png", "pixel.gif"),
        )
    ]
    assert read(og("/k/geppark.jpg"), "", *within) == Pictures(
        f"{HERE}k/geppark-800x450.jpg", (f"{HERE}k/avatas-1024x768.jpg", f"{HERE}k/terem.jpg")
    )


@pytest.mark.parametrize("row", rows("pictures.toml", "same"))
def test_addresses_of_one_picture_in_its_sizes_are_told_as_one(row: dict[str, Any]):
    assert len({sameness(original(one)) for one in row["addresses"]}) == 1


@pytest.mark.parametrize("row", rows("pictures.toml", "different"))
def test_different_pictures_stay_apart(row: dict[str, Any]):
    assert len(set(map(sameness, row["addresses"]))) == len(row["addresses"])


@pytest.mark.parametrize("row", rows("pictures.toml", "ornament"))
def test_logos_avatars_placeholders_and_pixels_are_ornaments(row: dict[str, Any]):
    assert [is_ornament(one) for one in row["addresses"]] == [row["is"]] * len(row["addresses"])


@given(st.text(), st.text())
def test_any_address_that_can_be_followed_can_be_compared(path: str, query: str):
    address = urls.join(HERE, f"/{path}?{query}")
    if address:
        inner = original(address)
        assert urls.join(inner, "")
        assert sameness(inner)
        assert (width_in(inner) >= 0, is_ornament(inner) in (True, False)) == (True, True)
