//! Annotation files, articles and settings on disk.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use hawashi::annotation::{
    Annotation, AnnotationSet, AnnotationState, Carried, Deed, Extras, Label, LabelSet, Origin, Provenance, Status,
};
use hawashi::document::Document;
use hawashi::exchange::ron::{Loaded, RonError, Warning, annotations_to_ron, parse_annotations};
use hawashi::store::{self, Articles, Saved, Settings, SettingsError, Stamp, StoreError, WriteMode, save_annotations};
use hawashi::text::{Direction, Localize as _, Span};
use proptest::prelude::*;

const TEXT: &str = "\u{feff}قال «تنظيم الدولة» إن سرتَ سقطت.\r\n🔴 ثم عاد إلى سـرت\u{200c} (SDF)\u{200f}.";

fn load(ron: &str, document: &Document) -> Result<Loaded, RonError> {
    parse_annotations(ron.to_owned(), document)
}

fn annotation(id: &str, span: Span, label: &str) -> Annotation {
    Annotation {
        id: id.into(),
        entity: Some("place:sirte".into()),
        origin: Origin::Detected("lexicon".into()),
        provenance: Provenance::of(Deed::Accepted, "سمير", "2026-11-22T09:33:00Z"),
        ..Annotation::new(span, label)
    }
}

fn annotation_state(annotations: Vec<Annotation>) -> AnnotationState {
    AnnotationState { annotations: AnnotationSet::from_annotations(annotations), ..AnnotationState::default() }
}

fn quote(text: &str, quote: &str) -> Span {
    let at = text.find(quote).unwrap();
    Span::from_range(at..at + quote.len())
}

fn document(text: &str) -> Document {
    Document::from_text(text).unwrap()
}

#[test]
fn the_file_is_as_designed() {
    let text = "أعلن تنظيم «الدولة» أمس";
    let document = document(text);
    let made = Annotation {
        entity: Some("faction:islamic-state".into()),
        ..annotation("01J", quote(text, "تنظيم «الدولة»"), "faction")
    };
    let ron = annotations_to_ron("article.txt", &document, &annotation_state(vec![made]), &Carried::default());
    let expected = format!(
        r#"(
    version: 2,
    article: (file: "article.txt", sha256: "{}", bytes: {}, encoding: "UTF-8"),
    labels: [
        (id: "location", name: {{"ar": "موقع", "en": "Location"}}, plural: {{"ar": "مواقع", "en": "Locations"}}, color: "teal", key: '1', detects: "location"),
        (id: "faction", name: {{"ar": "فصيل", "en": "Faction"}}, plural: {{"ar": "فصائل", "en": "Factions"}}, color: "orange", line: Dashed, key: '2', detects: "faction"),
    ],
    annotations: [
        (label: "faction", quote: "تنظيم «الدولة»", entity: "faction:islamic-state", span: (9, 36), prefix: "أعلن ", suffix: " أمس", origin: Detected("lexicon"), id: "01J", provenance: [(did: Accepted, by: "سمير", at: "2026-11-22T09:33:00Z")]),
    ],
)
"#,
        document.sha256(),
        document.len()
    );
    assert_eq!(ron, expected);
}

#[test]
fn numbered_ids_of_earlier_versions_stay_as_they_are() {
    let text = "استولوا على دبابة وصادروا شاحنة";
    let document = document(text);
    let made =
        vec![annotation("01J", quote(text, "دبابة"), "label-3"), annotation("01K", quote(text, "شاحنة"), "label-4")];
    let mut annotation_state = annotation_state(made);
    let own = [
        Label::new("label-3", "سلاح", "سلاح", "#101010", Some('3')),
        Label::new("label-4", "مركبة", "مركبة", "#202020", None),
    ];
    annotation_state.labels =
        LabelSet::from_labels(annotation_state.labels.iter().cloned().chain(own).collect::<Vec<_>>());
    let ron = annotations_to_ron("a.txt", &document, &annotation_state, &Carried::default());
    let loaded = load(&ron, &document).unwrap();
    assert_eq!((&loaded.annotation_state, loaded.warnings.len(), loaded.altered), (&annotation_state, 0, false));
    assert_eq!(annotations_to_ron("a.txt", &document, &loaded.annotation_state, &loaded.carried), ron);
}

proptest! {
    #[test]
    fn save_then_load_is_equal(
        text in "[ a-c\u{200c}\u{200f}\u{202e}\u{2028}\r\n\"\\\\'ابتسرَّـ«»🔴]{1,60}",
        spans in proptest::collection::vec((any::<prop::sample::Index>(), 1..8_usize, 0..3_u8, any::<bool>(), "\\PC{0,6}"), 0..8),
        key in proptest::option::of(any::<char>()),
    ) {
        let document = Document::from_text(text.clone()).unwrap();
        let text = document.text();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let annotations = spans.into_iter().enumerate().map(|(i, (at, len, status, manual, note))| {
            let from = at.index(starts.len() - 1);
            let span = Span::from_range(starts[from]..starts[(from + len).min(starts.len() - 1)]);
            Annotation {
                entity: manual.then(|| "x:\"y\"".into()),
                status: [Status::Suggested, Status::Accepted, Status::Rejected][usize::from(status)],
                origin: if manual { Origin::Manual } else { Origin::Detected("model".into()) },
                note,
                ..annotation(&format!("id-{i}"), span, "location")
            }
        }).collect();
        let mut annotation_state = annotation_state(annotations);
        let odd = Label { key, extras: Extras(vec![("shape".into(), "Some((1, \"a\"))".into())]), ..Label::new("odd", "غريب\n", "'\"", "#00ff00", None) };
        annotation_state.labels = LabelSet::from_labels(annotation_state.labels.iter().cloned().chain([odd]).collect::<Vec<_>>());
        let carried = Carried { extras: Extras(vec![("tool".into(), "{\"a\": [1, 2.5]}".into())]), ..Carried::default() };
        let ron = annotations_to_ron("a.txt", &document, &annotation_state, &carried);
        let loaded = load(&ron, &document).unwrap();
        // A key may happen to be that of another label.
        let is_other = |warning: &&Warning| !matches!(warning, Warning::Contradiction { .. });
        prop_assert_eq!(loaded.warnings.iter().find(is_other), None);
        prop_assert_eq!(&loaded.annotation_state, &annotation_state);
        prop_assert_eq!(&loaded.carried, &carried);
        prop_assert!(!loaded.altered);
        prop_assert_eq!(annotations_to_ron("a.txt", &document, &loaded.annotation_state, &loaded.carried), ron);
    }

    #[test]
    fn no_damage_makes_it_panic(cut in any::<prop::sample::Index>(), with in "\\PC{0,3}", len in 0..5_usize) {
        let document = document(TEXT);
        let ron = annotations_to_ron("a.txt", &document, &annotation_state(vec![annotation("1", quote(document.text(), "سرت"), "location")]), &Carried::default());
        let at = ron.floor_char_boundary(cut.index(ron.len()));
        let end = ron.ceil_char_boundary((at + len).min(ron.len()));
        let damaged = format!("{}{with}{}", &ron[..at], &ron[end..]);
        if let Err(error) = load(&damaged, &document) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}

fn file(annotations: &str, document: &Document) -> String {
    format!(
        "(\n version: 1,\n article: (file: \"a.txt\", sha256: \"{}\", bytes: {}, encoding: \"UTF-8\"),\n labels: [],\n annotations: [\n{annotations}\n ],\n)",
        document.sha256(),
        document.len()
    )
}

#[test]
fn what_can_be_used_is_used_and_the_rest_is_reported_with_its_line() {
    let document = document("سقطت سرت أمس");
    let entries = [
        r#"(id: "good", span: (9, 15), label: "location", quote: "سرت"),"#,
        r#"(id: "far", span: (900, 915), label: "location", quote: "غائب"),"#,
        r#"(id: "inside", span: (10, 15), label: "faction", quote: "سرت"),"#,
        r#"(id: "other", span: (0, 8), label: "location", quote: "بنغازي"),"#,
        r#"(id: "typo", span: "x", label: "location"),"#,
        r#"(id: "good", span: (0, 8), label: "event"),"#,
        r#"(id: "nowhere", label: "location"),"#,
    ];
    let ron = file(&entries.join("\n"), &document);
    let loaded = load(&ron, &document).unwrap();
    let warnings: Vec<_> = loaded.warnings.iter().map(|w| (w.line(), w.key())).collect();
    assert_eq!(
        warnings,
        [
            (Some(7), "warning-annotation-lost"),
            (Some(8), "warning-annotation-moved"),
            (Some(9), "warning-annotation-lost"),
            (Some(10), "warning-annotation-broken"),
            (Some(11), "warning-annotation-same-id"),
            (Some(11), "warning-annotation-label"),
            (Some(12), "warning-annotation-broken"),
        ],
        "{:#?}",
        loaded.warnings
    );
    assert_eq!(loaded.annotation_state.annotations.len(), 3);
    assert!(loaded.altered);
    assert_eq!(loaded.annotation_state.orphans.len(), 4);
    let saved = annotations_to_ron("a.txt", &document, &loaded.annotation_state, &loaded.carried);
    for lost in [1, 3, 4, 6] {
        assert!(saved.contains(entries[lost]), "{saved}");
    }
    let Warning::Broken { line, column, .. } = &loaded.warnings[3] else { panic!("{:?}", loaded.warnings[3]) };
    assert_eq!((*line, *column), (10, 21), "at the end of what is no span");
}

#[test]
fn annotations_follow_a_changed_text() {
    let old = document("سقطت سرت أمس. وعادت سرت اليوم، وبقيت درنة.");
    let second = old.text().match_indices("سرت").nth(1).unwrap().0;
    let annotations = vec![
        annotation("a", quote(old.text(), "سرت"), "location"),
        annotation("b", Span::from_range(second..second + 6), "location"),
        annotation("c", quote(old.text(), "درنة"), "location"),
    ];
    let ron = annotations_to_ron("a.txt", &old, &annotation_state(annotations), &Carried::default());
    let new = document("عاجل: سقطت سرت أمس. وعادت سرت اليوم، وبقيت طبرق.");
    let loaded = load(&ron, &new).unwrap();
    assert_eq!(loaded.warnings[0], Warning::OtherText { kept: 0, moved: 2, near: 0, lost: 1 });
    let found: Vec<_> =
        loaded.annotation_state.annotations.iter().map(|a| (a.id.as_str(), a.spans.first().start.index())).collect();
    let starts: Vec<_> = new.text().match_indices("سرت").map(|(at, _)| at).collect();
    assert_eq!(found, [("a", starts[0]), ("b", starts[1])]);
    assert_eq!(loaded.annotation_state.orphans[0].id.as_ref().unwrap().as_str(), "c");
    // The lost annotation returns with its text.
    let saved = annotations_to_ron("a.txt", &new, &loaded.annotation_state, &loaded.carried);
    assert_eq!(load(&saved, &old).unwrap().annotation_state.annotations.len(), 3);
    // If one of two texts with the same words is gone, its annotation is not moved onto the other, neither now nor when
    // the file is read again.
    let shorter = document("عاجل: سقطت سرت أمس، وبقيت درنة.");
    let loaded = load(&ron, &shorter).unwrap();
    let ids = |annotation_state: &AnnotationState| {
        annotation_state.annotations.iter().map(|a| a.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((ids(&loaded.annotation_state).len(), loaded.annotation_state.orphans.len()), (2, 1));
    let saved = annotations_to_ron("a.txt", &shorter, &loaded.annotation_state, &loaded.carried);
    let again = load(&saved, &shorter).unwrap();
    assert_eq!(
        (ids(&again.annotation_state), again.annotation_state.orphans.len(), again.altered),
        (ids(&loaded.annotation_state), 1, false)
    );
    assert_eq!(load(&saved, &old).unwrap().annotation_state.annotations.len(), 3);
}

#[test]
fn files_that_cannot_be_used_say_why_and_where() {
    let document = document("سرت");
    let table = [
        ("error-annotations-syntax", "(\n version: 1,\n article: (file: \"a\",\n labels [])"),
        ("error-annotations-empty", ""),
        ("error-annotations-syntax", "(version: \"one\")"),
        ("error-annotations-other-file", "(width: 3)"),
        ("error-annotations-other-file", "(version: 1)"),
        ("error-annotations-newer", "(version: 3, article: 7)"),
        ("error-annotations-syntax", "(version: 1, article: (file: \"a\"), annotations: 3)"),
    ];
    for (key, ron) in table {
        let error = load(ron, &document).unwrap_err();
        assert_eq!(error.key(), key, "{ron}: {error}");
    }
    let error = load("(\n version: 1,\n labels [])", &document).unwrap_err();
    assert!(matches!(error, RonError::Syntax { line: 3, .. }), "{error:?}");
    assert!(error.to_string().contains("line 3, column"), "{error}");
}

#[test]
fn a_file_that_another_program_changed_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (path, article) = (folder.path().join("a.hawashi.ron"), folder.path().join("a.txt"));
    fs::write(&article, "سقطت سرت").unwrap();
    let opened = store::open(&article, None).unwrap();
    assert_eq!((opened.annotations.as_path(), opened.loaded.is_none()), (path.as_path(), true));
    let save = |mode| {
        save_annotations(&path, &article, &opened.document, &AnnotationState::default(), &Carried::default(), mode)
    };
    let stamp = save(WriteMode::Unchanged(Stamp::ABSENT)).unwrap().stamp;
    assert_eq!(save(WriteMode::Unchanged(stamp)).unwrap(), Saved { stamp, elsewhere: None, earlier: None });
    fs::write(&path, "other").unwrap();
    assert!(matches!(save(WriteMode::Unchanged(stamp)), Err(StoreError::ChangedOnDisk { .. })));
    assert!(matches!(save(WriteMode::New), Err(StoreError::Exists { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "other");
    save(WriteMode::Force).unwrap();
    let again = store::open(&path, None).unwrap();
    assert_eq!(again.article, article);
    assert_eq!(again.stamp, stamp);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "no temporary file stays: {left:?}");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("target"), folder.path().join("link"));
    fs::write(&target, "old").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&target, &link).unwrap();
    store::write_file(&link, b"new", WriteMode::Force).unwrap();
    assert_eq!(fs::read_to_string(&target).unwrap(), "new");
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn an_article_opens_in_the_encoding_of_its_annotations() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a.txt");
    let bytes = encoding_rs::ISO_8859_6.encode("سرت").0.into_owned();
    fs::write(&article, &bytes).unwrap();
    let chosen = store::open(&article, Some(encoding_rs::WINDOWS_1252.into())).unwrap();
    let (annotation_state, carried) = (AnnotationState::default(), Carried::default());
    save_annotations(&chosen.annotations, &article, &chosen.document, &annotation_state, &carried, WriteMode::New)
        .unwrap();
    assert_eq!(store::open(&article, None).unwrap().document.encoding_name(), "windows-1252");
    fs::write(&article, "سرت").unwrap();
    assert_eq!(store::open(&article, None).unwrap().document.encoding_name(), "UTF-8");
}

#[test]
fn two_articles_of_one_name_keep_their_annotations_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for name in ["a.txt", "a.md"] {
        fs::write(path(name), "سقطت سرت").unwrap();
        let opened = store::open(&path(name), None).unwrap();
        let (annotation_state, carried) = (AnnotationState::default(), Carried::default());
        save_annotations(
            &opened.annotations,
            &path(name),
            &opened.document,
            &annotation_state,
            &carried,
            WriteMode::New,
        )
        .unwrap();
    }
    assert_eq!(store::annotation_path(&path("a.txt")), path("a.hawashi.ron"));
    assert_eq!(store::annotation_path(&path("a.md")), path("a.md.hawashi.ron"));
    assert_eq!(store::article_of(&path("a.md.hawashi.ron"), Articles::default()).unwrap(), path("a.md"));
}

#[test]
fn folders_are_searched_for_articles() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(store::list_articles(folder.path()).unwrap_err().key(), "error-folder-no-articles");
    assert_eq!(store::list_articles(&folder.path().join("x")).unwrap_err().key(), "error-file-missing");
    for name in ["b.txt", "a/c.MD", ".hidden.txt", ".git/d.txt", "e.png", "a/f.hawashi.ron"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "نص").unwrap();
    }
    let listing = store::list_articles(folder.path()).unwrap();
    let names: Vec<_> = listing.articles.iter().map(|p| p.strip_prefix(folder.path()).unwrap().to_owned()).collect();
    assert_eq!(names, [Path::new("a/c.MD"), Path::new("b.txt")]);
}

#[test]
fn a_broken_settings_file_is_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/settings.ron");
    assert_eq!(Settings::load_from(&path).unwrap(), Settings::default());
    let mut settings =
        Settings { language: Some("ar".into()), window_size: Some((1200.0, 800.5)), ..Settings::default() };
    settings.remember(folder.path());
    settings.save_to(&path, &Settings::default()).unwrap();
    assert_eq!(Settings::load_from(&path).unwrap(), settings);
    fs::write(&path, "(language: Some(\"en\"), later: 3)").unwrap();
    assert_eq!(Settings::load_from(&path).unwrap().language.as_deref(), Some("en"));
    fs::write(&path, "(\nlanguage: 3").unwrap();
    let error = Settings::load_from(&path).unwrap_err();
    let SettingsError::Broken { line, aside, .. } = &error else { panic!("{error}") };
    assert_eq!(*line, 2);
    assert_eq!(fs::read_to_string(aside).unwrap(), "(\nlanguage: 3");
    assert!(!path.exists());
}

#[cfg(unix)]
#[test]
fn settings_that_are_no_file_are_neither_read_nor_replaced() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(std::process::Command::new("mkfifo").arg(at("pipe.ron")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.ron")).unwrap();
    symlink("/dev/zero", at("zero.ron")).unwrap();
    symlink("/dev/null", at("null.ron")).unwrap();
    symlink("pipe.ron", at("link.ron")).unwrap();
    let changed = Settings { language: Some("ar".into()), ..Settings::default() };
    for name in ["pipe.ron", "socket.ron", "zero.ron", "null.ron", "link.ron"] {
        let what = |path: &Path| {
            let (link, file) = (fs::symlink_metadata(path).unwrap(), fs::metadata(path).unwrap());
            (link.file_type(), file.file_type())
        };
        let (path, before) = (at(name), what(&at(name)));
        let special = Err(SettingsError::NoFile { path: path.clone() });
        assert_eq!(Settings::load_from(&path), special);
        assert_eq!(changed.save_to(&path, &Settings::default()), special.map(drop));
        assert_eq!(what(&path), before);
    }
}

#[test]
fn documents_are_shared_between_threads() {
    fn shareable<T: Send + Sync>(_: &T) {}
    shareable(&Arc::new(document("سرت")));
}

#[test]
fn settings_that_nobody_can_read_with_become_the_nearest_that_one_can() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    fs::write(
        &path,
        "(text_size: Some(900.0), line_height: Some(-3.0), column_width: Some(NaN), paragraph_spacing: Some(inf), \
         theme: Some(\"solarized\"), font: Some(\"خط لا وجود له\"))",
    )
    .unwrap();
    let settings = Settings::load_from(&path).unwrap();
    assert_eq!(settings.text_size, Some(48.0));
    assert_eq!(settings.line_height, Some(1.4));
    assert_eq!((settings.column_width, settings.paragraph_spacing), (None, None));
    // An unknown value is kept for the version that knows it.
    assert_eq!(settings.theme.as_deref(), Some("solarized"));
    assert_eq!(settings.font.as_deref(), Some("خط لا وجود له"));
}

#[test]
fn the_reading_place_of_a_file_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    let article = folder.path().join("a.txt");
    fs::write(&article, "سرت").unwrap();
    let mut settings = Settings::default();
    settings.remember_place(&article, 5_u32.into(), Some(Direction::Ltr));
    settings.save_to(&path, &Settings::default()).unwrap();
    let mut settings = Settings::load_from(&path).unwrap();
    // The same file by another path.
    let place = settings.place_of(&folder.path().join(".").join("a.txt")).unwrap();
    assert_eq!(place.direction(), Some(Direction::Ltr));
    // The file has changed: inside a letter, past the end, empty.
    for (text, at) in [("سرت وبنغازي", 4), ("سر", 4), ("س", 2), ("", 0), ("abcdefg", 5)] {
        assert_eq!(place.in_text(text).0, at, "{text}");
    }
    // At the beginning and in the default direction there is nothing to remember.
    settings.remember_place(&article, 0_u32.into(), None);
    assert_eq!(settings.place_of(&article), None);
    for number in 0..1000 {
        settings.remember_place(&folder.path().join(format!("{number}.txt")), 7_u32.into(), None);
    }
    assert_eq!(settings.places.len(), 300);
    assert!(settings.place_of(&folder.path().join("999.txt")).is_some());
    assert!(settings.place_of(&folder.path().join("1.txt")).is_none(), "the oldest are dropped");
}

/// An annotation file that names an article.
fn naming(file: &str) -> String {
    format!("(\n    version: 2,\n    article: (file: {file:?}),\n    annotations: [],\n)\n")
}

#[test]
fn no_annotation_file_opens_an_article_outside_its_folder_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let inside = root.join("in");
    fs::create_dir_all(inside.join("deeper")).unwrap();
    let (secret, annotations) = (root.join("secret.txt"), inside.join("a.hawashi.ron"));
    for path in [&secret, &inside.join("a.txt"), &inside.join("deeper/b.txt")] {
        fs::write(path, "سقطت سرت").unwrap();
    }
    let mut outside =
        vec!["../secret.txt".to_owned(), secret.to_string_lossy().into_owned(), "deeper/../../secret.txt".into()];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.txt", inside.join("link.txt")).unwrap();
        std::os::unix::fs::symlink("..", inside.join("up")).unwrap();
        outside.extend(["link.txt".to_owned(), "up/secret.txt".to_owned()]);
    }
    for file in outside {
        fs::write(&annotations, naming(&file)).unwrap();
        let error = store::open(&annotations, None).unwrap_err();
        assert_eq!(error.key(), "error-annotations-article-elsewhere", "{file}");
        assert!(error.to_string().contains("--article") && !error.to_string().contains("سرت"), "{error}");
        // Who has named it may open it.
        let known = [secret.clone()];
        let other = [inside.join("a.txt")];
        for (articles, opens) in [
            (Articles { named: Some(&secret), ..Articles::default() }, true),
            (Articles { saved_elsewhere: &known, ..Articles::default() }, true),
            (Articles { saved_elsewhere: &other, ..Articles::default() }, false),
        ] {
            assert_eq!(store::open_among(&annotations, None, articles).is_ok(), opens, "{file}");
        }
    }
    for file in ["a.txt", "./a.txt", "deeper/b.txt", "deeper/../a.txt", "/nowhere/a.txt"] {
        fs::write(&annotations, naming(file)).unwrap();
        assert!(store::open(&annotations, None).is_ok(), "{file}");
    }
    // One that is not there at all can be named, too.
    fs::write(&annotations, naming("gone.txt")).unwrap();
    assert_eq!(store::open(&annotations, None).unwrap_err().key(), "error-annotations-article-missing");
    assert!(store::open_among(&annotations, None, Articles { named: Some(&secret), ..Articles::default() }).is_ok());
}

#[test]
fn annotations_that_were_saved_in_another_folder_open_again() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let (article, annotations) = (root.join("articles/a.txt"), root.join("notes/a.hawashi.ron"));
    for path in [&article, &annotations] {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
    }
    fs::write(&article, "سقطت سرت").unwrap();
    let document = store::read_article(&article, None).unwrap();
    let (state, carried) = (AnnotationState::default(), Carried::default());
    let saved = save_annotations(&annotations, &article, &document, &state, &carried, WriteMode::New).unwrap();
    assert_eq!(saved.elsewhere.as_ref(), Some(&article));
    assert_eq!(store::open(&annotations, None).unwrap_err().key(), "error-annotations-article-elsewhere");
    let mut settings = Settings::default();
    settings.remember_elsewhere(saved.elsewhere.unwrap());
    let articles = Articles { saved_elsewhere: &settings.saved_elsewhere, ..Articles::default() };
    assert_eq!(store::open_among(&annotations, None, articles).unwrap().article, article);
}

#[test]
fn what_is_no_settings_file_is_named_with_the_cure() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    fs::File::create(&path).and_then(|file| file.set_len(1 << 30)).unwrap();
    let error = Settings::load_from(&path).unwrap_err();
    assert_eq!((error.key(), &error), ("error-settings-no-file", &SettingsError::NoFile { path: path.clone() }));
    // In the place of the folder.
    let inside = path.join("deeper/settings.ron");
    let error = Settings::load_from(&inside).unwrap_err();
    assert_eq!(error.key(), "error-own-folder-none");
    let said = error.to_string();
    assert!(said.contains(&format!("{} is not a folder; move it away", path.display())), "{said}");
    assert!(said.contains("HAWASHI_CONFIG_DIR"), "{said}");
    assert!(Settings::default().save_to(&inside, &Settings::default()).is_err());
    assert_eq!(fs::metadata(&path).unwrap().len(), 1 << 30);
}

#[test]
fn an_annotation_file_of_other_bytes_is_not_called_an_article() {
    let folder = tempfile::tempdir().unwrap();
    let (article, annotations) = (folder.path().join("a.txt"), folder.path().join("a.hawashi.ron"));
    fs::write(&article, "سقطت سرت").unwrap();
    fs::File::create(&annotations).and_then(|file| file.set_len(1 << 30)).unwrap();
    let error = store::open(&annotations, None).unwrap_err();
    assert_eq!(error, StoreError::NoText { path: annotations.clone() });
    let error = store::open(&article, None).unwrap().loaded.unwrap().unwrap_err();
    assert_eq!(error, StoreError::NoText { path: annotations });
}

#[test]
fn an_empty_journal_is_taken_away_without_a_word() {
    use hawashi::store::journal::look_through;
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("01M8.journal");
    fs::write(&journal, "").unwrap();
    let disk: std::sync::Arc<dyn hawashi::store::Disk> = std::sync::Arc::new(hawashi::store::RealDisk);
    assert!(look_through(&disk, &[folder.path().to_owned()], |found| found.is_empty()));
    assert!(!journal.exists());
}
