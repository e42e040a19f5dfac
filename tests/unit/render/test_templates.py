"""Templates: found in layers, printed under a budget, blamed with file and line."""

import re
import tracemalloc
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pytest
from markupsafe import Markup

from blog2book.errors import ThemeError
from blog2book.markup.template import MarkupError, fragment
from blog2book.model.xhtml import Xhtml
from blog2book.render.budget import Limits
from blog2book.render.templates import Layer, Templates, ready
from themes import SMALL, folder, templates

_MEGABYTE = 1_000_000
_OFTEN = "{% for i in range(9999) %}"

_BIG = "{% set n = namespace(x='a') %}{% for i in range(20) %}{% set n.x = n.x ~ n.x %}{% endfor %}"
_TUPLES = (
    "{% set n = namespace(x=('a',)) %}{% for i in range(12) %}{% set n.x = (n.x, n.x) %}"
    "{% endfor %}{% set table = {} %}"
)

ENDLESS = {
    "an empty loop in an empty loop": (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    ),
    "a loop that is hidden in a macro": (
        "{% macro m() %}{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}"
        "{% endfor %}{% endmacro %}{% set x = m() %}"
    ),
    "a loop that leaves everything out": (
        "{% for a in range(99999) %}{% for b in range(99999) if false %}{% endfor %}{% endfor %}"
    ),
    "text in a loop in a macro that nobody prints": (
        "{% macro m() %}{% for a in range(99999) %}" + "A" * 999 + "{% endfor %}{% endmacro %}"
        "{% set x = m() %}"
    ),
    "text in a loop": "{% for a in range(99999) %}" + "A" * 999 + "{% endfor %}",
    "a long body in a loop": (
        "{% for a in range(99999) %}" + "{% set x = 1 + 1 %}" * 999 + "{% endfor %}"
    ),
    "a chain of conditions in a loop": (
        "{% for a in range(99999) %}{% if 0 %}" + "{% elif 0 %}" * 999 + "{% endif %}{% endfor %}"
    ),
    "a recursive loop without end": (
        "{% for a in [[1]] recursive %}{{ loop([a, a]) }}{% endfor %}"
    ),
    "a wide recursive loop": (
        "{% for a in range(999) recursive %}{{ loop(range(999)) if loop.depth < 4 }}{% endfor %}"
    ),
    "a recursive loop by the name of its argument": (
        "{% for a in range(999) recursive %}{{ loop(iterable=range(999)) if loop.depth < 4 }}"
        "{% endfor %}"
    ),
    "a recursive loop over a generator": (
        "{% for a in range(999) recursive %}"
        "{{ loop(range(999)|map('int')) if loop.depth < 4 }}{% endfor %}"
    ),
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{% set a = m(n - 1) %}{% set b = m(n - 1) %}{% endif %}"
        "{% endmacro %}{{ m(50) }}"
    ),
    "calls in calls": (
        "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
        + "{% call m() %}" * 40
        + "x"
        + "{% endcall %}" * 40
    ),
    "a template that includes itself": "{% include 't.html' %}",
    "a template that includes itself by turns": "{% include 'other.html' %}",
    "a template that imports itself": "{% import 't.html' as t %}",
    "a template that extends itself": "{% extends 't.html' %}",
    "a template that extends itself by its full name": "{% extends 'plain/t.html' %}",
    "a template that extends itself in disguise": "{% set x = 't.html' %}{% extends x %}",
    "a block that prints itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "an included text in a loop": (
        "{% for a in range(99999) %}{% include 'long.html' without context %}{% endfor %}"
    ),
    "a filtered block in a loop": (
        "{% for i in range(99999) %}{% filter upper %}" + "a" * 999 + "{% endfilter %}{% endfor %}"
    ),
    "the length of a loop": (
        "{% for i in range(99999) %}{% for j in range(99999) %}{{ loop.length }}{% endfor %}"
        "{% endfor %}"
    ),
    "sorting in a loop": "{% for i in range(9999) %}{% set x = range(999)|sort %}{% endfor %}",
    "distinct things in a loop": (
        "{% for i in range(9999) %}{% set x = range(999)|unique|list %}{% endfor %}"
    ),
    "choosing in a loop": (
        "{% for i in range(9999) %}{% set x = range(999)|select('even')|list %}{% endfor %}"
    ),
    "mapping in a loop": (
        "{% for i in range(9999) %}{% set x = range(999)|map('string')|list %}{% endfor %}"
    ),
    "a deep attribute in a loop": (
        "{% set d = dict() %}{% for i in range(9999) %}"
        "{% set x = [d]|map(attribute='" + "a." * 999 + "a')|map('default')|list %}{% endfor %}"
    ),
    "a call with many arguments": (
        "{% macro m() %}{% endmacro %}{% for i in range(9999) %}{% set x = m(*range(999)) %}"
        "{% endfor %}"
    ),
    "copies of a growing table": (
        "{% set n = namespace(x={}) %}{% for i in range(99999) %}"
        "{% set n.x = dict(n.x, **{i|string: i}) %}{% endfor %}"
    ),
}

TOO_LARGE = {
    "text times a number": "{{ 'a' * 10**9 }}",
    "a number times text": "{{ 10**9 * 'a' }}",
    "a list times a number": "{% set x = [1] * 10**9 %}",
    "text times text": "{{ 'a' * 'b' }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a power in a loop": (
        "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}"
    ),
    "a number of many digits": "{{ " + "9" * 5000 + " }}",
    "a sum beyond all numbers": "{{ [10**18, 10**18] | sum * 10 }}",
    "a negated number": "{{ (-(10**18)) * 10**18 }}",
    "text that doubles by ~": (
        "{% set n = namespace(x='aaaa') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}"
        "{% endfor %}"
    ),
    "text that doubles by +": (
        "{% set n = namespace(x='aaaa') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}"
        "{% endfor %}"
    ),
    "text that doubles by printing into a variable": (
        "{% set n = namespace(x='aaaa') %}{% for i in range(99) %}{% set y %}{{ n.x }}{{ n.x }}"
        "{% endset %}{% set n.x = y %}{% endfor %}"
    ),
    "a list that doubles by +": (
        "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}"
        "{% endfor %}"
    ),
    "a list that holds itself twice": (
        "{% set n = namespace(x=['a']) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}"
        "{% endfor %}"
    ),
    "a tuple that holds itself twice": (
        "{% set n = namespace(x=('a',)) %}{% for i in range(99) %}{% set n.x = (n.x, n.x) %}"
        "{% endfor %}"
    ),
    "a table that holds itself twice": (
        "{% set n = namespace(x={}) %}{% for i in range(99) %}{% set n.x = dict(a=n.x, b=n.x) %}"
        "{% endfor %}"
    ),
    "a table written out that holds itself twice": (
        "{% set n = namespace(x={}) %}{% for i in range(99) %}{% set n.x = {1: n.x, 2: n.x} %}"
        "{% endfor %}"
    ),
    "deep tuples as keys": _TUPLES
    + ("{% for i in range(9999) %}{% set y = {n.x: 1} %}{% endfor %}"),
    "deep tuples looked up": _TUPLES
    + ("{% for i in range(9999) %}{% set y = table[n.x] is defined %}{% endfor %}"),
    "deep tuples got": _TUPLES
    + ("{% for i in range(9999) %}{% set y = table.get(n.x) %}{% endfor %}"),
    "long texts compared": _BIG + _OFTEN + "{% if n.x == 'a' %}{% endif %}{% endfor %}",
    "long texts searched": _BIG + _OFTEN + "{% if 'b' in n.x %}{% endif %}{% endfor %}",
    "long texts tested": _BIG + _OFTEN + "{% if 'b' is in n.x %}{% endif %}{% endfor %}",
    "long texts sliced": _BIG + _OFTEN + "{% set y = n.x[1:] %}{% endfor %}",
    "long texts turned": _BIG + _OFTEN + "{% set y = n.x|reverse %}{% endfor %}",
    "methods of long texts": _BIG + _OFTEN + "{% set y = n.x.upper() %}{% endfor %}",
    "long texts escaped": _BIG + _OFTEN + "{% set y = n.x|e %}{% endfor %}",
    "a long text as a list": _BIG + "{% set y = n.x|list %}",
    "a long text in an address": "{% set x = 'é' * 900000 %}{{ x|urlencode }}",
    "trimming many characters": _BIG + "{{ n.x|trim(n.x) }}",
    "a filter that centres": "{{ 'a'|center(10**9) }}",
    "a filter that indents": "{{ 'a'|indent(10**9) }}",
    "a filter that wraps": "{{ 'a'|wordwrap(1, wrapstring='a' * 10**9) }}",
    "a filter that formats": "{{ '%1000000000d'|format(1) }}",
    "a filter that fills a batch": "{% for a in [1]|batch(10**9, 1) %}{% endfor %}",
    "a filter that slices": "{% for a in [1]|slice(10**9) %}{% endfor %}",
    "a method that centres": "{{ 'a'.center(10**9) }}",
    "a method that fills up": "{{ 'a'.zfill(10**9) }}",
    "a method that adjusts": "{{ 'a'.ljust(10**9) }}{{ 'a'.rjust(10**9) }}",
    "a method that replaces tabs": "{{ 'a'.expandtabs(10**9) }}",
    "a method that translates": "{{ 'aaaa'.translate({97: 'b' * 900000}) }}",
    "a method that joins": "{{ ('x' * 99999).join('a' * 99999) }}",
    "a method that replaces": "{{ ('a' * 99999).replace('a', 'b' * 99999) }}",
    "a method that strips": "{{ ('a' * 99999).strip('b' * 99999) }}",
    "a method that splits": "{{ ('a' * 99999).split('a') }}",
    "a width in a format": "{{ '{:>999999999}'.format(1) }}",
    "a width in a format by name": "{{ '{x:>999999999}'.format_map({'x': 1}) }}",
    "a width after a percent sign": "{{ '%1000000000d' % 1 }}",
    "many bytes of a number": "{{ (5).to_bytes(10**9, 'big') }}",
    "rounding to many places": "{{ 1.5|round(10**9) }}",
    "replacing by long texts": "{{ ('a' * 99999)|replace('a', 'b' * 99999) }}",
    "replacing nothing": "{{ ('a' * 99999)|replace('', 'b' * 99999) }}",
    "joining by long texts": "{{ range(9999)|join('x' * 9999) }}",
    "a range beyond all books": "{{ range(10**9)|list }}",
    "filler text": "{{ lipsum(n=10**9) }}",
    "adding up lists": "{{ [[1], [2]]|sum(start=[]) }}",
    "text times a number while it is compiled": "{% autoescape 'a' * 10**9 %}{% endautoescape %}",
    "replacing while it is compiled": (
        "{% autoescape 'aaaaaaaaaa'|replace('a', 'aaaaaaaaaa'|replace('a', '"
        + "b" * 99999
        + "')) %}"
        "{% endautoescape %}"
    ),
    "many brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "a long sum": "{{ " + "+".join("1" * 5000) + " }}",
    "many loops in one another": "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    "many conditions in one another": "{% if 1 %}" * 200 + "{% endif %}" * 200,
}

ESCAPES = {
    "the class of a text": "{{ ''.__class__.__mro__ }}",
    "the class by its name in brackets": "{{ ''['__class__'] }}",
    "the class through a filter": "{{ ''|attr('__class__') }}",
    "the class through a map": "{{ [''] | map(attribute='__class__') | first }}",
    "the class in a format": "{{ '{0.__class__}'.format('') }}",
    "the module of a helper": "{{ cycler.__init__.__globals__ }}",
    "a helper's attributes": "{{ cycler.next }}",
    "the text of a file": "{{ path.read_text() }}",
    "the folder of a file": "{{ path.parent }}",
    "the name of a file": "{{ path }}",
    "a file through a noun": "{{ noun.path.read_bytes() }}",
    "a noun in its own words": "{{ noun }}",
    "a noun through a filter": "{{ noun|upper }}",
    "a noun joined to text": "{{ noun ~ '' }}",
    "a noun in a list": "{{ [noun]|join }}",
    "a class that was handed in": "{{ kind() }}",
    "a template of another folder": "{% include '../outside.html' %}",
    "a file by its whole name": "{% include '/etc/passwd' %}",
    "a template through a link": "{% include 'link.html' %}",
    "a file of the system in Windows words": "{% include 'C:\\\\windows\\\\win.ini' %}",
    "a module in its own words": "{% import 'other.html' as other %}{{ other }}",
    "a change of what was handed in": "{{ rows.append(1) }}",
    "a change of a table": "{{ table.clear() }}",
}


@dataclass(frozen=True)
class Noun:
    """A thing with a field that templates may see and a file that they may not."""

    title: str
    path: Path


class Kind(StrEnum):
    """A kind of thing."""

    POST = "post"


class Row(NamedTuple):
    """A row with names."""

    label: str


def printed(path: Path, text: str, context: Mapping[str, object] | None = None) -> str:
    """Return what a template prints."""
    return templates(path, {"t.html": text}).render("t.html", "a test", context or {})


@pytest.mark.parametrize("attack", ENDLESS)
def test_what_does_not_end_is_stopped(attack: str, tmp_path: Path) -> None:
    """A template that would run for ever fails with its file and line."""
    found = templates(
        tmp_path,
        {
            "t.html": f"\n{ENDLESS[attack]}",
            "other.html": "\n{% include 't.html' %}",
            "long.html": "A" * 9999,
        },
    )
    with pytest.raises(ThemeError, match=r"\.html, line [12]: .*\(in a post\)"):
        found.render("t.html", "a post", {})


@pytest.mark.parametrize("attack", TOO_LARGE)
def test_what_grows_is_stopped(attack: str, tmp_path: Path) -> None:
    """A template that would fill the memory fails before it does."""
    found = templates(tmp_path, {"t.html": TOO_LARGE[attack]})
    tracemalloc.start()
    try:
        with pytest.raises(ThemeError, match=r"t\.html"):
            found.render("t.html", "a post", {})
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 60 * _MEGABYTE


@pytest.mark.parametrize("attack", ESCAPES)
def test_what_reaches_outside_is_stopped(attack: str, tmp_path: Path) -> None:
    """A template reaches no file, no class and no module, and prints nothing of them."""
    folder(tmp_path, {"outside.html": "secret", "theme/templates/other.html": "x"})
    found = templates(tmp_path / "theme", {"t.html": ESCAPES[attack]})
    (tmp_path / "theme/templates/link.html").symlink_to(tmp_path / "outside.html")
    noun = Noun(title="x", path=Path("/etc/passwd"))
    context = {"path": Path("/etc/passwd"), "noun": noun, "rows": [1], "table": {}, "kind": Noun}
    with pytest.raises(ThemeError, match=r"t\.html, line 1: ") as caught:
        found.render("t.html", "a post", context)
    assert "root:" not in str(caught.value)


def test_a_purse_ends_what_each_page_repeats(tmp_path: Path) -> None:
    """A template that stays within its limits for each of many posts is stopped all the same."""
    found = templates(tmp_path, {"t.html": "{% for a in range(90000) %}{% endfor %}"})

    def render_many() -> None:
        for _post in range(20):
            found.render("t.html", "a post", {})

    with pytest.raises(ThemeError, match="steps"):
        render_many()


def test_small_pages_never_empty_the_purse(tmp_path: Path) -> None:
    """Ten thousand posts with a template of some steps are all printed."""
    found = templates(tmp_path, {"t.html": "{% for a in range(20) %}{{ a }}{% endfor %}"})
    for _post in range(10_000):
        found.render("t.html", "a post", {})


def test_fifty_thousand_lines_are_within_the_limits(tmp_path: Path) -> None:
    """The contents of a very long book are printed."""
    folder(tmp_path, {"templates/line.html": "<li><a href='#{{ i }}'>{{ title|upper }}</a></li>"})
    folder(
        tmp_path,
        {"templates/t.html": "{% for i in range(50000) %}{% include 'line.html' %}{% endfor %}"},
    )
    found = Templates([Layer(name="", folder=tmp_path)], Limits())
    assert found.render("t.html", "the contents", {"title": "x" * 40}).count("<li>") == 50_000


def test_a_template_renders_another_within_its_budget(tmp_path: Path) -> None:
    """A function that renders a template spends the budget that is open."""
    inner = templates(tmp_path, {"inner.html": "{% for a in range(9999) %}{% endfor %}"})
    outer = templates(tmp_path, {"t.html": "{% for a in range(9999) %}{{ inner() }}{% endfor %}"})
    with pytest.raises(ThemeError, match="steps"):
        outer.render("t.html", "a post", {"inner": lambda: inner.render("inner.html", "x", {})})


def test_everything_is_escaped_but_ready_markup(tmp_path: Path) -> None:
    """Text is escaped, and Xhtml that was made ready is not."""
    context = {"title": "A & <b>", "body": ready(Xhtml("<p>x</p>"))}
    assert printed(tmp_path, "{{ title }}{{ body }}", context) == "A &amp; &lt;b&gt;<p>x</p>"


def test_what_templates_may_use(tmp_path: Path) -> None:
    """Fields of nouns, days, rows, tables and harmless methods are open."""
    text = (
        "{{ noun.title }} {{ day.year }} {{ kind.name }} {{ kind.value }} {{ row.label }} "
        "{{ rows.index(2) }} {{ table.get('a') }} {{ table['a'] }} {{ table.a }} {{ 'x'.upper() }} "
        "{{ hello('you') }}"
    )
    context = {
        "noun": Noun(title="T", path=tmp_path),
        "day": date(2016, 12, 7),
        "kind": Kind.POST,
        "row": Row("l"),
        "rows": [1, 2],
        "table": {"a": 1},
        "hello": lambda name: f"hello {name}",
    }
    assert printed(tmp_path, text, context) == "T 2016 POST post l 1 1 1 1 X hello you"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{{ 1 + 2 }} {{ 7 // 2 }} {{ 7 / 2 }} {{ 7 % 4 }} {{ 2 ** 10 }} {{ 3 - 1 }}",
         "3 3 3.5 3 1024 2"),
        ("{{ 2 ** 0.5 }}", "1.4142135623730951"),
        ("{{ 'a' + 'b' }}{{ '-' * 3 }}{{ 2 * 'x' }}{{ 'a' ~ 1 ~ 'b' }}", "ab---xxa1b"),
        ("{{ ([1] + [2])|join('/') }}", "1/2"),
        ("{{ 'ab'|list|join(' ') }}", "a b"),
        ("{{ ['a', 'b']|join(', ') }} {{ [row]|join(attribute='label') }}", "a, b l"),
        ("{{ [1, 2]|sum }} {{ [row, row]|sum(attribute='size') }}", "3 8"),
        ("{{ 2.46|round(1) }} {{ '3'|int }} {{ 'x'|int(5) }} {{ (1, 2)|count }}", "2.5 3 5 2"),
        ("{{ 'a<b'|replace('a', 'c') }} {{ ' x '|trim }} {{ '-x-'|trim('-') }}", "c&lt;b x x"),
        ("{{ 'a b'|urlencode }} {{ ['b', 'a', 'b']|unique|sort|join }}", "a%20b ab"),
        ("{{ 'abcdef'[1:3] }} {{ [3, 1]|sort|first }} {{ 'x'|upper }}", "bc 1 X"),
        ("{{ nothing|default('none') }} {{ 1 < 2 < 3 }} {{ 'a' in 'abc' }}", "none True True"),
        ("{% set a, b = 1, 2 %}{{ b }}{% for x, y in [(1, 2)] %}{{ x }}{{ y }}{% endfor %}", "212"),
        ("{% for x in [1, 2] %}{{ loop.index }}{{ loop.length }}{% endfor %}", "1222"),
        ("{% for x in [1, [2, [3]]] recursive %}{{ x if x is number else loop(x) }}{% endfor %}",
         "123"),
        ("{% for x in [] %}{% else %}none{% endfor %}", "none"),
        ("{% macro m(x) %}{{ x }}<i>{{ caller() }}</i>{% endmacro %}{% call m(1) %}b{% endcall %}",
         "1<i>b</i>"),
        ("{% filter upper %}a{{ 'b' }}{% endfilter %}", "AB"),
        ("{% set x %}<b>{% endset %}{{ x }}", "<b>"),
        ("{% import 'macros.html' as m %}{{ m.star() }}", "*"),
        ("{% from 'macros.html' import star %}{{ star() }}", "*"),
        ("{% include ['absent.html', 'macros.html'] ignore missing %}", ""),
        ("{% include 'absent.html' ignore missing %}", ""),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}", "ab"),
        ("{% set j = joiner() %}{{ j() }}{{ j() }}", ", "),
        ("{% autoescape false %}{{ '<' }}{% endautoescape %}", "<"),
    ],
)  # fmt: skip
def test_what_templates_can_do(text: str, result: str, tmp_path: Path) -> None:
    """What honest templates need works as in Jinja2."""
    found = templates(
        tmp_path, {"t.html": text, "macros.html": "{% macro star() %}*{% endmacro %}"}
    )
    row = {"label": "l", "size": 4}
    assert found.render("t.html", "a test", {"row": row}) == result


@pytest.mark.parametrize(
    ("wanted", "message"),
    [("folio/t.html", "there is no template 'folio/t.html'"),
     ("t.html", "a template cannot extend itself")],
)  # fmt: skip
def test_a_template_hears_which_name_leads_to_the_one_below(
    wanted: str, message: str, tmp_path: Path
) -> None:
    """What another theme's name, or none, is told leads out of the circle: the name in use."""
    layers = [
        Layer(name="", folder=folder(tmp_path / "own", {
            "templates/t.html": f"{{% extends '{wanted}' %}}",
        })),
        Layer(name="base", folder=folder(tmp_path / "base", {"templates/t.html": "base"})),
    ]  # fmt: skip
    with pytest.raises(ThemeError, match=message) as caught:
        Templates(layers).render("t.html", "x", {})
    assert caught.value.hint == "Write 'base/t.html': the template of that name below this one."


def test_the_most_specific_layer_wins(tmp_path: Path) -> None:
    """A nearer layer's template is taken; a theme's name before it means it and those below."""
    layers = [
        Layer(name="", folder=folder(tmp_path / "own", {
            "templates/post.html":
                '{% extends "folio/post.html" %}'
                "{% block title %}<b>{{ super() }}</b>{% endblock %}",
        })),
        Layer(name="folio", folder=folder(tmp_path / "folio", {
            "templates/month.html": '{% include "post.html" %} {% include "folio/note.html" %}',
        })),
        Layer(name="base", folder=folder(tmp_path / "base", {
            "templates/post.html": "{% block title %}base{% endblock %}",
            "templates/note.html": "note",
        })),
    ]  # fmt: skip
    found = Templates(layers)
    assert found.render("month.html", "x", {}) == "<b>base</b> note"
    assert found.names() == ("month.html", "note.html", "post.html")
    assert found.render("base/note.html", "x", {}) == "note"
    assert len(found.sources()) == 4


def test_a_fault_names_file_line_and_post(tmp_path: Path) -> None:
    """An unknown name is told with file, line, the post, and the name that was meant."""
    found = templates(tmp_path, {"t.html": "{% include 'a.html' %}", "a.html": "\n\n{{ psot }}"})
    with pytest.raises(
        ThemeError, match=r"a\.html, line 3: 'psot' is undefined \(in “Robins”\)"
    ) as e:
        found.render("t.html", "“Robins”", {"post": 1})
    assert e.value.hint == "Did you mean 'post'?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% for %}", r"line 1: Expected an expression"),
        ("\n{% blok x %}", r"line 2: Encountered unknown tag 'blok'"),
        ("\n{{ 'x'|uper }}", r"line 2: No filter named 'uper'"),
        ("\n{% include 'psot.html' %}", r"line 2: there is no template 'psot.html'"),
        ("\n{% include ['a.html', 'b.html'] %}", r"line 2: there is no template"),
        ("\n{{ 1 / 0 }}", r"line 2: this cannot be worked out: .*zero"),
        ("\n{{ none }}", r"line 2: nothing cannot be printed"),
        ("\n{{ 'a' - 1 }}", r"line 2: a text is no number"),
        ("\n{{ post.absent }}", r"line 2: a table has no 'absent' \(in"),
        ("\n{{ (-8) ** 0.5 }}", r"line 2: something is no number"),
        ("\n{{ 'x'() }}", r"line 2: this cannot be worked out: .*callable"),
    ],
)
def test_faults_of_all_kinds(text: str, message: str, tmp_path: Path) -> None:
    """Each kind of fault is a ThemeError with file and line."""
    with pytest.raises(ThemeError, match=rf"t\.html, {message}"):
        printed(tmp_path, text, {"post": {}})


@dataclass(frozen=True)
class PostView:
    """A view, called as those of a book are."""

    title: str
    tags: tuple[str, ...]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("\n{{ post.tgs }}", "post has no 'tgs'", "Did you mean 'tags'?"),
        ("\n{{ post['titel'] }}", "post has no 'titel'", "Did you mean 'title'?"),
        ("\n{{ pots.tags }}", "'pots' is undefined", "Did you mean 'post'?"),
        ("\n{{ options.x }}", "a table has no 'x'", "Known are: accent."),
        ("\n{{ post.tags.x }}", "a list has no 'x'", ""),
        ("\n{{ post.tags }}", "a list cannot be printed", "| join(', ')"),
        ("\n{{ post }}", "post cannot be printed", "title, tags"),
        ("\n{{ options }}", "a table cannot be printed", "accent"),
        ("\n{{ post.tags.append('x') }}", "a list has no 'append'", ""),
        ("\n{{ post.title.center(9) }}", "a text does not let templates use 'center'", ""),
        ("\n{{ long }}", "a table cannot be printed", "a11 …"),
    ],
)
def test_faults_are_told_in_the_words_of_a_theme(
    text: str, message: str, hint: str, tmp_path: Path
) -> None:
    """No name of Python's is told, and what may have been meant is."""
    context = {
        "post": PostView(title="A", tags=("x",)),
        "options": {"accent": "red"},
        "long": {f"a{number}": 1 for number in range(14)},
    }
    with pytest.raises(ThemeError, match=r"t\.html, line 2: ") as caught:
        printed(tmp_path, text, context)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert "object" not in caught.value.message


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{% extends 'plain/t.html' %}\n{% block post_metta %}x{% endblock %}", True),
        ("{% extends 'mid.html' %}\n{% if 1 %}{% block post_metta %}{% endblock %}{% endif %}",
         True),
        ("{% extends 'mid.html' %}{% block post_meta %}{% block new %}{% endblock %}{% endblock %}",
         False),
        ("{% extends 'mid.html' %}{% block more %}x{% endblock %}", False),
        ("{% set x = 'mid.html' %}{% extends x %}{% block other %}x{% endblock %}", False),
        ("{% block other %}x{% endblock %}", False),
    ],
)  # fmt: skip
def test_a_block_that_nobody_prints_is_refused(
    text: str, fault: bool, tmp_path: Path  # noqa: FBT001 - a case of the table
) -> None:  # fmt: skip
    """A template that extends another has no outer block that is in none of those below it."""
    below = {
        "t.html": "{% block post_meta %}{% endblock %}",
        "mid.html": "{% extends 't.html' %}{% block post_meta %}{% block more %}{% endblock %}"
        "{% endblock %}",
        "own.html": text,
    }
    found = templates(tmp_path, below)
    if not fault:
        found.render("own.html", "a post", {})
        return
    with pytest.raises(ThemeError, match=r"own\.html, line 2: .*'post_metta'") as caught:
        found.render("own.html", "a post", {})
    assert caught.value.hint == "Did you mean 'post_meta'?"


@pytest.mark.parametrize(
    "below", ["{% extends 'gone.html' %}", "{% extends 'own.html' %}", "{% extends x %}"]
)
def test_blocks_are_not_judged_where_the_chain_is_broken(below: str, tmp_path: Path) -> None:
    """A chain that does not end in a whole template has a fault of its own."""
    found = templates(
        tmp_path, {"own.html": "{% extends 'a.html' %}{% block x %}{% endblock %}", "a.html": below}
    )
    with pytest.raises(ThemeError) as caught:
        found.render("own.html", "a post", {})
    assert "nowhere" not in caught.value.message


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    """A document without a template says which, and which was meant."""
    with pytest.raises(ThemeError, match=r"there is no template 'psot\.html'") as caught:
        templates(tmp_path, {"post.html": ""}).render("psot.html", "x", {})
    assert caught.value.hint == "Did you mean 'post.html'?"


def test_an_error_of_ours_passes_unchanged(tmp_path: Path) -> None:
    """An error that a function raises on purpose is not dressed up as another."""

    def fails() -> str:
        raise ThemeError("no such picture", hint="draw one")

    found = templates(tmp_path, {"t.html": "{{ fails() }}"})
    with pytest.raises(ThemeError, match=r"^no such picture$"):
        found.render("t.html", "x", {"fails": fails})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<div>\n{% block head %}\n<section>\n<h1>x</h1>\n{% endblock %}\n</div>",
         r"t\.html, line 3, block head: <section> is not closed before </div> \(in a post\)"),
        ("<div>\n{% block head %}<p>x{% endblock %}", r"line 2, block head: <p> is never closed"),
        ("<p>a</p>\n</p>", r"line 2: </p> closes nothing"),
        ("<p>{{ title }}</p>\n{{ body }}", r"line 2: <b> is never closed"),
        ("<p>\n<br>\n<img src='x'/><!-- {{ title }} -->\n<svg/><a href='{{ title }}'></p></br>",
         r"line 4: <a> is not closed before </p>"),
        ("<div>\n<b>a</b></div{{ empty }}<i>x</i>", r"line 2: the end tag </div has no > \(in"),
        ("<h{{ 2 }}><i>x</h{{ 2 }}>", r"line 1: <i> is not closed before </h2>"),
        ("<p>fine</p>", r"t\.html: the fault that was seen \(in a post\)"),
    ],
)  # fmt: skip
def test_an_element_that_is_not_closed_is_traced(text: str, message: str, tmp_path: Path) -> None:
    """The error names template, line and block of the tag, even of one that was handed in."""
    found = templates(tmp_path, {"t.html": text})
    context = {"title": "T & T", "empty": "", "body": Markup("x\n<b>y")}
    error = found.blame("t.html", "a post", context, "the fault that was seen")
    assert isinstance(error, ThemeError)
    with pytest.raises(ThemeError, match=message):
        raise error


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<p>\n{% block head %}<b>x</b>\n<script>x()</script>{% endblock %}</p>",
         r"t\.html, line 3, block head: <script> may not stand in a book \(in a post\)"),
        ("<img src='a.png'/>\n<img src='/b.png'>\n",
         r"t\.html, line 2: <img>: src leads out of the book"),
        ("<p>{{ title }}</p>\n\n<p class='{{ title }}' id='{{ title }}' id='b'>x</p>",
         r"t\.html, line 3: Attribute id redefined \(in a post\)"),
        ("x\n{{ body }}", r"t\.html, line 2: <form> may not stand"),
        ("\n<p title='a < b'/><x:y/>", r"t\.html, line 2: Unescaped '<'"),
        ("\n<p title='a'/>&#0;", r"t\.html: xmlParseCharRef: .* value 0 \(in a post\)"),
    ],
)  # fmt: skip
def test_a_tag_that_is_refused_is_traced(text: str, message: str, tmp_path: Path) -> None:
    """The error names template, line and block of the tag; no line where no tag is at fault."""
    found = templates(tmp_path, {"t.html": text})
    context = {"title": "T & T", "body": Markup("<form></form>")}
    with pytest.raises(MarkupError) as refused:
        fragment(found.render("t.html", "a post", context))
    error = found.blame("t.html", "a post", context, refused.value.message)
    assert re.search(message, error.message)
    assert not error.hint


def test_an_innocent_block_is_not_blamed(tmp_path: Path) -> None:
    """What one block opens and another closes is no fault; the tag left open is."""
    text = (
        "{% block open %}<section>{% endblock %}{% include 'i.html' %}"
        "{% block close %}</section>{% endblock %}"
    )
    found = templates(tmp_path, {"t.html": text, "i.html": "<p>\n<em>x</p>"})
    error = found.blame("t.html", "a post", {}, "")
    assert "i.html, line 2: <em> is not closed before </p>" in error.message


def test_an_unclosed_tag_in_a_loop_counts_its_lines(tmp_path: Path) -> None:
    """Lines are those of the template, however often a loop prints them."""
    text = "<ul>\n{% for i in range(3) %}\n<li>\n{{ i }}\n{% endfor %}\n</ul>"
    error = templates(tmp_path, {"t.html": text}).blame("t.html", "x", {}, "")
    assert "t.html, line 3: <li> is not closed before </ul>" in error.message


def test_a_template_that_is_too_large_or_no_text(tmp_path: Path) -> None:
    """A file of a megabyte and one that is no text are refused."""
    found = Templates([Layer(name="", folder=tmp_path)], SMALL)
    folder(tmp_path, {"templates/big.html": "x" * 1_000_001, "templates/bad.html": b"\n\xff"})
    with pytest.raises(ThemeError, match="larger than"):
        found.render("big.html", "x", {})
    with pytest.raises(ThemeError, match="line 2: this is not UTF-8"):
        found.render("bad.html", "x", {})


def test_a_day_has_no_other_methods(tmp_path: Path) -> None:
    """A format of a day may ask for any width, so a day has none."""
    with pytest.raises(ThemeError, match="unsafe"):
        printed(tmp_path, "{{ day.strftime('%9999999d') }}", {"day": datetime(2016, 12, 7)})
