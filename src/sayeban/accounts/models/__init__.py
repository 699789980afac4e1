"""Tables of the accounts: users, their credentials, their appointments."""

from sayeban.accounts.models.appointment import Appointment
from sayeban.accounts.models.sign_in_source import SignInSource
from sayeban.accounts.models.user import Credential, User

__all__ = ["Appointment", "Credential", "SignInSource", "User"]
