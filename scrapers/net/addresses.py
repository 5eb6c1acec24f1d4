"""Which internet addresses may be connected to, decided where the connection is made.

Twisted asks the reactor's name resolver for every connection, for literal addresses too, so a
guard there also stops redirects, odd spellings of loopback and names that resolve to a private
network the second time they are asked.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_UNICAST = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that is assigned to anybody (RFC 4291)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
# protocol assignments (RFC 6890), which older Pythons take for public; 6to4 relays (RFC 7526)
_NOBODYS = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))

REFUSED: set[str] = set()
"""Hosts of this process whose every address was refused: to tell it from a missing name."""


def networks(text: str) -> tuple[Network, ...]:
    """The networks in a comma-separated list of CIDR blocks; ``ValueError`` for anything else."""
    return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())


def host_of(address: str) -> str:
    """The host of an absolute address as the resolver is asked for it."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def allowed(address: str, extra: Sequence[Network] = ()) -> bool:
    """Whether ``address`` (a literal) is public, or inside one of the ``extra`` networks."""
    try:
        ip = _inner(ipaddress.ip_address(address.split("%", maxsplit=1)[0]))
    except ValueError:
        return False
    if any(ip in network for network in extra if network.version == ip.version):
        return True
    if ip.is_multicast or not ip.is_global:
        return False
    if ip.version == 6:
        return ip in _UNICAST
    return not any(ip in network for network in _NOBODYS)


def _inner(ip: Address) -> Address:
    """The IPv4 address that a gateway would connect to for an IPv6 one, else the address."""
    if ip.version == 4:
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


@implementer(IHostnameResolver)
class GuardedResolver:
    """A name resolver that leaves out every address that may not be connected to.

    Names under ``localhost`` are loopback and are asked of nobody (RFC 6761, section 6.3).
    """

    def __init__(self, reactor: Any, extra: Sequence[Network] = ()) -> None:
        self._reactor = reactor
        self._extra = tuple(extra)
        # installed twice in one process, the guards must not ask each other
        self._original = getattr(reactor.nameResolver, "_original", reactor.nameResolver)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """The resolver that Scrapy's own commands install; see the setting of that name."""
        return cls(reactor, networks(crawler.settings["KLASZTERHIREK_ALLOW_NETWORK"] or ""))

    def install_on_reactor(self) -> None:
        """Make every connection of this process pass the guard."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Iterable[Any] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Resolve through the original resolver and pass on what is allowed."""
        receiver = _Guard(resolutionReceiver, hostName, self._extra)
        if hostName.rstrip(".").lower().endswith(".localhost"):
            receiver.resolutionBegan(_Answered(hostName))
            receiver.addressResolved(IPv4Address("TCP", "127.0.0.1", portNumber))
            receiver.resolutionComplete()
            return resolutionReceiver
        return self._original.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )


@implementer(IHostResolution)
@dataclass
class _Answered:
    name: str

    def cancel(self) -> None:
        """Nothing to cancel: the answer is already there."""


@implementer(IResolutionReceiver)
@dataclass
class _Guard:
    receiver: Any
    host: str
    extra: tuple[Network, ...]
    passed: int = 0
    stopped: list[str] = field(default_factory=list)

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if allowed(address.host, self.extra):
            self.passed += 1
            self.receiver.addressResolved(address)
        else:
            self.stopped.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        if self.stopped and not self.passed:
            REFUSED.add(self.host)
        self.receiver.resolutionComplete()
