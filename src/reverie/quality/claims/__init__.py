"""Claims found in an answer's prose, by code alone."""
