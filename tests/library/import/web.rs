//! Annotations of the web.

use super::*;

const TEXT: &str = "🔴 أعلنت «قسد» أمس.\nسقوط سرت في يد قوات المجلس.";

fn read(format: &str, json: &str) -> Vec<Imported> {
    let document = Arc::new(Document::from_text(TEXT).unwrap());
    imported(format_named(format).unwrap(), "a.json", json.as_bytes(), &Files::default(), Some(&document))
}

/// The peer file of a format, placed in the text beside it.
fn in_text(format: &str, json: &str, text: &str) -> Option<Vec<Imported>> {
    let shared = needs::shared(&format!("peer-files/w3c/{json}"))?;
    let text = std::fs::read_to_string(shared.with_file_name(text)).unwrap();
    let document = Arc::new(Document::from_text(text).unwrap());
    let bytes = std::fs::read(&shared).unwrap();
    Some(imported(format_named(format).unwrap(), json, &bytes, &Files::default(), Some(&document)))
}

#[test]
fn recogito_and_hypothesis_are_placed_in_their_texts() {
    let Some(all) = in_text("recogito", "hawashi-recogito.json", "hawashi-recogito.txt") else { return };
    let Imported { annotation_state: state, report, document, .. } = &all[0];
    assert!(report.is_whole(), "{report:?}");
    assert_eq!(report.convention.unwrap().convention.unit.name(), "utf16");
    assert_eq!(state.annotations.len(), 4);
    assert!(marked(document, state).iter().any(|(quote, _)| quote == "قسد"));
    let Some(all) = in_text("hypothesis", "hawashi-hypothesis.json", "hawashi-hypothesis.textContent.txt") else {
        return;
    };
    let Imported { annotation_state: state, report, .. } = &all[0];
    assert!(report.is_whole(), "{report:?}");
    assert_eq!(state.annotations.len(), 5);
    let first = state.annotations.iter().next().unwrap();
    assert!(first.note.starts_with("ملاحظة **مهمّة**"), "{}", first.note);
    assert_eq!(first.provenance.iter().next().map(|act| act.by.as_str()), Some("annotator1"));
    assert!(state.attributes.get("notes").is_some(), "a note on the page");
}

#[test]
fn what_has_no_place_that_can_be_followed_is_named() {
    let Some(shared) = needs::shared("peer-files/w3c/text-annotator-tei.json") else { return };
    let all = read("recogito", &std::fs::read_to_string(shared).unwrap());
    assert_eq!((all[0].annotation_state.annotations.len(), all[0].report.broken.len()), (0, 1));
    let Some(shared) = needs::shared("peer-files/w3c/text-annotator-internal.json") else { return };
    let all = read("recogito", &std::fs::read_to_string(shared).unwrap());
    // Its text is another one: nothing is placed where it does not belong.
    assert_eq!(all[0].report.unplaced.len(), 14);
}

#[test]
fn annotations_of_several_shapes_are_read() {
    let json = r#"{"total":3,"items":[
        {"id":"urn:uuid:01890000-0000-4000-8000-000000000001","type":"Annotation","body":"ملاحظة",
         "target":{"source":"a","selector":{"type":"TextPositionSelector","start":10,"end":13}}},
        {"body":[{"purpose":"tagging","value":"Location"},{"purpose":"identifying","source":"place:sirte"}],"status":"suggested",
         "target":[{"source":"a","selector":{"type":"TextQuoteSelector","exact":"سرت","prefix":"سقوط "}}]},
        {"target":"a"}]}"#;
    let all = read("w3c", json);
    let Imported { annotation_state: state, report, document, .. } = &all[0];
    let all: Vec<&Annotation> = state.annotations.iter().collect();
    assert_eq!(marked(document, state).iter().map(|(quote, _)| quote.as_str()).collect::<Vec<_>>(), ["قسد", "سرت"]);
    assert_eq!((all[0].note.as_str(), all[0].label.as_str()), ("ملاحظة", "note"));
    assert_eq!((all[1].entity.as_deref(), all[1].status), (Some("place:sirte"), Status::Suggested));
    assert_eq!(report.broken.iter().map(|broken| broken.at.to_string()).collect::<Vec<_>>(), ["line 6"]);
}

#[test]
fn tables_of_recogito_are_placed_where_their_anchor_says() {
    let table = "UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,URI,VOCAB_LABEL,STATUS,TAGS,COMMENTS\n\
        x,a.txt,قسد,char-offset:10,PERSON,,,UNVERIFIED,,note\n,a.txt,سرت,char-offset:25,PLACE,http://x/1,,VERIFIED,a|b,\n";
    let all = read("recogito", table);
    let Imported { annotation_state: state, report, document, .. } = &all[0];
    assert!(report.is_whole(), "{report:?}");
    assert_eq!(marked(document, state).iter().map(|(quote, _)| quote.as_str()).collect::<Vec<_>>(), ["قسد", "سرت"]);
    assert_eq!(state.annotations.iter().next().unwrap().status, Status::Suggested);
}
