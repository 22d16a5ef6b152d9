"""Network addresses: whether a host lies in a private network, on this machine included."""

import asyncio
import ipaddress
import socket


async def is_private(host: str) -> bool:
    """Whether any address of the host is not a public one. A host that cannot be resolved here is not private.

    Behind a proxy names are resolved elsewhere; then the proxy decides what can be reached.
    """
    try:
        return not _is_public(ipaddress.ip_address(host).compressed)
    except ValueError:
        pass  # a name
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return any(not _is_public(str(address[0])) for *_, address in found)


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_global)
