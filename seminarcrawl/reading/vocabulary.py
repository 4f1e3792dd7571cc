"""Tables of words and names that lie beside the code; read as resources, so that they may lie in an egg."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def load_table(package: str, name: str) -> dict[str, Any]:
    """The TOML file `name` of a package.

    Raises FileNotFoundError when there is none, tomllib.TOMLDecodeError when it is malformed.
    """
    return tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
