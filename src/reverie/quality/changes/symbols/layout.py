"""Symbols by their layout alone: a definition begins with words that a language has for it, and ends where the next
line of its indent is. For pieces of files, which no parser follows, for shell scripts, and where a parser gives up."""

import re
from collections.abc import Sequence

from reverie.quality.changes.counting.kinds import LineKind

from .spans import SymbolSpan

_NOT_NAMES = (
    r"(?!(?:if|else|elif|for|while|switch|catch|return|do|try|with|await|throw|new|delete|function|super|typeof|case|in|of|"
    r"sizeof|defined|assert|synchronized|foreach|using|lock|yield|go|defer|select|match|loop|unless|until|when|then|describe|it|test|expect)\b)"
)
_JS_WORDS = (
    r"(?:(?:export|default|declare|public|private|protected|static|async|abstract|override|readonly|get|set)\s+)*"
)
_RUST_WORDS = r"(?:pub(?:\([^)]*\))?\s+)?"
_JAVA_WORDS = (
    r"(?:(?:public|private|protected|static|final|abstract|synchronized|native|default|sealed|non-sealed|strictfp)\s+)*"
)

_CONTAINERS: dict[str, str] = {
    "python": r"class\s+(?P<c>\w+)",
    "javascript": _JS_WORDS + r"(?:class|interface|enum|namespace)\s+(?P<c>[\w$]+)",
    "java": _JAVA_WORDS + r"(?:class|interface|enum|record|@interface)\s+(?P<c>\w+)",
    "rust": _RUST_WORDS
    + r"(?:(?:unsafe\s+)?(?:impl(?:<[^{]*?>)?\s+(?:[^{]*?\sfor\s+)?|"
    + r"trait\s+|mod\s+|struct\s+|enum\s+|union\s+))(?P<c>\w+)",
    "go": r"type\s+(?P<c>\w+)",
    "ruby": r"(?:class|module)\s+(?P<c>[A-Z][\w:]*)",
    "c": r"(?:typedef\s+)?(?:struct|union|enum)\s+(?P<c>\w+)\s*(?:\{|$)",
    "cpp": r"(?:class|struct|union|enum(?:\s+class)?|namespace)\s+(?P<c>[\w:]+)\s*(?:final\s*)?(?::[^;{]*)?(?:\{|$)",
}
_FUNCTIONS: dict[str, str] = {
    "python": r"(?:async\s+)?def\s+(?P<f>\w+)",
    "javascript": _JS_WORDS
    + r"(?:function\s*\*?\s*(?P<f>[\w$]+)|(?:\*\s*)?"
    + _NOT_NAMES
    + r"(?P<m>#?[\w$]+)\s*(?:<[^>]*>)?\([^;]*(?:\{|;)?$|"
    + r"(?P<a>[\w$]+)\s*=\s*(?:async\s*)?(?:function\b|\([^)]*\)\s*(?::[^=]+)?=>|[\w$]+\s*=>).*)",
    "java": _NOT_NAMES
    + _JAVA_WORDS
    + r"(?:<[^>]+>\s+)?(?:(?:[\w.$]+(?:<[^=;]*>)?(?:\[\])*)\s+)??"
    + _NOT_NAMES
    + r"(?P<f>\w+)\s*\([^;=]*\)?[^;=]*\{?.*$",
    "rust": _RUST_WORDS + r"(?:(?:const|async|unsafe|extern(?:\s+\"[^\"]*\")?)\s+)*(?:fn|macro_rules!)\s+(?P<f>\w+)",
    "go": r"func\s+(?:\(\s*(?:\w+\s+)?\*?(?P<o>\w+)(?:\[[^\]]*\])?\s*\)\s*)?(?P<f>\w+)",
    "ruby": r"(?:private\s+)?def\s+(?:self\.)?(?P<f>[\w?!=]+)",
    "c": _NOT_NAMES
    + r"(?:#define\s+(?P<f>\w+)\(|(?:[\w*]+\s+)+\**"
    + _NOT_NAMES
    + r"(?P<m>\w+)\s*\([^;{}]*(?:[;{]|\))?\s*(?:/[/*].*)?$)",
    "cpp": _NOT_NAMES
    + r"(?:[\w:*&<>,~]+\s+)*[*&]*"
    + _NOT_NAMES
    + r"(?P<f>~?[A-Za-z_][\w:]*)\s*\([^;{}]*\)?[^;{}=]*(?:\{.*|;.*)?$",
    "shell": r"(?:function\s+(?P<f>[\w:.-]+)(?:\s*\(\s*\))?|(?P<m>[\w:.-]+)\s*\(\s*\))\s*[{(]?",
}
_CONSTANTS: dict[str, str] = {
    "python": r"(?P<k>[^\W\d]\w*)\s*(?::[^=]*)?=(?!=)",
    "javascript": _JS_WORDS
    + r"(?:(?:const|let|var)\s+(?P<k>[\w$]+)(?!.*\brequire\()|type\s+(?P<t>[\w$]+)|exports\.(?P<x>\w+)\s*=)",
    "java": r"(?=.*\bstatic\b)(?=.*\bfinal\b)[^(=;]*?(?P<k>\w+)\s*[=;]",
    "rust": _RUST_WORDS + r"(?:const|static(?:\s+mut)?|type)\s+(?P<k>[A-Za-z_]\w*)\s*[:=<]",
    "go": r"(?:var|const)\s+(?P<k>\w+)",
    "ruby": r"(?P<k>[A-Z]\w*)\s*=(?![=~>])",
    "c": r"#define\s+(?P<k>\w+)\s+\S",
    "cpp": r"(?:#define\s+(?P<k>\w+)\s+\S|"
    + r"(?:static\s+)?(?:inline\s+)?const(?:expr)?\s+[\w:<>*& ]+?[*& ](?P<t>\w+)\s*[=\[{])",
}
_LONGEST = 300
_SAME = {"typescript": "javascript"}
_CLOSING = re.compile(r"\s*(?:[)}\]]|end\b|fi\b|done\b|esac\b|EOT\b)")
_OUTER_CONSTANTS = frozenset({"python", "javascript", "go", "c", "cpp"})


def laid_out_symbols(
    language: str, rows: Sequence[str], kinds: Sequence[LineKind], around: str = ""
) -> list[SymbolSpan]:
    """The symbols of these rows. `around` is what the rows are said to be in (a hunk's heading), as it is written."""
    language = _SAME.get(language, language)
    if language not in _FUNCTIONS:
        return []
    reader = _Layout(language, rows, kinds)
    if around and (found := reader.header(around)):
        reader.enclose(found[0], found[1])
    for row, (line, kind) in enumerate(zip(rows, kinds, strict=False)):
        if kind != "blank":
            reader.read(row, line, kind)
    return reader.finished()


class _Layout:
    def __init__(self, language: str, rows: Sequence[str], kinds: Sequence[LineKind]) -> None:
        self._language = language
        self._rows = rows
        self._kinds = kinds
        self._functions = re.compile(r"\s*" + _FUNCTIONS[language])
        self._containers = re.compile(r"\s*" + _CONTAINERS.get(language, r"(?!)"))
        self._constants = re.compile(r"\s*" + _CONSTANTS.get(language, r"(?!)"))
        self._open: list[tuple[int, str, int, bool]] = []
        self._lasts: list[int] = []
        self._found: list[SymbolSpan] = []
        self._above = -1

    def header(self, line: str) -> tuple[str, str] | None:
        """The name that a line defines, and whether that is a `class`, a `function` or a `constant`."""
        line = line[:_LONGEST]
        for pattern, kind in (
            (self._containers, "class"),
            (self._functions, "function"),
            (self._constants, "constant"),
        ):
            if found := pattern.match(line):
                groups = found.groupdict()
                owner = groups.pop("o", None)
                name = next((text for text in groups.values() if text), "")
                return (f"{owner}.{name}" if owner else name).replace("::", "."), kind
        return None

    def enclose(self, name: str, kind: str) -> None:
        """What the first rows are in, although it begins before them."""
        self._push(-1, name, 0, kind == "function")

    def read(self, row: int, line: str, kind: LineKind) -> None:
        indent = len(line.expandtabs(8)) - len(line.expandtabs(8).lstrip())
        indent -= kind == "comment" and line.lstrip().startswith("*")
        if kind == "comment" or line.lstrip().startswith(("@", "#[")):
            self._above = row if self._above < 0 or self._is_apart(row) else self._above
            self._extend(row, indent)
            return
        if self._language == "shell" and self._open:
            self._read_script(row, line, indent)
            return
        above = self._above if self._above >= 0 and not self._is_apart(row) else row
        self._above = -1
        is_closing = _CLOSING.match(line) is not None
        while self._open and (self._open[-1][0] > indent or (self._open[-1][0] == indent and not is_closing)):
            self._pop()
        self._extend(row, indent + is_closing)
        is_inside = any(is_function for _, _, _, is_function in self._open)
        found = None if is_closing or is_inside else self.header(line)
        is_field = (self._open and self._open[-1][0] >= 0) or (indent and self._language != "python")
        if found and not (found[1] == "constant" and is_field and self._language in _OUTER_CONSTANTS):
            prefix = f"{self._open[-1][1]}." if self._open else ""
            # What is in a C++ namespace is mostly not indented.
            indent = -1 if line.lstrip().startswith("namespace") else indent
            self._push(indent, prefix + found[0], above, found[1] != "class")
            self._lasts[-1] = row

    def _read_script(self, row: int, line: str, indent: int) -> None:
        """In a function of a script nothing ends it but its brace: what a heredoc holds stands at the edge."""
        self._lasts[-1] = row
        if line.lstrip().startswith(("}", ")")) and indent <= self._open[-1][0]:
            self._pop()

    def finished(self) -> list[SymbolSpan]:
        while self._open:
            self._pop()
        return self._found

    def _is_apart(self, row: int) -> bool:
        return row > 0 and self._kinds[row - 1] == "blank"

    def _push(self, indent: int, name: str, first: int, is_function: bool) -> None:
        self._open.append((indent, name, first, is_function))
        self._lasts.append(first)

    def _pop(self) -> None:
        _, name, first, _ = self._open.pop()
        self._found.append(SymbolSpan(name, first, self._lasts.pop()))

    def _extend(self, row: int, indent: int) -> None:
        self._lasts = [row if each[0] < indent else last for each, last in zip(self._open, self._lasts, strict=True)]
