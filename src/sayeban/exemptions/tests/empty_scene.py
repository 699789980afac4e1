"""A campaign in which nothing has happened yet, and one whose work did not succeed."""

from uuid import UUID

from django.test import Client

from sayeban.accounts.public import Post
from sayeban.exemptions.tests import makers
from sayeban.exemptions.tests.ladder import CENTRE, COUNTY, PROVINCE
from sayeban.exemptions.tests.page_scene import Scene
from sayeban.exemptions.tests.visiting import visitor
from sayeban.kit.units import Unit
from sayeban.runtime.actor import SYSTEM
from sayeban.runtime.context import acting
from sayeban.runtime.jobs import WorkFailed
from sayeban.runtime.models import Job

_HQ = Unit.hq()
_PLACES = {
    Post.HQ_DEPUTY: _HQ,
    Post.HQ_EXPERT: _HQ,
    Post.SOCIAL_WORKER: CENTRE,
    Post.CENTRE_HEAD: CENTRE,
    Post.COUNTY_EXPERT: COUNTY,
    Post.COUNTY_HEAD: COUNTY,
    Post.DIRECTOR_GENERAL: PROVINCE,
}


def before_any_campaign() -> Scene:
    """Nobody opened a campaign."""
    makers.places()
    clients = _clients()
    return Scene(
        clients,
        {
            "none-campaigns-hq": (Post.HQ_DEPUTY, "/campaigns/"),
            "none-campaigns-worker": (Post.SOCIAL_WORKER, "/campaigns/"),
            "none-home": (Post.COUNTY_HEAD, "/"),
            "none-outbox": (Post.HQ_DEPUTY, "/outbox/"),
        },
    )


def before_any_row() -> Scene:
    """The campaign is open and no file is loaded; works of the expert stand in each state."""
    makers.places()
    makers.campaign()
    clients = _clients()
    of = "/campaigns/c1405/units"
    pages = {
        "empty-home": (Post.COUNTY_HEAD, "/"),
        "empty-board-hq": (Post.HQ_EXPERT, f"{of}/hq/"),
        "empty-board": (Post.CENTRE_HEAD, f"{of}/centre:7011/"),
        "empty-loads": (Post.HQ_EXPERT, "/campaigns/c1405/loads/"),
        "empty-rejected": (Post.HQ_EXPERT, "/campaigns/c1405/rejected/"),
        "empty-releases": (Post.HQ_DEPUTY, "/campaigns/c1405/releases/"),
        "empty-hand-down": (Post.COUNTY_HEAD, f"{of}/0701/hand-down/"),
        "empty-rows": (Post.SOCIAL_WORKER, f"{of}/centre:7011/rows/"),
        "empty-rows-filtered": (Post.COUNTY_HEAD, f"{of}/0701/rows/?state=returned"),
        "empty-collect": (Post.SOCIAL_WORKER, f"{of}/centre:7011/collect/"),
        "empty-training": (Post.CENTRE_HEAD, f"{of}/centre:7011/training/"),
        "empty-declaration": (Post.CENTRE_HEAD, f"{of}/centre:7011/declaration/"),
        "empty-sample": (Post.COUNTY_EXPERT, f"{of}/0701/sample/"),
        "empty-approval": (Post.COUNTY_HEAD, f"{of}/0701/approval/"),
        "empty-violations": (Post.COUNTY_HEAD, "/campaigns/c1405/violations/"),
        "empty-release": (Post.DIRECTOR_GENERAL, f"{of}/07/release/"),
    }
    expert = int(clients[Post.HQ_EXPERT].session["user_id"])
    for state in Job.State:
        work = (Post.HQ_EXPERT, f"/campaigns/c1405/works/{_work(expert, state)}/")
        pages[f"work-{state}"] = work
    return Scene(clients, pages)


def _clients() -> dict[Post, Client]:
    return {
        post: visitor(post.value.replace("_", "."), post, unit) for post, unit in _PLACES.items()
    }


def _work(user_id: int, state: Job.State) -> UUID:
    """A load of the expert, half done while it runs."""
    running = state == Job.State.RUNNING
    refusal = {
        "refused": "file.unreadable",
        "message": "این فایل خوانده نشد. فایل را دوباره ذخیره کنید.",
    }
    told = {Job.State.REFUSED: refusal, Job.State.FAILED: WorkFailed().as_json()}
    with acting(SYSTEM, makers.NOW):
        made = Job.objects.create(
            kind="campaign.load",
            user_id=user_id,
            arguments={"code": "c1405", "name": "fars.xlsx", "sha256": state.value},
            state=state,
            created_at=makers.NOW,
            done=150_000 if running else 0,
            total=400_000 if running else 0,
            result=told.get(state, {}),
            province="",
            county="",
            centre="",
        )
    return made.id
