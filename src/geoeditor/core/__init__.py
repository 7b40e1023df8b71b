"""THE DOCUMENT: what it holds and what can be done to it. No Qt, no network."""
