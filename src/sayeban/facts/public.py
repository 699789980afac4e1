"""The only door of `facts` for packages above."""
