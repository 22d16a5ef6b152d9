"""Which lines of a text are code, comment or blank: by syntax trees where there is a grammar, else by a lexer."""
