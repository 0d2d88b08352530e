"""The definitions of a drawing: gradients, patterns and clips."""

from __future__ import annotations


class Definitions:
    """The definitions of a drawing, each once, with a short id."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self.size = 0

    def use(self, tag: str, body: str) -> str:
        """A `url(#…)` for an element, given as its tag and everything after the id attribute."""
        key = f"{tag} {body}"  # the body starts with a space or bracket
        name = self._ids.get(key)
        if name is None:
            name = self._ids[key] = f"d{len(self._ids)}"
            self.size += len(key) + len(name) + 8
        return f"url(#{name})"

    def forget(self, count: int) -> None:
        """Keep only the first `count`, to undo what an unused drawing added."""
        while len(self._ids) > count:
            key, name = self._ids.popitem()
            self.size -= len(key) + len(name) + 8

    def __len__(self) -> int:
        return len(self._ids)

    def svg(self) -> str:
        """The `<defs>` element, or nothing."""
        parts = []
        for key, name in self._ids.items():
            tag, _, body = key.partition(" ")
            parts.append(f'<{tag} id="{name}"{body}')
        return f"<defs>{''.join(parts)}</defs>" if parts else ""
