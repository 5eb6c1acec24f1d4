"""Takes docs/screens/: six served pages of the demo's archive, on a desktop and on a phone.

    uv run klaszterhirek demo --folder /tmp/demo
    uv run python docs/screens.py /tmp/demo

Needs Chromium.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from scrapers.net.browser import chromium

PAGES = {
    "front": "",
    "story": "search?q=" + "%22k%C3%B6z%C3%B6s+klaszterstrat%C3%A9gia%22",
    "search": "search?q=klaszter+p%C3%A1ly%C3%A1zat",
    "events": "events?month=2021-06",
    "sources": "sources",
    "archive": "archive",
}
SIZES = {"desktop": {"width": 1200, "height": 900}, "phone": {"width": 390, "height": 844}}


def main() -> None:
    """Serve the demo, look at each page."""
    demo, folder = Path(sys.argv[1]), Path(__file__).with_name("screens")
    folder.mkdir(exist_ok=True)
    program = (sys.executable, "-c", "from aggregator.cli import main; main()", "serve")
    where = ("--archive", f"sqlite:///{demo.absolute()}/archive.sqlite")
    files = ("--output", str(demo / "output"), "--sources", str(demo / "sources"))
    told = (*where, *files, "--port", "0")
    with (
        subprocess.Popen((*program, *told), stdout=subprocess.PIPE, text=True) as server,
        sync_playwright() as playwright,
    ):
        assert server.stdout
        address = server.stdout.readline().split()[1]
        browser = playwright.chromium.launch(executable_path=chromium(), chromium_sandbox=False)
        for size, viewport in SIZES.items():
            page = browser.new_page(viewport=viewport, locale="hu-HU")  # type: ignore[arg-type]
            for name, path in PAGES.items():
                page.goto(address + path)
                if name == "story":  # its number is the archive's
                    page.locator("ol.hits h3 a").last.click()
                page.screenshot(path=folder / f"{name}-{size}.png")
        browser.close()
        server.terminate()


if __name__ == "__main__":
    main()
