"""The worksheet as people know it: its columns, its words, its keys, written and read back."""
