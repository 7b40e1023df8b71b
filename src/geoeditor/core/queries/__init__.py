"""What views ask: plain rows and numpy columns, never table objects. Reads only."""
