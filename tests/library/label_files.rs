//! Files of label sets: what each format says of a set, and what a wrong file says of itself.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use hawashi::annotation::{AttributeKind, AttributeType, Choice, Label, LabelSet, LineStyle, RelationKind};
use hawashi::exchange::labels::{
    LABEL_FORMATS, LabelFileError, LabelFormat, brat, label_format_of, label_studio, own, refi_qda,
};

fn names(names: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    names.iter().map(|(language, name)| ((*language).to_owned(), (*name).to_owned())).collect()
}

/// A set with something of everything.
fn set() -> LabelSet {
    let choice = |id: &str| Choice { id: id.into(), name: names(&[("ar", id), ("en", id)]), ..Choice::default() };
    let force = AttributeKind {
        id: "force".into(),
        name: names(&[("ar", "الشدة"), ("en", "Force")]),
        of_type: AttributeType::Choice,
        choices: vec![choice("low"), choice("high")],
        required: true,
        ..AttributeKind::default()
    };
    let sure = AttributeKind { id: "sure".into(), of_type: AttributeType::YesNo, ..AttributeKind::default() };
    let event = Label {
        attributes: vec![force, sure],
        description: names(&[("en", "What <happened> & when")]),
        key: Some('3'),
        line: LineStyle::Double,
        ..Label::new("event", "حدث", "Event", "rose", None)
    };
    let clash =
        Label { parent: Some("event".into()), ..Label::new("clash", "اشتباك", "Armed clash", "#445566", None) };
    let mut set = LabelSet::from_labels([event, clash, Label::new("town", "بلدة", "Town", "teal", None)]);
    let at = RelationKind {
        id: "at".into(),
        from: vec!["event".into()],
        to: vec!["town".into()],
        ..RelationKind::default()
    };
    let near = RelationKind { id: "near".into(), symmetric: true, ..RelationKind::default() };
    set.relation_kinds = vec![at, near].into();
    set
}

fn again(format: &LabelFormat) -> LabelSet {
    let written = (format.write)(&set());
    (format.read)(&written).unwrap_or_else(|error| panic!("{}: {error}\n{written}", format.name))
}

#[test]
fn hawashis_own_file_says_everything() {
    assert_eq!(again(&own::FORMAT), set());
    let empty = own::write(&set());
    assert!(empty.lines().count() > 8, "one label on one line: git can merge it\n{empty}");
}

#[test]
fn the_others_say_what_they_can() {
    for format in LABEL_FORMATS {
        let found = again(format);
        let names: Vec<&str> = found.iter().map(|label| label.name_in("en")).collect();
        assert_eq!(names.len(), 3, "{}: {names:?}", format.name);
        assert!(names.contains(&"Event") && names.contains(&"Town"), "{}: {names:?}", format.name);
    }
    // brat: tree, relations with their ends, and what can be asked.
    let brat = again(&brat::FORMAT);
    let clash = brat.iter().find(|label| label.name_in("en") == "Armed clash").unwrap();
    assert_eq!(clash.parent, Some("event".into()));
    let at = brat.relation_kind("at").unwrap();
    assert_eq!((at.from.len(), at.to.as_slice()), (2, &["town".into()][..]), "brat names each type below another");
    assert!(brat.relation_kind("near").unwrap().symmetric);
    let event = brat.get(&"event".into()).unwrap();
    let kinds: Vec<(&str, AttributeType)> =
        event.attributes.iter().map(|kind| (kind.id.as_str(), kind.of_type)).collect();
    assert_eq!(kinds, [("force", AttributeType::Choice), ("sure", AttributeType::YesNo)]);
    // Label Studio: colours, keys, and what is asked of each region.
    let studio = again(&label_studio::FORMAT);
    let event = studio.get(&"event".into()).unwrap();
    assert_eq!((event.key, event.rgb()), (Some('3'), set().get(&"event".into()).unwrap().rgb()));
    assert_eq!(event.description.get("en").map(String::as_str), Some("What <happened> & when"));
    assert!(event.attributes.iter().any(|kind| kind.id == "force" && kind.required));
    assert!(studio.relation_kind("near").is_some());
    // REFI-QDA: tree, colours, descriptions.
    let codes = again(&refi_qda::FORMAT);
    let clash = codes.iter().find(|label| label.name_in("en") == "Armed clash").unwrap();
    assert_eq!((clash.parent.as_ref().map(|id| id.as_str()), clash.rgb()), (Some("event"), Some([0x44, 0x55, 0x66])));
    assert_eq!(refi_qda::write(&set()), refi_qda::write(&set()), "the same GUIDs each time");
}

#[test]
fn a_wrong_file_says_line_and_column() {
    type Read = fn(&str) -> Result<LabelSet, LabelFileError>;
    let table: [(Read, &str, (usize, usize), &str); 12] = [
        (own::read, "", (1, 1), "empty"),
        (own::read, "(\n    labels: [\n        (id: \"a\" name: 3),\n", (3, 18), "missing"),
        (own::read, "(version: 9)", (1, 2), "9"),
        (own::read, "(\nlabels: [(id: \"a\", name: {\"en\": \"A\"}, color: \"red\")])", (2, 11), "red"),
        (brat::read, "Person\n[entities]\n", (1, 1), "[entities]"),
        (brat::read, "[entities]\nPer son/x\n\tA.b\n", (3, 3), "A.b"),
        (brat::read, "[entities]\nA\n[relations]\nNear Arg1:A, Arg2:B\n", (4, 19), "\"B\""),
        (brat::read, "# nothing\n", (1, 1), "no label"),
        (label_studio::read, "<View>\n  <Labels>\n    <Label/>\n  </Labels>\n</View>", (3, 5), "value"),
        (label_studio::read, "<Project/>", (1, 1), "<View>"),
        (refi_qda::read, "<CodeBook><Codes>\n<Code color=\"#fff\"/></Codes></CodeBook>", (2, 1), "name"),
        (refi_qda::read, "<CodeBook><Codes>", (1, 18), "ends"),
    ];
    for (read, text, (line, column), part) in table {
        let error = read(text).unwrap_err();
        assert_eq!((error.line, error.column), (line, column), "{text:?}: {error}");
        assert!(error.to_string().contains(part), "{text:?}: {error}");
    }
}

#[test]
fn other_programs_own_files_are_read() {
    let brat = "[entities]\nLocation\nFaction\nReference\n[relations]\nNearTo\tArg1:Faction, Arg2:Location\n\
        SameAs\tArg1:Reference, Arg2:Faction, <REL-TYPE>:symmetric-transitive\n[events]\n\
        Attack\tAgent-Arg?:Faction, Place-Arg*:Location\n[attributes]\nCertainty\tArg:<ENTITY>, Value:High|Low\n\
        Negated\tArg:<EVENT>\n";
    let set = brat::read(brat).unwrap();
    let names: Vec<&str> = set.iter().map(|label| label.name_in("en")).collect();
    assert_eq!(names, ["Location", "Faction", "Reference", "Attack"]);
    let kinds: Vec<&str> = set.relation_kinds.iter().map(|kind| kind.id.as_str()).collect();
    assert_eq!(kinds, ["NearTo", "SameAs", "Agent-Arg", "Place-Arg"]);
    assert!(set.relation_kind("SameAs").unwrap().symmetric);
    let taguette = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" \
        origin=\"Taguette 1.5.2\"><Codes><Code guid=\"0D62985D-B147-5D01-A9B5-CAE5DCD98342\" name=\"interesting\" \
        isCodable=\"true\"/><Code guid=\"7B9BD207-1B7B-5852-9ECA-3F7C6369FA5E\" name=\"موقع\" isCodable=\"true\"/>\
        </Codes><Sets/></CodeBook>";
    let names: Vec<String> =
        refi_qda::read(taguette).unwrap().iter().map(|label| label.name_in("ar").to_owned()).collect();
    assert_eq!(names, ["interesting", "موقع"]);
}

#[test]
fn the_format_is_known_by_the_name() {
    for (name, format) in [
        ("project.labels.ron", Some("hawashi")),
        ("annotation.conf", Some("brat")),
        ("Codes.QDC", Some("refi-qda")),
        ("config.xml", Some("label-studio")),
        ("notes.txt", None),
    ] {
        assert_eq!(label_format_of(name.as_ref()).map(|format| format.name), format, "{name}");
    }
}

/// An attribute of one label each is no more than it says; one that every label is given counts for each of them.
#[test]
fn only_what_a_file_gives_to_too_many_labels_is_too_much() {
    let studio = |when: &dyn Fn(usize) -> String| {
        let labels = (0..100).map(|n| format!("<Label value=\"l{n}\"/>")).collect::<Vec<_>>().concat();
        let choices = (0..9).map(|n| format!("<Choice value=\"c{n}\"/>")).collect::<Vec<_>>().concat();
        let asked =
            |n| format!("<Choices name=\"a{n}\" toName=\"text\" perRegion=\"true\"{}>{choices}</Choices>", when(n));
        let asked = (0..100).map(asked).collect::<Vec<_>>().concat();
        format!(
            "<View><Labels name=\"label\" toName=\"text\">{labels}</Labels><Text name=\"text\" value=\"$text\"/>{asked}</View>"
        )
    };
    let brat = |arg: &dyn Fn(usize) -> String| {
        let types = (0..100).map(|n| format!("l{n}\n")).collect::<Vec<_>>().concat();
        let values = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"].join("|");
        let asked = (0..100).map(|n| format!("a{n}\tArg:{}, Value:{values}\n", arg(n))).collect::<Vec<_>>().concat();
        format!("[entities]\n{types}[relations]\n[events]\n[attributes]\n{asked}")
    };
    for (format, own, all) in [
        (&label_studio::FORMAT, studio(&|n| format!(" whenLabelValue=\"l{n}\"")), studio(&|_| String::new())),
        (&brat::FORMAT, brat(&|n| format!("l{n}")), brat(&|_| "<ANY>".to_owned())),
    ] {
        let set = (format.read)(&own).unwrap_or_else(|error| panic!("{}: {error}", format.name));
        assert!(set.iter().all(|label| label.attributes.len() == 1), "{}", format.name);
        let error = (format.read)(&all).unwrap_err();
        assert!(error.to_string().contains("5000"), "{}: {error}", format.name);
    }
}
