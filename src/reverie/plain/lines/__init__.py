"""The line face: for any terminal and for a screen reader. Nothing is redrawn, nothing moves, words say it all."""
