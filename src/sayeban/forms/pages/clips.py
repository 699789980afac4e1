"""The sound of a question: its own recording, or the clip of its words."""

from sayeban.design.clips import address_of, clip


def clip_of(form: str, question: str, label: str) -> str:
    """Its address, "" where nobody spoke it yet.

    Recordings are files forms/clips/<form>/<question>.ogg among the static ones.
    """
    return address_of(f"forms/clips/{form}/{question}.ogg") or clip(label)
