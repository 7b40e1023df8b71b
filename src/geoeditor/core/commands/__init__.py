"""One function for each thing a user can do; the only writers of a document.

Commands check everything and take and return ids and plain values. Each is one undo
step, or joins the one that is open.
"""
