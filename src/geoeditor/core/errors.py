"""Two kinds of error: one to tell the user, one to report to us. Imports nothing."""


class UserError(Exception):
    """Something the user can understand and act on; its text is one sentence in their language."""


class UnwritableError(UserError):
    """A project can be read but not changed now: another window holds it, or its place can't be written to."""


class BugError(Exception):
    """We made a mistake; the document is as it was before."""
