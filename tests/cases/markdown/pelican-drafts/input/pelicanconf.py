SITENAME = "Nests"
SITEURL = "https://nest.example"
DEFAULT_METADATA = {
    "status": "draft",
    "category": "Twigs",
}
