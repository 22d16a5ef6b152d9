"""One value changed, every other line byte for byte: on generated files."""

import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reverie.config.places import Places
from reverie.config.settings import config_file, load_settings, set_setting
from reverie.config.toml_edit import CannotEdit, edited

_WORDS = st.text("abz/. #=[]\"'\\ é€", min_size=1, max_size=12).filter(str.strip)
_COMMENT = st.sampled_from(["# about it", "#", "  # [features]", "# model = 'x'", "", "", "   ", "# é \u2028 [x]"])
_TOP = {
    "model": st.sampled_from(['model = "a/b"', "model='a/b' # why", '  model   = """a/\nb"""', '"model" = "a/b"']),
    "base_url": st.sampled_from(['base_url = "http://x" # y', "base_url = '''\n[features]\nq'''"]),
    "permission_mode": st.just('permission_mode = "plan"'),
    "screen_reader": st.sampled_from(["screen_reader = true", "screen_reader=false#no"]),
}
_SWITCHES = {
    "tasks": st.sampled_from(["tasks = true", "tasks = false # x"]),
    "nested": st.just("nested_instructions=true"),
}
_CARDS = {"one": st.sampled_from(["context_window = 5", "images=true # p"]), "price": st.just("price = { input = 1 }")}
_PATHS = {
    "model": ("model",),
    "base_url": ("base_url",),
    "permission_mode": ("permission_mode",),
    "screen_reader": ("screen_reader",),
    "claude_instructions": ("claude_instructions",),
    "features.tasks": ("features", "tasks"),
    "features.nested_instructions": ("features", "nested_instructions"),
    'catalog."a/b".context_window': ("catalog", "a/b", "context_window"),
    "catalog.c/d.price.input": ("catalog", "c/d", "price", "input"),
    'catalog."e/f.5".max_output': ("catalog", "e/f.5", "max_output"),
}


@st.composite
def _block(draw: st.DrawFn, lines: dict[str, st.SearchStrategy[str]]) -> list[str]:
    drawn: list[str] = draw(st.lists(_COMMENT, max_size=2))
    for name in draw(st.lists(st.sampled_from(sorted(lines)), unique=True)):
        drawn += [draw(lines[name]), *draw(st.lists(_COMMENT, max_size=2))]
    return drawn


@st.composite
def _files(draw: st.DrawFn) -> str:
    """A file as a person may have written it: with comments, tables in any order, and either kind of line ends."""
    lines = draw(_block(_TOP))
    tables = [("[features]", _SWITCHES), ('[catalog."a/b"]', _CARDS), ("[ catalog.'c/d' ] # more", _CARDS)]
    for header, inner in draw(st.permutations(tables)):
        if draw(st.booleans()):
            lines += [header, *draw(_block(inner))]
    text = "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n\n"]))
    return draw(st.sampled_from(["", "", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))


def _values_for(key: str) -> st.SearchStrategy[Any]:
    if key in ("model", "base_url"):
        return _WORDS
    if key == "permission_mode":
        return st.sampled_from(["plan", "ask", "accept-edits"])
    return st.integers(1, 10**6) if key.startswith("catalog") else st.booleans()


_CHANGES = st.sampled_from(sorted(_PATHS)).flatmap(lambda key: st.tuples(st.just(key), _values_for(key)))


def _values(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff"))


def _taken(values: dict[str, Any], path: tuple[str, ...]) -> tuple[Any, dict[str, Any]]:
    """What is at the path, and the rest without it, without `format` and without empty tables."""
    found = values.get(path[0])
    rest = {name: value for name, value in values.items() if name not in (path[0], "format") and value != {}}
    if len(path) == 1:
        return found, {name: _taken(v, ("",))[1] if isinstance(v, dict) else v for name, v in rest.items()}
    found, inner = _taken(found or {}, path[1:])
    rest = {name: _taken(v, ("",))[1] if isinstance(v, dict) else v for name, v in rest.items()}
    return found, rest | ({path[0]: inner} if inner else {})


def _pruned(values: dict[str, Any]) -> dict[str, Any]:
    inner = {name: _pruned(value) if isinstance(value, dict) else value for name, value in values.items()}
    return {name: value for name, value in inner.items() if value != {}}


@given(text=_files(), change=_CHANGES)
@example(text="# c\n\n# about\n[features]\n", change=("model", "a"))
@example(text='model = "x"', change=("features.tasks", False))
@example(text="[features]\nnested_instructions=true\n   ", change=('catalog."a/b".context_window', 1))
@example(text="   ", change=("base_url", "="))
@example(text="\r\n", change=("base_url", "="))
def test_what_is_set_is_loaded_and_every_other_line_stays(
    text: str, change: tuple[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    key, value = change
    folder = tmp_path_factory.mktemp("home")
    places = Places(folder, folder / "data", folder / "state", folder / "cache")
    config_file(places).write_bytes(text.encode())
    others = _pruned(_taken(_values(text), _PATHS[key])[1])
    for wanted in (value, None):
        set_setting(places, key, wanted)
        load_settings(places, {})
        after = config_file(places).read_bytes().decode()
        found, rest = _taken(_values(after), _PATHS[key])
        assert (found, _pruned(rest)) == (wanted, others)
        _assert_other_lines_stay(text, after, key)


def _assert_other_lines_stay(before: str, after: str, key: str) -> None:
    """In their order and with their line ends. The value itself may have been a text of several lines, or a line of the
    same name stands in another table; what they hold was compared already."""
    ends = "\r\n" if "\r\n" in before else "\n"
    assert "\r" not in after.replace("\r\n", "") and (ends == "\n") == ("\r" not in after)
    assert after.startswith("\ufeff") == before.startswith("\ufeff")
    own = (key.rsplit(".", 1)[-1], 'b"""', "q'''", "price")
    rest = iter(after.removeprefix("\ufeff").split(ends))
    for line in before.removeprefix("\ufeff").split(ends):
        if not any(name in line for name in own) and line != "[features]":
            assert line in rest, f"{line!r} of {before!r} is gone or moved in {after!r}"


@pytest.mark.parametrize(
    ("before", "key", "value", "after"),
    [
        ("", "model", "m", 'model = "m"\n'),
        ("# mine\n", "model", "m", '# mine\nmodel = "m"\n'),
        (
            'base_url = "x"\n\n# young\n[features]\n',
            "model",
            "m",
            'base_url = "x"\nmodel = "m"\n\n# young\n[features]\n',
        ),
        ('model = "a" # why\n', "model", "m", 'model = "m" # why\n'),
        ('model = "a"\n# end', "model", None, "# end"),
        (
            "[features]\ntasks = true\n\n# cards\n[catalog]\n",
            "features.x",
            False,
            "[features]\ntasks = true\nx = false\n\n# cards\n[catalog]\n",
        ),
        ("features.tasks = true\n", "features.tasks", False, "features.tasks = false\n"),
        ("features = { tasks = true } # c\n", "features.tasks", False, "features = { tasks = false } # c\n"),
        ("a = 1\r\n\r\n[features]\r\n", "model", "m", 'a = 1\r\nmodel = "m"\r\n\r\n[features]\r\n'),
    ],
)
def test_where_a_line_is_put(before: str, key: str, value: object, after: str) -> None:
    assert edited(before, key.split("."), value) == after


def test_a_value_where_a_table_belongs_is_refused() -> None:
    with pytest.raises(CannotEdit, match="has a value where the table `features` belongs"):
        edited("features = 3\n", ("features", "tasks"), False)
