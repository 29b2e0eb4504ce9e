"""Makes src/main/resources/dev/costate/nn/data/sets/novels.txt.gz. Run in the folder of nn:

    python src/test/python/novels.py FOLDER

where FOLDER holds what the Debian package r-cran-janeaustenr 1.0.0-1 unpacks to (`dpkg-deb -x`): the CRAN package
janeaustenr 1.0.0 by Julia Silge, whose texts are those of Project Gutenberg's editions 161, 1342, 141, 158, 121
and 105.
"""

import gzip
import pathlib
import re
import struct
import sys
import zlib

# In the order of their publication.
NOVELS = ["sensesensibility", "prideprejudice", "mansfieldpark", "emma", "northangerabbey", "persuasion"]
TITLES = {
    "sensesensibility": "SENSE AND SENSIBILITY",
    "prideprejudice": "PRIDE AND PREJUDICE",
    "mansfieldpark": "MANSFIELD PARK",
    "emma": "EMMA",
    "northangerabbey": "NORTHANGER ABBEY",
    "persuasion": "PERSUASION",
}


class Reader:
    """As much of R's serialisation format (version 3, XDR) as these files need."""

    def __init__(self, data):
        self.data, self.at = data, 0
        assert self.take(2) == b"X\n"
        assert self.int() == 3
        self.take(8)
        self.take(self.int())
        self.symbols = []

    def take(self, n):
        self.at += n
        return self.data[self.at - n : self.at]

    def int(self):
        return struct.unpack(">i", self.take(4))[0]

    def value(self):
        flags = self.int()
        kind, has_attributes, has_tag = flags & 255, flags & 512, flags & 1024
        if kind == 254:
            return None
        if kind == 255:
            return self.symbols[(flags >> 8) - 1]
        if kind == 1:
            self.symbols.append(self.value())
            return self.symbols[-1]
        if kind == 2:
            assert has_tag
            key, value, rest = self.value(), self.value(), self.value()
            return {key: value, **(rest or {})}
        if kind == 9:
            # the level says whether a text is Latin-1, UTF-8 or ASCII
            assert not flags >> 12 & 4, "Latin-1"
            return self.take(self.int()).decode("utf-8")
        if kind in (10, 13):
            value = [self.int() for _ in range(self.int())]
        elif kind in (16, 19):
            value = [self.value() for _ in range(self.int())]
        else:
            raise ValueError(f"type {kind} at {self.at}")
        if has_attributes:
            names = self.value()["names"]
            return dict(zip(names, value))
        return value


def unpacked(chunk):
    size = struct.unpack(">I", chunk[:4])[0]
    data = zlib.decompress(chunk[4:])
    assert len(data) == size
    return data


# What is not Jane Austen's: headings, by-lines, rows of asterisks, and notes of the editions and their transcribers.
NOT_PROSE = re.compile(
    r"(THE END|F(INIS|inis)|VOLUME [IVX]+|(CHAPTER|Chapter) [0-9IVXL]+\.?|([Bb]y)?\s*(Jane Austen)?\s*(\(18\d\d\))?|[* ]+"
    r"|\[At this point in .*\]|\[End volume .*\]|\(End of volume one\.\)|A NOTE ON THE TEXT"
    r"|Northanger Abbey was written in 1797-98 under a different title\..*)"
)


def prose(name, lines):
    """A line for each paragraph, without marks of italics."""
    paragraphs = "\n".join(line.strip() for line in lines).split("\n\n")
    texts = [" ".join(paragraph.split()) for paragraph in paragraphs]
    kept = [t for t in texts if not NOT_PROSE.fullmatch(t) and t.upper().rstrip(".") != TITLES[name]]
    return [t.replace("_", "") for t in kept]


def main(folder):
    base = pathlib.Path(folder) / "usr/lib/R/site-library/janeaustenr/data"
    index = Reader(gzip.decompress((base / "Rdata.rdx").read_bytes())).value()
    chunks = (base / "Rdata.rdb").read_bytes()
    texts = []
    for name in NOVELS:
        at, length = index["variables"][name]
        lines = Reader(unpacked(chunks[at : at + length])).value()
        texts.append("".join(line + "\n" for line in [TITLES[name], *prose(name, lines)]))
    text = "\n".join(texts)
    out = pathlib.Path("src/main/resources/dev/costate/nn/data/sets/novels.txt.gz")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(len(text), "characters,", len(text.split()), "words,", out.stat().st_size, "bytes packed")
    print(sorted({c for c in text if not (c.isascii() and (c.isalnum() or c.isspace()))}))


main(sys.argv[1])
