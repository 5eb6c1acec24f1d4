"""``add`` over the sample sites, and as a command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import aggregator.demo
from aggregator.demo.server import HOSTS, SampleSites
from scrapers.net import browser
from scrapers.source import read_source
from tests.aggregator.exploring import explored
from tests.aggregator.gold import GOLD

ROOT = Path(__file__).parents[2]
PINNED = {
    path.stem: path.read_text(encoding="utf-8")
    for path in Path(aggregator.demo.__path__[0]).glob("sources/*.toml")
}
SITES = sorted(host.removesuffix(".localhost") for host in HOSTS)


@pytest.fixture(scope="module")
def told() -> Iterator[dict[str, dict[str, Any]]]:
    with SampleSites() as sites:
        homes = {site: f"http://{site}.localhost:{sites.port}/" for site in SITES}
        found = explored(list(homes.values()))
        yield {site: {**found[home], "home": home} for site, home in homes.items()}


def expected(site: str, home: str) -> list[tuple[str, str]]:
    """The doors that the editor of the sites wrote down, or pinned in the source's file."""
    gold = [one for one in GOLD["door"] if one["source"] == site and 1 in one["phases"]]
    if gold:
        return [(one["kind"], home + one["path"].lstrip("/")) for one in gold]
    port = home.rsplit(":", 1)[1].rstrip("/")
    file = PINNED[site].replace("{{port}}", port)
    pairs = [line.partition(" = ") for line in file.splitlines()]
    values = [value.strip('"') for key, _, value in pairs if key in ("kind", "url")]
    return list(zip(values[::2], values[1::2], strict=True))


@pytest.mark.parametrize("site", [site for site in SITES if "browser" not in PINNED[site]])
def test_the_doors_of_every_sample_site_are_found(told: dict[str, dict[str, Any]], site: str):
    found = told[site]
    assert [(one["kind"], one["url"]) for one in found["doors"]] == expected(site, found["home"])
    assert found["doubt"] == ""


def test_a_site_that_scripts_make_is_found_where_there_is_a_browser(told):
    found = told["napfeny"]
    if missing := browser.missing():
        assert missing in found["problem"]
    else:
        assert [one["url"] for one in found["doors"]] == [f"{found['home']}hirek"]
        assert "browser = true\n" in found["text"]


def test_the_first_articles_are_shown_with_their_dates_and_why(told):
    name, door, why, *articles = told["kezmu"]["told"]
    assert name.startswith("Fogaskerék Gépipari Klaszter  http://kezmu.localhost:")
    assert door == f"listing {told['kezmu']['home']}hirek.php"
    assert why.strip().startswith("because the site's section for news, a list of 4 articles")
    assert articles[0] == "    2021-06-10  Közös mérőlabor nyílt a klaszter tagjainak"
    assert [line[4:14].strip() for line in told["tolgy"]["told"][3:]] == ["undated"] * 4


def test_both_languages_of_a_site_are_told(told):
    assert told["fonal"]["languages"] == ["hu", "en"]


class Adding:
    """The command in a folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.sources = folder / "sources"
        self.sources.mkdir()

    def run(self, *words: str, answer: str = "") -> subprocess.CompletedProcess[str]:
        program = (sys.executable, "-c", "from aggregator.cli import main; main()", "add")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("KLASZTERHIREK_")}
        data = {"XDG_DATA_HOME": str(self.folder), "PYTHONPATH": str(ROOT)}
        options = ("--sources", "sources", "--allow-network", "127.0.0.0/8")
        return subprocess.run(
            [*program, *words, *options],
            cwd=self.folder, env=inherited | data, input=answer, capture_output=True, text=True,
            encoding="utf-8", check=False, timeout=100,
        )  # fmt: skip

    def address(self, site: str, path: str = "") -> str:
        return f"http://{site}.localhost:{self.port}/{path}"


@pytest.fixture(scope="module")
def adding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Adding]:
    with SampleSites() as sites:
        yield Adding(tmp_path_factory.mktemp("adding"), sites.port)


def test_an_address_that_is_a_feed_becomes_a_source_with_a_recording(adding: Adding):
    done = adding.run(adding.address("sajto", "rss.xml"), "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].startswith("Mintamegyei Hírlap  http://sajto.localhost:")
    assert done.stdout.endswith("Next: klaszterhirek update sajto\n")
    source = read_source(adding.sources / "sajto.toml")
    (door,) = source.doors
    assert (door.kind, door.url) == ("feed", adding.address("sajto", "rss.xml"))
    assert source.home == adding.address("sajto")
    assert (adding.sources / "recordings" / "sajto" / "expected.json").exists()
    again = adding.run(adding.address("sajto"), "--yes")
    assert again.returncode == 2
    assert "is a site of sajto already" in again.stderr


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ftp://pelda.hu/", "is not an http or https address"),
        ("http://nincs.localhost:{port}/", "cannot be read: http 404"),
        ("http://portal.localhost:{port}/nincs", "cannot be read: http 404"),
    ],
)
def test_what_cannot_be_added_is_told_in_one_line(adding: Adding, address: str, says: str):
    address = address.format(port=adding.port)
    done = adding.run(address)
    assert done.returncode == 2
    assert done.stderr == f"klaszterhirek: {address}: {says}\n"


def test_an_address_or_a_source_must_be_named_and_not_both(adding: Adding):
    for words in ((), ("http://x.hu/", "--accept", "sajto")):
        assert adding.run(*words).stderr == (
            "klaszterhirek: add: give a URL, or --accept with a source\n"
        )
