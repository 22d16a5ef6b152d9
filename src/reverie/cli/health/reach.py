"""One cheap request to a model's server, as the model's own would go, and what came of it."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]  # public, but not in typeshed

import msgspec

from reverie.models.http_stream import is_loopback
from reverie.version import VERSION

from .in_time import in_time

if TYPE_CHECKING:
    import httpx2

SECONDS = 5.0
_MOST_BYTES = 4 << 20

Kind = Literal["name", "refused", "tls", "proxy", "timeout", "network"]


class Answer(msgspec.Struct, frozen=True):
    """What the server said; `place` is where it sends us instead, if it does."""

    status: int
    body: bytes = b""
    place: str = ""


class Unreached(msgspec.Struct, frozen=True):
    """No answer: `kind` says at which step, `why` in the system's words."""

    kind: Kind
    why: str


def ask(url: str, headers: Mapping[str, str], seconds: float = SECONDS) -> Answer | Unreached:
    """GET an address; nothing is asked of a model. Never takes much longer than `seconds`, whatever hangs."""
    answer = in_time(seconds + 1, lambda: _ask(url, headers, seconds))
    return answer or Unreached("timeout", f"nothing came within {seconds:g} s")


def proxy_of(url: str, environ: Mapping[str, str]) -> str:
    """The proxy that a request goes through, without a name and password in it; empty when it goes straight."""
    parts = urlsplit(url)
    lower = {name.lower(): value for name, value in environ.items()}
    proxy = lower.get(f"{parts.scheme}_proxy") or lower.get("all_proxy") or ""
    bypassed = proxy_bypass_environment(parts.netloc, {"no": lower.get("no_proxy", "")})
    if not proxy or is_loopback(url) or bypassed:
        return ""
    return proxy.rpartition("@")[2].rpartition("//")[2]


def _ask(url: str, headers: Mapping[str, str], seconds: float) -> Answer | Unreached:
    import httpx2

    try:
        with _client(url, headers, seconds) as client, client.stream("GET", url) as response:
            return Answer(response.status_code, _start(response), response.headers.get("location", ""))
    except httpx2.HTTPError as error:
        return _unreached(error, seconds)
    except OSError as error:  # only reading the certificates is left to fail so
        return Unreached("tls", f"the trusted certificates cannot be read: {error}")
    except (httpx2.InvalidURL, UnicodeError) as error:
        return Unreached("network", f"the address or the key cannot be sent: {type(error).__name__}")
    except (ImportError, ValueError) as error:  # a kind of proxy that is not known, or wants another package
        return Unreached("proxy", str(error))


def _client(url: str, headers: Mapping[str, str], seconds: float) -> "httpx2.Client":
    """As `HttpStream` makes it: a server on this machine is not asked by proxy, and needs no certificates."""
    import httpx2

    plain = is_loopback(url) and url.startswith("http:")
    return httpx2.Client(
        headers={"user-agent": f"reverie/{VERSION}", **headers},
        timeout=seconds,
        mounts={f"all://{urlsplit(url).netloc}": None} if is_loopback(url) else None,
        verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if plain else httpx2.create_ssl_context(),
    )


def _start(response: "httpx2.Response") -> bytes:
    body = b""
    for piece in response.iter_bytes():
        body += piece
        if len(body) >= _MOST_BYTES:
            break
    return body


def _unreached(error: "httpx2.HTTPError", seconds: float) -> Unreached:
    import httpx2

    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return Unreached("name", cause.strerror or str(cause))
        if isinstance(cause, ConnectionRefusedError):
            return Unreached("refused", "nothing listens there")
        if isinstance(cause, ssl.SSLError):
            return Unreached("tls", getattr(cause, "verify_message", "") or cause.reason or str(cause))
    if isinstance(error, httpx2.ProxyError):
        return Unreached("proxy", str(error))
    if isinstance(error, httpx2.TimeoutException):
        step = "no connection came up" if isinstance(error, httpx2.ConnectTimeout) else "it did not answer"
        return Unreached("timeout", f"{step} within {seconds:g} s")
    return Unreached("network", str(error) or type(error).__name__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
