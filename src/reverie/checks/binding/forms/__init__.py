"""The kinds of statement, one module each: what in a sentence makes a predicate of that kind."""
