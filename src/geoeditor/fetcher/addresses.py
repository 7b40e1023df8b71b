"""Which addresses may be fetched, told by their form alone: http and https, and what lies in the public internet.

Contacts nothing, so the window may ask it too.
"""

import ipaddress
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from geoeditor.core.errors import UserError
from geoeditor.fetcher import refusals
from geoeditor.translation import shown, tr

LONGEST_ADDRESS: Final = 4_000
"""Letters of an address."""
_LEAST_PORT: Final = 1024
_INSIDE: Final = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion")
_HOST: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)+")
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")
_TURNED_INTO_4: Final = ipaddress.IPv6Network("64:ff9b::/96")
_NOT_OF_THE_WEB: Final = tuple(
    ipaddress.ip_network(each)
    for each in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2002::/16",
        "2001::/23",
        "64:ff9b:1::/48",
        "::/96",
        "fec0::/10",
        "5f00::/16",
    )
)
"""What some versions of Python call public: relays and tunnels, behind which any host may be."""


Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(ip: Ip) -> bool:
    """Tell whether an address lies in the public internet, and so does the one that it may be another form of."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id:
            return False
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        if ip in _TURNED_INTO_4:
            return is_public(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    inside = ip.is_multicast or ip.is_reserved or ip.is_private or ip.is_loopback or ip.is_link_local
    return ip.is_global and not (inside or ip.is_unspecified or any(ip in each for each in _NOT_OF_THE_WEB))


def checked_address(address: str, is_allowed: Callable[[Ip], bool] = is_public) -> str:
    """Return an address as it is asked for, by its form alone; nothing is contacted.

    Raises: UserError where it is none of the public web.
    """
    address = address.strip()
    if len(address) > LONGEST_ADDRESS:
        raise UserError(tr("The address is too long, so nothing was contacted."))
    if any(letter.isspace() or not letter.isprintable() or letter == "\\" for letter in address):
        raise refusals.no_address(address)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as problem:
        raise refusals.no_address(address) from problem
    if parts.scheme not in ("http", "https"):
        told = tr("Only http and https addresses are fetched, so “{address}” was not.", address=shown(address))
        raise UserError(told)
    if "@" in parts.netloc:
        told = tr("The address holds a name or a password, so nothing was contacted; take them out of it.")
        raise UserError(told)
    usual = 443 if parts.scheme == "https" else 80
    if port == usual or parts.netloc.endswith(":"):
        port = None
    if port is not None and port not in (80, 443) and port < _LEAST_PORT:
        raise UserError(tr("Port {port} is none of the web, so nothing was contacted.", port=port))
    name = _checked_host(host, address, is_allowed)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return urlunsplit((parts.scheme, name if port is None else f"{name}:{port}", path, query, ""))


def _checked_host(host: str, address: str, is_allowed: Callable[[Ip], bool]) -> str:
    """Return a host as it is looked up; numbers count in their one usual spelling only."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        try:
            name = host.encode("idna").decode("ascii").lower().removesuffix(".")
            ip = ipaddress.ip_address(name)
        except UnicodeError as problem:  # which is a ValueError too
            raise refusals.no_address(address) from problem
        except ValueError:
            if _NUMBER.fullmatch(name.rpartition(".")[2]):
                raise refusals.not_public(name) from None
            if name in _INSIDE or name.endswith(tuple(f".{each}" for each in _INSIDE)):
                raise refusals.not_public(name) from None
            if not _HOST.fullmatch(name):
                raise refusals.no_address(address) from None
            return name
    if not is_allowed(ip):
        raise refusals.not_public(host)
    return f"[{ip}]" if isinstance(ip, ipaddress.IPv6Address) else str(ip)


def next_address(current: str, location: str, is_allowed: Callable[[Ip], bool] = is_public) -> str:
    """Return where a redirect leads.

    Raises: UserError where that is not gone to.
    """
    try:
        whole = urljoin(current, location.strip())
    except ValueError as problem:
        raise refusals.no_address(location) from problem
    target = checked_address(whole, is_allowed)
    if current.startswith("https:") and not target.startswith("https:"):
        told = tr("The page leads on to an address that is not encrypted, so nothing was fetched.")
        raise UserError(told)
    return target
