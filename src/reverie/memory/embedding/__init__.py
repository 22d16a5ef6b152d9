"""Texts as vectors, made on this machine by a small model of the extra `embed`. Nothing here is needed for a start.

`vocab.txt` is the vocabulary of `bert-base-uncased`, which all-MiniLM-L6-v2 reads with (both Apache-2.0), unchanged:
sha256 07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3.
"""
