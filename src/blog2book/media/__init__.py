"""The bytes of pictures: found, judged, made ready, drawn. Pillow and resvg live here only."""
