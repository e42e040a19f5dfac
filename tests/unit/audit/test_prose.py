"""The text of pages of which nobody knows how they are made."""

import pytest

from blog2book.audit.raw.markup import plain
from blog2book.audit.raw.prose import article

_LONG = "In the long winter " + "we went out to the frozen lake and " * 3 + "came home again."
_SHORT = "<p>Yours, Ada</p>"
_PART = f"<h1>Ice</h1><p>{_LONG}</p><p>{_LONG} <i>So</i> late.</p>{_SHORT}"


@pytest.mark.parametrize(
    ("page", "gone"),
    [
        (f"<body><div>Home</div><div class=x>{_PART}</div><div>Imprint</div></body>", "Imprint"),
        (f"<body><table><tr><td>Menu<td>{_PART}</td></tr></table>Foot</body>", "Foot"),
        (f"<main><div>Menu</div><div>{_PART}<nav><p>{_LONG}Older</p></nav></div></main>", "Older"),
        (f"<body><div><!-- </div> -->{_PART}<script>'</div>'</script></div>Foot</body>", "Foot"),
        (f"<body><div>{_PART.replace('</p>', '')}</div>Foot</body>", "Foot"),
        (f"<body><div>{_PART}</div><aside><p>{_LONG}</p>About me</aside></body>", "About me"),
        (f"<div>Menu</div><div><a href='/'>{_LONG}</a></div><div>{_PART}</div>", "Menu"),
    ],
)
def test_what_holds_all_paragraphs_is_the_text(page: str, gone: str) -> None:
    """All that stands in the innermost such part is counted, and nothing that is around it."""
    said = " ".join(plain(article(page)).split())
    assert said.endswith(" ".join(plain(_PART).split()))
    assert gone not in said


@pytest.mark.parametrize(
    "page",
    [
        f"<body><div>{_PART}</div><div>and <p>{_LONG} Last of all.</p></div></body>",
        f"<div><div>{_PART}</div></div><div><section><p>{_LONG} Last of all.</section></div>",
        f"<body>{_PART}</div></section><p>Last of all.",
        f"<body><p>{_LONG}</p></body><div>{_PART}</div>Last of all. <nav>{_LONG}",
        "<body><p>A haiku<p>of few words.<p>Last of all.",
    ],
)
def test_no_paragraph_stands_outside(page: str) -> None:
    """Where no element holds all of them, or there is none, the whole page is counted."""
    assert "Last of all." in plain(article(page))
