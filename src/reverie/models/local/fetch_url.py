"""A model's file from one address: short patience for the connection, and from where it stopped."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from .catalog import UrlSource
from .errors import SourceFailed
from .partial import PartialFile

if TYPE_CHECKING:
    import httpx2

_CONNECT_SECONDS = 5.0
_READ_SECONDS = 30.0
_CHECKPOINT_BYTES = 64 << 20


def fetch_url(source: UrlSource, partial: PartialFile, size: int, progress: Callable[[int], None]) -> None:
    """Append what is missing of the file of `size` bytes. Raises `SourceFailed`, and OSError for our own disk."""
    import httpx2

    timeout = httpx2.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
    headers = {"Range": f"bytes={partial.length}-"} if partial.length else {}
    try:
        with httpx2.stream("GET", source.url, headers=headers, timeout=timeout, follow_redirects=True) as response:
            if partial.length and response.status_code == httpx2.codes.OK:
                partial.cut(0)
            elif response.status_code not in (httpx2.codes.OK, httpx2.codes.PARTIAL_CONTENT):
                raise SourceFailed(f"'{source.url}' answered {response.status_code}")
            _append(response, partial, size, progress)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise SourceFailed(f"'{source.url}' could not be read: {_reason(error)}") from error


def _append(response: "httpx2.Response", partial: PartialFile, size: int, progress: Callable[[int], None]) -> None:
    marked = partial.length
    try:
        for block in response.iter_bytes():
            partial.append(block)
            progress(partial.length)
            if partial.length > size:
                raise SourceFailed("it is longer than the model's file")
            if partial.length - marked >= _CHECKPOINT_BYTES:
                partial.checkpoint()
                marked = partial.length
    finally:
        if partial.length <= size:
            partial.checkpoint()


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
