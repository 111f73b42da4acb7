//! doccano, Label Studio, Prodigy and spaCy.

use hawashi::annotation::{LabelSet, Value};
use hawashi::document::Document;
use hawashi::exchange::foreign::NothingBeside;
use hawashi::exchange::import::LabelChoices;
use hawashi::exchange::{File, format_named, place};

use super::{Folder, marked, peer, whole};
use crate::needs;

#[test]
fn doccano_counts_as_the_edges_of_words_say() {
    for (path, unit) in [("utf16", "utf16"), ("grapheme", "grapheme")] {
        let path = format!("doccano/hawashi-relation.{path}.jsonl");
        let Some(all) = peer("doccano", &path) else { return };
        let (document, state, report) = &all[0];
        assert_eq!(report.convention.unwrap().convention.unit.name(), unit);
        let words: Vec<String> = marked(document, state).into_iter().map(|(quote, _)| quote).collect();
        assert_eq!(words, ["قسد", "الرَّقّة"]);
        assert_eq!(state.relations.len(), 1);
    }
    let Some(all) = whole("doccano", "doccano/hawashi-plain.jsonl") else { return };
    assert_eq!(all.iter().map(Vec::len).collect::<Vec<_>>(), [3, 0, 1], "{all:?}");
}

#[test]
fn label_studio_reads_regions_with_all_that_is_said_of_them() {
    let Some(all) = peer("label-studio", "label-studio/hawashi.json") else { return };
    assert_eq!(all.len(), 2);
    let (document, state, report) = &all[1];
    assert!(report.is_whole(), "{report:?}");
    let words: Vec<String> = marked(document, state).into_iter().map(|(quote, _)| quote).collect();
    assert_eq!(words, ["بنغازي", "مجلس شورى ثوار بنغازي", "الخبر"]);
    let first = state.annotations.iter().next().unwrap();
    assert_eq!(first.attributes.get("certainty"), Some(&Value::Text("High".to_owned())));
    assert_eq!(first.provenance.iter().next().map(|act| act.by.as_str()), Some("1"));
    assert_eq!(state.relations.len(), 1);
    assert_eq!(all[0].1.attributes.get("topic"), Some(&Value::Text("سياسة".to_owned())));
}

#[test]
fn prodigy_and_spacy_are_read() {
    let Some(all) = whole("prodigy", "prodigy/reddit-product.jsonl") else { return };
    assert_eq!(all.iter().map(Vec::len).sum::<usize>(), 105);
    assert_eq!(all[0][0].0, "MX");
    let Some(all) = whole("prodigy", "spacy/hawashi-to_json.jsonl") else { return };
    assert_eq!(all[0].iter().map(|(quote, _)| quote.as_str()).collect::<Vec<_>>(), ["قسد", "الرَّقّة"]);
    let Some(all) = whole("prodigy", "spacy/hawashi-train_data.json") else { return };
    assert_eq!(all.iter().map(Vec::len).sum::<usize>(), 4);
}

#[test]
fn label_studios_table_has_the_regions_of_its_short_json() {
    for path in ["label-studio/hawashi.csv", "label-studio/hawashi.json_min.json"] {
        let Some(all) = peer("label-studio", path) else { return };
        let counts: Vec<usize> = all.iter().map(|(_, state, _)| state.annotations.len()).collect();
        assert_eq!(counts, [4, 3], "{path}");
        let (_, state, report) = &all[0];
        assert!(report.is_whole(), "{path}: {report:?}");
        assert_eq!(state.attributes.get("topic"), Some(&Value::Text("سياسة".to_owned())), "{path}");
        assert!(state.attributes.get("lead_time").is_none(), "{path}");
        let first = state.annotations.iter().next().unwrap();
        assert_eq!(first.provenance.iter().next().map(|act| act.by.as_str()), Some("1"), "{path}");
    }
}

#[test]
fn tokens_and_lists_of_corpora_are_read() {
    let Some(all) = whole("prodigy", "spacy/labeling.spacy2.user1.json") else { return };
    assert_eq!(
        all[0].iter().map(|(quote, _)| quote.as_str()).collect::<Vec<_>>(),
        ["JAPAN", "CHINA", "Nadim Ladki", "AL-AIN", "United Arab Emirates"]
    );
    let Some(all) = whole("prodigy", "offsets-jsonl/idrisi-beirut.jsonl") else { return };
    assert_eq!((all.len(), all.iter().map(Vec::len).sum::<usize>()), (35, 49));
}

#[test]
fn what_is_said_of_whole_texts_is_kept() {
    let read = |format: &str, text: &str| {
        let file = File { name: "x", bytes: text.as_bytes(), beside: &NothingBeside, columns: &[] };
        let mut reader = format_named(format).unwrap().read.unwrap()(file).unwrap();
        let foreign = reader.next_article().unwrap().unwrap();
        let attributes = foreign.attributes.iter().map(|(name, value)| format!("{name}={}", value.plain()));
        attributes.collect::<Vec<_>>().join(" ")
    };
    let said = read("prodigy", "{\"text\":\"سرت\",\"label\":\"NEWS\",\"answer\":\"reject\",\"cats\":{\"A\":1.0}}");
    assert_eq!(said, "A=1.0 answer=reject label=NEWS");
    assert_eq!(
        read("doccano", "{\"text\":\"سرت\",\"label\":[\"news\",\"war\"],\"cats\":[\"x\"]}"),
        "cats=x label=news; war"
    );
    let said = read("label-studio", "[{\"text\":\"سرت\",\"topic\":{\"choices\":[\"a\",\"b\"]},\"lead_time\":\"3\"}]");
    assert_eq!(said, "topic=a; b");
}

#[test]
fn what_holds_no_annotations_is_refused_with_its_line() {
    let Some(shared) = needs::shared("peer-files/prodigy/patterns_countries-GPE.jsonl") else { return };
    let bytes = std::fs::read(&shared).unwrap();
    let folder = Folder(shared.parent().unwrap());
    let file = File { name: "x", bytes: &bytes, beside: &folder, columns: &[] };
    let mut reader = format_named("prodigy").unwrap().read.unwrap()(file).unwrap();
    let error = reader.next_article().unwrap_err().to_string();
    assert!(error.contains("line 1"), "{error}");
    // Rectangles in pictures are no passages of the text beside them.
    let Some(all) = peer("label-studio", "label-studio/converter-image.json") else { return };
    assert_eq!(all.iter().map(|(.., report)| report.broken.len()).sum::<usize>(), 5);
}

#[test]
fn a_file_that_was_cut_off_says_so_and_gives_what_it_has() {
    let task = |text: &str| {
        let region = r#"{"value":{"start":5,"end":8,"labels":["A"]},"type":"labels"}"#;
        format!(r#"{{"data":{{"text":"{text}"}},"annotations":[{{"result":[{region}]}}]}}"#)
    };
    let [first, second] = [task("سقوط سرت"), task("سقوط درن")];
    let whole = format!("[{first},{second}]");
    for (cut, articles, broken) in [
        (whole.clone(), 2, 0),
        (whole[..whole.len() - 1].to_owned(), 2, 1),
        (whole[..whole.len() - 30].to_owned(), 1, 1),
        (format!("[{first},"), 1, 1),
    ] {
        let file = File { name: "x.json", bytes: cut.as_bytes(), beside: &NothingBeside, columns: &[] };
        let mut reader = format_named("label-studio").unwrap().read.unwrap()(file).unwrap();
        let (mut read, mut found) = (0, 0);
        while let Some(article) = reader.next_article().unwrap() {
            read += 1;
            assert_eq!(article.marked.len(), 1);
            found += article.broken.into_records().len();
        }
        assert_eq!((read, found), (articles, broken), "{cut}");
    }
}

#[test]
fn what_a_file_says_can_be_said_here() {
    let line = r#"{"doc":"a","start":5,"end":8,"label":"place of my own","attributes":{"certainty":"high"}}"#;
    let file = File { name: "x.jsonl", bytes: line.as_bytes(), beside: &NothingBeside, columns: &[] };
    let mut reader = format_named("jsonl").unwrap().read.unwrap()(file).unwrap();
    let foreign = reader.next_article().unwrap().unwrap();
    let article = std::sync::Arc::new(Document::from_text("سقوط سرت").unwrap());
    let imported = place("jsonl", foreign, Some(&article), LabelSet::standard(), &LabelChoices::new()).unwrap();
    let state = imported.annotation_state;
    let annotation = state.annotations.iter().next().unwrap();
    let label = state.labels.get(&annotation.label).unwrap();
    let value = annotation.attributes.get("certainty").unwrap();
    let kind = label.attributes.iter().find(|kind| kind.id == "certainty").unwrap();
    assert_eq!(kind.check(value), Ok(()));
}
