"""The site in a real Chromium: from the folder itself and from a plain file server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from aggregator.pages import files, render
from aggregator.pages.static_files import hashed_name
from scrapers.net.browser import chromium
from tests.aggregator.pages import sample

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium is installed")

PAGES = (
    *(files.INDEX, files.EVENTS, files.SOURCES, files.FEEDS, files.ABOUT),
    *("feed.html", "feed-2026-10.html", "hostile.html"),
)
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
TURNED = "Cím \u202efordítva"

# the contrast of each text with what is behind it (WCAG 2.2, 1.4.3), and where it is too low
CONTRAST = """() => {
  const channels = color => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => c / 255).map(
      c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = element => {
    for (let one = element; one; one = one.parentElement) {
      const color = channels(getComputedStyle(one).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const read = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim()) continue;
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    read.push([walker.currentNode.data.trim().slice(0, 40), ratio]);
  }
  return read;
}"""


def hostile() -> bytes:
    """The page of a feed whose stories are nothing but trouble for a layout."""
    bad = "Megszentségteleníthetetlenség" * 200
    stories = (
        sample.entry(1, title=bad, source=bad, summary=bad, url=f"https://a.example/{bad}"),
        sample.entry(2, title="szó " * 1250, authors=(bad,)),
        sample.entry(3, title="", summary="", source=""),
        sample.entry(4, title=TURNED, source=TURNED, authors=("Szerző",)),
    )
    return render.feed_page(sample.site(), sample.feed(entries=stories, title=bad, name="hostile"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("site")
    for name, body in (sample.written() | {"hostile.html": hostile()}).items():
        (made / name).write_bytes(body)
    return made


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def addresses(folder) -> Iterator[dict[str, str]]:
    """Where the site is: in its folder, and below some path of a file server."""
    serve = partial(Quiet, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        below = f"http://127.0.0.1:{server.server_port}/{folder.name}"
        yield {"folder": folder.as_uri(), "server": below}
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        # root can have no sandbox: Chromium would not start
        started = playwright.chromium.launch(executable_path=chromium(), chromium_sandbox=False)
        yield started
        started.close()


@pytest.fixture
def visit(browser, addresses):
    """Opens a page of the site; what a browser complains of or asks for is in its lists."""
    contexts = []

    def open_page(name, at="folder", **options):
        context = browser.new_context(**({"viewport": DESKTOP} | options))
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked, page.missed = [], [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("requestfailed", lambda request: page.missed.append(request.url))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{addresses[at]}/{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def style(page, selector, name):
    return page.eval_on_selector(selector, f"one => getComputedStyle(one).{name}")


def width(page):
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("at", ["folder", "server"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_shown_without_complaint_and_asks_nobody_else(visit, addresses, name, at):
    page = visit(name, at)
    assert (page.said, page.missed) == ([], [])
    assert f"{addresses[at]}/{hashed_name('style.css')}" in page.asked
    assert {urlsplit(one).netloc for one in page.asked} == {urlsplit(addresses[at]).netloc}
    assert "Palatino" in style(page, "body", "fontFamily")


@pytest.mark.parametrize("at", ["folder", "server"])
def test_one_gets_around_by_clicking(visit, at):
    page = visit(files.INDEX, at)
    for name, heading in (
        ("Események", "Események"),
        ("Források", "Források"),
        ("Hírcsatornák", "Hírcsatornák"),
        ("Névjegy", "Névjegy"),
        ("Hírek", "Klaszterhírek"),
    ):
        page.get_by_role("navigation", name="Oldalak").get_by_role("link", name=name).click()
        assert page.get_by_role("heading", level=1).inner_text() == heading
    assert page.said == []


@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 600}, DESKTOP])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_screen(visit, name, size):
    assert width(visit(name, viewport=size)) == size["width"]


def test_a_table_is_still_a_table_to_a_screen_reader_on_a_phone(visit):
    page = visit(files.SOURCES, viewport=PHONE)
    table = page.get_by_role("table", name="Magyarország 7 forrás")
    row = table.get_by_role("row").filter(has_text="Tiszamenti")
    assert row.get_by_role("rowheader").count() == 1
    assert row.get_by_role("cell").count() == 5
    assert style(page, "tbody td", "display") == "block"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_text_stands_out_from_what_is_behind_it(visit, name, scheme):
    read = visit(name, color_scheme=scheme).evaluate(CONTRAST)
    assert len(read) > 20
    assert [one for one in read if one[1] < 4.5] == []


def test_a_faint_text_would_be_found(visit):
    page = visit(files.ABOUT)
    page.eval_on_selector("main p", "one => { one.style.color = '#999' }")
    assert [one for one in page.evaluate(CONTRAST) if one[1] < 4.5]


def test_who_prefers_the_dark_gets_it(visit):
    colors = {
        scheme: style(visit(files.INDEX, color_scheme=scheme), "body", "backgroundColor")
        for scheme in ("light", "dark")
    }
    assert colors == {"light": "rgb(255, 253, 250)", "dark": "rgb(22, 21, 20)"}


def test_the_keyboard_skips_to_the_content(visit):
    page = visit(files.INDEX)
    skip = page.get_by_role("link", name="Ugrás a tartalomhoz")
    assert skip.bounding_box()["y"] < 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.href") == sample.STORIES[0].url


@pytest.mark.parametrize("name", [files.INDEX, files.SOURCES, files.EVENTS])
def test_the_keyboard_comes_to_every_link_in_order_and_is_seen_there(visit, name):
    page = visit(name)
    links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    reached = []
    for _ in links:
        page.keyboard.press("Tab")
        at = page.evaluate(
            "(one => [one.href, getComputedStyle(one).outlineStyle])(document.activeElement)"
        )
        reached.append(at)
    assert reached == [[link, "solid"] for link in links]


def test_paper_gets_the_news_and_their_addresses_only(visit):
    page = visit(files.INDEX)
    page.emulate_media(media="print")
    assert style(page, ".masthead nav", "display") == "none"
    assert style(page, ".subscribe", "display") == "none"
    assert style(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
    address = page.eval_on_selector("h3 a", "one => getComputedStyle(one, '::after').content")
    assert sample.STORIES[0].url in address
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_paper_is_white_for_who_prefers_the_dark_too(visit):
    page = visit(files.INDEX, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert style(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert style(page, "h3 a", "color") == "rgb(0, 0, 0)"


def test_a_name_that_turns_the_direction_turns_nothing_behind_it(visit):
    story = visit("hostile.html").locator("article", has_text="Szerző")
    name, author = (story.locator(f".credit {one}").bounding_box() for one in ("a bdi", "a + bdi"))
    assert author["x"] >= name["x"] + name["width"]
    assert author["y"] == name["y"]
