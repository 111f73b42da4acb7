//! Projects of REFI-QDA.

use hawashi::exchange::ExchangeError;

use super::*;

fn read_all(path: &str) -> Option<Vec<Result<Imported, ExchangeError>>> {
    let shared = needs::shared(path)?;
    let bytes = std::fs::read(&shared).unwrap();
    let format = format_named("refi-qda").unwrap();
    let folder = Folder(shared.parent().unwrap());
    let mut reader =
        format.read.unwrap()(File { name: "p.qdpx", bytes: &bytes, beside: &folder, columns: &[] }).unwrap();
    let mut all = Vec::new();
    while let Some(foreign) = reader.next_article().unwrap() {
        all.push(place(format.name, foreign, None, LabelSet::standard(), &BTreeMap::new()));
    }
    Some(all)
}

#[test]
fn a_project_is_read_with_its_codes_notes_links_and_variables() {
    let Some(all) = read_all("schemas/refi-qda/demo.qdpx") else { return };
    let Imported { document, annotation_state: state, report, .. } = all[0].as_ref().unwrap();
    assert!(report.is_whole(), "{report:?}");
    let words = marked(document, state);
    let words: Vec<(&str, &str)> = words.iter().map(|(quote, label)| (quote.as_str(), label.as_str())).collect();
    assert_eq!(words, [("قسد", "faction"), ("SDF", "faction"), ("الرَّقّة", "location")]);
    let place = state.annotations.iter().last().unwrap();
    assert_eq!(place.provenance.iter().next().map(|act| act.by.as_str()), Some("annotator"));
    assert_eq!(place.note, "auto, confirmed\nأيّ رقّة؟");
    assert_eq!(state.relations.iter().map(|relation| relation.kind.as_str()).collect::<Vec<_>>(), ["near"]);
    assert_eq!(state.attributes.get("url"), Some(&Value::Text("https://example.org/a".to_owned())));
}

#[test]
fn projects_of_other_programs_are_read() {
    let Some(all) = read_all("peer-files/refi-qda/hawashi-qc.qdpx") else { return };
    let Imported { annotation_state: state, report, .. } = all[0].as_ref().unwrap();
    // Three selections, one of them with two codes; their names are numbers of lines, not words.
    assert!(report.is_whole(), "{report:?}");
    assert_eq!((state.annotations.len(), state.annotations.iter().next().unwrap().spans.hull().start.index()), (4, 0));
    // ATLAS.ti's test project comes without its texts: each is asked for by name, and its pictures are named.
    let Some(all) = read_all("peer-files/refi-qda/atlas-mac8-standard.qdpx") else { return };
    assert_eq!(all.len(), 6);
    for one in &all {
        let error = one.as_ref().err().map(ToString::to_string).unwrap_or_default();
        assert!(error.contains("--article"), "{error}");
    }
    let Some(all) = read_all("peer-files/refi-qda/nvivo-mac15.qdpx") else { return };
    assert!(all.len() == 2 && all.iter().flatten().all(|one| one.annotation_state.annotations.is_empty()));
}

#[test]
fn lines_of_two_characters_count_as_one_and_come_back() {
    let document = Arc::new(Document::from_text("سطر\r\nفي سرت\r\n🔴 و«قسد» هنا").unwrap());
    let at = document.text().find("قسد").unwrap();
    let annotation = Annotation::new(Span::from_range(at..at + "قسد".len()), "faction");
    let state = AnnotationState {
        annotations: hawashi::annotation::AnnotationSet::from_annotations(vec![annotation]),
        ..AnnotationState::default()
    };
    let (carried, statuses) = (Carried::default(), Statuses { accepted: true, suggested: true, rejected: true });
    let article = Article { name: "a.txt", document: &document, annotation_state: &state, carried: &carried, statuses };
    let format = format_named("refi-qda").unwrap();
    for crlf in [false, true] {
        let mut out = Vec::new();
        let options = Options { unit: None, mark: false, crlf, columns: &[], entities: &entity };
        let mut export = Export::begin(format, &mut out, options).unwrap();
        export.article(&article).unwrap();
        export.end().unwrap();
        for at_hand in [Some(&document), None] {
            let all = imported(format, "a.qdpx", &out, &Files::default(), at_hand);
            let Imported { document: there, annotation_state: back, report, .. } = &all[0];
            assert!(report.is_whole(), "{crlf}: {report:?}");
            assert_eq!(there.text().contains("\r\n"), crlf || at_hand.is_some());
            assert_eq!(marked(there, back), [("قسد".to_owned(), "faction".to_owned())]);
            // The same annotation, not one more.
            assert_eq!(back.annotations.iter().next().unwrap().id, state.annotations.iter().next().unwrap().id);
        }
    }
}

#[test]
fn archives_that_are_damaged_or_unpack_to_too_much_are_refused() {
    use std::io::Write as _;
    let format = format_named("refi-qda").unwrap();
    let fails = |bytes: &[u8]| {
        let read = format.read.unwrap()(File {
            name: "p",
            bytes,
            beside: &hawashi::exchange::foreign::NothingBeside,
            columns: &[],
        });
        read.err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert!(fails(b"PK\x03\x04 nothing").contains("archive"));
    assert!(fails(b"<Project><CodeBook/></Project>").contains("no text sources"));
    let broken = fails(b"<Project>\n<Sources>\n<TextSource></Sources></Project>");
    assert!(broken.contains("line 3"), "{broken}");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("project.qde", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..200 {
        zip.write_all(" ".repeat(100_000).as_bytes()).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(fails(&bomb).contains("unpacks to far more"), "{}", fails(&bomb));
}
