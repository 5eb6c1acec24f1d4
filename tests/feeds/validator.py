"""The rules by which the W3C feed validator (https://validator.w3.org/feed/docs/) judges a feed.

Those that our formats can break, written again from its documentation, the RSS Advisory Board's
profile and RFC 4287, and named after its messages where it has one. The validator itself is a
service, and tests speak to loopback only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from itertools import chain
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA = "{http://search.yahoo.com/mrss/}content"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MEDIA_TYPE = re.compile(r"[^\s()<>,;:\\\"/[\]?=]+/[^\s()<>,;:\\\"/[\]?=]+")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.I)
BAD = re.compile("[\x80-\x9f\ufffd\ufdd0-\ufdef\ufffe\uffff]")
ADDRESSES = {"href", "src", "cite", "poster", "data", "action", "longdesc", "background"}
MEDIUMS = {"image", "audio", "video", "document", "executable"}
RELATIONS = {
    *("alternate", "enclosure", "related", "self", "via", "hub"),
    *("current", "prev-archive", "next-archive"),
}

Faults = Iterator[str]


def faults(xml: bytes) -> list[str]:
    """What is wrong with an RSS or Atom document, a line each; empty for a valid one."""
    try:
        root = etree.fromstring(xml, etree.XMLParser(huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [f"SAXError: {error}"]
    rules = ATOM_RULES if root.tag == f"{ATOM}feed" else RSS_RULES
    return list(chain.from_iterable(rule(root) for rule in (*rules, characters, contents)))


# Both


def characters(root: etree._Element) -> Faults:
    for one in root.iter():
        for value in (one.text or "", *map(str, one.attrib.values())):
            if BAD.search(value):
                yield f"BadCharacters in {one.tag}"


def contents(root: etree._Element) -> Faults:
    html = (ENCODED, f"{ATOM}content[@type='html']", "description")
    for one in chain.from_iterable(root.iter(tag.split("[")[0]) for tag in html):
        for address in addresses(one.text or ""):
            if not absolute(address):
                yield f"ContainsRelRef: {address}"


def addresses(html: str) -> list[str]:
    """The addresses in the attributes of a piece of HTML."""
    found: list[str] = []

    class Reading(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(value or "" for name, value in attrs if name in ADDRESSES)

    Reading().feed(html)
    return found


def absolute(address: str) -> bool:
    return bool(SCHEME.fullmatch(address)) and address.isascii()


def on_the_web(address: str) -> bool:
    return absolute(address) and urlsplit(address).scheme in ("http", "https")


def once(parent: etree._Element, *tags: str, at_least: int = 0) -> Faults:
    for tag in tags:
        found = len(parent.findall(tag))
        if found > 1:
            yield f"DuplicateElement: {tag}"
        if found < at_least:
            yield f"MissingElement: {tag}"


def filled(parent: etree._Element, *tags: str) -> Faults:
    for tag in tags:
        for one in parent.findall(tag):
            if not (one.text or "").strip():
                yield f"NotBlank: {tag}"


def link(one: etree._Element) -> Faults:
    if not absolute(one.get("href", "")):
        yield f"InvalidLink: {one.get('href')}"
    if one.get("rel", "alternate") not in RELATIONS:
        yield f"UnregisteredAtomLinkRel: {one.get('rel')}"
    if not MEDIA_TYPE.fullmatch(one.get("type", "a/b")):
        yield f"InvalidMIMEType: {one.get('type')}"
    if not positive(one.get("length", "1")):
        yield f"InvalidNonNegativeInteger: {one.get('length')}"
    if one.get("hreflang") is not None and not LANGUAGE.fullmatch(one.get("hreflang", "")):
        yield f"InvalidLanguage: {one.get('hreflang')}"


def positive(value: str) -> bool:
    return value.isdecimal() and value.isascii() and int(value) > 0


def self_links(links: list[etree._Element], *, at: str | None) -> Faults:
    """Exactly one where the feed has an address of its own, and that with all other own links."""
    found = [one.get("href", "") for one in links if one.get("rel") == "self"]
    if len(found) > 1 or (at is not None and not found):
        yield f"MissingSelf: {found}"
    for relation in RELATIONS - {"alternate", "related", "via", "enclosure"}:
        if sum(one.get("rel") == relation for one in links) > 1:
            yield f"DuplicateLink: {relation}"
    if not found and len(links) > 0:
        yield "MissingSelf beside other links"


def unique(ids: list[str | None]) -> Faults:
    for one, times in Counter(ids).items():
        if times > 1:
            yield f"DuplicateIds: {one}"


def media(root: etree._Element) -> Faults:
    for one in root.iter(MEDIA):
        if not on_the_web(one.get("url", "")):
            yield f"InvalidFullLink in media: {one.get('url')}"
        if one.get("medium") not in MEDIUMS:
            yield f"InvalidMediaMedium: {one.get('medium')}"
        if not MEDIA_TYPE.fullmatch(one.get("type", "a/b")):
            yield f"InvalidMIMEType in media: {one.get('type')}"
        if not positive(one.get("fileSize", "1")):
            yield f"InvalidNonNegativeInteger in media: {one.get('fileSize')}"


# RSS 2.0


def rss_channel(root: etree._Element) -> Faults:
    if root.tag != "rss" or root.get("version") != "2.0" or len(root.findall("channel")) != 1:
        yield "UndeterminableVocabulary"
        return
    channel = root[0]
    yield from once(channel, "title", "link", "description", at_least=1)
    yield from once(channel, "language", "lastBuildDate", "pubDate", "generator", "docs", "ttl")
    yield from filled(channel, "title", "link", "description", "language")
    if not absolute(channel.findtext("link", "")):
        yield f"InvalidLink of the channel: {channel.findtext('link')}"
    if not LANGUAGE.fullmatch(channel.findtext("language", "hu")):
        yield f"InvalidLanguage: {channel.findtext('language')}"
    yield from dates_822(channel, "lastBuildDate", "pubDate")
    tags = [one.tag for one in channel]
    if "item" in tags and set(tags[tags.index("item") :]) != {"item"}:
        yield "MisplacedItem"
    links = channel.findall(f"{ATOM}link")
    yield from chain.from_iterable(map(link, links))
    home = channel.findtext("link", "")
    yield from self_links(links, at=home if on_the_web(home) else None)


def dates_822(parent: etree._Element, *tags: str) -> Faults:
    for tag in tags:
        for one in parent.findall(tag):
            value = one.text or ""
            if not RFC_822.fullmatch(value):
                yield f"InvalidRFC2822Date: {value}"
            elif parsedate_to_datetime(value).strftime("%a") != value[:3]:
                yield f"IncorrectDOW: {value}"


def rss_items(root: etree._Element) -> Faults:
    items = root.findall("channel/item")
    yield from unique([one.findtext("guid") for one in items])
    for item in items:
        yield from once(item, "guid", at_least=1)
        yield from once(
            item, *("title", "link", "description", "pubDate", "enclosure", "source", ENCODED)
        )
        yield from filled(item, "title", "link", "description", "guid", "source", "category")
        yield from dates_822(item, "pubDate")
        yield from rss_item(item)


def rss_item(item: etree._Element) -> Faults:
    if item.find("title") is None and item.find("description") is None:
        yield "ItemMustContainTitleOrDescription"
    if item.find("link") is not None and not on_the_web(item.findtext("link", "")):
        yield f"InvalidFullLink: {item.findtext('link')}"
    for guid in item.findall("guid"):
        if guid.get("isPermaLink") != "false":
            yield f"InvalidPermalink: {guid.text}"
    tags = [one.tag for one in item]
    if ENCODED in tags and "description" not in tags[: tags.index(ENCODED)]:
        yield "content:encoded before description"
    for source in item.findall("source"):
        if not on_the_web(source.get("url", "")):
            yield f"InvalidFullLink of a source: {source.get('url')}"
    for category in item.findall("category"):
        if category.get("domain") == "":
            yield "NotBlank: domain"
    for enclosure in item.findall("enclosure"):
        yield from rss_enclosure(enclosure)
    for author in item.findall("author"):
        if not re.fullmatch(r"\S+@\S+ \(.+\)", author.text or ""):
            yield f"InvalidContact: {author.text}"


def rss_enclosure(enclosure: etree._Element) -> Faults:
    if not on_the_web(enclosure.get("url", "")):
        yield f"InvalidURLAttribute: {enclosure.get('url')}"
    if not positive(enclosure.get("length", "")):
        yield f"InvalidIntegerAttribute: {enclosure.get('length')}"
    if not MEDIA_TYPE.fullmatch(enclosure.get("type", "")):
        yield f"InvalidMIMEAttribute: {enclosure.get('type')}"


# Atom 1.0


def atom_feed(root: etree._Element) -> Faults:
    yield from once(root, *own("id", "title", "updated"), at_least=1)
    yield from once(root, *own("subtitle", "generator", "icon", "logo", "rights"))
    yield from filled(root, *own("id", "title", "generator"))
    yield from identified(root)
    links = root.findall(f"{ATOM}link")
    yield from alternates(links)
    hosted = [one for one in links if one.get("rel") == "alternate"]
    yield from self_links(links, at=hosted[0].get("href") if hosted else None)
    for one in root.iter(f"{ATOM}link"):
        yield from link(one)
    for one in root.iter(*own("id", "title", "updated", "published", "link", "name")):
        if len(one):
            yield f"UndefinedElement in {one.tag}"
    for one in root.iter():
        if not LANGUAGE.fullmatch(one.get(LANG, "hu")):
            yield f"InvalidLanguage: {one.get(LANG)}"


def own(*names: str) -> tuple[str, ...]:
    return tuple(ATOM + name for name in names)


def identified(parent: etree._Element) -> Faults:
    for one in parent.findall(f"{ATOM}id"):
        if not absolute(one.text or ""):
            yield f"InvalidFullLink of an id: {one.text}"
    for one in chain(parent.findall(f"{ATOM}updated"), parent.findall(f"{ATOM}published")):
        try:
            datetime.fromisoformat(one.text or "")
        except ValueError:
            yield f"InvalidRFC3339Date: {one.text}"
        if not RFC_3339.fullmatch(one.text or ""):
            yield f"InvalidRFC3339Date: {one.text}"


def alternates(links: list[etree._Element]) -> Faults:
    kinds = Counter(
        (one.get("type"), one.get("hreflang"))
        for one in links
        if one.get("rel", "alternate") == "alternate"
    )
    if kinds and max(kinds.values()) > 1:
        yield "DuplicateAtomLink"


def atom_entries(root: etree._Element) -> Faults:
    entries = root.findall(f"{ATOM}entry")
    yield from unique([one.findtext(f"{ATOM}id") for one in entries])
    for entry in entries:
        yield from once(entry, *own("id", "title", "updated"), at_least=1)
        yield from once(entry, *own("content", "summary", "published", "source", "rights"))
        yield from filled(entry, *own("id", "title"))
        yield from identified(entry)
        yield from atom_entry(entry)


def atom_entry(entry: etree._Element) -> Faults:
    links = entry.findall(f"{ATOM}link")
    yield from alternates(links)
    if entry.find(f"{ATOM}content") is None and "alternate" not in (
        one.get("rel", "alternate") for one in links
    ):
        yield "MissingContentOrAlternate"
    if entry.getparent().find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
        yield "MissingElement: author"
    for one in entry.iter(*own("name", "uri")):
        if not (one.text or "").strip():
            yield f"NotBlank: {one.tag}"
    for one in entry.iter(*own("title", "summary", "content")):
        if one.get("type", "text") not in ("text", "html"):
            yield f"InvalidMIMEType of a text: {one.get('type')}"
    for source in entry.findall(f"{ATOM}source"):
        yield from once(source, *own("id", "title", "updated"), at_least=1)
        yield from identified(source)
    for category in entry.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield "MissingAttribute: term"
        if not absolute(category.get("scheme", "")):
            yield f"InvalidFullLink of a scheme: {category.get('scheme')}"


RSS_RULES: tuple[Callable[[etree._Element], Faults], ...] = (rss_channel, rss_items, media)
ATOM_RULES: tuple[Callable[[etree._Element], Faults], ...] = (atom_feed, atom_entries, media)
