"""Bring pictures, and ask whether cited pages answer: the one room that opens sockets."""
