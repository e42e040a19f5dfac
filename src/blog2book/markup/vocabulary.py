"""The allow-list: what a body may hold, and what becomes of everything else.

A name that stands in none of these tables is an element that nobody knows: its tags go, its text
stays.
"""

RENAMED = {
    "strike": "s",
    "tt": "code",
    "acronym": "abbr",
    "font": "span",
    "bdo": "span",
    "bdi": "span",
    "big": "span",
    "image": "img",
    "amp-img": "img",
    "dir": "ul",
    "menu": "ul",
    "listing": "pre",
    "xmp": "pre",
    "summary": "p",
    "legend": "p",
    "section": "div",
    "article": "div",
    "aside": "div",
    "header": "div",
    "footer": "div",
    "main": "div",
    "nav": "div",
    "address": "div",
    "hgroup": "div",
    "fieldset": "div",
    "details": "div",
    "dialog": "div",
    "search": "div",
    "amp-iframe": "iframe",
    "applet": "object",
}
"""Old or other names of elements of the dialect."""

INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rt"}
    | {"ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)
NESTABLE = frozenset({"q", "small", "span", "sub", "sup"})
"""Inline elements that mean something inside themselves."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PHRASING = HEADINGS | {"p", "pre", "dt", "caption", "figcaption"}
"""Blocks that hold text and inline elements only."""

CELLS = frozenset({"td", "th"})
TIGHT = CELLS | {"li", "dd"}
"""Blocks that hold text without a paragraph around it, if it is all they hold."""

FLOW = frozenset({"body", "div", "blockquote", "figure", "center", "form"})
"""Blocks in which text stands in paragraphs."""

GROUPS = frozenset({"thead", "tbody", "tfoot"})
LISTS = frozenset({"ul", "ol"})
STRUCTURE = LISTS | GROUPS | {"dl", "table", "tr"}
"""Blocks that hold no text of their own."""

BLOCKS = PHRASING | TIGHT | FLOW | STRUCTURE
LEAVES = frozenset({"hr", "embed", "break"})
"""Blocks without content; `embed` and `break` exist only while a body is cleaned."""

FOREIGN = frozenset({"svg", "math"})
PICTURED = FOREIGN | {"img"}
"""Inline elements that show something without having text."""

VOID_DROPPED = frozenset(
    {"area", "base", "basefont", "bgsound", "col", "frame", "input", "keygen", "link", "meta"}
    | {"param", "source", "track"}
)
IGNORED = frozenset({"html", "head", "body", "colgroup", "picture", "plaintext", "frameset"})
"""Elements of which only the tags go, without parting what stands beside them."""

DROPPED = frozenset(
    {"script", "style", "template", "select", "textarea", "button", "datalist", "canvas", "title"}
    | {"noframes", "noembed", "rp", "option", "optgroup"}
)
"""Elements that go with everything in them."""

UNPRINTED = frozenset(
    {"katex-html", "MathJax_Preview", "MathJax_SVG", "MJX_Assistive_MathML"}
    | {"wp-block-accordion-heading__toggle-icon"}
)
"""Classes of spans that show a formula once more, for other eyes, or the "+" of what opens."""

LINE_NUMBERS = frozenset({"lineno", "linenos", "lnt", "ln", "line-number", "hljs-ln-n"})
"""Classes of spans that number the lines of verbatim text."""

CONTROLS = frozenset({"input", "select", "textarea", "button"})
EMBEDDED = frozenset({"iframe", "embed", "object", "video", "audio"})
"""Elements of which only an address can be printed."""

KEPT_CLASSES = {
    "div": frozenset({"poem", "stanza", "verse", "align-center", "align-right", "footnotes"}),
    "figure": frozenset({"picture", "gallery", "embed"}),
    "span": frozenset({"caps"}),
    "hr": frozenset({"form", "map", "poll"}),
}
"""The only classes that stay, by element; besides, `code` keeps "language-…", and `td` and `th`
"align-center" and "align-right".

An `hr` with a class is the place of something in which readers took part.
"""

TITLED = INLINE | {"img"}
"""Elements whose `title` stays."""

RELATED_CLASSES = frozenset({"jp-relatedposts"})
"""Lists of other posts that plug-ins write below one."""

SHARE_CLASSES = frozenset(
    {"sharedaddy", "sd-sharing", "sd-block", "addtoany_share_save_container"}
    | {"addthis_toolbox", "wp-block-social-links", "feedflare", "ssba", "ssbp-wrap", "wpcnt"}
    | {"share-buttons", "sharethis-inline-share-buttons", "wp-block-jetpack-sharing-buttons"}
    | {"shareaholic-canvas", "heateor_sss_sharing_container", "wpadvert", "post-share-buttons"}
)
"""Rows of buttons, and advertisements, that plug-ins write into bodies."""

MAXIMAL_DEPTH = 24
"""Elements nested deeper lose their tags, so that no later stage runs out of stack."""

MAXIMAL_OPEN = 250
"""How many tags may stand open while a body is read."""

MAXIMAL_INLINE = 16
"""How many inline elements may stand open."""
