"""Programs: which tool a simple command runs, what for, and what it is limited to; data in tables, one a family."""
