"""Naive counting: for each reader a module of the same name, with `items(source)` alone.

Nothing here shares a line with readers and markup: where both were wrong in the same way, a loss
would not be seen. The other modules help these: files.py opens files, xml.py cuts records,
markup.py, markdown_text.py and shortcodes.py take marks away, prose.py finds a page's text,
bylines.py its bylines and dates, standing.py what it says of who may read it.
"""
