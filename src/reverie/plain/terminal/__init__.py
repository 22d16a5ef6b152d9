"""What the line interface shows, as text for a terminal: pure code that reads and writes no terminal itself."""
