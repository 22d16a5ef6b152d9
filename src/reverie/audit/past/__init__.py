"""What a project was when the lines of its notes were written, asked of its repository's objects."""
