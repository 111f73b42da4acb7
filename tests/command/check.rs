//! `hawashi check`, tested with the built program.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const ARTICLE: &str =
    "🔴 أعلن المجلس أمس أن معارك عنيفة دارت في مدينة سرت الساحلية.\nوقال سكان إن الرقة هادئة منذ الفجر.\n";

/// Exit code, standard output, standard error.
fn check(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.current_dir(folder).env("HAWASHI_CONFIG_DIR", folder.join("config")).stdin(Stdio::null());
    let output = command.arg("check").args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// An annotation file for the article, by the rest of its file.
fn annotated(lines: &[String]) -> String {
    format!(
        "(\n    version: 2,\n    article: (file: \"a.txt\", sha256: \"\", bytes: 0, encoding: \"UTF-8\"),\n    annotations: [\n{}\n    ],\n)\n",
        lines.join("\n")
    )
}

/// A line for the words of the article, with the text around them.
fn line(id: &str, quote: &str) -> String {
    let start = ARTICLE.find(quote).unwrap();
    let end = start + quote.len();
    let before: String = {
        let chars: Vec<char> = ARTICLE[..start].chars().collect();
        chars[chars.len().saturating_sub(32)..].iter().collect()
    };
    let behind: String = ARTICLE[end..].chars().take(32).collect();
    let (before, behind) = (before.replace('\n', "\\n"), behind.replace('\n', "\\n"));
    format!(
        "        (label: \"location\", quote: \"{quote}\", span: ({start}, {end}), prefix: \"{before}\", suffix: \"{behind}\", id: \"{id}\"),"
    )
}

fn folder(article: &str, lines: &[String]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), article).unwrap();
    fs::write(folder.path().join("a.hawashi.ron"), annotated(lines)).unwrap();
    folder
}

fn both() -> Vec<String> {
    vec![line("sirte", "سرت"), line("raqqa", "الرقة")]
}

#[test]
fn all_is_well() {
    let folder = folder(ARTICLE, &both());
    let (code, out, err) = check(folder.path(), &["a.hawashi.ron"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("2 annotations: 2 unmoved, 0 moved, 0 found approximately, 0 not found"), "{out}");
    // An article means the annotations beside it.
    assert_eq!(check(folder.path(), &["a.txt"]).1, out);
}

#[test]
fn what_moved_is_told_with_offsets_in_the_unit_asked_for_and_written_on_request() {
    let changed = format!("عاجل 🔴\n{}", ARTICLE.replace("الرقة", "الرَّقّة"));
    for unit in ["char", "byte", "utf16"] {
        let folder = folder(&changed, &both());
        let (code, out, err) = check(folder.path(), &["--format", "json", "--unit", unit, "a.hawashi.ron"]);
        assert_eq!((code, err.as_str()), (1, ""), "{out}");
        let reports: Value = serde_json::from_str(&out).unwrap();
        let report = &reports[0];
        assert_eq!((&report["unit"], &report["unmoved"]), (&Value::from(unit), &Value::from(0)));
        let moved = report["moved"].as_array().unwrap();
        assert_eq!(moved.len(), 2, "{out}");
        for (entry, id, was, now, line) in
            [(&moved[0], "sirte", "سرت", "سرت", 2), (&moved[1], "raqqa", "الرقة", "الرَّقّة", 3)]
        {
            assert_eq!((&entry["id"], &entry["was"]["text"]), (&id.into(), &was.into()));
            assert_eq!((&entry["now"]["text"], &entry["now"]["line"]), (&now.into(), &line.into()));
            assert_eq!(entry["was"]["spans"][0][0].as_u64(), Some(ARTICLE.find(was).unwrap() as u64));
            let (start, end) =
                (entry["now"]["spans"][0][0].as_u64().unwrap(), entry["now"]["spans"][0][1].as_u64().unwrap());
            let (start, end) = (start as usize, end as usize);
            let cut = match unit {
                "char" => changed.chars().skip(start).take(end - start).collect(),
                "byte" => changed[start..end].to_owned(),
                _ => String::from_utf16(&changed.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap(),
            };
            assert_eq!(cut, now, "{unit}");
        }
    }
    let folder = folder(&changed, &both());
    let (code, out, _) = check(folder.path(), &["--fix", "a.hawashi.ron"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("the new places were written"), "{out}");
    let (code, out, _) = check(folder.path(), &["a.hawashi.ron"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("2 unmoved"), "{out}");
    assert!(fs::read_to_string(folder.path().join("a.hawashi.ron")).unwrap().contains("الرَّقّة"));
}

#[test]
fn what_is_not_certain_is_proposed_and_stays_in_the_file() {
    let changed = ARTICLE.replace("سرت", "سرته").replace("وقال سكان إن الرقة هادئة منذ الفجر.", "انتهى.");
    let folder = folder(&changed, &both());
    let path = folder.path().join("a.hawashi.ron");
    let (code, out, _) = check(folder.path(), &["--fix", "a.hawashi.ron"]);
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("1 found approximately, 1 not found"), "{out}");
    assert!(out.contains("[سرت]") && out.contains("[سرته]") && out.contains("% alike"), "{out}");
    let saved = fs::read_to_string(&path).unwrap();
    for line in both() {
        assert!(saved.contains(line.trim()), "{saved}");
    }
    // Both come back with the text.
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    assert_eq!(check(folder.path(), &["a.hawashi.ron"]).0, 0);
}

#[test]
fn contradictions_are_told_and_other_files_are_done_all_the_same() {
    let wrong = "        (label: \"location\", quote: \"سرت\", span: (92, 98), attributes: {\"nothing\": Text(\"x\")}, provenance: [(at: \"gestern\")]),";
    let folder = folder(
        ARTICLE,
        &[wrong.replace("(92, 98)", &{
            let start = ARTICLE.find("سرت").unwrap();
            format!("({start}, {})", start + 6)
        })],
    );
    fs::write(folder.path().join("b.hawashi.ron"), "(width: 3)").unwrap();
    let (code, out, err) = check(folder.path(), &["."]);
    assert_eq!(code, 2, "one could not be read: {err}");
    assert!(err.contains("b.hawashi.ron"), "{err}");
    assert!(out.contains("nothing") && out.contains("gestern") && out.contains("line 5"), "{out}");
    let (code, ..) = check(folder.path(), &["a.hawashi.ron"]);
    assert_eq!(code, 1);
    let (code, _, err) = check(folder.path(), &["nowhere.hawashi.ron"]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn what_cannot_be_read_is_refused_with_what_is_kept_of_it() {
    let moved = format!("عاجل\n{ARTICLE}");
    let folder = folder(&moved, &both());
    let ron = folder.path().join("a.hawashi.ron");
    let before = fs::read(&ron).unwrap();
    // What is found again is written, and the state before that is kept.
    assert_eq!(check(folder.path(), &["--fix", "a.hawashi.ron"]).0, 0);
    let half = fs::read(&ron).unwrap();
    let half = &half[..half.len() / 2];
    fs::write(&ron, half).unwrap();
    let (code, out, err) = check(folder.path(), &["a.hawashi.ron"]);
    assert_eq!((code, out.as_str(), err.lines().count()), (2, "", 1), "{err}");
    assert!(err.contains("1 earlier state is kept") && err.contains("hawashi versions a.hawashi.ron"), "{err}");
    // An interrupted save beside it comes first, and cutting the file off wholly changes nothing.
    fs::write(folder.path().join("a.hawashi.saving.ron"), &before).unwrap();
    for left in [half, b"", b"(version: 2)"] {
        fs::write(&ron, left).unwrap();
        let (code, _, err) = check(folder.path(), &["a.hawashi.ron"]);
        let (copy, version) = (err.find("a.hawashi.saving.ron"), err.find("earlier state is kept"));
        assert!(code == 2 && copy.is_some() && copy < version, "{err}");
        assert_eq!(fs::read(&ron).unwrap(), left, "nothing is written");
    }
    // Of a file that never was there nothing is said.
    let (_, _, err) = check(folder.path(), &["b.hawashi.ron"]);
    assert!(!err.contains("kept"), "{err}");
}

#[test]
fn its_help_is_its_own_and_has_an_example() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, _) = check(folder.path(), &["--help"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("hawashi check article.hawashi.ron") && out.contains("--fix") && out.contains("Exit status"),
        "{out}"
    );
}
