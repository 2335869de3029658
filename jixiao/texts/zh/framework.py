"""Chinese words of evaluation frameworks: files, forms, scores, what is wrong with them, the command."""

from __future__ import annotations

TABLE: dict[str, str] = {
    # framework files
    "framework.line.one-method": "指标“{name}”应当在 points、ratio、measured 三种评法中恰好写一种",
    "framework.fact.unknown": "指标“{line}”的公式用了没有定义的数据“{fact}”，请在 [[fact]] 中补上",
    "framework.curve.unknown": "指标“{line}”的计分曲线“{curve}”没有定义，请在 [curves] 中补上，或写 unknown",
}
