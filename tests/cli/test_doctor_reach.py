"""What `reverie doctor` says of the model's server, asked on this machine."""

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.cli.doctor_host import host_in, only

from reverie.cli.health.chosen import addressed, chosen_name
from reverie.cli.health.host import Host
from reverie.cli.health.local_model import examine_local
from reverie.cli.health.model import examine_model
from reverie.cli.health.reach import Answer, Kind, Unreached, ask, proxy_of
from reverie.cli.health.server_answer import judged
from reverie.models.local.catalog import SMALL
from reverie.models.local.store import ModelStore

LIST = b'{"data":[{"id":"gpt-5"},{"id":"models/gemini"}]}'


@contextlib.contextmanager
def server(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Accepts one connection, keeps what it was asked, sends the answer as it is."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError):
                connection, _ = listening.accept()
                with connection:
                    asked.append(connection.recv(65_536))
                    if answer:
                        connection.sendall(answer)
                    else:
                        connection.recv(1)  # until the other side gives up

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1", asked
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def http(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", "connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def test_an_answer_is_asked_for_with_the_key_and_nothing_else() -> None:
    with server(http("200 OK", LIST)) as (url, asked):
        assert ask(f"{url}/models", {"authorization": "Bearer k"}) == Answer(200, LIST)
    assert asked[0].startswith(b"GET /v1/models HTTP/1.1\r\n")
    assert b"authorization: Bearer k" in asked[0].lower().replace(b"bearer", b"Bearer")


def test_a_server_that_refuses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    answer = ask(f"http://127.0.0.1:{port}/v1/models", {})
    assert isinstance(answer, Unreached)
    assert answer.kind == "refused"


def test_a_server_that_says_nothing() -> None:
    with server(b"") as (url, _):
        answer = ask(url, {}, seconds=0.3)
    assert answer == Unreached("timeout", "it did not answer within 0.3 s")


def test_a_server_that_speaks_no_tls() -> None:
    with server(b"HTTP/1.1 400 Bad Request\r\n\r\n") as (url, _):
        answer = ask(url.replace("http:", "https:"), {})
    assert isinstance(answer, Unreached)
    assert answer.kind == "tls"


def test_a_server_that_hangs_up() -> None:
    with server(b"\r\n") as (url, _):
        answer = ask(url, {})
    assert isinstance(answer, Unreached)
    assert answer.kind == "network"


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert ask("https://nobody.invalid/v1/models", {}) == Unreached("name", "Name or service not known")


def test_a_proxy_that_refuses_and_one_of_an_unknown_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with server(http("407 Proxy Authentication Required")) as (url, asked):
        monkeypatch.setenv("https_proxy", url.removesuffix("/v1"))
        monkeypatch.setenv("HTTPS_PROXY", url.removesuffix("/v1"))
        answer = ask("https://api.example.org/v1/models", {})
    assert asked[0].startswith(b"CONNECT api.example.org:443")
    assert isinstance(answer, Unreached)
    assert answer.kind == "proxy"
    monkeypatch.setenv("https_proxy", "gopher://127.0.0.1:1")
    monkeypatch.setenv("HTTPS_PROXY", "gopher://127.0.0.1:1")
    answer = ask("https://api.example.org/v1/models", {})
    assert isinstance(answer, Unreached)
    assert answer.kind == "proxy"


def test_certificates_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file.pem")
    answer = ask("https://127.0.0.1:9/v1/models", {})
    assert isinstance(answer, Unreached)
    assert answer.kind == "tls"


def test_which_proxy_is_meant_without_its_password() -> None:
    environ = {"HTTPS_PROXY": "http://me:secret@proxy:3128", "no_proxy": "inside.example"}
    assert proxy_of("https://api.openai.com/v1", environ) == "proxy:3128"
    assert proxy_of("https://inside.example/v1", environ) == ""
    assert proxy_of("https://127.0.0.1/v1", environ) == ""
    assert proxy_of("http://api.openai.com/v1", environ) == ""


@pytest.mark.parametrize(
    ("answer", "word", "said", "fix"),
    [
        (Answer(200, LIST), "ok", "answers and has it", ""),
        (Answer(200, b'{"data":[]}'), "ok", "answers", ""),
        (
            Answer(200, b'{"data":[{"id":"gpt-5-turbo"}]}'),
            "note",
            "not among its 1 models",
            "reverie model use openai/gpt-5",
        ),
        (Answer(200, b"<html>Log in to this hotel"), "warn", "something else than a list", "unset REVERIE_BASE_URL"),
        (Answer(401), "fail", "the key is not accepted (401)", "export OPENAI_API_KEY=…"),
        (Answer(403), "fail", "not allowed (403)", "export OPENAI_API_KEY=…"),
        (Answer(404), "fail", "nothing at 'https://api.openai.com/v1/models' (404)", "unset REVERIE_BASE_URL"),
        (Answer(407), "fail", "the proxy wants a name", "env | grep -i _proxy"),
        (Answer(429), "note", "limiting requests", "reverie doctor"),
        (Answer(302, place="https://login"), "warn", "sends us on to 'https://login'", "unset REVERIE_BASE_URL"),
        (Answer(503), "warn", "has a problem (503)", "reverie doctor"),
        (Unreached("name", "x"), "fail", "no address is known for 'api.openai.com'", "getent hosts api.openai.com"),
        (Unreached("refused", "x"), "fail", "refused the connection", "curl -sS"),
        (
            Unreached("tls", "certificate has expired"),
            "fail",
            "(certificate has expired)",
            "date; export SSL_CERT_FILE",
        ),
        (Unreached("proxy", "x"), "fail", "cannot be reached", "curl -sS"),
        (Unreached("timeout", "x"), "fail", "does not answer", "curl -sS -m 20"),
        (Unreached("network", "x"), "fail", "cannot be reached", "curl -sS"),
    ],
)
def test_what_an_answer_means(tmp_path: Path, answer: Answer | Unreached, word: str, said: str, fix: str) -> None:
    host = host_in(tmp_path, REVERIE_MODEL="openai/gpt-5", OPENAI_API_KEY="k-secret")
    found = only(examine_model(host, lambda *_: answer))
    assert found.word == word
    assert said in found.text
    assert found.fix.startswith(fix) and bool(found.fix) == bool(fix)
    assert "secret" not in str(found)


def test_an_address_of_ones_own_without_a_list_is_only_warned_of(tmp_path: Path) -> None:
    host = host_in(tmp_path, REVERIE_MODEL="mine/m", REVERIE_BASE_URL="http://127.0.0.1:1/v1")
    found = only(examine_model(host, lambda *_: Answer(404)))
    assert (found.word, found.fix) == ("warn", "export REVERIE_BASE_URL=http://HOST:PORT/v1")


@pytest.mark.parametrize("answer", [Answer(404), Answer(200, LIST), Unreached("refused", "x"), Unreached("name", "x")])
def test_a_password_in_the_address_is_not_shown(tmp_path: Path, answer: Answer | Unreached) -> None:
    host = host_in(tmp_path, REVERIE_MODEL="mine/m", REVERIE_BASE_URL="http://me:secret@inside.example:8000/v1")
    found = only(examine_model(host, lambda *_: answer))
    assert "inside.example" in found.text
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    ("kind", "said", "fix"),
    [
        ("name", "no address is known for the proxy 'proxy:3128'", "env | grep -i _proxy"),
        ("refused", "the proxy 'proxy:3128' refused the connection", "env | grep -i _proxy"),
        ("proxy", "the proxy 'proxy:3128' did not let it through", "env | grep -i _proxy"),
        ("tls", "to 'api.openai.com' through the proxy 'proxy:3128'", "date; export SSL_CERT_FILE"),
    ],
)
def test_through_a_proxy_the_line_names_it(tmp_path: Path, kind: Kind, said: str, fix: str) -> None:
    chosen = addressed(*chosen_name(host_in(tmp_path, REVERIE_MODEL="openai/gpt-5")))
    found = judged(Unreached(kind, "x"), chosen, "/models", "proxy:3128")
    assert said in found.text
    assert found.fix.startswith(fix)


@pytest.mark.parametrize(
    ("model", "url", "header"),
    [
        ("openai/gpt-5", "https://api.openai.com/v1/models", ("authorization", "Bearer k")),
        ("anthropic/claude", "https://api.anthropic.com/v1/models", ("x-api-key", "k")),
        ("openrouter/x/y", "https://openrouter.ai/api/v1/key", ("authorization", "Bearer k")),
    ],
)
def test_each_provider_is_asked_in_its_own_way(tmp_path: Path, model: str, url: str, header: tuple[str, str]) -> None:
    asked: list[tuple[str, Mapping[str, str]]] = []

    def note(url: str, headers: Mapping[str, str]) -> Answer:
        asked.append((url, headers))
        return Answer(200, b"{}")

    variable = f"{model.partition('/')[0].upper()}_API_KEY"
    host = host_in(tmp_path)
    list(examine_model(Host(host.places, {"REVERIE_MODEL": model, variable: "k"}, host.folder, host.home), note))
    ((where, headers),) = asked
    assert where == url
    assert dict(headers)[header[0]] == header[1]


def never(*_: object) -> Answer:
    raise AssertionError("nothing should have been asked")


@pytest.mark.parametrize(
    ("model", "word", "said"),
    [
        ("openai/gpt-5", "fail", "openai/gpt-5 wants a key"),
        ("gpt-5", "fail", "is no model name"),
        ("opnai/gpt-5", "fail", "did you mean 'openai'"),
        ("local/nope", "fail", "no local model is called"),
        ("scripted/x.json", "ok", "needs no server"),
    ],
)
def test_what_is_known_without_asking(tmp_path: Path, model: str, word: str, said: str) -> None:
    found = only(examine_model(host_in(tmp_path, REVERIE_MODEL=model), never))
    assert (found.word, said in found.text) == (word, True)
    assert bool(found.fix) == (word != "ok")


def test_no_model_and_settings_that_do_not_load(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    assert only(examine_model(host, never)).word == "warn"
    host.places.config.mkdir(parents=True)
    (host.places.config / "config.toml").write_text("modle = 1")
    found = only(examine_model(host, never))
    assert (found.word, "settings or keys do not load" in found.text) == ("note", True)


def test_a_local_model_says_what_it_lacks(tmp_path: Path) -> None:
    host = host_in(tmp_path)
    found = list(examine_local(SMALL.full_name, host, lambda: False, lambda: 1))
    assert [(one.word, one.fix) for one in found] == [
        ("fail", f"reverie model pull {SMALL.name}"),
        ("fail", "pip install '.[local]'"),
        ("warn", "free -h"),
    ]
    store = ModelStore(host.places.cache)
    store.ready_folder()
    with store.path(SMALL).open("wb") as file:
        file.truncate(SMALL.size)
    assert only(examine_local(SMALL.full_name, host, lambda: True, lambda: None)).word == "ok"
