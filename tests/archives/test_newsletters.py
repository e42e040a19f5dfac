"""That the readers of newsletters and stories leave other blogs' archives alone."""

from itertools import islice
from pathlib import Path

import pytest

from blog2book.ports import Confidence
from blog2book.readers import ghost, medium, substack
from blog2book.readers.detect import sample_of

_MOST = 400


@pytest.mark.parametrize(
    "name",
    ["blogger", "feeds", "markdown", "movabletype", "negative", "other", "text", "wordpress"],
)
def test_other_archives_are_left_alone(name: str, archives: Path) -> None:
    """Files and folders; the one story of Medium's among another's pages is known as such."""
    folder = archives / name
    for path in islice((folder, *sorted(folder.rglob("*"))), _MOST):
        if "medium_posts" not in path.parts:
            sample = sample_of(path)
            for module in (ghost, medium, substack):
                assert module.reader.recognises(sample) is Confidence.NO, path
