"""Where the comments of a text are, by its syntax tree."""

from tree_sitter import Language as TreeLanguage
from tree_sitter import Query, QueryCursor

from reverie.code.outlines.trees.grammar import Grammar, TooHard, tree_of
from reverie.code.values import Language

from .lexing import Span, with_braces

_COMMENTS = {"rust": "[(line_comment) (block_comment)] @comment", "java": "[(line_comment) (block_comment)] @comment"}
_QUERIES: dict[str, Query] = {}
_JAVASCRIPT = ("javascript", "typescript")


def grammar_of(language: Language, path: str) -> Grammar | Language:
    """The grammar for a file of a language."""
    return "tsx" if language == "typescript" and path.endswith("x") else language


def comments_by_tree(language: Language, path: str, text: str) -> list[Span] | None:
    """The spans of comments, in order; None when the text is too hard for the parser."""
    grammar = grammar_of(language, path)
    try:
        tree = tree_of(grammar, text)
    except (TooHard, RecursionError):
        return None
    nodes = QueryCursor(_query(grammar, tree.language)).captures(tree.root_node).get("comment", [])
    spans = _in_characters(text, sorted((node.start_byte, node.end_byte) for node in nodes))
    if text.startswith("#!"):
        spans = [span for span in spans if span[0] > 0]
    return with_braces(text, spans) if language in _JAVASCRIPT else spans


def _query(grammar: str, language: TreeLanguage) -> Query:
    if grammar not in _QUERIES:
        _QUERIES[grammar] = Query(language, _COMMENTS.get(grammar, "(comment) @comment"))
    return _QUERIES[grammar]


def _in_characters(text: str, spans: list[Span]) -> list[Span]:
    if text.isascii():
        return spans
    source = text.encode("utf-8", "replace")
    found, byte, character = [], 0, 0
    for start, end in spans:
        first = character + len(source[byte:start].decode("utf-8", "replace"))
        character = first + len(source[start:end].decode("utf-8", "replace"))
        byte = end
        found.append((first, character))
    return found
