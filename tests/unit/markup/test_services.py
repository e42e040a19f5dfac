import pytest

from blog2book.markup.services import AUDIO, VIDEO, Service, page, service, shortest, shown


@pytest.mark.parametrize(
    ("player", "there"),
    [
        ("https://youtu.be/abcdefghi?t=4", "https://www.youtube.com/watch?v=abcdefghi"),
        (
            "http://m.youtube.com/watch?feature=x&v=abcdefghi",
            "https://www.youtube.com/watch?v=abcdefghi",
        ),
        ("https://www.youtube.com/shorts/abcdefghi", "https://www.youtube.com/watch?v=abcdefghi"),
        ("https://www.youtube.com/user/ann", "https://www.youtube.com/user/ann"),
        ("http://www.dailymotion.com/swf/x1y2z3", "https://www.dailymotion.com/video/x1y2z3"),
        (
            "https://geo.dailymotion.com/player.html?video=x1",
            "https://www.dailymotion.com/video/x1",
        ),
        ("https://embed.ted.com/talks/lang/de/ann_lee", "https://www.ted.com/talks/ann_lee"),
        ("https://open.spotify.com/embed-podcast/show/1a", "https://open.spotify.com/show/1a"),
        (
            "https://archive.org/embed/some%20item&playlist=1",
            "https://archive.org/details/some%20item&playlist=1",
        ),
        ("https://codepen.io/ann/embed/xyz?height=3", "https://codepen.io/ann/pen/xyz"),
        (
            "https://embed.bsky.app/embed/did:plc:a1/app.bsky.feed.post/b2",
            "https://bsky.app/profile/did:plc:a1/post/b2",
        ),
        (
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/ann/x",
            "https://soundcloud.com/ann/x",
        ),
        ("https://w.soundcloud.com/player/?url=", "https://w.soundcloud.com/player/?url="),
        (
            "https://www.mixcloud.com/widget/iframe/?feed=%2Fann%2Fx%2F",
            "https://www.mixcloud.com/ann/x/",
        ),
        ("https://bees.example/@Ann/1090000/embed", "https://bees.example/@Ann/1090000"),
        ("http://[broken", "http://[broken"),
        ("film.mp4", "film.mp4"),
    ],
)
def test_a_player_becomes_the_page_of_what_it_shows(player: str, there: str) -> None:
    """The address is that of the page; a player that nobody knows keeps its own."""
    assert page(player) == there


@pytest.mark.parametrize(
    ("address", "name", "kind"),
    [
        ("https://www.youtube.com/watch?v=abcdefghi", "YouTube", "video"),
        ("https://ann.bandcamp.com/album/hives", "Bandcamp", "audio"),
        ("https://x.example/a/talk.MP3?x=1", "", "audio"),
        ("https://x.example/a/film.mp4", "", "video"),
        ("https://www.google.com/maps/embed?pb=1", "Google Maps", ""),
        ("https://maps.google.de/maps?q=x", "Google Maps", ""),
        ("https://www.google.com/search?q=x", "Google", ""),
        ("https://www.facebook.com/ann/videos/1", "Facebook", "video"),
        ("https://www.facebook.com/ann/posts/1", "Facebook", ""),
        ("https://bees.example/@Ann/1090000", "Mastodon", ""),
        ("https://x.example/", "", ""),
        ("nothing", "", ""),
        ("http://[broken", "", ""),
    ],
)
def test_a_service_is_known_by_its_address(address: str, name: str, kind: str) -> None:
    """Host and path say who shows a thing, and whether it is to be seen or heard."""
    found = service(address)
    assert (found.name, found.kind) == (name, kind)


def test_the_shortest_address_is_for_those_who_type() -> None:
    """YouTube has a short one; others are as they are."""
    assert shortest("https://www.youtube.com/watch?v=ab-cd_ef") == "https://youtu.be/ab-cd_ef"
    assert shortest("https://vimeo.com/1") == "https://vimeo.com/1"


@pytest.mark.parametrize(
    ("name", "kind"), [("day.mp4", VIDEO), ("/a/b.mp3?x", AUDIO), ("/@ann/123456", ""), ("", "")]
)
def test_the_name_of_a_file_tells_its_kind(name: str, kind: str) -> None:
    """Without a host, too; nothing else is known of such an address."""
    assert service(name) == Service(name="", kind=kind)


@pytest.mark.parametrize(
    ("name", "known", "page_of_it"),
    [
        ("youtube", "abcdefghi", "https://www.youtube.com/watch?v=abcdefghi"),
        ("gist", "ann/a1", "https://gist.github.com/ann/a1"),
        ("gist", "a b", ""),
        ("gist", "", ""),
        ("unheard", "abc", ""),
    ],
)
def test_a_tag_shows_a_thing_by_its_id(name: str, known: str, page_of_it: str) -> None:
    """Whoever has such tags finds the page in one table; what cannot be an id makes none."""
    assert shown(name, known) == page_of_it
