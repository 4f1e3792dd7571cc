"""Nothing that a source says makes us talk to a machine behind the operator's walls."""

from __future__ import annotations

import http.server
import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from scrapy.settings import Settings
from twisted.internet import defer
from twisted.internet.base import ThreadedResolver
from twisted.internet.error import DNSLookupError

from seminarcrawl.fetch import FetchError, fetch
from seminarcrawl.guard import Guard, GuardedResolver, PrivateAddressError, address_of, connect
from tests.processes import Bench

PRIVATE = [
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.0.0.1", "0X7F.1",
    "0177.0.0.1", "017700000001", "0177.0.0.0x1", "127.0.0.1.", "0", "0.0.0.0", "0x0", "00.0",
    "10.0.0.1", "10.255.255.255", "0xa000001", "012.0.0.1", "167772161", "172.16.0.1", "172.31.255.254",
    "0xac100001", "192.168.0.1", "192.168.1", "0xc0a80001", "3232235521", "169.254.169.254", "0xa9fea9fe",
    "2852039166", "0251.0376.0251.0376", "169.254.0.1", "100.64.0.1", "100.127.255.254", "0x64400001",
    "224.0.0.1", "239.255.255.250", "255.255.255.255", "192.0.2.1", "198.18.0.1", "203.0.113.7", "240.0.0.1",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]",
    "[::ffff:a9fe:a9fe]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fd12:3456:789a::1]", "[ff02::1]",
    "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::]", "[2001:db8::1]",
]  # fmt: skip
# Those that lead to a server that listens on this machine, and names that do.
LEADING_HERE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001",
    "127.0.0.1.", "0", "0.0.0.0", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "localhost", "LOCALHOST", "localhost.", "me:pw@127.0.0.1", "127.0.0.9",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "[2606:4700::1111]", "[::ffff:8.8.8.8]", "134.157.15.1", "[64:ff9b::808:808]"]


def test_there_are_sixty_forms() -> None:
    assert len(set(PRIVATE)) >= 60


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_address_is_refused_in_any_spelling(host: str) -> None:
    assert address_of(host) is not None
    with pytest.raises(PrivateAddressError, match="not on the public internet"):
        Guard().check_host(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_address_is_not(host: str) -> None:
    Guard().check_host(host)


@pytest.mark.parametrize("host", ["maths.example.edu", "10.example.org", "1.2.3.4.5", ""])
def test_a_name_is_not_taken_for_an_address(host: str) -> None:
    assert address_of(host) is None
    Guard().check_host(host)


def test_loopback_is_let_through_on_demand_and_nothing_else() -> None:
    guard = Guard(allow_loopback=True)
    for host in ("127.0.0.1", "[::1]", "2130706433", "[::ffff:127.0.0.1]"):
        guard.check_host(host)
    for host in ("10.0.0.1", "169.254.169.254", "0.0.0.0", "[fe80::1]"):
        with pytest.raises(PrivateAddressError):
            guard.check_host(host)


def test_an_intranet_s_host_may_be_named() -> None:
    guard = Guard(private_hosts=("Calendar.intra.example",))
    guard.check("calendar.intra.example", "10.1.2.3")
    with pytest.raises(PrivateAddressError):
        guard.check("other.intra.example", "10.1.2.3")


def test_a_proxy_of_the_environment_may_be_private(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://user:pw@proxy.intra.example:3128/")
    Guard().check("proxy.intra.example", "10.1.2.3")


class _NoReactor:
    """What the resolver's making needs of a reactor: nothing."""


def answers(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> GuardedResolver:
    """A resolver whose DNS gives these answers, one after the other."""
    given = iter(addresses)
    monkeypatch.setattr(ThreadedResolver, "getHostByName", lambda *_: defer.succeed(next(given)))
    return GuardedResolver(_NoReactor(), cache_size=0, timeout=1.0)  # type: ignore[arg-type]


def outcome(deferred: defer.Deferred[str]) -> Any:
    found: list[Any] = []
    deferred.addBoth(found.append)
    return getattr(found[0], "value", found[0])


def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = answers(monkeypatch, "169.254.169.254")
    assert isinstance(outcome(resolver.getHostByName("metadata.example.org")), DNSLookupError)
    assert "metadata.example.org (169.254.169.254)" in str(resolver.refused["metadata.example.org"])


def test_a_name_whose_answer_changes_is_looked_at_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver = answers(monkeypatch, "93.184.216.34", "127.0.0.1")
    assert outcome(resolver.getHostByName("rebind.example.org")) == "93.184.216.34"
    assert isinstance(outcome(resolver.getHostByName("rebind.example.org")), DNSLookupError)


def test_a_connection_goes_only_to_an_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    private = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.0.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: private)
    with pytest.raises(PrivateAddressError, match=r"192\.168\.0\.7"):
        connect(Guard(), "rebind.example.org", 80, 1.0)


class _Handler(http.server.BaseHTTPRequestHandler):
    hits: ClassVar[list[str]]
    pages: ClassVar[dict[str, tuple[int, str, str]]]

    def do_GET(self) -> None:
        self.hits.append(self.path)
        status, location, body = self.pages.get(self.path, (404, "", ""))
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body.encode())))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()


@contextmanager
def listening(pages: dict[str, tuple[int, str, str]], address: str) -> Iterator[tuple[int, list[str]]]:
    """A server on `address` (IPv6, or IPv4 as ::ffff:…): its port, and what was asked of it."""
    handler = type("Handler", (_Handler,), {"hits": [], "pages": pages})
    server = _Server((address, 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server.server_address[1], handler.hits
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def secret() -> Iterator[tuple[int, list[str]]]:
    """A server on all addresses of this machine that nobody may ask."""
    with listening({}, "::") as (port, hits):
        yield port, hits


def addresses(port: int) -> list[str]:
    """Every form of an address of a private network, with a port where something listens."""
    return [f"http://{host}:{port}/secret-{n}" for n, host in enumerate([*LEADING_HERE, *PRIVATE])]


def vectors(port: int) -> dict[str, tuple[int, str, str]]:
    """A site that tries to lead us to each of them: by redirects, by refreshing, and by links."""
    pages = {"/robots.txt": (200, "", "User-agent: *\nDisallow:\n")}
    links = ""
    for n, url in enumerate(addresses(port)):
        pages[f"/redirect/{n}"] = (302, url, "")
        pages[f"/refresh/{n}"] = (200, "", f'<meta http-equiv="refresh" content="0; url={url}">')
        links += f'<a href="/redirect/{n}">a</a> <a href="/refresh/{n}">b</a> <a href="{url}">c</a>\n'
    pages["/"] = (200, "", f"<html><body>{links}</body></html>")
    return pages


def test_no_redirect_refresh_link_or_address_reaches_a_private_server(
    tmp_path: Path, secret: tuple[int, list[str]]
) -> None:
    port, hits = secret
    with listening(vectors(port), "::ffff:127.0.0.2") as (site, asked):
        done = Bench(tmp_path).crawl(
            "page",
            *("-a", f"url=http://127.0.0.2:{site}/", "-a", "timezone=Europe/Paris"),
            *("-s", "PRIVATE_HOSTS=127.0.0.2", "-s", "CLOSESPIDER_ERRORCOUNT=0"),
            SEMINARCRAWL_ALLOW_LOOPBACK="",
        )
        several = Bench(tmp_path).crawl(
            "several",
            *("-s", "SPIDER_MODULES=tests.loopback.spiders", "-s", "CLOSESPIDER_ERRORCOUNT=0"),
            *("-s", "PRIVATE_HOSTS=127.0.0.2"),
            *("-a", "urls=" + " ".join([*addresses(port), *_site_pages(site, "redirect", "refresh")])),
            SEMINARCRAWL_ALLOW_LOOPBACK="",
        )
    assert hits == []
    assert done.code in (3, 4), done.err
    assert several.code == 4
    assert several.summary["failure_class"] == "private_address"
    assert sum(path.startswith("/redirect/") for path in asked) >= 60
    assert sum(path.startswith("/refresh/") for path in asked) >= 60


def _site_pages(port: int, *kinds: str) -> list[str]:
    return [f"http://127.0.0.2:{port}/{kind}/{n}" for kind in kinds for n in range(len(addresses(port)))]


def test_with_loopback_allowed_the_same_server_is_reached(
    tmp_path: Path, secret: tuple[int, list[str]]
) -> None:
    port, hits = secret
    Bench(tmp_path).crawl("page", "-a", f"url=http://127.0.0.1:{port}/", "-a", "timezone=Europe/Paris")
    assert "/" in hits


class TestFetch:
    """The commands that read one address that a person typed."""

    SETTINGS: ClassVar[dict[str, Any]] = {"DOWNLOAD_TIMEOUT": 5, "DOWNLOAD_MAXSIZE": 1000}

    def test_a_typed_loopback_address_is_meant(self) -> None:
        with listening({"/": (200, "", "hello")}, "::") as (port, _):
            got = fetch(f"http://127.0.0.1:{port}/", Settings(self.SETTINGS))
        assert (got.body, got.content_type) == (b"hello", "text/html; charset=utf-8")

    def test_a_redirect_into_a_private_network_is_not_followed(self) -> None:
        with (
            listening({"/": (302, "http://10.0.0.1/", "")}, "::") as (port, _),
            pytest.raises(FetchError, match=r"10\.0\.0\.1 is not on the public internet"),
        ):
            fetch(f"http://127.0.0.1:{port}/", Settings(self.SETTINGS))

    def test_a_file_is_not_fetched(self) -> None:
        with (
            listening({"/": (302, "file:///etc/hostname", "")}, "::") as (port, _),
            pytest.raises(FetchError),
        ):
            fetch(f"http://127.0.0.1:{port}/", Settings(self.SETTINGS))

    def test_what_is_larger_than_allowed_is_refused(self) -> None:
        with (
            listening({"/": (200, "", "x" * 1001)}, "::") as (port, _),
            pytest.raises(FetchError, match="DOWNLOAD_MAXSIZE"),
        ):
            fetch(f"http://127.0.0.1:{port}/", Settings(self.SETTINGS))


def test_what_is_embedded_counts() -> None:
    assert Guard(allow_loopback=True).check("x", ipaddress.ip_address("::ffff:127.0.0.1")) is None
