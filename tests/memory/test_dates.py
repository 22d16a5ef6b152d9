"""Dates: what means one becomes it, what only looks like one stays, and what means none that is known is named."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reverie.memory.dates import make_absolute, relative_phrases

SUNDAY = date(2026, 11, 22)
WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("We decided yesterday to use Postgres", "We decided 2026-11-21 to use Postgres"),
        ("Yesterday we moved.", "2026-11-21 we moved."),
        ("yesterday's outage was DNS", "2026-11-21's outage was DNS"),
        ("the day before yesterday", "2026-11-20"),
        ("The key changes the day after tomorrow", "The key changes 2026-11-24"),
        ("We freeze tomorrow at 5pm", "We freeze 2026-11-23 at 5pm"),
        ("It broke last Friday", "It broke 2026-11-20"),
        ("It broke last night", "It broke 2026-11-21"),
        ("It broke this morning", "It broke 2026-11-22"),
        ("The demo is tonight", "The demo is 2026-11-22"),
        ("3 weeks ago we moved to uv", "2026-11-01 we moved to uv"),
        ("three weeks ago we moved", "2026-11-01 we moved"),
        ("a fortnight ago", "2026-11-08"),
        ("about 2 months ago", "about 2026-09"),
        ("a year ago", "2025"),
        ("an hour ago", "2026-11-22"),
        ("two quarters ago", "2026-Q2"),
        ("The launch is 5 days from now", "The launch is 2026-11-27"),
        ("We launch in 3 weeks", "We launch 2026-12-13"),
        ("The launch is next month", "The launch is 2026-12"),
        ("last month's bill", "2026-10's bill"),
        ("Since last quarter we use uv", "Since 2026-Q3 we use uv"),
        ("next year", "2027"),
        ("late last year", "late 2025"),
        ("We moved last week", "We moved the week of 2026-11-09"),
        ("last weekend", "the weekend of 2026-11-14"),
        ("Friday last week", "2026-11-13"),
        ("next week Tuesday", "2026-11-24"),
        ("since Monday the cluster is new", "since 2026-11-16 the cluster is new"),
        ("must be merged by Friday", "must be merged by 2026-11-27"),
        ("On Monday we decided to freeze", "On 2026-11-16 we decided to freeze"),
        ("last March we moved", "2026-03 we moved"),
        ("next March", "2027-03"),
        ("In May we shipped it", "In 2026-05 we shipped it"),
        ("On November 3 we decided", "On 2026-11-03 we decided"),
        ("valid until 12 January", "valid until 2027-01-12"),
        ("It failed twice in the last 3 months", "It failed twice in the 3 months before 2026-11-22"),
        ("The API currently returns XML", "The API as of 2026-11-22 returns XML"),
        ("We now use uv", "We as of 2026-11-22 use uv"),
        ("From now on use tabs", "From 2026-11-22 on use tabs"),
        ("until today it was npm", "until 2026-11-22 it was npm"),
        ("At the moment CI is slow", "As of 2026-11-22 CI is slow"),
        ("3\nweeks ago", "2026-11-01"),
    ],
)
def test_a_phrase_of_english_becomes_its_date(said: str, meant: str) -> None:
    assert make_absolute(said, SUNDAY) == meant
    assert relative_phrases(meant, SUNDAY) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Gestern haben wir umgestellt", "2026-11-21 haben wir umgestellt"),
        ("Vorgestern war der Ausfall", "2026-11-20 war der Ausfall"),
        ("Wir liefern morgen aus", "Wir liefern 2026-11-23 aus"),
        ("seit letztem Freitag", "seit 2026-11-20"),
        ("heute Morgen fiel es aus", "2026-11-22 fiel es aus"),
        ("vor drei Wochen haben wir gewechselt", "2026-11-01 haben wir gewechselt"),
        ("letzten Monat", "2026-10"),
        ("Wir nutzen jetzt uv und nicht pip", "Wir nutzen Stand 2026-11-22 uv und nicht pip"),
        ("hier nous avons décidé", "2026-11-21 nous avons décidé"),
        ("la semaine dernière nous avons migré", "la semaine du 2026-11-09 nous avons migré"),
        ("il y a trois semaines", "2026-11-01"),
        ("depuis lundi dernier avec uv", "depuis 2026-11-16 avec uv"),
        ("le mois prochain", "2026-12"),
        ("ayer decidimos usar uv", "2026-11-21 decidimos usar uv"),
        ("la semana pasada", "la semana del 2026-11-09"),
        ("hace dos meses que usamos uv", "2026-09 que usamos uv"),
        ("mañana por la mañana hay una demo", "2026-11-23 por la mañana hay una demo"),
        ("el lunes pasado", "2026-11-16"),
    ],
)
def test_simple_words_of_other_languages_too(said: str, meant: str) -> None:
    assert make_absolute(said, SUNDAY) == meant


@pytest.mark.parametrize(
    "text",
    [
        "the `yesterday` helper returns last week's rows in `tomorrow.css`".replace("last week's", "the"),
        "```\nyesterday = today - 1 day ago\n```",
        "see https://example.com/today/last-week for it",
        "tomorrow.css, yesterday_helper, last-week, today/tomorrow, TODAY, {today}, now(), --today, todayView",
        'the label "3 weeks ago" and the heading “Last month”',
        "the last commit, the last release, the last line, next time, last time, the next day, next sprint",
        "Friday deploys are forbidden",
        "No deploys on Friday",
        "Never deploy before Friday noon",
        "every Monday we release, on Fridays never",
        "Day 2 operations begin after the install",
        "May be slow. We may march on. It might. March is a function.",
        "in March 2025 we moved; on 3 March 2025; since May 2024; 2026-11-20",
        "Tokens expire in 30 days; tests finish in 3 minutes; retry within 2 days",
        "Logs of the last 30 days are kept",
        "the last month of the year, the first week of the quarter",
        "If yesterday's backup is missing, page the owner",
        "If a job is currently running, wait for it; the currently open file",
        "Run make. Now push it. Now, wait. What to do now that we use uv",
        "as soon as possible; how soon; least recently used; the recently used list; shortly after the start",
        "the Today screen; the today view; a tomorrow branch",
        "hier wird nicht geraucht und dort auch nicht",
        "jeden Morgen; am Morgen; sobald es geht; so bald wie möglich",
        "por la mañana; cada mañana; tan pronto como sea posible el build",
        "a bald eagle; the demain module; eventually consistent; daily, weekly and nightly builds",
        "older than 3 weeks, 3 days later, 2 weeks before the release, after 5 days",
        "weekday, yesterdays, todays, tomorrowland, knows, snow",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert relative_phrases(text, SUNDAY) == []
    assert make_absolute(text, SUNDAY) == text


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("We recently moved to Fly", "recently"),
        ("The API was recently changed", "recently"),
        ("CI is flaky lately", "lately"),
        ("v2 ships soon", "soon"),
        ("We met the other day", "the other day"),
        ("A while ago we used npm", "A while ago"),
        ("a few days ago it broke", "a few days ago"),
        ("several months ago", "several months ago"),
        ("we migrate in the near future", "in the near future"),
        ("Wir haben kürzlich gewechselt", "kürzlich"),
        ("neulich ist es ausgefallen und seitdem nicht", "neulich"),
        ("nous avons migré récemment", "récemment"),
        ("hace poco cambiamos", "hace poco"),
        ("cambiamos hace unos días", "hace unos días"),
    ],
)
def test_what_means_no_date_that_is_known_is_named_and_stays(text: str, phrase: str) -> None:
    (found,) = relative_phrases(text, SUNDAY)
    assert (found.text, found.becomes) == (phrase, None)
    assert make_absolute(text, SUNDAY) == text


def test_next_friday_is_unclear_while_it_is_still_this_week() -> None:
    (found,) = relative_phrases("due next Friday", WEDNESDAY)
    assert found.becomes is None
    assert found.means == ("2026-11-20", "2026-11-27")
    assert make_absolute("due next Friday", SUNDAY) == "due 2026-11-27"
    assert make_absolute("due this Friday", WEDNESDAY) == "due 2026-11-20"
    assert make_absolute("last Friday", date(2026, 11, 20)) == "2026-11-13"


def test_the_turn_of_a_year_is_counted_right() -> None:
    january = date(2026, 1, 31)
    text = "last month, last quarter, last week, 2 months ago, next month"
    assert make_absolute(text, january) == "2025-12, 2025-Q4, the week of 2026-01-19, 2025-11, 2026-02"


@pytest.mark.parametrize("today", [date.min, date.max, date(1, 1, 2), date(9999, 12, 30)])
def test_where_the_calendar_ends_nothing_breaks(today: date) -> None:
    text = "yesterday tomorrow, last week, next week, last Friday, next Friday, this weekend, 9999 years ago"
    make_absolute(
        f"{text}, 9999 days ago, Monday next week, 9999 quarters from now, 9999 weeks ago, on Nov 3 we moved", today
    )


_SOME = """
yesterday today now last next this week month Friday March 3 ago in the weeks days since by we moved will not if
recently soon gestern heute letzte Woche hier demain ayer `code` . , ( ) 2026-11-20 every may May ' "
"""
_WORDS = st.sampled_from([*_SOME.split(), "\n"])


@given(st.lists(_WORDS, max_size=12).map(" ".join), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_what_was_made_absolute_stays_so(text: str, today: date) -> None:
    once = make_absolute(text, today)
    assert make_absolute(once, today) == once
    assert all(phrase.becomes is None for phrase in relative_phrases(once, today))


@given(st.text(max_size=200), st.dates(date.min, date.max))
def test_any_text_at_any_time_is_read(text: str, today: date) -> None:
    for phrase in relative_phrases(text, today):
        assert text[phrase.start : phrase.end] == phrase.text


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_weekdays_are_the_nearest_ones(today: date) -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    for number, name in enumerate(names):
        last = date.fromisoformat(make_absolute(f"last {name}", today))
        assert last.weekday() == number and timedelta(0) < today - last <= timedelta(7)
        coming = date.fromisoformat(make_absolute(f"this {name}", today))
        assert coming.weekday() == number and timedelta(0) <= coming - today < timedelta(7)


def _run(code: str, zone: str = "UTC") -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env={"TZ": zone}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


_READ = "from datetime import date; from reverie.memory.dates import make_absolute; import sys; "


@pytest.mark.parametrize(
    ("text", "is_loaded"), [("It broke 3 weeks ago, last Friday.", False), ("On May 3 it broke", True)]
)
def test_dateparser_is_loaded_for_a_day_without_its_year_alone(text: str, is_loaded: bool) -> None:
    assert _run(f"{_READ} make_absolute({text!r}, date(2026, 11, 22)); print('dateparser' in sys.modules)") == str(
        is_loaded
    )


@pytest.mark.parametrize("zone", ["Nonsense/Zone", ":/etc/nothing", "", "UTC+25", "Pacific/Kiritimati"])
def test_the_zone_of_the_machine_changes_no_date(zone: str) -> None:
    assert (
        _run(f"{_READ} print(make_absolute('On May 3 it broke', date(2026, 11, 22)))", zone) == "On 2026-05-03 it broke"
    )
