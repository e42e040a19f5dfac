import pytest

from blog2book.cite.titles import reads_like_title, title_of


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
    ],
)
def test_two_words_need_the_address(text: str, address: str, *, known: bool) -> None:
    """Two words with capitals are a title only if the path of the address has them."""
    assert reads_like_title(text, address) is known


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“Robin”", "Robin"),
        ("  The  Robin. ", "The Robin"),
        ("« L’Étranger »", "L’Étranger"),
        ("“One” and “Two”", "“One” and “Two”"),
        ("Permanent Link: The Old Pear", "The Old Pear"),
        ("Who Owns It?", "Who Owns It?"),
    ],
)
def test_a_title_is_bare(text: str, title: str) -> None:
    """A title stands without marks around it, labels before it and stops behind it."""
    assert title_of(text) == title
