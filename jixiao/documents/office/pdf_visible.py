"""A PDF page interpreted with its clipping paths, so that text cut off on paper is not read.

Spreadsheets print a text that is too long for its cell whole, and clip it at the cell's border; a
merged cell over a page break is printed on both pages and clipped on each.  pdfminer knows no
clipping; here the bounding box of each clipping path is kept with the graphics state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import apply_matrix_pt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pdfminer.layout import LTChar, LTPage
    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFStackT
    from pdfminer.pdfpage import PDFPage
    from pdfminer.utils import Matrix

Clip = tuple[float, float, float, float]
"""What is visible: left, lower, right and upper bound."""

_SLACK = 1.0


def visible_layout(page: PDFPage, manager: PDFResourceManager) -> tuple[LTPage, int]:
    """The objects of ``page`` without the glyphs that are clipped away, and how many those are."""
    device = _Device(manager)
    interpreter = _Interpreter(manager, device)
    interpreter.process_page(page)
    return device.get_result(), device.hidden


class _Device(PDFPageAggregator):
    """Gathers objects; drops the glyphs whose middle lies outside :attr:`clip`."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, laparams=None)
        self.clip: Clip | None = None
        self.hidden = 0

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Place a glyph where it can be seen; returns how far it moves the pen."""
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        clip = self.clip
        if clip is not None:
            glyph = cast("LTChar", self.cur_item._objs[-1])  # noqa: SLF001 - just added; no public way to it
            x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
            if not (clip[0] - _SLACK <= x <= clip[2] + _SLACK and clip[1] - _SLACK <= y <= clip[3] + _SLACK):
                del self.cur_item._objs[-1]  # noqa: SLF001 - as above
                self.hidden += not glyph.get_text().isspace()
        return advance


class _Interpreter(PDFPageInterpreter):
    """Keeps the clip of the graphics state; a form inside a page begins with the clip it is shown under."""

    device: _Device

    def process_page(self, page: PDFPage) -> None:
        """Interpret a page; what lies outside its crop box is not shown."""
        x0, y0, x1, y1 = map(float, page.cropbox)
        self._crop: list[tuple[float, float]] = []
        if abs(x1 - x0) > _SLACK and abs(y1 - y0) > _SLACK:  # one that shows nothing is no crop box
            self._crop = [(x0, y0), (x1, y1)]
        super().process_page(page)

    def init_state(self, ctm: Matrix) -> None:
        """Begin with the clip that holds outside; for the page itself that is its crop box."""
        super().init_state(ctm)
        self._clips: list[Clip | None] = []
        self._narrow(getattr(self, "_crop", []))

    def do_q(self) -> None:
        """Save the graphics state."""
        self._clips.append(self.device.clip)
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802 - named by the operator
        """Restore the graphics state."""
        if self._clips:
            self.device.clip = self._clips.pop()
        super().do_Q()

    def do_W(self) -> None:  # noqa: N802 - named by the operator
        """Clip by the path."""
        points = []
        for step in self.curpath:
            numbers = [float(number) for number in step[1:]]
            points += list(zip(numbers[::2], numbers[1::2], strict=False))
        self._narrow(points)

    def do_W_a(self) -> None:  # noqa: N802 - named by the operator
        """Clip by the path, with the even-odd rule."""
        self.do_W()

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802 - named by the operator
        """Show a form or image; what clips inside it ends with it."""
        clip = self.device.clip
        super().do_Do(xobjid_arg)
        self.device.clip = clip

    def _narrow(self, points: Iterable[tuple[float, float]]) -> None:
        places = [apply_matrix_pt(self.ctm, point) for point in points]
        if not places:
            return
        across, up = [x for x, _ in places], [y for _, y in places]
        clip = (min(across), min(up), max(across), max(up))
        old = self.device.clip
        if old is not None:
            clip = (max(old[0], clip[0]), max(old[1], clip[1]), min(old[2], clip[2]), min(old[3], clip[3]))
        self.device.clip = clip
