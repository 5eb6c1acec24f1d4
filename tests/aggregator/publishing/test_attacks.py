"""Hostile pages on their whole way: what is published of them does nothing to who reads it.

Every vector of ``data/attacks.toml`` stands in every text, name and address of articles that are
kept as a crawl keeps them and of others that are imported, with and without leave to republish the
whole text. The files are then read by a real Chromium as trusting programs would read them.
"""

from __future__ import annotations

import json
import re
import threading
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import vobject
from jsonschema import Draft202012Validator
from lxml import etree

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_sources
from aggregator.archive.volumes import minted_after
from aggregator.config import Config
from aggregator.group import group
from aggregator.importing import import_files, opened
from aggregator.pages.digest.digest import Form, digest
from aggregator.publishing.building import Builder
from aggregator.publishing.publish import publish
from aggregator.publishing.site import happenings, site_of
from feeds.feed import Entry
from scrapers import clean, urls
from scrapers.article import Announced, Attachment, Link
from scrapers.memory import Kept
from scrapers.net.browser import chromium
from scrapers.source import Source
from tests.aggregator.archive.findings import DAY, MONDAY, article, kept, published
from tests.aggregator.storied import prose
from tests.feeds.validator import faults, on_the_web

DATA = Path(__file__).with_name("data")
SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parents[2] / "feeds/data/jsonfeed-1.1.schema.json").read_bytes())
)
ADDRESS = "https://example.org/hirek/"
LATER = MONDAY + 30 * DAY
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"

needs_browser = pytest.mark.skipif(chromium() is None, reason="no Chromium is installed")


@dataclass(frozen=True)
class Vector:
    """One attack: its number in the list, its class, what it does where nobody prevents it."""

    number: int
    kind: str
    does: str
    code: str

    @property
    def home(self) -> str:
        return f"https://v{self.number}.example.hu/"

    @property
    def address(self) -> str:
        """The vector as the address that a crawler makes of it, or else one that ends in it."""
        return (
            urls.join(self.home, self.code) or urls.join(self.home, f"x/{self.code}") or self.home
        )


def _vectors() -> Iterator[Vector]:
    told = tomllib.loads((DATA / "attacks.toml").read_text(encoding="utf-8"))
    listed = [
        (kind, does, code)
        for kind, some in told.items()
        for does, codes in some.items()
        for code in codes
    ]
    for number, (kind, does, code) in enumerate(listed):
        filled = code.replace("RUN", f"top.ran({number})").replace("NUMBER", str(number))
        yield Vector(number, kind, does, filled.replace("AWAY", f"https://away.example/{number}"))


VECTORS = tuple(_vectors())


# What is hostile


def source_of(one: Vector, *, full_text: bool) -> Source:
    return Source(
        id=f"v{one.number}",
        name=one.code,
        organisation=one.code,
        home=one.home,
        sector=one.kind,
        full_text=full_text,
    )


def body_of(one: Vector, path: str) -> str:
    """A text in which the vector stands twice: by itself, and in what is told of an event."""
    forum = (
        f"A {one.number + 1}. Beszállítói Fórumot {path}június 20-án rendezik {one.code} Pakson."
    )
    return f"{one.code} {prose(one.number, 40)}\n\n{one.code}\n\n{forum}"


def crawled(one: Vector) -> Kept:
    """An article all of which is the vector, as a crawl hands it over."""
    told = article(
        f"v{one.number}",
        f"a?{one.code}",
        f"{one.number} {one.code}",
        body_of(one, ""),
        html=f"<p>{prose(one.number, 20)}</p>{one.code}<p>Vége.</p>",
        url=urls.canonical(f"{one.home}a/{one.code}") or f"{one.home}a",
        published=published("2021-06-04"),
        authors=(one.code, f"{one.number} {one.code}"),
        agency=one.code,
        image=one.address,
        gallery=(one.address,),
        attachments=(
            Attachment(one.address, one.code, one.code, 100),
            Attachment(one.address, f"{one.code}.pdf", "application/pdf", 100),
        ),
        links=(Link(one.address, one.code, one.code),),
        quotations=(one.code,),
        announced=(
            Announced(one.code, "2021-09-14T10:00", place=one.code, town="Paks", link=one.code),
        ),
    )
    return kept(told)


def reprinted(one: Vector) -> Kept:
    """The same text at the source of the next vector, under the name of that one."""
    at = VECTORS[(one.number + 1) % len(VECTORS)]
    added = f"{body_of(one, '')}\n\nA völgyből két busz indul. {one.code} Aki jönne, szóljon."
    url = urls.canonical(f"{at.home}r/{one.code}") or f"{at.home}r"
    return kept(article(f"v{at.number}", "r", f"{one.number} {one.code}", added, url=url))


def line_of(one: Vector) -> str:
    """A line to be imported in which everything is the vector."""
    announced = {"name": one.code, "start": "2021-10-14", "place": one.code, "link": one.code}
    told = {
        "source": f"v{one.number}",
        "source_name": one.code,
        "url": urls.canonical(f"{one.home}b/{one.code}") or f"{one.home}b",
        "title": f"{one.code} {one.number}",
        "text": body_of(one, "idén ").replace(prose(one.number, 40), prose(one.number + 1000, 40)),
        "html": f"<p>{prose(one.number, 20)}</p>{one.code}<p>Vége.</p>",
        "published": "2021-06-05",
        "published_text": one.code,
        "authors": [f"a {one.code}"],
        "agency": f"a {one.code}",
        "image": one.address,
        "gallery": [one.address],
        "attachments": [{"url": one.address, "title": one.code, "type": one.code}],
        "links": [{"url": one.address, "text": one.code, "paragraph": one.code}],
        "quotations": [one.code],
        "announced": [announced],
    }
    return json.dumps(told)


def fill(archive: Archive, folder: Path) -> None:
    """Keep, import and group all that is hostile."""
    with archive.write() as connection:
        keep_sources(connection, [source_of(one, full_text=True) for one in VECTORS])
    ArchiveMemory(archive).keep([crawled(one) for one in VECTORS], MONDAY)
    lines = folder / "lines.jsonl"
    lines.write_text("\n".join(map(line_of, VECTORS)), encoding="utf-8")
    skipped: list[str] = []
    with opened([str(lines)]) as told:
        import_files(archive, told, (), MONDAY, skipped.append)
    assert skipped == []
    ArchiveMemory(archive).keep([reprinted(one) for one in VECTORS], MONDAY)
    group(archive, ADDRESS, MONDAY)


@dataclass(frozen=True)
class Site:
    """What is published: the folder, with whole texts; the entries of all stories, without."""

    folder: Path
    archive: Archive
    config: Config
    entries: tuple[Entry, ...]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Everything, published in two months: what was minted in the first is in archive documents."""
    folder = tmp_path_factory.mktemp("hostile")
    config = Config(address=ADDRESS, output=folder / "public")
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        fill(archive, folder)
        publish(archive, config, MONDAY)
        ArchiveMemory(archive).keep([kept(article("v0", "c", "Új hír", prose(5000)))], LATER)
        group(archive, ADDRESS, LATER)
        publish(archive, config, LATER)
        with archive.write() as connection:
            keep_sources(connection, [source_of(one, full_text=False) for one in VECTORS])
            minted = [one.story for one in minted_after(connection, 0, 10_000)]
        entries = Builder(archive, config, site_of((), (), config)).entries(minted)
        yield Site(config.output, archive, config, entries)


# The browser

HOOK = """
if (window === top) { window.reached = []; window.ran = number => window.reached.push(number); }
"""
SETTLED = """async () => {
  const loaded = image => image.complete || new Promise(done => {
    image.addEventListener("load", done);
    image.addEventListener("error", done);
  });
  await Promise.all([...document.images].map(loaded));
  await new Promise(done => setTimeout(done, 300));
  return window.reached;
}"""

# what stands in a page or a text that should not
JUDGE = """
const HTML = "http://www.w3.org/1999/xhtml";
window.judge = (root, rules) => {
  const wrong = [];
  for (const one of root.querySelectorAll("*")) {
    const blame = why => wrong.push(`${why}: ${one.outerHTML.slice(0, 150)}`);
    if (one.namespaceURI !== HTML || !(one.localName in rules.tags)) blame("element");
    const known = [...rules.always, ...rules.tags[one.localName] ?? []];
    for (const { name, value } of one.attributes) {
      if (!known.includes(name)) blame(`attribute ${name}`);
      if (["href", "src", "cite"].includes(name)) {
        const address = URL.parse(value, rules.relative ? rules.base : undefined);
        if (!rules.schemes.includes(address?.protocol)) blame("scheme");
        if (address?.username || address?.password) blame("password");
      }
      if (name === "id" && !/^(content|coming|country-\\d+)$/.test(value)) blame("id");
      if (name === "http-equiv" && value !== "Content-Security-Policy") blame("http-equiv");
      if (name === "target" || name === "rel" && /opener(?<!noopener)/.test(value)) blame("opener");
    }
  }
  return wrong;
};
"""

# how programs put the HTML of an entry into what they show
READERS = {
    "inserted": "(box, html) => { box.innerHTML = html; }",
    "by template": """(box, html) => {
        const made = document.createElement("template");
        made.innerHTML = html;
        box.append(document.importNode(made.content, true));
    }""",
    "parsed first": """(box, html) => {
        const made = new DOMParser().parseFromString(html, "text/html");
        box.append(...made.body.childNodes);
    }""",
    "parsed without scripts and written again": """(box, html) => {
        const made = new DOMParser().parseFromString(html, "text/html");
        box.innerHTML = made.body.innerHTML;
        box.innerHTML = box.innerHTML;
    }""",
    "as XML": """(box, html) => {
        const made = new DOMParser().parseFromString(html, "text/html");
        const told = new XMLSerializer().serializeToString(made.body);
        box.innerHTML = told;
        box.replaceChildren(...box.childNodes);
    }""",
    "run as written": """(box, html) => {
        box.append(document.createRange().createContextualFragment(html));
    }""",
}
INSERT = """([texts, rules]) => {
  const wrong = [];
  for (const html of texts) {
    const box = document.createElement("div");
    document.body.append(box);
    (WAY)(box, html);
    wrong.push(...judge(box, rules));
  }
  return wrong;
}"""

CONTENT = {
    "tags": {name: [] for name in (*clean.TAGS, "tbody")}
    | {"a": ["href", "rel"], "img": ["src", "alt"], "td": ["colspan"], "th": ["colspan"]},
    "always": [],
    "schemes": ["http:", "https:"],
    "relative": False,
    "base": ADDRESS,
}
PAGE = {
    "tags": {
        name: []
        for name in (
            *("head", "title", "body", "header", "ul", "li", "h1", "h2", "h3", "section", "div"),
            *("article", "span", "footer", "thead", "tbody", "tr", "details", "summary"),
        )
    }
    | {
        "meta": ["charset", "http-equiv", "content", "name"],
        "link": ["rel", "type", "title", "href"],
        "a": ["href", "type", "aria-current", "rel"],
        "p": ["lang"],
        "nav": ["aria-label"],
        "main": ["tabindex"],
        "bdi": ["lang"],
        "time": ["datetime"],
        "blockquote": ["cite"],
        "aside": ["aria-labelledby"],
        "table": ["aria-labelledby"],
        "th": ["scope"],
        "td": ["data-label"],
    },
    "always": ["class", "id", "role"],
    "schemes": ["http:", "https:", "mailto:", "webcal:"],
    "relative": True,
    "base": ADDRESS,
}
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class Files(SimpleHTTPRequestHandler):
    """The published folders; below ``bare`` without their policy; and the vectors as they are."""

    def do_GET(self) -> None:
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "blank":
            self.answer(b"<!doctype html><meta charset=utf-8><body>")
        elif kind == "raw" and rest.isdecimal():
            self.answer(f"<!doctype html><body>{VECTORS[int(rest)].code}".encode())
        elif kind == "bare" and rest.endswith(".html"):
            body, taken = POLICY.subn(b"", Path(self.directory, rest).read_bytes())
            assert taken == 1
            self.answer(body)
        else:
            self.path = self.path.removeprefix("/bare")
            super().do_GET()

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server(site: Site) -> Iterator[str]:
    serve = partial(Files, directory=str(site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass
class Seen:
    """A page, and what it did: dialogs and errors, requests with their types, windows it opened."""

    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def heard(self, message: Any) -> None:
        # what could not be loaded was asked for, and is judged there
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.said.append(message.text)

    def startled(self, dialog: Any) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def settle(self) -> list[int]:
        """Wait until the page has loaded what it asks for; the vectors that ran."""
        reached: list[int] = self.page.evaluate(SETTLED)
        return reached


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Any]:
    # the site comes first: importing runs a loop of its own, and so does Playwright
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        # root can have no sandbox: Chromium would not start
        started = playwright.chromium.launch(
            executable_path=chromium(),
            chromium_sandbox=False,
            args=["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any, server: str) -> Iterator[Any]:
    context = browser.new_context()
    context.add_init_script(HOOK + JUDGE)

    def open_page(path: str) -> Seen:
        seen = Seen(context.new_page())
        seen.page.on("console", seen.heard)
        seen.page.on("dialog", seen.startled)
        seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
        seen.page.on("popup", lambda page: seen.opened.append(page.url))
        seen.page.on("request", lambda one: seen.asked.append((one.resource_type, one.url)))
        seen.page.goto(f"{server}/{path}")
        return seen

    yield open_page
    context.close()


# The list


def test_the_list_has_every_class_and_no_vector_twice() -> None:
    codes = {re.sub(rf"(ran\(|example/){one.number}\b", "", one.code) for one in VECTORS}
    assert len(codes) == len(VECTORS) > 150
    assert len({one.kind for one in VECTORS}) == 16


@needs_browser
def test_what_is_said_to_run_or_to_ask_does_so_where_nobody_makes_it_safe(visit: Any) -> None:
    seen = visit("blank")
    active = [one for one in VECTORS if one.does != "others"]
    frames = "".join(f"<iframe src=/raw/{one.number}></iframe>" for one in active)
    seen.page.evaluate("html => { document.body.innerHTML = html; }", frames)
    seen.page.wait_for_load_state("networkidle")
    ran = set(seen.settle())
    asked = {url.rpartition("/")[2] for _, url in seen.asked if "//away.example/" in url}
    assert [one for one in active if one.does == "runs" and one.number not in ran] == []
    assert [one for one in active if one.does == "asks" and str(one.number) not in asked] == []


# Feeds


def contents(folder: Path) -> Iterator[str]:
    """The HTML of all entries in all formats of a folder."""
    for file in sorted(folder.glob("[a-z]*")):
        if file.suffix == ".json":
            yield from (one["content_html"] for one in json.loads(file.read_bytes())["items"])
        elif file.suffix in (".rss", ".atom"):
            root = etree.parse(file).getroot()
            html = (ENCODED, "item/description", f"{ATOM}content[@type='html']")
            yield from (one.text or "" for path in html for one in root.iterfind(f".//{path}"))


@pytest.fixture(scope="module")
def texts(site: Site) -> list[str]:
    return list({*contents(site.folder), *(one.content_html for one in site.entries)})


def test_every_vector_is_in_what_is_published(texts: list[str]) -> None:
    for one in VECTORS:
        # each source's own address is in the credit of each of its stories
        assert sum(f"https://v{one.number}.example.hu/" in text for text in texts) >= 4


@needs_browser
@pytest.mark.parametrize("way", READERS)
def test_nothing_runs_in_a_reader_that_trusts_the_feed(
    visit: Any, texts: list[str], way: str
) -> None:
    seen = visit("blank")
    wrong = seen.page.evaluate(INSERT.replace("WAY", READERS[way]), [texts, CONTENT])
    assert (wrong, seen.settle(), seen.said, seen.opened) == ([], [], [], [])
    pictures = {urlsplit(url).hostname for kind, url in seen.asked[1:] if kind == "image"}
    assert {kind for kind, _ in seen.asked[1:]} == {"image"}
    # pictures of the articles themselves
    assert all(one.endswith((".example.hu", "safe.example")) for one in pictures if one)
    assert len(seen.page.frames) == 1


REL = """texts => texts.flatMap(text => {
    const box = new DOMParser().parseFromString(text, "text/html");
    return [...box.querySelectorAll("a[href]")].filter(one =>
        /^(https?:)?\\/\\//.test(one.getAttribute("href"))
        && !one.href.startsWith("https://example.org/hirek/")
        && one.rel !== "noopener noreferrer nofollow").map(one => one.outerHTML);
})"""


@needs_browser
def test_a_link_in_a_text_is_followed_by_no_crawler_and_tells_no_referrer(
    visit: Any, texts: list[str]
) -> None:
    whole = [text.rpartition("\n<p>Eredeti: ")[0] for text in texts]
    assert sum("<a " in text for text in whole) > 20
    assert visit("blank").page.evaluate(REL, whole) == []


@needs_browser
def test_a_link_in_a_credit_line_has_the_same_rel(visit: Any, texts: list[str]) -> None:
    assert visit("blank").page.evaluate(REL, texts) == []


@needs_browser
def test_a_link_of_a_page_to_a_stranger_has_the_same_rel(visit: Any, site: Site) -> None:
    texts = [(site.folder / name).read_text(encoding="utf-8") for name in pages(site.folder)]
    assert visit("blank").page.evaluate(REL, texts) == []


def test_a_picture_of_one_pixel_is_not_passed_on_to_subscribers() -> None:
    pixel = '<p>Hír.<img src="https://away.example/1.gif?reader" width="1" height="1" alt=""></p>'
    assert "away.example" not in clean.safe_html(pixel, ADDRESS)


@needs_browser
@pytest.mark.xfail(
    raises=AssertionError, strict=True, reason="it is plain text, and readers disagree on that"
)
def test_a_channel_s_description_is_inert_where_it_is_taken_for_html(
    visit: Any, site: Site
) -> None:
    files = [file for file in feed_files(site.folder) if file.suffix == ".rss"]
    texts = [etree.parse(file).getroot().findtext("channel/description") for file in files]
    seen = visit("blank")
    seen.page.evaluate("texts => { document.body.innerHTML = texts.join('<hr>'); }", texts)
    assert seen.settle() == []


# Pages


def pages(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.html"))


@needs_browser
def test_no_page_has_an_element_or_an_attribute_that_is_not_ours(visit: Any, site: Site) -> None:
    seen = visit("blank")
    texts = [(site.folder / name).read_text(encoding="utf-8") for name in pages(site.folder)]
    wrong = seen.page.evaluate(
        """([texts, rules]) => texts.flatMap(text =>
            judge(new DOMParser().parseFromString(text, "text/html").documentElement, rules))""",
        [texts, PAGE],
    )
    assert (wrong, len(texts) > 300) == ([], True)


@needs_browser
@pytest.mark.parametrize("place", ["", "bare/"])
def test_nothing_runs_in_the_pages_with_or_without_their_policy(
    visit: Any, site: Site, server: str, place: str
) -> None:
    seen = visit("blank")
    shown = [one for one in pages(site.folder) if not one.startswith("source-")]
    frames = "".join(f"<iframe src='/{place}{name}'></iframe>" for name in shown)
    seen.page.evaluate("html => { document.body.innerHTML = html; }", frames)
    seen.page.wait_for_load_state("networkidle")
    assert (seen.settle(), seen.said, seen.opened) == ([], [], [])
    assert {urlsplit(url).netloc for _, url in seen.asked} == {urlsplit(server).netloc}
    assert {kind for kind, _ in seen.asked} == {"document", "stylesheet"}
    headings = [frame.locator("h1").count() for frame in seen.page.frames[1:]]
    assert headings == [1] * len(shown)
    assert len(shown) > 20


# Addresses, and the rules of a valid feed


def addresses(file: Path) -> Iterator[str]:
    """Every address in a feed file outside its texts."""
    if file.suffix == ".json":
        waiting: list[Any] = [json.loads(file.read_bytes())]
        while waiting:
            one = waiting.pop()
            waiting += (
                one.values() if isinstance(one, dict) else one if isinstance(one, list) else []
            )
            if isinstance(one, dict):
                named = ("url", "image", "icon", "home_page_url", "feed_url", "next_url")
                yield from (one[name] for name in named if name in one)
        return
    for element in etree.parse(file).getroot().iter():
        yield from (str(value) for name, value in element.attrib.items() if name in ("href", "url"))
        if etree.QName(element).localname in ("link", "uri", "docs", "comments") and element.text:
            yield element.text


def feed_files(folder: Path) -> list[Path]:
    files = [path for path in folder.glob("[a-z]*") if path.suffix in (".rss", ".atom", ".json")]
    return sorted(files)


def test_no_address_in_a_feed_leads_to_anything_but_the_web(site: Site) -> None:
    found = {one for file in feed_files(site.folder) for one in addresses(file)}
    assert len(found) > len(VECTORS) * 3
    assert {urlsplit(one).scheme for one in found} == {"http", "https"}
    assert all(one.isascii() and urlsplit(one).hostname for one in found)


UNFIT = re.compile(r"[{}|^`\\]")
"""What browsers leave in an address as it is, and RFC 3986 does not know."""


def found_in(file: Path) -> list[str]:
    """What is wrong with a feed file."""
    if file.suffix == ".json":
        return [one.message for one in SCHEMA.iter_errors(json.loads(file.read_bytes()))]
    root = etree.parse(file).getroot()
    for plain in root.iterfind("channel/description"):
        plain.text = "no HTML, whatever it looks like"
    return faults(etree.tostring(root))


def test_every_feed_file_is_valid_and_so_are_the_documents_of_the_past(site: Site) -> None:
    files = feed_files(site.folder)
    assert len({one.stem for one in files if one.name.startswith("archive-")}) > 1
    wrong = {file.name: found_in(file) for file in files}
    # these have a test of their own
    assert [one for some in wrong.values() for one in some if not UNFIT.search(one)] == []


def test_every_address_in_a_feed_is_one_by_rfc_3986(site: Site) -> None:
    found = {one for file in feed_files(site.folder) for one in addresses(file)}
    assert [one for one in found if not on_the_web(one)] == []
    assert [one for file in feed_files(site.folder) for one in found_in(file)] == []


def test_no_calendar_has_a_component_or_an_address_that_is_not_ours(site: Site) -> None:
    events = 0
    for file in sorted(site.folder.glob("*.ics")):
        (calendar,) = vobject.readComponents(file.read_text(encoding="utf-8"))
        assert {one.name for one in calendar.components()} <= {"VEVENT", "VTIMEZONE"}
        for one in calendar.contents.get("vevent", []):
            events += 1
            assert [*map(len, one.contents.values())] == [1] * len(one.contents)
            assert urlsplit(one.url.value).scheme in ("http", "https")
    assert events > len(VECTORS)


# The digest


def told(site: Site, form: Form) -> str:
    """A digest of everything, with what is coming."""
    since, today = MONDAY.date() - 30 * DAY, LATER.date()
    with site.archive.read() as connection:
        coming = happenings(connection, MONDAY.date())
    made = Builder(site.archive, site.config, site_of((), (), site.config)).site
    return digest(made, site.entries, coming, since=since, today=today, form=form)


DIGEST = {
    "tags": {name: [] for name in ("h2", "h3", "h4", "p", "ul", "li")} | {"a": ["href", "rel"]},
    "always": [],
    "schemes": ["http:", "https:", "mailto:"],
    "relative": False,
    "base": ADDRESS,
}


@needs_browser
@pytest.mark.parametrize("way", READERS)
def test_a_digest_in_html_is_inert(visit: Any, site: Site, way: str) -> None:
    html = told(site, "html")
    seen = visit("blank")
    wrong = seen.page.evaluate(INSERT.replace("WAY", READERS[way]), [[html], DIGEST])
    assert (wrong, seen.settle(), seen.said, seen.asked[1:]) == ([], [], [], [])
    assert seen.page.locator("h4").count() == len(site.entries)


@needs_browser
@pytest.mark.parametrize("preset", ["commonmark", "js-default"])
def test_a_digest_in_markdown_is_inert_when_it_is_rendered(
    visit: Any, site: Site, preset: str
) -> None:
    markdown = pytest.importorskip("markdown_it")
    program = markdown.MarkdownIt(preset, {"html": True, "linkify": False})
    html = program.enable(["table", "strikethrough"]).render(told(site, "markdown"))
    seen = visit("blank")
    wrong = seen.page.evaluate(INSERT.replace("WAY", READERS["inserted"]), [[html], DIGEST])
    assert (wrong, seen.settle(), seen.said, seen.asked[1:]) == ([], [], [], [])
    assert seen.page.locator("h4").count() == len(site.entries)


def test_a_digest_in_text_has_no_control_and_turns_no_direction(site: Site) -> None:
    text = told(site, "text")
    assert {one for one in text if unicodedata.category(one) in ("Cc", "Cs")} == {"\n"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert len(text.splitlines()) > len(site.entries)
