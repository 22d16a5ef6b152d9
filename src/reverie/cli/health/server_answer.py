"""What a model's server answered, or why it did not, as a finding with the next step."""

from difflib import get_close_matches
from urllib.parse import urlsplit

import msgspec

from .chosen import Chosen
from .finding import Finding, Word, quoted
from .reach import Answer, Kind, Unreached


class _Model(msgspec.Struct):
    id: str = ""


class _Models(msgspec.Struct):
    """The form that all servers we know give their list in."""

    data: list[_Model]


def judged(answer: Answer | Unreached, chosen: Chosen, path: str, proxy: str) -> Finding:
    """`path` below the model's address was asked for, through `proxy` if there is one."""
    url = chosen.shown + path
    if isinstance(answer, Unreached):
        return _unreached(answer, chosen, url, proxy)
    if 200 <= answer.status < 300:
        return _good(answer, chosen, url)
    word, text, fix = _bad(answer, chosen, url)
    return Finding("model", word, f"{chosen.name}: {text}", fix)


def _unreached(answer: Unreached, chosen: Chosen, url: str, proxy: str) -> Finding:
    text, fix = _step_of_proxy(answer.kind, url, proxy) if proxy else _step(answer.kind, url)
    return Finding("model", "fail", f"{chosen.name}: {text} ({answer.why})", fix)


def _step(kind: Kind, url: str) -> tuple[str, str]:
    host, name = urlsplit(url).netloc, urlsplit(url).hostname or ""
    said: dict[Kind, tuple[str, str]] = {
        "name": (f"no address is known for '{host}'", f"getent hosts {quoted(name)}"),
        "refused": (f"'{host}' refused the connection; start the server that belongs there", f"curl -sS {quoted(url)}"),
        "tls": (f"no secure connection to '{host}'", "date; export SSL_CERT_FILE=/path/to/your/authority.pem"),
        "timeout": (f"'{host}' does not answer", f"curl -sS -m 20 {quoted(url)}"),
    }
    return said.get(kind, (f"'{host}' cannot be reached", f"curl -sS {quoted(url)}"))


def _step_of_proxy(kind: Kind, url: str, proxy: str) -> tuple[str, str]:
    """A name that is unknown, or a connection that is refused, is the proxy's own."""
    said: dict[Kind, str] = {
        "name": f"no address is known for the proxy '{proxy}'",
        "refused": f"the proxy '{proxy}' refused the connection",
        "proxy": f"the proxy '{proxy}' did not let it through",
    }
    if kind in said:
        return said[kind], "env | grep -i _proxy"
    text, fix = _step(kind, url)
    return f"{text} through the proxy '{proxy}'", fix


def _good(answer: Answer, chosen: Chosen, url: str) -> Finding:
    names = _names(answer.body)
    if names is None and url.endswith("/models"):
        text = (
            f"{chosen.name}: '{url}' answers with something else than a list of models; is that a provider's address?"
        )
        return Finding("model", "warn", text, _set_address(chosen))
    if names and chosen.model not in names:
        near = get_close_matches(chosen.model, names, 1)
        text = f"{chosen.name}: '{chosen.shown}' answers, but '{chosen.model}' is not among its {len(names)} models"
        fix = f"reverie model use {quoted(f'{chosen.provider}/{near[0] if near else names[0]}')}"
        return Finding("model", "note", f"{text} (some leave out short names)", fix)
    return Finding("model", "ok", f"{chosen.name}: '{chosen.shown}' answers{' and has it' if names else ''}")


def _names(body: bytes) -> list[str] | None:
    """The models that a server lists; None when this is no such list. One of them writes `models/` before each."""
    try:
        return [model.id.removeprefix("models/") for model in msgspec.json.decode(body, type=_Models).data]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _bad(answer: Answer, chosen: Chosen, url: str) -> tuple[Word, str, str]:
    status = answer.status
    if status == 401:
        return "fail", f"the key is not accepted (401) by '{chosen.shown}'", _set_key(chosen)
    if status == 403:
        return "fail", f"not allowed (403) by '{chosen.shown}': this key, or this region", _set_key(chosen)
    if status == 407:
        return "fail", "the proxy wants a name and a password (407)", "env | grep -i _proxy"
    if status in (404, 405):
        word: Word = "fail" if chosen.preset else "warn"
        return word, f"nothing at '{url}' ({status}): a wrong address, or a server without a list", _set_address(chosen)
    if status == 429:
        return (
            "note",
            f"'{chosen.shown}' answers, but is limiting requests (429); look again in a minute",
            "reverie doctor",
        )
    if 300 <= status < 400:
        return "warn", f"'{url}' sends us on to '{answer.place[:200]}' ({status})", _set_address(chosen)
    return "warn", f"'{chosen.shown}' has a problem ({status}); look again in a minute", "reverie doctor"


def _set_key(chosen: Chosen) -> str:
    return f"export {chosen.key_variable}=…" if chosen.key_variable else "reverie model use PROVIDER/NAME"


def _set_address(chosen: Chosen) -> str:
    return "unset REVERIE_BASE_URL" if chosen.preset else "export REVERIE_BASE_URL=http://HOST:PORT/v1"
