"""Texts compared without regard to how they are broken into lines."""

import unicodedata


def folded(text: str) -> str:
    """The text in one Unicode form, each run of white space as one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())
