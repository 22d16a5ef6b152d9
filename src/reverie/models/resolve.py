"""From `PROVIDER/NAME` to a model that can be asked."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reverie.conversation.ports import ModelClient

from .catalog import Overrides, WireName, find_card
from .errors import InvalidBaseUrl, InvalidModelName, MissingKey, UnknownProvider
from .http_stream import is_loopback
from .provider_errors import Target
from .providers import PROVIDERS, QUIET_LOCAL_SERVER, Provider, custom_provider
from .retry import Retries

if TYPE_CHECKING:
    from .wire import Wire

KeyFor = Callable[[str], str | None]
"""The key of a provider, by its name; None when there is none."""


def split_model(name: str) -> tuple[str, str]:
    """`PROVIDER/NAME` in its two parts; the name may hold further slashes. Raises InvalidModelName."""
    provider, slash, model = name.strip().partition("/")
    if not (slash and provider and model):
        raise InvalidModelName(f"{name!r} is no model name: write PROVIDER/NAME, such as 'openai/gpt-5'")
    return provider, model


def open_model(
    name: str,
    *,
    base_url: str | None = None,
    key_for: KeyFor | None = None,
    overrides: Overrides | None = None,
    retries: Retries | None = None,
) -> ModelClient:
    """The client of a model; nothing is sent and nothing heavy imported yet.

    A preset's own URL is replaced by `base_url`; `overrides` are a person's own model cards. Raises UnknownProvider,
    MissingKey, InvalidModelName, InvalidBaseUrl, InvalidCatalog, InvalidScript.
    """
    provider_name, model = split_model(name)
    if provider_name == "scripted":
        from .scripted import open_scripted

        return open_scripted(model, retries)
    provider = find_provider(provider_name, base_url)
    key = (key_for(provider.name) or "").strip() if key_for else ""
    if not key and provider.needs_key and base_url is None:
        raise MissingKey(_no_key(name, provider))
    wire = _wire_name(name, provider, base_url, overrides)
    return _open_http(name, wire, provider, base_url_of(provider, base_url), key, retries)


def find_provider(name: str, base_url: str | None = None) -> Provider:
    """The preset of that name; with a base URL any name will do. Raises UnknownProvider."""
    if name in PROVIDERS:
        return PROVIDERS[name]
    if base_url is not None:
        return custom_provider(name)
    import difflib

    close = difflib.get_close_matches(name, PROVIDERS, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(PROVIDERS)}."
    raise UnknownProvider(
        f"the provider {name!r} is not known; {hint} For another one, give its address with --base-url"
    )


def base_url_of(provider: Provider, base_url: str | None) -> str:
    """Where requests go, without a slash at the end.

    A bare host gets the `/v1` that servers of all wires have; so does an Anthropic URL without it, because that
    vendor's own SDK is given URLs without it. Raises InvalidBaseUrl.
    """
    if base_url is None:
        return provider.base_url
    url = base_url.strip().rstrip("/")
    if not _is_http_url(url):
        raise InvalidBaseUrl(f"{base_url!r} is no address of a provider; write it like 'http://127.0.0.1:8000/v1'")
    for path in ("/chat/completions", "/messages", "/responses"):
        url = url.removesuffix(path)
    wants_version = not urlsplit(url).path or (provider.wire == "messages" and not url.endswith("/v1"))
    return url + "/v1" if wants_version else url


def _is_http_url(url: str) -> bool:
    """Whether requests can be sent there: http or https, a host, and a port that is a number if there is one."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    sendable = url.isprintable() and " " not in url and port != 0
    return parts.scheme in ("http", "https") and bool(host) and sendable


def _wire_name(name: str, provider: Provider, base_url: str | None, overrides: Overrides | None) -> WireName:
    """A person's own card says which wire; a shipped one does at the provider's own address; else the preset."""
    card = find_card(name, overrides)
    asked = base_url is None or "wire" in (overrides or {}).get(name, {})
    return card.wire if asked and card.wire != "chat" else provider.wire


def _no_key(name: str, provider: Provider) -> str:
    variables = " or ".join(provider.key_variables)
    return f"{name!r} wants a key: set {variables}, or choose another --model"


def _open_http(
    name: str, wire_name: WireName, provider: Provider, url: str, key: str, retries: Retries | None
) -> ModelClient:
    from .http_model import HttpModel
    from .http_stream import HttpStream, Timeouts

    variable = provider.key_variables[0] if provider.key_variables else ""
    target = Target(name, url, variable, has_key=bool(key))
    wire = _wire(split_model(name)[1], wire_name, provider, target)
    silence = QUIET_LOCAL_SERVER if is_loopback(url) else provider.silence
    stream = HttpStream(url + wire.path, wire.headers(key or None), target, Timeouts(silence=silence))
    return HttpModel(name, wire, stream, retries)


def _wire(model: str, wire: WireName, provider: Provider, target: Target) -> "Wire":
    if wire == "messages":
        from .anthropic_messages import AnthropicMessages

        return AnthropicMessages(model, target)
    if wire == "responses":
        from .openai_responses import OpenAIResponses

        return OpenAIResponses(model, target)
    from .openai_chat import OpenAIChat

    return OpenAIChat(model, target, provider.dialect)
