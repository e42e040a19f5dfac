"""Whatever stands where a moment should, it is one or none."""

from datetime import datetime

from hypothesis import example, given
from hypothesis import strategies as st

from blog2book.fetch.servers import seconds_of
from blog2book.readers.markdown.fields import moment_of
from blog2book.readers.times import mail_moment, moment

FIGURES = st.from_regex(r"\A\d{1,30}\Z") | st.integers(0, 99).map(str)
WRITTEN = st.one_of(
    st.builds("{}-{}-{}{}{}:{}:{}{}{}".format, FIGURES, FIGURES, FIGURES, st.sampled_from("T -"),
              FIGURES, FIGURES, FIGURES, st.sampled_from(["Z", "+", "-", " +", ""]), FIGURES),
    st.builds("Wed, {} Jul {} {}:{}:{} {}{}".format, FIGURES, FIGURES, FIGURES, FIGURES, FIGURES,
              st.sampled_from(["+", "-", "GMT"]), FIGURES),
    FIGURES,
)  # fmt: skip


@given(WRITTEN)
@example("Wed, 25 Jul 2012 22:31:999999999999999999999 +0000")
def test_figures_of_any_length_are_a_moment_or_none(written: str) -> None:
    """A stamp with figures that no clock has costs its day, and stops nothing."""
    for found in (mail_moment(written), moment(written), moment_of(written)[0]):
        assert found is None or isinstance(found, datetime)
    assert (seconds_of(written, "Wed, 25 Jul 2012 22:31:24 GMT") or 0.0) >= 0
