"""Checks templates without rendering them: names, attributes and macro arguments.

`pages.check` is the door; `types` reads Python annotations, `macros` reads macro signatures,
`walk` goes through a template's tree.
"""
