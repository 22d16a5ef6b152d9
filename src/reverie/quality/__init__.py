"""Quality: claims judged by the record, changes measured, scorecards a model, and the counterweight."""
