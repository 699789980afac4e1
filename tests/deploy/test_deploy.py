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
SYSTEMD = ROOT / "deploy/systemd"
UNITS = sorted(path for path in SYSTEMD.iterdir() if path.is_file())
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


def whole(path: Path) -> str:
    """A service as systemd reads it: with what those of the same beginning have in common."""
    parts = path.stem.split("-")
    named = ("-".join(parts[:number]) for number in range(1, len(parts)))
    shared = (found for name in named for found in SYSTEMD.glob(f"{name}-.service.d/*.conf"))
    return "\n".join(each.read_text() for each in (path, *shared))


def soft(text: str) -> list[str]:
    """The settings of HARDENED that a service does not have."""
    service = unit(text)["Service"]
    return [name for name, value in HARDENED.items() if service.get(name) != [value]]


def judged(folder: Path, wrong: tuple[str, str] = ("", "")) -> str:
    """What systemd says of the units, copied into a folder with one setting spelt wrongly; "" where
    it finds nothing, or is not on this machine."""
    program = shutil.which("systemd-analyze")
    if program is None:
        return ""
    shutil.copytree(SYSTEMD, folder, dirs_exist_ok=True)
    for path in filter(Path.is_file, folder.rglob("*")):
        text = path.read_text().replace(PROGRAMS, f"{Path(sys.executable).parent}/")
        path.write_text(text.replace(*wrong) if wrong[0] else text)
    units = [str(folder / path.name) for path in UNITS]
    done = subprocess.run(
        [program, "verify", "--man=no", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_every_service_is_hardened(path: Path) -> None:
    text = whole(path)
    assert soft(text) == []
    assert soft(text.replace("ProtectSystem=strict\n", "")) == ["ProtectSystem"]
    assert soft(path.read_text()) != []


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_only_backups_know_the_passwords_of_owner_and_backups(path: Path) -> None:
    known = unit(whole(path))["Service"]["EnvironmentFile"]
    owner = ["/etc/sayeban/environment.owner"] if "backup" in path.name else []
    assert sorted(known) == ["/etc/sayeban/environment", *owner]


@pytest.mark.parametrize("name", ["sayeban-web", "sayeban-worker"])
def test_pages_and_worker_speak_with_nobody_that_is_not_named(name: str) -> None:
    service = unit((SYSTEMD / f"{name}.service").read_text())["Service"]
    assert (service["IPAddressDeny"], service["IPAddressAllow"]) == (["any"], ["localhost"])


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    assert judged(tmp_path) == ""


def test_systemd_names_a_setting_that_it_does_not_know(tmp_path: Path) -> None:
    said = judged(tmp_path, ("NoNewPrivileges=", "NoNewPrivilege="))
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
    "tmpfs": list,
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
    for name in ("migrate", "web", "worker", "backup"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    for name, service in services.items():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name


def test_in_containers_too_pages_do_not_know_the_passwords_of_owner_and_backups() -> None:
    services = compose()["services"]
    for name in ("migrate", "web", "worker", "backup"):
        known = {"SAYEBAN_OWNER_URL", "SAYEBAN_BACKUP_URL"} & set(services[name]["environment"])
        assert len(known) == (2 if name in {"migrate", "backup"} else 0), name
        assert "DATABASE_URL" in services[name]["environment"]


def test_the_loop_of_backups_in_a_container(tmp_path: Path) -> None:
    """It waits for ten past the hour, makes one of each kind when its hour has come, and ends."""
    loop = compose()["services"]["backup"]["command"][2].replace("$$", "$")
    for name, text in {
        "date": 'case $1 in +%s) echo 7260 ;; *) cat "$HOUR" ;; esac',
        "sleep": 'echo "sleep $1"',
        "sayeban": 'echo "$@"; echo 422 >"$HOUR"; test "$(wc -l <"$SAID")" -lt 4 || kill "$PPID"',
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    hour, said = tmp_path / "hour", tmp_path / "said"
    hour.write_text("421")
    with said.open("w") as out:
        paths = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOUR": str(hour), "SAID": str(said)}
        subprocess.run(["/bin/sh", "-c", loop], env=paths, stdout=out, check=False, timeout=20)
    out_to = "backup --out /var/backups/sayeban"
    assert said.read_text().splitlines() == [
        *("sleep 540", out_to),
        *("sleep 540", f"{out_to} --full --keep 8"),
    ]


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
    service = unit((SYSTEMD / "sayeban-web.service").read_text())["Service"]
    assert "sayeban.sites.wsgi:application" in image
    assert "sayeban.sites.wsgi:application" in service["ExecStart"][0]
    assert "USER sayeban" in image


def example(name: str) -> dict[str, str]:
    """The names and values of an example of an environment."""
    lines = (ROOT / f"deploy/{name}").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def test_pages_do_not_know_the_passwords_of_owner_and_backups() -> None:
    assert set(example("environment.owner.example")) == {"SAYEBAN_OWNER_URL", "SAYEBAN_BACKUP_URL"}
    assert not set(example("environment.owner.example")) & set(example("environment.example"))


def test_the_machine_may_ask_itself() -> None:
    """The runbooks ask for /readyz and /metrics at this address."""
    hosts = example("environment.example")["SAYEBAN_HOSTS"].split(",")
    assert {"127.0.0.1", "localhost"} <= set(hosts)


@pytest.mark.parametrize("command", ["migrate", "backup", "staff"])
def test_the_operators_command_runs_as_the_services_do(command: str, tmp_path: Path) -> None:
    shown = tmp_path / "runuser"
    shown.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nenv\n')
    root = tmp_path / "id"
    root.write_text("#!/bin/sh\necho 0\n")
    for path in (shown, root):
        path.chmod(0o755)
    for name in ("environment", "environment.owner"):
        text = (ROOT / f"deploy/{name}.example").read_text()
        (tmp_path / name).write_text(text.replace("PASSWORD", "a b&c$d'e"))
    script = (ROOT / "deploy/sayeban").read_text().replace("/etc/sayeban/", f"{tmp_path}/")
    done = subprocess.run(
        ["/bin/sh", "-s", command, "two words"],
        input=script,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout.splitlines()
    assert said[:6] == ["--user", "sayeban", "--", f"{PROGRAMS}sayeban", command, "two words"]
    known = dict(line.split("=", 1) for line in said[6:])
    assert known["SAYEBAN_HOME"] == "/var/lib/sayeban"
    assert ":a b&c$d'e@" in known["DATABASE_URL"]
    assert ("SAYEBAN_OWNER_URL" in known) == (command != "staff")
