"""Finding and leaving out: anything by typing, hits in one view, and what the charts hide."""
