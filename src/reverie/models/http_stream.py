"""One kept-alive HTTP client a model: POST a body, read server-sent events, map what breaks to faults.

httpx2 is imported at the first request (93 ms of processor time). Its own reading of the environment honours
HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and the system's certificates; a server on this machine is never asked by proxy.
"""

import contextlib
import ipaddress
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from reverie.version import VERSION

from .faults import Fault, torn
from .provider_errors import Target, fault_of_status
from .sse import EventData

if TYPE_CHECKING:
    import ssl

    import httpx2

_LONGEST_ERROR = 1 << 20
_END_OF_BODY = 0.25


class Timeouts(msgspec.Struct, frozen=True):
    """Seconds: to connect, and without a byte before a stream counts as torn."""

    connect: float = 10.0
    silence: float = 120.0


class HttpStream:
    """A connection pool for one model's requests."""

    def __init__(self, url: str, headers: dict[str, str], target: Target, timeouts: Timeouts | None = None) -> None:
        self._url = url
        self._headers = {"content-type": "application/json", "user-agent": f"reverie/{VERSION}"} | headers
        self._target = target
        self._timeouts = timeouts or Timeouts()
        self._client: httpx2.AsyncClient | None = None

    def open(self) -> None:
        """Import httpx2 and build the TLS context now rather than at the first request; may run in a thread.

        What prevents it is met again, and told, at that request.
        """
        with contextlib.suppress(Fault):
            self._opened()

    async def post(self, body: bytes, done: Callable[[], bool]) -> AsyncGenerator[bytes, None]:
        """Send a request and yield the data of each event of the answer, until `done()` or its end. Raises Fault."""
        import httpx2

        self._check_headers()
        try:
            request = self._opened().build_request("POST", self._url, content=body)
            response = await self._opened().send(request, stream=True)
            try:
                async for event in self._events(response, done):
                    yield event
            finally:
                await response.aclose()
        except httpx2.HTTPError as error:
            raise self._fault(error) from error
        except (httpx2.InvalidURL, httpx2.StreamError) as error:
            raise Fault("invalid", f"{self._url!r} cannot be asked: {error}; check --base-url") from error

    async def aclose(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _events(self, response: "httpx2.Response", done: Callable[[], bool]) -> AsyncGenerator[bytes, None]:
        if response.status_code != 200:
            body = await _start_of(response)
            raise fault_of_status(response.status_code, body, response.headers, self._target)
        if response.headers.get("content-type", "").startswith("application/json"):
            yield await response.aread()
            return
        events = EventData()
        chunks = response.aiter_bytes()
        async for chunk in chunks:
            for event in events.feed(chunk):
                yield event
            if done():
                await _drain(chunks)
                return
        for event in events.finish():
            yield event

    def _check_headers(self) -> None:
        """A header that cannot be sent is a key with a line break or an exotic letter; it is not shown."""
        if not all(value.isascii() and value.isprintable() for value in self._headers.values()):
            variable = self._target.key_variable or "its key variable"
            line = f"the key of {self._target.name!r} holds characters that no key has; set {variable} again"
            raise Fault("auth", line)

    def _opened(self) -> "httpx2.AsyncClient":
        """The client. Raises Fault when the environment names a proxy or certificates that cannot be used."""
        if self._client is None:
            try:
                self._client = self._new_client()
            except ImportError as error:
                line = "the environment (ALL_PROXY, HTTPS_PROXY) names a SOCKS proxy, which cannot be used"
                raise Fault("invalid", f"{line}; name an http:// proxy, or unset it") from error
            except ValueError as error:
                line = f"the proxy of the environment (HTTPS_PROXY, ALL_PROXY) cannot be used: {error}"
                raise Fault("invalid", f"{line}; name an http:// proxy, or unset it") from error
            except OSError as error:
                line = f"the certificates named by SSL_CERT_FILE or SSL_CERT_DIR cannot be read: {error}"
                raise Fault("invalid", f"{line}; correct or unset it") from error
        return self._client

    def _new_client(self) -> "httpx2.AsyncClient":
        import httpx2

        times = self._timeouts
        here = is_loopback(self._url)
        return httpx2.AsyncClient(
            headers=self._headers,
            timeout=httpx2.Timeout(times.silence, connect=times.connect, pool=None),
            limits=httpx2.Limits(keepalive_expiry=55.0),
            mounts={f"all://{urlsplit(self._url).netloc}": None} if here else None,
            verify=_no_certificates() if here and self._url.startswith("http:") else httpx2.create_ssl_context(),
        )

    def _fault(self, error: "httpx2.HTTPError") -> Fault:
        import httpx2

        name = repr(self._target.name)
        if isinstance(error, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError):
            return Fault("invalid", f"{name} cannot be asked at {self._url!r}: {error}; check --base-url")
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            line = f"{name}: the certificate of {self._url!r} is not trusted; name your own authority in SSL_CERT_FILE"
            return Fault("network", line)
        if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
            why = "no answer in time" if isinstance(error, httpx2.ConnectTimeout) else str(error)
            line = f"{name} cannot be reached at {self._url!r} ({why}); check the network, or that the server runs"
            return Fault("network", line, retry=True, unreachable=True)
        if isinstance(error, httpx2.TimeoutException):
            return torn(f"{name} sent nothing for {self._timeouts.silence:g} s")
        return torn(f"the stream of {name} broke off ({str(error) or type(error).__name__})")


def _no_certificates() -> "ssl.SSLContext":
    """A context that trusts nobody, for plain HTTP on this machine: loading the system's certificates takes 30 ms."""
    import ssl

    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def is_loopback(url: str) -> bool:
    """Whether a URL names this machine."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def _drain(chunks: AsyncIterator[bytes]) -> None:
    """Read the end of the body, which keeps the connection usable; a server that holds it back is not waited for."""
    import asyncio

    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_END_OF_BODY):
            async for _ in chunks:
                pass


async def _start_of(response: "httpx2.Response") -> bytes:
    """The body of an error, cut where nobody would read on."""
    body = b""
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > _LONGEST_ERROR:
            break
    return body
