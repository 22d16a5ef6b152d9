"""The line interface: a conversation in any terminal, a line at a time, words instead of pictures."""
