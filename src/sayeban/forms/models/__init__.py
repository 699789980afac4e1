"""Tables of the forms: the question bank, forms in versions, submissions with their answers."""

from sayeban.forms.models.form import BankQuestion, Form, Version
from sayeban.forms.models.submission import Answer, Submission

__all__ = ["Answer", "BankQuestion", "Form", "Submission", "Version"]
