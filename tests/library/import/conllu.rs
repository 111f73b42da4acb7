//! CoNLL-U.

use super::*;

#[test]
fn texts_are_put_together_from_their_tokens() {
    for (path, sentences) in [("conllu/arabic-pud.conllu", 40), ("conllu/hebrew-iahltwiki.conllu", 40)] {
        let Some(all) = peer("conllu", path) else { return };
        let Some(shared) = needs::shared(&format!("peer-files/{path}")) else { return };
        let file = std::fs::read_to_string(shared).unwrap();
        let said: Vec<&str> = file.lines().filter_map(|line| line.strip_prefix("# text = ")).collect();
        let read: Vec<String> = all
            .iter()
            .flat_map(|(document, ..)| document.text().split('\n').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let read: Vec<&str> = read.iter().map(|line| line.trim_end()).filter(|line| !line.is_empty()).collect();
        assert_eq!((said.len(), read), (sentences, said), "{path}");
        assert!(all.iter().all(|(.., report)| report.is_whole()), "{path}");
    }
}

#[test]
fn names_in_the_last_column_come_back() {
    let text = "سقطت «سرت» وبنغازي، في يد الجيش الوطني.\nانتهى في درنة";
    let document = Arc::new(Document::from_text(text).unwrap());
    let at = |part: &str, label: &str| {
        let at = text.find(part).unwrap();
        Annotation::new(Span::from_range(at..at + part.len()), label)
    };
    let annotations = vec![at("سرت", "location"), at("الجيش الوطني", "faction"), at("درنة", "location")];
    let state = AnnotationState {
        annotations: hawashi::annotation::AnnotationSet::from_annotations(annotations),
        ..AnnotationState::default()
    };
    let (carried, statuses) = (Carried::default(), Statuses { accepted: true, suggested: true, rejected: true });
    let article = Article { name: "a.txt", document: &document, annotation_state: &state, carried: &carried, statuses };
    let format = format_named("conllu").unwrap();
    let (name, files) = exported(format, &article);
    let all = imported(format, &name, &files.0[&name], &files, None);
    assert_eq!((all.len(), all[0].document.text(), all[0].name.as_str()), (1, text, "a.txt"));
    assert_eq!(marked(&all[0].document, &all[0].annotation_state), marked(&document, &state));
}

#[test]
fn names_are_read_from_words_in_one_token_too() {
    let file = "# newdoc id = a\n1-2\tوسرت\t_\t_\t_\t_\t_\t_\t_\t_\n1\tو\t_\t_\t_\t_\t_\t_\t_\t_\n2\tسرت\t_\t_\t_\t_\t_\t_\t_\tNER=B-LOC\n\
        x\n3\tآمنة\t_\t_\t_\t_\t_\t_\t_\t_\n\n# newdoc id = b\n1\tدرنة\t_\t_\t_\t_\t_\t_\t_\tNE=S-LOC\n";
    let all = imported(format_named("conllu").unwrap(), "a.conllu", file.as_bytes(), &Files::default(), None);
    let words: Vec<_> = all.iter().map(|one| marked(&one.document, &one.annotation_state)).collect();
    assert_eq!(words, [[("وسرت".to_owned(), "location".to_owned())], [("درنة".to_owned(), "location".to_owned())]]);
    assert_eq!(all[0].report.broken.iter().map(|broken| broken.at.to_string()).collect::<Vec<_>>(), ["line 5"]);
}
