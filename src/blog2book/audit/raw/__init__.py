"""Naive counting: for each reader a module of the same name, in which `items(source)` counts.

Nothing here is imported from readers and markup: where both were wrong in the same way, a loss
would not be seen. Both know alike what a format itself fixes: which files of a folder are its
posts, what its fields are called. The other modules help these: files.py opens files, xml.py cuts
records, markup.py, markdown_text.py and shortcodes.py take marks away, prose.py finds a page's
text, bylines.py its bylines and dates, standing.py what it says of who may read it.
"""
