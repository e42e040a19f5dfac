"""Proof that nothing is lost: a finished book is read back and held against the raw export."""
