//! Tables: our own, and those of WebAnno.

use hawashi::annotation::{AnnotationState, Deed, Status, Value};
use hawashi::document::Document;

use super::*;

const TEXT: &str = "أعلنت «قسد» أمس.\nسقوط سرت في يد قوات المجلس.";

fn read(format: &str, name: &str, bytes: &[u8]) -> Vec<Imported> {
    let beside = Files([("a.txt".to_owned(), TEXT.as_bytes().to_vec())].into());
    imported(format_named(format).unwrap(), name, bytes, &beside, None)
}

#[test]
fn tables_of_other_programs_are_read_by_the_names_of_their_columns() {
    for table in [
        "doc,start,end,label,note\r\na.txt,7,10,Faction,\"سطر\nآخر\"\r\na.txt,22,25,Location,\r\n",
        "\u{feff}Document;Tag;Content\na.txt;Faction;قسد\na.txt;Location;سرت\n",
        "file\tbegin\tend\ttype\na.txt\t7\t10\tFaction\na.txt\t22\t25\tLocation\n",
    ] {
        let all = read("csv", "t.csv", table.as_bytes());
        let one = &all[0];
        assert!(one.report.broken.is_empty() && one.report.unplaced.is_empty(), "{table}: {:?}", one.report);
        let words: Vec<(String, String)> = marked(&one.document, &one.annotation_state);
        let words: Vec<(&str, &str)> = words.iter().map(|(quote, label)| (quote.as_str(), label.as_str())).collect();
        assert_eq!(words, [("قسد", "faction"), ("سرت", "location")], "{table}");
    }
}

#[test]
fn rows_of_several_articles_and_broken_ones_are_told_apart() {
    let table = "doc,start,end,label,status\na.txt,7,10,Faction,suggested\na.txt,x,10,Faction,\nb.txt,0,1,Location,\n";
    let format = format_named("csv").unwrap();
    let beside = Files([("a.txt".to_owned(), TEXT.as_bytes().to_vec())].into());
    let mut reader =
        format.read.unwrap()(File { name: "t.csv", bytes: table.as_bytes(), beside: &beside, columns: &[] }).unwrap();
    let first = reader.next_article().unwrap().unwrap();
    assert_eq!((first.name.as_str(), first.marked.len()), ("a.txt", 1));
    assert_eq!(first.marked[0].annotation.status, Status::Suggested);
    assert_eq!(first.broken.first().unwrap().at.to_string(), "line 3");
    let second = reader.next_article().unwrap().unwrap();
    assert_eq!((second.name.as_str(), second.text), ("b.txt", None));
    assert!(reader.next_article().unwrap().is_none());
    let error = format.read.unwrap()(File { name: "t.csv", bytes: b"a,b\n1,2\n", beside: &beside, columns: &[] });
    assert!(error.is_err_and(|error| error.to_string().contains("line 1")));
}

#[test]
fn lines_of_json_have_the_names_of_the_columns() {
    let line = r#"{"doc":"a.txt","unit":"char","start":7,"end":10,"label":"faction","attributes":{"side":"x"},"annotator":"سارة"}"#;
    let all = read("jsonl", "t.jsonl", line.as_bytes());
    let state: &AnnotationState = &all[0].annotation_state;
    let annotation = state.annotations.iter().next().unwrap();
    assert_eq!(annotation.attributes.get("side"), Some(&Value::Text("x".to_owned())));
    assert!(annotation.provenance.iter().any(|act| act.deed == Deed::Made && act.by == "سارة"));
    assert_eq!(Document::from_text(TEXT).unwrap().text(), all[0].document.text());
}

#[test]
fn tables_of_taguette_are_placed_by_their_words() {
    let Some(shared) = needs::shared("peer-files/taguette/hawashi-highlights.csv") else { return };
    let bytes = std::fs::read(&shared).unwrap();
    let format = format_named("csv").unwrap();
    let beside = Files::default();
    let mut reader =
        format.read.unwrap()(File { name: "highlights.csv", bytes: &bytes, beside: &beside, columns: &[] }).unwrap();
    let mut all = Vec::new();
    while let Some(foreign) = reader.next_article().unwrap() {
        assert!(foreign.broken.first().is_none(), "{:?}", foreign.broken);
        all.extend(foreign.marked);
    }
    assert_eq!(all.len(), 5);
}

#[test]
fn webanno_tables_are_read_whole() {
    let folder = "webanno-tsv";
    for (path, spans, relations) in [
        ("testSentenceWithEmoji/reference.tsv", 1, 0),
        ("testTokenBoundedSpanWithNastyFeatureValue/reference.tsv", 5, 0),
        ("testSentenceWithLineBreak/reference.tsv", 1, 0),
        ("testSubTokenRelation2/reference.tsv", 2, 1),
        ("testAnnotationWithTrailingWhitespace/reference.tsv", 1, 0),
        ("testTokenBoundedStackedLookAlike/reference.tsv", 5, 0),
        ("airec-2004/2004.tsv", 67, 2),
        ("airec-inc0021/inc0021.tsv", 34, 0),
        ("tesla-debug-sample/debug_sample.tsv", 3, 0),
        ("tesla-newline/test_newline.tsv", 1, 0),
    ] {
        let Some(all) = peer("webanno-tsv", &format!("{folder}/{path}")) else { return };
        let (_, state, report) = &all[0];
        assert!(report.is_whole(), "{path}: {report:?}");
        assert_eq!((state.annotations.len(), state.relations.len()), (spans, relations), "{path}");
    }
    // Passages of no letters cannot be annotations here.
    for (path, spans, empty) in [
        ("testStackedSubMultiTokenSpanWithFeatureValue/reference.tsv", 24, 6),
        ("testZeroLengthSpansWithFeatureValues/reference.tsv", 2, 2),
    ] {
        let Some(all) = peer("webanno-tsv", &format!("{folder}/{path}")) else { return };
        let (_, state, report) = &all[0];
        assert_eq!((state.annotations.len(), report.broken.len()), (spans - empty, empty), "{path}: {report:?}");
    }
    // The links of a chain are passages of their own, each with a relation to the next one.
    for (path, links) in [("testSimpleChain/reference.tsv", 3), ("coref-german/coref.tsv", 5067)] {
        let Some(all) = peer("webanno-tsv", &format!("{folder}/{path}")) else { return };
        let (_, state, report) = &all[0];
        assert!(report.is_whole(), "{path}: {:?}", report.broken);
        assert!(state.annotations.len() >= links && state.relations.len() >= 2, "{path}: {}", state.annotations.len());
    }
    let Some(all) = whole("webanno-tsv", "webanno-tsv/testSentenceWithEmoji/reference.tsv") else { return };
    assert_eq!(all[0], [("😊".to_owned(), "span".to_owned())]);
}
