"""Whether two pieces of source have the same value: yes, no, or it cannot be told."""

import re

from .literals import Meaning, meaning_of
from .splitting import split_top

_CALL = re.compile(r"(?:new )?(?P<callee>[\w.:]+)[({](?P<arguments>.*)[)}]", re.DOTALL)


def is_same_value(wanted: str, actual: str) -> bool | None:
    """None: a name stands for something that is not known here, or one of them is more than a literal."""
    return _compare(meaning_of(wanted), meaning_of(actual))


def _compare(wanted: Meaning, actual: Meaning) -> bool | None:
    sorts = {wanted.sort, actual.sort}
    if sorts == {"value"}:
        return _is_same_literal(wanted.value, actual.value)
    if "duration" in sorts:
        return _compare_durations(wanted, actual)
    if wanted.sort == actual.sort == "name":
        return _compare_names(str(wanted.value), str(actual.value))
    if wanted.sort == actual.sort == "source":
        return _compare_sources(str(wanted.value), str(actual.value))
    if sorts == {"name", "value"}:
        return _compare_word(wanted, actual)
    return None


def _is_same_literal(wanted: object, actual: object) -> bool:
    if isinstance(wanted, list) and isinstance(actual, list):
        return len(wanted) == len(actual) and all(map(_is_same_literal, wanted, actual))
    if isinstance(wanted, dict) and isinstance(actual, dict):
        return wanted.keys() == actual.keys() and all(_is_same_literal(wanted[key], actual[key]) for key in wanted)
    if isinstance(actual, list) and not isinstance(wanted, list) and len(actual) == 1:
        return _is_same_literal(wanted, actual[0])
    if isinstance(wanted, bool) != isinstance(actual, bool):  # 1 is no True
        return str(wanted).lower() == str(actual).lower()
    if isinstance(wanted, str) != isinstance(actual, str):
        return _as_text(wanted) == _as_text(actual)
    return wanted == actual


def _as_text(value: object) -> str:
    if isinstance(value, str):
        inner = meaning_of(value)
        return str(inner.value) if inner.sort == "value" else " ".join(value.split())
    return str(value)


def _compare_durations(wanted: Meaning, actual: Meaning) -> bool | None:
    """`30 seconds` is 30, 30000 (milliseconds) and `30s`."""
    if wanted.sort == actual.sort:
        return wanted.value == actual.value
    duration, other = (wanted, actual) if wanted.sort == "duration" else (actual, wanted)
    seconds = duration.value
    if not isinstance(seconds, float) or not isinstance(other.value, int | float) or isinstance(other.value, bool):
        return None
    return any(abs(other.value - seconds * unit) < 1e-9 * max(1.0, seconds * unit) for unit in (1, 1000, 1 / 60))


def _compare_names(wanted: str, actual: str) -> bool | None:
    """`Mode.FAST` is `FAST`; two members of one thing differ; two names of unknown things may mean the same."""
    wanted_head, _, wanted_last = wanted.rpartition(".")
    actual_head, _, actual_last = actual.rpartition(".")
    if wanted_last == actual_last:
        return True
    is_one_family = wanted_head and wanted_head.rpartition(".")[2] == actual_head.rpartition(".")[2]
    return False if is_one_family else None


def _compare_word(wanted: Meaning, actual: Meaning) -> bool | None:
    """A bare word may be a text without its quotes (`json`), or a constant that is not known here (`DEFAULT`)."""
    name, value = (wanted.value, actual.value) if wanted.sort == "name" else (actual.value, wanted.value)
    if not isinstance(name, str) or not isinstance(value, str):
        return None
    if name == value:
        return True
    is_text = wanted.sort == "name" and name == name.lower() and "." not in name and not name.startswith("_")
    return False if is_text else None


def _compare_sources(wanted: str, actual: str) -> bool | None:
    """Two calls of the same thing differ when their arguments do."""
    if wanted.replace("'", '"') == actual.replace("'", '"'):
        return True
    one, other = _CALL.fullmatch(wanted), _CALL.fullmatch(actual)
    if one is None or other is None or one["callee"] != other["callee"]:
        return None
    return _compare_arguments(split_top(one["arguments"], ","), split_top(other["arguments"], ","))


def _compare_arguments(wanted: list[str] | None, actual: list[str] | None) -> bool | None:
    if wanted is None or actual is None or len(wanted) != len(actual):
        return None
    answers = set()
    for one, other in zip(wanted, actual, strict=True):
        name, equals, value = one.rpartition("=")
        other_name, other_equals, other_value = other.rpartition("=")
        if (name.strip(), equals) != (other_name.strip(), other_equals):
            return None
        answers.add(is_same_value(value, other_value))
    if False in answers:
        return False
    return None if None in answers else True
