//! GATE's XML.

use super::*;

#[test]
fn documents_are_read_whole() {
    let Some(all) = whole("gate-xml", "gate/debug-gatexml.xml") else { return };
    assert_eq!(all[0], [("Th".to_owned(), "test".to_owned())]);
    let Some(all) = whole("gate-xml", "gate/testdocument1.xml") else { return };
    assert_eq!((all[0].len(), all[0][0].0.as_str()), (14, "This is a test document."));
}

#[test]
fn nodes_are_counted_as_java_does_and_features_are_attributes() {
    let file = "<GateDocument version='3'><TextWithNodes><Node id='0'/>🔴 <Node id='3'/>سرت<Node id='6'/> &amp; قسد</TextWithNodes>\n\
        <AnnotationSet Name='x'>\n<Annotation Id='1' Type='Location' StartNode='3' EndNode='6'><Feature><Name>kind</Name>\
        <Value>city</Value></Feature></Annotation>\n<Annotation Id='2' Type='Location' StartNode='3'/></AnnotationSet></GateDocument>";
    let all = imported(format_named("gate-xml").unwrap(), "a.xml", file.as_bytes(), &Files::default(), None);
    let Imported { document, annotation_state: state, report, .. } = &all[0];
    assert_eq!(document.text(), "🔴 سرت & قسد");
    assert_eq!(marked(document, state), [("سرت".to_owned(), "location".to_owned())]);
    let place = state.annotations.iter().next().unwrap();
    assert_eq!(place.attributes.get("kind"), Some(&Value::Text("city".to_owned())));
    assert_eq!(report.broken.iter().map(|broken| broken.at.to_string()).collect::<Vec<_>>(), ["line 4"]);
}

#[test]
fn it_is_not_written() {
    let format = format_named("gate-xml").unwrap();
    let options = Options { unit: None, mark: false, crlf: false, columns: &[], entities: &entity };
    let error = Export::begin(format, Vec::new(), options).unwrap_err();
    assert!(error.to_string().contains("only read"), "{error}");
    assert!(!FORMATS.contains(&format));
}
