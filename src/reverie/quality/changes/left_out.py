"""Files whose lines nobody writes by hand, or that have no code and comments to tell apart; and why."""

import re

LOCK, VENDORED, GENERATED, MINIFIED = "a lock file", "vendored", "generated", "minified"
PROSE, DATA, NOTEBOOK, BINARY = "prose", "data", "a notebook", "binary"
UNKNOWN = "of a kind that is not counted"

_LOCK = re.compile(
    r"(?:^|/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|[\w.-]+\.lock|"
    r"go\.sum|gradle\.lockfile|packages\.lock\.json|Package\.resolved|flake\.lock|uv\.lock|pylock\.toml)$"
)
_VENDORED = re.compile(
    r"(?:^|/)(?:vendor|vendored|_vendor|third[_-]?party|node_modules|bower_components|site-packages|Pods|\.venv|venv|"
    r"\.next|__pycache__)/|(?:^|/)dist/[^\n]*\.(?:[mc]?js|css)$"
)
_GENERATED_NAME = re.compile(
    r"(?:_pb2(?:_grpc)?\.pyi?|\.pb(?:\.gw)?\.go|\.pb\.(?:cc|h)|_generated\.\w+|\.generated\.\w+|\.g\.(?:dart|cs)|"
    r"\.designer\.cs|\.freezed\.dart|\.snap|\.map|zz_generated\.[\w.]+)$",
    re.IGNORECASE,
)
_MINIFIED_NAME = re.compile(r"[.-](?:min|bundle)\.(?:js|mjs|cjs|css)$", re.IGNORECASE)
_PROSE = re.compile(
    r"\.(?:md|mdx|markdown|rst|txt|adoc|asciidoc|org|textile|rtf|log)$|(?:^|/)(?!BUILD$|WORKSPACE$)[A-Z][A-Z_]+$"
)
_DATA = re.compile(
    r"\.(?:json|jsonl|ndjson|geojson|webmanifest|csv|tsv|svg|po|pot|plist|resx|ics|pem|crt|patch|diff|har|lottie)$",
    re.IGNORECASE,
)
_JSON_WITH_COMMENTS = re.compile(
    r"(?:^|/)(?:[tj]sconfig[\w.-]*\.json|\.vscode/[\w.-]+\.json|\.eslintrc\.json|devcontainer\.json)$"
)
_TEXT_LISTS = re.compile(r"(?:^|/)(?:[\w.-]*(?:requirements|constraints)[\w.-]*|CMakeLists)\.txt$", re.IGNORECASE)

# In a comment of the head of a file: the same words in a string further down are about other files.
_COMMENT_BEGINS = r"^[ \t]*(?:#|//|/?\*+|--|;|<!--|%|\{-|\"\"\")"
_GENERATED_MARK = re.compile(
    _COMMENT_BEGINS + r"(?:[^\n]{0,200}?(?:@generated\b|\bDO NOT (?:EDIT|MODIFY)\b|"
    r"(?i:\bauto(?:matically)?[ -]?generated\b|\bgenerated automatically\b))|"
    r"(?i:[\W_]*(?:this (?:file|code|module) (?:is|was|has been) )?generated (?:by|from|with)\b))",
    re.MULTILINE,
)
_HEAD_LINES = 12
_HEAD = 4000

_LONG_LINE = 400
_SMALL = 1000


def why_left_out(path: str, text: str) -> str:
    """In a word or two; empty when its code and comments count. The name decides before the text is looked at."""
    path = path.replace("\\", "/")
    return _by_name(path) or _by_text(text)


def is_worth_naming(reason: str) -> bool:
    """Whether lines of a file that is left out for this reason are somebody's change all the same."""
    return reason in ("", PROSE, DATA, NOTEBOOK, UNKNOWN)


def _by_name(path: str) -> str:
    if _LOCK.search(path):
        return LOCK
    if _VENDORED.search(path):
        return VENDORED
    if _GENERATED_NAME.search(path):
        return GENERATED
    if _MINIFIED_NAME.search(path):
        return MINIFIED
    if path.endswith(".ipynb"):
        return NOTEBOOK
    if _PROSE.search(path) and not _TEXT_LISTS.search(path):
        return PROSE
    return DATA if _DATA.search(path) and not _JSON_WITH_COMMENTS.search(path) else ""


def _by_text(text: str) -> str:
    if "\0" in text[:8000]:
        return BINARY
    if is_minified(text):
        return MINIFIED
    head = "\n".join(text[:_HEAD].split("\n")[:_HEAD_LINES])
    return GENERATED if _GENERATED_MARK.search(head) else ""


def is_minified(text: str) -> bool:
    """Whether most of a text stands in lines that no person reads."""
    if len(text) < _SMALL:
        return False
    lines = text.split("\n")
    long = [len(line) for line in lines if len(line) > _LONG_LINE]
    return sum(long) * 2 > len(text) and len(lines) < 10 * len(long)
