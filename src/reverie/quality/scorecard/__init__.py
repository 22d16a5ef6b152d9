"""Scorecards: how often each model's claims were false and how it worked otherwise, with intervals and trends."""
