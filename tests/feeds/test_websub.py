import socket

import pytest

from feeds.websub import Outcome, tell
from tests.feeds.hub import flood, gibberish, hang_up, hub, silence, status, trickle

TOPIC = "https://hirek.example/feed.rss?a=1&b=2"
OTHER = "https://hirek.example/feed.atom"
PLENTY = 60


def test_a_hub_is_told_of_each_topic_under_both_names():
    with hub(status(204)) as running:
        outcomes = tell(running.url, [TOPIC, OTHER], PLENTY)
    assert outcomes == (
        Outcome(TOPIC, True, "204 No Content"),
        Outcome(OTHER, True, "204 No Content"),
    )
    assert running.asked == [
        (
            "/hub?key=1",
            {"hub.mode": ["publish"], "hub.url": [topic], "hub.topic": [topic]},
            "application/x-www-form-urlencoded",
        )
        for topic in (TOPIC, OTHER)
    ]


def test_no_topics_ask_nothing():
    with hub(status(204)) as running:
        assert tell(running.url, [], PLENTY) == ()
    assert running.asked == []


@pytest.mark.parametrize("failure", [status(503), status(429), status(500), hang_up, gibberish])
def test_a_hub_that_fails_at_first_is_told_again(failure):
    with hub(failure, status(202)) as running:
        assert tell(running.url, [TOPIC], PLENTY) == (Outcome(TOPIC, True, "202 Accepted"),)
    assert len(running.asked) == 2


def test_a_hub_that_goes_on_failing_is_given_up():
    with hub(status(503, b"try \x1b[31mlater\n")) as running:
        (outcome,) = tell(running.url, [TOPIC], PLENTY)
    assert outcome == Outcome(TOPIC, False, "503 Service Unavailable: try [31mlater")
    assert len(running.asked) == 3


def test_a_refusal_is_final_and_says_why():
    with hub(status(422, "a téma nem ismert".encode())) as running:
        (outcome,) = tell(running.url, [TOPIC], PLENTY)
    assert not outcome.accepted
    assert outcome.reason.startswith("422 ")
    assert outcome.reason.endswith(": a téma nem ismert")
    assert len(running.asked) == 1


def test_one_topic_may_be_refused_and_the_next_accepted():
    with hub(status(400), status(204)) as running:
        outcomes = tell(running.url, [TOPIC, OTHER], PLENTY)
    assert [one.accepted for one in outcomes] == [False, True]


@pytest.mark.parametrize("never", [silence, trickle])
def test_a_hub_that_never_answers_is_not_waited_for(never):
    with hub(never) as running:
        outcomes = tell(running.url, [TOPIC, OTHER], 0.5)
    assert [(one.topic, one.accepted) for one in outcomes] == [(TOPIC, False), (OTHER, False)]
    assert "time" in outcomes[0].reason
    assert outcomes[1].reason == "no time was left"


def test_where_no_time_is_given_nothing_is_asked():
    with hub(status(204)) as running:
        assert tell(running.url, [TOPIC], 0) == (Outcome(TOPIC, False, "no time was left"),)
    assert running.asked == []


def test_of_an_endless_answer_only_the_beginning_is_read():
    with hub(flood) as running:
        (outcome,) = tell(running.url, [TOPIC], PLENTY)
    assert outcome.accepted
    assert outcome.reason.startswith("202 Accepted: thanks xxx")
    assert len(outcome.reason) < 200


def test_a_redirection_within_the_host_is_followed_and_stays_a_post():
    with hub(
        status(307, Location="/other"), status(308, Location="third?x=1"), status(204)
    ) as running:
        (outcome,) = tell(running.url, [TOPIC], PLENTY)
    assert outcome.accepted
    assert [path for path, *_ in running.asked] == ["/hub?key=1", "/other", "/third?x=1"]
    assert all(form["hub.url"] == [TOPIC] for _, form, _ in running.asked)


def test_a_redirection_to_another_host_is_not_followed():
    with hub(status(204)) as other, hub(status(307, Location=other.url)) as running:
        (outcome,) = tell(running.url, [TOPIC], PLENTY)
    assert outcome == Outcome(TOPIC, False, f"redirects to another host: {other.url}")
    assert other.asked == []
    assert len(running.asked) == 1


@pytest.mark.parametrize(
    "target",
    ["//localhost/hub", "file:///etc/passwd", "http://127.0.0.1@other.example/", "http://["],
)
def test_a_redirection_that_leads_astray_is_not_followed(target):
    with hub(status(302, Location=target)) as running:
        (outcome,) = tell(running.url, [TOPIC], PLENTY)
    assert not outcome.accepted
    assert outcome.reason.startswith("redirects to ")


def test_a_hub_that_redirects_in_a_circle_is_given_up():
    with hub(status(302, Location="/hub")) as running:
        (outcome,) = tell(running.url, [TOPIC], PLENTY)
    assert outcome == Outcome(TOPIC, False, "redirects too often")
    assert len(running.asked) == 4


def test_a_redirection_without_an_address_is_what_it_is():
    with hub(status(302)) as running:
        assert tell(running.url, [TOPIC], PLENTY) == (Outcome(TOPIC, False, "302 Found"),)


def test_a_closed_port_is_an_outcome():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    (outcome,) = tell(f"http://127.0.0.1:{port}/", [TOPIC], PLENTY)
    assert not outcome.accepted
    assert "refused" in outcome.reason


def test_a_hub_that_speaks_no_tls_is_an_outcome():
    with hub(status(204)) as running:
        (outcome,) = tell(running.url.replace("http:", "https:"), [TOPIC], PLENTY)
    assert not outcome.accepted
    assert "SSL" in outcome.reason


@pytest.mark.parametrize(
    "address", ["", "hub.example", "ftp://127.0.0.1/", "http://", "http://[", "http://127.0.0.1:x/"]
)
def test_what_is_no_address_of_a_hub_is_an_outcome(address):
    (outcome,) = tell(address, [TOPIC], PLENTY)
    assert outcome == Outcome(TOPIC, False, f"not an http or https address: {address}")


def test_an_address_that_cannot_be_asked_for_is_an_outcome():
    with hub(status(204)) as running:
        (outcome,) = tell(running.url + " ő\n", [TOPIC], PLENTY)
    assert not outcome.accepted
    assert "\n" not in outcome.reason
