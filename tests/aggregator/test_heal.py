from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from aggregator.adding import accept
from aggregator.answers import source_details
from aggregator.archive.archive import open_archive
from aggregator.archive.doors import discoveries, door_history
from aggregator.archive.schema import article, story
from aggregator.errors import NotFound
from aggregator.findings import findings
from scrapers.source import Source, load_sources
from tests.aggregator.site import Site, news, page
from tests.aggregator.updating import updated

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Klaszter:
    """A source that is a name and a home page, and the archive of its updates."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site
        (folder / "sources").mkdir()
        self.write(f'home = "{site.home}"\n')

    def write(self, keys: str) -> None:
        text = f'name = "Borsodi Faipari Klaszter"\norganisation = "BFK"\n{keys}'
        (self.folder / "sources" / "klaszter.toml").write_text(text, encoding="utf-8")

    @property
    def source(self) -> Source:
        (one,) = load_sources([self.folder / "sources"])
        return one

    def update(self, day: int) -> dict[str, Any]:
        self.site.requests.clear()
        return updated(self.folder, NOW + day * DAY)

    def archive(self) -> Any:
        return open_archive(f"sqlite:///{self.folder / 'archive.sqlite'}")

    def articles(self) -> dict[str, str]:
        """The addresses of the articles, without the host, by title."""
        with self.archive() as archive, archive.read() as connection:
            rows = connection.execute(select(article.c.title, article.c.url))
            return {row.title: "/" + row.url.split("/", 3)[3] for row in rows}

    def stories(self) -> int:
        with self.archive() as archive, archive.read() as connection:
            return len(connection.execute(select(story.c.id)).all())

    def doors(self) -> list[tuple[str, str | None]]:
        """The doors that it has had, and what ended them."""
        with self.archive() as archive, archive.read() as connection:
            rows = door_history(connection, "klaszter")
            return [("/" + row["url"].split("/", 3)[3], row["ended"]) for row in rows]

    def outcome(self) -> str:
        with self.archive() as archive, archive.read() as connection:
            return str(discoveries(connection, "klaszter")[0]["outcome"])


@pytest.fixture
def klaszter(tmp_path: Path) -> Iterator[Klaszter]:
    with Site() as site:
        site.build("/hirek/", range(4))
        yield Klaszter(tmp_path, site)


def titles(count: range) -> set[str]:
    return {news(at).title for at in count}


def test_a_bare_home_page_is_crawled_through_the_door_that_is_found(klaszter):
    told = klaszter.update(0)
    assert told["problems"] == []
    assert klaszter.articles() == {news(at).title: f"/hirek/{at}" for at in range(4)}
    assert klaszter.doors() == [("/hirek", None)]


def test_a_redesign_is_healed_and_every_article_stays_what_it_was(klaszter):
    klaszter.update(0)
    klaszter.site.build("/aktualis/cikk-", range(1, 5), listed="/aktualitasok")
    told = klaszter.update(1)
    assert told["problems"] == []
    assert klaszter.doors() == [("/hirek", "replaced"), ("/aktualitasok", None)]
    known = {news(at).title: f"/aktualis/cikk-{at}" for at in range(1, 5)}
    assert klaszter.articles() == {news(0).title: "/hirek/0", **known}
    assert klaszter.stories() == 5
    assert klaszter.update(2)["articles"] == 0


def test_a_pinned_door_that_breaks_is_replaced_until_the_file_pins_another(klaszter):
    home = klaszter.site.home
    pin = f'home = "{home}"\n[[door]]\nkind = "listing"\nurl = "{home}%s"\nlinks = ".hir h3 a"\n'
    klaszter.write(pin % "hirek")
    klaszter.update(0)
    klaszter.site.build("/hirek/", range(1, 5), listed="/friss-hirek")
    assert klaszter.update(1)["problems"] == []
    assert klaszter.doors() == [("/hirek", "replaced"), ("/friss-hirek", None)]
    klaszter.write(pin % "friss-hirek")
    assert klaszter.update(2)["problems"] == []
    assert klaszter.doors()[1:] == [("/friss-hirek", "unpinned"), ("/friss-hirek", None)]


def test_of_two_pinned_doors_one_breaks_and_the_other_stays(klaszter):
    home = klaszter.site.home
    door = '[[door]]\nkind = "listing"\nurl = "%s"\n'
    klaszter.site.build("/esemenyek/", range(4, 8), listed="/esemenyek")
    events = klaszter.site.pages["/esemenyek"]
    klaszter.site.build("/hirek/", range(4))
    klaszter.site.pages["/esemenyek"] = events
    klaszter.write(f'home = "{home}"\n' + door % f"{home}hirek" + door % f"{home}esemenyek")
    klaszter.update(0)
    klaszter.site.build("/hirek/", range(1, 5), listed="/friss-hirek")
    klaszter.site.pages["/esemenyek"] = events
    assert klaszter.update(1)["problems"] == []
    assert news(4).title in klaszter.articles()
    assert sorted(klaszter.doors()) == [
        ("/esemenyek", None),
        ("/friss-hirek", None),
        ("/hirek", "replaced"),
    ]
    klaszter.update(2)
    assert {"/esemenyek", "/friss-hirek"} <= set(klaszter.site.requests)


def test_a_door_that_works_as_it_is_pinned_is_not_taken_again_in_another_form(klaszter):
    home = klaszter.site.home
    klaszter.write(
        f'home = "{home}"\n[[door]]\nkind = "listing"\nurl = "{home}hirek"\nlinks = ".hir h3 a"\n'
        f'[[door]]\nkind = "feed"\nurl = "{home}feed"\n'
    )
    told = klaszter.update(0)
    assert ["/feed: http 404; no news found at " in one for one in told["problems"]] == [True]
    assert set(klaszter.articles()) == titles(range(4))
    assert ("/hirek", None) in klaszter.doors()


def test_a_proposed_door_at_an_address_in_force_is_taken(klaszter):
    klaszter.update(0)
    klaszter.site.build("/uj/", range(5, 8))
    klaszter.update(1)
    assert klaszter.outcome() == "proposed"
    good = klaszter.site.pages
    klaszter.site.pages = {"*": 503}
    klaszter.update(2)
    with klaszter.archive() as archive:
        accept(archive, klaszter.source, NOW + 2 * DAY)
    klaszter.site.pages = good
    assert klaszter.update(3)["problems"] == []
    assert set(klaszter.articles()) == {*titles(range(4)), *titles(range(5, 8))}


def test_a_list_of_events_may_be_empty_for_a_season(klaszter):
    home = klaszter.site.home
    doors = [
        f'[[door]]\nkind = "listing"\nurl = "{home}{path}"\n' for path in ("hirek", "programok")
    ]
    klaszter.write(f'home = "{home}"\n{"".join(doors)}')
    klaszter.site.pages["/programok"] = page(
        "Programok", "<p>Jelenleg nincs meghirdetve program.</p>"
    )
    told = klaszter.update(0)
    assert told["problems"] == []
    assert told["dropped"] == [{"door without news": 1}]
    klaszter.site.pages["/hirek"] = page("Hírek", "<p>Karbantartás alatt.</p>")
    assert "/hirek: no-links" in klaszter.update(1)["problems"][0]


def test_a_door_that_finds_nothing_again_is_proposed_and_taken_when_the_operator_says_so(klaszter):
    klaszter.update(0)
    klaszter.site.build("/uj/", range(5, 8), listed="/aktualitasok")
    (problem,) = klaszter.update(1)["problems"]
    assert problem.endswith("/hirek: http 404; another door is proposed, see klaszterhirek health")
    assert set(klaszter.articles()) == titles(range(4))
    with klaszter.archive() as archive:
        (finding,) = findings(archive, [klaszter.source], NOW + DAY)
        assert (finding["condition"], finding["look"]) == ("redesigned", True)
        assert "klaszterhirek add --accept klaszter" in finding["advice"]
        (line,) = accept(archive, klaszter.source, NOW + DAY)
        assert line == f"listing {klaszter.site.home}aktualitasok"
        with pytest.raises(NotFound):
            accept(archive, klaszter.source, NOW + DAY)
    assert klaszter.update(2)["problems"] == []
    assert set(klaszter.articles()) == {*titles(range(4)), *titles(range(5, 8))}
    with klaszter.archive() as archive:
        (finding,) = findings(archive, [klaszter.source], NOW + 2 * DAY)
        assert (finding["problem"], finding["look"]) == (None, False)
        history = source_details(archive, klaszter.source, NOW)["doors"]
    assert [one["until"] is None for one in history] == [False, True]


PARKING = (
    "<html><head><title>klaszter.localhost</title></head><body><h1>klaszter.localhost</h1>"
    "<p>This domain may be for sale.</p><p>Related searches</p><ul>"
    + "".join(f"<li><a href='/s/{at}'>Faipari gépek olcsón {at}</a></li>" for at in range(9))
    + "</ul></body></html>"
)
SPAM = "".join(
    f"<div class=hir><h3><a href='/hirek/{at}'>Best online casino bonus, free slots {at}</a></h3>"
    f"<p>The players of the house will win in this month what they lost in {at} others.</p></div>"
    for at in range(20, 28)
)


def test_a_site_that_turned_into_a_parking_page_is_not_accepted(klaszter):
    klaszter.update(0)
    klaszter.site.everywhere(PARKING)
    assert klaszter.update(1)["problems"] != []
    assert klaszter.outcome() == "parked"
    assert set(klaszter.articles()) == titles(range(4))
    assert klaszter.doors() == [("/hirek", None)]


def test_a_site_that_was_hacked_is_not_accepted_even_at_its_old_address(klaszter):
    klaszter.update(0)
    klaszter.site.pages["/hirek"] = page("Hírek", SPAM)
    for at in range(20, 28):
        prose = (
            f"<p>{'The player of the house is in the game and it is for the best of us. ' * 9}</p>"
        )
        klaszter.site.pages[f"/hirek/{at}"] = page(f"Casino {at}", f"<h1>Casino {at}</h1>{prose}")
    (problem,) = klaszter.update(1)["problems"]
    assert "/hirek: shows nothing of what it showed; hacked: " in problem
    assert klaszter.outcome() == "hacked"
    assert set(klaszter.articles()) == titles(range(4))


def test_a_list_that_is_all_new_is_believed_where_the_earlier_articles_are_in_place(klaszter):
    klaszter.update(0)
    before = dict(klaszter.site.pages)
    klaszter.site.build("/hirek/", range(4, 8))
    klaszter.site.pages = before | klaszter.site.pages
    assert klaszter.update(1)["problems"] == []
    assert set(klaszter.articles()) == titles(range(8))


def test_a_host_that_fails_for_a_day_is_left_in_peace(klaszter):
    klaszter.update(0)
    good = klaszter.site.pages
    klaszter.site.pages = {"*": 503}
    klaszter.update(1)
    assert set(klaszter.site.requests) <= {"/robots.txt", "/hirek"}
    klaszter.site.pages = good
    assert klaszter.update(2)["problems"] == []
    assert klaszter.doors() == [("/hirek", None)]


def test_a_vain_search_is_not_repeated_at_every_run(klaszter):
    klaszter.site.pages = {"/": page("Klaszter", "<p>Hamarosan új oldalunk indul.</p>")}
    asked = []
    for day in (0, 1, 1.2, 1.4, 1.6):
        klaszter.update(day)
        asked.append(len(klaszter.site.requests))
    assert klaszter.outcome() == "nothing"
    assert asked[0] > 5
    assert asked[2:] == [0, 0, 0]
