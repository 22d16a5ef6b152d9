"""The tool `web_fetch`: the readable text of a web page."""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urljoin, urlsplit

import msgspec
from msgspec import Meta

from reverie.conversation.access import WebAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.record import FetchedUrl
from reverie.conversation.truncation import Limits, counted
from reverie.version import VERSION

from .addresses import is_private
from .failures import CallFailed, fails, refuses
from .paging import page_of_text
from .specs import tool_spec

if TYPE_CHECKING:
    import httpx2

MOST_BYTES = 5 << 20
_TIMEOUT = 30.0
_MOST_REDIRECTS = 5
_TEXT_TYPE = r"text/.*|application/(.*\+)?(json|xml|javascript|yaml|toml|x-ndjson|x-sh)|"

OpenClient = Callable[[], "httpx2.AsyncClient"]


class WebFetchArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str
    offset: Annotated[int, Meta(ge=1)] = 1


class _Fetched(msgspec.Struct, frozen=True):
    """A page: `media_type` lower case without parameters, `whole` unless it was cut at the size cap."""

    url: str
    status: int
    media_type: str
    text: str
    whole: bool


class WebFetchTool:
    arguments = WebFetchArguments

    def __init__(self, limits: Limits, *, open_client: OpenClient | None = None, timeout: float = _TIMEOUT) -> None:
        self._limits = limits
        self._open_client = open_client or _open_client
        self._timeout = timeout
        self.spec: ToolSpec = tool_spec("web_fetch", WebFetchArguments)

    @refuses
    def plan(self, arguments: WebFetchArguments) -> Plan:
        url = _checked_url(arguments.url)
        return Plan(f"fetch {url}", WebAccess(url))

    @fails
    async def run(self, arguments: WebFetchArguments, output: Output) -> ToolResult:
        url = _checked_url(arguments.url)
        import httpx2

        try:
            async with asyncio.timeout(self._timeout), self._open_client() as client:
                fetched = await self._fetch(client, url)
        except TimeoutError:
            raise CallFailed(f"'{url}' did not answer within {self._timeout:g} s; try again later.") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
            reason = str(error) or type(error).__name__
            raise CallFailed(f"'{url}' could not be fetched: {reason}; check the address and the network.") from None
        return self._answer(fetched, arguments.offset)

    async def _fetch(self, client: "httpx2.AsyncClient", url: str) -> _Fetched:
        first_is_private = await is_private(urlsplit(url).hostname or "")
        for _ in range(_MOST_REDIRECTS + 1):
            async with client.stream("GET", url) as response:
                if not response.has_redirect_location:
                    return await _read(response, url)
                target = urljoin(url, response.headers["location"])
            await _check_redirect(url, target, first_is_private)
            url = target
        raise CallFailed(f"'{url}' redirects more than {_MOST_REDIRECTS} times; give another address.")

    def _answer(self, fetched: _Fetched, offset: int) -> ToolResult:
        effect = FetchedUrl(fetched.url)
        text = fetched.text
        if "html" in fetched.media_type:
            from .html_text import readable_text

            title, text = readable_text(fetched.text)
            text = f"# {title}\n\n{text}" if title and not text.startswith(f"# {title}") else text
        page = page_of_text(text, offset, self._limits)
        parts = [TextPart("\n".join(page.lines) + "\n", "web")] if page.lines else []
        if remark := _remark(fetched, page.first, page.last, page.total):
            parts.append(TextPart(f"[{remark}]", "tool"))
        if fetched.status >= 400:
            head = f"'{fetched.url}' answered {fetched.status}; check the address."
            return ToolResult(head, (TextPart(head + "\n", "tool"), *parts), failed=True, effect=effect)
        return ToolResult(counted(page.total, "line"), tuple(parts), effect=effect)


def _open_client() -> "httpx2.AsyncClient":
    import httpx2

    headers = {"user-agent": f"reverie/{VERSION}", "accept": "text/html, text/*, application/json, */*;q=0.1"}
    return httpx2.AsyncClient(follow_redirects=False, timeout=_TIMEOUT, headers=headers)


def _checked_url(text: str) -> str:
    try:
        parts = urlsplit(text.strip())
        known = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known or not text.strip().isprintable() or " " in text.strip():
        raise CallFailed(f"{text!a:.200} is no web address; give one that starts with https:// or http://.")
    if parts.username or parts.password:
        raise CallFailed("The address holds a user name or password; give it without.")
    return text.strip()


async def _check_redirect(url: str, target: str, first_is_private: bool) -> None:
    """Raise `CallFailed` for a redirect that the permission for the first address does not cover."""
    old, new = urlsplit(url), urlsplit(target)
    if new.scheme not in ("http", "https") or not new.hostname:
        raise CallFailed(f"'{url}' redirects to {target!a:.200}, which is no web page.")
    if not first_is_private and await is_private(new.hostname):
        raise CallFailed(f"'{url}' redirects to '{target}' in a private network; that is never followed.")
    is_upgrade = (old.scheme, new.scheme) == ("http", "https") and not old.port and not new.port
    if old.hostname != new.hostname or (not is_upgrade and (old.scheme, old.port) != (new.scheme, new.port)):
        raise CallFailed(f"'{url}' redirects to another place: '{target}'; fetch that one if it is what you want.")


async def _read(response: "httpx2.Response", url: str) -> _Fetched:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not re.fullmatch(_TEXT_TYPE, media_type):
        size = response.headers.get("content-length", "unknown")
        raise CallFailed(f"'{url}' is no text ({media_type}, {size} bytes); download it with shell if it is needed.")
    content = bytearray()
    async for block in response.aiter_bytes():
        content += block
        if len(content) > MOST_BYTES:
            break
    text = bytes(content[:MOST_BYTES]).decode(_charset(response), "replace")
    return _Fetched(url, response.status_code, media_type, text, len(content) <= MOST_BYTES)


def _charset(response: "httpx2.Response") -> str:
    import codecs

    try:
        return codecs.lookup(response.charset_encoding or "utf-8").name
    except LookupError:
        return "utf-8"


def _remark(fetched: _Fetched, first: int, last: int, total: int) -> str:
    if not total:
        return "the page has no text"
    if last < first:
        return f"the page has {total:,} lines; use an offset of at most {total}"
    notes = [] if fetched.whole else [f"only the first {MOST_BYTES:,} bytes were fetched"]
    if (first, last) != (1, total):
        notes.append(
            f"lines {first:,}-{last:,} of {total:,}" + ("" if last == total else f"; offset {last + 1} goes on")
        )
    return "; ".join(notes)
