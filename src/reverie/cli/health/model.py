"""The model that answers when none is named: whether its server can be reached, at no cost."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from reverie.cli.choose_model import NoModel
from reverie.config.errors import ConfigError
from reverie.config.keys import find_key
from reverie.models.errors import ModelError
from reverie.models.providers import PROVIDERS

from .chosen import Chosen, addressed, chosen_name
from .finding import Finding
from .host import Host

if TYPE_CHECKING:
    from .reach import Answer, Unreached

    Ask = Callable[[str, Mapping[str, str]], Answer | Unreached]

_CHOOSE = "reverie model use PROVIDER/NAME"
_ASKED_FOR = {"openrouter": "/key"}
"""Where a list of models is given to anybody, something that says whether the key is good."""


def examine_model(host: Host, ask: "Ask | None" = None) -> Iterator[Finding]:
    """Its name, its key, and one request to its server that no provider charges for."""
    try:
        name, settings = chosen_name(host)
        if name.startswith("local/"):
            from .local_model import examine_local

            yield from examine_local(name, host)
        elif name.startswith("scripted/"):
            yield Finding("model", "ok", f"{name} plays a script and needs no server")
        else:
            yield _remote(addressed(name, settings), host, ask)
    except ConfigError:  # said by the line of the settings, or of the keys
        yield Finding("model", "note", "not looked at, because settings or keys do not load", "reverie doctor")
    except NoModel as error:
        yield Finding("model", "warn", str(error), "reverie model pull")
    except ModelError as error:
        yield Finding("model", "fail", str(error), _CHOOSE)


def _remote(chosen: Chosen, host: Host, ask: "Ask | None") -> Finding:
    variables = PROVIDERS[chosen.provider].key_variables if chosen.provider in PROVIDERS else (chosen.key_variable,)
    key = find_key(tuple(name for name in variables if name), host.places, host.environ)
    if key is None and chosen.needs_key:
        return Finding("model", "fail", f"{chosen.name} wants a key", f"export {chosen.key_variable}=…")
    from . import reach
    from .server_answer import judged

    path = _ASKED_FOR.get(chosen.provider, "/models") if chosen.preset else "/models"
    answer = (ask or reach.ask)(chosen.url + path, _headers(chosen, key))
    return judged(answer, chosen, path, reach.proxy_of(chosen.url, host.environ))


def _headers(chosen: Chosen, key: str | None) -> dict[str, str]:
    """As the wire format writes them."""
    from reverie.models.provider_errors import Target

    target = Target(chosen.name)
    if chosen.wire == "messages":
        from reverie.models.anthropic_messages import AnthropicMessages

        return AnthropicMessages(chosen.model, target).headers(key)
    from reverie.models.openai_chat import OpenAIChat

    return OpenAIChat(chosen.model, target).headers(key)
