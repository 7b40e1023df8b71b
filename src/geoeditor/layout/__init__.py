"""Where things go: pure geometry on numpy arrays. Imports only `when` and `translation`: no document, no Qt."""
