"""One archive corrected, exported anew with more posts: the corrections hold."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from blog2book.cli import blog2book
from exports import CHANNEL, ROOT, item

OLD = "https://blog.example/wp-content/uploads/2016/12/old.jpg"
CORRECTIONS = f"""
["blog.example/1"]
title = "The first frost"
date = 2015-11-03
replace = [{{ old = "teh", new = "the" }}]
["blog.example/1".pictures]
"{OLD}" = "new.png"
["blog.example/2"]
leave_out = true
["blog.example/4"]
merge_with_previous = true
"""


def export(posts: int) -> str:
    """Return an export of so many posts, a day apart; the first shows a picture."""
    body = f'In teh garden. <img src="{OLD}" alt="Frost">'
    items = [
        item(
            number,
            body if number == 1 else "Some words.",
            post_date=f"2016-12-{number:02} 09:30:00",
        )
        for number in range(1, posts + 1)
    ]
    return f"{ROOT}<channel>{CHANNEL}{''.join(items)}</channel></rss>"


def listed(archive: Path) -> dict[str, object]:
    """Return what `list --json` says of the archive."""
    result = CliRunner().invoke(blog2book, ["list", str(archive), "--json", "-q"])
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_no_archive_corrects_itself(tmp_path: Path) -> None:
    """Corrections inside an archive are not obeyed, though settings there were named; that is told.

    The same file beside the archive is obeyed, and one beside settings elsewhere.
    """
    archive = tmp_path / "site"
    archive.mkdir()
    (archive / "a.md").write_text("---\ntitle: One\ndate: 2012-05-03\n---\nWords.\n")
    settings = archive / "blog2book.toml"
    settings.write_text('format = 1\n[book]\ntitle = "Mine"\n')
    inside = archive / "corrections.toml"
    inside.write_text('["/a/"]\ntitle = "Stolen"\n')
    args = ["list", str(archive), "--config", str(settings)]
    result = CliRunner().invoke(blog2book, args)
    assert result.stdout.startswith("Mine")
    assert "One" in result.stdout
    assert f"{inside} lies in an archive" in result.stderr
    inside.rename(tmp_path / "corrections.toml")
    result = CliRunner().invoke(blog2book, args)
    assert "Stolen" in result.stdout
    assert "lies in" not in result.stderr
    (tmp_path / "corrections.toml").rename(tmp_path / "kept.toml")
    (tmp_path / "own").mkdir()
    (tmp_path / "kept.toml").rename(tmp_path / "own" / "corrections.toml")
    settings = settings.rename(tmp_path / "own" / "blog2book.toml")
    result = CliRunner().invoke(blog2book, ["list", str(archive), "--config", str(settings)])
    assert "Stolen" in result.stdout


def test_only_what_lies_beside_corrects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Corrections of another blog, in the folder where somebody happens to be, are not obeyed."""
    (tmp_path / "blog").mkdir()
    archive = tmp_path / "blog" / "a.md"
    archive.write_text("---\ntitle: One\ndate: 2012-05-03\n---\nWords.\n")
    (tmp_path / "corrections.toml").write_text('["/a/"]\ntitle = "Two"\n')
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(blog2book, ["list", str(archive)])
    assert "One" in result.stdout
    assert f"{tmp_path / 'corrections.toml'} is not obeyed" in result.stderr
    (tmp_path / "blog2book.toml").write_text("format = 1\n")
    result = CliRunner().invoke(blog2book, ["list", str(archive)])
    assert "Two" in result.stdout
    assert "not obeyed" not in result.stderr


def test_corrections_outlive_a_move(tmp_path: Path) -> None:
    """The blog has another host, the posts the same numbers; the audit knows what was replaced."""
    (tmp_path / "corrections.toml").write_text(CORRECTIONS.replace(f'"{OLD}" = "new.png"', ""))
    archive, book = tmp_path / "export.xml", tmp_path / "book.epub"
    for home in ("https://www.blog.example", "https://new.example"):
        archive.write_text(export(5).replace("https://blog.example", home))
        corrected = listed(archive)["corrected"]
        assert isinstance(corrected, list)
        host = home.removeprefix("https://")
        assert [one["key"] for one in corrected] == [f"{host}/1", f"{host}/4"]
        args = [str(archive), "-q"]
        built = CliRunner().invoke(blog2book, ["build", *args, "--force", "-o", str(book)])
        assert built.exit_code == 0, built.output
        held = CliRunner().invoke(blog2book, ["audit", *args, str(book)])
        assert held.exit_code == 0, held.output


def test_corrections_outlive_the_next_export(tmp_path: Path) -> None:
    """A year later there are ten more posts, and each correction still finds its post."""
    Image.new("RGB", (30, 20)).save(tmp_path / "new.png")
    (tmp_path / "corrections.toml").write_text(CORRECTIONS)
    archive = tmp_path / "export.xml"
    for posts in (5, 15):
        archive.write_text(export(posts))
        found = listed(archive)
        months = found["months"]
        assert isinstance(months, list)
        assert (months[0]["id"], months[0]["posts"][0]["title"]) == ("m-2015-11", "The first frost")
        keys = [post["key"] for month in months for post in month["posts"]]
        assert keys == [f"blog.example/{n}" for n in range(1, posts + 1) if n not in {2, 4}]
        assert (found["pictures"], found["missing_pictures"]) == (1, 0)
        assert found["corrected"] == [
            {"key": "blog.example/1", "title": "The first frost",
             "corrected": ["title", "date", "1 text replaced", "1 picture replaced"]},
            {"key": "blog.example/4", "title": "Post 4",
             "corrected": ["goes on where the post before it ends"]},
        ]  # fmt: skip
        told = CliRunner().invoke(blog2book, ["list", str(archive), "-q"]).stdout
        assert "  Post 4  [blog.example/4]: goes on where the post before it ends\n" in told
