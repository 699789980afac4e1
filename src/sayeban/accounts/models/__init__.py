"""Tables of the accounts: users, their credentials, appointments, phones and programs."""

from sayeban.accounts.models.appointment import Appointment
from sayeban.accounts.models.device import Device
from sayeban.accounts.models.machine import (
    PARTNER_SCOPES,
    SCOPES,
    MachineCall,
    MachineClient,
    MachineKey,
    MachineMinute,
    MachineSecret,
    MachineToken,
)
from sayeban.accounts.models.session import Session
from sayeban.accounts.models.sign_in_source import SignInSource
from sayeban.accounts.models.user import Credential, User
from sayeban.accounts.models.village import Village

__all__ = [
    "PARTNER_SCOPES",
    "SCOPES",
    "Appointment",
    "Credential",
    "Device",
    "MachineCall",
    "MachineClient",
    "MachineKey",
    "MachineMinute",
    "MachineSecret",
    "MachineToken",
    "Session",
    "SignInSource",
    "User",
    "Village",
]
