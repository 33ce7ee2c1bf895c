from __future__ import annotations

from negotiations.charts import shapes
from negotiations.templatetags.charts import svg


def test_nothing_that_is_written_out_is_markup() -> None:
    link = shapes.link('"><script>', "<b>title</b> & more", shapes.text("t", 1, 2, "<i>words</i>"))
    assert svg([link]) == (
        '<a href="&quot;&gt;&lt;script&gt;" tabindex="-1"><title>&lt;b&gt;title&lt;/b&gt; &amp; more</title>'
        '<text class="t" x="1.00%" y="2" text-anchor="start">&lt;i&gt;words&lt;/i&gt;</text></a>'
    )


def test_a_width_is_never_negative() -> None:
    assert shapes.rect("r", 10, -5, 0, 1).attributes["width"] == "0.00%"
