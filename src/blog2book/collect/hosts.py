"""Under which hosts a blog was reached, and where its relative links start from."""

import re
from collections.abc import Iterable

from blog2book.addresses import aliases, is_external, place
from blog2book.model.archive import Archive, Post

_DATED_LINK = re.compile(r'href="(https?://[^/"]+)(/\d{4}/\d{2}/[^"#?]+)', re.IGNORECASE)
_ENOUGH = 2
"""Posts to which a strange host must link before it is taken for the blog's own domain."""


def own_hosts(archive: Archive) -> frozenset[str]:
    """Return the places of the blog: those it names, and those at which its posts stood."""
    urls = [f"https://{host}/" for host in archive.hosts]
    urls.append(archive.address)
    for post in archive.posts:
        urls.append(post.permalink)
        urls.extend(post.aliases)
    return frozenset(map(place, urls)) - {""}


def hosts_by_links(posts: Iterable[Post], known: frozenset[str]) -> frozenset[str]:
    """Return hosts that must be the blog's own, judged by what its posts link to.

    Takeout gives a blogspot host while the posts link to each other under the blog's domain. A
    host is taken for the blog's own if two or more links to dated paths on it ("/2021/07/x.html"),
    and at least half of all such links, lead to paths of posts.
    """
    posts = tuple(posts)
    paths: set[str] = set()
    for post in posts:
        paths.update(key for key in aliases(post.permalink) if key.startswith("/"))
    seen: dict[str, set[str]] = {}
    for post in posts:
        for base, path in _DATED_LINK.findall(post.body):
            host = place(base + "/")
            if host and host not in known:
                seen.setdefault(host, set()).update(aliases(path))
    return frozenset(
        host
        for host, links in seen.items()
        if len(links & paths) >= _ENOUGH and len(links & paths) * 2 >= len(links)
    )


def base_of(post: Post, archive: Archive) -> str:
    """Return the address from which a post's relative links start.

    Only a path, or "", if the archive does not say where the blog stood.
    """
    if is_external(post.permalink):
        return post.permalink
    root = archive.address
    if not root:
        # the address of its own file, where the archive is of several blogs
        root = next((one.url for one in archive.files if one.file == post.origin.file), "")
    if not is_external(root):
        root = f"https://{archive.hosts[0]}/" if archive.hosts else ""
    if not root:
        return post.permalink
    return root.rstrip("/") + "/" + post.permalink.lstrip("/")
