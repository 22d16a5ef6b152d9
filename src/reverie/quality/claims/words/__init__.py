"""The lexicon: words and phrases of reports, each with its tags. Data only; an underscore stands for a space."""
