"""Any feed at all, however ugly the texts of its sources, for hypothesis."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.feed import Attachment, Category, Entry, Feed, Mention
from tests.feeds.example import ARCHIVE, HUB, SUBSCRIPTION
from tests.feeds.ugly import TEXTS, UGLY

URLS = st.sampled_from(
    ["https://a.example/", "https://b.example/?a=1&b='2'", "http://c.example/%20"]
)
TIMES = st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.timezones())
MENTIONS = st.builds(Mention, UGLY, UGLY, URLS, st.lists(UGLY, max_size=2).map(tuple))
TYPES = st.sampled_from(["application/pdf", "Text/HTML; charset=x", "pdf", "*/*", "a/b\x00"])
ATTACHMENTS = st.builds(
    Attachment, URLS | st.just(" "), UGLY, st.none() | TYPES | UGLY, st.none() | st.integers()
)
SCHEMES = st.just("https://hirek.example/kinds")
CATEGORIES = st.builds(Category, UGLY, SCHEMES, UGLY)
ENTRIES = st.builds(
    Entry,
    id=st.just(""),
    url=URLS | st.just(""),
    title=TEXTS,
    updated=TIMES,
    source=TEXTS,
    source_url=URLS,
    published=st.none() | TIMES,
    summary=TEXTS,
    content_html=TEXTS,
    authors=st.lists(UGLY, max_size=2).map(tuple),
    language=st.sampled_from([None, "hu", "en-GB"]),
    image=st.none() | URLS,
    attachments=st.lists(ATTACHMENTS, max_size=3).map(tuple),
    categories=st.lists(CATEGORIES, max_size=2).map(tuple),
    reprints=st.lists(MENTIONS, max_size=2).map(tuple),
    quotations=st.lists(MENTIONS, max_size=2).map(tuple),
)


@st.composite
def any_feeds(draw: st.DrawFn) -> Feed:
    entries = draw(st.lists(ENTRIES, max_size=3))
    return Feed(
        id="tag:hirek.example,2026:feed",
        title=draw(TEXTS),
        description=draw(TEXTS),
        language="hu",
        updated=draw(TIMES) if entries else None,
        entries=[
            replace(one, id=f"tag:hirek.example,2026:{number}")
            for number, one in enumerate(entries)
        ],
        base=draw(st.sampled_from([None, "https://hirek.example/"])),
        hub=draw(st.sampled_from([None, HUB])),
        walk=draw(st.sampled_from([None, SUBSCRIPTION, ARCHIVE])),
    )


def for_any_feed(test: Callable[[Feed], None]) -> Callable[[], None]:
    # A busy machine is no finding: what is asked is whether it holds, not how fast.
    patient = settings(deadline=None, suppress_health_check=list(HealthCheck))
    return patient(given(any_feeds())(test))
