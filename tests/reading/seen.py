"""What is looked at in a plan that was read from a file."""

from logicmodel.model import Plan


def boxes(plan: Plan) -> dict[str, str]:
    return {box.id: box.text for box in plan.elements}


def arrows(plan: Plan) -> list[str]:
    return [link.ref for link in plan.links]


def left_out(plan: Plan) -> dict[str, str]:
    return {each.text: each.why for each in plan.account if each.fate == "left_out"}
