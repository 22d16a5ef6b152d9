"""Records without secrets: what a model or a person wrote is masked at the transcript's door, wherever it stands."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from reverie.conversation.messages import ReasoningPart

Redact = Callable[[str], str]
_Value = TypeVar("_Value")


def without_secrets(value: _Value, redact: Redact) -> _Value:
    """The same value with every text in it redacted; itself when there was nothing to mask.

    A model's thought that held a secret loses its wire form, which would repeat it; its provider does without.
    """
    return _redacted(value, redact)  # type: ignore[no-any-return]


def _redacted(value: Any, redact: Redact) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, ReasoningPart):
        text = redact(value.text)
        return value if text == value.text else msgspec.structs.replace(value, text=text, opaque="")
    if isinstance(value, msgspec.Struct):
        return _redacted_struct(value, redact)
    if isinstance(value, tuple | list | frozenset):
        items = [_redacted(item, redact) for item in value]
        return type(value)(items) if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, dict):
        return {_redacted(key, redact): _redacted(item, redact) for key, item in value.items()}
    return value


def _redacted_struct(value: msgspec.Struct, redact: Redact) -> msgspec.Struct:
    changed = {}
    for name in value.__struct_fields__:
        before = getattr(value, name)
        after = _redacted(before, redact)
        if after is not before:
            changed[name] = after
    return msgspec.structs.replace(value, **changed) if changed else value
