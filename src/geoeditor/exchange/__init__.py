"""IN AND OUT: articles come in, files go out whole or not at all. No Qt; imports core and the leaves only."""
