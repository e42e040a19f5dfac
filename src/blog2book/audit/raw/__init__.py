"""Naive counting: a module for each reader, of the same name, with `items(source)` alone.

Nothing here shares a line with readers and markup: where both were wrong in the same way, a loss
would not be seen. files.py opens files, xml.py cuts records, markup.py takes tags away.
"""
