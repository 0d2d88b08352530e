"""The language of what people read: English in the code, others from the catalogs in translations/.

`_("{count:,} rows", count=rows)` is the text in the language of the person whose page is drawn,
with numbers and dates as that language writes them.
"""

from language.charts import chart_locale
from language.current import using
from language.texts import (
    N_,
    capitalized,
    format_plain,
    gettext,
    in_all_languages,
    in_sentence,
    ngettext,
    recognized,
    translated,
)

_ = gettext

__all__ = [
    "N_",
    "_",
    "capitalized",
    "chart_locale",
    "format_plain",
    "gettext",
    "in_all_languages",
    "in_sentence",
    "ngettext",
    "recognized",
    "translated",
    "using",
]
