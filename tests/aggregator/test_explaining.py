"""What explain tells of two articles of a real archive."""

import pytest
from sqlalchemy import insert, update

from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import relation
from aggregator.editing import join, split
from aggregator.errors import ConfigError, NotFound
from aggregator.explaining.quoting import PASSAGES, QUOTED, shortened
from aggregator.explaining.record import explain, for_people
from aggregator.group import group
from aggregator.pairing import pair_of
from tests.aggregator.archive.findings import DAY, MONDAY, published
from tests.aggregator.archive.releases import (
    COLD_STORE,
    CREDITED,
    LABORATORY,
    release,
    yearly,
)
from tests.aggregator.archive.releases import (
    QUOTED as QUOTING,
)

RELEASE = release(published=published("2021-06-04"))
REPRINT = release("press", CREDITED, title="Labort kapunk", published=published("2021-06-05"))
QUOTATION = release("member", QUOTING, title="Mérni fogunk", published=published("2021-06-06"))
OTHER = release("press", COLD_STORE, path="hirek/hutohaz", title="Új hűtőház")
YEARS = [
    release(text=yearly(edition, year, day, place), path=str(year), title=f"Beszállítói nap {year}",
            published=published(f"{year}-05-03"))
    for edition, year, day, place in (
        ("VI.", 2020, "június 3-án", "Somlóváron"), ("VII.", 2021, "június 9-én", "Dombalján"),
    )
]  # fmt: skip


@pytest.fixture
def told(archive):
    """Keep and group articles; what explain tells of two of them, by what a command is given."""

    def tell(*findings, one=None, other=None):
        keep(archive, *findings)
        names = [
            which or url(finding) for which, finding in ((one, findings[0]), (other, findings[1]))
        ]
        return explain(pair_of(archive, *names))

    return tell


def keep(archive, *findings, day=0):
    ArchiveMemory(archive).keep(findings, MONDAY + day * DAY)
    group(archive, None, MONDAY + day * DAY)


def url(finding):
    return finding.article.url


def between(archive, one, other):
    return explain(pair_of(archive, url(one), url(other)))


# Related


def test_a_reprint_is_told_with_shares_and_credit(told):
    record = told(RELEASE, REPRINT)
    assert record["relation"] == "A and B are copies of one text"
    assert (record["kind"], record["host"]) == ("copy", None)
    assert record["shares"]["A"] == 1.0
    assert record["in common"].startswith("100% of A, 9")
    assert (record["found"], record["since"]) == ("by their texts", MONDAY)
    assert record["because"] == ["B names the source of A in a line for the source"]
    assert record["credits"] == ["B: Forrás: www.portal.example.hu"]
    assert record["story"] == f"both in story {record['stories']['A']}"
    assert record["editor"] is record["not kept"] is record["apart because"] is None


def test_both_articles_are_told_with_what_they_are_known_by(told):
    record = told(RELEASE, OTHER)
    assert record["A"].pop("number") < record["B"].pop("number")
    assert record["A"] == {
        "title": "Közös mérőlabor nyílik Somlóváron",
        "source": "Hálózati Portál",
        "address": "https://portal.example.hu/hirek/merolabor",
        "published": "2021-06-04",
        "first seen": MONDAY,
        "words": len(LABORATORY.split()),
    }
    assert record["B"]["published"] is None


@pytest.mark.parametrize(
    ("pair", "host", "words"),
    [((RELEASE, QUOTATION), "B", "B quotes A"), ((QUOTATION, RELEASE), "A", "A quotes B")],
)
def test_a_quotation_is_told_as_the_articles_were_named(told, pair, host, words):
    record = told(*pair)
    assert (record["relation"], record["host"]) == (words, host)
    assert record["shares"][host] < 0.7 < record["shares"]["B" if host == "A" else "A"]
    (phrase,) = record["because"]
    assert phrase.startswith(f"{host} names the source of ")
    (credit,) = record["credits"]
    assert credit.startswith(f"{host}: írja hírei között")


def test_a_series_is_told_with_what_differs_in_the_order_of_the_articles(archive):
    keep(archive, *YEARS)
    forth, back = between(archive, *YEARS), between(archive, *reversed(YEARS))
    assert forth["relation"] == "A and B tell of two events in the same words"
    assert "dates in the titles differ: 2020 | 2021" in forth["different"]
    assert "dates in the titles differ: 2021 | 2020" in back["different"]
    assert len(set(forth["different"])) == len(forth["different"])
    assert forth["apart because"] == ["two events are never one story, however alike the words are"]


def test_passages_are_quoted_from_both_texts_with_their_places(told):
    record = told(RELEASE, QUOTATION)
    (passage,) = record["passages"]
    assert (
        LABORATORY[passage["A from"] : passage["A to"]]
        == QUOTING[passage["B from"] : passage["B to"]]
    )
    assert passage["A"] == passage["B"] == shortened(LABORATORY.removesuffix("."))
    assert passage["equal"]
    assert for_people(record)["passages"] == [{"A and B": passage["A"]}]


def test_what_the_archive_keeps_is_told_even_if_it_would_be_found_otherwise_now(archive):
    keep(archive, RELEASE, REPRINT)
    with archive.write() as connection:
        connection.execute(update(relation).values(evidence=["of-another-version"], by="event"))
    record = between(archive, REPRINT, RELEASE)
    assert record["because"] == ["of-another-version"]
    assert record["found"] == "by the event that both tell of"


def test_what_was_found_by_pages_and_events_is_told_beside_each_other(archive):
    keep(archive, RELEASE, OTHER)
    numbers = sorted(between(archive, RELEASE, OTHER)[letter]["number"] for letter in "AB")
    bare = {"kind": "related", "share": 0, "other_share": 0, "passages": [], "since": MONDAY}
    rows = [
        {"article": numbers[0], "other": numbers[1], "by": by, "evidence": [word], **bare}
        for by, word in (("twin", "twin:address"), ("event", "event:nyitas-2021-09-14"))
    ]
    with archive.write() as connection:
        connection.execute(insert(relation), rows)
    record = between(archive, OTHER, RELEASE)
    assert record["relation"] == "A and B are related, each a story of its own"
    assert record["found"].count(", by ") == 1
    assert record["because"] == [
        "their addresses differ by the language",
        "both tell of the event nyitas-2021-09-14",
    ]
    assert record["passages"] == []


def test_many_passages_are_told_by_the_longest(archive):
    sentences = [" ".join(f"szó{n}x{word}" for word in range(14 + n)) + "." for n in range(8)]
    own = [" ".join(f"más{n}x{word}" for word in range(9)) + "." for n in range(8)]
    one = release(text=" ".join(sentences))
    other = release(
        "press", " ".join(part for pair in zip(sentences, own, strict=True) for part in pair)
    )
    keep(archive, one, other)
    record = between(archive, one, other)
    assert len(record["passages"]) == PASSAGES
    assert record["further passages"] == 3
    starts = [passage["A from"] for passage in record["passages"]]
    assert starts == sorted(starts)
    assert starts[0] > 0


def test_a_long_passage_is_shown_by_its_ends():
    text = f"Eleje {'közepe ' * 60}\nvége."
    assert len(shortened(text)) <= QUOTED + 5
    assert shortened(text).startswith("Eleje közepe ")
    assert " […] " in shortened(text)
    assert shortened(text).endswith(" közepe vége.")
    assert shortened("x" * 999) == f"{'x' * 80} […] {'x' * 80}"
    assert shortened(" két \n szó ") == "két szó"


# Not related


def test_two_articles_without_a_relation_are_compared_for_the_answer(told):
    record = told(RELEASE, OTHER)
    assert record["relation"] == "A and B have nothing in common that counts"
    assert record["found"] is record["since"] is record["in common"] is None
    kept, prints, titles = record["not kept"]
    assert "keeps no relation" in kept
    assert prints.startswith("fingerprints in common: 0 (A has ")
    assert titles == "titles: different"
    assert record["apart because"] is None


def test_a_text_of_few_words_is_told_as_the_reason(told):
    stub = release("press", "Részletek hamarosan.", title="Közös mérőlabor nyílik Somlóváron")
    record = told(RELEASE, stub)
    assert record["because"] == [
        "one text has fewer than 20 words: only equal titles and equal beginnings make it a copy"
    ]
    assert record["not kept"][-1] == "titles: equal"


def test_lines_that_many_stories_have_are_told_as_left_out(archive):
    about = "A Hálózati Portál tizennégy éve tudósít a hazai klaszterek munkájáról és terveiről."
    one = release(text=f"{LABORATORY}\n\n{about}")
    other = release(text=f"{COLD_STORE}\n\n{about}", path="hutohaz", title="Új hűtőház")
    keep(archive, one, other)
    record = between(archive, one, other)
    assert record["left out"] == [f"A: {about.rstrip('.')}", f"B: {about.rstrip('.')}"]
    assert record["A"]["words"] == len(f"{LABORATORY} {about}".split())
    assert record["relation"] == "A and B have nothing in common that counts"


# One story or two


def test_who_is_in_one_story_through_others_is_told_through_whom(archive):
    first, _, rest = LABORATORY.partition("\n\n")
    parts = [
        release("press", f"{first}\n\n{first}", path="eleje", published=published("2021-06-05")),
        release("member", rest, path="vege", title="Vége", published=published("2021-06-06")),
    ]
    keep(archive, RELEASE, *parts)
    record = between(archive, *parts)
    assert record["story"].startswith("both in story ")
    assert record["together through"] == [
        f"{RELEASE.article.title} – Hálózati Portál {url(RELEASE)}"
    ]
    assert between(archive, RELEASE, parts[0])["together through"] == []


def test_an_editors_word_is_told_with_its_moment(archive):
    keep(archive, RELEASE, REPRINT, OTHER)
    split(archive, None, url(REPRINT), MONDAY + DAY)
    join(archive, None, url(REPRINT), url(OTHER), MONDAY + 2 * DAY)
    apart, together = between(archive, RELEASE, REPRINT), between(archive, OTHER, REPRINT)
    assert apart["editor"] == "keeps them apart, since 2021-06-08 07:30"
    assert apart["apart because"] == ["an editor keeps them apart"]
    assert apart["stories"]["A"] != apart["stories"]["B"]
    assert together["editor"] == "brings them together, since 2021-06-09 07:30"
    assert together["story"].startswith("both in story ")


def test_a_word_on_others_of_both_stories_is_told_with_their_names(archive):
    late = release(
        "member", CREDITED, path="atvett", title="Átvett", published=published("2021-06-07")
    )
    keep(archive, RELEASE, REPRINT)
    split(archive, None, url(REPRINT), MONDAY + DAY)
    keep(archive, late, day=2)
    assert between(archive, late, REPRINT)["story"].startswith("both in story ")
    assert between(archive, late, RELEASE)["apart because"] == [
        f"an editor keeps apart {REPRINT.article.title} – Dombvidéki Hírmondó {url(REPRINT)} and B"
    ]


def test_an_article_that_was_never_grouped_is_told_what_to_do(archive):
    keep(archive, RELEASE)
    ArchiveMemory(archive).keep([REPRINT], MONDAY)
    record = between(archive, RELEASE, REPRINT)
    assert record["relation"] == "A and B are copies of one text"
    assert record["not kept"]
    assert record["story"].endswith(", B in no story")
    assert record["waiting"] == [
        "B is new or changed since; klaszterhirek group puts it into its story"
    ]


# How articles are named


def test_articles_are_named_by_number_or_address_and_stories_by_their_id(told, archive):
    record = told(RELEASE, OTHER)
    numbers = [str(record[letter]["number"]) for letter in "AB"]
    assert told(RELEASE, OTHER, one=numbers[0], other=numbers[1]) == record
    assert told(RELEASE, OTHER, one=f"{url(RELEASE)}?utm_source=x") == record


@pytest.mark.parametrize("which", ["99", "https://portal.example.hu/nincs", "urn:uuid:0"])
def test_an_unknown_article_is_told(told, which):
    with pytest.raises(NotFound, match="no such article"):
        told(RELEASE, OTHER, other=which)


def test_one_article_named_twice_is_told(told):
    with pytest.raises(ConfigError, match="same article"):
        told(RELEASE, OTHER, other=url(RELEASE))
