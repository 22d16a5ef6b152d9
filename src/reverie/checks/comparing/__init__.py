"""Whether two pieces of source mean the same: values, parameters, versions, lines of text."""
