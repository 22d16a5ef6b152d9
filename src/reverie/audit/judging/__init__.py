"""What became of a statement: checks are found in it, decided, and an accusation is made on strong grounds only."""
