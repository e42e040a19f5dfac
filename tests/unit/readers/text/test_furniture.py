import pytest

from blog2book.readers.text.furniture import (
    Kind,
    archive_list,
    are_foreign_buttons,
    read_furniture,
)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("Email ThisBlogThis!Share to XShare to FacebookShare to Pinterest", "bbbbb"),
        ("Email This BlogThis! Share to X Share to Facebook", "bbbb"),
        ("Get linkFacebookXPinterestEmailOther Apps", "bbbbbb"),
        (
            "Diesen Post per E-Mail versendenBlogThis!Auf X teilenIn Facebook freigeben",
            "bbbb",
        ),
        (
            "Enviar por correo electrónicoEscribe un blogCompartir en XCompartir con Facebook",
            "bbbb",
        ),
        ("メールで送信BlogThis!X で共有Facebook で共有するPinterest に共有", "bbbbb"),
        ("Newer Posts Older Posts Home", "nnn"),
        ("← Older posts", "n"),
        ("Articles plus récents Articles plus anciens Accueil", "nnn"),
        ("Older Posts Home Subscribe to: Posts (Atom)", "nnf"),
        ("Abonnieren Posts (Atom)", "f"),
        ("Inscription à : Articles (Atom)", "f"),
        ("登録: 投稿 (Atom)", "f"),
        ("Powered by Blogger.", "m"),
        ("Share to Xavier", ""),
        ("Homecoming", ""),
        ("Share this house with me", ""),
        ("xxx", ""),
        ("", ""),
        ("»", ""),
    ],
)
def test_what_a_line_is_made_of(line: str, pieces: str) -> None:
    """Known pieces are found in a row, run together or not; one strange word makes it text."""
    kinds = {kind.value[0]: kind for kind in Kind}
    found = read_furniture(line)
    assert (found.kinds if found else ()) == tuple(kinds[piece] for piece in pieces)


@pytest.mark.parametrize(
    ("line", "weak", "sure"),
    [
        ("Home", True, False),
        ("Facebook | Twitter | Pinterest", True, False),
        ("Email This", False, False),
        ("Email ThisBlogThis!Share to X", False, True),
        ("Newer Posts Older Posts Home", False, False),
    ],
)
def test_how_sure_it_is(line: str, weak: bool, sure: bool) -> None:  # noqa: FBT001 - expected
    """Everyday words prove nothing, several buttons on a line do."""
    found = read_furniture(line)
    assert found is not None
    assert (found.weak, found.sure) == (weak, sure)


def test_buttons_of_a_language_without_words_here() -> None:
    """BlogThis! and Facebook have the same names everywhere, and run together."""
    assert are_foreign_buttons("Senda í tölvupóstiBlogThis!Deila á FacebookDeila á Pinterest")
    assert not are_foreign_buttons("I read BlogThis! and Facebook, and all that")
    assert not are_foreign_buttons("There it said Email ThisBlogThis! and then Facebook.")


def test_the_list_of_an_archive() -> None:
    """It has a heading, years with their counts, and no prose below."""
    assert archive_list(["Rain", "Blog Archive", "2016 (5)", "December (5)"]) == 1
    assert archive_list(["Blog-Archiv:", "▼", "2016 (5)"]) == 0
    assert archive_list(["Blog Archive", "The best of it", "2016 (5)"]) is None
    assert archive_list(["Blog Archive", "2016 (5)", "x" * 120]) is None
    assert archive_list(["Blog Archive"]) is None
