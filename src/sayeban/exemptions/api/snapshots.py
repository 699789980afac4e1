"""The list of what stands: a manifest, and its files, whole or in pieces."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Header, Router
from ninja import Path as InPath
from pydantic import StringConstraints

from sayeban.audit import events
from sayeban.exemptions.api.door import ROWS, Caller, Known, calls
from sayeban.exemptions.api.feeds import PROBLEMS, READ, cursor_at
from sayeban.exemptions.api.schemas import FeedId, Problem, SnapshotManifest
from sayeban.exemptions.reads.feed_asked import asked
from sayeban.exemptions.reads.snapshots import Snapshot, snapshots_of
from sayeban.exemptions.refusals_feed import FileUnknown, RangeInvalid, SnapshotNone
from sayeban.exemptions.snapshot_files import FORMATS, folder_of
from sayeban.runtime.context import looking

router = Router(tags=["feeds"])
FileName = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{64}\.(ndjson|csv|xlsx)$"), InPath(...)
]
_CADENCE: Final = "P1D"
_PIECE: Final = 256 * 1024
_BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
_WHOLE: Final = {
    "description": "the file; it never changes under its name",
    "content": dict.fromkeys(FORMATS.values(), _BYTES),
}


@router.get(
    "/feeds/{feed_id}/snapshot",
    response={200: SnapshotManifest, 304: None, **PROBLEMS},
    auth=Known(READ),
    operation_id="getSnapshotManifest",
)
@calls
def snapshot(
    caller: Caller,
    feed_id: FeedId,
    if_none_match: Annotated[str, Header(alias="If-None-Match")] = "",
) -> HttpResponse:
    """The newest list of what stands, as a manifest of files that never change."""
    own = caller.feed(feed_id)
    with looking(caller.actor):
        found = snapshots_of(feed_id, own.columns)
        if not found:
            raise SnapshotNone
        cursor = cursor_at(feed_id, found[0].epoch, found[0].as_of_seq)
    said = json.dumps(_manifest(found[0], cursor), ensure_ascii=False)
    etag = f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
    if if_none_match == etag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(said, content_type="application/json")
    answer["ETag"] = etag
    return answer


def _manifest(found: Snapshot, cursor: str) -> dict[str, Any]:
    return {
        "feed_id": found.feed_id,
        "epoch": found.epoch,
        "as_of_seq": found.as_of_seq,
        "next_cursor": cursor,
        "transactionTime": found.made_at.isoformat(),
        "updateCadence": _CADENCE,
        "output": [
            {
                "type": "Exemption",
                "url": reverse("snapshot_file", args=[found.feed_id, each["name"]]),
                **{name: value for name, value in each.items() if name != "name"},
            }
            for each in found.files
        ],
    }


@router.get(
    "/feeds/{feed_id}/snapshot/{name}",
    response={304: None, 416: Problem, **PROBLEMS},
    auth=Known(READ),
    operation_id="getSnapshotFile",
    openapi_extra={"responses": {200: _WHOLE, 206: _WHOLE | {"description": "the asked bytes"}}},
)
@calls
def snapshot_file(
    caller: Caller,
    feed_id: FeedId,
    name: FileName,
    range_: Annotated[str, Header(alias="Range", max_length=100)] = "",
    if_range: Annotated[str, Header(alias="If-Range", max_length=100)] = "",
    if_none_match: Annotated[str, Header(alias="If-None-Match", max_length=100)] = "",
) -> HttpResponseBase:
    """One file of a list, whole or from a byte on (RFC 9110): go on where it was cut off."""
    own = caller.feed(feed_id)
    with looking(caller.actor):
        lists = snapshots_of(feed_id, own.columns)
        file = next((file for each in lists if (file := each.file(name))), None)
        path = folder_of(feed_id) / name
        if file is None or not path.exists():
            raise FileUnknown
        etag = f'"{file["sha256"]}"'
        if if_none_match == etag:
            return HttpResponseNotModified(headers={"ETag": etag})
        _looked(caller, feed_id, file)
        asked("SELECT organisations_delivered(%s, %s, false)", [own.agreement, caller.at])
    asks = range_ if if_range in ("", etag) else ""
    answer = _piece(path, file, _bounds(asks, file["bytes"]))
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, immutable, max-age=31536000"
    return answer


def _looked(caller: Caller, feed_id: str, file: dict[str, Any]) -> None:
    events.look(
        user_id=None,
        purpose="exemption.delivery",
        subject="snapshot",
        subject_id=f"{caller.actor.username} {feed_id} {file['sha256']}",
        rows=file["rows"],
    )


def _bounds(asks: str, size: int) -> tuple[int, int] | None:
    """First and last byte of one asked range, None for the whole file.

    What is not understood counts as not asked. Refuses range.invalid behind the end.
    """
    found = re.fullmatch(r"bytes=([0-9]{0,15})-([0-9]{0,15})", asks.strip())
    if found is None or found.group(0) == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        bounds = (max(size - int(last), 0), size - 1)
    else:
        bounds = (int(first), min(int(last), size - 1) if last else size - 1)
    if first and last and int(last) < int(first):
        return None
    if bounds[0] > bounds[1]:
        raise RangeInvalid
    return bounds


def _piece(
    path: Path, file: dict[str, Any], bounds: tuple[int, int] | None
) -> StreamingHttpResponse:
    first, last = bounds or (0, file["bytes"] - 1)
    answer = StreamingHttpResponse(
        _read(path, first, last + 1 - first),
        content_type=file["format"],
        status=206 if bounds else 200,
    )
    answer["Content-Length"] = str(last + 1 - first)
    answer["Accept-Ranges"] = "bytes"
    # As it is: a compressed one would have other bytes than the sha256 and the range name.
    answer["Content-Encoding"] = "identity"
    if bounds:
        answer["Content-Range"] = f"bytes {first}-{last}/{file['bytes']}"
    else:
        answer[ROWS] = str(file["rows"])
    return answer


def _read(path: Path, first: int, count: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while count > 0 and (piece := file.read(min(count, _PIECE))):
            count -= len(piece)
            yield piece
