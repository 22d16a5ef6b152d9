import asyncio
import gzip
from collections.abc import Callable

import httpx2
import pytest
from tests.tools.calling import LIMITS, KeptOutput, origins_of, text_of

from reverie.conversation.access import WebAccess
from reverie.conversation.ports import Plan, ToolRefusal, ToolResult
from reverie.conversation.record import FetchedUrl
from reverie.conversation.truncation import Limits
from reverie.tools import web_fetch
from reverie.tools.addresses import is_private
from reverie.tools.html_text import readable_text
from reverie.tools.web_fetch import MOST_BYTES, WebFetchArguments, WebFetchTool

Answer = Callable[[httpx2.Request], httpx2.Response]
URL = "https://docs.example/page"


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """Which names lie in a private network, so that no test asks a name server."""
    private = {"intranet.example": True, "127.0.0.1": True}

    async def is_private(host: str) -> bool:
        return private.get(host, False)

    monkeypatch.setattr(web_fetch, "is_private", is_private)
    return private


def fetch(answer: Answer, url: str = URL, offset: int = 1, limits: Limits = LIMITS) -> ToolResult:
    tool = WebFetchTool(limits, open_client=lambda: httpx2.AsyncClient(transport=httpx2.MockTransport(answer)))
    return asyncio.run(tool.run(WebFetchArguments(url, offset), KeptOutput()))


def page(content: bytes, media_type: str = "text/html; charset=utf-8", status: int = 200) -> Answer:
    return lambda request: httpx2.Response(status, headers={"content-type": media_type}, content=content)


def redirects(*places: str) -> Answer:
    """Answers the first requests with these places, then with a text."""
    left = list(places)

    def answer(request: httpx2.Request) -> httpx2.Response:
        if left:
            return httpx2.Response(302, headers={"location": left.pop(0)})
        return httpx2.Response(200, headers={"content-type": "text/plain"}, content=str(request.url).encode())

    return answer


def test_a_page_becomes_readable_text_of_the_web() -> None:
    result = fetch(page(b"<title>T</title><body><h2>Head</h2><p>Some <b>bold</b> text"))
    assert text_of(result) == "# T\n\n## Head\n\nSome bold text\n"
    assert origins_of(result) == ["web"]
    assert result.effect == FetchedUrl(URL)


def test_planning_names_the_address() -> None:
    tool = WebFetchTool(LIMITS)
    assert tool.plan(WebFetchArguments(URL)) == Plan(f"fetch {URL}", WebAccess(URL))
    for url in ("file:///etc/passwd", "ftp://x/", "docs.example", "https://", "http://a b/", "http://x:99999/"):
        assert isinstance(tool.plan(WebFetchArguments(url)), ToolRefusal)
    assert isinstance(tool.plan(WebFetchArguments("https://user:pass@x/")), ToolRefusal)


def test_plain_text_and_json_stay_as_they_are_in_their_encoding() -> None:
    assert text_of(fetch(page("é <b>".encode("latin-1"), "text/plain; charset=latin-1"))) == "é <b>\n"
    assert text_of(fetch(page(b'{"a": 1}', "application/problem+json"))) == '{"a": 1}\n'
    assert text_of(fetch(page(b"x", "text/plain; charset=no-such"))) == "x\n"


def test_what_is_no_text_is_refused() -> None:
    result = fetch(page(b"\x89PNG", "image/png"))
    assert result.failed
    assert "is no text (image/png, 4 bytes)" in text_of(result)


def test_an_error_status_is_a_failure_with_the_page() -> None:
    result = fetch(page(b"no such page", "text/plain", status=404))
    assert result.failed
    assert text_of(result) == f"'{URL}' answered 404; check the address.\nno such page\n"
    assert origins_of(result) == ["tool", "web"]


def test_long_pages_go_on_with_an_offset() -> None:
    content = "\n".join(f"line {number}" for number in range(1, 31)).encode()
    first = fetch(page(content, "text/plain"), limits=Limits(10, 10_000))
    assert text_of(first).endswith("line 10\n[lines 1-10 of 30; offset 11 goes on]")
    last = fetch(page(content, "text/plain"), offset=25, limits=Limits(10, 10_000))
    assert text_of(last).endswith("line 30\n[lines 25-30 of 30]")


def test_a_huge_page_is_cut_also_when_it_was_compressed() -> None:
    packed = gzip.compress(b"word " * 4_000_000)
    headers = {"content-type": "text/plain", "content-encoding": "gzip"}
    result = fetch(lambda request: httpx2.Response(200, headers=headers, content=packed))
    assert f"only the first {MOST_BYTES:,} bytes were fetched" in text_of(result)


def test_redirects_are_followed_on_the_same_host_only() -> None:
    assert text_of(fetch(redirects("/moved", "https://docs.example/again"))) == "https://docs.example/again\n"
    assert text_of(fetch(redirects("https://x.example/"), "http://x.example/")) == "https://x.example/\n"
    for place in ("https://other.example/", "http://docs.example/", "https://docs.example:8443/"):
        result = fetch(redirects(place))
        assert result.failed
        assert f"redirects to another place: '{place}'" in text_of(result)
    assert "more than 5 times" in text_of(fetch(redirects(*["/again"] * 9)))


def test_a_redirect_into_a_private_network_is_refused(names: dict[str, bool]) -> None:
    for place in ("http://127.0.0.1/admin", "https://intranet.example/"):
        result = fetch(redirects(place))
        assert "in a private network; that is never followed" in text_of(result)

    def rebind(request: httpx2.Request) -> httpx2.Response:
        names["docs.example"] = True  # the name's server answers with another address from now on
        return httpx2.Response(302, headers={"location": "/inside"})

    assert "in a private network" in text_of(fetch(rebind))
    assert not fetch(redirects("/index"), "http://127.0.0.1/").failed


def test_network_trouble_is_one_line() -> None:
    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("connection refused")

    result = fetch(refuse)
    assert text_of(result) == f"'{URL}' could not be fetched: connection refused; check the address and the network."


def test_a_server_that_never_answers_is_given_up() -> None:
    async def stall(request: httpx2.Request) -> httpx2.Response:
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    tool = WebFetchTool(
        LIMITS, open_client=lambda: httpx2.AsyncClient(transport=httpx2.MockTransport(stall)), timeout=0.05
    )
    result = asyncio.run(tool.run(WebFetchArguments(URL), KeptOutput()))
    assert "did not answer within 0.05 s" in text_of(result)


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("::1", True),
        ("::ffff:192.168.0.1", True),
        ("fe80::1%eth0", True),
        ("localhost", True),
        ("8.8.8.8", False),
        ("2606:4700::1111", False),
    ],
)
def test_private_addresses(host: str, private: bool) -> None:
    assert asyncio.run(is_private(host)) is private


def test_html_keeps_structure_and_drops_the_rest() -> None:
    html = """<html><head><title> A  page </title><style>x{}</style></head><body><nav><a href="/">home</a></nav>
      <h1>Title</h1><p>See <a href="/docs">the docs</a> and <code>x = 1</code>.<br>Next</p>
      <ul><li>one<li>two <b>bold</b></ul><script>evil()</script>
      <pre>def f():
    return 1
</pre><table><tr><th>a<th>b<tr><td>1<td>2</table><img src=x alt="a cat"><p>&lt;end&gt; &eacute;</body>"""
    title, text = readable_text(html)
    assert title == "A  page"
    assert text == (
        "# Title\n\nSee [the docs](/docs) and `x = 1`.\nNext\n\n- one\n- two bold\n\n"
        "```\ndef f():\n    return 1\n\n```\n\n| a | b\n| 1 | 2\n\n[picture: a cat]\n\n<end> é"
    )


@pytest.mark.parametrize(
    "html", ["", "<", "<a", "</p></p>", "<pre><pre>x", "<!--", "<svg><p>x", "a" * 100_000, "<p>" * 9999]
)
def test_broken_html_does_not_break(html: str) -> None:
    readable_text(html)
