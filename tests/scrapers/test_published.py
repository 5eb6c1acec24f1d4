from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.article import BUDAPEST, Published
from scrapers.published import EARLIEST, read_published
from tests.scrapers.example import NOW, TITLE, URL, page
from tests.scrapers.tables import rows

ZONES = ("Europe/Budapest", "Europe/Bucharest", "America/New_York")


@pytest.mark.parametrize("row", rows("published.toml"))
def test_a_page_tells_when_its_article_appeared_or_nothing(row: dict[str, Any]):
    read = page(row["body"], row.get("head", ""), row.get("url", URL))
    published = read_published(read, TITLE, row.get("languages", ["hu"]), NOW)
    assert (published and published.iso(), published and published.found) == (
        *(row.get("means"), row.get("found")),
    )


def test_what_was_read_is_kept_letter_by_letter():
    read = page("<h1>{title}</h1><p>Közzétéve:\n 2021. Június 4-én,  PÉNTEK</p>{prose}")
    published = read_published(read, TITLE, ["hu"], NOW)
    assert published is not None
    assert published.text == "2021. Június 4-én, PÉNTEK"


def test_a_title_in_other_letters_than_the_heading_s_finds_its_byline():
    read = page(f"<h1>{TITLE.upper()}</h1><p>2021. június 4.</p>{{prose}}")
    assert read_published(read, TITLE, ["hu"], NOW) is not None


@given(
    st.datetimes(
        min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)
    ),
    st.sampled_from(["json-ld", "meta", "byline"]),
)
def test_no_moment_before_the_web_or_after_tomorrow_is_believed(at: datetime, place: str):
    at = at.replace(microsecond=0)
    script = (
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "%s"}</script>'
    )
    told = {
        "json-ld": page("<h1>{title}</h1>{prose}", script % at.isoformat()),
        "meta": page("<h1>{title}</h1>{prose}", f'<meta name="date" content="{at.isoformat()}">'),
        "byline": page(f"<h1>{{title}}</h1><p>{at.isoformat()[:10]}</p>{{prose}}"),
    }
    published = read_published(told[place], TITLE, ["hu"], NOW)
    if published is not None:
        assert published.at.year >= EARLIEST
        assert published.at <= NOW + timedelta(days=1)
    elif place != "byline":
        assert at.year < EARLIEST or at > NOW + timedelta(days=1)


# The value itself.


def test_a_moment_is_written_with_no_more_than_is_known():
    at = datetime(2021, 6, 4, tzinfo=BUDAPEST)
    assert Published(at, "minute", "feed", "x").iso() == "2021-06-04T00:00:00+02:00"
    assert Published(at, "day", "feed", "x").iso() == "2021-06-04"
    assert Published(at, "month", "feed", "x").iso() == "2021-06"


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        Published(datetime(2021, 6, 4), "day", "feed", "x")


def test_a_day_is_the_same_day_in_whatever_zone_it_is_kept():
    at = datetime(2021, 6, 4, tzinfo=BUDAPEST).astimezone(UTC)
    assert Published(at, "day", "feed", "x").iso() == "2021-06-04"


# Zones.


def test_a_clock_time_without_a_zone_is_meant_in_the_source_s():
    bucharest = ZoneInfo("Europe/Bucharest")
    told = page("<h1>{title}</h1>{prose}", '<meta name="date" content="2021-06-04T12:30">')
    seen = page("<h1>{title}</h1><p>2021. június 4. 12:30</p>{prose}")
    for read in (told, seen):
        published = read_published(read, TITLE, ["hu"], NOW, bucharest)
        assert published is not None
        assert published.iso() == "2021-06-04T12:30:00+03:00"


def test_a_day_and_a_time_that_names_its_zone_are_the_same_in_every_zone():
    for content in ("2021-06-04", "2021-06-04T12:30:00Z"):
        read = page("<h1>{title}</h1>{prose}", f'<meta name="date" content="{content}">')
        told = [read_published(read, TITLE, ["hu"], NOW, ZoneInfo(zone)) for zone in ZONES]
        assert len({one and one.iso() for one in told}) == 1
