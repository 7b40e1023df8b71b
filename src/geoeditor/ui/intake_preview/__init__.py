"""The look before a text comes in: its fields, its paragraphs, and what is asked where it may be there already."""
