"""The language of what people read: English in the code, others from the catalogs in translations/.

`_("{count:,} rows", count=rows)` is the text in the language of the person whose page is drawn,
with numbers and dates as that language writes them.
"""

from language.charts import chart_locale
from language.current import using
from language.texts import (
    N_,
    as_in,
    capitalized,
    gettext,
    in_sentence,
    known_as,
    ngettext,
    recognized,
    translated,
)

_ = gettext

__all__ = [
    "N_",
    "_",
    "as_in",
    "capitalized",
    "chart_locale",
    "gettext",
    "in_sentence",
    "known_as",
    "ngettext",
    "recognized",
    "translated",
    "using",
]
