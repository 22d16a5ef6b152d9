"""Secrets: keys and tokens, found and masked before a text is stored, shown or sent."""
