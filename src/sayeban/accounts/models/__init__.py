"""Tables of the accounts: users, credentials, appointments, phones, programs, visits."""

from sayeban.accounts.models.appointment import Appointment
from sayeban.accounts.models.citizen import CitizenVisit
from sayeban.accounts.models.device import Device
from sayeban.accounts.models.machine import (
    PARTNER_SCOPES,
    SCOPES,
    MachineBusCall,
    MachineCall,
    MachineClient,
    MachineKey,
    MachineMinute,
    MachineSecret,
    MachineSigned,
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
    "CitizenVisit",
    "Credential",
    "Device",
    "MachineBusCall",
    "MachineCall",
    "MachineClient",
    "MachineKey",
    "MachineMinute",
    "MachineSecret",
    "MachineSigned",
    "MachineToken",
    "Session",
    "SignInSource",
    "User",
    "Village",
]
