//! What is said of files in which there is nothing for an import or an export, and that they leave nothing behind.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Exit code and standard error; standard output of a program that was given some input.
fn run_with(folder: &Path, arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.current_dir(folder).env("HAWASHI_CONFIG_DIR", folder.join("config"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.args(arguments).spawn().unwrap();
    // A program that does not read its input may have ended before.
    drop(child.stdin.take().unwrap().write_all(input));
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stderr), text(output.stdout))
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let (code, said, _) = run_with(folder, arguments, b"");
    (code, said)
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "config").collect();
    names.sort();
    names
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\0\x08\x06";
const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0\xd5\xa3\x7e\x5b\0\0a.txt";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\n";

/// A picture, an archive or a PDF is called what it is, not a text in a wrong encoding.
#[test]
fn what_is_no_text_is_called_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "سقطت سرت").unwrap();
    for (name, bytes, kind) in
        [("x.png", PNG, "PNG"), ("x.zip", ZIP, "ZIP"), ("x.pdf", PDF, "PDF"), ("x.txt", PNG, "PNG")]
    {
        fs::write(folder.path().join(name), bytes).unwrap();
        for args in [
            &["import", name, "--from", "csv", "--article", "a.txt"][..],
            &["import", name, "--from", "brat", "--article", "a.txt"],
            &["import", name, "--from", "doccano"],
            &["import", name, "--from", "tei"],
            &["export", name, "--to", "csv"],
            &["detect", name],
        ] {
            let (code, said) = run(folder.path(), args);
            // Documents and archives are read, as far as they are whole.
            let is_called =
                [format!("looks like {kind}"), format!("this {kind}")].iter().any(|words| said.contains(words));
            assert!(code == 2 && is_called, "{args:?}: {said}");
            assert!(said.contains(name) && !said.contains("UTF-8"), "{args:?}: {said}");
        }
    }
}

#[test]
fn an_empty_file_is_called_empty() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), "سقطت سرت").unwrap();
    fs::write(path("a.ann"), "").unwrap();
    fs::write(path("e.csv"), "\n").unwrap();
    let before = names(folder.path());
    for (file, format) in [("a.ann", "brat"), ("e.csv", "csv"), ("e.csv", "doccano"), ("e.csv", "refi-qda")] {
        let args = ["import", file, "--from", format, "--article", "a.txt", "--out", "a.hawashi.ron"];
        let (code, said) = run(folder.path(), &args);
        assert!(code == 2 && said.contains("the file is empty"), "{file} {format}: {said}");
    }
    assert_eq!(names(folder.path()), before);
}

/// A file of another format, in which nothing is found, leaves nothing.
#[test]
fn a_wrong_format_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.ann"), "T1\tPlace 5 8\tسرت\n").unwrap();
    fs::write(path("a.txt"), "سقطت سرت").unwrap();
    fs::write(path("t.xml"), "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><p>سرت</p></body></text></TEI>")
        .unwrap();
    let before = names(folder.path());
    for (file, format, said_of) in
        [("a.ann", "conll", "looks like brat"), ("a.txt", "conll", "is --from the right format")]
    {
        for out in ["x.hawashi.ron", "out/"] {
            let (code, said) = run(folder.path(), &["import", file, "--from", format, "--out", out]);
            assert!(code >= 1, "{said}");
            assert!(said.contains(said_of) || code == 2, "{file} as {format}: {said}");
            assert_eq!(names(folder.path()), before, "{file} as {format}: {said}");
        }
    }
    // What has no annotations yet is an article all the same where the file is what it was said to be.
    let (code, said) = run(folder.path(), &["import", "t.xml", "--from", "tei", "--out", "t.hawashi.ron"]);
    assert!(code == 0 && path("t.txt").exists(), "{said}");
    fs::write(path("d.jsonl"), "{\"text\":\"سقطت سرت\"}\n").unwrap();
    let (code, said) = run(folder.path(), &["import", "d.jsonl", "--from", "doccano", "--out", "d.hawashi.ron"]);
    assert!(code == 0 && path("d.hawashi.ron").exists(), "{said}");
}

#[test]
fn standard_input_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), "سقطت سرت").unwrap();
    let ann = "T1\tLocation 5 8\tسرت\n".as_bytes();
    let args = ["import", "-", "--from", "brat", "--article", "a.txt"];
    let (code, said, out) = run_with(folder.path(), &args, ann);
    assert!(code == 0 && out.contains("quote: \"سرت\"") && out.contains("a.txt"), "{said}");
    let args = [&args[..], &["--out", "a.hawashi.ron"]].concat();
    let (code, said, _) = run_with(folder.path(), &args, ann);
    assert!(code == 0 && path("a.hawashi.ron").exists(), "{said}");
    let doccano = "{\"text\":\"سقطت سرت\",\"label\":[[5,8,\"location\"]]}\n".as_bytes();
    let (code, said, _) = run_with(folder.path(), &["import", "-", "--from", "doccano", "--out", "new/"], doccano);
    assert!(code == 0 && fs::read_dir(path("new")).unwrap().count() == 2, "{said}");
    // Without a text it is said what is missing.
    let (code, said, _) = run_with(folder.path(), &["import", "-", "--from", "brat"], ann);
    assert!(code == 2 && said.contains("--article"), "{said}");
}

/// Annotations of another text are not exported, and that is the answer.
#[test]
fn annotations_without_places_are_a_no() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), "سقطت سرت").unwrap();
    fs::write(path("a.ann"), "T1\tLocation 5 8\tسرت\n").unwrap();
    let (code, said) = run(folder.path(), &["import", "a.ann", "--from", "brat", "--out", "a.hawashi.ron"]);
    assert_eq!(code, 0, "{said}");
    fs::write(path("a.txt"), "مقال آخر عن أمور أخرى").unwrap();
    for file in ["a.hawashi.ron", "a.txt"] {
        let (code, said) = run(folder.path(), &["export", file, "--to", "csv", "--out", "x.csv", "--force"]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("its annotation no longer has a place in the text of a.txt"), "{said}");
    }
    // Its own format keeps them.
    let (code, said) = run(folder.path(), &["export", "a.txt", "--to", "ron", "--out", "copy/"]);
    assert_eq!(code, 0, "{said}");
    fs::remove_file(path("a.txt")).unwrap();
    let (code, said) = run(folder.path(), &["export", "a.hawashi.ron", "--to", "csv", "--out", "y.csv"]);
    assert!(code == 2 && said.contains("a.txt") && !path("y.csv").exists(), "{said}");
}
