"""The only place that parses, cleans or serialises HTML: only here is an Xhtml made."""
