"""What is drawn: facts to display lists. No Qt: text is measured by a function that is passed in."""
