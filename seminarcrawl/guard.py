"""Which addresses a crawl may connect to: the public internet, and nothing behind the operator's own walls.

A redirect, a link or a calendar's address may lead anywhere, also by a name whose DNS answer is private. So
every address is looked at where a name becomes an address, and only the address looked at is connected to.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any, ClassVar, Self
from urllib.request import getproxies

from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class PrivateAddressError(IgnoreRequest):
    """A request whose address lies in a private, loopback, link-local or other not public network."""


class Guard:
    """Says which addresses are allowed. `allow_loopback` lets 127.0.0.0/8 and ::1 through; `private_hosts`
    are names whose addresses may be private, such as an intranet's own calendar."""

    def __init__(self, *, allow_loopback: bool = False, private_hosts: tuple[str, ...] = ()) -> None:
        self.allow_loopback = allow_loopback
        self.trusted = {host.lower().rstrip(".") for host in private_hosts} | _proxy_hosts()

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """As ALLOW_LOOPBACK and PRIVATE_HOSTS say."""
        return cls(
            allow_loopback=settings.getbool("ALLOW_LOOPBACK"),
            private_hosts=tuple(settings.getlist("PRIVATE_HOSTS")),
        )

    def check_host(self, host: str) -> None:
        """Raise PrivateAddressError when `host` spells an address, in whatever way, that is not allowed."""
        address = address_of(host)
        if address is not None:
            self.check(host, address)

    def check(self, host: str, address: Address | str) -> None:
        """Raise PrivateAddressError when `host` leads to an address that is not allowed."""
        if host.lower().rstrip(".") in self.trusted:
            return
        address = ipaddress.ip_address(address) if isinstance(address, str) else address
        inner = embedded(address)
        if inner.is_loopback and self.allow_loopback:
            return
        if not inner.is_global or inner.is_multicast:
            where = str(address) if host == str(address) else f"{host} ({address})"
            raise PrivateAddressError(f"{where} is not on the public internet: not asked")


def address_of(host: str) -> Address | None:
    """The address that `host` spells: dotted, decimal, octal, hexadecimal or IPv6; None for a name."""
    host = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host.rstrip(".")))
    except (OSError, UnicodeError):
        return None


def embedded(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that only carries it (mapped, 6to4, NAT64); else the address."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def connect(guard: Guard, host: str, port: int, timeout: float | None) -> socket.socket:
    """A connection to the first address of `host` that answers. Raises PrivateAddressError, or OSError."""
    error: OSError | None = None
    for family, kind, protocol, _, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        guard.check(host, str(where[0]).partition("%")[0])
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(timeout)
        try:
            connection.connect(where)
        except OSError as caught:
            connection.close()
            error = caught
        else:
            return connection
    raise error or OSError(f"{host} has no address")


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which gives away no address that is not allowed.

    What it refused stands in `refused`: Twisted turns every error of a resolver into "not found".
    """

    installed: ClassVar[GuardedResolver | None] = None  # a process has one reactor, which has one resolver

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.guard = Guard()
        self.refused: dict[str, PrivateAddressError] = {}

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> Self:
        """The way Scrapy makes a resolver: `crawler` is the process, which has the settings."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.guard = Guard.from_settings(crawler.settings)
        return resolver

    def install_on_reactor(self) -> None:
        """Become the resolver of the process."""
        super().install_on_reactor()
        GuardedResolver.installed = self

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 (Twisted's name)
        """The address of `name`, if it may be connected to; else DNSLookupError."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        try:
            self.guard.check(name, address)
        except PrivateAddressError as error:
            self.refused[name.lower()] = error
            raise DNSLookupError(str(error)) from error
        return address


def _proxy_hosts() -> set[str]:
    """The proxies that the operator's environment names: they may well be private."""
    proxies = (url.rpartition("@")[2].rpartition("//")[2] for url in getproxies().values())
    return {proxy.partition("/")[0].rpartition(":")[0].lower() for proxy in proxies} - {""}
