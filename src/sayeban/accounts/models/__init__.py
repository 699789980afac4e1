"""Tables of the accounts: users, their credentials, appointments and phones."""

from sayeban.accounts.models.appointment import Appointment
from sayeban.accounts.models.device import Device
from sayeban.accounts.models.session import Session
from sayeban.accounts.models.sign_in_source import SignInSource
from sayeban.accounts.models.user import Credential, User
from sayeban.accounts.models.village import Village

__all__ = ["Appointment", "Credential", "Device", "Session", "SignInSource", "User", "Village"]
