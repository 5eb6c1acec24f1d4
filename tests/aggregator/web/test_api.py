"""The interface for programs: what it says is what its document says, and all of it is there."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2 as httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from aggregator.archive.archive import open_archive
from aggregator.archive.sources import keep_reports
from aggregator.config import Config
from aggregator.editing import join
from aggregator.forgetting import forget
from aggregator.web.api.document import document
from aggregator.web.api.routes import OPERATIONS, ROUTES
from aggregator.web.app import application
from aggregator.web.service import Service
from scrapers.memory import Missing
from scrapers.report import CrawlReport
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL, SOURCES, article, kept, published
from tests.aggregator.archive.releases import (
    LABORATORY,
    OTHER,
    QUOTATION,
    RELEASE,
    REPRINT,
    release,
    yearly,
)
from tests.aggregator.publishing.newsroom import ADDRESS, Newsroom, new_source, short
from tests.aggregator.web.unhurried import unhurried

API = "/api/v1/"
FOOD = new_source("food", sector="food", full_text=True)
MEETING = release(
    text=yearly("VII.", 2021, "június 9-én", "Dombalján"),
    path="beszallitoi-nap",
    title="Beszállítói nap",
    published=published("2021-06-02"),
)
AUTUMN = release(
    text=yearly("VIII.", 2021, "november 9-én", "Somlóváron"),
    path="beszallitoi-nap-2",
    title="Őszi beszállítói nap",
    published=published("2021-06-04"),
)
APPLES = kept(
    source="food",
    path="hirek/alma",
    title="Almát szüretel a klaszter",
    text="A klaszter tagjai az idén kétszáz tonna almát szüretelnek.",
    published=published("2021-06-03T10:30", precision="minute"),
)
DOCUMENT = document(OPERATIONS, "/", "")
EXAMPLES: dict[str, dict[str, list[Any]]] = {
    "/api/v1/stories": {
        "sector": ["food"],
        "source": ["press"],
        "language": ["hu"],
        "kind": ["news", "call", "event"],
        "limit": [1, 30, 100],
        "before": ["1622757600000000-1"],
    },
    "/api/v1/stories/{number}": {"number": [1]},
    "/api/v1/articles": {
        "source": ["press"],
        "language": ["hu"],
        "limit": [1, 100],
        "before": ["2", "999"],
    },
    "/api/v1/articles/{number}": {"number": [1]},
    "/api/v1/search": {
        "q": ["klaszter", '"közös mérőlabor"', "source:press", "-", "(((", "klasztre"],
        "rank": ["true", "false"],
        "limit": [1, 100],
    },
    "/api/v1/events": {
        "since": ["2021-06-01", "0001-01-01", "9999-12-31"],
        "until": ["2021-06-30"],
        "source": ["portal", "press"],
        "sector": ["food"],
        "limit": [1, 100],
        "after": ["2021-06-09-0", "0001-01-01-"],
    },
    "/api/v1/sources": {"limit": [1, 100], "after": ["member", "zzz"]},
    "/api/v1/sources/{id}": {"id": ["press"]},
}
"""Values of every parameter that is documented, each of which makes sense."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of four sources that has published a few stories."""
    folder = tmp_path_factory.mktemp("made")
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        room = Newsroom(archive, Config(address=ADDRESS, output=folder / "public"))
        room.know(*SOURCES, FOOD)
        room.run(RELEASE, OTHER, MEETING, AUTUMN, APPLES)
        room.run(REPRINT, QUOTATION, day=1)
    return folder


@pytest.fixture
def room(made: Path, tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom of its own for each test: to copy one is faster than to make one."""
    folder = tmp_path / "room"
    shutil.copytree(made, folder)
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        yield Newsroom(archive, Config(address=ADDRESS, output=folder / "public"))


@pytest.fixture
def client(room: Newsroom) -> TestClient:
    return client_of(room)


def client_of(room: Newsroom, clock: Callable[[], datetime] = lambda: MONDAY) -> TestClient:
    serving = Service(room.archive, room.config, [], clock)
    return TestClient(application(serving, unhurried()), follow_redirects=False)


# What the document says


def closed(schema: Any) -> Any:
    """A schema that allows no names but those that it names."""
    if isinstance(schema, dict):
        told = {name: closed(value) for name, value in schema.items()}
        return told | {"additionalProperties": False} if "properties" in schema else told
    return [closed(one) for one in schema] if isinstance(schema, list) else schema


COMPONENTS = closed(DOCUMENT["components"])


def operation(path: str) -> dict[str, Any]:
    """What the document says of the operation that answers a path."""
    path = urlsplit(path).path.replace(urlsplit(ADDRESS).path, "/")
    parts = path.split("/")
    for template, told in DOCUMENT["paths"].items():
        wanted = template.split("/")
        if len(parts) == len(wanted) and all(
            one == part or part.startswith("{") for one, part in zip(parts, wanted, strict=True)
        ):
            return dict(told["get"])
    raise KeyError(path)


def valid(answer: httpx.Response, path: str | None = None) -> Any:
    """What an answer says, after it was checked against the document."""
    told = operation(path or str(answer.url))["responses"][str(answer.status_code)]
    ((media_type, content),) = told["content"].items()
    assert answer.headers["Content-Type"] == media_type
    schema = {**content["schema"], "components": COMPONENTS}
    said = answer.json()
    Draft202012Validator(schema).validate(said)
    return said


def ask(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(path if path.startswith("/") else API + path)
    assert answer.status_code == status, answer.text
    return valid(answer)


def walk(
    client: TestClient, path: str, between: Callable[[], object] = lambda: None
) -> Iterator[Any]:
    """All items of a list, page by page; something happens between pages."""
    following: str | None = API + path
    asked: set[str] = set()
    while following:
        assert following not in asked, "a list that leads in a circle"
        asked.add(following)
        answer = client.get(following)
        told = valid(answer)
        assert answer.links.get("next", {}).get("url") == told["next"]
        yield from told["items"]
        following = told["next"]
        between()


def described() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path, parameter)
        for path, told in DOCUMENT["paths"].items()
        for parameter in told["get"]["parameters"]
    ]


def test_the_document_is_served_with_the_folder_that_the_address_names(client):
    told = client.get(f"{API}openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": "/hirek"}]
    assert told["paths"] == DOCUMENT["paths"]


def test_every_route_is_documented_and_every_documented_parameter_has_examples_here():
    routes = {one.path for one in ROUTES} - {f"{API}openapi.json", "/api/{path:path}"}
    assert routes == set(DOCUMENT["paths"])
    documented: dict[str, set[str]] = {path: set() for path in DOCUMENT["paths"]}
    for path, parameter in described():
        documented[path].add(parameter["name"])
    assert documented == {path: set(some) for path, some in EXAMPLES.items()}


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        (path, name, value)
        for path, some in EXAMPLES.items()
        for name, values in some.items()
        for value in values
    ],
)
def test_every_documented_parameter_is_heard(client, path, name, value):
    required = {"q": "klaszter"} if path.endswith("search") else {}
    if "{" in path:
        answer = client.get(path.replace(f"{{{name}}}", str(value)))
    else:
        answer = client.get(path, params={**required, name: value})
    assert answer.status_code == 200, answer.text
    valid(answer)
    schema = next(one["schema"] for at, one in described() if (at, one["name"]) == (path, name))
    typed = {"true": True, "false": False}.get(value, value)
    Draft202012Validator(schema).validate(typed)


def senseless(schema: dict[str, Any]) -> list[Any]:
    """Values that a schema forbids."""
    found: list[Any] = []
    if "maximum" in schema:
        found += [schema["minimum"] - 1, schema["maximum"] + 1, "x", "1e3", "٣"]
    if "enum" in schema or schema["type"] == "boolean":
        found.append("x")
    if "maxLength" in schema:
        found.append("x" * (schema["maxLength"] + 1))
    if schema.get("format") == "date":
        found += ["x", "2021-02-30", "2021-06", "20210604", "2021-W22-5"]
    return found


@pytest.mark.parametrize(
    ("path", "parameter"), [one for one in described() if one[1]["in"] == "query"]
)
def test_what_the_document_forbids_is_a_problem_that_names_the_parameter(client, path, parameter):
    name, values = parameter["name"], senseless(parameter["schema"])
    assert values
    for value in values:
        answer = client.get(path, params={"q": "x", name: value} if "q" in operation_of(path)
                            else {name: value})  # fmt: skip
        assert answer.status_code == 400, (value, answer.text)
        told = valid(answer)
        assert told["status"] == 400
        assert told["detail"].startswith(name)


def operation_of(path: str) -> set[str]:
    return {one["name"] for at, one in described() if at == path}


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_unknown_parameter_is_a_problem_and_so_is_one_that_is_said_twice(client, path):
    whole = path.replace("{number}", "1").replace("{id}", "press")
    unknown = client.get(f"{whole}?colour=red")
    assert unknown.status_code == 400
    assert "colour" in valid(unknown)["detail"]
    for name in operation_of(path) if "{" not in path else ():
        assert client.get(f"{whole}?{name}=1&{name}=1").status_code == 400


# What is told


def test_a_story_is_told_with_its_articles_and_what_each_adds(client):
    (number,) = (
        one["number"]
        for one in ask(client, "stories")["items"]
        if one["title"] == RELEASE.article.title
    )
    told = ask(client, f"stories/{number}")
    assert told["original"]["source"] == {"id": "portal", "name": PORTAL.name}
    assert told["original"]["adds"] == []
    assert [one["source"]["id"] for one in told["reprints"]] == ["press"]
    (quoting,) = told["quotations"]
    assert quoting["source"]["id"] == "member"
    assert "bérmérésre" in " ".join(quoting["adds"])
    assert LABORATORY[:40] not in " ".join(quoting["adds"])
    assert (told["reprint_count"], told["quotation_count"]) == (1, 1)
    assert {one["story"] for one in (told["original"], *told["reprints"], quoting)} == {number}


def test_the_same_story_is_told_in_a_list_and_alone(client):
    for one in ask(client, "stories")["items"]:
        alone = ask(client, f"stories/{one['number']}")
        assert one.items() <= alone.items()


def test_its_id_is_that_of_the_feeds(client, room):
    ids = {one["title"]: one["id"] for one in ask(client, "stories")["items"]}
    assert ids == room.ids()


def test_dates_are_as_precise_as_they_are_known(client, room):
    room.run(
        short(1, None),
        kept(path="x", title="Hír 2", published=published("2021-06-01", precision="month")),
        day=2,
    )
    told = {one["title"]: one["published"] for one in ask(client, "articles")["items"]}
    assert told["Hír 1"] is None
    assert told["Hír 2"] == {"at": "2021-06", "precision": "month"}
    assert told[OTHER.article.title] == {"at": "2021-06-05", "precision": "day"}
    assert told[APPLES.article.title] == {"at": "2021-06-03T08:30:00Z", "precision": "minute"}
    assert told == {one["title"]: one["published"] for one in ask(client, "stories")["items"]} | {
        one.article.title: told[one.article.title] for one in (REPRINT, QUOTATION)
    }


def test_times_are_in_utc(client):
    for one in ask(client, "articles")["items"]:
        assert one["first_seen"].endswith("Z")
        assert datetime.fromisoformat(one["first_seen"]) in (MONDAY, MONDAY + DAY)


def test_the_text_of_an_article_is_told_only_where_its_source_allows_that(client):
    told = {one["source"]["id"]: one for one in ask(client, "articles")["items"]}
    assert told["food"]["text"] == APPLES.article.text
    assert [told[one]["text"] for one in ("portal", "press", "member")] == [None] * 3
    assert ask(client, f"articles/{told['food']['number']}")["html"] == APPLES.article.html
    assert ask(client, f"articles/{told['press']['number']}")["html"] is None


def test_the_text_of_an_article_that_its_source_has_withdrawn_is_not_told(client, room):
    for day in (2, 3):
        room.run(Missing(APPLES.source, APPLES.key), day=day)
    (told,) = ask(client, "articles?source=food")["items"]
    assert told["gone"]
    assert told["text"] is None
    assert ask(client, "stories?source=food")["items"] == []


def test_markup_of_an_article_is_safe(room):
    room.run(
        kept(
            article(
                "food", "x", "X", "Szöveg.", html="<p onclick='x()'>Szöveg.<script>x()</script>"
            )
        ),
        day=2,
    )
    client = client_of(room)
    number = ask(client, "articles?limit=1")["items"][0]["number"]
    told = ask(client, f"articles/{number}")["html"]
    assert "Szöveg." in told
    assert "onclick" not in told
    assert "script" not in told


def test_a_story_that_turned_out_to_be_another_leads_there(client, room):
    before = {one["title"]: one["number"] for one in ask(client, "stories")["items"]}
    join(room.archive, ADDRESS, RELEASE.url, OTHER.url, MONDAY + 2 * DAY)
    pair = sorted((before[RELEASE.article.title], before[OTHER.article.title]))
    answer = client.get(f"{API}stories/{pair[1]}")
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"/hirek/api/v1/stories/{pair[0]}"
    assert ask(client, answer.headers["Location"])["number"] == pair[0]


def test_what_was_removed_on_request_is_gone(client, room):
    told = next(one for one in ask(client, "articles")["items"] if one["source"]["id"] == "food")
    forget(room.archive, room.config, str(told["number"]), MONDAY + 2 * DAY)
    assert ask(client, f"articles/{told['number']}", 410)["detail"]
    assert ask(client, f"stories/{told['story']}", 410)["detail"]
    assert told["number"] not in [one["number"] for one in ask(client, "articles")["items"]]
    assert told["story"] not in [one["number"] for one in ask(client, "stories")["items"]]
    assert ask(client, "search?q=szüretel")["items"] == []


@pytest.mark.parametrize(
    "path", ["stories/999", "articles/999", "sources/nobody", "stories/0", "stories/x"]
)
def test_what_is_unknown_is_not_found(client, path):
    assert ask(client, path, 404)["status"] == 404


def test_stories_are_chosen_by_sector_source_language_and_kind(client, room):
    room.run(
        kept(source="press", path="de", title="Messe", text="Die Messe beginnt.", language="de"),
        day=2,
    )

    def titles(query: str) -> set[str]:
        return {one["title"] for one in ask(client, f"stories?{query}")["items"]}

    assert titles("sector=food") == {APPLES.article.title}
    assert titles("source=member") == {RELEASE.article.title}
    assert titles("language=de") == {"Messe"}
    assert titles("kind=event") == {MEETING.article.title, AUTUMN.article.title}
    assert titles("source=press&language=hu") == {RELEASE.article.title, OTHER.article.title}
    assert titles("sector=food&source=press") == set()


def test_the_sector_of_a_story_is_what_stories_are_chosen_by(client):
    (told,) = ask(client, "stories?source=food")["items"]
    assert ask(client, f"stories?sector={told['sector']['id']}")["items"] == [told]
    english = valid(client.get(f"/en{API}stories?source=food"), f"{API}stories")["items"]
    assert (told["sector"]["name"], english[0]["sector"]["name"]) == ("élelmiszeripar", "food")


def test_articles_are_chosen_by_source_and_language(client):
    assert {one["source"]["id"] for one in ask(client, "articles?source=press")["items"]} == {
        "press"
    }
    assert len(ask(client, "articles?language=hu&source=press")["items"]) == 2
    ask(client, "articles?language=xx", 400)


def test_a_search_tells_where_the_words_stand(client):
    (told,) = ask(client, "search?q=szüretel")["items"]
    assert told["title"] == APPLES.article.title
    marked = [told["title"][start:end] for start, end in told["title_marks"]]
    assert marked == ["szüretel"]
    assert [told["snippet"][start:end] for start, end in told["snippet_marks"]] == ["szüretelnek"]
    assert told["story"] == ask(client, "stories?source=food")["items"][0]["number"]


def test_a_search_that_finds_nothing_says_what_would(client):
    told = ask(client, "search?q=mérőlobor")
    assert told["items"] == []
    assert ask(client, f"search?q={quote(told['instead'])}")["items"]
    assert ask(client, "search?q=source:nobody")["remarks"]
    ask(client, "search", 400)
    ask(client, "search?q=%20", 400)


def test_a_search_is_ranked_when_that_is_asked_for(client):
    newest = [one["number"] for one in ask(client, "search?q=klaszter")["items"]]
    best = [one["number"] for one in ask(client, "search?q=klaszter&rank=true")["items"]]
    assert sorted(newest) == sorted(best)
    assert ask(client, "search?q=klaszter&limit=1")["items"][0]["number"] == newest[0]


def test_events_are_told_with_who_tells_of_them(client):
    told = ask(client, "events?since=2021-06-01&until=2021-06-30")["items"]
    (meeting,) = (one for one in told if one["name"] == "VII. találkozó")
    assert (meeting["kind"], meeting["start"], meeting["end"]) == (
        "event",
        "2021-06-09",
        "2021-06-09",
    )
    (witness,) = meeting["told_by"]
    assert witness["url"] == MEETING.article.url
    assert ask(client, f"articles/{witness['article']}")["title"] == MEETING.article.title
    assert meeting in ask(client, "events?since=2021-06-01&source=portal")["items"]
    assert ask(client, "events?since=2021-06-01&source=press")["items"] == []
    assert ask(client, "events?since=2021-06-01&source=portal&sector=food")["items"] == []


def test_events_are_those_of_a_year_at_most_from_today_on_unless_another_day_is_said(room):
    client = client_of(room)
    assert [one["start"] for one in ask(client, "events")["items"]] == ["2021-06-09", "2021-11-09"]
    ask(client, "events?until=2022-06-08")
    ask(client, "events?until=2022-06-09", 400)
    ask(client, "events?until=2021-06-06", 400)


def test_a_source_is_told_with_how_it_fares(client, room):
    told = ask(client, "sources/food")
    assert (told["state"], told["checked"], told["article_count"]) == ("new", None, 1)
    assert told["newest"] == {"at": "2021-06-03T08:30:00Z", "precision": "minute"}
    report = CrawlReport("food", MONDAY, 0, problem="no door answers")
    with room.archive.write() as connection:
        keep_reports(connection, [report])
    told = ask(client, "sources/food")
    assert (told["state"], told["checked"]) == ("failing", "2021-06-07T05:30:00Z")
    listed = ask(client, "sources")["items"]
    assert [one["id"] for one in listed] == ["food", "member", "portal", "press"]
    assert listed[0].items() <= told.items()


# Walking


def test_a_walk_tells_every_story_once_while_new_ones_arrive(client, room):
    room.run(*(short(one) for one in range(12)), day=2)
    before = [one["number"] for one in ask(client, "stories?limit=100")["items"]]
    assert len(before) == 17
    arrived: list[int] = []

    def arrive() -> None:
        arrived.append(100 + len(arrived))
        room.run(short(arrived[-1], "2021-06-10"), day=4 + len(arrived))

    walked = [one["number"] for one in walk(client, "stories?limit=3", arrive)]
    assert walked == before
    assert len(arrived) == 6
    assert len(ask(client, "stories?limit=100")["items"]) == 23


def test_a_walk_tells_every_article_once_whatever_arrives_and_whatever_is_edited(client, room):
    before = [one["number"] for one in ask(client, "articles?limit=100")["items"]]
    assert before == sorted(before, reverse=True)
    assert len(before) == 7
    some = iter(range(2, 100))

    def arrive() -> None:
        day = next(some)
        room.run(
            short(day, "2020-01-01"),
            short(200 + day, "2021-06-07"),
            kept(
                source="food",
                path="hirek/alma",
                title=f"Alma {day}",
                text=APPLES.article.text,
                published=published(f"2021-05-{day:02}"),
            ),
            day=day,
        )

    walked = [one["number"] for one in walk(client, "articles?limit=1", arrive)]
    assert walked == before


@pytest.mark.parametrize(
    "path",
    ["stories", "articles", "events?since=2021-01-01", "sources", "stories?source=press"],
)
def test_a_walk_by_ones_tells_what_is_told_at_once(client, path):
    sign = "&" if "?" in path else "?"
    whole = ask(client, f"{path}{sign}limit=100")
    assert whole["next"] is None
    assert len(whole["items"]) > 1
    assert list(walk(client, f"{path}{sign}limit=1")) == whole["items"]


def test_both_databases_tell_the_same(archive, room, tmp_path):
    other = Newsroom(archive, Config(address=ADDRESS, output=tmp_path / "other"))
    other.know(*SOURCES, FOOD)
    other.run(RELEASE, OTHER, MEETING, AUTUMN, APPLES)
    other.run(REPRINT, QUOTATION, day=1)
    one, another = client_of(room), client_of(other)

    def titles(client: TestClient, path: str) -> list[str]:
        items = walk(client, f"{path}{'&' if '?' in path else '?'}limit=2")
        return [item.get("title", item.get("name")) for item in items]

    for path in (
        *("stories", "stories?sector=food", "stories?source=press&kind=news&language=hu"),
        *("articles", "articles?source=portal&language=hu", "events", "events?sector=food"),
        *("sources", "search?q=klaszter", "search?q=klaszter&rank=true"),
    ):
        assert titles(another, path) == titles(one, path), path
    for listed in ("stories", "articles", "sources"):
        for item in ask(another, listed)["items"]:
            ask(another, f"{listed}/{item.get('number', item.get('id'))}")


# Who asks, and how


@pytest.mark.parametrize(
    "path", ["stories", "stories/1", "articles", "search?q=x", "sources", "openapi.json"]
)
def test_whoever_has_an_answer_is_told_that_it_is_the_same(client, room, path):
    first = client.get(API + path)
    again = client.get(API + path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    room.run(short(1), kept(source="press", path="x", title="X", text="x"), day=2)
    changed = client.get(API + path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == (304 if path in ("stories/1", "openapi.json") else 200)


@pytest.mark.parametrize("path", [*EXAMPLES, f"{API}openapi.json"])
def test_who_asks_for_the_head_alone_gets_the_headers(client, path):
    whole = path.replace("{number}", "1").replace("{id}", "press")
    whole += "?q=x" if path.endswith("search") else ""
    head, full = client.head(whole), client.get(whole)
    assert head.status_code == 200
    assert head.headers == full.headers


@pytest.mark.parametrize("path", [f"{API}stories", f"{API}stories/999", "/feed.atom", "/feed.json"])
def test_pages_of_other_sites_may_read(client, path):
    answer = client.get(path, headers={"Origin": "https://other.example.hu"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Expose-Headers"] == "ETag, Link, Retry-After"
    asked = client.options(
        path,
        headers={
            "Origin": "https://other.example.hu",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert asked.status_code == 204
    assert "GET" in asked.headers["Access-Control-Allow-Methods"]
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["/", "/about", "/feeds"])
def test_pages_for_people_are_read_by_no_other_site(client, path):
    answer = client.get(path, headers={"Origin": "https://other.example.hu"})
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["stories", "nothing/here", "openapi.json"])
def test_nothing_is_written_here(client, method, path):
    answer = client.request(method, API + path)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", [API, "/api/", "/api/v2/stories", "/api/v1/stories/"])
def test_what_does_not_exist_is_a_problem_too(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_a_mistake_of_ours_is_a_problem_too(room, caplog):
    app = client_of(room, clock=lambda: datetime.fromisoformat("no clock")).app
    client = TestClient(app, raise_server_exceptions=False)
    answer = client.get(f"{API}events")
    assert answer.status_code == 500
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "no clock" not in answer.text
    assert "mistake" in caplog.text


WORDS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789-T:+. ", max_size=30),
    st.sampled_from(["hu", "press", "true", "2021-06-04", "9999-12-31", "-9999999999999999-1"]),
    st.text(alphabet="\"()-:*?~^%_\\<>&|!'ab ", max_size=30),
)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(told=st.data())
def test_nothing_that_is_asked_breaks_it(client, told):
    path = told.draw(st.sampled_from(sorted(EXAMPLES)))
    names = [one["name"] for at, one in described() if at == path and one["in"] == "query"]
    params = {name: told.draw(WORDS) for name in names if name == "q" or told.draw(st.booleans())}
    word = quote(told.draw(WORDS), safe="", errors="ignore")
    whole = path.replace("{number}", word).replace("{id}", word)
    answer = client.get(whole, params={k: v.encode("utf-8", "ignore") for k, v in params.items()})
    assert answer.status_code in (200, 308, 400, 404)
    if answer.status_code != 308:
        valid(answer, path)
