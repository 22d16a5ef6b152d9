"""`reverie check`: audits the statements of notes against the code they speak of, by code alone."""
