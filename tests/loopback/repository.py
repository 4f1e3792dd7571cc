"""A repository on GitHub: its API (contents, trees, limits) and its raw files, on one host."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import ClassVar

from tests.loopback.platforms import Asked, Lecture, PlatformServer
from tests.loopback.server import Reply

JSON = "application/json; charset=utf-8"
RAW = "text/plain; charset=utf-8"
MOST_LISTED = 1000


@dataclass
class GitHubServer(PlatformServer):
    """Serves `files` as any repository; without any, the files that `patterns` ask for, with the lectures.

    `limit`: how many questions the API answers before it answers 403; `largest_tree`: the entries of a tree
    beyond which it is cut off.
    """

    files: dict[str, str] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()
    limit: int = 60
    largest_tree: int = 100_000
    questions: int = 0
    robots: ClassVar[str] = "User-agent: *\nAllow: /\n"

    def answer(self, asked: Asked) -> Reply:
        self.files = self.files or self.made()
        if asked.path.startswith("/repos/"):
            return self.api(asked)
        path = "/".join(asked.path.split("/")[4:])
        if path in self.files:
            return Reply(self.files[path], RAW)
        return Reply("404: Not Found", RAW, 404)

    def made(self) -> dict[str, str]:
        """The files that the patterns ask for."""
        return files_for(self.patterns, self)

    def api(self, asked: Asked) -> Reply:
        self.questions += 1
        if self.questions > self.limit:
            message = {
                "message": "API rate limit exceeded for 192.0.2.1.",
                "documentation_url": "https://docs",
            }
            headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1790845200"}
            return Reply(json.dumps(message), JSON, 403, headers)
        _, _, owner, name, kind, *rest = asked.path.split("/")
        if kind == "contents":
            return self.contents("/".join(rest), f"/{owner}/{name}/{asked.query.get('ref', 'main')}/")
        return self.tree(rest[1], recursive=asked.query.get("recursive") == "1")

    def contents(self, folder: str, raw: str) -> Reply:
        inside = f"{folder}/" if folder else ""
        names = {path.removeprefix(inside).split("/")[0] for path in self.files if path.startswith(inside)}
        if not names:
            return Reply(json.dumps({"message": "Not Found", "status": "404"}), JSON, 404)
        entries = [
            {
                "name": name,
                "path": inside + name,
                "type": "file" if inside + name in self.files else "dir",
                "download_url": self.origin + raw + inside + name if inside + name in self.files else None,
            }
            for name in sorted(names)
        ]
        return Reply(json.dumps(entries[:MOST_LISTED]), JSON)

    def tree(self, name: str, *, recursive: bool) -> Reply:
        folder = next((f for f in self.folders() if sha(f) == name), "")
        inside = f"{folder}/" if folder else ""
        folders = self.folders()
        below = {
            path.removeprefix(inside): "tree" if path in folders else "blob"
            for path in [*folders, *self.files]
            if path.startswith(inside) and path != folder
        }
        shown = {path: kind for path, kind in sorted(below.items()) if recursive or "/" not in path}
        entries = [
            {"path": path, "type": kind, "sha": sha(inside + path)} for path, kind in shown.items() if path
        ]
        cut = len(entries) > self.largest_tree
        return Reply(json.dumps({"sha": name, "tree": entries[: self.largest_tree], "truncated": cut}), JSON)

    def folders(self) -> set[str]:
        return {str(p) for path in self.files for p in PurePosixPath(path).parents if str(p) != "."}


def sha(path: str) -> str:
    return hashlib.sha1(path.encode()).hexdigest()


def files_for(patterns: Iterable[str], server: PlatformServer) -> dict[str, str]:
    """Files that fit the patterns: all lectures in one, or one lecture in each."""
    files: dict[str, str] = {}
    for pattern in patterns:
        suffix = PurePosixPath(pattern).suffix
        if not set(pattern) & set("*?"):
            files[pattern] = listed(server, server.lectures, suffix)
            continue
        for lecture in server.lectures:
            day = f"{lecture.start(server.today, server.zone):%Y-%m-%d}"
            files[pattern.replace("**", "x").replace("*", f"{day}-talk")] = single(server, lecture, suffix)
    return files


def record(server: PlatformServer, lecture: Lecture) -> dict[str, str]:
    start = lecture.start(server.today, server.zone)
    return {
        "title": lecture.title,
        "speaker": lecture.speaker,
        "affiliation": lecture.affiliation,
        "date": f"{start:%Y-%m-%d %H:%M}",
        "location": lecture.room,
        "abstract": lecture.abstract,
    }


def single(server: PlatformServer, lecture: Lecture, suffix: str) -> str:
    """One lecture as a file of its own."""
    if suffix not in {".md", ".html", ".qmd"}:
        return listed(server, (lecture,), suffix)
    keys = record(server, lecture)
    abstract = keys.pop("abstract")
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
    return f"---\n{head}---\n{abstract}\n"


def listed(server: PlatformServer, lectures: Iterable[Lecture], suffix: str) -> str:
    """Lectures as a list in one file of a kind."""
    records = [record(server, lecture) for lecture in lectures]
    if suffix in {".json", ".yml", ".yaml"}:
        return json.dumps(records, ensure_ascii=False)
    if suffix == ".js":
        return f"const talks = {json.dumps(records, ensure_ascii=False)};\n"
    rows = "".join(
        f"<tr><td>{r['date']}</td><td>{r['speaker']} ({r['affiliation']})</td><td>{r['title']}</td></tr>"
        for r in records
    )
    if suffix in {".html", ".htm"}:
        head = "<tr><th>Date</th><th>Speaker</th><th>Title</th></tr>"
        return f"<html><body><h1>Seminar</h1><table>{head}{rows}</table></body></html>"
    if suffix == ".xml":
        items = "".join(
            f"<item><title>{r['title']}</title><description>Speaker: {r['speaker']} ({r['affiliation']})"
            f"&lt;br&gt;Date: {r['date']}</description></item>"
            for r in records
        )
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>Seminar</title>{items}</channel></rss>'
        )
    labels = ("Title", "Speaker", "Date", "Location", "Abstract")
    if suffix == ".txt":
        return "\n\n".join("\n".join(f"{label}: {r[label.lower()]}" for label in labels) for r in records)
    lines = "".join(
        f"| {r['date']} | {r['speaker']} ({r['affiliation']}) | {r['title']} |\n" for r in records
    )
    return f"# Seminar\n\n| Date | Speaker | Title |\n| --- | --- | --- |\n{lines}"
