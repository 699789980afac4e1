"""The circle: companies read their feeds over HTTP, answer, report; what happens later follows.

Each company of the demo's provinces runs the program of `utility_client` with a file of its own.
Whatever else changes an exemption is a step here, after which `Companies.read` lets all companies
read again and compares.
"""

import json
from collections.abc import Mapping
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.timezone import now

from sayeban.country import jalali
from sayeban.exemptions import public as exemptions
from sayeban.exemptions.package.signing import pem
from sayeban.interop import public as interop
from sayeban.runtime.actor import OPERATOR
from sayeban.runtime.context import looking
from sayeban.sites.delivering import deliver_all
from sayeban.sites.demo.mending import mend
from sayeban.sites.demo.moving import move
from sayeban.sites.demo.programs import Companies, companies_of
from sayeban.sites.demo.scene import Scene, today
from sayeban.utility_client.service import Send

_REGISTRY: Final = "civil-registry"
_SIGNED: Final = "dci-openspp-ed25519"
_LAST_GOOD: Final = 299


def circle(scene: Scene, url: str, send: Send) -> None:
    """From the first reading to the share of low consumers."""
    with companies_of(scene, url, send) as companies:
        with scene.report.step("شرکت‌ها خوراک خود را خواندند و پاسخ دادند") as told:
            told.update(companies.read(strange=True))
            told["گزارش مصرف"] = companies.reports
            held = companies.held()
            applied = held["standing"] - held["rejected"]
            scene.report.same("reports", {"all": companies.reports}, {"all": applied})
        mend(scene, companies)
        move(scene, companies)
        _death(scene, companies, url, send)
        _snapshots(scene, companies)
    _consumed(scene)


def _death(scene: Scene, companies: Companies, url: str, send: Send) -> None:
    """The civil registry tells of a death; his exemptions end and the companies are told."""
    with scene.report.step("ثبت احوال از فوت یک مددجو خبر داد و به شرکت‌ها رسید") as told:
        before = companies.held()["ended"]
        registry = _registry(scene, url, send)
        [national_id, *_] = companies.occupants(scene.provinces[-1].code)
        sent = registry.happened("Death", national_id, today().isoformat())
        scene.report.same("registry", {sent.problem: 1}, {"": 1})
        deliver_all()
        told.update(companies.read())
        ended = companies.held()["ended"] > before
        scene.report.same("death", {"ended": ended}, {"ended": True})


def _registry(scene: Scene, url: str, send: Send) -> interop.FakeRegistry:
    """A made-up civil registry, a partner of ours to which we have subscribed."""

    def over(uri: str, body: bytes, headers: Mapping[str, str]) -> interop.Sent:
        answer = send("POST", uri, headers, body)
        problem = "" if answer.status <= _LAST_GOOD else f"{answer.status} {answer.code}"
        return interop.Sent(problem, body=answer.body)

    key = Ed25519PrivateKey.generate()
    terms = interop.PartnerTerms(
        client_id=_REGISTRY,
        title="ثبت احوال (نمونه)",
        purpose="آگاهی از رویدادهای حیاتی مددجویان",
        tells=("death",),
        profile=_SIGNED,
        public_key=pem(key.public_key()),
    )
    secret = interop.add_partner(actor=scene.actor("hq.expert"), at=now(), terms=terms)
    here = f"{url.rstrip('/')}/dci/v1"
    registry = interop.FakeRegistry(here, _REGISTRY, secret, key, _SIGNED, over)

    def taken(_: str, body: bytes, __: Mapping[str, str]) -> interop.Sent:
        return interop.Sent("", body=json.dumps(registry.take(json.loads(body))).encode())

    interop.subscribe_to("http://registry.invalid", _SIGNED, here, now(), taken)
    return registry


def _snapshots(scene: Scene, companies: Companies) -> None:
    """A list of what stands is made of each feed; it equals what the company holds."""
    with scene.report.step("فهرست کامل هر خوراک با دفتر شرکت برابر است") as told:
        with looking(OPERATOR):
            feeds = [feed.feed_id for feed in exemptions.feed_states(now())]
        for feed in feeds:
            exemptions.make_snapshot(actor=OPERATOR, at=now(), feed_id=feed)
        said, held = companies.listed()
        wrong = (said - held) + (held - said)
        scene.report.same("snapshots", {"wrong": wrong.total()}, {"wrong": 0})
        told |= {"خوراک": len(feeds), "معافیت": said.total()}


def _consumed(scene: Scene) -> None:
    """What companies reported gives the share of low consumers."""
    with scene.report.step("سهم خانوارهای کم‌مصرف") as told:
        exemptions.count_changed_consumption(at=now())
        with looking(OPERATOR):
            found = exemptions.by_utility(exemptions.About())
        for utility, consumed in found.items():
            share = consumed.share
            label = exemptions.UTILITY_LABELS[utility]
            told[label] = "نامعلوم" if share is None else jalali.percent(share)
        known = sum(each.share is not None for each in found.values())
        scene.report.same("shares", {"known": known}, {"known": len(found)})
