"""Every code that the product answers with stands in a test: by itself or by its refusal."""

import re
from collections.abc import Iterable

from tests.house.codes import PAGE, refusals
from tests.house.test_limits import is_test, tracked

_ROW = re.compile(r"^\| `([a-z_.]+)` \|", re.MULTILINE)
_SAID = re.compile(r"[\"']([a-z_]+(?:\.[a-z_]+)*)[\"']")
_USED = re.compile(r"\b[A-Z]\w+\b(?!,?\n)")  # an import of several lines tests nothing


def carriers() -> dict[str, set[str]]:
    """Every code of the page of codes, and the refusals that carry it."""
    found: dict[str, set[str]] = {code: set() for code in _ROW.findall(PAGE.read_text())}
    for refusal in refusals():
        found[refusal.code].add(refusal.__name__)
    return found


def texts() -> list[str]:
    """The text of all tests but those of the house."""
    tests = (path for path in tracked("*.py") if is_test(path))
    return [path.read_text() for path in tests if "house" not in path.parts]


def untested(tests: Iterable[str]) -> list[str]:
    """Codes that no test says and whose refusal none uses; of several refusals, each is used."""
    whole = "\n".join(tests)
    said, used = set(_SAID.findall(whole)), set(_USED.findall(whole))
    found = []
    for code, classes in carriers().items():
        if len(classes) > 1:
            found += [f"{code} {name}" for name in classes - used]
        elif code not in said and classes.isdisjoint(used):
            found.append(code)
    return sorted(found)


def test_every_code_stands_in_a_test() -> None:
    assert untested(texts()) == []


def test_a_code_or_refusal_that_no_test_names_is_seen() -> None:
    mentions = re.compile("campaign.taken|CampaignTaken|ZipUnsafe")
    without = [text for text in texts() if not mentions.search(text)]
    assert {"campaign.taken", "file.unsafe ZipUnsafe"} <= set(untested(without))
