//! `hawashi merge`, alone and as git's merge driver.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use hawashi::annotation::{Annotation, AnnotationSet, AnnotationState, Carried, Deed, Provenance};
use hawashi::document::Document;
use hawashi::exchange::ron::{annotations_to_ron, parse_annotations};
use hawashi::text::Span;

use super::needs::skip_without;

const TEXT: &str = "قال مسؤول في بغداد إن العراق سيعيد فتح معبر مع سوريا. وأكد عودة الهدوء إلى البصرة.";

const HAWASHI: &str = env!("CARGO_BIN_EXE_hawashi");

fn document() -> Document {
    Document::from_text(TEXT).unwrap()
}

/// A tag on a word, with a note.
fn tag(id: &str, word: &str, by: &str, note: &str) -> Annotation {
    let at = TEXT.find(word).unwrap();
    Annotation {
        id: id.into(),
        note: note.to_owned(),
        provenance: Provenance::of(Deed::Made, by, "2026-11-22T09:33:00Z"),
        ..Annotation::new(Span::from_range(at..at + word.len()), "location")
    }
}

fn file(tags: &[Annotation]) -> String {
    let annotations = AnnotationSet::from_annotations(tags.iter().cloned());
    let state = AnnotationState { annotations, ..AnnotationState::default() };
    annotations_to_ron("a.txt", &document(), &state, &Carried::default())
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(HAWASHI);
    command.current_dir(folder).env("HAWASHI_CONFIG_DIR", folder.join("config")).stdin(Stdio::null());
    command.args(arguments).output().unwrap()
}

/// Exit code, standard output, standard error.
fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn read(path: &Path) -> AnnotationState {
    parse_annotations(fs::read_to_string(path).unwrap(), &document()).unwrap().annotation_state
}

fn ids(state: &AnnotationState) -> Vec<String> {
    let mut ids: Vec<_> = state.annotations.iter().map(|annotation| annotation.id.to_string()).collect();
    ids.sort();
    ids
}

/// The three files of a merge in a folder of their own; the article is elsewhere.
fn three(base: &str, ours: &str, theirs: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("base.ron", base), ("ours.ron", ours), ("theirs.ron", theirs)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

const MERGE: [&str; 6] = ["merge", "base.ron", "ours.ron", "theirs.ron", "--out", "out.ron"];

#[test]
fn what_does_not_conflict_is_taken_from_both() {
    let (a, b, c) = (tag("a", "بغداد", "x", ""), tag("b", "العراق", "salma", ""), tag("c", "سوريا", "karim", ""));
    let noted = Annotation { note: "عاصمة".to_owned(), ..a.clone() };
    let labelled = Annotation { label: "faction".into(), ..a.clone() };
    let folder = three(&file(std::slice::from_ref(&a)), &file(&[noted, b]), &file(&[labelled, c]));
    let (code, out, err) = told(&run(folder.path(), &MERGE));
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    let merged = read(&folder.path().join("out.ron"));
    assert_eq!(ids(&merged), ["a", "b", "c"]);
    let both = merged.annotations.get(&"a".into()).unwrap();
    assert_eq!((both.note.as_str(), both.label.as_str()), ("عاصمة", "faction"));
}

#[test]
fn a_conflict_is_listed_and_both_sides_are_in_the_file() {
    let a = tag("a", "بغداد", "x", "");
    let note = |note: &str| Annotation { note: note.to_owned(), ..a.clone() };
    let folder = three(&file(std::slice::from_ref(&a)), &file(&[note("هنا")]), &file(&[note("هناك")]));
    let (code, out, err) = told(&run(folder.path(), &MERGE));
    assert_eq!(code, 1, "{err}");
    let ron = fs::read_to_string(folder.path().join("out.ron")).unwrap();
    let line = 1 + ron.lines().position(|line| line == "<<<<<<< ours").unwrap();
    assert_eq!(
        out,
        format!("out.ron:{line}: annotation a \"بغداد\"\n    note: before empty, ours \"هنا\", theirs \"هناك\"\n")
    );
    assert!(err.contains("1 entry is left to decide about"), "{err}");
    let merged = read(&folder.path().join("out.ron"));
    assert_eq!(merged.annotations.get(&"a".into()).unwrap().note, "هنا");
    assert_eq!(merged.conflicts.len(), 1);
    // Merged once more with somebody who has not seen it, it still waits.
    fs::rename(folder.path().join("out.ron"), folder.path().join("ours.ron")).unwrap();
    fs::write(folder.path().join("theirs.ron"), file(&[a.clone(), tag("b", "سوريا", "y", "")])).unwrap();
    assert_eq!(told(&run(folder.path(), &MERGE)).0, 1);
    let merged = read(&folder.path().join("out.ron"));
    assert_eq!((ids(&merged), merged.conflicts.len()), (vec!["a".to_owned(), "b".to_owned()], 1));
}

#[test]
fn what_is_removed_here_and_changed_there_is_asked_about() {
    let (a, b) = (tag("a", "بغداد", "x", ""), tag("b", "سوريا", "x", ""));
    let noted = Annotation { note: "هناك".to_owned(), ..a.clone() };
    let (base, without) = (file(&[a, b.clone()]), file(std::slice::from_ref(&b)));
    for (ours, theirs, is_there) in
        [(&without, &file(&[noted.clone(), b.clone()]), false), (&file(&[noted, b]), &without, true)]
    {
        let folder = three(&base, ours, theirs);
        let (code, out, _) = told(&run(folder.path(), &MERGE));
        assert_eq!(code, 1, "{out}");
        assert!(out.contains("annotation a \"بغداد\"\n    before \"بغداد\""), "{out}");
        let merged = read(&folder.path().join("out.ron"));
        assert_eq!(merged.annotations.get(&"a".into()).is_some(), is_there);
        assert_eq!(merged.conflicts.len(), 1);
    }
}

#[test]
fn an_empty_or_missing_base_is_none() {
    let (a, b) = (tag("a", "بغداد", "salma", ""), tag("b", "سوريا", "karim", ""));
    let (ours, theirs) = (file(&[a]), file(&[b]));
    for is_there in [true, false] {
        let folder = three("", &ours, &theirs);
        if !is_there {
            fs::remove_file(folder.path().join("base.ron")).unwrap();
        }
        let (code, out, err) = told(&run(folder.path(), &MERGE));
        assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
        assert_eq!(ids(&read(&folder.path().join("out.ron"))), ["a", "b"]);
    }
}

#[test]
fn files_are_written_over_only_where_that_is_meant() {
    let (a, b) = (tag("a", "بغداد", "salma", ""), tag("b", "سوريا", "karim", ""));
    let (base, ours, theirs) = (file(&[]), file(&[a]), file(&[b]));
    let folder = three(&base, &ours, &theirs);
    let to = |out: &'static str| [&MERGE[..5], &[out]].concat();
    for out in ["base.ron", "theirs.ron"] {
        let (code, _, err) = told(&run(folder.path(), &[to(out), vec!["--force"]].concat()));
        assert_eq!(code, 2);
        assert!(err.contains("is read here and stays as it is"), "{err}");
    }
    fs::write(folder.path().join("other.ron"), "x").unwrap();
    let (code, _, err) = told(&run(folder.path(), &to("other.ron")));
    assert_eq!(code, 2);
    assert!(err.contains("other.ron"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("other.ron")).unwrap(), "x");
    assert_eq!(told(&run(folder.path(), &[to("other.ron"), vec!["--force"]].concat())).0, 0);
    // As git wants it.
    assert_eq!(told(&run(folder.path(), &to("ours.ron"))).0, 0);
    assert_eq!(ids(&read(&folder.path().join("ours.ron"))), ["a", "b"]);
    for (name, text) in [("base.ron", base), ("theirs.ron", theirs)] {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
    }
}

#[test]
fn what_is_no_annotation_file_is_named_with_its_line_and_nothing_is_written() {
    let good = file(&[tag("a", "بغداد", "x", "")]);
    for (name, text, said) in [
        ("ours.ron", "(\n    version: 2,\n    (", "ours.ron"),
        ("theirs.ron", "", "theirs.ron"),
        ("base.ron", "(version: 99, article: (), annotations: [])", "base.ron"),
    ] {
        let folder = three(&good, &good, &good);
        fs::write(folder.path().join(name), text).unwrap();
        let (code, out, err) = told(&run(folder.path(), &MERGE));
        assert_eq!((code, out.as_str()), (2, ""), "{name}: {err}");
        assert!(err.contains(said), "{err}");
        assert!(!folder.path().join("out.ron").exists());
    }
}

/// One side has annotated a new edition of the article; the other the former one.
#[test]
fn sides_for_different_texts_of_the_article_agree_about_the_same_words() {
    let (a, b, c) = (tag("a", "بغداد", "x", ""), tag("b", "سوريا", "salma", ""), tag("c", "العراق", "karim", ""));
    let new = Document::from_text(format!("عاجل. {TEXT}")).unwrap();
    let shift = "عاجل. ".len();
    let moved = |annotation: &Annotation| {
        let span = annotation.spans.first().range();
        Annotation { spans: Span::from_range(span.start + shift..span.end + shift).into(), ..annotation.clone() }
    };
    let annotations = AnnotationSet::from_annotations([moved(&a), moved(&c)]);
    let state = AnnotationState { annotations, ..AnnotationState::default() };
    let theirs = annotations_to_ron("a.txt", &new, &state, &Carried::default());
    let noted = Annotation { note: "عاصمة".to_owned(), ..a.clone() };
    let folder = three(&file(&[a]), &file(&[noted, b]), &theirs);
    let (code, out, err) = told(&run(folder.path(), &MERGE));
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    let merged = fs::read_to_string(folder.path().join("out.ron")).unwrap();
    let loaded = parse_annotations(merged, &new).unwrap();
    let found: Vec<(String, &str)> = loaded
        .annotation_state
        .annotations
        .iter()
        .map(|annotation| (annotation.id.to_string(), annotation.spans.first().of(new.text())))
        .collect();
    assert_eq!(found, [("a", "بغداد"), ("c", "العراق"), ("b", "سوريا")].map(|(id, word)| (id.to_owned(), word)));
    assert_eq!(loaded.annotation_state.annotations.get(&"a".into()).unwrap().note, "عاصمة");
}

/// A repository whose annotation files are merged by this program, as README says.
struct Repository(tempfile::TempDir);

impl Repository {
    /// `None` without git.
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            skip_without("git");
            return None;
        }
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.git(&["config", "merge.hawashi.name", "Annotations of Hawashi"]);
        repository.git(&["config", "merge.hawashi.driver", &format!("'{HAWASHI}' merge %O %A %B --out %A --name %P")]);
        repository.write(".gitattributes", "*.hawashi.ron merge=hawashi\n");
        repository.write("news/a.txt", TEXT);
        Some(repository)
    }

    fn git(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("git");
        for (name, value) in [("user.name", "test"), ("user.email", "test@localhost"), ("core.autocrlf", "false")] {
            command.args(["-c", &format!("{name}={value}")]);
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null()).output().unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, tags: &[Annotation]) {
        self.write("news/a.hawashi.ron", &file(tags));
        self.git(&["add", "--all"]);
        assert!(self.git(&["commit", "--quiet", "--message", "annotations"]).status.success());
    }

    /// Two people's work on one beginning, merged.
    fn merge(&self, base: Option<&[Annotation]>, ours: &[Annotation], theirs: &[Annotation]) -> Output {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "article"]);
        if let Some(base) = base {
            self.commit(base);
        }
        self.git(&["checkout", "--quiet", "-b", "colleague"]);
        self.commit(theirs);
        self.git(&["checkout", "--quiet", "main"]);
        self.commit(ours);
        self.git(&["merge", "--no-edit", "colleague"])
    }

    fn annotations(&self) -> AnnotationState {
        read(&self.0.path().join("news/a.hawashi.ron"))
    }
}

#[test]
fn git_merges_what_two_people_have_added_also_on_adjacent_lines() {
    let Some(repository) = Repository::new() else { return };
    let a = tag("a", "بغداد", "x", "");
    let (b, c) = (tag("b", "العراق", "salma", ""), tag("c", "العراق", "karim", ""));
    let (d, e) = (tag("d", "البصرة", "salma", ""), tag("e", "سوريا", "karim", ""));
    let merged = repository.merge(Some(std::slice::from_ref(&a)), &[a.clone(), b, d], &[a.clone(), c, e]);
    assert!(merged.status.success(), "{merged:?}");
    assert_eq!(ids(&repository.annotations()), ["a", "b", "c", "d", "e"]);
    assert!(repository.git(&["status", "--porcelain"]).stdout.is_empty(), "nothing else was written");
}

#[test]
fn git_merges_files_that_both_have_made() {
    let Some(repository) = Repository::new() else { return };
    let merged = repository.merge(None, &[tag("b", "العراق", "salma", "")], &[tag("c", "سوريا", "karim", "")]);
    assert!(merged.status.success(), "{merged:?}");
    assert_eq!(ids(&repository.annotations()), ["b", "c"]);
}

#[test]
fn git_stops_at_a_true_conflict_and_the_file_has_both_sides() {
    let Some(repository) = Repository::new() else { return };
    let a = tag("a", "بغداد", "x", "");
    let note = |note: &str| Annotation { note: note.to_owned(), ..a.clone() };
    let (b, c) = (tag("b", "العراق", "salma", ""), tag("c", "سوريا", "karim", ""));
    let merged = repository.merge(Some(std::slice::from_ref(&a)), &[note("هنا"), b], &[note("هناك"), c]);
    assert_eq!(merged.status.code(), Some(1), "{merged:?}");
    let status = repository.git(&["status", "--porcelain"]).stdout;
    assert!(String::from_utf8_lossy(&status).contains("UU news/a.hawashi.ron"), "{status:?}");
    let state = repository.annotations();
    assert_eq!((ids(&state), state.conflicts.len()), (["a", "b", "c"].map(str::to_owned).to_vec(), 1));
    let theirs = state.conflicts[0].theirs.as_ref().and_then(|record| record.annotation()).unwrap();
    assert_eq!((state.annotations.get(&"a".into()).unwrap().note.as_str(), theirs.note.as_str()), ("هنا", "هناك"));
}

#[test]
fn a_file_that_git_names_otherwise_is_shown_by_its_own_name() {
    let Some(repository) = Repository::new() else { return };
    let a = tag("a", "بغداد", "x", "");
    let note = |note: &str| Annotation { note: note.to_owned(), ..a.clone() };
    let merged = repository.merge(Some(std::slice::from_ref(&a)), &[note("هنا")], &[note("هناك")]);
    let said = format!("{}{}", String::from_utf8_lossy(&merged.stdout), String::from_utf8_lossy(&merged.stderr));
    assert!(said.contains("news/a.hawashi.ron:") && said.contains("news/a.hawashi.ron: 1 entry is left"), "{said}");
    assert!(!said.contains(".merge_file"), "{said}");
    // Also of a file that cannot be read.
    let folder = three(&file(std::slice::from_ref(&a)), "(annotations: [", &file(std::slice::from_ref(&a)));
    let (code, _, err) = told(&run(folder.path(), &[&MERGE[..], &["--name", "news/b.hawashi.ron"]].concat()));
    assert!(code == 2 && err.contains("news/b.hawashi.ron (ours), line 1"), "{err}");
}

#[cfg(unix)]
#[test]
fn the_file_that_is_none_is_an_empty_beginning() {
    let folder = three("", &file(&[tag("b", "العراق", "salma", "")]), &file(&[tag("c", "سوريا", "karim", "")]));
    let arguments: Vec<&str> = MERGE.iter().map(|word| if *word == MERGE[1] { "/dev/null" } else { word }).collect();
    let (code, _, err) = told(&run(folder.path(), &arguments));
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(ids(&read(&folder.path().join("out.ron"))), ["b", "c"]);
    let arguments: Vec<&str> = MERGE.iter().map(|word| if *word == MERGE[2] { "/dev/null" } else { word }).collect();
    let (code, _, err) = told(&run(folder.path(), &arguments));
    assert!(code == 2 && err.contains("/dev/null is a device"), "{err}");
}
