"""The served pages in a real Chromium, of the demo's archive: read, search, subscribe."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from scrapers.article import BUDAPEST
from scrapers.net.browser import chromium

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium is installed")

PAGES = (
    *("", "?kind=event", "search", "search?q=klaszter", "search?q=klazster", "events"),
    *("events?month=2021-06", "sources", "sources/portal", "archive", "feeds", "feeds?sector=food"),
    *("about", "nincs", "en/", "en/search?q=cluster", "en/archive", "story/{story}"),
)
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PROGRAM = (sys.executable, "-c", "from aggregator.cli import main; main()")


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    """The folder of a demo that has run."""
    folder = tmp_path_factory.mktemp("demo")
    # a process of its own: Playwright has an event loop in this one
    subprocess.run([*PROGRAM, "demo", "--quiet", "--folder", folder], check=True)
    return folder


@pytest.fixture(scope="module")
def address(demo) -> Iterator[str]:
    """Where the demo's archive is served."""
    told = ("--port", "0", "--archive", f"sqlite:///{demo}/archive.sqlite")
    files = ("--output", str(demo / "output"), "--sources", str(demo / "sources"))
    command = (*PROGRAM, "serve", *told, *files)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().split()[1]
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        # root can have no sandbox: Chromium would not start
        started = playwright.chromium.launch(executable_path=chromium(), chromium_sandbox=False)
        yield started
        started.close()


@pytest.fixture
def visit(browser, address):
    """Opens a page; what a browser complains of or asks for is in its lists."""
    contexts = []

    def open_page(path, **options):
        context = browser.new_context(**({"viewport": DESKTOP, "locale": "hu-HU"} | options))
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address + path.format(story=1))
        return page

    yield open_page
    for context in contexts:
        context.close()


def faults(page, *rules: str) -> list[str]:
    """What axe finds that keeps people from reading the page (WCAG 2.2, A and AA)."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = axe.run(page, options={"resultTypes": ["violations"], **only}).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_shown_without_complaint_asks_nobody_else_and_can_be_read_by_all(
    visit, address, path
):
    page = visit(path)
    expected = ["status of 404"] if path == "nincs" else []
    assert [one for one in page.said if not any(said in one for said in expected)] == []
    assert {urlsplit(one).netloc for one in page.asked} == {urlsplit(address).netloc}
    assert faults(page) == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone_and_the_dark(visit, path):
    page = visit(path, viewport=PHONE, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 21, 20)"
    assert faults(page, "color-contrast", "target-size") == []


def test_the_checks_see_a_picture_without_words(visit):
    page = visit("about")
    page.evaluate("document.querySelector('main').append(new Image())")
    assert [one.partition(":")[0] for one in faults(page)] == ["image-alt"]


def test_a_reader_goes_from_the_news_to_a_story_and_sees_who_quotes_it(visit):
    page = visit("")
    story = page.locator("article.story", has_text="Idézi:").first
    title = story.locator("h3").inner_text()
    story.get_by_role("link", name="Részletek").click()
    assert page.locator("h1").inner_text() == title
    assert page.locator("main").get_by_text("Tölgy Faipari Klaszter").count() > 0
    page.go_back()
    assert page.locator("article.story").count() > 0


def test_a_reader_pages_through_all_the_news_and_back(visit):
    page = visit("")
    seen = page.locator("article.story h3").all_inner_texts()
    page.get_by_role("link", name="Régebbi hírek").click()
    older = page.locator("article.story h3").all_inner_texts()
    assert older
    assert not set(seen) & set(older)
    page.get_by_role("link", name="A legfrissebb hírek").click()
    assert page.locator("article.story h3").all_inner_texts() == seen


def test_a_reader_narrows_the_news(visit):
    page = visit("")
    page.get_by_label("Ágazat").select_option(label="élelmiszeripar")
    page.get_by_role("button", name="Megjelenítés").click()
    assert "sector=food" in page.url
    assert 0 < page.locator("article.story").count() < 30


def test_a_reader_searches_narrows_and_subscribes(visit):
    page = visit("search")
    page.get_by_label("Mit keres?").fill("faszárító")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text().lower().startswith("faszárító")
    feed = page.get_by_role("link", name="RSS", exact=True).get_attribute("href")
    with urlopen(urlsplit(page.url)._replace(path="", query="").geturl() + feed) as answer:
        assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert b"<item>" in answer.read()


def test_a_misspelt_word_is_put_right_with_one_click(visit):
    page = visit("search?q=klazster")
    page.locator("main").get_by_role("link", name="klaszter").click()
    assert page.locator("ol.hits li").count() > 0


def test_a_day_of_the_month_leads_to_what_happens_on_it(visit):
    page = visit("events?month=2021-06")
    page.locator(".sheet td", has_text="3").first.get_by_role("link").first.click()
    assert page.locator(":target").count() == 1
    page.get_by_role("link", name="Később").click()
    assert page.locator("caption").inner_text() == "2021. július"


def test_the_month_of_today_is_shown_first(visit):
    page = visit("events")
    today = datetime.now(BUDAPEST).date()
    assert page.locator("td[aria-current] time").get_attribute("datetime") == str(today)


def test_an_address_is_copied(visit):
    page = visit("feeds?sector=food", permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Másolás – RSS")
    button.click()
    page.get_by_role("button", name="Másolva").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("sector-food.rss")
    with urlopen(copied) as answer:
        assert answer.status == 200


def test_a_button_says_again_what_it_said_however_often_it_was_pressed(visit):
    page = visit("feeds?sector=food", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("button[data-copy]").first
    before = button.inner_html()
    button.click()
    button.filter(has_text="Másolva").click()
    button.filter(has_text="RSS").wait_for()
    assert button.inner_html() == before


def test_where_nothing_can_be_copied_no_button_says_so(browser, address):
    page = browser.new_page()
    # a page that came over plain HTTP from another host has no clipboard
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{address}feeds?sector=food")
    assert page.locator("button[data-copy]").count() > 0
    assert page.locator("button[data-copy]:visible").count() == 0
    page.close()


def test_everything_works_without_scripts(visit):
    page = visit("", java_script_enabled=False)
    page.get_by_role("link", name="Keresés").click()
    page.get_by_label("Mit keres?").fill("pályázat")
    page.get_by_role("button", name="Keresés").click()
    assert page.locator("ol.hits li").count() > 0
    page.goto(urlsplit(page.url)._replace(path="/feeds", query="").geturl())
    page.get_by_label("Ágazat").select_option(label="élelmiszeripar")
    page.get_by_role("button", name="Cím megjelenítése").click()
    assert page.locator("#address-1").inner_text().endswith("sector-food.rss")
    assert page.get_by_role("button", name="Másolás").count() == 0


def test_everything_can_be_reached_by_keyboard(visit):
    page = visit("")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "sector"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("ArrowDown")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?sector=**")


def test_who_reads_english_is_led_there_and_can_go_back(visit):
    page = visit("", locale="en-GB")
    assert urlsplit(page.url).path == "/en/"
    page.get_by_role("link", name="Magyar").click()
    assert urlsplit(page.url).path == "/"
    assert page.locator("html").get_attribute("lang") == "hu"
