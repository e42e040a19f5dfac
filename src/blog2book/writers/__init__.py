"""The writers: each knows one container, and none has a template in it."""
