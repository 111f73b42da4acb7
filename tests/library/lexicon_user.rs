//! A user's lexicon files: read, cached, and used.

#![allow(clippy::disallowed_methods, reason = "a test writes files")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use hawashi::detect::Detector;
use hawashi::lexicon::{Lexicon, UserError};
use hawashi::store::{StoreError, load_lexicons, read_lexicons};

/// Rows of GeoNames' dump with invented names.
fn dump(rows: u32) -> String {
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    let (mut text, mut state) = (String::new(), 1_u64);
    for id in 0..rows {
        let mut name = String::new();
        for _ in 0..9 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            name.push(letters[(state >> 33) as usize % letters.len()]);
        }
        let _ = writeln!(
            text,
            "{}\tPlace{id}\tPlace{id}\t{name}\t33.5\t44.25\tP\tPPL\tIQ\t\t01\t\t\t\t{}\t\t5\tAsia/Baghdad\t2020-01-01",
            100_000_000 + id,
            id % 200_000,
        );
    }
    text
}

#[test]
fn files_stand_behind_the_built_in_lexicon() {
    let folder = tempfile::tempdir().expect("a folder");
    let (csv, ron) = (folder.path().join("a.csv"), folder.path().join("b.ron"));
    fs::write(&csv, "name,kind,entity,lat,lon,country\nتل زعفران الشرقي,village,,36.1,40.2,SY\n").expect("written");
    fs::write(&ron, "[(ar:[\"لواء صقور الوادي\"], kind:\"armed-group\", country:\"SY\")]").expect("written");
    let lexicon = load_lexicons(&Lexicon::builtin(), &[csv, ron]).expect("fine");
    let detector = Detector::new(lexicon.into());
    let text = "سيطر لواء صقور الوادي على تل زعفران الشرقي قرب الحسكة.";
    let found = detector.detect(text);
    let entities: Vec<&str> =
        found.iter().map(|c| c.entity.map_or("-", |entity| detector.lexicon().entity(entity).id)).collect();
    assert_eq!(entities, ["faction:own-لوا-صقور-الوادي-sy", "place:own-تل-زعفران-الشرقي-sy", "place:hasakah-sy"]);
}

#[test]
fn a_region_is_named_in_either_language_or_as_it_was_given() {
    let folder = tempfile::tempdir().expect("a folder");
    let (csv, ron) = (folder.path().join("a.csv"), folder.path().join("b.ron"));
    let rows = "name,kind,entity,country,region\n\
                تل زعفران الشرقي,village,place:a,SY,Aleppo\n\
                عين الصفا الغربية,village,place:b,SY,\n\
                كفر الزيزفون,village,place:c,SY,الجزيرة العليا\n";
    fs::write(&csv, rows).expect("written");
    fs::write(&ron, "[(id:\"place:d\", ar:[\"وادي الزيزفون\"], kind:\"valley\", country:\"IQ\", region:\"نينوى\")]")
        .expect("written");
    let lexicon = load_lexicons(&Lexicon::builtin(), &[csv, ron]).expect("fine");
    let region = |id: &str| lexicon.region(lexicon.by_id(id).expect("known"));
    assert_eq!(region("place:a").map(|r| (r.arabic, r.english)), Some(("حلب", "Aleppo")));
    assert_eq!(region("place:b"), None);
    assert_eq!(region("place:c").map(|r| (r.arabic, r.english)), Some(("الجزيرة العليا", "الجزيرة العليا")));
    assert_eq!(region("place:d").map(|r| (r.arabic, r.english)), Some(("نينوى", "Nineveh")));
    assert_eq!(region("place:tripoli-lb").map(|r| r.english), Some("North Lebanon"), "the built-in ones stay");
}

#[test]
fn wrong_files_are_left_out_and_the_good_ones_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("good.csv"), "name,kind\nعين الصفا,city\nتل زعفران الشرقي,village\n").expect("written");
    fs::write(path("wrong.ron"), "[(ar:[\"س\"], kind:\"citty\")]").expect("written");
    fs::write(path("own.ron"), "[(ar:[\"لواء صقور الوادي\"], kind:\"armed-group\")]").expect("written");
    let paths = ["good.csv", "wrong.ron", "missing.csv", "own.ron"].map(path);
    let bytes = AtomicU64::new(0);
    let read = read_lexicons(&Lexicon::builtin(), &paths, &bytes);
    assert_eq!(read.counts, [(path("good.csv"), Some(2)), (path("own.ron"), Some(1))]);
    let problems: Vec<_> = read.problems.iter().map(|problem| problem.path().to_owned()).collect();
    assert_eq!(problems, [path("missing.csv"), path("wrong.ron")]);
    assert_eq!(read.lexicon.len(), Lexicon::builtin().len() + 3);
    assert!(bytes.into_inner() > 100, "what was read is counted");
    let hits = read.lexicon.search("صقور الوادي", 8, |_| true, || true);
    assert_eq!(hits.len(), 1, "own entities are found by a part of their name");
}

#[test]
fn a_name_is_searched_in_arabic_and_english_whole_names_first() {
    let lexicon = Lexicon::builtin();
    let names = |query: &str| -> Vec<String> {
        let hits = lexicon.search(query, 8, |id| !lexicon.is_faction(id), || true);
        hits.into_iter().map(|id| lexicon.entity(id).id.to_owned()).collect()
    };
    assert_eq!(names("طَرَابُلس")[..2], ["place:tripoli-ly", "place:tripoli-lb"], "vowel marks do not matter");
    assert_eq!(names("tripoli")[..2], ["place:tripoli-ly", "place:tripoli-lb"]);
    assert!(names("طرابلس الشام").contains(&"place:tripoli-lb".to_owned()), "another spelling");
    assert!(names("a").len() == 8 && names(" ").is_empty() && names("قثصثق").is_empty());
}

#[test]
fn a_wrong_file_says_where() {
    let folder = tempfile::tempdir().expect("a folder");
    let csv = folder.path().join("a.csv");
    fs::write(&csv, "name,kind\nعين,city\nعين الكرمة,citty\n").expect("written");
    let error = load_lexicons(&Lexicon::builtin(), std::slice::from_ref(&csv)).expect_err("wrong");
    assert!(
        matches!(&error, StoreError::Lexicon(UserError { line: 3, column: 12, .. }, path) if *path == csv),
        "{error}"
    );
    for (name, kind) in [("missing.csv", "there is no file"), ("a.doc", "no form of a lexicon")] {
        let path = folder.path().join(name);
        if name == "a.doc" {
            fs::write(&path, "x").expect("written");
        }
        let error = load_lexicons(&Lexicon::builtin(), &[path]).expect_err("wrong").to_string();
        assert!(error.contains(kind) && error.contains(name), "{error}");
    }
}

#[cfg(feature = "cli")]
#[test]
fn lexicons_of_ones_own_are_used_and_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let (article, own, wrong) =
        (folder.path().join("a.txt"), folder.path().join("own.csv"), folder.path().join("wrong.csv"));
    fs::write(&article, "وصلت القافلة إلى تل زعفران الشرقي أمس.").expect("written");
    fs::write(&own, "name,kind,entity\nتل زعفران الشرقي,village,place:tall-zafaran\n").expect("written");
    fs::write(&wrong, "name,kind\nعين الكرمة,citty\n").expect("written");
    let run = |lexicon: &std::path::Path| {
        std::process::Command::new(env!("CARGO_BIN_EXE_hawashi"))
            .args(["detect", "--format", "jsonl", "--lexicon"])
            .args([lexicon, &article])
            .output()
            .expect("it starts")
    };
    let output = run(&own);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("place:tall-zafaran"));
    let output = run(&wrong);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("wrong.csv, line 2, column 12") && message.contains("citty"), "{message}");
}

/// Times for `docs/lexicon.md`: `cargo test --release --test library lexicon_user:: -- --ignored --nocapture`.
#[test]
#[ignore = "takes a minute and 700 MB of disk"]
fn millions_of_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = news();
    let memory = || {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        status.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).collect::<Vec<_>>().join(" ")
    };
    let speed = |lexicon: Lexicon, what: &str| {
        let detector = Detector::new(lexicon.into());
        let mut best = f64::MAX;
        for _ in 0..7 {
            let start = Instant::now();
            assert!(!detector.detect(&text).is_empty());
            best = best.min(start.elapsed().as_secs_f64());
        }
        println!("{what}: {:.1} MB/s; {}", text.len() as f64 / 1e6 / best, memory());
    };
    let base = (*Lexicon::builtin()).clone();
    speed(base.clone(), "built-in");
    for rows in [340_000, 2_000_000] {
        let path: PathBuf = folder.path().join(format!("{rows}.txt"));
        fs::write(&path, dump(rows)).expect("written");
        for what in ["first", "again"] {
            let start = Instant::now();
            let lexicon = load_lexicons(&base, std::slice::from_ref(&path)).expect("fine");
            println!("{rows} rows, {what}: ready in {:?}, {} entities; {}", start.elapsed(), lexicon.len(), memory());
            speed(lexicon, &format!("{rows} rows"));
        }
    }
    speed(base, "built-in once more");
}

fn news() -> String {
    let sentences = [
        "قال شهود إن القصف استمر طوال الليل على الأحياء الشرقية من المدينة. ",
        "وأعلنت وزارة الدفاع الروسية أن طائراتها قصفت مواقع قرب دير الزور. ",
        "وتقدمت قوات حفتر نحو أطراف طرابلس، فيما انسحبت وحدات أخرى إلى مصراتة.\n",
        "ويقول سكان محليون إن أسعار الخبز تضاعفت ثلاث مرات منذ مطلع العام. ",
        "وتحدث الباحث عن ثلاثة أسباب رئيسية لهذا التراجع، أولها غياب التنسيق.\n",
    ];
    sentences.concat().repeat(8_000)
}
