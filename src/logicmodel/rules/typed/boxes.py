"""D, boxes and arrows: what may be one or two, was merged or proposed, or is said in two ways."""

from logicmodel.config import Config
from logicmodel.model import Element, Link, Place, Profile, Severity
from logicmodel.rules.nearness import nearly_the_same
from logicmodel.rules.rule import Hit, Hits, listed, quoted, rule, stage_word
from logicmodel.rules.said import difference, joined_rows, new_ref
from logicmodel.rules.typed.telling import hit_at, noticed, sheet_of, some
from logicmodel.theory import Theory, has_mark
from logicmodel.words.spelling import plain


@rule("D007", "one-ref-two-meanings", Severity.WARNING, Profile.SKETCH)
def one_ref_two_meanings(theory: Theory, config: Config) -> Hits:
    """Every Ref that is used means one row.

    The arrow would silently go to the wrong box.
    """
    for each in noticed(theory, "same_number"):
        yield hit_at(
            theory,
            each,
            f"{each.text} hold the same number, {each.detail}, and are only shown as two.",
            "Format the column Ref as text, and type both Refs again.",
        )
    for each in noticed(theory, "ref_is_a_date"):
        yield hit_at(
            theory,
            each,
            f"The Ref {each.text} is a date: the spreadsheet has made one of what was typed.",
            "Format the column Ref as text, and type the Ref again.",
        )
    for each in noticed(theory, "one_ref_two_sheets"):
        first, _, second = each.detail.partition(" and ")
        yield hit_at(
            theory,
            each,
            f"{each.text} stands in {first} and in {second}; the one in {first} was taken.",
            f"Type “{first}!{each.text}” or “{second}!{each.text}”, or give one of them another Ref.",
        )
    for each in noticed(theory, "new_ref"):
        advice = "Nothing to do; or give one of the two another Ref, so that the plan and both files say the same."
        yield hit_at(theory, each, new_ref(each), advice, Severity.ADVICE)


@rule("D008", "near-duplicate", Severity.ADVICE, Profile.SKETCH)
def near_duplicate(theory: Theory, config: Config) -> Hits:
    """No two boxes of one stage, and no two needs of one kind, say nearly the same.

    A slip of spelling splits one box in two; merging them unasked may join what you keep apart. Texts that differ only
    in digits are left alone.
    """
    for earlier, later in nearly_the_same(theory):
        yield Hit(
            later,
            f"{quoted(earlier.text)} ({earlier.id}) and {quoted(later.text)} are nearly the same."
            if plain(earlier.text) != plain(later.text)
            else f"{quoted(later.text)} stands here and in {earlier.id}.",
            f"If they are one, delete this row and point to {earlier.id}; if not, make the difference plain.",
            refs=(earlier.id, later.id),
        )


@rule("D009", "same-words-two-stages", Severity.WARNING, Profile.SKETCH)
def same_words_two_stages(theory: Theory, config: Config) -> Hits:
    """No statement stands at two stages.

    One of the two is at the wrong stage, or nothing changes between them.
    """
    first: dict[str, Element] = {}
    for element in theory.elements:
        text = plain(element.text)
        if not text or element.stage is None:
            continue
        other = first.setdefault(text, element)
        if (other.stage, other.term) != (element.stage, element.term):
            yield Hit(
                element,
                f"The same words stand as {stage_word(other)} ({other.id}) and as {stage_word(element)}.",
                "Keep one, or change this one to say what is different for people.",
                refs=(other.id, element.id),
            )


HOW_FOUND = {"row": "the order of the columns", "nesting": "the numbering or the nesting"}
"""How arrows to confirm were found, by basis."""


def _is_drafted(theory: Theory, link: Link) -> bool:
    """Say whether an arrow comes from drafting. A workbook does not say so: there, an arrow between proposals does."""
    between_proposals = all(end.status == "proposed" for end in theory.ends(link))
    return link.basis == "drafted" or (link.basis == "typed" and between_proposals)


@rule("D018", "arrows-to-confirm", Severity.WARNING, Profile.SKETCH)
def arrows_to_confirm(theory: Theory, config: Config) -> Hits:
    """Every arrow was typed, or looked at and confirmed, by a person.

    No table holds arrows; the program must not claim what you did not say. They are drawn dashed until confirmed.
    """
    found: dict[tuple[Place, str], int] = {}
    for link in theory.all_links:
        if has_mark(link, "to_confirm") and not _is_drafted(theory, link):
            key = (sheet_of(link.place), link.basis)
            found[key] = found.get(key, 0) + 1
    for (sheet, basis), count in found.items():
        were = "was" if count == 1 else "were"
        how = (
            f"{were} taken from {HOW_FOUND[basis]}" if basis in HOW_FOUND else f"{were} proposed, and not confirmed yet"
        )
        yield Hit(
            theory.plan,
            f"{some(count, 'arrow')} on “{sheet.sheet}” {how}.",
            "Look at each, delete what is wrong, and take away “To confirm”.",
            about=str(sheet),
            place=sheet,
            count=count,
        )


@rule("D019", "boxes-merged", Severity.ADVICE, Profile.SKETCH)
def boxes_merged(theory: Theory, config: Config) -> Hits:
    """You know which boxes stand in several cells, and which cells were filled from above.

    The same outcome in three rows is one outcome; you must be able to see that it was taken so.
    """
    merged = {sheet_of(each.place): each for each in noticed(theory, "merged_boxes")}
    filled: dict[Place, int] = {}
    for each in noticed(theory, "filled_down"):
        sheet = sheet_of(each.place)
        filled[sheet] = filled.get(sheet, 0) + each.count
    for sheet in dict.fromkeys((*merged, *filled)):
        parts = []
        if box := merged.get(sheet):
            were = "was" if box.count == 1 else "were"
            boxes = f"{box.count} box{'' if box.count == 1 else 'es'}"
            parts.append(f"{boxes} {were} made from {box.detail} cells with the same words")
        if count := filled.get(sheet):
            were = "was" if count == 1 else "were"
            parts.append(f"{some(count, 'cell')} {were} filled from above or from the letters of the Ref")
        yield Hit(
            theory.plan,
            f"{'; '.join(parts)}.",
            "Nothing to do if that is right; else make the words differ, or fill the cells.",
            about=str(sheet),
            place=sheet,
        )
    for each in noticed(theory, "joined_rows"):
        yield Hit(
            theory.plan,
            joined_rows(each),
            "Nothing to do if that is right; else make the words differ.",
            about=str(sheet_of(each.place)),
            place=sheet_of(each.place),
        )


@rule("D026", "said-twice", Severity.WARNING, Profile.SKETCH)
def said_twice(theory: Theory, config: Config) -> Hits:
    """What is said in two places is the same.

    Two places for one reason are convenient until they differ.
    """
    for each in noticed(theory, "said_twice"):
        yield hit_at(theory, each, difference(each), "Delete one of the two.")
    for each in noticed(theory, "cell_twice"):
        message = f"The cell stands in the file twice: {quoted(each.detail)} is used, {quoted(each.text)} is not."
        yield hit_at(theory, each, message, "Type what is right into the cell, and save the file anew.")


@rule("D027", "suggestions-open", Severity.ADVICE, Profile.SKETCH)
def suggestions_open(theory: Theory, config: Config) -> Hits:
    """Everything that the program suggested has been agreed or deleted.

    The program proposes, a person decides; a bid must not hold what nobody has agreed to.
    """
    rows = [element for element in theory.elements if element.status == "proposed"]
    arrows = [link for link in theory.all_links if has_mark(link, "to_confirm") and _is_drafted(theory, link)]
    if rows or arrows:
        counts = ((len(rows), "suggested row"), (len(arrows), "suggested arrow"))
        said = listed([some(count, what) for count, what in counts if count])
        yield Hit(
            theory.plan,
            f"{said} {'is' if len(rows) + len(arrows) == 1 else 'are'} not agreed yet.",
            "In Status, choose Agreed for those you keep, and delete the others.",
            refs=tuple(element.id for element in rows) + tuple(link.ref for link in arrows),
        )
