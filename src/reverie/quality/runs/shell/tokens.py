"""Tokens of a command line: words, operators and redirections, in one pass that never raises.

Quotes that are never closed hold the rest of the line. Positions are characters of the line.
"""

import re
from typing import Literal

import msgspec

MAX_TOKENS = 8_000
"""Tokens of a command line that are read; a longer one is generated, or data."""

TokenKind = Literal["word", "operator", "redirect"]


class Token(msgspec.Struct, frozen=True):
    """`value` is what the shell makes of a word (quotes removed, substitutions as written); an operator's or a
    redirection's own characters otherwise, a line's end as `;`. `document` is the body of a here-document."""

    kind: TokenKind
    value: str
    start: int
    end: int
    plain: bool = True
    document: str = ""


_BLANK = re.compile(r"(?:[ \t\r]|\\\r?\n)+")
_COMMENT = re.compile(r"#[^\n]*")
_REDIRECT = re.compile(r"(?:\d{1,3}|&)?(?:>>|>\||>&|<<<|<<-|<<|<&|<>|>|<)(?!\()")
_OPERATOR = re.compile(r"&&|\|\||;;&?|;&|\|&|[|;&()\n]")
_PLAIN = re.compile(r"[^\s;&|()<>\"'`\\$]+")
_NESTING = re.compile(r"\\.|['\"`(){}]|\$[({]", re.DOTALL)
_OPENS = {
    **{(mark, top): close for mark, close in (("$(", ")"), ("${", "}")) for top in ')}"'},
    **{(mark, top): mark for mark in '"`' for top in ")}"},
    ("(", ")"): ")",
    ("`", '"'): "`",
}
"""What opens a nested text within which other, and what closes it."""
_ESCAPED = re.compile(r"\\([\"\\$`])")


def tokens(line: str) -> list[Token]:
    """The tokens of `line` in order; comments are left out, here-documents are their redirection's `document`."""
    found: list[Token] = []
    awaited: list[tuple[int, str]] = []
    at = 0
    while at < len(line) and len(found) < MAX_TOKENS:
        if line[at] == "\n":
            found.append(Token("operator", ";", at, at + 1))
            at = _with_documents(line, at + 1, found, awaited)
        elif blank := _BLANK.match(line, at) or _COMMENT.match(line, at):
            at = blank.end()
        else:
            token = _next_token(line, at)
            at = token.end
            found.append(token)
            if opens_document(token):
                delimiter, at = _delimiter(line, at)
                awaited.append((len(found) - 1, delimiter))
    return found


def opens_document(token: Token) -> bool:
    return token.kind == "redirect" and token.value.endswith(("<<", "<<-")) and not token.value.endswith("<<<")


def _with_documents(line: str, at: int, found: list[Token], awaited: list[tuple[int, str]]) -> int:
    """Gives the redirections awaiting a here-document theirs; where the line goes on after them."""
    for index, delimiter in awaited:
        body, at = _document(line, at, delimiter)
        found[index] = msgspec.structs.replace(found[index], document=body)
    awaited.clear()
    return at


def _next_token(line: str, at: int) -> Token:
    if found := _REDIRECT.match(line, at):
        return Token("redirect", found[0], at, found.end())
    opens_process = line[at] in "<>" and line[at + 1 : at + 2] == "("
    if not opens_process and (found := _OPERATOR.match(line, at)):
        return Token("operator", found[0], at, found.end())
    return _word(line, at)


def _word(line: str, start: int) -> Token:
    pieces: list[str] = []
    at, plain = start, True
    while at < len(line):
        if found := _PLAIN.match(line, at):
            pieces.append(found[0])
            at = found.end()
            continue
        piece, end = _special_piece(line, at, at == start)
        if end == at:
            break
        plain = False
        pieces.append(piece)
        at = end
    return Token("word", "".join(pieces), start, max(at, start + 1), plain)


def _special_piece(line: str, at: int, first: bool) -> tuple[str, int]:
    """A quoted, escaped or substituted piece of a word and where it ends; `at` itself when the word ends here."""
    char, after = line[at], line[at + 1 : at + 2]
    if char == "'":
        end = line.find("'", at + 1)
        end = len(line) if end < 0 else end
        return line[at + 1 : end], min(end + 1, len(line))
    if char == '"':
        end = _closed(line, at + 1, '"')
        return _ESCAPED.sub(r"\1", line[at + 1 : end - 1 if line[end - 1] == '"' else end]), end
    if char == "\\":
        return ("" if after == "\n" else after), min(at + 2, len(line))
    if char == "`":
        return _until(line, at, _closed(line, at + 1, "`"))
    if char == "$":
        if after == "(":
            return _until(line, at, _closed(line, at + 2, ")"))
        if after == "{":
            return _until(line, at, _closed(line, at + 2, "}"))
        return ("", at + 1) if after in "'\"" and after else ("$", at + 1)
    if char in "<>" and after == "(" and first:
        return _until(line, at, _closed(line, at + 2, ")"))
    return "", at


def _until(line: str, start: int, end: int) -> tuple[str, int]:
    return line[start:end], end


def _closed(line: str, at: int, closer: str) -> int:
    """Where the text opened before `at` is closed by `closer`, just after it; the line's end if it never is."""
    open_ = [closer]
    while open_:
        found = _NESTING.search(line, at)
        if found is None:
            return len(line)
        at = found.end()
        mark, top = found[0], open_[-1]
        if mark == top:
            open_.pop()
        elif mark == "'" and top in ")}":
            close = line.find("'", at)
            at = len(line) if close < 0 else close + 1
        elif (mark, top) in _OPENS:
            open_.append(_OPENS[mark, top])
    return at


def _delimiter(line: str, at: int) -> tuple[str, int]:
    found = _BLANK.match(line, at)
    at = found.end() if found else at
    if at >= len(line) or line[at] == "\n":
        return "", at
    word = _word(line, at)
    return word.value, word.end


def _document(line: str, at: int, delimiter: str) -> tuple[str, int]:
    """The body of a here-document that begins at `at`, and where the line after its delimiter begins."""
    found = re.compile(rf"^\t*{re.escape(delimiter)}[ \t\r]*$", re.MULTILINE).search(line, at)
    if found is None:
        return line[at:], len(line)
    return line[at : found.start()], found.end()
