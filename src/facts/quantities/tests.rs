//! What a user would notice.

use super::*;
use crate::facts::Relation;
use crate::text::Lists;
use crate::text::Splitter;
use proptest::prelude::*;
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&Lists::default()).unwrap());
static SPLITTER: LazyLock<Splitter> = LazyLock::new(|| Splitter::new(&Lists::default()).unwrap());

fn read(text: &str) -> (Prose, Vec<Quantity>) {
    let prose = Prose::plain(text, &SPLITTER);
    let found = quantities(&prose, &WORDS, &[]);
    (prose, found)
}

/// Each quantity as `label = reading`, the counted noun after a colon.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (prose, found) = read(text);
    let shown: Vec<_> = found
        .iter()
        .map(|quantity| {
            let head =
                quantity.head.as_ref().map_or_else(String::new, |head| format!(": {}", prose.slice(&head.range)));
            format!("{} = {}{head}", prose.slice(&quantity.range), quantity.value.reading())
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn numbers_in_digits_and_words() {
    check("It has 1,234,567 bricks.", &["1,234,567 = 1,234,567: bricks"]);
    check("Some 1\u{202f}234\u{202f}567 bricks fell.", &["Some 1\u{202f}234\u{202f}567 = about 1,234,567: bricks"]);
    check("A hundred and twenty-three boats came.", &["A hundred and twenty-three = 123: boats"]);
    check("Five thousand, six hundred boats came.", &["Five thousand, six hundred = 5,600: boats"]);
    check("We saw half a dozen boats.", &["half a dozen = 6: boats"]);
    check("Two and a half million people live here.", &["Two and a half million = 2,500,000: people"]);
    check("A million and a half people live here.", &["A million and a half = 1,500,000: people"]);
    check("A quarter of a million people live here.", &["A quarter of a million = 250,000: people"]);
    check("It took 2 1/2 hours.", &["2 1/2 hours = 2.5 hours"]);
    check("It took 2½ hours.", &["2½ hours = 2.5 hours"]);
    check("Nineteen hundred boats came.", &["Nineteen hundred = 1,900: boats"]);
    check(
        "They sold 12 lakh shares and 3 crore bonds.",
        &["12 lakh = 1,200,000: shares", "3 crore = 30,000,000: bonds"],
    );
    check("The bridge has three dozen arches.", &["three dozen = 36: arches"]);
    check("It is nine point nought four long.", &["nine point nought four = 9.04"]);
    check("The mast took an hour and a half.", &["an hour and a half = 1.5 hours"]);
    check("It has 10^6 bricks.", &["10^6 = 1,000,000: bricks"]);
    check("It is 2 to the power of 5.", &["2 to the power of 5 = 32"]);
    check("It is two to the power of five.", &["two to the power of five = 32"]);
    check("It is 2^-2.", &["2^-2 = 0.25"]);
    check("The odds are 1 over 3.", &["1 over 3 = 0.333333333333333 of the whole"]);
    check("He left 1 over 3 boats.", &["1 = 1", "over 3 = more than 3: boats"]);
    check("They have two hundred and two thousand bricks.", &["two hundred and two thousand = 202,000: bricks"]);
}

#[test]
fn bounds_and_labels() {
    check("It cost at least $15 million.", &["at least $15 million = at least 15,000,000 USD"]);
    check("It cost up to $15 million.", &["up to $15 million = up to 15,000,000 USD"]);
    check("It cost $15 million or more.", &["$15 million or more = at least 15,000,000 USD"]);
    check("Nearly 200 officials came.", &["Nearly 200 = nearly 200: officials"]);
    check("No fewer than seven sailors came.", &["No fewer than seven = at least 7: sailors"]);
    check("It is 50 or so miles away.", &["50 or so = about 50: miles"]);
    check("It took more than a year.", &["more than a year = more than 1 year"]);
    check("Upwards of 40+ boats came.", &["Upwards of 40+ = at least 40: boats"]);
    check("Just under 5 percent of boats sank.", &["Just under 5 percent = nearly 5 percent"]);
    check("It holds 6,000 tons.", &["6,000 tons = 6,000 tons"]);
    check("It holds thousands of tons.", &["thousands of tons = 2,000 or more, below 10,000 tons"]);
    check("Tens of thousands of people came.", &["Tens of thousands = 20,000 or more, below 100,000: people"]);
    check(
        "It is a multi-billion dollar port.",
        &["multi-billion dollar = 2,000,000,000 or more, below 10,000,000,000 USD"],
    );
    check("Several hundred sailors came.", &["Several hundred = 300 to 900: sailors"]);
    check("A couple of boats came.", &["A couple = 2 to 3: boats"]);
}

#[test]
fn ranges_and_what_they_share() {
    check("It cost 10 to 15 million dollars.", &["10 to 15 million dollars = 10,000,000 to 15,000,000 USD"]);
    check("It cost $10-$15 million.", &["$10-$15 million = 10,000,000 to 15,000,000 USD"]);
    check("It is between 5 and 7 km long.", &["between 5 and 7 km = 5 to 7 km"]);
    check("An 8- to 16-metre mast fell.", &["8- to 16-metre = 8 to 16 m"]);
    check("Doses of 45 and 50 mg were given.", &["45 = 45 mg", "50 mg = 50 mg"]);
    check("Two or three boats came.", &["Two or three = 2 to 3: boats"]);
    check("Prices rose from 10 to 15 percent.", &["10 = 10 percent", "15 percent = 15 percent"]);
    check(
        "Between one hundred and two hundred boats came.",
        &["Between one hundred and two hundred = 100 to 200: boats"],
    );
}

#[test]
fn units_and_money() {
    check("The 554-mile line is late.", &["554-mile = 554 miles"]);
    check("They bid £21.5million and $15m.", &["£21.5million = 21,500,000 GBP", "$15m = 15,000,000 USD"]);
    check("It cost US$3.5bn and A$20k.", &["US$3.5bn = 3,500,000,000 USD", "A$20k = 20,000 AUD"]);
    check("It cost 10,000 Swiss francs.", &["10,000 Swiss francs = 10,000 CHF"]);
    check("It cost thirteen dollars and forty-five cents.", &["thirteen dollars and forty-five cents = 13.45 USD"]);
    check("He is 6 feet 2 inches tall.", &["6 feet 2 inches = 74 inches"]);
    check("It is 7 feet about 5.08 centimetres wide.", &["7 feet about 5.08 centimetres = 218.44 cm"]);
    check("It is two miles about 3,200 metres off.", &["two miles = 2 miles", "about 3,200 metres = about 3,200 m"]);
    check("It is 100 miles (160 km) off.", &["100 miles = 100 miles", "160 km = 160 km"]);
    check("It was 40 degrees Celsius and -5°F.", &["40 degrees Celsius = 40 °C", "-5°F = -5 °F"]);
    check(
        "It grew by 3 percentage points and 25 basis points.",
        &["3 percentage points = up 3 percentage points", "25 basis points = 0.25 percentage points"],
    );
    check("It is 18.2 per cent or 18.2%.", &["18.2 per cent = 18.2 percent", "18.2% = 18.2 percent"]);
    check("It pumps 500,000 barrels a day.", &["500,000 barrels a day = 500,000 barrels per day"]);
    check("There are 12 cases per 100,000 people.", &["12 cases per 100,000 = 12 per 100,000: cases"]);
    check("It has 20 flights per day and 3 boats.", &["20 flights per day = 20 per day: flights", "3 = 3: boats"]);
    check("It cost 200 dollars per year.", &["200 dollars per year = 200 USD per year"]);
    check("It cost EUR30 million.", &["EUR30 million = 30,000,000 EUR"]);
    check("In the 80’s, he said, it was a \"top 10\" port.", &["10 = 10"]);
    check("It covers 20 km² and 3 square miles.", &["20 km² = 20 km²", "3 square miles = 3 square miles"]);
}

#[test]
fn parts_multiples_changes_and_ages() {
    check("A third of the boats sank.", &["A third = 0.333333333333333 of the whole"]);
    check("Two-thirds of them sank.", &["Two-thirds = 0.666666666666667 of the whole"]);
    check("One in five boats sank.", &["One in five = 0.2 of the whole: boats"]);
    check("More than half the boats sank.", &["More than half = more than 0.5 of the whole"]);
    check("Prices more than doubled.", &["more than doubled = more than 2 times"]);
    check("It is 3.5 times as large.", &["3.5 times = 3.5 times"]);
    check("It is three times larger.", &["three times = 3 to 4 times"]);
    check("A 20-fold rise.", &["20-fold = 20 times"]);
    check("He was there three times.", &["three = 3: times"]);
    check("Sales fell by 5 percent.", &["5 percent = down 5 percent"]);
    check("Sales were 5 percent higher.", &["5 percent = up 5 percent"]);
    check("Sales rose to 5 percent.", &["5 percent = 5 percent"]);
    check("A boy aged 7 and a 63-year-old rabbi.", &["aged 7 = 7 years old", "63-year-old = 63 years old"]);
    check("All 16- and 17-year-olds came.", &["16 = 16 years old", "17-year-olds = 17 years old"]);
    check("Ines Hale, 52, left.", &["52 = 52 years old"]);
    check("She has her second boat.", &["second = 2 (in a row): boat"]);
}

#[test]
fn what_is_never_a_quantity() {
    for text in [
        "2. The port closed.",
        "He flew an MQ-4C past an S-300 and an AK-47.",
        "Flight 103 and Resolution 1973 were named.",
        "He met the G7 in Room 5.",
        "They won 3-1 on Monday.",
        "See version 1.2.3 at 10.0.0.1.",
        "Call 555-123-4567 or +1-222-333-4444.",
        "One of them left; no one stayed.",
        "They helped one another.",
        "It is open 24/7 since 9/11.",
        "It closes at 5 pm.",
        "Voyager 2 left in 1979.",
        "See ref. 00000829 and #0829.",
        "At first he had second thoughts.",
        "The ratio was 50-50.",
        "The meeting is at 10:30.",
        "It was on BBC Two.",
        "It was classified for reason 1.4 (b).",
        "It was sent as 4526C.",
        "Tel: 0750 101 1261.",
        "She lives at 51 New North Road.",
        "It appeared in volume 25(4).",
        "He called it \u{2018}a bit\u{2019} slow.",
    ] {
        check(text, &[]);
    }
    // A unit that counts what comes after it; one that goes on in a smaller one.
    check("The Sandover Regatta 2018 day five was dry.", &["five = 5"]);
    check("They sailed for 2 hours 30 minutes.", &["2 hours 30 minutes = 150 minutes"]);
    // More digits than anyone counts with, and powers that no number holds.
    check(&format!("It has {} bricks.", "9".repeat(10_000)), &[]);
    check("It has 10^400 bricks.", &[]);
    check("It has 99^99 bricks.", &[]);
    check("It has 9e99 bricks.", &[]);
}

#[test]
fn dates_are_left_to_others() {
    let prose = Prose::plain("On May 5 some 20 boats left.", &SPLITTER);
    let taken: Vec<_> = std::iter::once(3..8).collect();
    let found = quantities(&prose, &WORDS, &taken);
    let labels: Vec<_> = found.iter().map(|quantity| prose.slice(&quantity.range)).collect();
    assert_eq!(labels, ["some 20"]);
}

fn value(text: &str) -> QuantityValue {
    let (_, found) = read(text);
    let [one] = found.as_slice() else { panic!("{text}: {found:?}") };
    one.value.clone()
}

#[track_caller]
fn stands(draft: &str, source: &str, relation: Relation, difference: Option<Difference>) {
    let found = compare(&value(draft), &value(source));
    assert_eq!((found.relation, found.differs), (relation, difference), "{draft} | {source}");
}

#[test]
fn compared() {
    use Difference as D;
    use Relation::*;
    stands("$15 million", "at least $15 million", Finer, Some(D::Bound));
    stands("up to $15 million", "at least $15 million", Disjoint, Some(D::Bound));
    stands("$15 million or more", "at least $15 million", Same, None);
    stands("344 miles", "554 km", Same, None);
    stands("7 feet about 5.1 centimetres", "7 feet 2 inches", Same, None);
    stands("350 miles", "554 km", Same, None);
    stands("360 miles", "554 km", Disjoint, Some(D::Number));
    stands("about 360 miles", "554 km", Coarser, None);
    stands("554 miles", "554 km", Disjoint, Some(D::Unit));
    stands("6,000 tons", "thousands of tons", Finer, Some(D::Precision));
    stands("hundreds of tons", "thousands of tons", Disjoint, Some(D::Number));
    stands("more than a year", "14 months", Coarser, None);
    stands("30 months", "30 years", Disjoint, Some(D::Unit));
    stands("half a dozen boats", "six boats", Same, None);
    stands("£435,000", "435,000 pounds", Same, None);
    stands("$20", "€20", Disjoint, Some(D::Currency));
    stands("$20", "€25", Unknown, None);
    stands("$20", "20 US dollars", Same, None);
    stands("A$20", "20 US dollars", Disjoint, Some(D::Currency));
    stands("18.2 per cent", "18.2%", Same, None);
    stands("5 percent", "5 percentage points", Disjoint, Some(D::PercentPoints));
    stands("5 percent", "5 points", Disjoint, Some(D::PercentPoints));
    stands("$15 billion", "$15 million", Disjoint, Some(D::Scale));
    stands("rose 5 percent", "fell 5 percent", Disjoint, Some(D::Direction));
    stands("a fifth of them", "20 percent", Same, None);
    stands("a third of them", "34 percent", Coarser, None);
    stands("half of them", "60 percent", Disjoint, Some(D::Number));
    stands("doubled", "rose 100 percent", Same, None);
    stands("halved", "fell 50 percent", Same, None);
    stands("20 boats", "21 boats", Disjoint, Some(D::Number));
    stands("1,200 boats", "1,234 boats", Coarser, None);
    stands("1,234 boats", "1,200 boats", Finer, Some(D::Precision));
    stands("seven boats", "at least seven boats", Finer, Some(D::Bound));
    stands("more than 30 boats", "nearly 30 boats", Disjoint, Some(D::Bound));
    stands("7-year-old", "7 years old", Same, None);
    stands("aged 7", "8-year-old", Disjoint, Some(D::Number));
    stands("500,000 barrels a day", "500,000 barrels a month", Disjoint, Some(D::Unit));
    stands("20 boats", "20 percent", Unknown, None);
    stands("more than 8 months", "more than 8 years", Disjoint, Some(D::Unit));
    stands("more than 8 years", "more than 8 months", Disjoint, Some(D::Unit));
    stands("about 200 boats", "about 100 boats", Disjoint, Some(D::Number));
    stands("about 200 boats", "nearly 200 boats", Same, None);
    stands("at least $50 million", "at least $15 million", Disjoint, Some(D::Number));
    stands("at least $15 million", "at least $50 million", Coarser, None);
    stands("up to $15 million", "up to $50 million", Disjoint, Some(D::Number));
    stands("more than 2 billion boats", "more than 2 million boats", Disjoint, Some(D::Scale));
    stands("more than 1 million boats", "more than 1 billion boats", Disjoint, Some(D::Scale));
    stands("millions of boats", "at least 100 boats", Overlap, None);
    stands("fewer than 60 boats", "52 boats", Coarser, None);
    stands("fewer than 6,000 boats", "52 boats", Overlap, None);
    stands("50 months", "4 years old", Unknown, None);
    stands("dozens of boats", "40 boats", Coarser, None);
    stands("100 tons", "100 tonnes", Same, None);
    stands("20 °C", "68 °F", Same, None);
}

#[test]
fn heads() {
    let head = |text: &str| read(text).1[0].head.clone();
    let agree = |one: &str, other: &str| heads_agree(head(one).as_ref(), head(other).as_ref());
    assert_eq!(agree("1,200 sailors", "seven senior naval officers"), Some(false));
    assert_eq!(agree("three ships", "three large warships"), Some(true));
    assert_eq!(agree("200 people", "200 officials"), None);
    assert_eq!(agree("200 cities", "200 ships"), Some(false));
    assert_eq!(agree("200 widgets", "200 ships"), None);
    assert_eq!(agree("two-day visit", "two trips"), None);
}

#[test]
fn worked_out() {
    let (_, found) = read("Nearly 200 officials came together with another 100 guards.");
    let values: Vec<_> = found.iter().collect();
    let sums = derived(&values);
    let stands = |text: &str| {
        let draft = value(text);
        sums.iter().map(|(sum, _)| compare(&draft, sum).relation).find(|relation| relation.agrees())
    };
    assert_eq!(stands("about 300 people"), Some(Relation::Same));
    assert_eq!(stands("300 people"), None);
    assert_eq!(stands("more than 300 people"), None);
    assert_eq!(sums[0].1, "nearly 200 + 100 = nearly 300");

    let (_, found) = read("Exports rose from 40 tonnes to 60 tonnes.");
    let notes: Vec<_> = derived(&found.iter().collect::<Vec<_>>()).into_iter().map(|(_, note)| note).collect();
    assert!(notes.contains(&"from 40 to 60 is up 50 percent".to_owned()), "{notes:?}");
}

#[test]
fn told_in_notes() {
    assert_eq!(value("554 km").converted(&value("554 miles")).unwrap(), "554 km = 344.2 miles");
    assert_eq!(value("20 °C").converted(&value("60 °F")).unwrap(), "20 °C = 68 °F");
    assert_eq!(value("554 km").converted(&value("20 km")), None);
}

#[test]
fn odd_input_is_survived() {
    for text in [
        "half a half of a half",
        "half half half half",
        "a a a a million million million million million million million million",
        "1e400 and 9e99 and 10^400",
        "$ $ $ £ 5 - - - 6",
        "one one one one",
        "twenty twenty twenty",
        "and a half and a half",
        "½½½ ⅓/⅔",
        "1/0 0/0 0/1",
        "per per per 100",
        "between between 5 and and 6",
        "-",
        "minus minus 5",
    ] {
        read(text);
        read(&text.repeat(50));
    }
    read(&"hundred thousand ".repeat(5_000));
    read(&"1,".repeat(50_000));
    read(&"5-".repeat(20_000));
}

fn shaped_value() -> impl Strategy<Value = QuantityValue> {
    let shapes = [
        Shape::Exact,
        Shape::About,
        Shape::Nearly,
        Shape::JustOver,
        Shape::AtLeast,
        Shape::MoreThan,
        Shape::AtMost,
        Shape::LessThan,
    ];
    (0..8_usize, -2_000_i64..1_000_000, 0..4_u32).prop_map(move |(shape, number, zeros)| {
        let number = Number::whole(number * 10_i64.pow(zeros));
        QuantityValue::count(number, Number::whole(10_i64.pow(zeros))).shaped(shapes[shape]).unwrap()
    })
}

proptest! {
    #[test]
    fn a_value_is_the_same_as_itself(value in shaped_value()) {
        prop_assert_eq!(compare(&value, &value).relation, Relation::Same);
    }

    #[test]
    fn coarser_and_finer_mirror(one in shaped_value(), other in shaped_value()) {
        let (there, back) = (compare(&one, &other).relation, compare(&other, &one).relation);
        let pointed = |value: &QuantityValue| matches!(value.shape, Shape::Exact | Shape::About | Shape::Nearly | Shape::JustOver);
        if pointed(&one) && pointed(&other) {
            prop_assert_eq!(there == Relation::Coarser, back == Relation::Finer, "{:?} {:?}", there, back);
            prop_assert_eq!(there == Relation::Disjoint, back == Relation::Disjoint, "{:?} {:?}", there, back);
        }
    }

    #[test]
    fn any_text_is_read(text in "[ -~½¼£€°²–—’“”\n]{0,200}") {
        read(&text);
    }

    #[test]
    fn any_mix_of_number_words_is_read(words in proptest::collection::vec("(half|a|and|one|twenty|five|hundred|thousand|million|third|thirds|quarter|of|in|to|-|–|/|½|1|2.5|1,000|00|\\$|£|%|percent|points|dozen|dozens|few|several|between|from|at least|or more|about|years|old|miles|m|bn|per|times|point|minus|\\(|\\)|,|\\.|year-old|doubled|twice|first|16th|e|x10|\\^|°|C)", 0..30)) {
        let text = words.join(" ");
        let (prose, found) = read(&text);
        let mut last = 0;
        for quantity in &found {
            prop_assert!(quantity.range.start >= last && quantity.range.end <= prose.text.len());
            prop_assert!(!quantity.range.is_empty());
            last = quantity.range.end;
            for other in &found {
                compare(&quantity.value, &other.value);
            }
            quantity.value.reading();
        }
        derived(&found.iter().collect::<Vec<_>>());
        read(&words.concat());
    }
}
