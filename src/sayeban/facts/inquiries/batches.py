"""Registers that take many questions in one call, each with its own envelope."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from sayeban.facts.inquiries.envelope import Answer, Request
from sayeban.facts.inquiries.ports import Port, R, refused
from sayeban.runtime.outside import Reply


class Batch(Port[R]):
    """The questions stand in a list, the answers in another; a number tells which is whose.

    A batch that is sent again holds the same numbers, so that nothing is asked twice. What the
    register left out of its answer is unknown and asked again.
    """

    many: ClassVar[int] = 100

    def written(self, part: Sequence[Request]) -> bytes:
        """All envelopes: purpose and law go with each person."""
        sent = {"questions": [each.as_json() for each in part]}
        return json.dumps(sent, ensure_ascii=False).encode()

    def read(self, part: Sequence[Request], reply: Reply) -> list[Answer]:
        """Each answer by its number; one that is spoiled spoils no other."""
        if reply.status != HTTPStatus.OK:
            status = refused(reply.status)
            return [Answer(each.request_id, status, problem=str(reply.status)) for each in part]
        try:
            listed = json.loads(reply.body)["answers"]
            said = {str(each["request_id"]): each for each in listed}
        except (ValueError, KeyError, TypeError):
            return [Answer(each.request_id, "unavailable", problem="reply") for each in part]
        return [self._one(each, said.get(str(each.request_id))) for each in part]

    def _one(self, request: Request, said: Any) -> Answer:  # noqa: ANN401 - what a stranger sent
        if said is None:
            return Answer(request.request_id, "unavailable", problem="left_out")
        return self.told(request, json.dumps(said, ensure_ascii=False).encode())
