AUTHOR = "Ines Feder"
SITENAME = "Feathers"
SITEURL = "https://feather.example"
TIMEZONE = "Europe/Lisbon"
DEFAULT_LANG = "pt"
ARTICLE_URL = "{date:%Y}/{slug}/"
ARTICLE_EXCLUDES = ["attic"]
raise RuntimeError("settings are read, never run")
