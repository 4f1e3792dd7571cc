"""Announcing sentences: “X of Y will speak on Z”, in the languages of `reading/languages`."""
