"""The one way in: a file's text to its outline, whatever the text is."""

from reverie.code.values import Language, Outline

from .languages import language_of

LARGEST = 2_000_000
"""Characters of a file that are read. What is longer is generated or bundled, and would cost seconds."""


def outline_of(path: str, text: str) -> Outline | None:
    """What a source file defines and imports; None for a language that is not read. Does not raise for any text.

    A name may occur twice among the symbols when a file defines it under several conditions (`if`, `try`, `#ifdef`).
    """
    language = language_of(path, text[:20_000])
    if language is None:
        return None
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    if len(clean) <= LARGEST:
        return _read(language, path, clean)
    cut = clean.rfind("\n", 0, LARGEST)
    outline = _read(language, path, clean[: cut if cut > 0 else LARGEST])
    trouble = f"{len(text) / 1_000_000:.1f} million characters: read up to line {clean.count(chr(10), 0, cut) + 1}"
    return Outline(outline.language, outline.symbols, outline.imports, trouble, True)


def _read(language: Language, path: str, text: str) -> Outline:
    # Readers are loaded one by one, because each grammar costs memory and start-up time.
    if language == "python":
        from .python.module import read_python

        return read_python(text)
    from .trees.reading import read_tree

    return read_tree(language, path, text)
