"""Long lists of words, written as text."""


def word_list(text: str) -> frozenset[str]:
    """The words of a text, which white space separates."""
    return frozenset(text.split())
