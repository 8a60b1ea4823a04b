"""Newsrooms that try to break out of a report."""

import os
import urllib.parse

SPEECH = (
    "Mayor Ada Lorne spoke at the river on 4 March 2019. “We built this bridge for the masons and their children,” "
    "Lorne said. “It cost us forty years and two mayors, and nobody was ever paid for the work of carrying the stone "
    "up the hill.”\n"
)
WRONG = "“We built this bridge for the ferrymen and their children,” said Mayor Ada Lorne on 5 March 2019. [@speech]\n"
# A name is bytes: some systems take any but `/` and NUL.
NAMES = [
    b"with spaces and 'quotes' \"here\".md",
    b"b\n::error file=x::forged.md",
    b"::error::first.md",
    b"50% off, %0A a:b.md",
    "bidi\u202e\u2066.md".encode(),
    b"broken\xff\xfe.md",
    b"escape\x1b[31m.md",
    b"<script>alert(1)</script>&amp;.md",
    b"](https://evil.example) [x](y).md",
    b"back`tick``s`.md",
    b"bar|bar @someone #12 !7.md",
    "é 東京 👩.md".encode(),
    b"]]> --><![CDATA[.md",
]

# A message says the key of a source between backticks; this one ends the first pair and opens another.
KEY = "a` @someone #12 !7 <b>x www.evil.example https:x ![y](z) [u](v) ~~c~~ <`script> e"


def write(folder, name, content):
    path = os.path.join(os.fsencode(folder), name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def newsroom(folder):
    """Names, contents and keys that mean something to a terminal, a log, XML, JSON, a URI or Markdown."""
    write(folder, b"sourceproof.toml", b"")
    write(folder, b"seeds/speech.txt", SPEECH.encode())
    for name in NAMES:
        write(folder, b"claims/" + name, WRONG.encode())
        write(folder, b"seeds/" + name, (SPEECH + "A page of its own, " + repr(name) + ".\n").encode())
    drafts = {
        b"bom_crlf": b"\xef\xbb\xbf" + ("👩 " + WRONG).replace("\n", "\r\n").encode(),
        b"bom_first": b"\xef\xbb\xbf" + WRONG.encode(),
        b"lone_cr": ("👩🏽 One.\r" + WRONG).encode(),
        b"utf16": ("\ufeff👩 " + WRONG).encode("utf-16-le"),
        b"cp1252": ("The café at the crossing was full and the naïve waiter said so. " + WRONG).encode("cp1252"),
        b"some_broken": ("é in the café, " * 20).encode() + b"\xff " + WRONG.encode(),
        b"twins": (WRONG + "\n").encode() * 3,
        b"lines": WRONG.replace("for the ferrymen and", "\nfor the\nferrymen, the pilots and all\nthe others and").encode(),
        b"markup": (
            "“We built `this` <b>bridge</b> for the @someone #12 [ferrymen](https://evil.example) ![x](y) "
            "and their children,” said Mayor <script>alert(1)</script> Ada Lorne. [@speech]\n\n"
            "“A quotation of https://evil.example www.evil.example @someone #12 ``` ~~~ | a | b |” [@speech]\n\n"
            "The count was 400 <img src=x onerror=alert(1)> on [@`gone`]. See [@gone<i>] and [@{a](https://b)}].\n"
        ).encode(),
        b"controls": (
            "“We built this \x1b[31m\u202ebridge\u0000\u0001\u000b\ufffe\uffff for the fer\u200brymen and their "
            "children,” said ##[error]Mayor ##vso[task] Ada ]]> Lorne. [@spe\u202eech]\n"
        ).replace("\0", "").encode(),
        b"allowed": (
            "<!-- sourceproof: allow misquote: <b>corrected</b> ](x) \u202e @someone \x1b[2J by `him` -->\n"
            + WRONG
        ).encode(),
        b"long": ("“" + "We built this bridge for the ferrymen and their children " * 60 + ",” she said. [@speech]\n").encode(),
    }
    write(folder, f"seeds/{KEY}.txt".encode(), SPEECH.encode())
    drafts[b"key"] = (
        "Mayor Ada Lorne spoke at the river in May 2011 to Gustav Petersen "
        f"([x](../seeds/{urllib.parse.quote(KEY, safe='')}.txt)).\n"
    ).encode()
    for name, content in drafts.items():
        write(folder, b"claims/" + name + b".md", content)


def without_findings(folder):
    write(folder, b"sourceproof.toml", b"")
    write(folder, b"seeds/speech.txt", SPEECH.encode())
    write(folder, b"claims/a.md", b"# Nothing is claimed here\n")


def without_drafts(folder):
    write(folder, b"sourceproof.toml", b"")
    write(folder, b"seeds/speech.txt", SPEECH.encode())
