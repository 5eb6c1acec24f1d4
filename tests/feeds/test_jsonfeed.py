import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from feeds import jsonfeed
from feeds.feed import Mention
from tests.feeds.example import (
    BASE,
    HUB,
    MEASURED,
    QUOTATION,
    REPRINT,
    UNKNOWN,
    UNMEASURED,
    archive,
    entry,
    feed,
    rich,
    subscription,
    undated,
)

SCHEMA = json.loads(
    Path(__file__).with_name("data").joinpath("jsonfeed-1.1.schema.json").read_bytes()
)
FORMAT = Draft202012Validator(SCHEMA)


def read(*entries, **changes) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(jsonfeed.render(feed(*entries, **changes)))
    return document


def item(**changes) -> dict[str, Any]:
    (only,) = read(entry(**changes))["items"]
    return only


@pytest.mark.parametrize(
    "sample",
    [
        feed(entry(1), undated(2)),
        feed(undated(1, summary="", content_html="", language=None)),
        feed(),
        feed(entry(), base=None),
        subscription(rich()),
        archive(rich()),
        feed(entry(url="")),
    ],
    ids=["full", "bare", "empty", "homeless", "rich", "archive", "without address"],
)
def test_a_feed_obeys_the_schema(sample):
    FORMAT.validate(json.loads(jsonfeed.render(sample)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"author": {"name": "x"}},
        {"own": {}},
        {"date_published": "2026-11-03"},
        {"id": 1},
        {"attachments": [{"url": "https://a.example/b.pdf"}]},
        {"attachments": [{"url": "https://a.example/b.pdf", "mime_type": "pdf"}]},
        {"attachments": [{"url": "/b.pdf", "mime_type": "application/pdf"}]},
        {"tags": "Energia"},
        {"summary": None},
    ],
    ids=[
        *("version 1", "own field", "date only", "number", "no type", "wrong type", "relative"),
        *("one tag", "null"),
    ],
)
def test_the_schema_catches_a_wrong_item(wrong):
    document = read(entry())
    document["items"][0] |= wrong
    assert not FORMAT.is_valid(document)


def test_an_item_tells_all_that_its_entry_knows():
    only = item()
    only.pop("_klaszterhirek")
    assert only == {
        "id": "tag:hirek.example,2026:1",
        "url": "https://klaszter.example/hirek/1?a=1&b=2",
        "title": "Labor nyílt: mérés & vizsgálat < 1 nap",
        "content_html": "<p>Forrás: <b>Kő &amp; Víz Klaszter</b></p>",
        "summary": "Egy nap alatt < két mérés & három vizsgálat.",
        "image": "https://klaszter.example/labor.jpg",
        "date_published": "2026-11-03T09:00:00+01:00",
        "date_modified": "2026-11-05T14:30:12+00:00",
        "authors": [{"name": "Kovács Éva"}, {"name": "Nagy Ödön"}],
        "language": "hu",
    }


def test_our_own_object_tells_who_else_carried_the_story():
    assert item()["_klaszterhirek"] == {
        "source": {"name": "Kő & Víz Klaszter", "url": "https://klaszter.example/"},
        "reprints": [
            {
                "source": REPRINT.source,
                "title": REPRINT.title,
                "url": REPRINT.url,
                "added": ["A labor a régi tejüzemben kapott helyet."],
            },
        ],
        "quotations": [
            {
                "source": QUOTATION.source,
                "title": QUOTATION.title,
                "url": QUOTATION.url,
                "added": ["A beruházás értéke < 2 milliárd forint.", "A labor jövőre bővül."],
            },
        ],
    }


def test_who_adds_nothing_has_an_empty_list():
    plain = Mention("Tolna Hírek", "Új labor nyílt", "https://tolna.example/labor")
    (told,) = item(reprints=(plain,), quotations=())["_klaszterhirek"]["reprints"]
    assert told["added"] == []


def test_an_undated_entry_has_no_date_published_and_says_that_it_is_undated():
    (only,) = read(undated())["items"]
    assert "date_published" not in only
    assert only["_klaszterhirek"]["undated"] is True


def test_an_item_without_authors_is_by_its_publisher():
    assert item(authors=())["authors"] == [
        {"name": "Kő & Víz Klaszter", "url": "https://klaszter.example/"}
    ]


def test_what_is_not_known_is_not_there():
    only = item(image=None, language=None, summary="")
    assert not {"image", "language", "summary"} & only.keys()


def test_the_feed_tells_its_addresses_and_where_our_object_is_explained():
    document = read(entry())
    assert next(iter(document)) == "version"
    assert document["home_page_url"] == BASE + "feed.html"
    assert document["feed_url"] == BASE + "feed.json"
    assert document["_klaszterhirek"] == {"about": BASE}


def test_a_feed_without_a_base_names_no_address_of_its_own():
    document = read(entry(), base=None, hub=HUB)
    assert not {"home_page_url", "feed_url", "hubs", "_klaszterhirek"} & document.keys()
    assert "about" not in document["items"][0]["_klaszterhirek"]


def test_attachments_tell_what_is_known_of_them():
    told = item(attachments=(MEASURED, UNMEASURED))["attachments"]
    assert told == [
        {
            "url": MEASURED.url,
            "mime_type": "application/pdf",
            "title": "Felhívás & útmutató",
            "size_in_bytes": 48213,
        },
        {"url": UNMEASURED.url, "mime_type": "audio/mpeg"},
    ]


def test_an_attachment_without_a_media_type_is_in_our_own_object():
    only = item(attachments=(UNKNOWN, replace(UNKNOWN, title="", length=7, type="pdf")))
    assert "attachments" not in only
    assert only["_klaszterhirek"]["attachments"] == [
        {"url": UNKNOWN.url, "title": "Letöltés"},
        {"url": UNKNOWN.url, "size_in_bytes": 7},
    ]


def test_tags_are_labels_and_our_own_object_tells_their_terms():
    (only,) = read(rich())["items"]
    assert only["tags"] == ["Pályázat & felhívás", "Energia"]
    assert only["_klaszterhirek"]["categories"][1] == {
        "term": "energy",
        "scheme": "https://hirek.example/sectors",
        "label": "Energia",
    }


def test_the_document_to_subscribe_to_names_its_hub_and_leads_into_the_archive():
    document = json.loads(jsonfeed.render(subscription(entry())))
    assert document["hubs"] == [{"type": "WebSub", "url": HUB}]
    assert document["next_url"] == BASE + "feed-2026-10.json"


def test_an_archive_document_leads_on_and_names_no_hub():
    document = json.loads(jsonfeed.render(archive(entry())))
    assert "hubs" not in document
    assert document["feed_url"] == BASE + "feed-2026-10.json"
    assert document["next_url"] == BASE + "feed-2026-09.json"


def test_text_is_readable_utf_8():
    assert "Labor nyílt: mérés & vizsgálat < 1 nap".encode() in jsonfeed.render(feed(entry()))


def test_a_time_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="without an offset"):
        jsonfeed.render(feed(entry(published=datetime(2026, 11, 3))))
