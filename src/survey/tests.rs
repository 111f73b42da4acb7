use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::annotation::{
    Act, Annotation, AnnotationSet, AnnotationState, Attributes, Confidence, Day, Deed, Relation, RelationSet, Status,
    Value,
};
use crate::document::Document;
use crate::text::Span;

/// An article: its name, its text, and annotations as (words, label, entity, status).
struct Told {
    document: Document,
    state: AnnotationState,
    name: &'static str,
}

fn told(name: &'static str, day: Option<&str>, text: &str, marks: &[(&str, &str, &str, Status)]) -> Told {
    let mut at = 0;
    let annotations = marks.iter().map(|(words, label, entity, status)| {
        // Marks come in the order of the text; one may stand inside the one before it.
        let start = text[at..].find(words).map_or_else(|| text.find(words).expect("there"), |found| at + found);
        at = start;
        let entity = (!entity.is_empty()).then(|| (*entity).to_owned());
        let span = Span::from_range(start..start + words.len());
        Annotation { entity, status: *status, ..Annotation::new(span, *label) }
    });
    let annotations = AnnotationSet::from_annotations(annotations.collect::<Vec<_>>());
    let mut attributes = Attributes::default();
    attributes.set("published", day.and_then(Day::parse).map(Value::Date));
    let document = Document::from_text(text).unwrap();
    Told { document, state: AnnotationState { annotations, attributes, ..AnnotationState::default() }, name }
}

fn survey(articles: &[Told]) -> Survey {
    let mut survey = Survey::default();
    for told in articles {
        survey.put(&Source::of_state(told.name, &told.document, &told.state));
    }
    survey
}

fn news() -> Vec<Told> {
    use Status::{Accepted, Rejected, Suggested};
    vec![
        told(
            "b.txt",
            Some("2026-11-30"),
            "عنوان\n\nدخلت قوات حفتر سرت. وانسحبت الوفاق.\nفي سرت قوات حفتر.\n",
            &[
                ("قوات حفتر", "f", "faction:lna", Accepted),
                ("سرت", "p", "place:sirte", Accepted),
                ("الوفاق", "f", "", Suggested),
                ("سرت", "p", "place:sirte", Suggested),
                ("قوات حفتر", "f", "faction:lna", Rejected),
            ],
        ),
        told(
            "a.txt",
            Some("2026-11-22"),
            "مجلس شورى بنغازي في درنة",
            &[
                ("مجلس شورى بنغازي", "f", "faction:brsc", Accepted),
                ("بنغازي", "p", "place:benghazi", Accepted),
                ("درنة", "p", "place:derna", Accepted),
            ],
        ),
        told("c.txt", None, "سِرْت", &[("سِرْت", "p", "", Accepted)]),
    ]
}

fn all(survey: &Survey) -> Vec<RowRef> {
    survey.rows().map(|(at, _)| at).collect()
}

fn texts(survey: &Survey, rows: &[RowRef]) -> Vec<String> {
    let text = |at: &RowRef| survey.row(*at).map(|(_, row)| survey.names().text(row.text).to_owned());
    rows.iter().filter_map(text).collect()
}

fn group_counts(survey: &Survey, by: By) -> Vec<(String, usize)> {
    let groups = groups(survey, &all(survey), by);
    groups.iter().map(|group| (survey.key_text(group.key, by).into_owned(), group.rows.len())).collect()
}

#[test]
fn rows_say_where_they_stand_as_a_reader_counts() {
    let survey = survey(&news());
    let places: Vec<(u32, u32)> = survey.articles()[0].rows.iter().map(|row| (row.paragraph, row.sentence)).collect();
    assert_eq!(places, [(2, 2), (2, 2), (2, 3), (3, 4), (3, 4)]);
    let article = &survey.articles()[0];
    assert_eq!((article.title.as_str(), article.paragraphs, article.sentences), ("عنوان", 3, 4));
    assert!(article.share(&article.rows[0]) < article.share(&article.rows[4]));
    assert_eq!(survey.count(), 9);
}

#[test]
fn the_rows_of_an_article_that_has_changed_are_replaced() {
    let mut articles = news();
    let mut survey = survey(&articles);
    let before = survey.clone();
    articles[0].state.annotations = AnnotationSet::default();
    let again = &articles[0];
    assert_eq!(survey.put(&Source::of_state(again.name, &again.document, &again.state)), 0);
    assert_eq!((survey.count(), before.count()), (4, 9));
    assert_eq!((survey.articles().len(), survey.index_of("a.txt"), survey.index_of("x")), (3, Some(1), None));
    survey.retain(|name| name != "b.txt");
    assert_eq!((survey.count(), survey.index_of("a.txt"), survey.index_of("b.txt")), (4, Some(0), None));
}

#[test]
fn conditions_of_several_columns_hold_together() {
    let survey = survey(&news());
    let values = |column, values: &[&str]| Filter {
        values: [(column, values.iter().map(|value| (*value).to_owned()).collect::<BTreeSet<_>>())].into(),
        ..Filter::default()
    };
    let words = |column, words: &str| Filter { words: [(column, words.to_owned())].into(), ..Filter::default() };
    let both = Filter { values: values(Column::Status, &["accepted"]).values, ..words(Column::Text, "سرت") };
    let dated = |from: Option<&str>, to: Option<&str>| Filter {
        from: from.and_then(Day::parse),
        to: to.and_then(Day::parse),
        ..Filter::default()
    };
    for (filter, count) in [
        (Filter::default(), 9),
        (values(Column::Label, &["p"]), 5),
        (values(Column::Label, &["p", "f"]), 9),
        (values(Column::Entity, &[""]), 2),
        (values(Column::Entity, &["place:sirte"]), 2),
        (values(Column::Status, &["suggested", "rejected"]), 3),
        (values(Column::Article, &["b.txt"]), 5),
        (values(Column::Date, &[""]), 1),
        (values(Column::Origin, &[""]), 9),
        // Whatever the vowel marks and forms of letters.
        (words(Column::Text, "سرت"), 3),
        (words(Column::Text, "درنه"), 1),
        (words(Column::Article, "عنوان"), 5),
        (words(Column::Date, "2026-11"), 8),
        (both, 2),
        (dated(Some("2026-11-23"), None), 5),
        (dated(None, Some("2026-11-22")), 3),
        (dated(Some("2026-12-01"), None), 0),
        (Filter { place: Some(0.0..=0.0), ..Filter::default() }, 2),
        (
            Filter {
                confidence: Confidence::new(0.0).zip(Confidence::new(1.0)).map(|(a, b)| a..=b),
                ..Filter::default()
            },
            0,
        ),
    ] {
        assert_eq!(filter.rows(&survey, &Plain).len(), count, "{filter:?}");
        assert_eq!(filter.is_empty(), filter == Filter::default());
    }
}

#[test]
fn rows_are_sorted_by_two_columns_and_those_without_a_value_come_last() {
    let survey = survey(&news());
    let sorted = |orders: &[(Column, bool)]| {
        let mut rows = all(&survey);
        let orders: Vec<Order> =
            orders.iter().map(|(column, is_reversed)| Order { column: *column, is_reversed: *is_reversed }).collect();
        sort(&survey, &mut rows, &orders, &Plain);
        rows
    };
    let names = |rows: &[RowRef]| -> Vec<&str> {
        rows.iter().filter_map(|at| survey.row(*at)).map(|(article, _)| article.name.as_str()).collect()
    };
    assert_eq!(names(&sorted(&[(Column::Article, false)]))[..4], ["a.txt", "a.txt", "a.txt", "b.txt"]);
    assert_eq!(
        names(&sorted(&[(Column::Date, false)])),
        ["a.txt", "a.txt", "a.txt", "b.txt", "b.txt", "b.txt", "b.txt", "b.txt", "c.txt"]
    );
    assert_eq!(names(&sorted(&[(Column::Date, true)]))[..2], ["b.txt", "b.txt"]);
    assert_eq!(names(&sorted(&[(Column::Date, true)]))[8], "c.txt");
    // The same letters with vowel marks are the same word.
    let rows = sorted(&[(Column::Text, false), (Column::Date, true)]);
    assert_eq!(
        texts(&survey, &rows),
        ["الوفاق", "بنغازي", "درنة", "سرت", "سرت", "سِرْت", "قوات حفتر", "قوات حفتر", "مجلس شورى بنغازي"]
    );
    let rows = sorted(&[(Column::Entity, false)]);
    assert_eq!(texts(&survey, &rows)[7..], ["الوفاق", "سِرْت"]);
    assert_eq!(sorted(&[]), all(&survey));
}

#[test]
fn groups_count_what_they_have_in_common() {
    let survey = survey(&news());
    let counts = |by| group_counts(&survey, by);
    let told = |all: &[(&str, usize)]| all.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect::<Vec<_>>();
    assert_eq!(counts(By::Label), told(&[("p", 5), ("f", 4)]));
    assert_eq!(counts(By::Status), told(&[("accepted", 6), ("suggested", 2), ("rejected", 1)]));
    assert_eq!(counts(By::Article), told(&[("b.txt", 5), ("a.txt", 3), ("c.txt", 1)]));
    assert_eq!(counts(By::Text)[..2], told(&[("سرت", 3), ("قوات حفتر", 2)]));
    assert_eq!(counts(By::Entity)[..2], told(&[("faction:lna", 2), ("place:sirte", 2)]));
    assert_eq!(counts(By::Time(Step::Day)), told(&[("2026-11-22", 3), ("2026-11-30", 5), ("", 1)]));
    assert_eq!(counts(By::Time(Step::Week)), told(&[("2026-W47", 3), ("2026-W49", 5), ("", 1)]));
    assert_eq!(counts(By::Time(Step::Month)), told(&[("2026-11", 8), ("", 1)]));
    let by_label = groups(&survey, &all(&survey), By::Label);
    let places = &by_label[0];
    assert_eq!((places.accepted, places.suggested, places.rejected, places.articles), (4, 1, 0, 3));
    let days = places.days.map(|(first, last)| (first.to_string(), last.to_string()));
    assert_eq!(days, Some(("2026-11-22".to_owned(), "2026-11-30".to_owned())));
}

#[test]
fn a_name_inside_of_another_is_not_named_together_with_it() {
    let survey = survey(&news());
    let f = survey.names().find("f").unwrap();
    let p = survey.names().find("p").unwrap();
    let pairs = |within| -> Vec<(String, String, u32)> {
        let text = |name| survey.names().text(name).to_owned();
        let pairs = together(&survey, &all(&survey), within, |row| row.label == f, |row| row.label == p);
        pairs.iter().map(|pair| (text(pair.first), text(pair.second), pair.passages)).collect()
    };
    let told = |all: &[(&str, &str, u32)]| {
        all.iter().map(|(a, b, count)| ((*a).to_owned(), (*b).to_owned(), *count)).collect::<Vec<_>>()
    };
    assert_eq!(pairs(Within::Sentence), told(&[("faction:lna", "place:sirte", 2), ("faction:brsc", "place:derna", 1)]));
    assert_eq!(
        pairs(Within::Paragraph),
        told(&[("faction:lna", "place:sirte", 2), ("faction:brsc", "place:derna", 1), ("الوفاق", "place:sirte", 1)])
    );
    assert_eq!(pairs(Within::Article)[0].2, 1);
}

#[test]
fn entities_say_where_they_occur_and_with_what() {
    let survey = survey(&news());
    let entities = entities(&survey, &all(&survey), Within::Paragraph);
    let sirte = entities.iter().find(|entity| survey.names().text(entity.name) == "place:sirte").unwrap();
    assert_eq!((sirte.mentions.len(), sirte.articles, sirte.is_entity), (2, 1, true));
    let with: Vec<(&str, u32)> = sirte.with.iter().map(|(name, count)| (survey.names().text(*name), *count)).collect();
    assert_eq!(with, [("faction:lna", 2), ("الوفاق", 1)]);
    assert!(entities.iter().any(|entity| !entity.is_entity && survey.names().text(entity.name) == "سرت"));
}

#[test]
fn relations_are_counted_by_what_they_are_between() {
    let mut articles = news();
    let ids: Vec<_> = articles[0].state.annotations.iter().map(|annotation| annotation.id.clone()).collect();
    let relation = |id: &str, from: usize, to: usize| Relation {
        id: id.into(),
        kind: "attacks".into(),
        from: ids[from].clone(),
        to: ids[to].clone(),
        provenance: vec![Act { deed: Deed::Made, by: "Mona".into(), ..Act::default() }].into(),
        ..Relation::default()
    };
    articles[0].state.relations =
        RelationSet::from_relations([relation("1", 0, 1), relation("2", 4, 3), relation("3", 2, 1)]);
    let survey = survey(&articles);
    let counts = relations(&survey, &[Status::Accepted]);
    let text = |name| survey.names().text(name);
    let told: Vec<_> =
        counts.iter().map(|c| (text(c.kind), text(c.from), text(c.to), c.relations.len(), c.articles)).collect();
    assert_eq!(told, [("attacks", "faction:lna", "place:sirte", 2, 1), ("attacks", "الوفاق", "place:sirte", 1, 1)]);
    assert_eq!(survey.relation(counts[1].relations[0]).map(|(_, row)| text(row.author)), Some("Mona"));
    assert_eq!(relations(&survey, &[Status::Rejected]), []);
}

#[test]
fn mentions_are_spread_over_articles_and_time() {
    let survey = survey(&news());
    let spread = spread(&survey, &all(&survey), By::Label);
    assert_eq!(spread.iter().map(|line| line.marks.len()).collect::<Vec<_>>(), [5, 4]);
    assert!(spread.iter().all(|line| line.marks.is_sorted_by_key(|mark| mark.row)));
    assert!(spread[0].marks.iter().all(|mark| (0.0..1.0).contains(&mark.at)));
    let series = over_time(&survey, &all(&survey), By::Label, Step::Week);
    let told: Vec<_> = series[0].counts.iter().map(|(date, count)| (Step::Week.text(*date), *count)).collect();
    assert_eq!(
        (told, series[0].undated, series[0].total()),
        (vec![("2026-W47".into(), 2), ("2026-W49".into(), 2)], 1, 5)
    );
    let day = |text: &str| Day::parse(text).unwrap().date();
    for (step, start, next, between) in [
        (Step::Day, "2026-12-30", "2026-12-31", 35),
        (Step::Week, "2026-12-28", "2027-01-04", 5),
        (Step::Month, "2026-12-01", "2027-01-01", 1),
    ] {
        assert_eq!(step.start(day("2026-12-30")), day(start), "{step:?}");
        assert_eq!(step.next(day(start)), day(next), "{step:?}");
        let from = step.start(day("2026-11-25"));
        assert_eq!(step.between(from, day(start)), between, "{step:?}");
    }
}

proptest! {
    #[test]
    fn counts_add_up(marks in prop::collection::vec((0_usize..4, 0_usize..3, 0_usize..3), 0..30)) {
        let words = ["سرت", "درنة", "حفتر", "الوفاق"];
        let statuses = [Status::Accepted, Status::Suggested, Status::Rejected];
        let text = words.join(" و");
        let marks: Vec<_> =
            marks.iter().map(|(word, label, status)| (words[*word], ["f", "p", "x"][*label], "", statuses[*status])).collect();
        let survey = survey(&[told("2026-01-02.txt", None, &text, &marks)]);
        let rows = all(&survey);
        prop_assert_eq!(rows.len(), marks.len());
        for by in By::ALL {
            let groups = groups(&survey, &rows, by);
            prop_assert_eq!(groups.iter().map(|group| group.rows.len()).sum::<usize>(), rows.len());
            prop_assert!(groups.iter().all(|group| group.accepted + group.suggested + group.rejected == group.rows.len()));
            for column in Column::ALL {
                let mut sorted = rows.clone();
                sort(&survey, &mut sorted, &[Order { column, is_reversed: true }], &Plain);
                sorted.sort_unstable();
                prop_assert_eq!(&sorted, &rows);
            }
        }
        // What goes together one way goes together the other way.
        let pairs = together(&survey, &rows, Within::Sentence, |_| true, |_| true);
        for pair in &pairs {
            prop_assert!(pairs.iter().any(|back| (back.first, back.second, back.passages) == (pair.second, pair.first, pair.passages)));
            // And the rows of a pair are in as many passages as were counted.
            let two = [pair.first, pair.second].map(|name| survey.names().text(name).to_owned());
            let filter = Filter { together: Some((two.clone(), Within::Sentence)), ..Filter::default() };
            let rows = filter.rows(&survey, &Plain);
            let passages: std::collections::BTreeSet<(u32, u32)> =
                rows.iter().filter_map(|at| Some((at.article, survey.row(*at)?.1.sentence))).collect();
            prop_assert_eq!(passages.len(), pair.passages as usize);
            prop_assert!(rows.iter().all(|at| survey.row(*at).is_some_and(|(_, row)| two.iter().any(|name| name == survey.names().text(row.named())))));
        }
    }
}
