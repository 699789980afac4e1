"""Pictures are drawn anew in a child process: what one unpacks to never enters this one (S8)."""

from sayeban.documents.child import KEPT, UNREADABLE
from sayeban.documents.picture_child import PictureChild
from sayeban.documents.refusals import DocumentTooLarge, DocumentUnreadable


class Redrawer(PictureChild):
    """Draws the pictures of a command anew; one that is too much for its child is refused."""

    module = "sayeban.documents.child"

    def redrawn(self, data: bytes) -> bytes:
        """The picture as JPEG; raises DocumentTooLarge or DocumentUnreadable."""
        answer = self.ask(data)
        if answer.startswith(KEPT):
            return answer.removeprefix(KEPT)
        raise DocumentUnreadable if answer == UNREADABLE else DocumentTooLarge
