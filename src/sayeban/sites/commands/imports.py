"""sayeban company|people|divisions|centre import FILE."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from django.utils.timezone import now

from sayeban.organisations import public as organisations
from sayeban.people import public as people
from sayeban.sites.commands.acting_user import actor_for
from sayeban.sites.commands.paths import check_files
from sayeban.sites.delivering import deliver_events


def _file(options: Namespace) -> Path:
    path: Path = options.file
    check_files([path])
    return path


def company(options: Namespace) -> dict[str, Any]:
    done = organisations.import_companies(actor=actor_for(options), at=now(), path=_file(options))
    return done.as_json()


def divisions(options: Namespace) -> dict[str, Any]:
    done = organisations.import_divisions(actor=actor_for(options), at=now(), path=_file(options))
    return done.as_json()


def centre(options: Namespace) -> dict[str, Any]:
    done = organisations.import_centres(actor=actor_for(options), at=now(), path=_file(options))
    return done.as_json()


def people_import(options: Namespace) -> dict[str, Any]:
    done = people.import_people(actor=actor_for(options), at=now(), path=_file(options))
    deliver_events()
    return done.as_json()
