"""Names that are somebody else's: the language's own, the standard library's, and what a project keeps of others."""

import builtins
import re
import sys

_VENDORED = re.compile(
    r"(?:^|/)(?:_?vendor(?:ed)?|third[_-]?party|external|extern|deps|include/cargo|node_modules|site-packages|"
    r"subprojects|typeshed)/"
)
_ASIDE = re.compile(
    r"(?:^|/)(?:tests?|testing|test[-_]data|specs?|__tests__|docs?|examples?|samples?|benchmarks?|bench|demos?|fixtures?)/|(?:^|/)test_"
)
_JAVASCRIPT = frozenset(
    {
        *(
            "Array",
            "ArrayBuffer",
            "BigInt",
            "Boolean",
            "Buffer",
            "Date",
            "Error",
            "EventEmitter",
            "Function",
            "Headers",
        ),
        *(
            "Infinity",
            "Intl",
            "JSON",
            "Map",
            "Math",
            "NaN",
            "Number",
            "Object",
            "Promise",
            "Proxy",
            "Reflect",
            "RegExp",
        ),
        *("Request", "Response", "Set", "String", "Symbol", "TypeError", "URL", "URLSearchParams", "Uint8Array"),
        *(
            "WeakMap",
            "WeakRef",
            "WeakSet",
            "WebSocket",
            "console",
            "document",
            "exports",
            "fetch",
            "global",
            "globalThis",
        ),
        *("module", "navigator", "process", "require", "window", "AbortController", "AbortSignal", "Blob", "FormData"),
        *(
            "ReadableStream",
            "WritableStream",
            "TransformStream",
            "Stream",
            "Readable",
            "Writable",
            "Duplex",
            "fs",
            "http",
        ),
    }
)


def is_foreign(name: str) -> bool:
    """Whether a name begins with a module or a type that belongs to a language."""
    head = name.partition(".")[0]
    return hasattr(builtins, head) or head in sys.stdlib_module_names or head in _JAVASCRIPT


def is_vendored(path: str) -> bool:
    return bool(_VENDORED.search(path))


def is_aside(path: str) -> bool:
    """Whether a file is of the tests, the documentation or the examples: a note speaks of these only by their path."""
    return bool(_ASIDE.search(path))
