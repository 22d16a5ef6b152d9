"""Binding: from a statement in prose to the predicates that it makes, and to the checks of these that hold now."""
