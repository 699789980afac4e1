"""Released lists: hash, signer, receipt of headquarters and packages (A-135, A-136)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from sayeban.country.jalali import number
from sayeban.design.jinja import render
from sayeban.design.parts import Link
from sayeban.exemptions import rights
from sayeban.exemptions.actions.receive_copy import receive_copy
from sayeban.exemptions.codes import OUTCOMES
from sayeban.exemptions.package import signing
from sayeban.exemptions.pages.answers import campaign_or_404, done, trail
from sayeban.exemptions.reads.campaign_facts import CampaignFacts
from sayeban.exemptions.reads.loads import CodeCount
from sayeban.exemptions.reads.release import ReleaseFacts, release_facts, releases
from sayeban.exemptions.words import UTILITY_LABELS
from sayeban.kit.units import Unit
from sayeban.organisations.public import companies, unit_labels
from sayeban.runtime.context import looking
from sayeban.runtime.doors import Visit, door
from sayeban.runtime.jobs import start

_PART = 8
_PACKERS = rights.RELEASERS | rights.HEADQUARTERS


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """One company's part of a list. `part` is the name of its folder: «gas-307»."""

    utility: str
    code: str
    name: str
    rows: int
    sha256: str
    part: str


@dataclass(frozen=True, slots=True)
class IneligibleLine:
    """Rows of one utility that are not on the list, for one reason."""

    utility: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One list as the page shows it. `without` are the late counties that were left out."""

    facts: ReleaseFacts
    without: tuple[str, ...]
    companies: tuple[CompanyLine, ...]
    removed: tuple[CodeCount, ...]
    ineligible: tuple[IneligibleLine, ...]
    may_receive: bool
    may_pack: bool

    @property
    def hash_parts(self) -> tuple[str, ...]:
        """The content hash in parts between which a narrow page may break it."""
        whole = self.facts.content_sha256
        return tuple(whole[at : at + _PART] for at in range(0, len(whole), _PART))


@dataclass(frozen=True, slots=True)
class ReleasesPage:
    """The lists of a campaign in the visitor's places. `fingerprint`: that of the signing key, ""
    where nothing was signed yet."""

    links: tuple[Link, ...]
    campaign: CampaignFacts
    releases: tuple[ReleaseLine, ...]
    fingerprint: str


@door(rights.RELEASE_READERS)
def release_list(request: Visit, code: str) -> HttpResponse:
    """فهرست‌های منتشرشده."""
    campaign = campaign_or_404(code, timezone.now())
    names = {(c.utility, c.code, c.province): c.name for c in companies()}
    lines = tuple(_line(request, facts, names) for facts in releases(code))
    key = signing.installed_key(settings.HOME)
    shown = signing.fingerprint(key) if key else ""
    page = ReleasesPage(trail(request.actor, campaign), campaign, lines, shown)
    return render(request, "exemptions/releases.jinja", page)


@door(rights.RELEASE_READERS)
def public_key(_request: Visit, code: str) -> HttpResponse:
    """The key with which companies check packages; it is no secret and is given to them once."""
    campaign_or_404(code, timezone.now())
    key = signing.installed_key(settings.HOME)
    if key is None:
        raise Http404
    answer = HttpResponse(signing.pem(key), content_type="application/x-pem-file")
    answer["Content-Disposition"] = 'attachment; filename="sayeban-public-key.pem"'
    return answer


@door(rights.DEPUTY, methods=("POST",))
def copy_received(request: Visit, code: str, release_id: int) -> HttpResponseBase:
    """رسید نسخهٔ ستاد."""
    _found(request, code, release_id)
    receive_copy(actor=request.actor, at=timezone.now(), release_id=release_id)
    return done(reverse("campaign_releases", args=[code]), "copy_received")


@door(_PACKERS, methods=("POST",))
def pack(request: Visit, code: str, release_id: int) -> HttpResponseBase:
    """The package as one ZIP, written by the worker from the signed lines.

    Whole, or with the posted `company` («gas-307») the folder of that company alone.
    """
    found = _found(request, code, release_id)
    company = request.POST.get("company", "")
    rows = {line.part: line.rows for line in _companies(found, {})} | {"": found.households}
    if company not in rows:
        raise Http404
    label = f"{found.province_label}، فهرست {number(found.number)}"
    work = start(
        actor=request.actor,
        at=timezone.now(),
        kind="campaign.package",
        arguments={
            "code": code,
            "unit": str(found.unit),
            "release_id": found.id,
            "number": found.number,
            "rows": rows[company],
            "company": company,
            "name": f"{label}، {company}" if company else label,
        },
        unit=found.unit,
    )
    return done(reverse("campaign_work", args=[code, work]))


def _found(request: Visit, code: str, release_id: int) -> ReleaseFacts:
    with looking(request.actor):
        found = release_facts(release_id)
    if found is None or found.campaign != code:
        raise Http404
    return found


def _line(
    request: Visit, facts: ReleaseFacts, names: dict[tuple[str, str, str], str]
) -> ReleaseLine:
    counties = [Unit.of_county(county) for county in facts.without]
    labels = unit_labels(counties)
    actor, result = request.actor, facts.result
    return ReleaseLine(
        facts,
        tuple(labels[county] for county in counties),
        _companies(facts, names),
        tuple(
            CodeCount(code, OUTCOMES[code].sentence, count)
            for code, count in result.get("removed", {}).items()
        ),
        tuple(
            IneligibleLine(UTILITY_LABELS[utility], OUTCOMES[code].sentence, count)
            for utility, counts in result.get("ineligible", {}).items()
            for code, count in counts.items()
        ),
        may_receive=bool(actor.posts & rights.DEPUTY) and facts.received_at is None,
        may_pack=actor.reaches(_PACKERS, facts.unit),
    )


def _companies(
    facts: ReleaseFacts, names: Mapping[tuple[str, str, str], str]
) -> tuple[CompanyLine, ...]:
    return tuple(_company(part, names) for part in facts.result.get("companies", []))


def _company(part: dict[str, Any], names: Mapping[tuple[str, str, str], str]) -> CompanyLine:
    utility, code = part["utility"], part["code"]
    return CompanyLine(
        UTILITY_LABELS[utility],
        code,
        names.get((utility, code, part["province"]), ""),
        part["rows"],
        part["sha256"],
        f"{utility}-{code}",
    )
