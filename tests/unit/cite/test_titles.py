from pathlib import Path

import pytest

from blog2book.cite.titles import reads_like_title, title_of

LABELS = Path(__file__).parents[2] / "cases/titles/labels.txt"


@pytest.mark.parametrize(
    "text",
    [
        "How the council failed Robin",
        "The Case for Leaving the Nettles",
        "Rods, Poles and Perches: How an Allotment Is Measured",
        "I Have a Dream",
        "Go Set a Watchman",
        "Who Owns a Field That Was Given?",
        "10 things to know about soil",
        "“Robin”",
        '"robin on your spade"',
        "Permanent Link to The Old Pear",
        "Warum Kinder lesen",
        "Die Reform der Schule",
        "Was wir aus dem Bericht lernen können",
        "„Die Verwandlung“",
        "»Effi Briest«",
        "La réforme de l’école publique",
        "Pourquoi lire Proust",
        "« L’Étranger »",
        "L’avenir de la presse régionale",
        "「雪国」",
        "This Strange Life",
        "The Old Pear",
        "Nettles: a gardener has to choose",
        "Warn where nettles are used #131925",
        "Generate a Permanent Link of Entities in Vault",
        "The Photo That Changed the World",
        "Picture This: How Photographs Lie",
        "A New Window on the Universe",
        "Original Sin and the Modern Novel",
        "Foto-Reportage aus dem Jemen",
        "The Evolution of Privacy on Facebook",
        "The Future of the University",
        "The Idea of a University",
        "How the Council Failed Robin",
        "House of Leaves",
        "Breach of Trust",
        "Crisis of the University",
        "Conseil aux jeunes écrivains",
        "The Table of Contents as Literature",
    ],
)
def test_titles_are_known(text: str) -> None:
    """Headlines, quoted words and several words that begin with a capital read like titles."""
    assert reads_like_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "here",
        "Here",
        "Jane Roe",
        "Community Care",
        "Apply via this form by July",
        "Duration::from_secs Takes Floats",
        "Click here",
        "READ MORE",
        "Read more about the case",
        "Learn more",
        "this article",
        "This article",
        "My previous post",
        "An excellent report",
        "a report in the paper",
        "wrote about the new law",
        "I wrote about this before",
        "I've said so on Twitter",
        "He was fired yesterday.",
        "See also my notes on this",
        "Thanks to Ada for this",
        "12 comments",
        "3 May 2012",
        "May 2012",
        "http://www.example.com/a b",
        "www.example.com is down",
        "Report.pdf",
        "@ada wrote this",
        "Hier klicken",
        "Mehr dazu",
        "Dieser Artikel",
        "Ich habe darüber geschrieben",
        "Siehe auch die Studie dazu",
        "ein Bericht der Zeitung",
        "Cliquez ici",
        "Lire la suite",
        "En savoir plus",
        "Cet article",
        "J’ai écrit un billet là-dessus",
        "un article du Monde",
        "Haz clic aquí",
        "“”",
        "??? !!!",
        "One",
        "word " * 60,
        "A very " + "very " * 30 + "long phrase",
        "The general premise is",
        "Some of the coverage",
        "It is easy to generate",
        "Part Two Here",
        "Lawrence Canter and Margaret Siegel",
        "Ludwig von Mises",
        "Manchester, New Hampshire",
        "Jane Mary Roe",
        "Community Care Now",
        "5 of the authentication process",
        "Sign up for the Beta",
        "Opens in a new window",
        "Follow me on Twitter please",
        "Read me first",
        "Friday, April 8th",
        "Jane Roe’s long blog post",
        "Jane Roe’s tweet about moss",
        "Discussion on how this was handled",
        "A new paper on old moss",
        "Nettle chapter of the garden book",
        "RFC that introduced nettles",
        "Section 11.11 of the Garden Book",
        "Jane still uses a spade",
        "Jane Roe showed an interesting trick",
        "Rain has been found in the garden",
        "“target”",
        "“the nettle trick”",
        "The Daily Telegraph",
        "The Times of London",
        "LA Times",
        "The Sunday Times",
        "Wired magazine",
        "“The Daily Telegraph”",
        "BBC News website",
        "Department for Education",
        "House of Commons Education Committee",
        "The European Court of Human Rights",
        "Birmingham City Council",
        "The University of Iowa",
        "Bundesministerium für Bildung und Forschung",
        "Ministère de l’Éducation nationale",
        "Secretary of State for Education Justine Greening",
        "The Royal Borough of Kensington and Chelsea",
        "National Society for the Prevention of Cruelty to Children",
        "Jane Roe and John Doe of the Pond Trust",
        "Sign The Petition",
        "Free Shipping on Orders Over $50",
        "Ministerio de Educación y Ciencia",
        "Министерство образования и науки",
    ],
)
def test_talk_is_no_title(text: str) -> None:
    """Pointers, talk, addresses, dates and parts of sentences do not read like titles."""
    assert not reads_like_title(text)


@pytest.mark.parametrize(
    ("text", "address", "known"),
    [
        ("Old Pears", "https://n.example/2014/04/old-pears.html", True),
        ("Installer Project", "https://n.example/2012/02/installer-p.html", True),
        ("Neues Schulgesetz", "https://n.example/neues_schulgesetz", True),
        ("Été Chaud", "https://n.example/%C3%A9t%C3%A9-chaud", True),
        ("Jane Roe", "https://n.example/~jane", False),
        ("Jane Roe", "https://jane-roe.example/", False),
        ("Old pears", "https://n.example/old-pears", False),
        ("Jane Mary Roe", "https://n.example/wiki/Jane_Mary_Roe", True),
        ("Prime Minister Theresa May", "https://n.example/1", False),
        ("Google's Garden Echo Chamber", "https://n.example/Googles-Garden-Echo-Chamber.pdf", True),
        ("Growing Old Pears Indoors", "https://n.example/1", True),
        ("The Plan", "https://n.example/blog/my-garden-the-plan", True),
        ("Old Pear Tree", "https://n.example/2014/04/old-pear-tree.html", True),
        ("Jane Roe", "https://twitter.com/jane_roe/12", False),
        ("Jane Roe", "https://github.com/jane-roe", False),
        ("Jane Roe", "https://n.example/jane-roe-shows-her-pears", False),
        ("The Joy of Old Pears", "https://twitter.com/jane_roe/status/12", False),
        ("Old Pears", "https://github.com/jane-roe/old-pears", True),
        ("The New York Times", "https://n.example/wiki/The_New_York_Times", True),
        ("Department of Robins", "https://n.example/Main/DepartmentOfRobins", True),
        ("Department of Robins", "https://n.example/department", False),
    ],
)
def test_names_need_the_address(text: str, address: str, *, known: bool) -> None:
    """Two or three words with capitals are a title only if the path of the address has them."""
    assert reads_like_title(text, address) is known


@pytest.mark.parametrize(
    ("text", "address", "known"),
    [
        ("The time to cut nettles", "https://n.example/12", False),
        ("The time to cut nettles", "https://n.example/the-time-to-cut-nettles", True),
        ("The nettles are cut again", "https://n.example/2012/nettles-are-cut-again.html", True),
        ("How do nettles grow?", "https://n.example/12", True),
        ("How nettles grow", "https://n.example/12", False),
        ("The Time to Cut Nettles", "https://n.example/12", True),
        ("6-hour block of films", "https://n.example/6-hours-of-films-on-nettles", False),
        ("I cut the nettles again", "https://n.example/i-cut-the-nettles-again", False),
    ],
)
def test_what_opens_a_sentence_needs_more(text: str, address: str, *, known: bool) -> None:
    """Its capital says nothing: it is a title by other capitals, a question, or the address."""
    assert reads_like_title(text, address, opens=True) is known


def test_what_links_say_of_themselves_is_no_title() -> None:
    """Where a link opens, that one may read on, and whose picture it is, in many languages."""
    lines = LABELS.read_text(encoding="utf-8").splitlines()[1:]
    address = "https://n.example/2014/04/a.html"
    assert [text for text in lines if reads_like_title(text, address)] == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“Robin”", "Robin"),
        ("  The  Robin. ", "The Robin"),
        ("« L’Étranger »", "L’Étranger"),
        ("“One” and “Two”", "“One” and “Two”"),
        ("Permanent Link: The Old Pear", "The Old Pear"),
        ("Who Owns It?", "Who Owns It?"),
        ("Permalink to Who Owns It?", "Who Owns It?"),
        ("Lien permanent vers La réforme de l’école", "La réforme de l’école"),
        ("Enlace permanente a La reforma de la escuela", "La reforma de la escuela"),
        ("Permanenter Link zu Die Reform der Schule", "Die Reform der Schule"),
        ("Постоянная ссылка на Реформа школы", "Реформа школы"),
        ("The Permanent Link of Pears", "The Permanent Link of Pears"),
    ],
)
def test_a_title_is_bare(text: str, title: str) -> None:
    """A title stands without marks around it, labels before it and stops behind it."""
    assert title_of(text) == title
