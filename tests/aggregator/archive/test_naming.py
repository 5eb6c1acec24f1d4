from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.naming import described, keep_descriptions, named_sources, sources_where
from aggregator.archive.search import search
from aggregator.archive.sources import keep_sources
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL, SOURCES, contents, kept

RENAMED = PORTAL.model_copy(
    update={"name": "Klaszterek Lapja", "organisation": "Lap Kft.", "sector": "ict"}
)
TODAY = MONDAY.date()


def rename(archive, source=RENAMED, now=MONDAY + DAY):
    with archive.write() as connection:
        keep_descriptions(connection, [source], now)
        keep_sources(connection, [source])


def test_what_a_source_was_called_is_kept_with_the_moment_until_which_it_was(archive):
    rename(archive)
    (former,) = contents(archive)["former_source"]
    assert (former["source"], former["name"], former["until"]) == (
        "portal",
        PORTAL.name,
        MONDAY + DAY,
    )


def test_a_source_that_is_described_as_before_leaves_nothing(archive):
    with archive.write() as connection:
        keep_descriptions(connection, SOURCES, MONDAY)
        keep_descriptions(connection, [PORTAL.model_copy(update={"id": "new"})], MONDAY)
    assert contents(archive)["former_source"] == []


def test_a_source_is_known_by_the_name_that_it_had(archive):
    rename(archive)
    rename(archive, RENAMED.model_copy(update={"name": "Harmadik"}), MONDAY + 3 * DAY)
    with archive.read() as connection:
        names = [described(connection, MONDAY + day * DAY)["portal"]["name"] for day in (0, 2, 4)]
        assert names == [PORTAL.name, "Klaszterek Lapja", "Harmadik"]
        assert described(connection)["portal"]["name"] == "Harmadik"
        assert named_sources(connection, "klaszter lapja", MONDAY + 2 * DAY) == ["portal"]
        assert named_sources(connection, "klaszter lapja") == []
        assert sources_where(connection, "sector", "ICT", MONDAY) == []
        assert sources_where(connection, "sector", "ICT") == ["portal"]


def test_a_search_as_of_a_moment_knows_the_names_of_then(archive):
    ArchiveMemory(archive).keep([kept()], MONDAY)
    rename(archive)
    with archive.read() as connection:
        then = search(connection, "source:hálózati", TODAY, as_of=MONDAY)
        assert [row["source_name"] for row in then.rows] == [PORTAL.name]
        now = search(connection, "source:klaszterek", TODAY)
        assert [row["source_name"] for row in now.rows] == ["Klaszterek Lapja"]
        assert search(connection, "source:hálózati", TODAY).remarks
