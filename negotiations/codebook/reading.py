"""Reads YAML or JSON files that people write, and says where and what is wrong with them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from negotiations.codebook.references import Problem, resolve
from negotiations.codebook.shape import Codebook

LARGEST_FILE = 5_000_000  # bytes; a codebook of thousands of persons stays far below


class FileError(Exception):
    """A file that cannot be used; its text names the file, the line or path, and what was expected."""


class _Loader(yaml.SafeLoader):
    """Safe; a key that stands twice is an error instead of a silent loss, and days stay as they are written."""

    yaml_implicit_resolvers = {
        first: [(tag, shape) for tag, shape in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_codebook(path: Path) -> Codebook:
    """The checked codebook of a file. Raises FileError with one line per problem."""
    text = read_text(path)
    data = parse_data(text, path)
    if not isinstance(data, dict):
        raise FileError(f"{path}: expected a mapping with `negotiation`, `title`, `parties`, …")
    return check_codebook(data, path, text)


def check_codebook(data: dict[str, Any], path: Path, text: str = "") -> Codebook:
    try:
        codebook = Codebook.model_validate(data)
    except ValidationError as error:
        raise FileError(describe(path, text, problems_of(error))) from error
    if problems := resolve(codebook):
        raise FileError(describe(path, text, problems))
    return codebook


def read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise FileError(f"{path}: larger than {LARGEST_FILE:,} bytes; expected a file written by people")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FileError(f"{path}: expected UTF-8; byte {error.start} is not. Save the file as UTF-8.") from error


def parse_data(text: str, path: Path) -> Any:
    """The data of a YAML file, or of a JSON file when the name ends in .json."""
    return _parse_json(text, path) if path.suffix == ".json" else _parse_yaml(text, path)


def _parse_json(text: str, path: Path) -> Any:
    try:
        return json.loads(text, object_pairs_hook=each_key_once)
    except json.JSONDecodeError as error:
        raise FileError(f"{path}:{error.lineno}: not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise FileError(f"{path}: not JSON: {error}") from error


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise ValueError(f"the key {key!r} stands twice")
    return found


def _parse_yaml(text: str, path: Path) -> Any:
    try:
        return yaml.load(text, _Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FileError(f"{path}:{line}: not YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FileError(f"{path}: not YAML: {error}") from error


def problems_of(error: ValidationError) -> list[Problem]:
    """Pydantic's complaints in the words of the file."""
    return [Problem(tuple(e["loc"]), e["msg"].removeprefix("Value error, ")) for e in error.errors()]


def describe(path: Path, text: str, problems: Iterable[Problem]) -> str:
    """One line per problem: `file:line: path.of.keys: what was expected`."""
    root = _nodes(text)
    return "\n".join(f"{path}{_line(root, p.path)}: {_keys(p.path)}{p.message}" for p in problems)


def _nodes(text: str) -> yaml.Node | None:
    """Where each part of the text stands; None where it is JSON that YAML does not read."""
    try:
        root: yaml.Node | None = yaml.compose(text.replace("\t", " "), yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return root


def _keys(path: tuple[str | int, ...]) -> str:
    words = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return f"{words.lstrip('.')}: " if words else ""


def _line(node: yaml.Node | None, path: tuple[str | int, ...]) -> str:
    """`:12` for the deepest node of the path that the file holds, nothing where none does."""
    if node is None:
        return ""
    for key in path:
        child = _child(node, key)
        if child is None:
            break
        node = child
    return f":{node.start_mark.line + 1}"


def _child(node: yaml.Node, key: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        child: yaml.Node = node.value[key]
        return child
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    return None
