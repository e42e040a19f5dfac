import re
from time import process_time

import pytest

from blog2book.markup.code import LARGEST, MOST, inline, programs
from blog2book.markup.text import escape, plain
from blog2book.model.xhtml import Xhtml

LONG = (
    "    half = first_of_all_arguments + min(1, 2), 'a text' if x else \"another -- text\"  # a-b c"
)


def program(text: str, language: str = "python") -> Xhtml:
    """Return the body of one program."""
    return Xhtml(f'<pre dir="ltr"><code class="language-{language}">{escape(text)}</code></pre>')


def test_keywords_and_remarks_are_told_apart() -> None:
    """Each stands in a span; nothing else changes, and none of the text."""
    body = program("def f():  # why\n    return not 1 < 2\n")
    assert programs(body, turned=False) == (
        '<pre dir="ltr"><code class="language-python"><span class="keyword">def</span> f():  '
        '<span class="remark"># why</span>\n    <span class="keyword">return</span> '
        '<span class="keyword">not</span> 1 &lt; 2\n</code></pre>'
    )


@pytest.mark.parametrize("language", ["nobody-knows-it", "text"])
def test_an_unknown_language_stays_plain(language: str) -> None:
    """Without a reader for its language a program is what it was."""
    body = program("if x:\n    pass", language)
    assert programs(body, turned=False) == body


def test_lines_that_may_turn_hang() -> None:
    """On paper each line stands alone; a long one says how far it hangs, and keeps words whole."""
    text = f"x = 1\n\n{LONG}\n"
    made = programs(program(text), turned=True)
    lines = re.findall(r'<span class="line( long)?"(?: style="([^"]*)")?>', made)
    assert lines == [("", ""), ("", ""), (" long", "padding-left:8ch;text-indent:-8ch")]
    assert "<wbr/><span class=\"word\">'a text'</span>" in made
    assert '<span class="remark"># a-b c</span>' in made
    assert "<wbr/>," not in made
    assert re.sub(r"<[^>]*>", "", made) == escape(text)


def test_lines_that_a_screen_may_turn_hang() -> None:
    """A short line is left as it was; a long one hangs, by no step but where a tab needs it."""
    assert 'style="padding-left:4.8em;' in programs(program(f"\t{LONG.strip()}"), turned=False)
    made = programs(program(f"x = 1\n\n{LONG}\nif x: pass\n"), turned=False)
    assert 'x = 1\n\n<span class="line long" style="padding-left:4.2em;text-indent:-4.2em">' in made
    assert '# a-b c</span>\n</span><span class="keyword">if' in made
    assert "wbr" not in made
    assert re.sub(r"<[^>]*>", "", made) == escape(f"x = 1\n\n{LONG}\nif x: pass\n")


@pytest.mark.parametrize("given", ["", ' dir="rtl"', ' dir="auto"'])
def test_programs_run_from_left_to_right(given: str) -> None:
    """So they do in a Hebrew post too; what holds Hebrew, or says its direction, stays as it is."""
    hebrew = Xhtml(f"<pre{given}>{'שלום לכולם ' * 9}</pre>")
    assert programs(hebrew, turned=False) == hebrew
    made = programs(Xhtml(f"<pre{given}>{LONG}</pre>"), turned=False)
    assert made.startswith(f"<pre{given}>{LONG[:9]}" if given else '<pre dir="ltr"><span ')


def _kept(made: Xhtml) -> list[str]:
    """Return what no line's end parts."""
    return re.findall(r'<wbr/><span class="word">([^<]*)</span>', made)


def test_a_text_longer_than_a_line_turns_at_its_blanks() -> None:
    """Its words are kept whole each, and so are those of a remark with a long word."""
    text = "x = '" + "long words " * 9 + "'"
    assert _kept(programs(program(text), turned=True))[2:] == [
        "'long",
        *["words", "long"] * 8,
        "words",
        "'",
    ]
    remark = f"# see {'a_long_name_' * 6}"
    assert _kept(programs(program(remark), turned=True)) == []
    assert 'class="word"><span class="remark">a_long_name_</span>' in programs(
        program(remark), turned=True
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "a = veryLongIdentifierNumberOne.anotherVeryLongProperty.yetAnotherOne();",
            ["a", "=", "veryLongIdentifierNumberOne", "anotherVeryLongProperty", "yetAnotherOne"],
        ),
        (
            "a = Abstract" + "SingletonProxy" * 4 + "Bean",
            ["a", "=", "Abstract", "Singleton", *["Proxy", "Singleton"] * 3, "ProxyBean"],
        ),
    ],
)
def test_a_line_turns_at_joints(text: str, kept: list[str]) -> None:
    """Between words that fit a line; inside one that fits none, at its capitals."""
    made = programs(program(text, "js"), turned=True)
    assert _kept(made) == kept
    assert re.sub(r"<[^>]*>", "", made) == escape(text)


def test_a_word_longer_than_a_line_may_part() -> None:
    """What has no joint and fits no line is not held together."""
    assert _kept(programs(Xhtml(f"<pre>{'x' * 90}</pre>"), turned=True)) == []


def test_programs_in_running_text_part_at_joints() -> None:
    """Short words stay whole at their hyphens too; long ones part, and no sign is added."""
    text = "git --all Dependency.InjectionService x-y a_very_long_name " + "z" * 40
    made = inline(
        Xhtml(f"<p><code>{text}</code> <code>a<b>b-c</b></code> <pre><code>a-b</code></pre></p>")
    )
    assert made == (
        '<p><code>git <span class="word">--all</span> <span class="word">Dependency.</span><wbr/>'
        '<span class="word">Injection</span><wbr/><span class="word">Service</span> '
        '<span class="word">x-y</span> <span class="word">a_very_long_</span><wbr/>'
        '<span class="word">name</span> '
        f"{'z' * 40}</code> <code>a<b>b-c</b></code> <pre><code>a-b</code></pre></p>"
    )


def test_verbatim_text_without_a_language_has_lines_too() -> None:
    """Its words are what stands between blanks."""
    text = "tar --extract --file=an-archive.tar.gz --directory=/b/c --verbose"
    made = programs(Xhtml(f"<pre>{text}</pre>"), turned=True)
    assert '<wbr/><span class="word">--verbose</span>' in made
    assert made.startswith('<pre dir="ltr"><span class="line long"')


def test_what_the_author_marked_stays() -> None:
    """A program with a link in it, and an empty one, are left alone."""
    body = Xhtml('<pre dir="ltr"><code>a <a href="x">b</a></code></pre><pre dir="ltr"> </pre>')
    assert programs(body, turned=True) == body


def test_much_is_left_plain() -> None:
    """Few words are told apart where there are many; more than 100 kB has not even lines."""
    line = "if x: pass\n"
    large = program(line * (LARGEST // len(line) + 1))
    assert 'class="keyword"' not in programs(large, turned=False)
    assert 'class="line"' in programs(large, turned=True)
    huge = program(line * 10_000)
    assert programs(huge, turned=True) == huge
    one = program(line * 400)
    many = programs(Xhtml(one * 20), turned=False).split("</pre>")
    told = ['class="keyword"' in each for each in many[:20]]
    assert told == [place < MOST // len(plain(one)) for place in range(20)]


@pytest.mark.parametrize(
    "text", [" \n", "\n", "a b ", "a\n", "a b c\n", "@a  a\n", "$\n", "/*\n", "<!--\n", '"""\n']
)
@pytest.mark.parametrize("language", ["java", "c", "python", "c#", "mcschema", "x++"])
def test_no_program_takes_long(language: str, text: str) -> None:
    """Texts for which readers of languages take quadratic time cost less than a moment."""
    body = program(text * (LARGEST // len(text)), language)
    started = process_time()
    programs(body, turned=True)
    assert process_time() - started < 5


@pytest.mark.parametrize(
    "name", ["rust", "rs", "py", "sh", "js", "c++", "cs", "golang", "html", "ts"]
)
def test_common_languages_are_read(name: str) -> None:
    """By whatever name blogs call them."""
    body = program("if (x) { return 1 } // <!-- x --> # x\nelse y", name)
    assert "<span" in programs(body, turned=False)


def test_a_program_of_scraps_stays_plain() -> None:
    """A few short lines are read, hundreds are no program."""
    short = program("if\n" * 9)
    assert "keyword" in programs(short, turned=False)
    long = program("if\n" * 200)
    assert programs(long, turned=False) == long
