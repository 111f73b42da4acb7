//! Folders that are annotated blind, as commands see them: each person's file belongs to the article, and is named where one
//! of them is meant.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use hawashi::session::{Command as Act, Session};
use hawashi::store::{self, WriteMode};
use hawashi::text::Span;
use tempfile::TempDir;

const TEXT: &str = "عاد الهدوء إلى دمشق بعد أيام.";

/// Exit code, standard output, standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.current_dir(folder).env("HAWASHI_CONFIG_DIR", folder.join("config")).stdin(Stdio::null());
    let output = command.args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// Somebody's own file of an article, with a word tagged.
fn annotate(folder: &Path, article: &str, by: &str, word: &str) {
    let article = folder.join(article);
    let document = Arc::new(store::read_article(&article, None).unwrap());
    let mut session = Session::new(document.clone(), by);
    let at = TEXT.find(word).unwrap();
    let span = Span::from_range(at..at + word.len());
    session.execute(Act::Tag { span, label: "location".into() }).unwrap();
    let path = store::annotations_of(&article, Some(by));
    let (state, carried) = (session.annotation_state(), session.carried());
    store::save_annotations(&path, &article, &document, state, carried, WriteMode::New).unwrap();
}

/// A blind folder in which the article `a` has files of two people, and another article is called like one of these.
fn blind() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for name in ["a.txt", "a.هالة.txt"] {
        fs::write(articles.join(name), TEXT).unwrap();
    }
    store::change_folder_file(&articles, |file| file.blind = true).unwrap();
    annotate(&articles, "a.txt", "هالة", "دمشق");
    annotate(&articles, "a.txt", "Sami", "الهدوء");
    annotate(&articles, "a.هالة.txt", "Sami", "أيام");
    folder
}

#[test]
fn the_files_of_persons_belong_to_the_article_and_not_to_one_of_their_name() {
    let folder = blind();
    let names = ["a.Sami.hawashi.ron", "a.هالة.Sami.hawashi.ron", "a.هالة.hawashi.ron"];
    assert!(names.iter().all(|name| folder.path().join("articles").join(name).exists()));
    let (code, out, err) = run(folder.path(), &["check", "--format", "json", "articles"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    for name in names {
        assert!(out.contains(name), "{name}: {out}");
    }
    // An article of a blind folder means the files of all who have annotated it.
    let (code, out, err) = run(folder.path(), &["check", "--format", "json", "articles/a.txt"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains(names[0]) && out.contains(names[2]) && !out.contains(names[1]), "{out}");
    let files = names.map(|name| format!("articles/{name}"));
    let (code, out, _) = run(folder.path(), &["compare", &files[0], &files[2]]);
    assert!(code < 2 && out.contains("Sami") && out.contains("هالة"), "commands name files: {out}");
}

#[test]
fn whose_annotations_are_exported_is_said_and_nobodys_are_left_out_silently() {
    let folder = blind();
    let export = |more: &[&str]| run(folder.path(), &[&["export", "articles", "--to", "csv"], more].concat());
    let (code, out, err) = export(&["--author", "هالة"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("دمشق") && !out.contains("الهدوء"), "{out}");
    assert!(!err.contains("--author"), "{err}");
    let (code, out, _) = export(&["--author", "Sami", "--status", "accepted"]);
    assert_eq!(code, 0);
    assert!(out.contains("الهدوء") && out.contains("أيام") && !out.contains("دمشق"), "{out}");
    let (_, out, err) = export(&["--status", "accepted"]);
    assert!(!out.contains("الهدوء"), "{out}");
    assert!(err.contains("a.Sami.hawashi.ron") && err.contains("--author"), "{err}");
    let (code, out, err) = export(&["--author", "Samy"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("Samy"), "{err}");
}

#[test]
fn an_empty_file_of_a_person_is_one_of_the_article() {
    let folder = blind();
    let path = folder.path().join("articles/a.Nur.hawashi.ron");
    fs::write(&path, "").unwrap();
    let (code, _, err) = run(folder.path(), &["check", "articles/a.Nur.hawashi.ron"]);
    assert_eq!(code, 2);
    assert!(err.contains("is empty"), "{err}");
    assert_eq!(store::articles_named_in(&path), [folder.path().join("articles/a.txt")]);
}
