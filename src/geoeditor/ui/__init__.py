"""The window. The only package that imports QtWidgets; it reads through queries and changes through commands."""
