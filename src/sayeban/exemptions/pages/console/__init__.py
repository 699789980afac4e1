"""The company's own pages: its feeds, its last calls and their errors, operations to try."""
