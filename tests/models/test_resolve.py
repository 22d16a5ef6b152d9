"""From a name to a client."""

import pytest
from tests.models.asking import ask_once, reply_of

from reverie.models.errors import InvalidBaseUrl, InvalidModelName, InvalidScript, MissingKey, UnknownProvider
from reverie.models.providers import PROVIDERS
from reverie.models.resolve import base_url_of, find_provider, open_model, split_model
from reverie.models.script import parse_script
from reverie.models.scripted_server import running_server


def test_names_are_split_at_the_first_slash() -> None:
    assert split_model("openrouter/anthropic/claude-x") == ("openrouter", "anthropic/claude-x")
    for name in ("gpt-5", "/gpt-5", "openai/", ""):
        with pytest.raises(InvalidModelName, match="PROVIDER/NAME"):
            split_model(name)


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_preset_opens(name: str) -> None:
    model = open_model(f"{name}/some-model", key_for=lambda provider: f"key-of-{provider}")
    assert model.name == f"{name}/some-model"


def test_a_missing_key_names_the_variable() -> None:
    with pytest.raises(MissingKey, match=r"'anthropic/x' wants a key: set ANTHROPIC_API_KEY"):
        open_model("anthropic/x", key_for=lambda _: None)
    with pytest.raises(MissingKey, match="GEMINI_API_KEY or GOOGLE_API_KEY"):
        open_model("gemini/x")


@pytest.mark.parametrize("name", ["ollama/x", "lmstudio/x", "vllm/x", "llamacpp/x"])
def test_a_local_server_wants_no_key(name: str) -> None:
    assert open_model(name).name == name


def test_an_unknown_provider_is_named_with_what_may_have_been_meant() -> None:
    with pytest.raises(UnknownProvider, match=r"'antropic' is not known; did you mean 'anthropic'\?.*--base-url"):
        open_model("antropic/x")
    with pytest.raises(UnknownProvider) as error:
        open_model("antropic/x")
    assert "?;" not in str(error.value)
    assert find_provider("acme", "http://localhost:1").wire == "chat"


@pytest.mark.parametrize(
    ("provider", "given", "url"),
    [
        ("openai", None, "https://api.openai.com/v1"),
        ("openai", "http://127.0.0.1:8000", "http://127.0.0.1:8000/v1"),
        ("openai", "http://127.0.0.1:8000/", "http://127.0.0.1:8000/v1"),
        ("openai", "http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1"),
        ("openai", "https://proxy.test/openai/v1/chat/completions", "https://proxy.test/openai/v1"),
        ("anthropic", "http://127.0.0.1:8000", "http://127.0.0.1:8000/v1"),
        ("anthropic", "https://proxy.test/anthropic", "https://proxy.test/anthropic/v1"),
        ("deepseek", None, "https://api.deepseek.com"),
        ("gemini", None, "https://generativelanguage.googleapis.com/v1beta/openai"),
        ("acme", "https://acme.test/api/v3", "https://acme.test/api/v3"),
    ],
)
def test_base_urls(provider: str, given: str | None, url: str) -> None:
    assert base_url_of(find_provider(provider, given), given) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1",
        "notaurl",
        "localhost:8000",
        "ftp://acme.test/v1",
        "http://",
        "http:///v1",
        "http://acme.test:99999",
        "http://acme.test:port/v1",
        "http://acme .test",
        "http://acme.test\n/v1",
        "",
    ],
)
def test_what_is_no_url_is_said_in_one_line(url: str) -> None:
    with pytest.raises(InvalidBaseUrl) as error:
        open_model("acme/m", base_url=url)
    assert repr(url) in str(error.value) and "http://127.0.0.1:8000/v1" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("url", ["http://[::1]:8000", "https://user@acme.test/v1", "HTTP://acme.test", "http://x:1/v1"])
def test_unusual_urls_are_taken(url: str) -> None:
    assert open_model("acme/m", base_url=url).name == "acme/m"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("openai/m", "/v1/chat/completions"),
        ("acme/m", "/v1/chat/completions"),
        ("anthropic/m", "/v1/messages"),
        ("openai-responses/m", "/v1/responses"),
        ("openai/by-card", "/v1/responses"),
    ],
)
def test_a_base_url_needs_no_key_and_each_provider_speaks_its_wire(name: str, path: str) -> None:
    with running_server(parse_script('[{"text":"ok"}]')) as server:
        model = open_model(name, base_url=server.root, overrides={"openai/by-card": {"wire": "responses"}})
        assert reply_of(ask_once(model)).message.text == "ok"
        assert server.requests[0].path == path


def test_a_script_is_a_model() -> None:
    with pytest.raises(InvalidScript, match="nowhere"):
        open_model("scripted/nowhere.json")


def test_a_shipped_card_chooses_the_wire_at_the_vendors_own_address_only() -> None:
    assert vars(open_model("openai/gpt-5.5", key_for=lambda _: "k"))["_wire"].path == "/responses"
    assert vars(open_model("openai/gpt-5", key_for=lambda _: "k"))["_wire"].path == "/chat/completions"
    assert vars(open_model("openai/gpt-5.5", base_url="http://127.0.0.1:9"))["_wire"].path == "/chat/completions"
