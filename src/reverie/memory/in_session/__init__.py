"""The memories as a session uses them: the project's and the person's own, asked and written as one."""
