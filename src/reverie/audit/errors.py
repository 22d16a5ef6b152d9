"""What keeps an audit from being made.

CannotCheck: a path that is not there, or is of no kind that is read
"""


class CannotCheck(Exception):
    """One line for a person: what was wrong, quoted, and the next step."""
