"""Claims found in an answer's prose, by code alone."""

from reverie.quality.claims.finding import find_claims

__all__ = ["find_claims"]
