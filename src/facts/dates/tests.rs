//! What a user would notice: which words are a date, what days they mean, how two dates relate.

use super::*;
use crate::facts::Relation;
use crate::text::Lists;
use crate::text::Splitter;
use proptest::prelude::*;
use std::sync::LazyLock;

static LANGUAGE: LazyLock<(Words, Splitter)> = LazyLock::new(|| {
    let lists = Lists::default();
    (Words::new(&lists).unwrap(), Splitter::new(&lists).unwrap())
});

fn found(text: &str, anchor: &str) -> Vec<(String, DateValue)> {
    let (words, splitter) = &*LANGUAGE;
    let prose = Prose::plain(text, splitter);
    let dates = dates(&prose, words, Days::parse(anchor));
    dates.into_iter().map(|date| (prose.slice(&date.range).to_owned(), date.value)).collect()
}

/// Each date of the text and its days, with the document's date.
#[track_caller]
fn check_on(anchor: &str, text: &str, expected: &[(&str, &str)]) {
    let found: Vec<_> = found(text, anchor).into_iter().map(|(text, value)| (text, value.reading())).collect();
    let found: Vec<_> = found.iter().map(|(text, reading)| (text.as_str(), reading.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    check_on("2008-10-17", text, expected);
}

#[track_caller]
fn none(text: &str) {
    check(text, &[]);
}

fn value(text: &str, anchor: &str) -> DateValue {
    let mut dates = found(text, anchor);
    assert_eq!(dates.len(), 1, "{text}: {dates:?}");
    dates.remove(0).1
}

#[test]
fn full_dates() {
    check("It opened on October 16, 2008.", &[("October 16, 2008", "2008-10-16")]);
    check("It opened on 17 October 2008.", &[("17 October 2008", "2008-10-17")]);
    check("It opened Oct. 17th, 2008, late.", &[("Oct. 17th, 2008", "2008-10-17")]);
    check("on the 4th of July 1995", &[("4th of July 1995", "1995-07-04")]);
    check("Thursday, October 16, 2008", &[("Thursday, October 16, 2008", "2008-10-16")]);
    check("on 2008-10-17 and 10/17/2018", &[("2008-10-17", "2008-10-17"), ("10/17/2018", "2018-10-17")]);
    check("dated 31.12.2008.", &[("31.12.2008", "2008-12-31")]);
    check("sent 171446Z OCT 08 by wire", &[("171446Z OCT 08", "2008-10-17")]);
    check("at 2008-10-17T04:30:00Z", &[("2008-10-17T04:30:00Z", "2008-10-17")]);
    check("Fri Oct 17 00:00:00 +0200 2008", &[("Fri Oct 17 00:00:00 +0200 2008", "2008-10-17")]);
    check("in 2024-W15", &[("2024-W15", "2024-04-08 to 2024-04-14")]);
    check("31-Oct-1974", &[("31-Oct-1974", "1974-10-31")]);
}

#[test]
fn either_order_until_the_document_proves_one() {
    check("on 3/4/2013", &[("3/4/2013", "2013-03-04 or 2013-04-03")]);
    check("on 3/4/2013 and 3/14/2013", &[("3/4/2013", "2013-03-04"), ("3/14/2013", "2013-03-14")]);
    check("on 3/4/2013 and 14/3/2013", &[("3/4/2013", "2013-04-03"), ("14/3/2013", "2013-03-14")]);
}

#[test]
fn coarse_dates() {
    check("The bridge closed in 2003.", &[("2003", "2003")]);
    check("in October 2008 and May, 1750", &[("October 2008", "2008-10"), ("May, 1750", "1750-05")]);
    check("in early 2008", &[("early 2008", "2008-01-01 to 2008-05-25")]);
    check("in late September 2003", &[("late September 2003", "2003-09-16 to 2003-09-30")]);
    check("the late 1990's and the 1930s", &[("late 1990's", "1996 to 1999"), ("1930s", "1930 to 1939")]);
    check("in the '90s", &[("'90s", "1990 to 1999")]);
    check("in the nineties", &[("nineties", "1990 to 1999")]);
    check("in the mid-2010s", &[("mid-2010s", "2013 to 2016")]);
    check("a 17th-century mill", &[("17th-century", "1600 to 1699")]);
    check("in summer 2004", &[("summer 2004", "2004-06-01 to 2004-08-31")]);
    check("in the winter of 2004", &[("winter of 2004", "2003-12-01 to 2004-02-29 or 2004-12-01 to 2005-02-28")]);
    check("in Q3 2019", &[("Q3 2019", "2019-07-01 to 2019-09-30")]);
    check("in H1 2019", &[("H1 2019", "2019-01-01 to 2019-06-30")]);
    check("the third quarter of 2013", &[("third quarter of 2013", "2013-07-01 to 2013-09-30")]);
    check("the 12 months to March 2008", &[("the 12 months to March 2008", "2007-04-01 to 2008-03-31")]);
    check("the week of May 3, 2011", &[("the week of May 3, 2011", "2011-05-02 to 2011-05-08")]);
    check("in 400 BC and AD 79", &[("400 BC", "-399"), ("AD 79", "0079")]);
    check("results for FY2008", &[("FY2008", "2007 to 2008")]);
}

#[test]
fn holidays() {
    check("on Christmas Eve 2010", &[("Christmas Eve 2010", "2010-12-24")]);
    check("on Easter Monday 2019", &[("Easter Monday 2019", "2019-04-22")]);
    check("by Thanksgiving 2012", &[("Thanksgiving 2012", "no later than 2012-11-22")]);
    none("They lit the Christmas tree on Easter Island.");
}

#[test]
fn ranges() {
    check("from October 31-November 2, 2008", &[("October 31-November 2, 2008", "2008-10-31 to 2008-11-02")]);
    check("October 11-13, 2008", &[("October 11-13, 2008", "2008-10-11 to 2008-10-13")]);
    check("the night of 3 to 4 May 2011", &[("3 to 4 May 2011", "2011-05-03 to 2011-05-04")]);
    check("from 2003 to 2005", &[("2003 to 2005", "2003 to 2005")]);
    check("between 2003 and 2005", &[("2003 and 2005", "2003 to 2005")]);
    check("the 2008–09 season", &[("2008–09", "2008 to 2009")]);
    check("from 30 December to 2 January 2009", &[("30 December to 2 January 2009", "2008-12-30 to 2009-01-02")]);
    check("King Ola (reigned 1715–1720)", &[("1715–1720", "1715 to 1720")]);
    // Born and died: two days, no stretch.
    check("Ola Berg (3 May 1711 – 4 June 1776)", &[("3 May 1711", "1711-05-03"), ("4 June 1776", "1776-06-04")]);
    check("in the early to mid 1990s", &[("early to mid 1990s", "1990 to 1996")]);
}

#[test]
fn open_dates() {
    check("closed since 2003", &[("2003", "since 2003")]);
    check("until July 1805", &[("July 1805", "until 1805-07")]);
    check("as early as October 25, 2008", &[("as early as October 25, 2008", "as early as 2008-10-25")]);
    check("as early as 2000", &[("as early as 2000", "as early as 2000")]);
    check("no later than 3 May 2009", &[("no later than 3 May 2009", "no later than 2009-05-03")]);
    check("around May 3, 2007", &[("around May 3, 2007", "about 2007-05-03")]);
}

#[test]
fn years_without_a_date_of_their_own() {
    // 17 October 2008 is a Friday.
    check("The mayor met them in April.", &[("April", "2008-04")]);
    check("He will be there October 31-November 2.", &[("October 31-November 2", "2008-10-31 to 2008-11-02")]);
    check("They met on November 3.", &[("November 3", "2008-11-03 or 2007-11-03")]);
    check_on("", "They met on November 3.", &[("November 3", "a day of no certain year")]);
    check(
        "In May 2003 it rained. It was shut on June 4.",
        &[("May 2003", "2003-05"), ("June 4", "2003-06-04 or 2008-06-04")],
    );
}

#[test]
fn relative_dates() {
    check("It closed last month.", &[("last month", "2008-09")]);
    check("It closed yesterday.", &[("yesterday", "2008-10-16")]);
    check("It closed on Wednesday.", &[("Wednesday", "2008-10-15")]);
    check("It will open on Wednesday.", &[("Wednesday", "2008-10-22")]);
    check("It closed last Wednesday.", &[("last Wednesday", "2008-10-15 or 2008-10-08")]);
    check("earlier this year", &[("earlier this year", "2008-01-01 to 2008-10-17")]);
    check_on("2024-04", "It fell last September.", &[("last September", "2023-09")]);
    check("three days ago", &[("three days ago", "2008-10-14")]);
    check("several years ago", &[("several years ago", "no certain time")]);
    check("Wednesday of next week", &[("Wednesday of next week", "2008-10-22")]);
    check("It will open Tuesday the 21st.", &[("Tuesday the 21st", "2008-10-21")]);
    check("the end of the month", &[("end of the month", "2008-10-16 to 2008-10-31")]);
    check_on("", "It closed last month.", &[("last month", "no certain day")]);
    // Known to the month: any Wednesday that fits.
    let hazy = value("Last Wednesday it fell.", "2011-11");
    assert!(hazy.is_hazy && hazy.readings.len() == 5, "{hazy:?}");
}

#[test]
fn dates_counted_from_the_one_before() {
    check("In 2015 it fell. A year later it stood.", &[("2015", "2015"), ("A year later", "2016")]);
    check(
        "It fell on 3 May 2011. The next day it rained.",
        &[("3 May 2011", "2011-05-03"), ("The next day", "2011-05-04")],
    );
    check(
        "It was as early as 2000. That summer he left.",
        &[("as early as 2000", "as early as 2000"), ("That summer", "2000-06-01 to 2000-08-31")],
    );
    check("The following week it rained.", &[("The following week", "no certain day")]);
    check(
        "two weeks before Christmas 2010",
        &[("two weeks before Christmas 2010", "2010-12-08 to 2010-12-14 or 2010-12-11 or 2010-12-06 to 2010-12-12")],
    );
}

#[test]
fn habits() {
    for text in ["They meet every Friday.", "They meet on Fridays."] {
        assert_eq!(value(text, "2008").kind, Kind::Recurring, "{text}");
    }
}

#[test]
fn years_by_their_context() {
    for (text, year) in [
        ("since its 2008 launch", "2008"),
        ("the 1906 earthquake", "1906"),
        ("as shown (Berg, 2014)", "2014"),
        ("as Berg (1964) showed", "1964"),
        ("the London 2012 Olympics", "2012"),
        ("by 1859, he had", "1859"),
        ("In 1989 workers struck.", "1989"),
        ("in the year 2003", "2003"),
    ] {
        let dates = found(text, "2020");
        assert!(dates.len() == 1 && dates[0].0.contains(year), "{text}: {dates:?}");
    }
}

#[test]
fn feasts_of_other_calendars() {
    check("on Yom Kippur 2018", &[("Yom Kippur 2018", "2018-09-19 or 2018-09-18")]);
    check("on Eid al-Fitr 2018", &[("Eid al-Fitr 2018", "2018-06-15 or 2018-06-14 or 2018-06-16")]);
    none("He marched in the Dunmore Veterans Day, a parade.");
}

#[test]
fn feasts_of_the_moon_and_the_sun() {
    check("on Chinese New Year 2013", &[("Chinese New Year 2013", "2013-02-10")]);
    check("on Diwali 2018", &[("Diwali 2018", "2018-11-07 or 2018-11-06 or 2018-11-08")]);
    check("on Dussehra 2018", &[("Dussehra 2018", "2018-10-18 or 2018-10-17 or 2018-10-19")]);
    check("on Holi 2019", &[("Holi 2019", "2019-03-21 or 2019-03-20 or 2019-03-22")]);
    check("on Rama Navami 2020", &[("Rama Navami 2020", "2020-04-02 or 2020-04-01 or 2020-04-03")]);
    check("on Vaisakhi 2018", &[("Vaisakhi 2018", "2018-04-14 or 2018-04-13 or 2018-04-15")]);
    check(
        "on Passover 2018",
        &[("Passover 2018", "2018-03-31 to 2018-04-07 or 2018-03-30 to 2018-04-07 or 2018-03-31 or 1 more")],
    );
    check("on Orthodox Easter 2018", &[("Orthodox Easter 2018", "2018-04-08")]);
    // A year outside of the table says nothing of the day.
    check("on Diwali 1890", &[("Diwali 1890", "no certain day")]);
}

#[test]
fn stretches_named_by_their_end() {
    check("It rose in the 12 months to March 2008.", &[("the 12 months to March 2008", "2007-04-01 to 2008-03-31")]);
    check("It rose in the year to March 2008.", &[("the year to March 2008", "2007-04-01 to 2008-03-31")]);
    check("It rose in the 12 months to March.", &[("the 12 months to March", "2007-04-01 to 2008-03-31")]);
    check(
        "It rose in the three months ended June 30, 2008.",
        &[("the three months ended June 30, 2008", "2008-04-01 to 2008-06-30")],
    );
    check(
        "It rose in the six months to the end of June 2008.",
        &[("the six months to the end of June 2008", "2008-01-01 to 2008-06-30")],
    );
    check("It rose in the week to 3 May 2008.", &[("the week to 3 May 2008", "2008-04-27 to 2008-05-03")]);
    check("It fell on the eve of 3 May 2008.", &[("eve of 3 May 2008", "2008-05-02")]);
    let relate = |draft: &str, source: &str| relation(&value(draft, "2008-10-17"), &value(source, "2008-10-17"));
    assert_eq!(relate("in the year to May 2008", "in the year to June 2008"), Relation::Disjoint);
    assert_eq!(relate("in the year to June 2008", "in the 12 months ended 30 June 2008"), Relation::Same);
    assert_eq!(relate("in May 2008", "in the year to June 2008"), Relation::Coarser);
    check("It rose in the year to 3 May 2008.", &[("3 May 2008", "2008-05-03")]);
}

#[test]
fn weeks_and_counts_from_the_end() {
    check("in week 31 of 2013", &[("week 31 of 2013", "2013-07-29 to 2013-08-04")]);
    check("It was shut in week 31.", &[("week 31", "2008-07-28 to 2008-08-03")]);
    check("It was shut in the week 31.", &[("week 31", "2008-07-28 to 2008-08-03")]);
    none("It was seen in week 31 of the trial.");
    check("He is out the weekend after the next.", &[("the weekend after the next", "2008-11-01 to 2008-11-02")]);
    check("He is out on 4 or 23 next month.", &[("next month", "2008-11")]);
    check("on the third last Friday of May 2018", &[("third last Friday of May 2018", "2018-05-11")]);
    check("on the second to last Friday of May 2018", &[("second to last Friday of May 2018", "2018-05-18")]);
    check("in the second-to-last week of 2018", &[("second-to-last week of 2018", "2018-12-17 to 2018-12-23")]);
    check_on("2013-02-12", "3 Fridays from now", &[("3 Fridays from now", "2013-03-01 or 2013-03-08")]);
    check_on("2013-02-12", "two Sundays ago", &[("two Sundays ago", "2013-02-03")]);
    check_on("2013-02-12", "It opens Wednesday after next.", &[("Wednesday after next", "2013-02-20 or 2013-02-27")]);
    check("It fell on the night of 3 to 4 May.", &[("3 to 4 May", "2008-05-03 to 2008-05-04")]);
}

#[test]
fn months_in_figures() {
    for text in ["11/2016", "11 / 2016", "2016 / 11", "2016/ 11", "in 11-2016", "2016/11"] {
        assert_eq!(value(text, "2008").reading(), "2016-11", "{text}");
    }
    none("Directive 11-2016 passed.");
    none("It is 13 / 2016.");
    check("in 14 a.d.", &[("14 a.d.", "0014")]);
    check("in 476 AD", &[("476 AD", "0476")]);
    check("two hundred and two thousand", &[]);
}

#[test]
fn longer_ago_than() {
    check(
        "It closed more than two years ago.",
        &[("more than two years ago", "before 2006-04-18 to 2007-04-17 or 2006-10-17 or 2006")],
    );
    let relate = |draft: &str, source: &str, anchor: &str| relation(&value(draft, anchor), &value(source, anchor));
    for anchor in ["", "2008-10-17"] {
        let relate = |draft, source| relate(draft, source, anchor);
        assert_eq!(relate("more than two years ago", "almost two years ago"), Relation::Disjoint);
        assert_eq!(relate("over two years ago", "more than two years ago"), Relation::Same);
        assert_eq!(relate("nearly two years ago", "almost two years ago"), Relation::Same);
    }
    assert_eq!(relate("more than two years ago", "two years ago", "2008-10-17"), Relation::Overlap);
    assert_eq!(relate("more than two years ago", "on 3 May 2003", "2008-10-17"), Relation::Coarser);
}

#[test]
fn what_is_left_of_a_year() {
    check("It stays shut for the rest of the year.", &[("rest of the year", "2008-10-17 to 2008-12-31")]);
    check("He left the year before last.", &[("the year before last", "2006")]);
    check(
        "It will open within three weeks.",
        &[("within three weeks", "2008-10-17 to 2008-11-07 or 2008-10-20 to 2008-11-09")],
    );
    none("It reached 17C that spring day.");
    check("Third quarter 2007 earnings rose.", &[("Third quarter 2007", "2007-07-01 to 2007-09-30")]);
}

#[test]
fn the_same_count_from_an_unknown_day() {
    let relate = |draft: &str, source: &str| relation(&value(draft, ""), &value(source, ""));
    assert_eq!(relate("It fell four months later.", "It fell four years later."), Relation::Disjoint);
    assert_eq!(relate("It fell four years later.", "It fell four years later."), Relation::Same);
}

#[test]
fn never_a_date() {
    for text in [
        "They sold 2000 shoes.",
        "in 2000 homes",
        "a crowd of 1500",
        "It grew by 2000.",
        "Resolution 1973 passed.",
        "Room 2010 is shut.",
        "open 24/7 since then",
        "He may leave and march on.",
        "The second man sat in the sun.",
        "13/13/2013",
        "1.2.3 and 192.168.1.1",
        "paragraph 2. (C)",
        "a population of 2016",
        "$2000 and 1999 km",
        "Call 555-2008.",
        "the 3–1 win",
        "It took 14 months.",
        "99999-99-99",
        "at 10:30 on",
        "the first half",
    ] {
        none(text);
    }
}

#[test]
fn times_of_day() {
    let (words, splitter) = &*LANGUAGE;
    let prose = Prose::plain("At 10:30, at 5 p.m. and 0430 GMT, not 3:1 or 2016-11.", splitter);
    let times: Vec<_> = clock_times(&prose, words).into_iter().map(|range| prose.slice(&range).to_owned()).collect();
    assert_eq!(times, ["10:30", "5 p.m.", "0430 GMT"]);
}

#[test]
fn what_cannot_be() {
    let fault = |text: &str| value(text, "2008-10-17").contradiction().map(|fault| fault.message());
    assert_eq!(fault("Tuesday, October 16, 2008").as_deref(), Some("2008-10-16 is a Thursday"));
    assert_eq!(fault("on 31 February 2008").as_deref(), Some("February 2008 has 29 days"));
    assert_eq!(fault("on 31 February").as_deref(), Some("February has 29 days"));
    assert_eq!(fault("on 29 February 2007").as_deref(), Some("February 2007 has 28 days"));
    assert_eq!(fault("from 13 to 11 October").as_deref(), Some("it ends on 2000-10-11 and starts on 2000-10-13"));
    assert_eq!(fault("Wednesday, Nov. 2, 2011"), None);
    assert_eq!(fault("on Tuesday, October 16"), None);
    let help = value("Tuesday, October 16, 2008", "").contradiction().unwrap().help();
    assert_eq!(help, "write Thursday, or the Tuesday meant: 2008-10-14 or 2008-10-21");
}

#[test]
fn where_days_come_from() {
    let origin = |text: &str| value(text, "2008-10-17").origin();
    assert_eq!(origin("They met in April.").as_deref(), Some("year inferred from the document's date 2008-10-17"));
    assert_eq!(origin("They met last month.").as_deref(), Some("counted from the document's date 2008-10-17"));
    assert_eq!(origin("They met in May 2003."), None);
    assert!(value("They met last month.", "").is_relative());
    assert_eq!(value("They met last month.", "2008-10-17").absolute().as_deref(), Some("September 2008"));
}

#[track_caller]
fn relate(draft: &str, source: &str, expected: Relation) {
    let (draft_date, source_date) = (value(draft, "2024-06-15"), value(source, "2008-10-17"));
    assert_eq!(relation(&draft_date, &source_date), expected, "{draft} / {source}");
}

#[test]
fn how_two_dates_relate() {
    use Relation::*;
    relate("on October 16, 2008", "on 16 October 2008", Same);
    relate("on October 30, 2008", "on October 31, 2008", Disjoint);
    relate("in 2003", "in late September 2003", Coarser);
    relate("on September 29, 2003", "in late September 2003", Finer);
    relate("in September 2003", "around September 2003", Same);
    relate("around May 3, 2003", "on May 5, 2003", Overlap);
    // The year of a year-less date is its counterpart's.
    relate("on October 16", "on October 16, 2008", Same);
    relate("on October 16", "on October 15, 2008", Disjoint);
    relate("He will go on October 31, 2008", "He will go on October 31", Same);
    relate("He will go on October 31, 2009", "He will go on October 31", Disjoint);
    // Ranges.
    relate("on November 1, 2008", "from October 31 to November 2, 2008", Coarser);
    relate("on October 31, 2008", "from October 31 to November 2, 2008", Same);
    relate("on November 5, 2008", "from October 31 to November 2, 2008", Disjoint);
    relate("from October 30 to November 2", "October 31-November 2, 2008", Disjoint);
    relate("from October 31 to November 2", "October 31-November 2, 2008", Same);
    // Open ones.
    relate("He will go on October 25", "He will go as early as October 25", Finer);
    relate("in 2000", "He moved there as early as 2000", Same);
    relate("after May 2003", "on June 3, 2003", Coarser);
    relate("before May 2003", "on June 3, 2003", Disjoint);
    relate("since 2003", "since 2005", Disjoint);
    // Unknown ones.
    relate("in 2003", "several years ago", Unknown);
    relate("every Friday", "on Friday", Unknown);
    // Relative ones count from their own document.
    relate("in September 2008", "It closed last month.", Same);
    relate("It closed last month.", "It closed last month.", Disjoint);
}

#[test]
fn any_day_that_a_vague_document_allows() {
    let source = value("Last Wednesday it fell.", "2011-11");
    assert_eq!(relation(&value("on Wednesday, Nov. 2, 2011", ""), &source), Relation::Same);
    assert_eq!(relation(&value("on Thursday, Nov. 3, 2011", ""), &source), Relation::Disjoint);
    let words = |text| value(text, "");
    assert_eq!(relation(&words("It fell last month."), &words("It rose last month.")), Relation::Same);
}

fn point() -> impl Strategy<Value = DateValue> {
    let year = 1800i16..2100;
    (year, 1i8..=12, 1i8..=31, 0u8..4).prop_map(|(year, month, day, kind)| {
        let months = ["May", "June", "October"];
        let month = months[month as usize % 3];
        let text = match kind {
            0 => format!("on {month} {}, {year}", day.min(30)),
            1 => format!("in {month} {year}"),
            2 => format!("in late {month} {year}"),
            _ => format!("in the year {year}"),
        };
        value(&text, "")
    })
}

proptest! {
    #[test]
    fn a_date_is_the_same_as_itself(date in point()) {
        prop_assert_eq!(relation(&date, &date), Relation::Same);
    }

    #[test]
    fn coarser_and_finer_mirror(one in point(), other in point()) {
        let mirrored = match relation(&one, &other) {
            Relation::Coarser => Relation::Finer,
            Relation::Finer => Relation::Coarser,
            same => same,
        };
        prop_assert_eq!(relation(&other, &one), mirrored);
    }

    #[test]
    fn any_text_is_read(text in "[\\x00-\\x7f–—’‘“”½²\\u{a0}]{0,80}", anchor in "(|2008|2008-10|2008-10-17|9999|0001)") {
        found(&text, &anchor);
    }

    #[test]
    fn any_run_of_date_words_is_read(
        words in prop::collection::vec(prop::sample::select(vec![
            "31", "February", "0", "99999", "2008", "9999", "1000", "the", "of", "last", "next", "week", "to", "-", "–", "/", "and",
            "between", "early", "late", "year", "years", "ago", "later", "before", "after", "since", "99", "13/13/2013",
            "'", "s", "th", "1st", "Friday", "Fri.", ",", ".", "Christmas", "every", "that", "a", "two", "hundred",
            "thousand", "century", "century BC", "decades", "999999999", "in", "from", "May", "Q3", "FY25", "winter",
            "29", "10:30", "2024-W53-7", "2008-366", "281446Z", "centuries", "millennium", "99999 years ago", "20081032",
        ]), 0..14),
        gaps in prop::collection::vec(prop::bool::ANY, 14),
        anchor in "(|2008|2008-10|2008-10-17|9999-12-31|0001-01-01)",
    ) {
        let mut text = String::new();
        for (word, gap) in words.iter().zip(gaps) {
            text.push_str(word);
            if gap { text.push(' '); }
        }
        let dates = found(&text, &anchor);
        for (_, value) in &dates {
            value.reading();
            value.origin();
            for (_, other) in &dates {
                let (there, back) = (relation(value, other), relation(other, value));
                let points = [value, other].iter().all(|date| date.kind == Kind::Point && !date.is_yearless());
                if points {
                    prop_assert_eq!(there == Relation::Disjoint, back == Relation::Disjoint);
                }
            }
        }
    }
}
