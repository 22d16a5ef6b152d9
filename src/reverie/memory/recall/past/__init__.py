"""Recall's second source: what was said in the person's own past sessions. Only the person's words are ever quoted."""
