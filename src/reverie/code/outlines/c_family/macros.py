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

# `SQLITE_API int f(void)`, `class FOO_EXPORT Bar`: a macro that says who may call.
_MARKER = re.compile(
    r"^([ \t]*(?:(?:extern|static|class|struct|typedef|inline|const)[ \t]+)*)"
    r"([A-Z]\w*_(?:API|EXPORT|EXPORTS|EXTERN|PUBLIC|DECL|INLINE|DEPRECATED|NORETURN|NODISCARD)(?![\w(]))(?=[ \t]+\w)",
    re.MULTILINE,
)


def without_markers(text: str) -> str:
    """The text with blanks in their place: what is left stands in its old line and column."""
    text = _FOR_BOTH.sub(lambda lines: "\n" * lines[0].count("\n"), text)
    text = _TYPE_IN_MACRO.sub(lambda found: f"{found[1]}{' ' * len(found[2])}{found[3]} ", text)
    return _MARKER.sub(lambda found: found[1] + " " * len(found[2]), text)
