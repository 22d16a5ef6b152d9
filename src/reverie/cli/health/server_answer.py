"""What a model's server answered, or why it did not, as a finding with the next step."""

from difflib import get_close_matches

import msgspec

from .chosen import Chosen
from .finding import Finding, Word, quoted
from .reach import Answer, Kind, Unreached


class _Model(msgspec.Struct):
    id: str = ""


class _Models(msgspec.Struct):
    """The form that all servers we know give their list in."""

    data: list[_Model]


def judged(answer: Answer | Unreached, chosen: Chosen, url: str, proxy: str) -> Finding:
    """`url` is what was asked for, `proxy` the one that was asked through."""
    if isinstance(answer, Unreached):
        return _unreached(answer, chosen, url, proxy)
    if 200 <= answer.status < 300:
        return _good(answer, chosen, url)
    word, text, fix = _bad(answer, chosen, url)
    return Finding("model", word, f"{chosen.name}: {text}", fix)


def _unreached(answer: Unreached, chosen: Chosen, url: str, proxy: str) -> Finding:
    host = url.split("/")[2]
    through = f" through the proxy '{proxy}'" if proxy else ""
    said: dict[Kind, tuple[str, str]] = {
        "name": (f"no address is known for '{host}'", f"getent hosts {quoted(host.partition(':')[0])}"),
        "refused": (
            f"'{host}' refused the connection; start the server that belongs there",
            f"curl -sS {quoted(url)}",
        ),
        "tls": (f"no secure connection to '{host}'", "date; export SSL_CERT_FILE=/path/to/your/authority.pem"),
        "proxy": ("the proxy did not let it through", "env | grep -i _proxy"),
        "timeout": (f"'{host}' does not answer", f"curl -sS -m 20 {quoted(url)}"),
        "network": (f"'{host}' cannot be reached", f"curl -sS {quoted(url)}"),
    }
    text, fix = said[answer.kind]
    fix = "env | grep -i _proxy" if proxy and answer.kind in ("name", "refused") else fix
    return Finding("model", "fail", f"{chosen.name}: {text}{through} ({answer.why})", fix)


def _good(answer: Answer, chosen: Chosen, url: str) -> Finding:
    names = _names(answer.body)
    if names is None and url.endswith("/models"):
        text = (
            f"{chosen.name}: '{url}' answers with something else than a list of models; is that a provider's address?"
        )
        return Finding("model", "warn", text, _set_address(chosen))
    if names and chosen.model not in names:
        near = get_close_matches(chosen.model, names, 1)
        text = f"{chosen.name}: '{chosen.url}' answers, but '{chosen.model}' is not among its {len(names)} models"
        fix = f"reverie model use {quoted(f'{chosen.provider}/{near[0] if near else names[0]}')}"
        return Finding("model", "note", f"{text} (some leave out short names)", fix)
    return Finding("model", "ok", f"{chosen.name}: '{chosen.url}' answers{' and has it' if names else ''}")


def _names(body: bytes) -> list[str] | None:
    """The models that a server lists; None when this is no such list. One of them writes `models/` before each."""
    try:
        return [model.id.removeprefix("models/") for model in msgspec.json.decode(body, type=_Models).data]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _bad(answer: Answer, chosen: Chosen, url: str) -> tuple[Word, str, str]:
    status = answer.status
    if status == 401:
        return "fail", f"the key is not accepted (401) by '{chosen.url}'", _set_key(chosen)
    if status == 403:
        return "fail", f"not allowed (403) by '{chosen.url}': this key, or this region", _set_key(chosen)
    if status == 407:
        return "fail", "the proxy wants a name and a password (407)", "env | grep -i _proxy"
    if status in (404, 405):
        word: Word = "fail" if chosen.preset else "warn"
        return word, f"nothing at '{url}' ({status}): a wrong address, or a server without a list", _set_address(chosen)
    if status == 429:
        return (
            "note",
            f"'{chosen.url}' answers, but is limiting requests (429); look again in a minute",
            "reverie doctor",
        )
    if 300 <= status < 400:
        return "warn", f"'{url}' sends us on to '{answer.place[:200]}' ({status})", _set_address(chosen)
    return "warn", f"'{chosen.url}' has a problem ({status}); look again in a minute", "reverie doctor"


def _set_key(chosen: Chosen) -> str:
    return f"export {chosen.key_variable}=…" if chosen.key_variable else "reverie model use PROVIDER/NAME"


def _set_address(chosen: Chosen) -> str:
    return "unset REVERIE_BASE_URL" if chosen.preset else "export REVERIE_BASE_URL=http://HOST:PORT/v1"
