"""Python by `ast`: exact where the file is of our own version of the language, tolerant where it is not."""
