"""Published files over HTTP: theirs are served, with what caches need, and nobody else's."""

import gzip
import json
import os
from email.utils import formatdate
from urllib.parse import urlsplit

import pytest

from aggregator.config import Search
from aggregator.pages.static_files import LOOKS, SCRIPT, hashed_name
from aggregator.publishing.output import NOTES
from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT
from tests.aggregator.publishing.newsroom import files, short
from tests.aggregator.publishing.test_calendars import CLUB
from tests.aggregator.publishing.test_calendars import told as invitation
from tests.aggregator.web.conftest import newsroom, served
from tests.aggregator.web.paging import links, read

ADDRESS = "https://example.org/hirek/"
HUB = "https://hub.example.org/"
SEARCH = Search(name="labor", title="Labor", query="labor OR mérés")
TYPES = {
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/feed+json",
    ".ics": "text/calendar; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}


def told(room):
    english = short(7, language="en")
    room.run(RELEASE, REPRINT, QUOTATION, OTHER, english, invitation(CLUB))


@pytest.fixture(scope="module")
def filled(blank, tmp_path_factory):
    """A newsroom with a public address, a hub and a saved search, published; nobody changes it."""
    with newsroom(blank, tmp_path_factory.mktemp("filled")) as room:
        told_to = {"address": ADDRESS, "hub": HUB, "feed": (SEARCH,)}
        room.config = room.config.model_copy(update=told_to)
        told(room)
        yield room


@pytest.fixture(scope="module")
def reader(filled):
    return served(filled)


def test_every_published_file_is_served_as_it_is_with_its_type(filled, reader):
    published = files(filled.config.output)
    seen = set()
    for name, body in published.items():
        suffix = name[name.rindex(".") :]
        if suffix == ".html":
            continue
        answer = reader.get(f"/{name}")
        assert (answer.status_code, answer.content) == (200, body), name
        if suffix in TYPES:
            seen.add(suffix)
            assert answer.headers["content-type"] == TYPES[suffix]
            assert answer.headers["cache-control"] == "public, max-age=300"
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert seen == set(TYPES)


def test_who_has_a_file_is_told_that_nothing_changed(filled, reader):
    whole = reader.get("/feed.atom")
    tag, changed = whole.headers["etag"], whole.headers["last-modified"]
    stamp = (filled.config.output / "feed.atom").stat().st_mtime
    assert changed == formatdate(stamp, usegmt=True)
    later, earlier = formatdate(stamp + 10, usegmt=True), formatdate(stamp - 10, usegmt=True)
    for headers, status in (
        ({"If-None-Match": tag}, 304),
        ({"If-None-Match": f'"x", {tag}'}, 304),
        ({"If-None-Match": tag.removeprefix("W/")}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"x"'}, 200),
        ({"If-Modified-Since": changed}, 304),
        ({"If-Modified-Since": later}, 304),
        ({"If-Modified-Since": earlier}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
        # the tag is the better witness
        ({"If-None-Match": '"x"', "If-Modified-Since": changed}, 200),
    ):
        answer = reader.get("/feed.atom", headers=headers)
        assert (answer.status_code, answer.headers["etag"]) == (status, tag), headers
        assert answer.content == (b"" if status == 304 else whole.content)
        assert answer.headers["cache-control"] == "public, max-age=300"


def test_a_page_has_a_tag_too_and_its_own_language_s(reader):
    tag = reader.get("/about").headers["etag"]
    assert reader.get("/about", headers={"If-None-Match": tag}).status_code == 304
    assert reader.get("/en/about", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/about", "/feed.rss", "/api/v1/stories"])
def test_what_has_not_changed_depends_on_the_same_as_what_it_was(reader, address):
    whole = reader.get(address)
    same = reader.get(address, headers={"If-None-Match": whole.headers["etag"]})
    assert same.status_code == 304
    assert sorted(same.headers["vary"].split(", ")) == sorted(whole.headers["vary"].split(", "))


def test_head_is_answered_without_a_body(reader):
    whole, head = reader.get("/feed.rss"), reader.head("/feed.rss")
    assert (head.status_code, head.headers["etag"]) == (200, whole.headers["etag"])


def test_what_is_large_is_compressed_for_who_can_read_that(filled, reader):
    body = (filled.config.output / "feed.rss").read_bytes()
    with reader.stream("GET", "/feed.rss", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert gzip.decompress(raw) == body
    plain = reader.get("/feed.rss", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == body


def test_a_feed_names_its_hub_and_itself_in_its_headers(reader):
    for name in ("feed.rss", "feed.atom", "feed.json", "source-portal.atom"):
        told = reader.get(f"/{name}").headers["link"]
        assert told == f'<{HUB}>; rel="hub", <{ADDRESS}{name}>; rel="self"'
    for name in ("events.ics", "feeds.opml", "about"):
        assert "link" not in reader.get(f"/{name}").headers


@pytest.mark.parametrize("told", [{"hub": None}, {"address": None}])
def test_without_a_hub_or_an_address_nobody_is_named(filled, told):
    assert "link" not in served(filled, **told).get("/feed.rss").headers


@pytest.mark.parametrize("name", [*LOOKS, SCRIPT])
def test_what_pages_load_is_kept_for_ever(reader, name):
    answer = reader.get(f"/{hashed_name(name)}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reader.get(f"/{name}").status_code == 404
    kinds = {".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript"}
    assert answer.headers["content-type"].startswith(kinds[name[name.rindex(".") :]])


TWINS = [
    ("index.html", ""),
    ("feed.html", ""),
    ("events.html", "events"),
    ("feeds.html", "feeds"),
    ("about.html", "about"),
    ("sources.html", "sources"),
    ("source-portal.html", "?source=portal"),
    ("sector-cluster-policy.html", "?sector=cluster-policy"),
    ("language-en.html", "?language=en"),
    ("country-hu.html", "search?q=country%3Ahu"),
    ("event-news.html", "?kind=event"),
    ("search-labor.html", "search?q=labor+OR+m%C3%A9r%C3%A9s"),
    ("originals.html", "feeds"),
]


@pytest.mark.parametrize(("name", "path"), TWINS)
@pytest.mark.parametrize("language", ["", "en/"])
def test_a_page_that_is_a_file_elsewhere_has_its_place_here(reader, name, path, language):
    answer = reader.get(f"/{language}{name}")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/hirek/{language}{path}")
    if path != "sources":
        assert reader.get(answer.headers["location"]).status_code == 200
    asked = reader.get(f"/{language}{name}?a=b").headers["location"]
    assert asked == f"/hirek/{language}{path}" + ("" if "?" in path else "?a=b")


@pytest.mark.parametrize("name", ["source-nobody", "sector-none", "language-xx", "source-"])
def test_a_page_of_what_nobody_knows_has_no_place(reader, name):
    assert reader.get(f"/{name}.html").status_code == 404


def test_every_published_page_has_its_place_here(filled, reader):
    pages = [name for name in files(filled.config.output) if name.endswith(".html")]
    assert len(pages) > 15
    assert {reader.get(f"/{name}").status_code for name in pages} == {308}


@pytest.mark.parametrize("address", ["/feeds", "/en/feeds", "/", "/en/events"])
def test_every_link_of_a_page_leads_somewhere_in_its_language(reader, address):
    english = address.startswith("/en/")
    for link in links(read(reader, address)):
        bare = urlsplit(link).path.removeprefix("/hirek")
        if bare.startswith(("/story/", "/en/story/")) or bare.endswith(("sources", "archive")):
            continue  # tested where they are made
        answer = reader.get(link)
        if answer.status_code == 308:
            assert ("/en/" in answer.headers["location"]) == english, link
            answer = reader.get(answer.headers["location"])
        assert answer.status_code == 200, link


@pytest.fixture
def folder(room):
    told(room)
    return room.config.output


def named(folder, name):
    """Note in the folder that this was published, whoever wrote it."""
    notes = json.loads((folder / NOTES).read_bytes())
    notes["files"][name] = notes["files"]["feed.rss"]
    (folder / NOTES).write_text(json.dumps(notes))


@pytest.mark.parametrize(
    "name", ["foreign.rss", "notes.txt", ".htpasswd", ".secret.rss", "private.html", "data.json"]
)
def test_what_somebody_else_put_into_the_folder_is_nobody_s_business(folder, client, name):
    (folder / name).write_text("never told")
    answer = client.get(f"/{name}")
    assert answer.status_code == 404
    assert "never told" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        f"/{NOTES}",
        "/../archive.sqlite",
        "/..%2farchive.sqlite",
        "/%2e%2e/archive.sqlite",
        "/..%5carchive.sqlite",
        "/./feed.rss%00",
        "/sub%2ffeed.rss",
        "//feed.rss",
        "/feed.rss/",
        "/en/../feed.rss/x",
        "/%2fetc%2fpasswd",
        "/%00.rss",
        "/%ff.rss",
        "/.rss",
        "/CON.rss",
    ],
)
def test_no_path_leads_out_of_the_folder(folder, client, path):
    (folder / "sub").mkdir()
    (folder / "sub" / "feed.rss").write_text("never told")
    assert client.get(f"http://127.0.0.1:8000{path}").status_code == 404


@pytest.mark.parametrize("name", ["../archive.rss", "sub/feed.rss", "/etc/hosts.rss"])
def test_notes_that_name_what_lies_elsewhere_are_not_believed(folder, client, name):
    (folder.parent / "archive.rss").write_text("never told")
    named(folder, name)
    answer = client.get(f"/{name.replace('/', '%2f')}")
    assert answer.status_code == 404
    assert "never told" not in answer.text


def test_a_link_in_the_place_of_a_file_is_not_followed(folder, client, tmp_path):
    (tmp_path / "secret").write_text("never told")
    (folder / "feed.rss").unlink()
    (folder / "feed.rss").symlink_to(tmp_path / "secret")
    answer = client.get("/feed.rss")
    assert answer.status_code == 404
    assert "never told" not in answer.text


def test_a_pipe_or_a_folder_in_the_place_of_a_file_holds_nobody(folder, client):
    (folder / "feed.rss").unlink()
    os.mkfifo(folder / "feed.rss")
    (folder / "feed.atom").unlink()
    (folder / "feed.atom").mkdir()
    assert client.get("/feed.rss").status_code == 404
    assert client.get("/feed.atom").status_code == 404


def test_the_folder_may_be_a_link(room, folder):
    (folder.parent / "link").symlink_to(folder)
    assert served(room, output=folder.parent / "link").get("/feed.rss").status_code == 200


@pytest.mark.parametrize("notes", ["", "[]", '{"files": 3}', '{"files": null}', "{"])
def test_notes_that_cannot_be_read_name_nothing(folder, client, notes):
    (folder / NOTES).write_text(notes)
    assert client.get("/feed.rss").status_code == 404


def test_without_a_folder_there_are_pages_and_no_files(room, serve):
    room.run(short(1))
    client = serve(output=room.config.output / "nowhere")
    assert client.get("/feed.rss").status_code == 404
    for address in ("/", "/events", "/feeds", "/search?q=h%C3%ADr", "/about"):
        read(client, address)


def test_a_file_that_changed_is_another(room, client):
    room.run(short(1))
    before = client.get("/feed.rss")
    room.run(short(2), day=1)
    headers = {"If-None-Match": before.headers["etag"]}
    after = client.get("/feed.rss", headers=headers)
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
