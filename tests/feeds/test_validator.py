"""The rules find nothing in what we render, and find what is planted."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from feeds import atom, rss
from tests.feeds.example import SAMPLES, entry, feed, rich, subscription
from tests.feeds.validator import ATOM, ENCODED, MEDIA, faults

Change = Callable[[etree._Element], object]


@pytest.mark.parametrize("form", [rss, atom], ids=["rss", "atom"])
@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_nothing_is_found_in_what_we_render(form, sample):
    assert faults(form.render(sample)) == []


def first(path: str, change: Change) -> Change:
    """A change of the first element at ``path``."""
    return lambda root: change(root.find(path))


def attribute(name: str, value: str) -> Change:
    return lambda element: element.set(name, value)


def text(value: str) -> Change:
    return lambda element: setattr(element, "text", value)


def gone(element: etree._Element) -> None:
    element.getparent().remove(element)


def twice(element: etree._Element) -> None:
    element.addnext(deepcopy(element))


def to_the_end(element: etree._Element) -> None:
    element.getparent().append(element)


def atom_path(path: str) -> str:
    return "/".join(ATOM + step for step in path.split("/"))


RSS_FAULTS = {
    "two items of one guid": ("DuplicateIds", first("channel/item", twice)),
    "no self": ("MissingSelf", first(f"channel/{ATOM}link[@rel='self']", gone)),
    "two hubs": ("DuplicateLink", first(f"channel/{ATOM}link[@rel='hub']", twice)),
    "relative self": ("InvalidLink", first(f"channel/{ATOM}link", attribute("href", "feed.rss"))),
    "relative address in the text": (
        "ContainsRelRef",
        first(f"channel/item/{ENCODED}", text('<p><img src="/kep.jpg"></p>')),
    ),
    "empty address in the text": (
        "ContainsRelRef",
        first("channel/item/description", text("<a href=''>a</a>")),
    ),
    "media type": (
        "InvalidMIMEAttribute",
        first("channel/item/enclosure", attribute("type", "pdf")),
    ),
    "media type of media": ("InvalidMIMEType", first(f".//{MEDIA}", attribute("type", "jpeg"))),
    "medium": ("InvalidMediaMedium", first(f".//{MEDIA}", attribute("medium", "picture"))),
    "relative media": ("InvalidFullLink", first(f".//{MEDIA}", attribute("url", "/a.jpg"))),
    "length of media": (
        "InvalidNonNegativeInteger",
        first(f".//{MEDIA}", attribute("fileSize", "1 kB")),
    ),
    "length": ("InvalidIntegerAttribute", first(".//enclosure", attribute("length", "48 kB"))),
    "no length": ("InvalidIntegerAttribute", first(".//enclosure", attribute("length", "0"))),
    "two enclosures": ("DuplicateElement", first(".//enclosure", twice)),
    "relative enclosure": ("InvalidURLAttribute", first(".//enclosure", attribute("url", "/a"))),
    "relative source": (
        "InvalidFullLink",
        first(".//source", attribute("url", "a.example")),
    ),
    "nameless source": ("NotBlank", first(".//source", text(" "))),
    "metadata after the items": ("MisplacedItem", first("channel/language", to_the_end)),
    "content before description": (
        "content:encoded before",
        first("channel/item/description", to_the_end),
    ),
    "date with one digit": (
        "InvalidRFC2822Date",
        first("channel/lastBuildDate", text("Tue, 3 Nov 2026 09:00:00 +0100")),
    ),
    "Hungarian date": (
        "InvalidRFC2822Date",
        first(".//pubDate", text("K, 03 nov. 2026 09:00:00 +0100")),
    ),
    "wrong day of the week": (
        "IncorrectDOW",
        first(".//pubDate", text("Mon, 03 Nov 2026 09:00:00 +0100")),
    ),
    "two build dates": ("DuplicateElement", first("channel/lastBuildDate", twice)),
    "no description": ("MissingElement", first("channel/description", gone)),
    "blank title": ("NotBlank", first("channel/title", text(""))),
    "no guid": ("MissingElement", first(".//guid", gone)),
    "guid for a link": ("InvalidPermalink", first(".//guid", attribute("isPermaLink", "true"))),
    "relative link": ("InvalidFullLink", first("channel/item/link", text("/hirek/1"))),
    "blank domain": ("NotBlank", first(".//category", attribute("domain", ""))),
    "language": ("InvalidLanguage", first("channel/language", text("magyar nyelv"))),
    "character": ("BadCharacters", first("channel/item/title", text("a\x85b"))),
    "version": ("UndeterminableVocabulary", attribute("version", "0.91")),
    "unknown relation": (
        "UnregisteredAtomLinkRel",
        first(f"channel/{ATOM}link[@rel='hub']", attribute("rel", "hubbub")),
    ),
}
ATOM_FAULTS = {
    "two entries of one id": ("DuplicateIds", first(atom_path("entry"), twice)),
    "no self": ("MissingSelf", first(f"{ATOM}link[@rel='self']", gone)),
    "relative id": ("InvalidFullLink", first(atom_path("id"), text("feed"))),
    "no updated": ("MissingElement", first(atom_path("entry/updated"), gone)),
    "two titles": ("DuplicateElement", first(atom_path("entry/title"), twice)),
    "blank title": ("NotBlank", first(atom_path("entry/title"), text(" "))),
    "RSS date": (
        "InvalidRFC3339Date",
        first(atom_path("updated"), text("Tue, 03 Nov 2026 09:00:00 +0100")),
    ),
    "impossible date": (
        "InvalidRFC3339Date",
        first(atom_path("entry/updated"), text("2026-02-30T09:00:00Z")),
    ),
    "date without offset": (
        "InvalidRFC3339Date",
        first(atom_path("entry/published"), text("2026-02-03T09:00:00")),
    ),
    "two alternates": ("DuplicateAtomLink", first(atom_path("entry/link"), twice)),
    "CDATA type": (
        "InvalidMIMEType",
        first(atom_path("entry/content"), attribute("type", "CDATA")),
    ),
    "media type": (
        "InvalidMIMEType",
        first(".//*[@type='application/pdf']", attribute("type", "pdf")),
    ),
    "length": ("InvalidNonNegativeInteger", first(".//*[@length]", attribute("length", "-1"))),
    "relative link": ("InvalidLink", first(atom_path("entry/link"), attribute("href", "/1"))),
    "source without id": ("MissingElement", first(atom_path("entry/source/id"), gone)),
    "source without updated": ("MissingElement", first(atom_path("entry/source/updated"), gone)),
    "relative scheme": (
        "InvalidFullLink",
        first(atom_path("entry/category"), attribute("scheme", "kinds")),
    ),
    "no term": ("MissingAttribute", first(atom_path("entry/category"), attribute("term", ""))),
    "relative address in the text": (
        "ContainsRelRef",
        first(atom_path("entry/content"), text("<a href='//b.example/x y'>a</a>")),
    ),
    "nameless author": ("NotBlank", first(atom_path("entry/author/name"), text(""))),
    "character": ("BadCharacters", first(atom_path("entry/summary"), text("a\ufffdb"))),
    "language": (
        "InvalidLanguage",
        attribute("{http://www.w3.org/XML/1998/namespace}lang", "magyar nyelv"),
    ),
}


@pytest.mark.parametrize(("fault", "change"), RSS_FAULTS.values(), ids=RSS_FAULTS)
def test_what_is_planted_in_rss_is_found(fault, change):
    planted(rss, fault, change)


@pytest.mark.parametrize(("fault", "change"), ATOM_FAULTS.values(), ids=ATOM_FAULTS)
def test_what_is_planted_in_atom_is_found(fault, change):
    planted(atom, fault, change)


def planted(form, fault: str, change: Change) -> None:
    root = etree.fromstring(form.render(subscription(rich())))
    change(root)
    found = faults(etree.tostring(root))
    assert found
    assert all(one.startswith(fault) for one in found)


@pytest.mark.parametrize("form", [rss, atom], ids=["rss", "atom"])
def test_an_undefined_entity_is_found(form):
    xml = form.render(feed(entry())).replace(b"<title>", b"<title>&nbsp;", 1)
    assert faults(xml)[0].startswith("SAXError")


def test_an_entry_without_content_and_alternate_is_found():
    root = etree.fromstring(atom.render(feed(entry(content_html=""))))
    first(atom_path("entry/link"), gone)(root)
    assert faults(etree.tostring(root)) == ["MissingContentOrAlternate"]


def test_an_entry_without_any_author_is_found():
    root = etree.fromstring(atom.render(feed(entry())))
    for path in ("author", "entry/author"):
        first(atom_path(path), gone)(root)
    assert faults(etree.tostring(root)) == ["MissingElement: author"]
