"""A project's words in ours: one short line, nothing that could pass for a heading, a command or an import."""

import re

from reverie.conversation.visible import visible_line

_TAG = re.compile(r"<[^<>]*>")
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,400}\)")
_LINK = re.compile(r"\[([^\]\[\n]{1,200})\]\([^)\n]{0,400}\)")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z0-9])")
_AT_WORD = re.compile(r"(?<![^\W_])(@\S*?)(?=[.,;:!?)]*(?:\s|$))")
# titles, quotes, tables, lists, rules, badges, directives, fences and markup
_NO_PROSE = re.compile(r"[#|>:]|[*+-](?:\s|$)|[=~^-]{3}|!\[|\[!|\.\. |\d+[.)] |</?\w+[^>]*>$|<!--|```|\[[^\]]*\]:")
_MOST = 110
_PLAIN_VALUE = re.compile(r"[\w .,<>=!~^*+:/|@\[\]'\"()-]{1,60}")


def phrase(text: str, most: int = _MOST) -> str:
    """The first sentence of a text without its markup, at most `most` characters; empty when nothing is left."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", " ".join(text[:2000].split())))
    text = _TAG.sub("", text).replace("<", "").replace(">", "").replace("*", "").replace("__", "")
    text = visible_line(_SENTENCE.split(text.strip(), maxsplit=1)[0]).strip(" #=-:|").rstrip(".")
    if len(text) > most:
        text = text[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    if not any(character.isalpha() for character in text):
        return ""
    return without_imports(text.replace("`", "'") if "``" in text or text.count("`") % 2 else text)


def without_imports(text: str) -> str:
    """The text with what would be an import in an instruction file put into a code span."""
    return _AT_WORD.sub(r"`\1`", text.replace("`", "'")) if "@" in text else text


def value(found: object) -> str:
    """A configured value as one word or a few; empty when it is none that can be shown as it stands."""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, (int, float)):
        return str(found)[:20]
    if isinstance(found, str) and _PLAIN_VALUE.fullmatch(found.strip()) and not _AT_WORD.search(found):
        return found.strip()
    return ""


def first_paragraph(text: str) -> str:
    """The first paragraph of prose in a README: no title, badge, table, list, quote or directive."""
    fenced = False
    kept: list[str] = []
    for line in [*text.split("\n")[:200], ""]:
        bare = line.strip()
        fenced ^= bare.startswith(("```", "~~~"))
        if kept and (not bare or fenced):
            if said := phrase(" ".join(kept)):
                return said
            kept = []
        elif bare and not fenced and kept and re.match(r"[=~^-]{3,}$", bare):
            kept = []  # it was a title, underlined
        elif bare and not fenced and not _NO_PROSE.match(bare):
            kept.append(bare)
    return ""
