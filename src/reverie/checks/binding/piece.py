"""A piece of a sentence: a name, a path, a literal, by itself or marked up, and what it looks like."""

import re
from typing import Literal

import msgspec

from reverie.checks.candidate import Span

Shape = Literal[
    "name", "call", "path", "assignment", "requirement", "section", "flag", "number", "literal", "url", "words"
]
"""What a piece looks like. `words` is all else: commands, sentences, code of several tokens."""

NAME = r"[A-Za-z_$][\w$]*"
DOTTED = rf"{NAME}(?:(?:\.|::|#|->){NAME})*"
SUFFIXES = (
    "py|pyi|pyx|js|mjs|cjs|jsx|ts|mts|cts|tsx|go|rs|java|kt|c|h|cc|cpp|cxx|hpp|hh|rb|rake|cs|php|swift|"
    "sh|bash|zsh|ps1|bat|"
    "md|mdx|rst|txt|adoc|toml|json|json5|jsonc|yaml|yml|ini|cfg|conf|env|lock|xml|html|css|scss|sql|"
    "proto|tmpl|j2|mk|map|"
    "wasm|typed|pem|crt|png|jpg|gif|whl|zip|gz|so|dll|exe|in|csv|tf|gradle|properties|ipynb|svg|png|"
    "dockerfile|mod|sum|gemspec"
)
_BARE_FILES = (
    "Makefile|GNUmakefile|Dockerfile|Containerfile|Procfile|Rakefile|Gemfile|Vagrantfile|Jenkinsfile|justfile|Justfile|"
    r"CODEOWNERS|LICENSE|NOTICE|\.(?:eslintrc|prettierrc|babelrc|npmrc|nvmrc|editorconfig|gitignore|gitattributes|"
    r"gitmodules|dockerignore|env|flake8|coveragerc|pylintrc|travis\.yml|python-version|mailmap|taprc|"
    r"swcrc|browserslistrc)"
)
PATH = rf"(?:\.{{0,2}}/)?(?:[\w.@+-]+/)+[\w.@+-]*|[\w@+-][\w.@+-]*\.(?:{SUFFIXES})|(?:{_BARE_FILES})"
LITERAL = r"[rbuf]?\"[^\"]*\"|[rbuf]?'[^']*'|\[.*\]|\{.*\}|\(.*\)|True|False|None|true|false|null|nil|undefined"
VERSION = r"v?\d+(?:\.(?:\d+|\*|x))*(?:[-.+]?(?:a|b|rc|alpha|beta|dev|post|pre)[\w.]*)?"
_COMPARED = rf"(?:===?|>=|<=|~=|!=|<|>|\^|~>|~|≥|≤)\s*{VERSION}"
_NO_PACKAGE = r"(?!(?:to|is|at|from|version|of|in|and|or|be|than|was|are|the|now|with|needs?|requires?|on|by|for)\s)"
REQUIREMENT = rf"{_NO_PACKAGE}@?[A-Za-z][\w./-]*(?:\[[\w, -]*\])?\s*{_COMPARED}(?:\s*(?:,|\|\|)\s*{_COMPARED})*"
UNITS = (
    "ms|msecs?|millis|milliseconds?|s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|days?|"
    "bytes?|[kKMGT]i?[bB]|[kKMGT]B|kilobytes?|megabytes?|gigabytes?"
)
NUMBER = rf"[-+]?(?:0[xob][\da-fA-F_]+|\d[\d_,]*(?:\.\d+)?(?:e[-+]?\d+)?)(?:\s?(?:{UNITS})\b)?"
_SIGNS = re.compile(r"[~.@]*")
_SHAPES: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    ("url", re.compile(r"[a-z][a-z+]*://\S+")),
    ("section", re.compile(r"\[{1,2}[\w.:\"'-]+\]{1,2}")),
    ("literal", re.compile(LITERAL, re.DOTALL)),
    ("number", re.compile(rf"{NUMBER}|{VERSION}\+?|[\d_ .*+-]*\d(?:\s*(?:\*\*?|<<|\+|-)\s*\d[\d_.]*)+")),
    ("requirement", re.compile(REQUIREMENT)),
    ("path", re.compile(rf"(?:{PATH})(?::\d+)?")),
    ("name", re.compile(rf"[~.!@#]*{DOTTED}(?:\(\))?")),
    ("call", re.compile(rf"\.?(?:new )?{DOTTED}\s?\(.*\)(?:\s*(?:->|=>|:)\s*.+)?", re.DOTALL)),
    ("assignment", re.compile(rf"\.?(?:{DOTTED}|[\w.-]+)\??\s*(?:=|:)\s*[^=\s].*|{DOTTED}=", re.DOTALL)),
    ("flag", re.compile(r"--?[A-Za-z][\w-]*(?:[= ][\w<>.:{}/-]+)?")),
)


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """`text` is what it says, without markup. `is_marked`: it stands in a code span or a role, so the writer means a
    thing. `role` is that of RST (`func`); `is_quoted` says that it stood in quotes, which are not in the text."""

    text: str
    shape: Shape
    span: Span
    is_marked: bool = False
    role: str = ""
    is_quoted: bool = False

    @property
    def name(self) -> str:
        """The dotted name in it: of what is called or set, if it is a name at all; else empty."""
        if self.shape not in ("name", "call", "assignment"):
            return ""
        found = re.match(DOTTED, self.text.lstrip("~.!@#").removeprefix("new "))
        return found[0] if found else ""

    @property
    def is_member(self) -> bool:
        """Whether it is written as a member of something unsaid (`.status`)."""
        return self.text.startswith(".") and not self.role


def shape_of(text: str) -> Shape:
    """What the text of a code span looks like."""
    return next((shape for shape, pattern in _SHAPES if pattern.fullmatch(text)), "words")
