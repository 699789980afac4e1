"""sayeban package verify DIR | key."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from sayeban.exemptions.package import signing
from sayeban.exemptions.package.verify import verify as check
from sayeban.sites.cli.main import home
from sayeban.sites.commands.paths import check_out_file


def verify(options: Namespace) -> dict[str, Any]:
    """Check a package offline, against a key or this installation's own one."""
    return check(options.folder, key=options.key, home=home()).as_json()


def key(options: Namespace) -> dict[str, Any]:
    """The public key that companies are given once, and its fingerprint to read out to them."""
    out: Path | None = options.out
    check_out_file(out)
    public = signing.signing_key(home()).public_key()
    if out:
        out.write_text(signing.pem(public))
    shown = {"out": str(out)} if out else {"key": signing.pem(public)}
    return {**shown, "fingerprint": signing.fingerprint(public)}
