"""setup.py by its syntax tree: only what is written out, nothing is run."""

import ast
import warnings

from .declared import Declared, Unreadable

_FIELDS = ("install_requires", "python_requires", "extras_require")


def read_setup_py(text: str, declared: Declared) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unreadable("a syntax error") from error
    constants = _constants(module)
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and _is_setup(call.func):
            for keyword in _keywords(call, module):
                _field(keyword, constants, declared)


def _is_setup(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name == "setup"


def _keywords(call: ast.Call, module: ast.Module) -> list[ast.keyword]:
    """What is given to `setup`, with what `**metadata` stands for where it is a `dict(…)` of this file."""
    found: list[ast.keyword] = []
    for keyword in call.keywords:
        spread = _spread(keyword.value, module) if keyword.arg is None else None
        found += spread if spread is not None else [keyword]
    return found


def _spread(value: ast.expr, module: ast.Module) -> list[ast.keyword] | None:
    if not isinstance(value, ast.Name):
        return None
    for statement in ast.walk(module):
        if isinstance(statement, ast.Assign) and any(_is_named(target, value.id) for target in statement.targets):
            made = statement.value
            if isinstance(made, ast.Call) and _is_named(made.func, "dict") and not made.args:
                return made.keywords
            if isinstance(made, ast.Dict):
                pairs = zip(made.keys, made.values, strict=True)
                texts = ((key, item) for key, item in pairs if isinstance(key, ast.Constant))
                return [ast.keyword(str(key.value), item) for key, item in texts]
    return None


def _is_named(expression: ast.expr, name: str) -> bool:
    return isinstance(expression, ast.Name) and expression.id == name


def _constants(module: ast.Module) -> dict[str, ast.expr]:
    """What the module's own variables are set to; those that are set twice are not known."""
    found: dict[str, ast.expr] = {}
    for statement in module.body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    found[target.id] = ast.Name("…") if target.id in found else statement.value
    return found


def _field(keyword: ast.keyword, constants: dict[str, ast.expr], declared: Declared) -> None:
    if keyword.arg is None:
        declared.doubt = f"line {keyword.value.lineno} is computed"
    if keyword.arg not in _FIELDS:
        return
    value = _followed(keyword.value, constants)
    if keyword.arg == "python_requires":
        if isinstance(value, ast.Constant):
            declared.add("python", value.value, value.lineno)
        else:
            declared.doubt = "python_requires is computed"
    elif keyword.arg == "install_requires":
        _listed(value, constants, declared, "")
    elif isinstance(value, ast.Dict):
        for key, extras in zip(value.keys, value.values, strict=True):
            group = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""
            _listed(_followed(extras, constants), constants, declared, group or "extra")
    else:
        declared.doubt = "extras_require is computed"


def _followed(value: ast.expr, constants: dict[str, ast.expr]) -> ast.expr:
    return constants.get(value.id, value) if isinstance(value, ast.Name) else value


def _listed(value: ast.expr, constants: dict[str, ast.expr], declared: Declared, group: str) -> None:
    """A list of texts, or one text with a requirement a line."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        for line in value.value.split("\n"):
            if line.strip():
                declared.add_requirement(line.strip(), declared.line_of(line.strip(), value.lineno), group)
        return
    if not isinstance(value, (ast.List, ast.Tuple)):
        declared.doubt = f"its {group or 'dependencies'} are computed"
        return
    for item in value.elts:
        inner = _followed(item, constants)
        if isinstance(inner, ast.Constant):
            declared.add_requirement(inner.value, inner.lineno, group)
        else:
            declared.doubt = f"line {item.lineno} is computed"
