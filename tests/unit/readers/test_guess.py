"""Tests that exports which no reader reads are called by their platform's name."""

from pathlib import Path

import pytest

from blog2book.errors import UnknownFormatError
from blog2book.ports import Confidence, Context
from blog2book.readers.detect import choose, sample_of
from blog2book.readers.markdown import reader as markdown
from samples import Heard

TABLES = {
    "Buttondown": "id,secondary_id,subject,publish_date,source,slug\n",
    "Wix": 'Author,Title,ID,Slug,"Plain Content","Rich Content","Post Page URL"\r\n',
    "beehiiv": "\ufeffid,web_title,status,url,email_subject_line,content_html,created_at\n",
}


def _seems(path: Path, work: Path) -> str:
    """Return how an archive that is not read is called."""
    context = Context(report=Heard(), workdir=work, cache=work)
    with pytest.raises(UnknownFormatError) as caught:
        choose(path, context, brought={})
    assert "open its RSS feed" in caught.value.hint
    return caught.value.message.removeprefix(f"{path.name} ")


@pytest.mark.parametrize("platform", TABLES)
def test_a_table_tells_its_platform(platform: str, tmp_path: Path) -> None:
    """By its columns, whether the table or its folder is given."""
    folder = tmp_path / "export"
    folder.mkdir()
    path = folder / "what.csv"
    path.write_text(TABLES[platform], encoding="utf-8")
    assert _seems(path, tmp_path) == f"seems to be a {platform} export."
    assert _seems(folder, tmp_path) == f"seems to be a {platform} export."


def test_a_table_of_nobody_knows_whom(tmp_path: Path) -> None:
    """Tables with other columns are called what they are."""
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "birds.csv").write_text("bird,day\nwren,3\n", encoding="utf-8")
    assert _seems(folder, tmp_path).startswith("holds tables (CSV)")


@pytest.mark.parametrize("home", ["", "mine/"])
@pytest.mark.parametrize("name", ["emails.json", "emails.csv"])
def test_letters_of_buttondown_are_no_blog_in_markdown(
    home: str, name: str, tmp_path: Path
) -> None:
    """Their titles and days stand in a list, so that a book of the texts alone would lack them."""
    folder = tmp_path / "export"
    (folder / home / "emails").mkdir(parents=True)
    (folder / home / name).write_text("", encoding="utf-8")
    (folder / home / "emails" / "frost.md").write_text("## Frost\n\n**Ice.**\n", encoding="utf-8")
    assert markdown.recognises(sample_of(folder)) is Confidence.NO
    assert _seems(folder, tmp_path) == "seems to be a Buttondown export."


def test_a_table_beside_markdown_is_no_matter(tmp_path: Path) -> None:
    """A blog in Markdown may keep a list of letters among its files."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "emails.csv").write_text(TABLES["Buttondown"], encoding="utf-8")
    text = "---\ntitle: Frost\ndate: 2016-12-07\n---\n\nIce.\n"
    (tmp_path / "frost.md").write_text(text, encoding="utf-8")
    assert markdown.recognises(sample_of(tmp_path)) > Confidence.NO
