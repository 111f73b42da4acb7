//! UIMA's structures, in both forms.

use super::*;

#[test]
fn structures_are_read_whole() {
    for (format, path, passages, relations) in [
        ("uima-json", "uima-json/casWithEmojiUnicodeTextAndAnnotations/data.json", 9, 0),
        ("uima-json", "uima-json/casWithLeftToRightTextAndAnnotations/data.json", 2, 0),
        ("uima-json", "uima-json/casWithTraditionalChineseTextAndAnnotations/data.json", 4, 0),
        ("uima-xmi", "uima-xmi/uimaj-cas_with_inheritance/data.xmi", 5, 0),
        ("uima-xmi", "uima-xmi/cas_has_fs_with_no_namespace/cas_has_fs_with_no_namespace.xmi", 1, 0),
        // Words and sentences are no annotations.
        ("uima-xmi", "uima-xmi/uimaj-tsv3-testSentenceWithEmoji/data.xmi", 1, 0),
    ] {
        let Some(all) = peer(format, path) else { return };
        let (_, state, report) = &all[0];
        assert!(report.is_whole(), "{path}: {report:?}");
        assert_eq!((state.annotations.len(), state.relations.len()), (passages, relations), "{path}");
    }
}

#[test]
fn both_forms_say_the_same() {
    for (format, path) in
        [("uima-json", "uima-json/hawashi-cassis.json"), ("uima-xmi", "uima-xmi/hawashi-cassis/hawashi.xmi")]
    {
        let Some(all) = peer(format, path) else { return };
        let (document, state, report) = &all[0];
        assert!(document.text().contains("\r\n"), "{path}");
        let words: Vec<String> = marked(document, state).into_iter().map(|(quote, _)| quote).collect();
        assert_eq!(words, ["قسد", "الرَّقّة", "بنغازي", "مجلس شورى ثوار بنغازي", "بنغازي"], "{path}");
        let place = state.annotations.iter().nth(1).unwrap();
        assert_eq!(place.entity.as_deref(), Some("http://www.wikidata.org/entity/Q1&x=<y>"), "{path}");
        let mut kinds: Vec<&str> = state.relations.iter().map(|relation| relation.kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["NearTo", "nested"], "{path}");
        // A group of passages is none.
        let broken: Vec<String> = report.broken.iter().map(ToString::to_string).collect();
        assert!(broken.len() == 1 && broken[0].contains("Group"), "{path}: {broken:?}");
    }
}

#[test]
fn a_text_behind_an_address_is_not_fetched() {
    for path in ["casWithSofaDataURI", "casWithoutTextButWithAnnotations"] {
        let Some(shared) = needs::shared(&format!("peer-files/uima-json/{path}/data.json")) else { return };
        let bytes = std::fs::read(&shared).unwrap();
        let file =
            File { name: "a.json", bytes: &bytes, beside: &hawashi::exchange::foreign::NothingBeside, columns: &[] };
        let mut reader = format_named("uima-json").unwrap().read.unwrap()(file).unwrap();
        let foreign = reader.next_article().unwrap().unwrap();
        let placed = place("uima-json", foreign, None, LabelSet::standard(), &BTreeMap::new());
        assert!(placed.is_err_and(|error| error.to_string().contains("--article")), "{path}");
    }
}
