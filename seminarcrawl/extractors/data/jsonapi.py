"""JSON:API documents (Drupal and others): resources as plain records, with what they refer to."""

from __future__ import annotations

from seminarcrawl.extractors.data.text import Tree
from seminarcrawl.reading.bounds import Told, untold

Resource = dict[str, Tree]
# Attributes that are about the entry in its software, not about the event.
_INTERNAL = frozenset({"status", "promote", "sticky", "default_langcode", "path", "metatag", "sorting"})
_MOST_RESOURCES = 5_000


def plain_records(tree: Tree, too_many: Told = untold) -> Tree:
    """The resources of a JSON:API document as records; any other tree as it is."""
    if not isinstance(tree, dict):
        return tree
    data = tree.get("data")
    resources: list[Tree] = data if isinstance(data, list) else [data]
    if not resources or not all(_is_resource(one) for one in resources[:_MOST_RESOURCES]):
        return tree
    if len(resources) > _MOST_RESOURCES:
        too_many(f"{_MOST_RESOURCES:,} resources")
    known = {_name(one): one for one in _dicts(tree.get("included"))}
    return [_record(one, known) for one in _dicts(resources)]


def _is_resource(node: Tree) -> bool:
    return isinstance(node, dict) and {"type", "id", "attributes"} <= node.keys()


def _dicts(nodes: Tree) -> list[Resource]:
    return (
        [one for one in nodes[:_MOST_RESOURCES] if isinstance(one, dict)] if isinstance(nodes, list) else []
    )


def _name(resource: Resource) -> tuple[str, str]:
    return str(resource.get("type")), str(resource.get("id"))


def _record(resource: Resource, known: dict[tuple[str, str], Resource]) -> Resource:
    """A resource's attributes, its ID and page, and the attributes of what it refers to."""
    attributes = resource.get("attributes")
    own = attributes if isinstance(attributes, dict) else {}
    record: Resource = {"uid": resource.get("id")}
    path = own.get("path")
    if isinstance(path, dict) and path.get("alias"):
        record["url"] = path["alias"]
    record.update({key: value for key, value in own.items() if key not in _INTERNAL})
    relationships = resource.get("relationships")
    for key, relation in relationships.items() if isinstance(relationships, dict) else ():
        named = [one for other in _targets(relation) if (one := _named(known.get(_name(other))))]
        if named:
            record.setdefault(key, named[0] if len(named) == 1 else list(named))
    return record


def _targets(relation: Tree) -> list[Resource]:
    data = relation.get("data") if isinstance(relation, dict) else None
    return _dicts(data if isinstance(data, list) else [data])


def _named(resource: Resource | None) -> Resource | None:
    """What a resource referred to says of itself: a person's, a place's or a topic's name and the like."""
    attributes = resource.get("attributes") if resource else None
    if not isinstance(attributes, dict):
        return None
    named: Resource = {key: value for key, value in attributes.items() if key not in _INTERNAL and value}
    if "name" not in named and "title" in named:
        named["name"] = named.pop("title")
    return named
