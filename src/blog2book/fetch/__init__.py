"""Bring pictures from the servers on which they still are. The only room that opens a socket."""
