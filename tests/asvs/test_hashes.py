"""No hash that is broken guards anything (V11.4.1)."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
# Whether a line of a worksheet was changed since it was issued: its sender alone could deceive
# himself, and sheets that are out in the country carry it.
NOT_TO_GUARD = {"stored.py": ["return f\"md5(ROW({', '.join(parts)})::text)\""]}
_WEAK = re.compile(r"\b(?:md5|sha1|SHA1|MD5)\b")


def weak(code: str) -> list[str]:
    """Lines that name one."""
    return [line.strip() for line in code.splitlines() if _WEAK.search(line)]


def test_no_weak_hash_stands_in_the_product() -> None:
    found = {
        path.name: weak(path.read_text())
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
    }
    assert len(found) > 100
    assert {name: lines for name, lines in found.items() if lines} == NOT_TO_GUARD


def test_one_would_be_seen() -> None:
    for bad in ("ORDER BY md5(r.key)", "hashlib.sha1(data)", "hashes.MD5()"):
        assert weak(bad)
    assert not weak("hashtextextended('x', 0), sha256(x)")
