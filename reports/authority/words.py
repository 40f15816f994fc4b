"""Why a workbook is not taken, or a cell not mapped, in the reader's words."""

from django.utils.translation import gettext as _

from reports.authority.workbook import WorkbookError


def why(error: WorkbookError) -> str:
    words = {
        "broken": _("The file does not open as an Excel workbook."),
        "lost": _(
            "The workbook has parts that would not stay as they are (%(what)s): shapes, charts, controls or newer rules. "
            "Save it without them, or ask the authority for a plain one."
        ),
        "sheet": _("The workbook has no sheet called %(what)s."),
        "address": _("“%(what)s” is not the address of a cell. Write the column and the row, for example C7."),
        "merged": _("%(what)s is inside a merged cell. Choose the first cell of it."),
        "formula": _("%(what)s holds a formula of the form itself, and is left as it is."),
    }
    return words[error.code] % {"what": error.what}
