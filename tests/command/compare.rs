//! `hawashi compare`, tested with the built program.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::folder::Folder;

const ARTICLE: &str = "زار وفد سرت القديمة ثم بنغازي وطرابلس و😀 درنة";

/// Exit code, standard output, standard error.
fn compare(folder: &Folder, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.current_dir(folder.path(".")).env("HAWASHI_CONFIG_DIR", folder.path("config")).stdin(Stdio::null());
    let output = command.arg("compare").args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// An annotator's file: labels, words of the article, and what else is said of them.
fn file(folder: &Folder, name: &str, annotations: &[(&str, &str, &str)]) {
    let line = |(number, (label, quote, rest)): (usize, &(&str, &str, &str))| {
        let start = ARTICLE.find(quote).unwrap();
        let end = start + quote.len();
        format!("(label: \"{label}\", quote: \"{quote}\", {rest}span: ({start}, {end}), id: \"{name}-{number}\"),\n")
    };
    let lines: String = annotations.iter().enumerate().map(line).collect();
    let article = "article: (file: \"a.txt\", sha256: \"\", bytes: 0, encoding: \"UTF-8\")";
    let labels = "labels: [(id: \"location\", attributes: [(id: \"sure\", type: YesNo)]), (id: \"faction\")]";
    folder.write(
        &format!("{name}.hawashi.ron"),
        format!("(version: 2, {article}, {labels}, annotations: [\n{lines}],)\n"),
    );
}

fn compared(annotators: &[&[(&str, &str, &str)]]) -> Value {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    let names: Vec<String> = (0..annotators.len()).map(|number| format!("{number}.hawashi.ron")).collect();
    for (number, annotations) in annotators.iter().enumerate() {
        file(&folder, &number.to_string(), annotations);
    }
    let mut arguments = vec!["--format", "json"];
    arguments.extend(names.iter().map(String::as_str));
    let (code, out, err) = compare(&folder, &arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    serde_json::from_str(&out).unwrap()
}

#[test]
fn figures_are_those_that_one_computes_by_hand() {
    // Of nine words three are in one's annotations and three in the other's; they agree on two.
    let found = compared(&[
        &[("location", "سرت القديمة", ""), ("location", "بنغازي", "")],
        &[("location", "سرت القديمة", ""), ("location", "درنة", "")],
    ]);
    let location = &found["labels"]["location"];
    assert_eq!(found["words"], 9, "signs are no words");
    let is_near = |value: &Value, expected: f64| {
        let value = value.as_f64().unwrap();
        assert!((value - expected).abs() < 1e-4, "{value} {expected}");
    };
    // 7 of 9 words alike; by chance (3/9)² + (6/9)².
    is_near(&location["cohen_kappa"], (7.0 / 9.0 - 5.0 / 9.0) / (1.0 - 5.0 / 9.0));
    // 2 of 9 words differ; of all 18 values 6 are yes.
    is_near(&location["krippendorff_alpha"]["nominal"], 1.0 - 4.0 * 17.0 / (324.0 - 36.0 - 144.0));
    assert!(location["krippendorff_alpha"]["unitized"].as_f64().unwrap() < 1.0);
    assert_eq!((&location["f1"]["exact"], &location["f1"]["overlapping"]), (&json!(0.5), &json!(0.5)));
    assert_eq!(location["annotations"], json!([2, 2]));
    assert_eq!(found["all"]["cohen_kappa"], location["cohen_kappa"], "there is one label");
    let differences = found["differences"].as_array().unwrap();
    let shown: Vec<(&str, &str)> =
        differences.iter().map(|d| (d["kind"].as_str().unwrap(), d["text"].as_str().unwrap())).collect();
    assert_eq!(shown, [("only", "بنغازي"), ("only", "درنة")]);
    let characters: Vec<char> = ARTICLE.chars().collect();
    let (start, end) = (differences[1]["start"].as_u64().unwrap(), differences[1]["end"].as_u64().unwrap());
    assert_eq!(characters[start as usize..end as usize].iter().collect::<String>(), "درنة", "code points");
    assert_eq!(differences[0]["sides"][1], json!([]));
}

#[test]
fn those_who_agree_have_no_differences() {
    let own = [("location", "سرت", "entity: \"place:sirte\", "), ("faction", "وفد", "")];
    let found = compared(&[&own, &own, &own]);
    for label in ["location", "faction"] {
        let figures = &found["labels"][label];
        let coefficients = [
            &figures["cohen_kappa"],
            &figures["krippendorff_alpha"]["nominal"],
            &figures["krippendorff_alpha"]["unitized"],
            &figures["f1"]["exact"],
            &figures["f1"]["overlapping"],
        ];
        assert!(coefficients.iter().all(|value| **value == 1.0), "{figures}");
    }
    assert_eq!(found["differences"], json!([]));
    assert_eq!(found["entities"], json!({"compared": 1, "equal": 1, "krippendorff_alpha": null}));
}

#[test]
fn each_kind_of_difference_is_named() {
    let found = compared(&[
        &[
            ("location", "سرت القديمة", ""),
            ("location", "بنغازي", "entity: \"place:benghazi\", "),
            ("faction", "طرابلس", ""),
            ("location", "درنة", "attributes: {\"sure\": YesNo(true)}, "),
            ("faction", "وفد", ""),
        ],
        &[
            ("location", "سرت", ""),
            ("location", "بنغازي", "entity: \"place:other\", "),
            ("location", "طرابلس", ""),
            ("location", "درنة", "attributes: {\"sure\": YesNo(false)}, "),
            ("location", "زار وفد", ""),
        ],
    ]);
    let differences = found["differences"].as_array().unwrap();
    let kinds: Vec<&str> = differences.iter().map(|d| d["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["label-and-ends", "ends", "entity", "label", "attributes"]);
    assert_eq!(differences[2]["sides"][0][0]["entity"], "place:benghazi");
    assert_eq!(differences[4]["sides"][1][0]["attributes"]["sure"], "no");
    assert_eq!(found["attributes"]["sure"]["equal"], 0);
    // A figure that is not defined is null, and the rest goes on.
    let found = compared(&[&[("location", "سرت", "")], &[]]);
    assert_eq!(found["labels"]["location"]["f1"]["exact"], 0.0);
    assert_eq!(compared(&[&[], &[]])["all"]["cohen_kappa"], Value::Null);
}

#[test]
fn files_of_different_texts_are_not_compared() {
    let folder = Folder::new();
    folder.write("a.txt", ARTICLE);
    file(&folder, "one", &[("location", "سرت", "")]);
    folder.write("b.txt", "نص آخر");
    folder.write(
        "two.hawashi.ron",
        "(version: 2, article: (file: \"b.txt\", sha256: \"\", bytes: 0, encoding: \"UTF-8\"), annotations: [])",
    );
    for (arguments, expected) in [
        (["one.hawashi.ron", "two.hawashi.ron"].as_slice(), "another text"),
        (&["one.hawashi.ron"], "at least two"),
        (&["one.hawashi.ron", "gone.hawashi.ron"], "gone.hawashi.ron"),
        (&["one.hawashi.ron", "a.txt"], "annotation files"),
    ] {
        let (code, out, err) = compare(&folder, arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected), "{err}");
    }
    file(&folder, "three", &[("location", "سرت", "")]);
    let (code, out, _) = compare(&folder, &["one.hawashi.ron", "three.hawashi.ron"]);
    assert_eq!(code, 0);
    assert!(out.contains("No differences."), "{out}");
}

/// A number and the same digits as text read the same, so they are no difference that nobody could see.
#[test]
fn values_that_read_the_same_are_no_difference() {
    let with = |value: &str| format!("attributes: {{\"sure\": {value}}}, ");
    for (one, other, differs) in [
        ("Number(3)", "Text(\"3\")", false),
        ("Date(\"2026-11-22\")", "Text(\"2026-11-22\")", false),
        ("Choice(\"yes\")", "YesNo(true)", false),
        ("Number(3)", "Number(4)", true),
    ] {
        let folder = Folder::new();
        folder.write("a.txt", ARTICLE);
        file(&folder, "0", &[("location", "بنغازي", &with(one))]);
        file(&folder, "1", &[("location", "بنغازي", &with(other))]);
        let (code, out, err) = compare(&folder, &["--format", "json", "0.hawashi.ron", "1.hawashi.ron"]);
        assert_eq!(code, 0, "{err}");
        let found: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(found["differences"].as_array().unwrap().len(), usize::from(differs), "{one} {other}: {found}");
        assert_eq!(found["attributes"]["sure"]["equal"], json!(usize::from(!differs)), "{one} {other}");
    }
}
