"""What deploy/ holds is what the programs that read it accept."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy/systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
PROGRAMS = "/opt/sayeban/.venv/bin/"
# What each service gives up, so that a hole in it opens nothing else of the machine.
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "RestrictNamespaces": "yes",
    "SystemCallFilter": "@system-service",
    "UMask": "0077",
    "User": "sayeban",
}


def unit(text: str) -> dict[str, dict[str, list[str]]]:
    """The sections of a unit; a name may stand several times."""
    found: dict[str, dict[str, list[str]]] = {}
    section: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            section.setdefault(name, []).append(value)
    return found


def soft(text: str) -> list[str]:
    """The settings of HARDENED that a service does not have."""
    service = unit(text)["Service"]
    return [name for name, value in HARDENED.items() if service.get(name) != [value]]


def judged(texts: dict[str, str], folder: Path) -> str:
    """What systemd says of units; "" where it finds nothing, or is not on this machine."""
    program = shutil.which("systemd-analyze")
    if program is None:
        return ""
    for name, text in texts.items():
        (folder / name).write_text(text.replace(PROGRAMS, f"{Path(sys.executable).parent}/"))
    done = subprocess.run(
        [program, "verify", "--man=no", "--recursive-errors=no", *map(str, folder.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_service_is_hardened(path: Path) -> None:
    text = path.read_text()
    assert soft(text) == []
    assert soft(text.replace("ProtectSystem=strict\n", "")) == ["ProtectSystem"]


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    texts = {path.name: path.read_text() for path in UNITS}
    assert judged(texts, tmp_path) == ""


def test_systemd_names_a_setting_that_it_does_not_know(tmp_path: Path) -> None:
    text = SERVICES[0].read_text().replace("NoNewPrivileges=", "NoNewPrivilege=")
    said = judged({"sayeban-bad.service": text}, tmp_path)
    assert "NoNewPrivilege" in said or shutil.which("systemd-analyze") is None


def test_what_the_units_start_is_there() -> None:
    for path in SERVICES:
        for line in unit(path.read_text())["Service"]["ExecStart"]:
            program = line.split()[0]
            assert program.startswith(PROGRAMS)
            assert (Path(sys.executable).parent / Path(program).name).exists()


def test_each_timer_starts_a_service() -> None:
    for path in UNITS:
        parsed = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
        if path.suffix == ".timer":
            parsed.read_string(path.read_text())
            assert parsed["Timer"]["OnCalendar"]
            assert path.with_suffix(".service") in UNITS


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text())
    return found


# The keys of the compose specification that we use, with the kind of their values.
SERVICE_KEYS: dict[str, type | tuple[type, ...]] = {
    "image": str,
    "build": dict,
    "command": list,
    "environment": dict,
    "volumes": list,
    "ports": list,
    "healthcheck": dict,
    "depends_on": dict,
    "restart": str,
    "read_only": bool,
    "cap_drop": list,
    "security_opt": list,
}
HEALTH = {"test", "interval", "timeout", "retries"}
CONDITIONS = {"service_healthy", "service_completed_successfully", "service_started"}


def problems(found: dict[str, Any]) -> list[str]:
    """What `docker compose config` would not accept of the keys that we use."""
    wrong = [key for key in found if key not in {"name", "services", "volumes"} and key[:2] != "x-"]
    for name, service in found["services"].items():
        for key, value in service.items():
            if not isinstance(value, SERVICE_KEYS.get(key, ())):
                wrong.append(f"{name}.{key}")
        wrong += [f"{name}.{key}" for key in service.get("healthcheck", {}) if key not in HEALTH]
        for other, how in service.get("depends_on", {}).items():
            if other not in found["services"] or how["condition"] not in CONDITIONS:
                wrong.append(f"{name}.depends_on.{other}")
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source not in found["volumes"] and not (ROOT / "deploy" / source).exists():
                wrong.append(f"{name}.volumes.{source}")
    return wrong


def test_the_compose_file_is_one() -> None:
    assert problems(compose()) == []
    spoilt: tuple[dict[str, Any], ...] = (
        {"prots": []},
        {"ports": "8000"},
        {"depends_on": {"nobody": {"condition": "service_started"}}},
        {"volumes": ["nowhere:/x"]},
        {"healthcheck": {"tset": []}},
    )
    for each in spoilt:
        found = compose()
        found["services"]["web"] |= each
        assert problems(found) != []


def test_pages_and_worker_are_as_bare_as_they_can_be() -> None:
    services = compose()["services"]
    for name in ("migrate", "web", "worker"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    for name, service in services.items():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name


def test_no_password_stands_in_it() -> None:
    text = (ROOT / "deploy/compose.yaml").read_text()
    for line in text.splitlines():
        if "PASSWORD:" in line or ("://" in line and "postgresql" in line):
            assert ":?set " in line, line


def test_docker_compose_accepts_it_where_it_is_installed() -> None:
    docker = shutil.which("docker")
    plugin = docker and subprocess.run(
        [docker, "compose", "version"], check=False, capture_output=True
    )
    if not docker or not plugin or plugin.returncode:
        return
    names = ("SUPERUSER", "OWNER", "APP", "BACKUP")
    done = subprocess.run(
        [docker, "compose", "-f", str(ROOT / "deploy/compose.yaml"), "config", "--quiet"],
        env={f"SAYEBAN_{name}_PASSWORD": "x" for name in names},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_image_runs_what_the_service_runs() -> None:
    image = (ROOT / "deploy/Dockerfile").read_text()
    service = unit((ROOT / "deploy/systemd/sayeban-web.service").read_text())["Service"]
    assert "sayeban.sites.wsgi:application" in image
    assert "sayeban.sites.wsgi:application" in service["ExecStart"][0]
    assert "USER sayeban" in image
