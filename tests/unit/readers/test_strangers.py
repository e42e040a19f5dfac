from pathlib import Path

import pytest

from blog2book.errors import ArchiveError
from blog2book.readers.strangers import refuse_strangers


def test_exports_of_several_blogs_are_refused() -> None:
    """Each is named with its files, so that a person can choose."""
    blogs = {"a.example": ["1.xml", "2.xml"], "b.example": ["3.xml"], "": ["4.xml"]}
    with pytest.raises(ArchiveError, match=r"^dump holds exports of 2 blogs: ") as caught:
        refuse_strangers(Path("dump"), blogs)
    assert "a.example (1.xml, 2.xml), b.example (3.xml)" in caught.value.message
    assert "Name the files themselves" in caught.value.hint


def test_files_of_one_blog_belong_together() -> None:
    """With those that do not say of which they are."""
    refuse_strangers(Path("dump"), {"a.example": ["1.xml", "2.xml"], "": ["3.xml"]})
