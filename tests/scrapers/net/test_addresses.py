import ipaddress
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from twisted.internet.address import IPv4Address, IPv6Address

from scrapers.net.addresses import REFUSED, GuardedResolver, allowed, host_of, networks
from tests.scrapers.tables import rows


@pytest.mark.parametrize("row", rows("addresses.toml"))
def test_only_public_addresses_may_be_connected_to(row: dict[str, Any]):
    wrong = [one for one in row["addresses"] if allowed(one) is not row["allowed"]]
    assert wrong == []


@given(st.ip_addresses(v=4))
def test_an_address_mapped_into_ipv6_is_judged_as_itself(ip: ipaddress.IPv4Address):
    plain = allowed(str(ip))
    assert allowed(f"::ffff:{ip}") is plain
    assert allowed(f"2002:{int(ip) >> 16:x}:{int(ip) & 0xFFFF:x}::1") is plain


@given(st.ip_addresses())
@example(ipaddress.IPv6Address("2002:100::"))
def test_nothing_private_is_allowed(ip: ipaddress.IPv4Address | ipaddress.IPv6Address):
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
        assert allowed(str(ip)) is bool(inner and allowed(str(inner)))


@given(st.text(max_size=20) | st.text("0123456789abcdef:.%x", max_size=20))
def test_no_text_makes_the_judge_fail_and_none_but_an_address_is_allowed(text: str):
    if allowed(text):
        ipaddress.ip_address(text.partition("%")[0])


@pytest.mark.parametrize(
    ("extra", "address", "inside"),
    [
        ("127.0.0.0/8", "127.0.0.1", True),
        ("127.0.0.0/8", "::ffff:127.0.0.1", True),
        ("127.0.0.0/8", "10.0.0.1", False),
        ("127.0.0.0/8", "::1", False),
        ("::1", "::1", True),
        ("::1", "127.0.0.1", False),
        ("10.1.0.0/16, fd00::/8", "10.1.2.3", True),
        ("10.1.0.0/16, fd00::/8", "10.2.2.3", False),
        ("10.1.0.0/16, fd00::/8", "fd12::1", True),
        ("10.1.0.0/16", "8.8.8.8", True),
        ("", "127.0.0.1", False),
    ],
)
def test_a_network_may_be_allowed_besides(extra: str, address: str, inside: bool):
    assert allowed(address, networks(extra)) is inside


@pytest.mark.parametrize("text", ["", " , ", ","])
def test_no_networks_are_none(text: str):
    assert networks(text) == ()


@pytest.mark.parametrize("text", ["localhost", "127.0.0.1/33", "10.0.0.1/8", "127.0.0.0/8;::1"])
def test_what_is_no_list_of_networks_is_refused(text: str):
    with pytest.raises(ValueError):
        networks(text)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Pelda.hu:8080/a", "www.pelda.hu"),
        ("http://[::1]:80/", "::1"),
        ("http://127.0.0.1/", "127.0.0.1"),
        ("not an address", ""),
        ("", ""),
        ("http://[::1/", ""),
    ],
)
def test_the_host_of_an_address_is_that_which_the_resolver_is_asked_for(address: str, host: str):
    assert host_of(address) == host


# The guard in front of Twisted's resolver: a resolver that answers as told stands behind it.


class Answers:
    """A name resolver whose every name has the addresses given."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked: list[str] = []

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self, receiver: Any, name: str, port: int = 0, types: Any = None, semantics: str = "TCP"
    ) -> Any:
        self.asked.append(name)
        receiver.resolutionBegan(self)
        for address in self.addresses:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()
        return self


class Receiver:
    """What Twisted hands to a resolver: takes note of what it is told."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self.told.append("began")

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.told.append((address.host, address.port))

    def resolutionComplete(self) -> None:  # noqa: N802
        self.told.append("complete")


@pytest.fixture
def refused() -> Iterator[set[str]]:
    """The hosts that this test has refused, forgotten afterwards."""
    before = set(REFUSED)
    REFUSED.clear()
    yield REFUSED
    REFUSED.clear()
    REFUSED.update(before)


def resolve(name: str, answers: Answers, extra: str = "") -> list[Any]:
    reactor = SimpleNamespace(nameResolver=answers)
    receiver = Receiver()
    GuardedResolver(reactor, networks(extra)).resolveHostName(receiver, name, 80)
    return receiver.told


def test_only_public_addresses_of_a_name_come_through(refused: set[str]):
    answers = Answers("10.0.0.1", "8.8.8.8", "::1", "2a00::1", "::ffff:127.0.0.1")
    assert resolve("pelda.hu", answers) == [
        *("began", ("8.8.8.8", 80), ("2a00::1", 80), "complete"),
    ]
    assert refused == set()


def test_a_name_with_private_addresses_only_resolves_to_nothing_and_is_remembered(
    refused: set[str],
):
    assert resolve("belso.pelda.hu", Answers("10.0.0.1", "fd00::1")) == ["began", "complete"]
    assert refused == {"belso.pelda.hu"}


def test_a_name_that_is_missing_is_not_one_that_was_refused(refused: set[str]):
    assert resolve("nincs.pelda.hu", Answers()) == ["began", "complete"]
    assert refused == set()


def test_a_name_that_turns_private_the_second_time_is_stopped_then(refused: set[str]):
    answers = Answers("8.8.8.8")
    assert ("8.8.8.8", 80) in resolve("pelda.hu", answers)
    answers.addresses = ("127.0.0.1",)
    assert resolve("pelda.hu", answers) == ["began", "complete"]


@pytest.mark.parametrize("name", ["portal.localhost", "PORTAL.LOCALHOST", "a.b.localhost."])
def test_names_under_localhost_are_loopback_and_asked_of_nobody(name: str, refused: set[str]):
    answers = Answers("8.8.8.8")
    assert resolve(name, answers) == ["began", "complete"]
    assert resolve(name, answers, "127.0.0.0/8") == ["began", ("127.0.0.1", 80), "complete"]
    assert answers.asked == []


def test_a_guard_installed_over_a_guard_asks_behind_it(refused: set[str]):
    answers = Answers("10.0.0.1")
    strict = GuardedResolver(SimpleNamespace(nameResolver=answers))
    receiver = Receiver()
    GuardedResolver(SimpleNamespace(nameResolver=strict), networks("10.0.0.0/8")).resolveHostName(
        receiver, "pelda.hu", 80
    )
    assert receiver.told == ["began", ("10.0.0.1", 80), "complete"]
