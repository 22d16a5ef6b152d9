"""Markdown in, statements out: with exact places, without code blocks, quotations and their like."""
