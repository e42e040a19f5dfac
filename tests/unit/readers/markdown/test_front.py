import time

import pytest

from blog2book.readers.markdown.front import FrontError, front, html_front, settings


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("---\ntitle: Yes\nn: 1984\nd: 2010-01-02\n---\nB\n",
         {"title": "Yes", "n": "1984", "d": "2010-01-02"}, "B\n"),
        ("\n---\nA: b\n...\nB", {"a": "b"}, "B"),
        ("---\n---\nB", {}, "B"),
        ("---\ntitle: ~\ntags: null\nlist: [1, true]\n---\n",
         {"title": "", "tags": "", "list": ["1", "true"]}, ""),
        ('---json\n{"title": "x", "draft": true}\n---\nB',
         {"title": "x", "draft": "true"}, "B"),
        ("+++\ntitle = 'x'\ndate = 2020-01-02T03:04:05Z\ndraft = false\n[extra]\nN = 1\n+++\nB",
         {"title": "x", "date": "2020-01-02 03:04:05+00:00", "draft": "false",
          "extra": {"n": "1"}}, "B"),
        ('{"title": "x", "n": null}\n\nB', {"title": "x", "n": ""}, "B"),
        ("title: x\ndate: 2020\n---\nB", {"title": "x", "date": "2020"}, "B"),
        ("Title: x\nSummary:\n    one\n    two\n\nB", {"title": "x", "summary": "one\ntwo"}, "\nB"),
        ("Title:x\n\nB", {}, "Title:x\n\nB"),
        ("Note: this is prose.\n\nB", {}, "Note: this is prose.\n\nB"),
        ("---\nnever closed: x\n", {}, "---\nnever closed: x\n"),
        ('{"title": "x"}', {}, '{"title": "x"}'),
        ("{ a brace", {}, "{ a brace"),
        ("", {}, ""),
    ],
)  # fmt: skip
def test_what_stands_above_a_post(text: str, fields: dict[str, object], body: str) -> None:
    """Every value is the words that were written; what is no front matter stays in the post."""
    head = front(text)
    assert (head.fields, head.body, head.fault) == (fields, body, "")
    assert head.found == (body != text or bool(fields))


@pytest.mark.parametrize(
    ("inside", "fields"),
    [
        ("title: \"open\ntags: [a, 'b']\ndate: 2020-01-02", {"title": "open", "tags": ["a", "b"],
                                                             "date": "2020-01-02"}),
        ("title:\tx: y\ntags:\n\t- a\n\t- b", {"title": "x: y", "tags": ["a", "b"]}),
        ("- a\n- b", {}),
        ("just words", {}),
        ("a: &x [*x, *y]\ntitle: t", {"a": ["&x [*x", "*y"], "title": "t"}),
        ("? [a]\n: b\ntitle: t", {"title": "t"}),
        ("a: {b: c\ntitle: t", {"a": "{b: c", "title": "t"}),
    ],
)  # fmt: skip
def test_broken_front_matter_is_read_line_by_line(inside: str, fields: dict[str, object]) -> None:
    """What can be told is told, and that something was wrong too."""
    head = front(f"---\n{inside}\n---\nB")
    assert head.fault
    assert head.body == "B"
    assert {key: head.fields.get(key) for key in fields if key != "a"} == {
        key: value for key, value in fields.items() if key != "a"
    }


@pytest.mark.parametrize("word", ["draft", "status", "published", "visibility"])
def test_what_cannot_be_read_makes_doubt(word: str) -> None:
    """A word about the post's status outside of readable front matter is told."""
    assert front(f"---\n* {word}: x\n title: [\n---\n").doubtful
    assert front(f"--\n{word}: true\n--\nWords").doubtful
    assert not front(f"---\n{word}: x\n---\n").doubtful
    assert not front(f"Words about the {word}: they are many.").doubtful


def test_secrets_are_told_from_drafts() -> None:
    """A password that cannot be read hides the post."""
    assert front("--\npassword: x\n--\n").hidden
    assert front("---\n  password: x\n bad: [\n---\n").hidden
    assert not front("--\ndraft: x\n--\n").hidden


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*a, *a, *{n - 1 or 'a'}]\n" for n in range(1, 25)),
        "[" * 5_000,
        "{a: " * 2_000,
        "x: " + "[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "- " * 2_000 + "x",
        "a: b" * 70_000,
        "x\n" * 20_000,
    ],
)
def test_bombs_stay_small(text: str) -> None:
    """Anchors that multiply, lists in lists and endless lines are refused, soon."""
    began = time.process_time()
    with pytest.raises(FrontError):
        settings(text, "yaml")
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("text", "kind"),
    [("[1]", "json"), ("a", "toml"), ("[" * 9999, "json"), ("a" + ".a" * 60_000 + "=1", "toml")],
)
def test_settings_are_tables(text: str, kind: str) -> None:
    """Anything else is refused in words."""
    with pytest.raises(FrontError):
        settings(text, kind)
    assert settings("", "yaml") == {}


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ('{"title": "a \\"b\\" c", "draft": true,}\nB', {"title": 'a "b" c', "draft": "true"}, "B"),
        ('\n{\n"date": "x",\n"tags": ["a", "b"],\n};\n\nB', {"date": "x", "tags": ["a", "b"]}, "B"),
        ('{"a": {"b": 1,},\n"c": tru\n}\nB {', {"b": "1", "c": "tru"}, "B {"),
        ('{"a": "}"\n"t": "u"}\nB\n}\n', {"a": "}", "t": "u"}, "B\n}\n"),
        ('{"title": "open\n"date": "2020",\n\nB', {"date": "2020"}, "B"),
        ("{'title': 'x'}\nB", {"title": "x"}, "B"),
        ('{"title":\n', {}, ""),
    ],
)  # fmt: skip
def test_broken_json_is_read_key_by_key(text: str, fields: dict[str, object], body: str) -> None:
    """It never stays in the text, and that something was wrong is told."""
    head = front(text)
    assert (head.fields, head.body, head.found) == (fields, body, True)
    assert head.fault
    assert head.line == text[: len(text) - len(body)].count("\n") + 1


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ('{"title": "x", "draft" true\n\nB', (True, False)),
        ('{"title": "x", "password" "y"\n\nB', (True, True)),
        ('{"title": "x", "draft": false,}\nB', (False, False)),
        ('{"title": "x",}\nB', (False, False)),
    ],
)
def test_broken_json_may_leave_doubt(text: str, doubt: tuple[bool, bool]) -> None:
    """Whether a post was published is doubtful where a word of it stands that cannot be read."""
    head = front(text)
    assert (head.doubtful, head.hidden) == doubt


def test_broken_json_is_read_in_linear_time() -> None:
    """However many signs open in it."""
    start = time.perf_counter()
    for piece in ('"a":"\\"', '"a":[', "{", '"a":', '["'):
        front('{"a":' + piece * 60_000)
    assert time.perf_counter() - start < 10


def test_a_page_in_html_says_what_it_is_in_its_head() -> None:
    """By `meta` and `title`; else it is read as any text."""
    page = (
        "<html><head><title>A &amp; B</title><meta name='Tags' contents=\"x, y\">"
        "<meta charset=utf-8><meta name='keywords' content='z'></head><body class='x'>\nWords\n"
    )
    head = html_front(page)
    assert head.fields == {"title": "A & B", "tags": "z"}
    assert head.body == "\nWords\n"
    assert html_front("---\ntitle: x\n---\n<body>B</body>").fields == {"title": "x"}
    assert html_front("<p>x</p>").fields == {}
