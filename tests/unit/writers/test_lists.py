"""Where the contents and the list of sources turn a page: no first or last line is left alone."""

from pathlib import Path

import pytest
from weasyprint import CSS, HTML

STYLES = Path(__file__).parents[3] / "themes/base/css/print.css"
PAGE = (
    "@page { size: 90mm 60mm; margin: 5mm } html { font: 4mm/5mm serif } "
    "h2 { margin: 0; break-after: avoid }"
)
CONTENTS = '<ol class="toc"><li class="toc-month"><a class="t" id="head">May</a></li>{}</ol>'
LINE = '<li class="toc-post"><a class="t" id="l{}">A day</a><a class="n">1</a></li>'
SOURCES = '<h2 class="publisher" id="head">The News</h2><ul class="works">{}</ul>'
WORK = '<li><div class="work"><p id="l{}">A story</p></div><div class="work-pages">1</div></li>'


@pytest.mark.parametrize(("whole", "line"), [(CONTENTS, LINE), (SOURCES, WORK)])
@pytest.mark.parametrize("above", [22, 23, 24, 39, 40, 41])
def test_a_list_turns_no_page_by_one_line(whole: str, line: str, above: int) -> None:
    """Wherever it begins on a page, two lines stand with its head, and two at its end."""
    lines = "".join(map(line.format, range(6)))
    text = f'<div style="height: {above}mm"></div>{whole.format(lines)}'
    styles = [CSS(filename=str(STYLES)), CSS(string=PAGE)]
    pages = HTML(string=text).render(stylesheets=styles).pages
    on = [{name for name in page.anchors if name == "head" or name[0] == "l"} for page in pages]
    assert "l1" in next(names for names in on if "head" in names)
    assert "l4" in next(names for names in on if "l5" in names)
