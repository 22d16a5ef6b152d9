"""What `reverie check` shows: lines, annotations, JSON, progress, and repairs."""
