"""What a file of sound is, judged by its first bytes and never by its name. Pure."""

from typing import Final

MOST: Final = 1024 * 1024
_HEAD: Final = 4096
"""Codecs are named within the first bytes of a file."""
_SYNC, _LAYER_3, _NO_RATE, _NO_SAMPLES = 0xE0, 0x02, 0xF0, 0x0C
_MP3_HEADER: Final = 4


def kind_of(content: bytes) -> str:
    """The type under which it is served: WebM, Ogg, MP3 or WAV with sound alone; "" for others."""
    head = content[:_HEAD]
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64]:
        sound = b"A_OPUS" in head or b"A_VORBIS" in head
        return "audio/webm" if sound and b"V_" not in head.replace(b"MUXING", b"") else ""
    if head.startswith(b"OggS") and (b"OpusHead" in head[:64] or b"\x01vorbis" in head[:64]):
        return "audio/ogg"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    return "audio/mpeg" if head.startswith(b"ID3") or _is_mp3_frame(head) else ""


def _is_mp3_frame(head: bytes) -> bool:
    """A header of MPEG layer III with a bit rate and a sample rate that there are."""
    if len(head) < _MP3_HEADER or head[0] != 0xFF:  # noqa: PLR2004 - the sync byte
        return False
    second, third = head[1], head[2]
    return (
        second & _SYNC == _SYNC
        and second & 0x06 == _LAYER_3
        and second & 0x18 != 0x08  # noqa: PLR2004 - a version that is reserved
        and third & _NO_RATE != _NO_RATE
        and third & _NO_SAMPLES != _NO_SAMPLES
    )
