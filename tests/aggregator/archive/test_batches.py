"""Whatever a crawl finds, in whatever order: a batch is kept as its findings one by one are."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.archive.index.documents import index_of
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_sources
from scrapers.doors.teaser import Teaser
from scrapers.memory import (
    Answer,
    DoorSeen,
    Kept,
    Missing,
    Owed,
    Refused,
    RobotsSeen,
    Unanswered,
    Unchanged,
    Validators,
)
from scrapers.source import FeedDoor
from tests.aggregator.archive.crowd import text
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import DAY, MONDAY, SOURCES, article, contents, published

LONG = text("egy", words=30)
TEXTS = (LONG, f"{LONG} Kiegészítve.", text("kettő", words=30), "Rövid hír.")
DATES = (None, published("2021-06-04"), published("2021-06-05", found="byline"))
SOURCE = st.sampled_from(("portal", "press"))
PATH = st.sampled_from(("hirek/1", "hirek/2", "hirek/3"))
VALIDATORS = st.sampled_from((Validators(), Validators("etag", None, "digest")))


@st.composite
def kept(draw: st.DrawFn) -> Kept:
    """A page that tells an article of its own, or one that is at another address."""
    own, path = draw(PATH), draw(PATH)
    told = article(
        source=draw(SOURCE),
        path=draw(st.sampled_from((own, own, path, "hirek"))),
        title=draw(st.sampled_from(("Meghívó", "Közös mérőlabor"))),
        text=draw(st.sampled_from(TEXTS)),
        published=draw(st.sampled_from(DATES)),
        language=draw(st.sampled_from(("hu", None))),
        image=draw(st.sampled_from((None, "https://portal.example.hu/kep.jpg"))),
    )
    key = f"{told.source}.example.hu/{own}"
    url, address = f"https://{key}", told.url.removeprefix("https://")
    body = draw(st.sampled_from((None, b"1", b"2")))
    answer = Answer(url, "text/html", body, None, 0) if body else None
    return Kept(told.source, key, url, told, address, draw(VALIDATORS), answer)


@st.composite
def otherwise(draw: st.DrawFn) -> Unchanged | Missing | Refused | Owed | Unanswered:
    """What else may become of a page."""
    source = draw(SOURCE)
    key = f"{source}.example.hu/{draw(PATH)}"
    url = f"https://{key}"
    return draw(
        st.sampled_from(
            (
                Unchanged(source, key),
                Missing(source, key),
                Refused(source, key, url, "no-text"),
                Owed(source, key, Teaser(url), "http 503"),
                Owed(source, key, Teaser(url, title="Cím"), "timeout", asked=False),
                Unanswered(source, key, "timeout"),
            )
        )
    )


DOOR = FeedDoor(kind="feed", url="https://portal.example.hu/feed")
DOORS = st.builds(DoorSeen, SOURCE, st.just(DOOR), st.just("a"), VALIDATORS, st.just({"k": "m"}))
ROBOTS = st.builds(RobotsSeen, SOURCE, st.just("portal.example.hu"), st.sampled_from((b"", b"x")))
BATCH = st.lists(kept() | kept() | otherwise() | DOORS | ROBOTS, min_size=1, max_size=8)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(BATCH, min_size=1, max_size=3))
def test_a_batch_is_kept_as_its_findings_one_by_one_are(file_archive, batches):
    together = _kept(file_archive, batches, len)
    assert together == _kept(file_archive, batches, lambda batch: 1)


def _kept(archive, batches, size):
    """What is in an archive in which these batches were kept, one a day, so many at once."""
    with archive.write() as connection:
        make_empty(connection)
        keep_sources(connection, SOURCES)
    memory = ArchiveMemory(archive)
    for day, batch in enumerate(batches):
        step = size(batch)
        for start in range(0, len(batch), step):
            memory.keep(batch[start : start + step], MONDAY + day * DAY)
    held = contents(archive)
    # of the forms of a new word, one of those that come together is shown
    held["spelling"] = [row["stem"] for row in held["spelling"]]
    with archive.read() as connection:
        return held, list(index_of(connection).held(connection))
