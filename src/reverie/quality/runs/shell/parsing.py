"""Parsing: tokens of a command line to its tree. What no shell would take is read as far as it goes."""

import re

from reverie.quality.runs.shell.tokens import Token, opens_document, tokens
from reverie.quality.runs.shell.tree import (
    AndOr,
    CommandList,
    Group,
    GroupKind,
    Pipeline,
    Redirect,
    Simple,
)

MAX_DEPTH = 20
"""Compound commands within each other; deeper ones are left out, since nobody writes them."""
MAX_LENGTH = 200_000
"""Characters of a command line that are read; what is longer is data in a here-document or generated."""

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=")
_OPENERS = frozenset({"if", "while", "until", "for", "select", "case", "function", "{"})


def parse(line: str) -> CommandList:
    """The lists of commands of `line`, in order. Never raises."""
    return _Parser(line[:MAX_LENGTH]).whole()


class _Parser:
    """Reads the tokens of one line from left to right; each method leaves `_at` after what it read."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._tokens = tokens(line)
        self._at = 0
        self._depth = 0

    def whole(self) -> CommandList:
        found: list[AndOr] = []
        while self._at < len(self._tokens):
            found += self._list(frozenset())
            self._at += 1  # an operator that closes nothing
        return tuple(found)

    def _peek(self, ahead: int = 0) -> Token | None:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else None

    def _is_operator(self, *values: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "operator" and token.value in values

    def _is_word(self, *values: str) -> bool:
        token = self._peek()
        return token is not None and token.kind == "word" and token.plain and token.value in values

    def _list(self, stops: frozenset[str]) -> list[AndOr]:
        found: list[AndOr] = []
        while (token := self._peek()) is not None:
            if token.kind == "operator" and token.value in (";", "&"):
                self._at += 1
            elif (token.kind == "operator" and token.value in (")", ";;", ";&", ";;&")) or (
                token.plain and token.kind == "word" and token.value in stops
            ):
                break
            else:
                before = self._at
                found.append(self._and_or())
                self._at += self._at == before
        return found

    def _and_or(self) -> AndOr:
        items = [("", self._pipeline())]
        while self._is_operator("&&", "||"):
            operator = self._tokens[self._at].value
            self._at += 1
            while self._is_operator(";"):  # the line goes on
                self._at += 1
            items.append((operator, self._pipeline()))
        background = self._is_operator("&")
        return AndOr(tuple(items), background)

    def _pipeline(self) -> Pipeline:
        negated = False
        while self._is_word("!"):
            negated = not negated
            self._at += 1
        parts = [self._command()]
        while self._is_operator("|", "|&"):
            self._at += 1
            while self._is_operator(";"):
                self._at += 1
            parts.append(self._command())
        return Pipeline(tuple(parts), negated)

    def _command(self) -> Simple | Group:
        token = self._peek()
        opens = token is not None and (
            (token.kind == "operator" and token.value == "(")
            or (token.kind == "word" and token.plain and token.value in _OPENERS)
        )
        if not opens or self._depth >= MAX_DEPTH:
            return self._simple()
        self._depth += 1
        group = self._group()
        self._depth -= 1
        return group

    def _group(self) -> Group:
        token = self._tokens[self._at]
        self._at += 1
        if token.value == "(":
            return self._parenthesised()
        if token.value == "{":
            return self._closed("plain", (tuple(self._list(frozenset({"}"}))),), "}")
        if token.value == "if":
            return self._condition()
        if token.value in ("while", "until"):
            return self._loop((tuple(self._list(frozenset({"do"}))),), 0)
        if token.value in ("for", "select"):
            return self._loop((), self._loop_items())
        if token.value == "case":
            return self._case()
        return self._function()

    def _parenthesised(self) -> Group:
        following = self._peek()
        if following is not None and following.value == "(" and following.start == self._tokens[self._at - 1].end:
            self._skip_arithmetic()
            return Group("plain", ())
        body = tuple(self._list(frozenset()))
        self._at += self._is_operator(")")
        return Group("subshell", (body,), self._redirects())

    def _skip_arithmetic(self) -> None:
        depth = 1
        while depth and (token := self._peek()) is not None:
            depth += {"(": 1, ")": -1}.get(token.value, 0) if token.kind == "operator" else 0
            self._at += 1

    def _closed(self, kind: GroupKind, lists: tuple[CommandList, ...], closer: str, items: int = 0) -> Group:
        self._at += self._is_word(closer)
        return Group(kind, lists, self._redirects(), items)

    def _condition(self) -> Group:
        lists: list[CommandList] = [tuple(self._list(frozenset({"then"})))]
        while self._is_word("then", "elif", "else"):
            word = self._tokens[self._at].value
            self._at += 1
            stops = frozenset({"then"}) if word == "elif" else frozenset({"elif", "else", "fi"})
            lists.append(tuple(self._list(stops)))
        return self._closed("if", tuple(lists), "fi")

    def _loop_items(self) -> int:
        """Reads up to `do`; how many items a `for` has, 0 when expansion decides."""
        words: list[Token] = []
        while (token := self._peek()) is not None and not self._is_word("do"):
            words += [token] if token.kind == "word" else []
            self._at += 1
        named = [word for word in words[2:] if words[1].value == "in"] if len(words) > 2 else []
        return len(named) if all(word.plain and not set(word.value) & set("*?[{") for word in named) else 0

    def _loop(self, condition: tuple[CommandList, ...], items: int) -> Group:
        self._at += self._is_word("do")
        body = tuple(self._list(frozenset({"done"})))
        return self._closed("loop", (*condition, body), "done", items)

    def _case(self) -> Group:
        while self._peek() is not None and not self._is_word("in"):
            self._at += 1
        self._at += 1
        lists: list[CommandList] = []
        while self._peek() is not None and not self._is_word("esac"):
            while self._peek() is not None and not self._is_operator(")") and not self._is_word("esac"):
                self._at += 1
            self._at += self._is_operator(")")
            lists.append(tuple(self._list(frozenset({"esac"}))))
            while self._is_operator(";;", ";&", ";;&", ";"):
                self._at += 1
        return self._closed("case", tuple(lists), "esac")

    def _function(self) -> Group:
        self._at += 1
        while self._is_operator("(", ")", ";"):
            self._at += 1
        body = self._command()
        return Group("function", ((AndOr((("", Pipeline((body,))),)),),))

    def _redirects(self) -> tuple[Redirect, ...]:
        found: list[Redirect] = []
        while (token := self._peek()) is not None and token.kind == "redirect":
            found.append(self._redirect())
        return tuple(found)

    def _redirect(self) -> Redirect:
        token = self._tokens[self._at]
        self._at += 1
        following = self._peek()
        if opens_document(token) or following is None or following.kind != "word":
            return Redirect(token.value, "", token.document)
        self._at += 1
        return Redirect(token.value, following.value)

    def _simple(self) -> Simple | Group:
        first = self._at
        words: list[str] = []
        assigned: list[str] = []
        redirects: list[Redirect] = []
        while (token := self._peek()) is not None and token.kind != "operator":
            if token.kind == "redirect":
                redirects.append(self._redirect())
                continue
            self._at += 1
            if not words and _ASSIGNMENT.match(token.value):
                assigned.append(token.value)
                continue
            words.append(token.value)
            if words == ["[["]:
                self._skip_test()
        if len(words) == 1 and self._at < len(self._tokens) and self._opens_function():
            self._at -= 1
            return self._function()
        return Simple(tuple(words), tuple(assigned), tuple(redirects), self._written(first))

    def _opens_function(self) -> bool:
        following = self._peek(1)
        return self._is_operator("(") and following is not None and following.value == ")"

    def _skip_test(self) -> None:
        while self._peek() is not None and not self._is_word("]]"):
            self._at += 1
        self._at += 1

    def _written(self, first: int) -> str:
        last = min(self._at, len(self._tokens)) - 1
        if last < first:
            return ""
        return self._line[self._tokens[first].start : self._tokens[last].end].strip()
