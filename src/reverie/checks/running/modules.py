"""Which file or folder of the tree an import means."""

import posixpath
from collections.abc import Iterable

from reverie.code.codebase import Codebase
from reverie.code.values import Language

_ENDINGS: dict[Language, tuple[str, ...]] = {
    "python": (".py", "/__init__.py", ".pyi", "/__init__.pyi"),
    "javascript": ("", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", "/index.js", "/index.ts", "/index.mjs"),
    "typescript": ("", ".ts", ".tsx", ".d.ts", ".mts", ".js", ".mjs", "/index.ts", "/index.tsx", "/index.js"),
    "ruby": (".rb", ""),
    "rust": (".rs", "/mod.rs", "/lib.rs"),
    "go": ("/",),
    "c": ("",),
    "cpp": ("",),
    "java": (".java",),
}
_JS_ENDINGS = (".js", ".mjs", ".cjs", ".jsx")


def module_file(module: str, importer: str, language: Language, codebase: Codebase) -> str | None:
    """The path of the module that a file imports as `module`, a folder for Go; None: not of this tree, or not clear."""
    match language:
        case "python":
            return _python(module, importer, codebase)
        case "javascript" | "typescript":
            return _javascript(module, importer, language, codebase)
        case "rust":
            return _rust(module, importer, codebase)
        case "java":
            return _closest(_named([module.replace(".", "/") + ".java"], codebase), importer)
        case "go":
            parts = module.strip('"').split("/")
            folders = [path for path in codebase.named("/".join(parts[-2:])) if path.endswith("/")]
            return _closest(folders, importer)
        case _:
            return _first_there(
                [posixpath.normpath(posixpath.join(posixpath.dirname(importer), module))], language, codebase
            )


def _python(module: str, importer: str, codebase: Codebase) -> str | None:
    name = module.lstrip(".")
    dots = len(module) - len(name)
    rest = name.replace(".", "/")
    if not dots:
        return _closest(_named((rest + ending for ending in _ENDINGS["python"]), codebase), importer)
    folder = importer
    for _ in range(dots):
        folder, _, _ = folder.rpartition("/")
    base = posixpath.join(folder, rest).rstrip("/")
    if not rest:
        return _first_there([f"{base}/__init__" if base else "__init__"], "python", codebase)
    return _first_there([base], "python", codebase)


def _javascript(module: str, importer: str, language: Language, codebase: Codebase) -> str | None:
    if not module.startswith("."):
        return None
    base = posixpath.normpath(posixpath.join(posixpath.dirname(importer), module))
    stems = [base]
    if base.endswith(_JS_ENDINGS):  # TypeScript imports by the name that the compiled file will have
        stems.append(base.rpartition(".")[0])
    return _first_there(stems, language, codebase)


def _rust(module: str, importer: str, codebase: Codebase) -> str | None:
    parts = [part for part in module.split("::") if part not in ("", "*")]
    if not parts:
        return None
    folder = posixpath.dirname(importer)
    if parts[0] == "crate":
        head, found, _ = importer.rpartition("src/")
        bases = [f"{head}{found}".rstrip("/")]
    elif parts[0] in ("self", "super"):
        bases = [importer.removesuffix(".rs") if parts[0] == "self" else folder, folder]
    else:
        return None
    rest = "/".join(parts[1:])
    return _first_there([posixpath.join(base, rest) for base in bases] if rest else [], "rust", codebase)


def _first_there(stems: Iterable[str], language: Language, codebase: Codebase) -> str | None:
    for stem in stems:
        if stem.startswith(".."):
            continue
        for ending in _ENDINGS[language]:
            if codebase.kind_of(stem + ending) == "file":
                return stem + ending
    return None


def _named(names: Iterable[str], codebase: Codebase) -> list[str]:
    return [path for name in names for path in codebase.named(name) if not path.endswith("/")]


def _closest(paths: list[str], importer: str) -> str | None:
    """The one that shares the most of its beginning with the importing file; sources before stubs."""
    if not paths:
        return None
    return max(paths, key=lambda path: (len(posixpath.commonprefix([path, importer])), not path.endswith("i")))
