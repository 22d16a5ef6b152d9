"""Dates in statements made absolute: "yesterday" becomes `2026-11-20`, what cannot become a date is named.

Precision comes first: code, names, habits ("every Monday") and words that only look like a date are left alone. Found
by patterns of our own, one module a language. What the words alone tell is counted here; a day that lacks its year goes
through dateparser, which takes a quarter of a second to load.
"""

from .phrases import Phrase, make_absolute, relative_phrases

__all__ = ["Phrase", "make_absolute", "relative_phrases"]
