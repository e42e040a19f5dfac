"""Where a person gets the export that a reader reads, in the words of each platform's menus."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A place where people blog.

    `reader` is the name of the reader of its exports (--reader), `steps` how its owner gets one,
    `file` what comes out.
    """

    name: str
    reader: str
    steps: str
    file: str


PLATFORMS: tuple[Platform, ...] = (
    Platform(
        name="Blogger",
        reader="blogger",
        steps="Settings → Manage blog → Back up content, or takeout.google.com with Blogger chosen",
        file="the Takeout, zip or folder; an old blog-….xml backup; a saved feed or a folder of "
        "its pages",
    ),
    Platform(
        name="WordPress.com",
        reader="wordpress",
        steps="Tools → Export → Export all; the Media Library has a download of its own",
        file="the zip, or the .xml in it; the pictures with --media",
    ),
    Platform(
        name="WordPress on a host of one's own",
        reader="wordpress",
        steps="Tools → Export → All content; copy wp-content/uploads from the host",
        file="the .xml; the uploads with --media",
    ),
    Platform(
        name="Squarespace",
        reader="wordpress",
        steps="Settings → Import & Export Content → Export → WordPress",
        file="the .xml",
    ),
    Platform(
        name="Jekyll, Hugo, Hexo, Eleventy, Zola, Pelican, Astro, Obsidian",
        reader="markdown",
        steps="the folder that you write in; on GitHub: Code → Download ZIP",
        file="the folder or the zip, pictures in it; or one .md",
    ),
    Platform(
        name="Substack",
        reader="substack",
        steps="Settings → Exports → New export; a link comes by mail",
        file="the zip",
    ),
    Platform(
        name="Medium",
        reader="medium",
        steps="Settings → Security and apps → Download your information; a link comes by mail",
        file="the zip",
    ),
    Platform(
        name="Ghost",
        reader="ghost",
        steps="Settings → Import/Export (before version 5: Labs) → Export",
        file="the .json; with pictures, a zip of it beside content/images",
    ),
    Platform(
        name="Typepad (closed in 2025)",
        reader="movabletype",
        steps="Settings → Import/Export → Export, while it was open",
        file="the .txt; with pictures, the folder that holds it and the file dump",
    ),
    Platform(
        name="Movable Type",
        reader="movabletype",
        steps="Tools → Export Entries",
        file="the .txt",
    ),
    Platform(
        name="Hatena Blog",
        reader="movabletype",
        steps="設定 → 詳細設定 → エクスポート",
        file="the .txt",
    ),
    Platform(
        name="Livedoor Blog, Ameba",
        reader="movabletype",
        steps="ブログ設定 → エクスポート, in Movable Type format",
        file="the .txt",
    ),
    Platform(
        name="Tumblr",
        reader="tumblr",
        steps="Settings → your blog → Export; or tumblr-backup, best with --json",
        file="the zip or the folder; Tumblr's own does not say what was a draft or private, so "
        "look it through and add --drafts",
    ),
    Platform(
        name="Mastodon",
        reader="mastodon",
        steps="Preferences → Import and export → Request your archive; a link comes by mail",
        file="the zip or .tar.gz",
    ),
    Platform(
        name="micro.blog",
        reader="microblog",
        steps="Posts → … → Export, in blog archive format",
        file="the .bar",
    ),
    Platform(
        name="Day One",
        reader="dayone",
        steps="Settings → Import/Export → Export as JSON",
        file="the zip",
    ),
    Platform(
        name="LiveJournal",
        reader="livejournal",
        steps="livejournal.com/export.bml, one month at a time, as XML; or a folder of ljdump",
        file="all the .xml files, or the folder",
    ),
    Platform(
        name="Dreamwidth",
        reader="livejournal",
        steps="Organize → Manage Account → Export Journal, as XML; or a folder of ljdump",
        file="all the .xml files, or the folder",
    ),
    Platform(
        name="Wix, Weebly, Write.as, Bear and whatever else has a feed",
        reader="feed",
        steps="open the blog's RSS, Atom or JSON feed in a browser and save it, and its further "
        "pages, for one may hold only the newest posts",
        file="the .xml or .json, or a folder of them",
    ),
    Platform(
        name="A site that was crawled",
        reader="warc",
        steps="browsertrix, wget --warc-file, or an archive's download",
        file="the .warc, .warc.gz or .wacz; needs the extra web",
    ),
    Platform(
        name="Pages saved from a browser",
        reader="pages",
        steps="Save page as → Web page, complete",
        file="the .html files, or their folder; the extra web reads unknown designs",
    ),
    Platform(
        name="Anything else",
        reader="text",
        steps="select the blog's page, copy it, and paste it into a text file",
        file="the .txt: a date line, a title, paragraphs",
    ),
)
"""In the order of how many people hold such exports, as far as anybody knows."""
