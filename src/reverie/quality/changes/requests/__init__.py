"""What a person asked for, read from their words, and which changed lines have nothing to do with it."""
