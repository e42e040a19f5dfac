"""Puts counters into a template where it is parsed, so that nothing in it goes on uncounted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.visitor import NodeTransformer

from blog2book.render import filters

_NODES_PER_STEP = 8
_Kind = TypeVar("_Kind", bound=nodes.Node)
_REGIONS = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a template: its file, the line, and the block around it ("" for none).

    `literal` says whether the template's own text stands there, or what a name stands for.
    """

    file: str
    line: int
    block: str
    literal: bool


OPEN, CLOSE = "\x02", "\x03"
"""Around the number of a spot, in what a tracing template prints."""


class Meter(NodeTransformer):
    """Rewrites a parsed template.

    Each turn of a loop, each call of a macro and each block counts by the size of its body; text,
    comparisons, slices, joins by `~` and new lists count by their length. With `spots`, what is
    printed carries marks that lead back to template, line and block.
    """

    def __init__(
        self, environment: Environment, file: str, spots: list[Spot] | None = None
    ) -> None:
        self._environment = environment
        self._file = file
        self._spots = spots
        self._blocks: list[str] = []

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja2 calls it by this name
        """Count the turns, also those that the loop's own test leaves out.

        A recursive loop takes its further turns without coming by its beginning again.
        """
        self.generic_visit(node)
        test = [node.test] if node.test else []
        steps = _steps(test if node.recursive else [*test, *node.body])
        node.iter = self._filter(filters.TURNS, node.iter, self._const(node, steps))
        if node.recursive:
            self._count(node)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 - see visit_For
        """Count the calls."""
        self.generic_visit(node)
        self._count(node)
        return node

    visit_CallBlock = visit_Macro  # noqa: N815 - see visit_For

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802 - see visit_For
        """Count the block, and know its name for what is in it."""
        self._blocks.append(node.name)
        self.generic_visit(node)
        self._blocks.pop()
        self._count(node)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - see visit_For
        """Count the template's own text; marks go before each thing that is printed."""
        length = sum(len(one.data) for one in node.nodes if isinstance(one, nodes.TemplateData))
        self.generic_visit(node)
        children = list(self._marked(node.nodes)) if self._spots is not None else node.nodes
        if length:
            children = [self._filter(filters.TEXT, self._const(node, length)), *children]
        node.nodes = children
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - see visit_For
        """Count what is compared."""
        self.generic_visit(node)
        node.expr = self._filter(filters.COMPARED, node.expr)
        for operand in node.ops:
            operand.expr = self._filter(filters.COMPARED, operand.expr)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - see visit_For
        """Count what `~` joins; it joins text only."""
        self.generic_visit(node)
        node.nodes = [self._filter(filters.PIECE, one) for one in node.nodes]
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802 - see visit_For
        """Count what is sliced: a slice is a copy."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = self._weighed(node.node)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802 - see visit_For
        """Count what a new list holds, also in lists inside it."""
        self.generic_visit(node)
        return self._weighed(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802 - see visit_For
        """Count what a new table holds."""
        self.generic_visit(node)
        for pair in node.items:
            pair.key = self._filter(filters.COMPARED, pair.key)
        return self._weighed(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 - see visit_For
        """Count what a new tuple holds, unless it is the target of an assignment."""
        self.generic_visit(node)
        return node if node.ctx != "load" else self._weighed(node)

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 - see visit_For
        """Let nothing be kept from one rendering to the next: what is kept is not counted."""
        self.generic_visit(node)
        node.with_context = True
        return node

    visit_Import = visit_Include  # noqa: N815 - see visit_For
    visit_FromImport = visit_Include  # noqa: N815 - see visit_For

    def _count(self, node: nodes.For | nodes.Macro | nodes.CallBlock | nodes.Block) -> None:
        count = self._filter(filters.STEP, self._const(node, _steps(node.body)))
        node.body.insert(0, self._placed(nodes.Output([count]), node))

    def _marked(self, children: Sequence[nodes.Expr]) -> Iterator[nodes.Expr]:
        for child in children:
            if self._spots is not None:
                block = self._blocks[-1] if self._blocks else ""
                literal = isinstance(child, nodes.TemplateData)
                self._spots.append(Spot(self._file, child.lineno, block, literal))
                mark = nodes.TemplateData(f"{OPEN}{len(self._spots) - 1}{CLOSE}")
                yield self._placed(mark, child)
            yield child

    def _weighed(self, node: nodes.Expr) -> nodes.Expr:
        return node if isinstance(node, nodes.Const) else self._filter(filters.WEIGH, node)

    def _filter(self, name: str, node: nodes.Node, *args: nodes.Expr) -> nodes.Expr:
        return self._placed(
            nodes.Filter(cast("nodes.Expr", node), name, list(args), [], None, None), node
        )

    def _const(self, node: nodes.Node, value: int) -> nodes.Expr:
        return self._placed(nodes.Const(value), node)

    def _placed(self, node: _Kind, like: nodes.Node) -> _Kind:
        node.set_lineno(like.lineno)
        node.set_environment(self._environment)
        return node


def _steps(body: Sequence[nodes.Node]) -> int:
    """Return how many steps it takes to go once through nodes, without the regions in them."""
    todo, count = list(body), 0
    while todo:
        node = todo.pop()
        count += 1
        if not isinstance(node, _REGIONS):
            todo.extend(node.iter_child_nodes())
    return 1 + count // _NODES_PER_STEP
