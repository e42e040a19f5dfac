import pytest

from blog2book.cite.surnames import called


@pytest.mark.parametrize(
    ("author", "surname"),
    [
        ("Jane Roe", "Roe"),
        ("Jane Q. Roe", "Roe"),
        ("J. K. Roe", "Roe"),
        ("J.K. Roe", "Roe"),
        ("Roe, Jane", "Roe"),
        ("Roe, J. K.", "Roe"),
        ("A. N. Other", "Other"),
        ("Mary Smith-Jones", "Smith-Jones"),
        ("Seán O’Brien", "O’Brien"),
        ("Bill McAdam", "McAdam"),
        ("Łukasz Čapek", "Čapek"),
    ],
)
def test_a_person_is_called_by_the_surname(author: str, surname: str) -> None:
    """Of a given name or initials and one name more the surname is known."""
    assert called(author, "en-GB") == surname
    assert called(author, "hu") == author


@pytest.mark.parametrize(
    "author",
    [
        "Ofsted",
        "Community Care",
        "Acme, Inc.",
        "NHS England",
        "BuzzFeed Staff",
        "Le Monde",
        "Dr. Jane Roe",
        "Jane Roe and John Doe",
        "Mary Ann Evans",
        "Ludwig van Beethoven",
        "Martin Luther King Jr.",
        "Mao Zedong",
        "村上 春樹",
        "Иван Петров",
        "jane roe",
        "",
    ],
)
def test_who_may_be_no_person_keeps_the_name(author: str) -> None:
    """Groups, names with particles or of three words, and those with the surname first stay."""
    assert called(author, "en") == author
