//! Every reader among bytes that nobody meant well: none panics, none hangs, none takes more memory than the input
//! justifies.
//!
//! `HAWASHI_FUZZ=1000000 cargo test --test fuzz -- --nocapture` tries so many inputs with each reader, and also fails if
//! one takes more than a second of a processor. An input that fails is known by its number. `HAWASHI_FUZZ_ONLY=tei` tries
//! one of the readers of `foreign_files`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

#[path = "support/clock.rs"]
#[allow(dead_code, reason = "each test binary uses its part")]
mod clock;
#[cfg(feature = "documents")]
#[path = "fuzz/documents.rs"]
mod documents;
#[path = "support/fault_disk.rs"]
#[allow(dead_code, reason = "no fault is needed here")]
mod fault_disk;
#[path = "fuzz/foreign_files.rs"]
mod foreign_files;
#[path = "fuzz/meter.rs"]
mod meter;
#[path = "fuzz/mutate.rs"]
mod mutate;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fault_disk::FaultDisk;
use hawashi::annotation::{AnnotationState, Carried, LabelSet};
use hawashi::detect::{Detector, FeedbackExample, Model};
use hawashi::document::{Document, Encoding, previews};
use hawashi::exchange::folder_file::{FolderFile, SharedLink};
use hawashi::exchange::foreign::{Beside, NothingBeside};
use hawashi::exchange::labels::LABEL_FORMATS;
use hawashi::exchange::{File, Format, brat, conll, format_named, place, ron};
use hawashi::lexicon::Lexicon;
use hawashi::lexicon::user::{self, UserFormat, UserLexicon};
use hawashi::session::{Applied, Command, Session, Target};
use hawashi::store::journal::{Draft, DraftOn, Journals, OpenTab, OpenTabs, Record, Subject};
use hawashi::store::journal::{look_through, opened_without_file, recover};
use hawashi::store::versions::{Occasion, Versions, Why};
use hawashi::store::{self, Access, Disk, Holder, Lock, Opened, Seen, Settings, Stamp};
use hawashi::text::Span;
use meter::cost_of;
use tempfile::TempDir;

/// Inputs for each reader where nobody asks for more.
const INPUTS: u64 = 2_000;
/// Bytes of memory that a reader may take for each byte of its input.
const TIMES: usize = 20;
/// And for each passage that it marks: a line of a dozen bytes becomes an annotation with an id, a label and a place.
const PASSAGE: usize = 1 << 10;
/// Processor time that one input may take.
const PATIENCE: Duration = Duration::from_secs(1);
/// A few lines: guessing the encoding takes longest, and longer for more.
fn article() -> &'static str {
    let text = include_str!("../assets/samples/libya.txt");
    &text[..text.floor_char_boundary(900)]
}

/// One reader at a time: memory is counted for the whole process.
static ALONE: Mutex<()> = Mutex::new(());

/// To be held by each test from its beginning.
fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tries a reader with many changed forms of good inputs. `floor` is the memory in bytes that it takes whatever the
/// input's length.
fn fuzz(name: &str, floor: usize, seeds: &[Vec<u8>], read: impl Fn(Vec<u8>)) {
    fuzz_marked(name, floor, seeds, |input| {
        read(input);
        0
    });
}

/// The same for a reader that says how many passages an input marks.
fn fuzz_marked(name: &str, floor: usize, seeds: &[Vec<u8>], read: impl Fn(Vec<u8>) -> usize) {
    fuzz_some(name, INPUTS, floor, seeds, read);
}

/// The same with so many inputs where nobody asks for more.
fn fuzz_some(name: &str, inputs: u64, floor: usize, seeds: &[Vec<u8>], read: impl Fn(Vec<u8>) -> usize) {
    let number = |variable| std::env::var(variable).ok().and_then(|number| number.parse::<u64>().ok());
    let asked = number("HAWASHI_FUZZ");
    let first = number("HAWASHI_FUZZ_FROM").unwrap_or_default();
    // What is made once for the whole process does not count.
    for seed in seeds {
        let cost = cost_of(|| {
            read(seed.clone());
        });
        assert!(!cost.has_panicked, "{name} panics at a good input");
    }
    let (mut slowest, mut greediest, mut bad) = ((Duration::ZERO, 0), (0.0, 0), Vec::new());
    let inputs = asked.unwrap_or(inputs);
    for number in first..first + inputs {
        let input = mutate::input(seeds, number);
        let len = input.len();
        let copy = input.clone();
        let mut marked = 0;
        let cost = cost_of(|| marked = read(input));
        if cost.has_panicked {
            bad.push(format!("{number}: panics{}", kept(name, number, &copy)));
        }
        let times = cost.memory.saturating_sub(floor + marked * PASSAGE) as f64 / len.max(1) as f64;
        if times > greediest.0 {
            greediest = (times, number);
        }
        if times > TIMES as f64 {
            bad.push(format!("{number}: {} bytes of memory for {len} bytes{}", cost.memory, kept(name, number, &copy)));
        }
        if cost.time > slowest.0 {
            slowest = (cost.time, number);
        }
        // On a busy machine the clock says little.
        if asked.is_some() && cost.time > PATIENCE {
            let again = || {
                cost_of(|| {
                    read(copy.clone());
                });
            };
            let secs = clock::shortest(again);
            if secs > PATIENCE.as_secs_f64() {
                bad.push(format!("{number}: {secs:.1} s for {len} bytes"));
            }
        }
        if asked.is_some() && (number + 1) % 100_000 == 0 {
            println!("{name}: {}", number + 1);
        }
        if bad.len() > 9 {
            break;
        }
    }
    println!(
        "{name}: {inputs} inputs; at most {:.1} times an input in memory (input {}), and {:.0} ms by the clock (input {})",
        greediest.0,
        greediest.1,
        slowest.0.as_secs_f64() * 1000.0,
        slowest.1
    );
    assert!(bad.is_empty(), "{name}: {bad:#?}");
}

/// Keeps an input that fails, since ids in it are others each time; says where.
fn kept(name: &str, number: u64, input: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name} {number}"));
    fs::write(&path, input).map_or_else(|error| format!(" ({error})"), |()| format!(" ({})", path.display()))
}

/// The text of a file of the project.
fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn article_decoding() {
    let _alone = alone();
    let encoded = |name: &'static encoding_rs::Encoding| name.encode(article()).0.into_owned();
    let wide = |big: bool| -> Vec<u8> {
        let units = [0xfeff].into_iter().chain(article().encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let misread = encoding_rs::WINDOWS_1252.decode(article().as_bytes()).0.into_owned().into_bytes();
    let seeds = [
        article().as_bytes().to_vec(),
        encoded(encoding_rs::WINDOWS_1256),
        encoded(encoding_rs::ISO_8859_6),
        wide(false),
        wide(true),
        misread,
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/encoding/news.cp720")).unwrap(),
    ]
    .map(|mut seed: Vec<u8>| {
        seed.truncate(1200);
        seed
    });
    let choices: Vec<Encoding> =
        ["windows-1256", "UTF-16LE", "cp720", "UTF-8:windows-1252:UTF-8"].map(|name| name.parse().unwrap()).into();
    fuzz("articles", 64 << 10, &seeds, |bytes| {
        let choice = choices.get(bytes.len() % 64).copied();
        if bytes.len() % 16 == 7 {
            black_box(previews(&bytes));
        }
        let Ok(document) = Document::decode(bytes, choice) else { return };
        black_box((
            document.written_paragraph_number(document.len().into()),
            document.sha256(),
            document.damaged_lines(),
            document.lines_with_zeros(),
        ));
        if document.len() < 4096 {
            black_box(document.suspected_encoding());
        }
    });
}

/// Annotation files with all that there can be in them, and one with conflict marks.
fn annotation_files() -> Vec<Vec<u8>> {
    let page = file("docs/annotation-file.md");
    let documented = page.split("```ron\n").nth(1).unwrap().split("```").next().unwrap().to_owned();
    let lines: Vec<&str> = documented.lines().collect();
    let (start, rest) = lines.split_at(lines.len() * 2 / 3);
    let merged = format!(
        "{}\n<<<<<<< a\n{}\n=======\n{}\n>>>>>>> b\n{}\n",
        start.join("\n"),
        rest[0],
        rest[0],
        rest[1..].join("\n")
    );
    let earlier = ["carried", "decisions", "empty", "foreign", "least"];
    let earlier = earlier.map(|name| file(&format!("tests/library/annotation_file/v1/{name}.hawashi.ron")));
    [documented, merged].into_iter().chain(earlier).map(String::into_bytes).collect()
}

fn documented_text() -> Document {
    let page = file("docs/annotation-file.md");
    Document::from_text(page.split("```text\n").nth(1).unwrap().split("```").next().unwrap()).unwrap()
}

#[test]
fn annotation_file() {
    let _alone = alone();
    let document = documented_text();
    fuzz("annotation files", 128 << 10, &annotation_files(), |bytes| {
        let Ok(text) = String::from_utf8(bytes) else { return };
        black_box(ron::parse_annotations(text, &document)).ok();
    });
}

#[test]
fn label_set() {
    let _alone = alone();
    // The list of labels, kinds of relations and attributes alone is changed.
    let document = documented_text();
    let own = file("assets/labels/default.ron");
    let page = String::from_utf8(annotation_files().swap_remove(0)).unwrap();
    let lists = page.split("    labels: [").nth(1).unwrap().split("    annotations: [").next().unwrap();
    let list =
        |name: &str| own.split(&format!("{name}: [")).nth(1).map(|rest| format!("{name}: [{rest}")).unwrap_or_default();
    let seeds = [
        format!("labels: [{lists}"),
        list("labels"),
        "labels: [(id: \"a\", name: {\"en\": \"A\"}, color: \"teal\", parent: \"b\", key: '1', attributes: [(id: \"x\", \
         type: Choice, choices: [(id: \"1\"), (id: \"2\")], default: Choice(\"1\")), (id: \"y\", type: Date)]),\n(id: \"b\", \
         color: \"#123456\", line: Dotted, detects: \"faction\")],\nrelation_kinds: [(id: \"r\", from: [\"a\"], to: [\"b\"])],\n"
            .to_owned(),
    ]
    .map(String::into_bytes);
    fuzz("label sets", 128 << 10, &seeds, |lists| {
        let Ok(lists) = String::from_utf8(lists) else { return };
        let text = format!("(version: 2, article: (file: \"a.txt\"), {lists} annotations: [])");
        let Ok(loaded) = ron::parse_annotations(text, &document) else { return };
        let labels: &LabelSet = &loaded.annotation_state.labels;
        black_box((labels.hidden(), labels.free_id("a"), labels.detecting("location")));
    });
}

/// Sets of labels of their own, in each format that they come in.
#[test]
fn label_files() {
    let _alone = alone();
    let sets = ["default", "events", "qualitative"].map(|name| file(&format!("assets/labels/{name}.ron")));
    for format in LABEL_FORMATS {
        let written = sets.iter().map(|set| (format.write)(&(LABEL_FORMATS[0].read)(set).unwrap()).into_bytes());
        let seeds: Vec<Vec<u8>> = written.collect();
        // Other programs' files name in a few bytes what a label has room for; they may define 5,000 things at most.
        let floor = if format.extension == "ron" { 512 << 10 } else { 8 << 20 };
        fuzz(&format!("label files .{}", format.extension), floor, &seeds, |bytes| {
            let Ok(text) = String::from_utf8(bytes) else { return };
            black_box((format.read)(&text)).ok();
        });
    }
}

/// What the articles of a folder share.
#[test]
fn folder_file() {
    let _alone = alone();
    let mut shared = FolderFile::of_labels((LABEL_FORMATS[0].read)(&file("assets/labels/events.ron")).unwrap());
    shared.lexicons.push("names.ron".to_owned());
    shared.add_person("سارة");
    let link = SharedLink { name: "طرابلس".to_owned(), label: "location".into(), ..SharedLink::default() };
    shared.set_link(SharedLink { entity: "place:tripoli-lb".to_owned(), by: "سارة".to_owned(), ..link });
    fuzz("folder files", 512 << 10, &[shared.write().into_bytes()], |bytes| {
        let Ok(text) = String::from_utf8(bytes) else { return };
        let Ok(read) = FolderFile::read(&text) else { return };
        // Twice in memory, a long one would seem to take more than it does.
        if text.len() > 8192 {
            return;
        }
        let written = read.write();
        assert_eq!(FolderFile::read(&written).expect("what is written can be read"), read);
    });
}

/// Lock files, which anybody may have written.
#[test]
fn locks() {
    let _alone = alone();
    let scratch = TempDir::new().unwrap();
    let (folder, annotations) = (scratch.path().join("locks"), scratch.path().join("a.hawashi.ron"));
    fs::create_dir(&folder).unwrap();
    let lock = || Lock::new(&folder, &annotations, Holder::this("سارة"));
    let mut own = lock();
    own.look(false);
    let path = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let mine = fs::read(&path).unwrap();
    own.release();
    let elsewhere = "(name:\"كريم\",machine:\"desk\",machine_id:\"1\",process:1,since:\"2026-11-22T10:00:00Z\")";
    fuzz("locks", 64 << 10, &[mine, elsewhere.as_bytes().to_vec()], |bytes| {
        fs::write(&path, bytes).unwrap();
        let mut lock = lock();
        if let Some(other) = lock.look(true) {
            black_box(other.holder.since());
        }
        lock.release();
    });
}

/// A journal as the program writes it, by what was done.
fn journal_of(act: impl FnOnce(&mut Journals, &mut Session)) -> Vec<u8> {
    let disk: Arc<dyn Disk> = Arc::new(FaultDisk::new(0));
    let folder = PathBuf::from("/journal");
    let document = Arc::new(documented_text());
    let mut session = Session::new(Arc::clone(&document), "سارة");
    session.keep_applied();
    let mut journals = Journals::new(Arc::clone(&disk), vec![folder.clone()]);
    let subject = Subject {
        article: Some(PathBuf::from("/articles/a.txt")),
        annotations: None,
        name: "a.txt".to_owned(),
        base: Stamp::ABSENT,
        document,
    };
    journals.begin(1, 0, subject);
    act(&mut journals, &mut session);
    for (number, done) in session.take_applied().into_iter().enumerate() {
        let Applied { at, by, edits, back } = done;
        journals.push(1, number as u64 + 1, &Record::change(at, by, edits, back));
    }
    journals.commit().unwrap();
    let path = disk.list(&folder).unwrap().swap_remove(0);
    disk.read(&path).unwrap()
}

#[test]
fn journal() {
    let _alone = alone();
    let document = Arc::new(documented_text());
    let span = Span::from_range(0..document.text().find(' ').unwrap());
    let tagged = journal_of(|_, session| {
        session.execute(Command::Tag { span, label: "location".into() }).unwrap();
        let id = session.annotations().iter().next().unwrap().id.clone();
        session.execute(Command::SetNote { id: id.clone(), note: "ملاحظة\n\"".to_owned() }).unwrap();
        session.execute(Command::Reject(Target::Annotation(id))).unwrap();
        session.execute(Command::Undo).unwrap();
    });
    let draft = Draft { on: DraftOn::Passage(span, Some("location".into())), text: "مسودة".to_owned() };
    let drafted = journal_of(|journals, _| journals.push(1, 1, &Record::Draft(Some(draft))));
    let included = journal_of(|journals, _| {
        let record = Record::Includes { names: vec!["a.journal".to_owned()], changes: 12, last: "2026".to_owned() };
        journals.push(1, 1, &record);
    });
    let window = journal_of(|journals, _| {
        let tab = OpenTab { name: "x".to_owned(), reading_at: 7, selection: (3, 9), ..OpenTab::default() };
        journals.show(1, OpenTabs { tabs: vec![tab], front: Some(0), side_by_side: Some((0, 1)) });
    });
    let opened = |loaded: bool| Opened {
        article: PathBuf::from("/articles/a.txt"),
        annotations: PathBuf::from("/articles/a.hawashi.ron"),
        is_blind: false,
        document: if loaded {
            Arc::new(Document::from_text("نص آخر تماما").unwrap())
        } else {
            Arc::clone(&document)
        },
        seen: Seen::nothing(),
        loaded: None,
        stamp: Stamp::ABSENT,
        suspected: None,
        shared: None,
    };
    let opened = [opened(false), opened(true)];
    let folders = [PathBuf::from("/journal")];
    fuzz("journals", 256 << 10, &[tagged, drafted, included, window], |mut bytes| {
        mend(&mut bytes);
        let disk = FaultDisk::new(0);
        disk.create(&folders[0].join("a.journal"), Access::Private).unwrap().write_all(&bytes).unwrap();
        let disk: Arc<dyn Disk> = Arc::new(disk);
        for opened in &opened {
            look_through(&disk, &folders, |found| {
                for found in &found {
                    drop(black_box((opened_without_file(found), found.unreadable(), found.encoding())));
                }
                let recovered = recover(opened, found);
                // What the window does with it.
                let mut session = Session::new(Arc::clone(&opened.document), "سارة");
                let text = opened.document.text();
                drop(session.execute(Command::Replay(recovered.edits, None)));
                session.annotations().iter().for_each(|annotation| drop(black_box(annotation.spans.quote(text))));
                black_box(ron::annotations_to_ron(
                    "a",
                    &opened.document,
                    session.annotation_state(),
                    &Carried::default(),
                ));
                drop(session.execute(Command::Replay(recovered.back, None)));
            });
        }
    });
}

/// Makes lengths and checksums of a journal's records right again, for half of the inputs: a reader that refuses them
/// all is not tried.
fn mend(bytes: &mut [u8]) {
    const MARKER: &[u8] = b"\xf5HWJ";
    if bytes.len().is_multiple_of(2) {
        return;
    }
    let mut starts: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, at)| *at == MARKER).map(|(at, _)| at).collect();
    starts.push(bytes.len());
    for ends in starts.windows(2) {
        let Some(frame) = bytes.get_mut(ends[0]..ends[1]).filter(|frame| frame.len() >= 20) else { continue };
        let len = frame.len() as u32 - 20;
        frame[4..8].copy_from_slice(&len.to_le_bytes());
        let crc = crc32fast::hash(&frame[12..]);
        frame[8..12].copy_from_slice(&crc.to_le_bytes());
    }
}

/// A file in memory, where the system has one.
struct Scratch(TempDir, PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        let path = folder.path().join(name);
        Self(folder, path)
    }
}

#[test]
fn settings() {
    let _alone = alone();
    let scratch = Scratch::new("settings.ron");
    let mut all = Settings {
        language: Some("ar".to_owned()),
        theme: Some("dark".to_owned()),
        window_size: Some((1000.0, 700.0)),
        text_size: Some(20.0),
        threshold: Some(0.5),
        author: Some("سارة".to_owned()),
        ..Settings::default()
    };
    all.remember(Path::new("/articles/a.txt"));
    all.remember_place(Path::new("/articles/a.txt"), 77_u32.into(), None);
    all.save_to(&scratch.1, &Settings::default()).unwrap();
    let seeds = [
        fs::read(&scratch.1).unwrap(),
        b"(language: Some(\"en\"), lexicons: [(path: \"a.csv\", is_off: true)])".to_vec(),
    ];
    fuzz("settings", 128 << 10, &seeds, |bytes| {
        fs::write(&scratch.1, bytes).unwrap();
        if Settings::load_from(black_box(&scratch.1)).is_err() {
            // Broken ones are moved aside under a name that is free: of a million, finding one would take all the time.
            fs::read_dir(scratch.0.path()).unwrap().flatten().for_each(|copy| fs::remove_file(copy.path()).unwrap());
        }
    });
}

#[test]
fn lexicons() {
    let _alone = alone();
    let base = Lexicon::builtin();
    let ron = "[\n    (name: [\"جبل الدروز\", \"جبل العرب\"], kind: \"location\", entity: \"place:jabal\", lat: 32.7, lon: 36.6, \
               country: \"SY\"),\n    (name: [\"كتائب الغد\"], kind: \"faction\"),\n]\n";
    let csv =
        "name,kind,entity,lat,lon,country\nجبل الدروز,location,place:jabal,32.7,36.6,SY\n\"كتائب, الغد\",faction,,,,\n";
    let dump = "100000001\tPlace\tPlace\tجبل,الدروز\t33.5\t44.25\tP\tPPL\tIQ\t\t01\t\t\t\t900\t\t5\tAsia/Baghdad\t2020-01-01\n\
                100000002\tOther\tOther\tكتائب الغد\t33.5\t44.25\tA\tADM1\tSY\t\t01\t\t\t\t0\t\t5\tAsia/Damascus\t2020-01-01\n";
    for (name, format, seed) in [
        ("lexicons in RON", UserFormat::Ron, ron),
        ("lexicons in CSV", UserFormat::Csv, csv),
        ("lexicons of GeoNames", UserFormat::Geonames, dump),
    ] {
        fuzz(name, 512 << 10, &[seed.as_bytes().to_vec()], |bytes| {
            let source = UserLexicon { name: "a".to_owned(), format, content: Box::new(bytes.as_slice()) };
            black_box(user::compile(&base, vec![source])).ok();
        });
    }
    let source = UserLexicon::from_text("a", UserFormat::Csv, csv);
    let compiled = user::compile(&base, vec![source]).unwrap();
    fuzz("compiled lexicons", 1 << 20, &[compiled], |bytes| {
        let Some(lexicon) = base.with_compiled(Cow::Owned(bytes)) else { return };
        let found = Detector::without_model(Arc::new(lexicon)).detect("قال سكان جبل الدروز إن كتائب الغد عادت.");
        black_box(found);
    });
}

#[test]
fn model() {
    /// Numbers of the smallest table, behind the version and before the numbers of the header.
    const VERSION: usize = 7;
    let _alone = alone();
    let lexicon = Lexicon::builtin();
    let whole = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/model/names.model")).unwrap();
    // With a table of one row, so that reading it takes no time; the version before has no checksum that would refuse
    // each change.
    let bits = u32::from_le_bytes(whole[8..12].try_into().unwrap());
    let rows = 8 << bits;
    let body = whole.len() - if whole[VERSION] == 4 { 8 } else { 0 };
    let mut small = whole[..body - rows + 8].to_vec();
    small[VERSION] = 3;
    small[8..12].copy_from_slice(&0_u32.to_le_bytes());
    assert!(Model::from_bytes(Cow::Owned(small.clone())).is_some(), "the form of models has changed");
    let checked = Model::from_bytes(Cow::Owned(small.clone())).unwrap().to_bytes();
    fuzz("models", 512 << 10, &[small, checked], |bytes| {
        let Some(model) = Model::from_bytes(Cow::Owned(bytes)) else { return };
        let detector = Detector::new_with(Arc::clone(&lexicon), Some(Arc::new(model)));
        black_box(detector.detect("أعلن تنظيم الدولة أمس سيطرته على سرت."));
    });
}

#[test]
fn what_tags_taught() {
    let _alone = alone();
    let scratch = Scratch::new("a.hawashi.model");
    let seed = "(\n    version: 1,\n    lessons: [\n        (text:\"سقطت سرت أمس\",decisions:[(start:9,end:15,label:\"location\",\
                is_right:true,entity:Some(\"place:sirte\"))]),\n        (text:\"قال نور\",decisions:[(start:7,end:13,label:\"x\",\
                described:Some((name:{\"ar\":\"شخص\"},color:\"#123456\")),is_right:false)]),\n    ],\n)\n";
    fuzz("what tags taught", 128 << 10, &[seed.as_bytes().to_vec()], |bytes| {
        fs::write(&scratch.1, bytes).unwrap();
        black_box(store::load_feedback::<FeedbackExample>(&scratch.1)).ok();
    });
}

#[test]
fn versions() {
    let _alone = alone();
    let document = documented_text();
    let (folder, path) = (PathBuf::from("/versions"), PathBuf::from("/articles/a.hawashi.ron"));
    let disk = FaultDisk::new(0);
    let versions = Versions::new(Arc::new(disk.clone()), folder.clone());
    versions.keep(&path, &annotation_files()[0], Occasion::of(Why::Saved)).unwrap();
    let name = disk.list(&folder).unwrap().swap_remove(0);
    let seed = disk.read(&name).unwrap();
    fuzz("versions", 256 << 10, &[seed], |bytes| {
        let disk = FaultDisk::new(0);
        disk.create(&name, Access::Private).unwrap().write_all(&bytes).unwrap();
        let versions = Versions::new(Arc::new(disk), folder.clone());
        let mut listed = versions.list(&path);
        for version in &listed {
            black_box((version.id(), version.by(), version.why(), version.counts()));
            black_box((versions.read(version), versions.load(version, &document))).0.ok();
        }
        versions.count(&mut listed, &[], &document);
    });
}

#[test]
fn columns() {
    let _alone = alone();
    let seed = "-DOCSTART- O\n\nفي\tO\nدير\tB\tB-LOC\nالزور\tI\tI-LOC\n\nحماس\tB-ORG\n.\tO\n\n";
    let nested = "رئيس B-OCC\nبلدية I-OCC B-ORG\nطولكرم I-OCC I-ORG B-GPE\nأمس O\n";
    fuzz_marked("columns", 64 << 10, &[seed.as_bytes().to_vec(), nested.as_bytes().to_vec()], |bytes| {
        read_foreign(&conll::FORMAT, "a.conll", &bytes, &NothingBeside)
    });
}

/// Reads a file of another program and places all that it marks; how many passages and relations that is. A passage that has no
/// place counts as four: its record is kept as it would stand in a file, with what is like it in the text.
fn read_foreign(format: &'static Format, name: &str, bytes: &[u8], beside: &dyn Beside) -> usize {
    let Ok(mut reader) = format.read.unwrap()(File { name, bytes, beside, columns: &[] }) else { return 0 };
    let mut marked = 0;
    while let Ok(Some(foreign)) = reader.next_article() {
        marked += foreign.marked.len() + foreign.relations.len();
        let placed = place(format.name, foreign, None, LabelSet::standard(), &BTreeMap::new());
        marked += placed.map_or(0, |imported| 3 * black_box(imported).annotation_state.orphans.len());
    }
    marked
}

#[test]
fn brat() {
    struct Text(Vec<u8>);

    impl Beside for Text {
        fn read(&self, name: &str) -> Option<Vec<u8>> {
            (name == "a.txt").then(|| self.0.clone())
        }
    }

    let _alone = alone();
    let beside = Text("🔴 أعلنت «قسد» سقوط سرت.\r\nوقال بيان إن المدينة آمنة.".as_bytes().to_vec());
    let seed = "T1\tFaction 9 12\tقسد\nT2\tLocation 20 23;26 30\tسرت وقال\nR1\tNearTo Arg1:T1 Arg2:T2\t\n\
        T3\tAttack 14 18\tسقوط\nE1\tAttack:T3 Place:T2 Theme2:E1\nA1\tSure T1 High\nM1\tNegated E1\n*\tSame T1 T2 T3\n\
        N1\tReference T2 place:sirte\tسرت\n#1\tAnnotatorNotes T1\tملاحظة⏎سطر\n#2\tAttribute T1\tside: x\n";
    let read = |bytes: Vec<u8>| read_foreign(&brat::FORMAT, "a.ann", &bytes, &beside);
    fuzz_marked("brat", 256 << 10, &[seed.as_bytes().to_vec()], read);
}

/// The readers of other programs' files that need no others beside them.
#[test]
fn foreign_files() {
    let _alone = alone();
    let only = std::env::var("HAWASHI_FUZZ_ONLY").ok();
    for (name, seeds) in
        foreign_files::SEEDS.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name))
    {
        let format = format_named(name).unwrap();
        let seeds: Vec<Vec<u8>> = seeds.iter().map(|seed| seed.as_bytes().to_vec()).collect();
        fuzz_marked(name, 512 << 10, &seeds, |bytes| read_foreign(format, "a", &bytes, &NothingBeside));
    }
}

/// What is read from a damaged file can be written and read again.
#[test]
fn what_was_read_is_written_again() {
    let _alone = alone();
    let document = documented_text();
    let read = |text: String| ron::parse_annotations(text, &document);
    fuzz("annotation files written again", 512 << 10, &annotation_files(), |bytes| {
        let Ok(text) = String::from_utf8(bytes) else { return };
        if text.len() > 8192 {
            return;
        }
        let Ok(loaded) = read(text) else { return };
        let (state, carried): (&AnnotationState, &Carried) = (&loaded.annotation_state, &loaded.carried);
        let written = ron::annotations_to_ron("a.txt", &document, state, carried);
        let again = read(written.clone()).expect("what is written can be read");
        assert_eq!(again.annotation_state.annotations, state.annotations);
        let twice = ron::annotations_to_ron("a.txt", &document, &again.annotation_state, &again.carried);
        assert_eq!(twice, written);
    });
}
