"""Tests of reading Ghost's exports."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from blog2book.errors import ArchiveError
from blog2book.markup.text import plain
from blog2book.model.archive import Kind, Standing, Status
from blog2book.ports import Confidence, Sample
from blog2book.readers.detect import sample_of
from blog2book.readers.ghost import reader
from blog2book.testing import check_reader
from exports import Reading

CASES = Path(__file__).parents[2] / "cases" / "ghost"
HOME = "https://harbour.example"
FIELDS = {
    "cards": "html",
    "lexical": "lexical",
    "mobiledoc": "mobiledoc",
    "mobiledoc-0.2": "mobiledoc",
}


def row(number: int = 1, /, **fields: Any) -> dict[str, Any]:
    """Return a published post as Ghost 5 keeps it."""
    given: dict[str, Any] = {
        "id": f"5f00000000000000000000{number:02}",
        "uuid": f"0000-{number}",
        "title": f"Post {number}",
        "slug": f"post-{number}",
        "html": "<p>Some words.</p>",
        "type": "post",
        "status": "published",
        "visibility": "public",
        "published_at": "2020-03-31T22:30:00.000Z",
        "created_at": "2020-03-01T10:00:00.000Z",
        "updated_at": "2020-04-02T10:00:00.000Z",
    }
    return given | fields


def export(*posts: object, **tables: object) -> dict[str, Any]:
    """Return a whole export; tables come beside the posts."""
    settings = {"title": "Harbour", "description": "Of tides", "timezone": "Europe/Berlin",
                "url": f"{HOME}/", "locale": "en"}  # fmt: skip
    data: dict[str, object] = {
        "posts": list(posts),
        "settings": [{"key": key, "value": value} for key, value in settings.items()],
        "users": [
            {"id": "1", "name": "Ada Example", "email": "ada@mail.example", "password": "$2a$HASH"},
            {"id": "2", "name": "ben@mail.example"},
            {"id": "3", "name": "Cy Stone"},
        ],
    }
    meta = {"exported_on": 1600000000000, "version": "5.82.0"}
    return {"db": [{"meta": meta, "data": data | tables}]}


def read(folder: Path, whole: object) -> Reading:
    """Read an export."""
    path = folder / "blog.ghost.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return Reading(reader, path)


@pytest.mark.parametrize(
    ("head", "confidence"),
    [
        (json.dumps(export()), Confidence.CERTAIN),
        (json.dumps(export(), indent=2), Confidence.CERTAIN),
        ('\ufeff{"meta": {"exported_on": 1, "version": "000"}, "data": {', Confidence.CERTAIN),
        ('{"data": {"posts": [], "posts_tags": [', Confidence.CERTAIN),
        ('{"db": [{"data": {"posts": []}}]}', Confidence.CERTAIN),
        ('{"db": [{"data": {}}]}', Confidence.NO),
        ('{"meta": {"pagination": {}}, "posts": []}', Confidence.NO),
        ('[{"exported_on": 1}]', Confidence.NO),
        ("", Confidence.NO),
    ],
)
def test_an_export_is_recognised_by_its_tables(head: str, confidence: Confidence) -> None:
    """Whatever its file is called, and whether it is indented or not."""
    sample = Sample(path=Path("x"), head=head.encode(), members=())
    assert reader.recognises(sample) is confidence


@pytest.mark.parametrize("name", FIELDS)
def test_cards_become_what_a_book_can_print(name: str, tmp_path: Path) -> None:
    """In rendered HTML and in what the editors keep; no word of an unknown card is lost."""
    path = CASES / f"{name}.{'html' if name == 'cards' else 'json'}"
    text = path.read_text(encoding="utf-8")
    fields: dict[str, Any] = {"html": None} | {FIELDS[name]: text}
    reading = read(tmp_path, export(row(**fields)))
    body = reading.post.body.replace("><", ">\n<") + "\n"
    told = "".join(f"<!-- {one.message} -->\n" for one in reading.heard.notices)
    assert body + told == (CASES / f"{name}.expected.html").read_text(encoding="utf-8")


def test_a_post_has_all_its_fields(tmp_path: Path) -> None:
    """Its moment is by the blog's clock, internal tags are hidden, authors stand in order."""
    tables = {
        "tags": [
            {"id": "t1", "name": "Tides"},
            {"id": "t2", "name": "#podcast"},
            {"id": "t3", "name": "Boats"},
            {"id": "t4", "name": "Hidden", "visibility": "internal"},
        ],
        "posts_tags": [
            {"post_id": row()["id"], "tag_id": tag, "sort_order": place}
            for tag, place in (("t1", 2), ("t2", 0), ("t3", 1), ("t4", 3), ("t9", 4))
        ],
        "posts_authors": [
            {"post_id": row()["id"], "author_id": author, "sort_order": place}
            for author, place in (("1", 1), ("3", 0), ("2", 2))
        ],
    }
    reading = read(tmp_path, export(row(title=" A\u0007 &amp; B\n"), **tables))
    post, archive = reading.post, reading.archive
    assert (post.title, post.kind, post.status) == ("A &amp; B", Kind.POST, Status.PUBLISHED)
    assert str(post.published) == "2020-04-01 00:30:00+02:00"
    assert str(post.updated) == "2020-04-02 12:00:00+02:00"
    assert post.labels == ("Boats", "Tides")
    assert post.author is not None
    assert post.author.name == "Cy Stone, Ada Example"
    assert post.permalink == f"{HOME}/post-1/"
    assert post.aliases == (f"{HOME}/p/0000-1/",)
    assert post.key == f"harbour.example/{row()['id']}"
    assert (post.origin.file, post.origin.place) == ("blog.ghost.json", "post 1")
    assert (archive.title, archive.subtitle, archive.language) == ("Harbour", "Of tides", "en")
    assert (archive.address, archive.timezone) == (HOME, "Europe/Berlin")
    assert str(archive.exported) == "2020-09-13 12:26:40+00:00"
    assert "@" not in repr(archive)
    assert "HASH" not in repr(archive)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, Status.PUBLISHED),
        ({"visibility": "members"}, Status.PUBLISHED),
        ({"visibility": "paid"}, Status.PUBLISHED),
        ({"visibility": "product:gold"}, Status.PUBLISHED),
        ({"visibility": None}, Status.PUBLISHED),
        ({"status": "sent"}, Status.PUBLISHED),
        ({"status": "draft"}, Status.DRAFT),
        ({"status": "scheduled"}, Status.SCHEDULED),
        ({"published_at": "2020-10-01T10:00:00.000Z"}, Status.SCHEDULED),
    ],
)
def test_a_status_is_read(fields: dict[str, Any], status: Status, tmp_path: Path) -> None:
    """What was published for members or payers was published; the future is not yet."""
    reading = read(tmp_path, export(row(**fields)))
    assert reading.post.status is status
    assert reading.heard.codes == []


@pytest.mark.parametrize(
    "fields", [{"status": 1}, {"status": "gone"}, {"visibility": 3}, {"visibility": "nobody"}]
)
def test_what_is_not_certain_is_withheld(fields: dict[str, Any], tmp_path: Path) -> None:
    """And a person is told, but not what the post says."""
    odd = json.dumps({"root": {"children": [{"type": "SECRET"}]}})
    reading = read(tmp_path, export(row(html=None, lexical=odd, **fields)))
    assert reading.post.status is Status.UNREADABLE
    assert "SECRET" not in repr(reading.heard.notices)
    assert reading.heard.codes == ["status-unknown"]


def test_two_posts_that_damage_made_one_are_withheld(tmp_path: Path) -> None:
    """What one says of its status is not taken for the other's."""
    text = json.dumps(export(row(status="draft", title="SECRET"), row(2)))
    path = tmp_path / "blog.json"
    path.write_text(text.replace('"}, {"id": "5f', '", "id": "5f', 1), encoding="utf-8")
    reading = Reading(reader, path)
    assert reading.post.status is Status.UNREADABLE
    assert "SECRET" not in repr(reading.archive)


def test_an_e_mail_has_no_page(tmp_path: Path) -> None:
    """What was only mailed is in the book, under the address at which it can be seen."""
    reading = read(tmp_path, export(row(status="sent")))
    assert reading.post.permalink == f"{HOME}/email/0000-1/"


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({"published_at": "0000-00-00 00:00:00", "created_at": None}, None),
        ({"published_at": "2000-11-30T00:00:00.000Z", "created_at": "x"}, None),
        ({"published_at": None}, "2020-03-01 11:00:00+01:00"),
        ({"published_at": "2020-01-01 10:00:00"}, "2020-01-01 11:00:00+01:00"),
        ({"published_at": 1500000000000}, "2017-07-14 04:40:00+02:00"),
        ({"published_at": float("nan"), "created_at": -4e20}, None),
        ({"published_at": True, "created_at": "9999-12-31T23:59:59Z"}, None),
    ],
)
def test_days_that_are_none(fields: dict[str, Any], published: str | None, tmp_path: Path) -> None:
    """A day 0000-00-00, and what became of it elsewhere, is no day; then the draft's own counts."""
    post = read(tmp_path, export(row(**fields))).post
    assert str(post.published).startswith(published or "None")


def test_an_old_export_is_read(tmp_path: Path) -> None:
    """Ids are numbers, pages marked, text is Markdown, addresses dated, pictures `image`."""
    old = {
        "meta": {"exported_on": 1600000000000, "version": "003"},
        "data": {
            "posts": [
                {"id": 7, "title": "(Untitled)", "slug": "quay", "markdown": "Some *words*",
                 "html": "", "status": "published", "page": 0, "author_id": 1, "language": "en_GB",
                 "published_at": 1500000000000, "image": "/content/images/2015/01/quay.jpg"},
                {"id": 8, "title": "About", "slug": "about", "status": "draft", "page": True},
                {"id": 9, "title": "Plain", "slug": "", "plaintext": "One\n\nTwo <3",
                 "status": "published"},
            ],
            "users": [{"id": 1, "name": "Ada"}, {"id": 10**30, "name": "Nobody"}],
            "settings": {"title": "Harbour", "permalinks": "/:year/:month/:day/:slug/", "x": 3},
        },
    }  # fmt: skip
    first, page, last = read(tmp_path, old).posts
    assert (first.title, first.sequence, first.language) == ("", 7, "en-GB")
    assert first.key == first.permalink == "/2017/07/14/quay/"
    assert first.aliases == ("/quay/",)
    assert first.body.startswith(
        '<figure class="picture"><img src="/content/images/2015/01/quay.jpg"'
    )
    assert plain(first.body) == "Some words"
    assert (page.kind, page.status, page.permalink) == (Kind.PAGE, Status.DRAFT, "/about/")
    assert plain(last.body) == "One\nTwo <3"
    assert last.permalink == ""


def linking(*addresses: str) -> list[dict[str, Any]]:
    """Return three posts, the first of which links to addresses."""
    html = "".join(f'<a href="{one}">x</a>' for one in addresses)
    return [row(1, html=html), row(2), row(3, status="draft")]


@pytest.mark.parametrize(
    ("addresses", "home"),
    [
        (["http://quay.example/post-1/", "https://Quay.example/2020/03/31/post-2/#x"],
         "https://quay.example"),
        (["http://quay.example/content/images/a.png", "http://quay.example/post-2"],
         "http://quay.example"),
        (["https://quay.example/post-2/", "https://hill.example/post-2/"], ""),
        (["https://quay.example/post-2/", "https://quay.example/post-3/"], ""),
        (["https://quay.example/post-2/", "https://quay.example/x/post-1/"], ""),
    ],
)  # fmt: skip
def test_the_blogs_address_is_found_by_its_links(
    addresses: list[str], home: str, tmp_path: Path
) -> None:
    """Two published posts or pictures at one host are enough; then they are found in the book."""
    whole = export(*linking(*addresses), settings=[{"key": "title", "value": "Harbour"}])
    reading = read(tmp_path, whole)
    assert reading.archive.address == home
    assert reading.posts[1].permalink == f"{home}/post-2/"


def test_comments_stand_under_their_posts(tmp_path: Path) -> None:
    """Hidden ones do not count, answers find what they answer, of members only names are shown."""
    post = row()["id"]
    told = [
        {"id": "c1", "post_id": post, "member_id": "m1", "status": "published",
         "html": "<p>Yes</p>", "created_at": "2020-04-03T10:00:00.000Z"},
        {"id": "c2", "post_id": post, "parent_id": "c1", "status": "hidden", "html": "<p>No</p>"},
        {"id": "c3", "post_id": post, "status": "odd", "html": 3},
        {"id": "c4", "post_id": "elsewhere", "status": "published", "html": "x"},
        "damaged",
    ]  # fmt: skip
    members = [{"id": "m1", "name": "Dora", "email": "dora@mail.example"}]
    reading = read(tmp_path, export(row(), comments=told, members=members))
    yes, no, odd = reading.post.comments
    assert yes.author is not None
    assert yes.author.name == "Dora"
    assert [one.standing for one in (yes, no, odd)] == [
        Standing.APPROVED,
        Standing.TRASHED,
        Standing.PENDING,
    ]
    assert no.parent == yes.key
    assert reading.left == {"comment": 2}
    assert reading.adds_up
    assert reading.heard.codes == ["items-lost"]
    assert "@" not in repr(reading.archive)


def test_the_posts_own_picture_comes_first(tmp_path: Path) -> None:
    """With its alternative text and caption; one that the text shows is not shown twice."""
    url = "__GHOST_URL__/content/images/2020/01/quay.jpg"
    meta = [{"post_id": row()["id"], "feature_image_alt": "The quay",
             "feature_image_caption": "By <i>Ada</i>"}]  # fmt: skip
    shown = row(2, feature_image=url, html=f"<p>x</p><img src='{url}'>")
    one, two = read(tmp_path, export(row(feature_image=url), shown, posts_meta=meta)).posts
    assert one.body.startswith(
        f'<figure class="picture"><img src="{HOME}/content/images/2020/01/quay.jpg" '
        'alt="The quay"/>'
        "<figcaption>By <i>Ada</i></figcaption></figure>"
    )
    assert two.body.count("<img") == 1


def test_pictures_in_the_archive_are_found(tmp_path: Path) -> None:
    """By their path, under any host and size; of two copies the one that was uploaded is taken."""
    images = tmp_path / "content" / "images"
    for name in ("2020/01/boat.png", "2020/01/boat_o.png", "2020/01/n et_o.jpg", "size/w600/x.png"):
        (images / name).parent.mkdir(parents=True, exist_ok=True)
        (images / name).write_bytes(b"x")
    html = (
        "<img src='https://old.example/content/images/size/w1000/2020/01/boat.png'>"
        "<img src='__GHOST_URL__/content/images/2020/01/n%20et.jpg'>"
        "<img src='/content/images/2020/01/lost.jpg'>"
    )
    (tmp_path / "blog.json").write_text(json.dumps(export(row(html=html))), encoding="utf-8")
    assert reader.recognises(sample_of(tmp_path)) is Confidence.CERTAIN
    reading = Reading(reader, tmp_path)
    places = {one.url: one.path for one in reading.archive.assets}
    boat, net = f"{HOME}/content/images/2020/01/boat.png", f"{HOME}/content/images/2020/01/n et.jpg"
    assert places == {boat: images / "2020/01/boat_o.png", net: images / "2020/01/n et_o.jpg"}
    assert f'src="{boat}"' in reading.post.body
    assert f'src="{net}"'.replace(" ", "%20") in reading.post.body
    assert 'src="/content/images/2020/01/lost.jpg"' in reading.post.body
    assert reading.heard.codes == []


def test_members_are_not_looked_at(tmp_path: Path) -> None:
    """Their list is counted, and nothing of it is in the archive."""
    (tmp_path / "members.2024-01-01.csv").write_text("SECRET@mail.example", encoding="utf-8")
    (tmp_path / "blog.json").write_text(json.dumps(export(row())), encoding="utf-8")
    reading = Reading(reader, tmp_path)
    assert reading.left == {"file": 1}
    assert reading.heard.codes == []
    assert "SECRET" not in repr(reading.archive)


def test_pictures_in_no_known_folder_are_looked_for_by_name(tmp_path: Path) -> None:
    """The whole folder is then searched."""
    (tmp_path / "boat.png").write_bytes(b"x")
    (tmp_path / "blog.json").write_text(json.dumps(export(row())), encoding="utf-8")
    assert Reading(reader, tmp_path).archive.folders == (tmp_path,)


def test_several_exports_of_one_blog_are_one(tmp_path: Path) -> None:
    """The later version of a post is kept."""
    later = export(row(title="Later", updated_at="2020-08-01T10:00:00.000Z"), row(2))
    (tmp_path / "a.json").write_text(json.dumps(later), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(export(row(title="Sooner"))), encoding="utf-8")
    reading = Reading(reader, tmp_path)
    assert [post.title for post in reading.posts] == ["Later", "Post 2"]
    assert reading.left == {"post": 1}


def test_exports_of_two_blogs_are_refused(tmp_path: Path) -> None:
    """In words that name them."""
    (tmp_path / "a.json").write_text(json.dumps(export(row())), encoding="utf-8")
    other = export(row(), settings=[{"key": "title", "value": "Hill"}])
    (tmp_path / "b.json").write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(ArchiveError, match="exports of 2 blogs: https"):
        Reading(reader, tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no whole JSON"),
        ('{"db": [{"data": {"posts": [', "holds no whole JSON .*line 1"),
        ("[" * 200_000, "holds no whole JSON"),
        ('{"db": [{"data": {"posts": [' + "1" * 5000 + "]}}]}", "holds no whole JSON"),
        ("[]", "has no table of posts"),
        ('{"db": []}', "has no table of posts"),
        ('{"db": [3, {"data": {"posts": {}}}]}', "has no table of posts"),
    ],
)
def test_what_is_broken_is_refused(text: str, words: str, tmp_path: Path) -> None:
    """In plain words, with what to do."""
    path = tmp_path / "blog.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ArchiveError, match=words) as caught:
        Reading(reader, path)
    assert re.search("Export content|again", caught.value.hint)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """And so is a folder without an export."""
    with pytest.raises(ArchiveError, match="cannot be read"):
        Reading(reader, tmp_path / "gone.json")
    with pytest.raises(ArchiveError, match="holds no Ghost export"):
        Reading(reader, tmp_path)


def test_damaged_rows_cost_themselves(tmp_path: Path) -> None:
    """The other posts are read, and the account adds up."""
    whole = export(row(), "damaged", None, row(2, type="widget"), {}, tags=[3, {"id": []}])
    reading = read(tmp_path, whole)
    assert [post.title for post in reading.posts] == ["Post 1", ""]
    assert reading.left == {"post": 2, "widget": 1}
    assert sorted(reading.heard.codes) == ["items-lost", "status-unknown"]
    assert reading.adds_up


def test_words_nested_beyond_measure_are_kept(tmp_path: Path) -> None:
    """However deep an editor's nodes lie, and whatever is no JSON at all."""
    node: dict[str, Any] = {"type": "text", "text": "deep"}
    for _ in range(200):
        node = {"type": "quote", "children": [node]}
    lexical = json.dumps({"root": {"children": [node]}})
    posts = [
        row(1, html=None, lexical=lexical),
        row(2, html=None, lexical="[" * 100_000 + "words"),
        row(3, html=None, mobiledoc="no JSON"),
        row(4, html=None, lexical='{"root": 3}'),
    ]
    bodies = [plain(post.body) for post in read(tmp_path, export(*posts)).posts]
    assert bodies[0] == "deep"
    assert bodies[1].endswith("words")
    assert bodies[2:] == ["no JSON", ""]


def test_a_published_post_without_a_text_is_told(tmp_path: Path) -> None:
    """Nobody finds an empty post in a book by chance; of drafts nothing is told."""
    bare = {"html": None, "lexical": None, "plaintext": ""}
    posts = (row(1), row(2, **bare), row(3, title="", **bare), row(4, status="draft", **bare))
    (notice,) = read(tmp_path, export(*posts)).heard.notices
    assert notice.code == "texts-missing"
    assert notice.message == "The export holds no text of 2 published posts: Post 2, post 3."


def test_no_name_of_an_element_costs_words(tmp_path: Path) -> None:
    """A section or a mark that calls itself a script is a paragraph, or nothing."""
    document = {
        "markups": [["script"], ["STYLE"]],
        "sections": [[1, "script", [[0, [0, 1], 2, "one "], [0, [], 0, "two"]]]],
    }
    body = read(tmp_path, export(row(html=None, mobiledoc=json.dumps(document)))).post.body
    assert body == "<p>one two</p>"


def test_the_contract_holds(tmp_path: Path) -> None:
    """What stands in `ports.Reader`, for a blog with all kinds of cards."""
    cards = (CASES / "cards.html").read_text(encoding="utf-8")
    path = tmp_path / "blog.json"
    path.write_text(json.dumps(export(row(html=cards), row(2))), encoding="utf-8")
    (tmp_path / "work").mkdir()
    check_reader(reader, path, tmp_path / "work")
