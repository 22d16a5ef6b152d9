"""Which lines of a text belong to which function, method, class or constant."""
