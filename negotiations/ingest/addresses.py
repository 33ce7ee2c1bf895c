"""Which machines may be asked: public ones, by the very address that is then connected to."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# What stands for another address, which may be of this machine or its neighbours.
MAPPED = ("::ffff:0:0/96", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.88.99.0/24")
OUT_OF_USE = ("192.0.0.0/24", "fec0::/10")
SPECIAL = tuple(map(ip_network, MAPPED + OUT_OF_USE))
PORTS = (80, 443)


class NotPublic(Exception):
    """Why nothing is fetched from there."""


def checked_address(host: str, port: int, allowed: Sequence[Network] = ()) -> str:
    """The first address of a host. Raises NotPublic unless every one of them is public or allowed by the operator.

    The numbers that it is written in do not matter: they are judged after the system has read them.
    """
    found = [ip_address(address.partition("%")[0]) for address in _resolved(host, port)]
    for address in found:
        if any(address in network for network in allowed):
            continue
        if not is_public(address):
            raise NotPublic(f"{host} is {address}, which is not on the public internet; nothing is fetched from there")
        if port not in PORTS:
            raise NotPublic(f"it names port {port}; pages are fetched from ports 80 and 443 alone")
    return str(found[0])


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotPublic(f"there is no host {host!r}; check the address") from error
    return [str(place[4][0]) for place in found]


def is_public(address: Address) -> bool:
    special = address.is_multicast or address.is_reserved or address.is_unspecified or not address.is_global
    return not special and not any(address in network for network in SPECIAL)
