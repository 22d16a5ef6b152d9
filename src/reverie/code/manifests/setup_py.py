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
            for keyword in call.keywords:
                _field(keyword, constants, declared)


def _is_setup(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name == "setup"


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
