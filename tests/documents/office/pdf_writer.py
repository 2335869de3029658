"""Small PDF files made by hand, so that a test says exactly what stands where.

Text is set in a CID font that is named and not embedded, with every character as wide as it is
high; coordinates are points from the top left corner, as the reader gives them.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field

_FONTS = """
<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>
<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000\
/CIDSystemInfo<</Registry {Adobe}/Ordering {GB1}\
/Supplement 2>>/FontDescriptor 5 0 R>>
<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880\
/Descent -120/CapHeight 880/StemV 80>>
<</Type/Font/Subtype/Type0/BaseFont/Unknown/Encoding/Identity-H/DescendantFonts[7 0 R]>>
<</Type/Font/Subtype/CIDFontType2/BaseFont/Unknown/DW 1000\
/CIDSystemInfo<</Registry {Adobe}/Ordering {Identity}\
/Supplement 0>>/FontDescriptor 5 0 R>>
"""
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass
class PdfPage:
    """One page being drawn."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    image: bool = False
    more: str = ""
    operations: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10, angle: float = 0) -> PdfPage:
        """One line with its upper left corner at x, y; ``angle`` turns it to the left around that corner."""
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        # the base line lies 0.88 of the size below the top
        left, base = x + 0.88 * size * sin, self.height - y - 0.88 * size * cos
        codes = text.encode("utf-16-be").hex()
        matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {left:.3f} {base:.3f} Tm"
        self.operations.append(f"BT /F1 {size} Tf {matrix} <{codes}> Tj ET")
        return self

    def unknown(self, x: float, y: float, count: int) -> PdfPage:
        """Glyphs of a font that does not say which characters they are."""
        self.operations.append(
            f"BT /F2 10 Tf 1 0 0 1 {x} {self.height - y - 8.8} Tm <{'0041' * count}> Tj ET"
        )
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        """A stroked line."""
        self.operations.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        """A filled rectangle: how office programs draw borders."""
        self.operations.append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        """A stroked rectangle."""
        self.operations.append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re S")
        return self

    def table(
        self, x: float, y: float, widths: list[float], rows: list[list[str]], height: float = 20
    ) -> PdfPage:
        """A ruled table; ``<`` in a cell joins it to the cell at its left, ``^`` to the one above it."""
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if text in {"<", "^"}:
                    continue
                right = column + 1
                while right < len(cells) and cells[right] == "<":
                    right += 1
                below = row + 1
                while below < len(rows) and rows[below][column] == "^":
                    below += 1
                left, top = x + sum(widths[:column]), y + row * height
                self.frame(left, top, x + sum(widths[:right]), y + below * height)
                room = max(1, int((sum(widths[column:right]) - 4) // 9))
                for number, start in enumerate(range(0, len(text), room)):
                    self.text(left + 2, top + 2 + 9.5 * number, text[start : start + room], 9)
        return self

    def scan(self) -> PdfPage:
        """A picture that fills the page."""
        self.image = True
        self.operations.append(f"q {self.width} 0 0 {self.height} 0 0 cm /Im1 Do Q")
        return self


def pdf(
    *pages: PdfPage, password: str | None = None, owner: str | None = None, fields: bool = False
) -> bytes:
    """The pages as a file; with ``password`` or ``owner`` encrypted (RC4, 128 bits)."""
    kids = " ".join(f"{9 + 2 * number} 0 R" for number in range(len(pages)))
    form = "/AcroForm<</Fields[3 0 R]>>" if fields else ""
    objects: list[tuple[str, bytes | None]] = [
        (f"<</Type/Catalog/Pages 2 0 R{form}>>", None),
        (f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>", None),
        *((body, None) for body in _FONTS.split("\n")[1:6]),
        ("<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x7f"),
    ]
    for number, page in enumerate(pages):
        images = "/XObject<</Im1 8 0 R>>" if page.image else ""
        size = f"/MediaBox[0 0 {page.width} {page.height}]/Rotate {page.rotate}{page.more}"
        head = f"<</Type/Page/Parent 2 0 R{size}"
        objects += [
            (
                f"{head}/Resources<</Font<</F1 3 0 R/F2 6 0 R>>{images}>>/Contents {10 + 2 * number} 0 R>>",
                None,
            ),
            ("<<", "\n".join(page.operations).encode()),
        ]
    lock = _Lock(password or "", owner or password or "") if password or owner else None
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, (head, stream) in enumerate(objects, 1):
        places.append(len(out))
        content = stream if stream is None or lock is None else lock.stream(stream, number)
        for name in ("Adobe", "GB1", "Identity"):  # strings are encrypted too
            plain = name.encode()
            shown = plain if lock is None else lock.stream(plain, number)
            head = head.replace(f"{{{name}}}", f"<{shown.hex()}>")  # noqa: PLW2901 - filled in
        tail = b"" if content is None else b"/Length %d>>\nstream\n%s\nendstream" % (len(content), content)
        out += b"%d 0 obj\n%s%s\nendobj\n" % (number, head.encode(), tail)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    encrypt = lock.dictionary() if lock else ""
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{encrypt}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    at = 0
    for number in range(256):
        at = (at + state[number] + key[number % len(key)]) % 256
        state[number], state[at] = state[at], state[number]
    out, one, two = bytearray(), 0, 0
    for byte in data:
        one = (one + 1) % 256
        two = (two + state[one]) % 256
        state[one], state[two] = state[two], state[one]
        out.append(byte ^ state[(state[one] + state[two]) % 256])
    return bytes(out)


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


class _Lock:
    """The standard security handler, revision 3 (PDF 1.7, 7.6.3)."""

    def __init__(self, user: str, owner: str) -> None:
        self.identity = _md5(b"a file")
        key = (owner.encode() + _PAD)[:32]
        for _ in range(51):
            key = _md5(key)
        self.owner = (user.encode() + _PAD)[:32]
        for step in range(20):
            self.owner = _rc4(bytes(byte ^ step for byte in key), self.owner)
        rights = (0xFFFFF0C0).to_bytes(4, "little")
        self.key = _md5((user.encode() + _PAD)[:32] + self.owner + rights + self.identity)
        for _ in range(50):
            self.key = _md5(self.key)
        self.user = _md5(_PAD + self.identity)
        for step in range(20):
            self.user = _rc4(bytes(byte ^ step for byte in self.key), self.user)
        self.user = self.user.ljust(32, b"\0")

    def stream(self, data: bytes, number: int) -> bytes:
        """``data`` of object ``number``, encrypted."""
        return _rc4(_md5(self.key + number.to_bytes(3, "little") + b"\0\0"), data)

    def dictionary(self) -> str:
        """What the trailer says about it."""
        return (
            f"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P {0xFFFFF0C0 - 2**32}"
            f"/O<{self.owner.hex()}>/U<{self.user.hex()}>>>/ID[<{self.identity.hex()}><{self.identity.hex()}>]"
        )
