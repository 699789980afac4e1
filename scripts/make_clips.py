"""Speak the sentences of scripts/clips/*.tsv: `python scripts/make_clips.py`.

Needs `espeak-ng` and `opusenc` (Debian: espeak-ng, opus-tools). Each line of desk.tsv and
forms.tsv is a sentence as it stands on a page, a tab, and the same with the vowels that the
synthesiser cannot guess; `espeak-ng -v fa -q -x "…"` shows how it will read them. What espeak-ng
speaks belongs to whoever has it spoken. A clip is named after its sentence
(sayeban.design.clips.clip_name), so a sentence that is changed falls silent until it is spoken
anew. Recordings of a person are better: see docs/clips.md.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from sayeban.design.clips import SENTENCES, clip_name  # noqa: E402 - found beside this file

WORDS_A_MINUTE, KILOBITS = 135, 12
MOST, MOST_OF_ALL = 15 * 1024, 400 * 1024


def main() -> None:
    sizes = {path: path.stat().st_size for path in spoken()}
    large = [f"{path}: {size}" for path, size in sizes.items() if size > MOST]
    if large or sum(sizes.values()) > MOST_OF_ALL:
        sys.exit(f"too large: {large or sum(sizes.values())}")
    print(f"{len(sizes)} clips, {sum(sizes.values())} bytes, largest {max(sizes.values())}")


def spoken() -> list[Path]:
    """Every clip, made anew; files of sentences that are gone are removed."""
    made = []
    for lines in sorted((ROOT / "scripts" / "clips").glob("*.tsv")):
        sentences = list[str]()
        folder = ROOT / "src" / "sayeban" / lines.stem / "static"
        for old in (folder / "clips").glob("*.ogg"):
            old.unlink()
        for line in lines.read_text(encoding="utf-8").splitlines():
            sentence, said = line.split("\t")
            path = folder / clip_name(sentence)
            path.parent.mkdir(parents=True, exist_ok=True)
            speak(said, path)
            made.append(path)
            sentences.append(sentence)
        # What is spoken, for the page on which a recording takes a clip's place.
        listed = folder.parent / SENTENCES
        listed.write_text("".join(f"{each}\n" for each in sentences), encoding="utf-8")
    return made


def speak(said: str, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder) / "said.wav"
        speed = str(WORDS_A_MINUTE)
        subprocess.run(
            [program("espeak-ng"), "-v", "fa", "-s", speed, "-w", wave, said], check=True
        )
        options = ["--quiet", "--speech", "--bitrate", str(KILOBITS), "--discard-comments"]
        fixed = ["--serial", "1"]
        subprocess.run([program("opusenc"), *options, *fixed, wave, path], check=True)


def program(name: str) -> str:
    return shutil.which(name) or sys.exit(f"{name} is not installed")


if __name__ == "__main__":
    main()
