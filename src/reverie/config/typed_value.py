"""The value that a person typed for a setting."""

from .errors import ConfigError
from .key_path import KeyPath
from .schema import WrongValue, value_of
from .toml_text import BrokenText, parse


def typed_value(path: KeyPath, text: str) -> object:
    """Of a setting by its kind; of a card's field as TOML reads it (`5`, `true`), else as text.

    Raises `ConfigError`.
    """
    if path.key is not None:
        try:
            return value_of(path.key, text)
        except WrongValue as error:
            raise ConfigError(f"`{path.name}` {error}") from None
    if not path.is_card_field:
        below = "tasks" if path.parts[0] == "features" else '"provider/name".context_window'
        raise ConfigError(f"`{path.name}` is a table; set a line of it, like {path.parts[0]}.{below}")
    if not text.strip() or not text.isprintable():
        raise ConfigError(f"`{path.name}` must be one line of text")
    try:
        return parse(f"value = {text}")["value"]
    except BrokenText:
        return text.strip()
