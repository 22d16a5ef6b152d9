"""Lines and words that only a preprocessor understands, taken out of a text so that a grammar can follow it."""

import re

# Headers for both languages open and close `extern "C" {` in two places.
_FOR_BOTH = re.compile(
    r"^[ \t]*#[ \t]*if(?:def[ \t]+__cplusplus|[ \t]+defined\W+__cplusplus\W*)[^\n]*\n"
    r'\s*(?:extern\s*"C"\s*\{|\})[^\n]*\n[ \t]*#[ \t]*endif[^\n]*',
    re.MULTILINE,
)

# `PyAPI_FUNC(int) f(void)`: the type is inside of a macro.
_TYPE_IN_MACRO = re.compile(
    r"^([ \t]*(?:extern[ \t]+)?)(\w*(?:API|EXPORT|EXTERN|PUBLIC)\w*[ \t]*\()([\w \t*]+)(\))", re.MULTILINE
)

# `SQLITE_API int f(void)`, `Py_DEPRECATED(3.9) int f(void)`, `class FOO_EXPORT Bar`: macros that say who may call. Only
# where a type and a name follow, because `HANDLE f(void)` begins with its type.
_MARKER = re.compile(
    r"^([ \t]*(?:(?:extern|static|class|struct|typedef|inline|const)[ \t]+){0,4})"
    r"((?:[A-Z_][A-Z0-9_]{2,}|\w{1,40}_[A-Z]{3,}\w{0,40})(?![\w])(?:[ \t]*\([^()\n]{0,80}\))?)"
    r"(?=[ \t]+(?:[A-Za-z_]\w*[ \t*&]+[A-Za-z_]\w|\w+[ \t]*[:{]))",
    re.MULTILINE,
)

# `jint JNICALL f(void)`: the same between the type and the name.
_MARKER_INSIDE = re.compile(r"^([ \t]*[a-z][\w:]{0,60}[ \t]*\*?[ \t]+)([A-Z_]{4,})(?=[ \t]+\w+[ \t]*\()", re.MULTILINE)


def without_markers(text: str) -> str:
    """The text with blanks in their place: what is left stands in its old line and column."""
    text = _FOR_BOTH.sub(lambda lines: "\n" * lines[0].count("\n"), text)
    text = _TYPE_IN_MACRO.sub(lambda found: f"{found[1]}{' ' * len(found[2])}{found[3]} ", text)
    for pattern in (_MARKER, _MARKER, _MARKER_INSIDE):  # there may be two of them
        text = pattern.sub(lambda found: found[1] + " " * len(found[2]), text)
    return text
