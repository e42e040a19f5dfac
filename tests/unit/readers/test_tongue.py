import pytest

from blog2book.readers.tongue import tongue


@pytest.mark.parametrize(
    ("text", "among", "language"),
    [
        ("The cat and the dog are in the garden of the house.", (), "en"),
        ("Der Hund und die Katze sind nicht im Garten.", (), "de"),
        ("Der Hund und die Katze sind nicht im Garten.", ("nl", "de"), "de"),
        ("猫は庭にいます。", (), "ja"),
        ("Zzz.", (), ""),
        ("", (), ""),
        ("Los Angeles, para now.", (), ""),
        ("A boat, a dog, a long day.", (), ""),
        ("On to Paris!", (), ""),
        ("Zzz.", ("nl", "de"), "nl"),
        ("Zzz.", ("cy", "kw"), "cy"),
        ("Zzz.", ("sr-Latn", "bs"), "sr-Latn"),
        ("Gdje je bila prije toga, ne zna se.", ("sr-Latn", "bs"), "bs"),
        ("Gde je bila pre toga, ne zna se.", ("bs", "sr-Latn"), "sr-Latn"),
        ("Gdje je bila prije toga, ne zna se.", (), "hr"),
    ],
)
def test_small_words_decide(text: str, among: tuple[str, ...], language: str) -> None:
    """The commonest small words tell a language; without any, the first choice stands."""
    assert tongue(text, among) == language
