"""What is no finding whatever the code says: history, plans, examples, other projects, doubt of any kind."""
