import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal
from unicodedata import normalize
from urllib.parse import quote

import pytest

from blog2book.addresses import read_post_link
from blog2book.collect import collect
from blog2book.config import SelectTable, Settings
from blog2book.errors import ArchiveError
from blog2book.markup.links import links
from blog2book.model.archive import Kind, Status
from blog2book.ports import Context
from blog2book.readers.detect import choose
from blog2book.readers.markdown import folder as room
from blog2book.readers.markdown import reader
from exports import Reading
from samples import Heard

_Form = Literal["NFC", "NFD"]
POST = "---\ntitle: {}\ndate: 2020-01-02\n{}---\nWords.\n"


def written(folder: Path, **files: str) -> Reading:
    """Write files ("__" is a slash, "_0_" a point), and read the folder."""
    put(folder, files)
    return Reading(reader, folder)


def put(folder: Path, files: Mapping[str, str]) -> None:
    """Write files."""
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_0_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))


def test_a_folder_without_posts_is_refused(tmp_path: Path) -> None:
    """In words."""
    with pytest.raises(ArchiveError, match="holds no post"):
        written(tmp_path, README_0_md="x")


def test_one_text_is_a_blog(tmp_path: Path) -> None:
    """Whatever it is called; files beside it are not read."""
    path = tmp_path / "my-day"
    path.write_text(POST.format("A day", ""))
    (tmp_path / "other.md").write_text(POST.format("Other", ""))
    reading = Reading(reader, path)
    assert reading.post.title == "A day"
    assert (reading.archive.title, reading.archive.titled) == ("my day", False)
    assert reading.adds_up


def test_a_zip_is_a_folder(tmp_path: Path) -> None:
    """As GitHub packs one, with a folder around it."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("blog-main/_config.yml", "title: Zipped")
        archive.writestr("blog-main/_posts/2020-01-02-a.md", "---\ntitle: A\n---\n![p](/p.png)")
        archive.writestr("blog-main/p.png", b"")
    (tmp_path / "work").mkdir()
    context = Context(report=Heard(), workdir=tmp_path / "work", cache=tmp_path)
    chosen, folder = choose(path, context, brought={})
    assert chosen.name == "markdown"
    archive_read = chosen.read(folder, context)
    (post,) = archive_read.posts
    assert archive_read.title == "Zipped"
    assert post.permalink == "/2020/01/02/a.html"
    (asset,) = archive_read.assets
    assert asset.path is not None
    assert asset.path.is_file()
    assert asset.origin.file == "blog-main/p.png"


def test_many_broken_files_are_told_in_few_words(tmp_path: Path) -> None:
    """The first twenty by name, the others by number."""
    broken = {f"n{number}_0_md": POST.format("[x", "") for number in range(25)}
    notices = [
        one
        for one in written(tmp_path, **broken).heard.notices
        if one.code == "front-matter-broken"
    ]
    assert len(notices) == 21
    assert notices[-1].message.startswith("5 more posts")
    assert notices[0].where == "n0.md"


def test_what_is_wrong_with_settings_is_told(tmp_path: Path) -> None:
    """And costs only what they say."""
    reading = written(tmp_path, _config_0_yml="title: [", _posts__a_0_md=POST.format("A", ""))
    assert reading.post.title == "A"
    assert "settings-broken" in reading.heard.codes


def test_files_that_are_no_text_are_accounted_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Binary files and those that are too large, by name."""
    monkeypatch.setattr(room, "LARGEST", 100)
    reading = written(tmp_path, a_0_md=POST.format("A", ""), b_0_md="\0\1\2" * 10, c_0_md="x" * 200)
    assert [post.title for post in reading.posts] == ["A"]
    assert reading.left == {"unreadable file": 2}
    (notice,) = (one for one in reading.heard.notices if one.code == "files-not-read")
    assert "b.md, c.md" in notice.message


def test_guessed_letters_are_told(tmp_path: Path) -> None:
    """A file that is no clean UTF-8 is read, and named, but not where it is secret."""
    for name, more in (("a.md", ""), ("hidden.md", "password: x\n")):
        text = POST.format("\u00e9" * 20, more).encode() + b"\x93x\x94 " + b"w " * 200
        (tmp_path / name).write_bytes(text)
    reading = Reading(reader, tmp_path)
    assert any("\u201cx\u201d" in post.body for post in reading.posts)
    (notice,) = (one for one in reading.heard.notices if one.code == "encoding-guessed")
    assert notice.message.endswith("guessed: a.md.")


def test_a_file_that_goes_away_is_accounted_for(tmp_path: Path) -> None:
    """A link that leads nowhere, or to a folder, costs itself."""
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    reading = written(tmp_path, a_0_md=POST.format("A", ""))
    assert [post.title for post in reading.posts] == ["A"]
    assert reading.adds_up


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("", Status.PUBLISHED),
        ("draft: true\n", Status.DRAFT),
        ("draft: 'no'\n", Status.PUBLISHED),
        ("draft: soon\n", Status.DRAFT),
        ("published: false\n", Status.DRAFT),
        ("published: 2020-01-03\n", Status.PUBLISHED),
        ("published: perhaps\n", Status.DRAFT),
        ("published:\n", Status.PUBLISHED),
        ("status: publish\n", Status.PUBLISHED),
        ("status: hidden\n", Status.DRAFT),
        ("status: evergreen\n", Status.PUBLISHED),
        ("status: trash\n", Status.TRASHED),
        ("status: scheduled\n", Status.SCHEDULED),
        ("visibility: private\n", Status.PRIVATE),
        ("private: true\n", Status.PRIVATE),
        ("password: x\n", Status.PROTECTED),
        ("hidden: true\n", Status.DRAFT),
        ("eleventyExcludeFromCollections: true\n", Status.DRAFT),
        ("publish: false\n", Status.DRAFT),
        ("draft: [\n", Status.PUBLISHED),
    ],
)
def test_how_a_post_stood(tmp_path: Path, more: str, status: Status) -> None:
    """By every word for it; what nobody understands is no published post."""
    found = written(tmp_path, a_0_md=POST.format("A", more)).post.status
    expected = Status.DRAFT if more == "draft: [\n" else status
    assert found is expected


@pytest.mark.parametrize(
    ("name", "status"), [("_drafts/a.md", Status.DRAFT), ("drafts/a.md", Status.DRAFT)]
)
def test_drafts_by_their_folder(tmp_path: Path, name: str, status: Status) -> None:
    """Whatever they say of themselves."""
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text(POST.format("A", ""))
    assert Reading(reader, tmp_path).post.status is status


KINDS = [
    ("hugo.toml", "", "content/posts/a.md", "", Kind.POST),
    ("hugo.toml", "", "content/posts/a.md", "type: page\n", Kind.PAGE),
    ("hugo.toml", "[params]\nmainSections = ['blog']", "content/docs/a.md", "", Kind.PAGE),
    ("hugo.toml", "[params]\nmainSections = ['blog']", "content/blog/a.md", "", Kind.POST),
    ("hugo.toml", "[permalinks.page]\nlog = '/:year/:slug/'", "content/log/a.md", "", Kind.POST),
    ("hugo.toml", "[permalinks.page]\nlog = '/:year/:slug/'", "content/a.md", "", Kind.PAGE),
    ("_config.yml", "", "_posts/a.md", "", Kind.POST),
    ("_config.yml", "", "_notes/a.md", "", Kind.POST),
    ("_config.yml", "", "a.md", "layout: page\n", Kind.PAGE),
    ("pelicanconf.py", "", "content/pages/a.md", "", Kind.PAGE),
    ("x.txt", "", "a.md", "", Kind.POST),
]


@pytest.mark.parametrize(("mark", "settings", "name", "more", "kind"), KINDS)
def test_what_is_a_post(
    tmp_path: Path, mark: str, settings: str, name: str, more: str, kind: Kind
) -> None:
    """What has a date and lies where its generator's settings have posts."""
    (tmp_path / mark).write_text(settings)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(POST.format("A", more))
    assert Reading(reader, tmp_path).post.kind is kind


UNDATED = [
    ("x.txt", "a.md", Kind.POST),
    ("x.txt", "About-me.md", Kind.PAGE),
    (".obsidian/x", "a.md", Kind.POST),
    ("pelicanconf.py", "content/a.md", Kind.POST),
    ("hugo.toml", "content/a.md", Kind.PAGE),
    ("_config.yml", "a.md", Kind.PAGE),
    ("source/_posts/b.md", "source/_posts/a.md", Kind.POST),
]


@pytest.mark.parametrize(("mark", "name", "kind"), UNDATED)
def test_what_has_no_date(tmp_path: Path, mark: str, name: str, kind: Kind) -> None:
    """A page, but in folders where hardly anything is dated a post without a date."""
    for one in (mark, name):
        (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / one).write_text("---\ntitle: A\n---\nWords." if one == name else "")
    (found,) = (post for post in Reading(reader, tmp_path).posts if post.title == "A")
    assert (found.kind, found.published, found.timed) == (kind, None, False)


def test_cascades_that_are_broken_say_nothing(tmp_path: Path) -> None:
    """Eleventy's data and Hugo's cascade, where they are no tables."""
    reading = written(
        tmp_path,
        _0_eleventy_0_js="",
        posts__posts_0_json="[",
        posts__a_0_md=POST.format("A", ""),
        posts__a_0_json='{"title": "B", "tags": ["t"]}',
    )
    assert (reading.post.title, reading.post.labels) == ("A", ("t",))


@pytest.mark.parametrize("value", ["(('status', 'draft'), 'x')", "{'Status': 'draft'}"])
def test_settings_of_pelicans_stand_below_all_texts(tmp_path: Path, value: str) -> None:
    """As a table or as pairs; what is neither says nothing."""
    text = "Title: A\nDate: 2020-01-02\n\nA"
    settings = f"DEFAULT_METADATA = {value}"
    assert written(tmp_path, pelicanconf_0_py=settings, a_0_md=text).post.status is Status.DRAFT
    settings = "DEFAULT_METADATA = 'draft'"
    assert written(tmp_path, pelicanconf_0_py=settings).post.status is Status.PUBLISHED


def test_cascades_of_hugo(tmp_path: Path) -> None:
    """A list of tables counts, but not what is meant for some texts only."""
    reading = written(
        tmp_path,
        hugo_0_toml="",
        content__p___index_0_md="---\ncascade:\n- _target: {kind: page}\n  draft: true\n"
        "- author: Noa\n- x\n---\n",
        content__p__a_0_md=POST.format("A", ""),
    )
    assert reading.post.status is Status.PUBLISHED
    assert reading.post.author is not None
    assert reading.post.author.name == "Noa"


def test_two_files_with_one_address_are_two_posts(tmp_path: Path) -> None:
    """Of one moment they would be taken for versions of one; the second is called by its file."""
    reading = written(tmp_path, a_0_md=POST.format("A", ""), a_0_markdown=POST.format("B", ""))
    assert {(post.title, post.permalink) for post in reading.posts} == {
        ("B", "/a/"),
        ("A", "/a.md"),
    }


def test_a_title_at_the_head_of_a_text_is_its_title(tmp_path: Path) -> None:
    """Once, in plain words; a heading of another text stays in it."""
    reading = written(
        tmp_path,
        a_0_md="# A *title* [here](x) {#id}\n\nWords.",
        b_0_md=POST.format("B", "").replace("Words.", "# B\n\nWords."),
        c_0_md=POST.format("C", "").replace("Words.", "# Other\n\nWords."),
        d_0_md=POST.format("Tom &amp; <em>D</em>", ""),
        e_0_md=POST.format("a < b & c", ""),
    )
    bodies = {post.title: post.body for post in reading.posts}
    assert bodies["A title here"] == "<p>Words.</p>"
    assert bodies["B"] == "<p>Words.</p>"
    assert bodies["C"].startswith("<h3")
    assert {"Tom & D", "a < b & c"} < bodies.keys()


def test_a_home_page_is_no_title_of_a_book(tmp_path: Path) -> None:
    """Unless it has a name."""
    home = "---\ntitle: {}\ndescription: Of tides\n---\n"
    post = POST.format("A", "")
    first = written(tmp_path / "a", content___index_0_md=home.format("Home"), content__a_0_md=post)
    second = written(
        tmp_path / "b", content___index_0_md=home.format("Tides"), content__a_0_md=post
    )
    assert (first.archive.title, first.archive.titled) == ("a", False)
    assert (second.archive.title, second.archive.titled) == ("Tides", True)
    assert second.archive.subtitle == "Of tides"


def doubts(reading: Reading) -> list[str]:
    """Return which files have a doubtful date."""
    return [one.where for one in reading.heard.notices if one.code == "date-doubtful"]


def test_a_date_far_behind_all_others_is_told(tmp_path: Path) -> None:
    """Without a day of the build, a post of the far future is printed, but named."""
    reading = written(
        tmp_path,
        hugo_0_toml="",
        content__a_0_md=POST.format("A", "expiryDate: 2020-02-03\n"),
        content__b_0_md="---\ntitle: B\ndate: 2099-01-02\n---\nB",
        content__c_0_md="---\ntitle: C\ndate: 2019-01-02\npublishDate: 2098-02-01\n---\nC",
    )
    assert doubts(reading) == ["content/c.md", "content/b.md"]
    assert [one.code for one in reading.heard.notices] == ["date-doubtful"] * 2
    assert "2098-02-01" in reading.heard.notices[0].message
    assert {post.status for post in reading.posts} == {Status.PUBLISHED}


def test_a_date_is_not_doubted_where_drafts_are_as_late(tmp_path: Path) -> None:
    """They show that the blog went on, and may be printed too."""
    texts = [("A", "2019-01-02", ""), ("B", "2024-01-02", ""), ("C", "2024-06-02", "draft: true")]
    for name, day, more in texts:
        put(tmp_path, {f"{name}_0_md": f"---\ntitle: {name}\ndate: {day}\n{more}\n---\nWords."})
    assert doubts(Reading(reader, tmp_path)) == []
    (tmp_path / "C.md").unlink()
    assert doubts(Reading(reader, tmp_path)) == ["B.md"]


@pytest.mark.parametrize(
    ("name", "text", "day", "title"),
    [
        ("20090224_two_boats", "Words.", "2009-02-24", "Two boats"),
        ("20090224", "Words.", "2009-02-24", ""),
        ("20090224 boats", "---\ndate: 2010-01-02\n---\n", "2010-01-02", ""),
        ("20090230_boats", "Words.", "None", "20090230 boats"),
        ("200902241_boats", "Words.", "None", "200902241 boats"),
        ("2009-02-25_20090224", "Words.", "2009-02-25", ""),
    ],
)
def test_a_name_may_begin_with_a_day_in_digits(
    tmp_path: Path, name: str, text: str, day: str, title: str
) -> None:
    """It is the post's day where nothing else says it, and no word of its title."""
    put(tmp_path, {f"{name}.md": text})
    post = Reading(reader, tmp_path).post
    assert (str(post.published)[:10], post.title) == (day, title)


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ({"hugo_0_toml": "", "content__a_0_md": "date: 2020-05-02"}, Status.SCHEDULED),
        ({"hugo_0_toml": "", "content__a_0_md": "date: 2020-05-01T23:59:59-08:00"},
         Status.PUBLISHED),
        ({"hugo_0_toml": "", "content__a_0_md": "date: 2020-01-02\npublishDate: 2020-06-01"},
         Status.SCHEDULED),
        ({"hugo_0_toml": "", "content__a_0_md": "date: 2020-01-02\nexpiryDate: 2020-02-01"},
         Status.PUBLISHED),
        ({"hugo_0_toml": "", "content__a_0_md": "date: 2020-05-02\ndraft: true"}, Status.DRAFT),
        ({"hugo_0_toml": "buildFuture = true", "content__a_0_md": "date: 2020-05-02"},
         Status.PUBLISHED),
        ({"_config_0_yml": "", "_posts__2020-05-02-a_0_md": "title: A"}, Status.SCHEDULED),
        ({"_config_0_yml": "collections: [notes]", "_notes__a_0_md": "date: 2020-05-02"},
         Status.SCHEDULED),
        ({"_config_0_yml": "", "a_0_md": "date: 2020-05-02"}, Status.PUBLISHED),
        ({"_config_0_yml": "future: true", "_posts__2020-05-02-a_0_md": "title: A"},
         Status.PUBLISHED),
        ({"_config_0_yml": "", "source___posts__a_0_md": "date: 2020-05-02"}, Status.PUBLISHED),
        ({"_config_0_yml": "future: false", "source___posts__a_0_md": "date: 2020-05-02"},
         Status.SCHEDULED),
        ({"pelicanconf_0_py": "", "content__a_0_md": "date: 2020-05-02"}, Status.PUBLISHED),
        ({"pelicanconf_0_py": "WITH_FUTURE_DATES = False", "content__a_0_md": "date: 2020-05-02"},
         Status.SCHEDULED),
        ({"pelicanconf_0_py": "WITH_FUTURE_DATES = False",
          "content__pages__a_0_md": "date: 2020-05-02"}, Status.PUBLISHED),
        ({"zola_0_toml": "", "content__a_0_md": "date: 2020-05-02"}, Status.PUBLISHED),
        ({"a_0_md": "date: 2020-05-02"}, Status.PUBLISHED),
    ],
)  # fmt: skip
def test_a_post_of_a_day_to_come_is_scheduled(
    tmp_path: Path, files: dict[str, str], status: Status
) -> None:
    """Where its generator would not publish it on the day of the build, and nowhere else."""
    for name, text in files.items():
        texts = {name: f"---\n{text}\n---\nWords." if name.endswith("_md") else text}
        put(tmp_path, texts)
    context = Context(report=Heard(), workdir=tmp_path, cache=tmp_path, today=date(2020, 5, 1))
    (post,) = reader.read(tmp_path, context).posts
    assert post.status is status


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({"a_0_md": "date: 2099-01-02"}, 0),
        ({"a_0_md": "date: 2019-01-02", "b_0_md": "date: 2020-12-30"}, 0),
        ({"a_0_md": "date: 2019-01-02", "b_0_md": "date: 2021-01-01\npassword: x"}, 0),
        ({"a_0_md": "title: T", "b_0_md": "date: 2021-01-01"}, 0),
        ({"a_0_md": "date: 2019-01-02", "b_0_md": "date: 2021-01-01"}, 1),
    ],
)
def test_a_date_is_doubted_by_those_of_other_posts(
    tmp_path: Path, files: dict[str, str], count: int
) -> None:
    """Never of a post alone or in the next year, nor of one that is held back."""
    texts = {name: f"---\n{text}\n---\nWords." for name, text in files.items()}
    assert len(doubts(written(tmp_path, **texts))) == count


def test_hugo_publishes_a_post_on_its_publish_date(tmp_path: Path) -> None:
    """Its address is made of its `date` all the same."""
    reading = written(
        tmp_path,
        hugo_0_toml='[permalinks]\nposts = "/:year/:slug/"',
        content__posts__a_0_md="---\ndate: 2019-12-30\npublishDate: 2020-01-02\n---\nA",
    )
    assert reading.post.published is not None
    assert reading.post.published.year == 2020
    assert reading.post.permalink == "/2019/a/"


@pytest.mark.parametrize(("disk", "said"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
@pytest.mark.parametrize("mark", ["hugo.toml", "_config.yml", "x.md"])
def test_names_are_found_however_their_accents_are_written(
    tmp_path: Path, disk: _Form, said: _Form, mark: str
) -> None:
    """Pictures and posts, by names whose letters and accents are one sign or two."""
    picture, post = (
        normalize(said, one) for one in ("B\u00fccher/\u00fcn\u00ef.png", "caf\u00e9.md")
    )
    texts = {
        mark: "",
        "content/a.md": POST.format("A", "")
        + f"\n![p]({picture}) ![q](<{quote(picture)}>) [w]({post})",
        normalize(disk, "content/caf\u00e9.md"): POST.format("B", "slug: b\n"),
        normalize(disk, "content/B\u00fccher/\u00fcn\u00ef.png"): "",
    }
    put(tmp_path, texts)
    reading = Reading(reader, tmp_path)
    (asset,) = reading.archive.assets
    assert asset.path is not None
    assert asset.path.is_file()
    body = next(one.body for one in reading.posts if one.title == "A")
    assert body.count(f'<img src="{asset.url}"') == 2
    other = next(one.permalink for one in reading.posts if one.title == "B")
    assert f'href="{other}"' in body


def test_zola_makes_no_page_of_what_it_does_not_render(tmp_path: Path) -> None:
    """It is left out, and counted."""
    reading = written(
        tmp_path,
        zola_0_toml="",
        content__a_0_md="+++\ntitle='A'\ndate=2020-01-02\n+++\nA",
        content__b_0_md="+++\ntitle='B'\ndate=2020-01-02\nrender=false\n+++\nB",
    )
    assert [post.title for post in reading.posts] == ["A"]
    assert reading.left == {"headless bundle": 1}
    assert reading.adds_up


def test_hexo_keeps_its_posts_in_one_folder(tmp_path: Path) -> None:
    """What lies beside it is a page, though it has a date."""
    reading = written(
        tmp_path,
        source___posts__a_0_md=POST.format("A", ""),
        source__about__index_0_md=POST.format("About", ""),
    )
    kinds = {post.title: (post.kind, post.permalink) for post in reading.posts}
    assert kinds == {"A": (Kind.POST, "/2020/01/02/a/"), "About": (Kind.PAGE, "/about/")}


def test_links_to_and_from_hexos_pages_are_found(tmp_path: Path) -> None:
    """They are seen from the page's file, which is no folder."""
    reading = written(
        tmp_path,
        source___posts__a_0_md=POST.format("A", "") + "[x](/deep/map.html) [y](/deep/map/)",
        source__deep__map_0_md=POST.format("Map", "") + "[z](far.html)",
        source__deep__far_0_md=POST.format("Far", ""),
    )
    book = collect(reading.archive, Settings(select=SelectTable(pages=True)), Heard())
    bodies = [entry.post.body for entry in book.entries]
    found = [read_post_link(one.href) for body in bodies for one in links(body)]
    assert [one and one[0] for one in found] == [
        "/deep/map.html",
        "/deep/map.html",
        "/deep/far.html",
    ]


@pytest.mark.parametrize(
    ("config", "date", "path"),
    [
        ("timezone: America/New_York", "2020-03-04 03:00:00 +0000", "/2020/03/03/"),
        ("timezone: America/New_York", "2020-03-03 22:00:00 -0500", "/2020/03/03/"),
        ("timezone: Asia/Shanghai", "2020-03-03 22:00:00 -0500", "/2020/03/04/"),
        ("timezone: America/New_York", "2020-03-03 22:00:00", "/2020/03/03/"),
        ("timezone: America/New_York", "2020-03-03", "/2020/03/03/"),
        ("timezone: Nowhere/Town", "2020-03-04 03:00:00 +0000", "/2020/03/04/"),
    ],
)
@pytest.mark.parametrize("folder", ["_posts", "source__" + "_posts"])
def test_an_address_has_the_day_of_the_blogs_own_clock(
    tmp_path: Path, folder: str, config: str, date: str, path: str
) -> None:
    """Jekyll and Hexo make it by the time zone of the settings, whatever zone a date names."""
    name = f"{folder}__2020_1_03_1_03_1_a_0_md".replace("_1_", "-")
    reading = written(tmp_path, _config_0_yml=config, **{name: f"---\ndate: {date}\n---\nA"})
    assert reading.post.permalink.startswith(path)


def test_the_users_time_zone_makes_the_address(tmp_path: Path) -> None:
    """It wins over that of the settings."""
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("timezone: America/New_York")
    (tmp_path / "_posts/2020-03-04-a.md").write_text("---\ndate: 2020-03-04 03:00:00 Z\n---\nA")
    context = Context(report=Heard(), workdir=tmp_path, cache=tmp_path, timezone="Europe/Berlin")
    (post,) = reader.read(tmp_path, context).posts
    assert post.permalink == "/2020/03/04/a.html"
