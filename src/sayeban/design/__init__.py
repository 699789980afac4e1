"""The look of every page: macros, layout, style sheet, filters, form fields, gallery.

Knows no domain word. Pages come out of `jinja.render`; what a template may use is in
`templates/design/*.jinja` and is shown, in every state, by the gallery page.
"""
