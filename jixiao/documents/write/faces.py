"""The typefaces of official papers that forms do not use: 楷体 of second headings, 宋体 of page numbers."""

from __future__ import annotations

from jixiao.documents.write.styles import Face

KAI = Face("楷体_GB2312", ("楷体", "KaiTi", "华文楷体", "LXGW WenKai", "Noto Serif CJK SC"))
SONG = Face("宋体", ("SimSun", "Noto Serif CJK SC"))
SAMPLE = "绩效"
"""What a font that has Chinese has."""
