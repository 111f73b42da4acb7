//! The command line, tested with the built program.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Its places are certain whatever the lexicon learns.
const NEWS: &str = "قال مسؤول في بغداد إن العراق سيعيد فتح معبر مع سوريا.\r\n🔴 وأكد لاحقاً عودة الهدوء إلى بغداد.\r\n";

fn hawashi(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.current_dir(folder).env("HAWASHI_CONFIG_DIR", folder.join("config")).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    hawashi(folder).args(arguments).output().unwrap()
}

/// Exit code, standard output, standard error.
fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn folder_with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn mentions(line: &str) -> Vec<(u64, u64, String)> {
    let value: Value = serde_json::from_str(line).unwrap();
    let number = |mention: &Value, key: &str| mention[key].as_u64().unwrap();
    let mentions = value["mentions"].as_array().unwrap();
    mentions.iter().map(|m| (number(m, "start"), number(m, "end"), m["text"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn offsets_count_in_the_unit_asked_for_across_line_ends_and_emoji() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes())]);
    for unit in ["char", "byte", "utf16"] {
        let (code, out, _) = told(&run(folder.path(), &["detect", "a.txt", "--format", "jsonl", "--unit", unit]));
        assert_eq!(code, 0);
        assert_eq!(out.lines().count(), 1);
        let value: Value = serde_json::from_str(&out).unwrap();
        assert_eq!((value["path"].as_str(), value["unit"].as_str()), (Some("a.txt"), Some(unit)));
        let cut = |from: u64, to: u64| -> String {
            let (from, to) = (from as usize, to as usize);
            match unit {
                "char" => NEWS.chars().skip(from).take(to - from).collect(),
                "byte" => NEWS[from..to].to_owned(),
                _ => String::from_utf16(&NEWS.encode_utf16().collect::<Vec<_>>()[from..to]).unwrap(),
            }
        };
        let found = mentions(&out);
        for (start, end, text) in &found {
            assert_eq!(&cut(*start, *end), text, "{unit}");
        }
        assert!(found.iter().filter(|(.., text)| text == "بغداد").count() == 2, "{found:?}");
        assert!(found.is_sorted_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end))));
    }
}

#[test]
fn a_line_of_jsonl_has_the_fields_of_the_contract_in_order() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes())]);
    let (_, out, _) = told(&run(folder.path(), &["detect", "a.txt", "--format", "jsonl"]));
    let value: Value = serde_json::from_str(&out).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&value), ["path", "sha256", "unit", "length", "mentions"]);
    assert_eq!(value["length"], NEWS.chars().count());
    let order =
        ["start", "end", "text", "kind", "form", "entity", "canonical", "lat", "lon", "confidence", "source", "nested"];
    for mention in value["mentions"].as_array().unwrap() {
        let keys = keys(mention);
        let places: Vec<_> = keys.iter().map(|key| order.iter().position(|k| k == key).unwrap()).collect();
        assert!(places.is_sorted(), "{keys:?}");
        assert_ne!(mention["nested"], false);
    }
    let iraq = value["mentions"].as_array().unwrap().iter().find(|m| m["text"] == "العراق").unwrap();
    assert_eq!(
        (&iraq["kind"], &iraq["form"], &iraq["source"]),
        (&"location".into(), &"name".into(), &"lexicon".into())
    );
    assert_eq!((iraq["entity"].as_str(), iraq["canonical"].as_str()), (Some("place:iraq"), Some("العراق")));
    assert!((iraq["lat"].as_f64().unwrap() - 33.0).abs() < 3.0 && (iraq["lon"].as_f64().unwrap() - 44.0).abs() < 3.0);
}

#[test]
fn detection_is_printed_as_a_table_and_as_json() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes()), ("b.txt", "لا شيء هنا".as_bytes())]);
    let (code, out, err) = told(&run(folder.path(), &["detect", "a.txt", "b.txt"]));
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("a.txt: ") && out.contains("offsets in char") && out.contains("b.txt: 0 mentions"), "{out}");
    let (_, out, _) = told(&run(folder.path(), &["detect", ".", "--format", "json", "--jobs", "2"]));
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value.as_array().unwrap().len(), 2);
}

#[test]
fn kinds_can_be_chosen() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes())]);
    let count = |kinds: &str| {
        mentions(&told(&run(folder.path(), &["detect", "a.txt", "--format=jsonl", "--kind", kinds])).1).len()
    };
    assert!(count("location") >= 4);
    assert_eq!(count("faction"), 0);
    assert_eq!(count("location,faction"), count("location"));
    assert_eq!(told(&run(folder.path(), &["detect", "a.txt", "--kind", "person"])).0, 2);
}

#[test]
fn bad_input_is_named_and_the_rest_goes_on() {
    let windows = encoding_rs::UTF_8.encode(NEWS).0.into_owned();
    let broken = [&windows[..], b"\xff\xfe", &windows[..]].concat();
    let folder = folder_with(&[
        ("good.txt", NEWS.as_bytes()),
        ("empty.txt", b""),
        ("binary.txt", b"\x7fELF\0\0\x01\0\0\0"),
        ("broken.txt", &broken),
        ("bare/x.png", b"x"),
    ]);
    let table = [
        ("none.txt", "none.txt"),
        ("bare", "no articles"),
        ("empty.txt", "empty.txt: the file is empty"),
        ("binary.txt", "binary.txt: this is not a text file but looks like ELF"),
        ("good.txt/x", "no file"),
    ];
    for (path, message) in table {
        let (code, out, err) = told(&run(folder.path(), &["detect", "--format=jsonl", path, "good.txt"]));
        assert_eq!((code, out.lines().count()), (2, 1), "{path}: {err}");
        assert!(err.contains(message), "{path}: {err}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
    let (code, out, err) = told(&run(folder.path(), &["detect", "--format=jsonl", "broken.txt"]));
    assert_eq!((code, out.lines().count()), (0, 1));
    assert!(err.contains(&format!("2 bytes are not UTF-8 (the first at byte {})", NEWS.len())), "{err}");
}

#[test]
fn a_few_zero_bytes_are_read_and_told() {
    let one = NEWS.replacen(' ', "\0 ", 1);
    let three = format!("{NEWS}\n\0\n{NEWS}\0\n\0{NEWS}");
    let dos = encoding_rs::WINDOWS_1256.encode(&one.repeat(3)).0.into_owned();
    let folder = folder_with(&[
        ("one.txt", one.as_bytes()),
        ("three.txt", three.as_bytes()),
        ("dos.txt", &dos),
        ("archive.txt", &[NEWS.as_bytes(), &[0; 512]].concat()),
    ]);
    for (file, told_bytes, lines) in [
        ("one.txt", "1 byte is zero", "zero bytes in line: 1"),
        ("three.txt", "3 bytes are zero", "zero bytes in lines: 4, 7, 8"),
        ("dos.txt", "3 bytes are zero", "zero bytes in lines: 1, 3, 5"),
    ] {
        for command in [&["detect", "--format=jsonl"][..], &["export", "--to", "csv"]] {
            let (code, out, err) = told(&run(folder.path(), &[command, &[file]].concat()));
            assert_eq!(code, 0, "{file}: {err}");
            assert!(out.contains("بغداد") && err.contains(told_bytes) && err.contains(lines), "{file}: {err}");
        }
    }
    let (code, out, err) = told(&run(folder.path(), &["detect", "archive.txt"]));
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains(&format!("archive.txt: this is not a text file: byte {}", NEWS.len())), "{err}");
}

#[test]
fn an_encoding_can_be_named_for_each_command_that_reads_an_article() {
    let dos = include_bytes!("../encoding/news.cp720");
    let folder = folder_with(&[("dos.txt", dos)]);
    let length = |arguments: &[&str]| {
        let (code, out, err) = told(&run(folder.path(), arguments));
        assert_eq!(code, 0, "{arguments:?}: {err}");
        serde_json::from_str::<Value>(out.lines().next().unwrap()).unwrap()
    };
    let right = length(&["detect", "--format", "jsonl", "dos.txt"]);
    assert!(mentions(&right.to_string()).iter().any(|(_, _, text)| text.contains("بغداد")), "{right}");
    for name in ["cp720", "IBM720", "dos-720"] {
        assert_eq!(length(&["detect", "--format", "jsonl", "--encoding", name, "dos.txt"]), right, "{name}");
    }
    let other = length(&["detect", "--format", "jsonl", "--encoding", "windows-1256", "dos.txt"]);
    assert_ne!(other["sha256"], right["sha256"]);
    let piped = piped(folder.path(), &["detect", "--format", "jsonl", "--encoding", "mac-arabic", "-"], dos.to_vec());
    let (code, out, _) = told(&piped);
    assert_eq!(code, 0);
    assert_ne!(serde_json::from_str::<Value>(&out).unwrap()["sha256"], right["sha256"]);

    let table: [&[&str]; 4] = [
        &["export", "--to", "ron", "dos.txt"],
        &["debug", "layout", "--width", "600", "dos.txt"],
        &["render", "dos.txt", "--out", "page.png", "--force"],
        &["evaluate", "dos.txt"],
    ];
    for arguments in table {
        let chosen = [arguments, &["--encoding", "iso-8859-6"]].concat();
        assert_ne!(told(&run(folder.path(), &chosen)).0, 2, "{chosen:?}");
        let unknown = [arguments, &["--encoding", "utf-9"]].concat();
        let (code, _, err) = told(&run(folder.path(), &unknown));
        assert_eq!(code, 2, "{arguments:?}");
        assert!(err.contains("utf-9") && err.contains("windows-1256") && err.contains("CP864"), "{err}");
    }
    let ron = told(&run(folder.path(), &["export", "--to", "ron", "dos.txt"])).1;
    assert!(ron.contains("encoding: \"CP720\""), "{ron}");
}

#[test]
fn a_text_that_was_read_wrongly_before_is_repaired_by_a_chain() {
    let news = NEWS.trim_end();
    let stored: String = news
        .bytes()
        .map(|byte| encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned())
        .collect();
    let folder = folder_with(&[("right.txt", news.as_bytes()), ("wrong.txt", stored.as_bytes())]);
    let sum = |arguments: &[&str]| {
        let (_, out, err) = told(&run(folder.path(), &[&["detect", "--format", "jsonl"], arguments].concat()));
        (serde_json::from_str::<Value>(&out).unwrap()["sha256"].clone(), err)
    };
    let (right, _) = sum(&["right.txt"]);
    let (wrong, warning) = sum(&["wrong.txt"]);
    assert_ne!(wrong, right);
    assert!(warning.contains("--encoding UTF-8:windows-1252:UTF-8"), "{warning}");
    let (repaired, warning) = sum(&["wrong.txt", "--encoding", "UTF-8:windows-1252:UTF-8"]);
    assert_eq!((repaired, warning.as_str()), (right, ""));
}

#[test]
fn damaged_lines_are_named() {
    let mut bytes = NEWS.repeat(3).into_bytes();
    bytes[3] = 0xff;
    let len = bytes.len();
    bytes[len - 8] = 0xff;
    let folder = folder_with(&[("a.txt", &bytes)]);
    let (code, _, err) = told(&run(folder.path(), &["detect", "a.txt"]));
    assert_eq!(code, 0);
    assert!(err.contains("not UTF-8") && err.contains("damaged lines: 1, 6"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let folder = folder_with(&[("shut.txt", NEWS.as_bytes())]);
    let path = folder.path().join("shut.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = hawashi(folder.path());
    if fs::read(&path).is_ok() {
        // The user running this test may read everything, unlike nobody. The program may be in a folder that nobody
        // cannot read.
        let program = folder.path().join("program");
        fs::copy(env!("CARGO_BIN_EXE_hawashi"), &program).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        command = Command::new(program);
        command.current_dir(folder.path()).stdin(Stdio::null()).uid(65534);
    }
    let (code, _, err) = told(&command.args(["detect", "shut.txt"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(err.contains("no permission for shut.txt"), "{err}");
}

#[test]
fn standard_input_is_an_article() {
    let folder = folder_with(&[]);
    for arguments in [&["detect", "-", "--format=jsonl"][..], &["detect", "--format=jsonl"]] {
        let mut child =
            hawashi(folder.path()).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(NEWS.as_bytes()).unwrap();
        let (code, out, _) = told(&child.wait_with_output().unwrap());
        assert_eq!(code, 0);
        assert!(out.starts_with("{\"path\":\"-\",\"sha256\":\""), "{out}");
    }
}

/// The output of the command for some input.
fn piped(folder: &Path, arguments: &[&str], input: Vec<u8>) -> Output {
    let mut command = hawashi(folder);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut into = child.stdin.take().unwrap();
    // The command may stop reading early; its output matters, not the pipe.
    let writing = std::thread::Builder::new().spawn(move || into.write_all(&input).is_ok()).unwrap();
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    output
}

/// Longer than the windows in which standard input is read.
fn long_news() -> String {
    let paragraph = format!("{NEWS}ولم يعلق أي مسؤول على هذه الأنباء حتى ساعة متأخرة من مساء أمس، كما جرت العادة.\n");
    paragraph.repeat(9_000_000 / paragraph.len() + 1)
}

#[test]
fn short_standard_input_is_read_as_a_file_is() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes())]);
    for format in ["table", "json", "jsonl"] {
        let as_file = told(&run(folder.path(), &["detect", "a.txt", "--format", format])).1;
        let piped = told(&piped(folder.path(), &["detect", "-", "--format", format], NEWS.into())).1;
        assert_eq!(piped, as_file.replace("a.txt", "-"));
    }
}

#[test]
fn long_standard_input_is_read_in_windows() {
    let long = long_news();
    let folder = folder_with(&[("a.txt", long.as_bytes())]);
    let detect = ["detect", "-", "--model", "none", "--format"];
    for unit in ["char", "byte"] {
        let arguments = ["detect", "a.txt", "--model", "none", "--format", "jsonl", "--unit", unit];
        let whole: Value = serde_json::from_str(&told(&run(folder.path(), &arguments)).1).unwrap();
        let arguments = [&detect[..], &["jsonl", "--unit", unit]].concat();
        let (code, out, err) = told(&piped(folder.path(), &arguments, long.clone().into()));
        assert_eq!((code, err.as_str(), out.lines().count()), (0, "", 1));
        let streamed: Value = serde_json::from_str(&out).unwrap();
        let keys: Vec<_> = streamed.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["path", "unit", "mentions", "sha256", "length"], "these are known only at the end");
        for key in ["unit", "mentions", "sha256", "length"] {
            assert!(streamed[key] == whole[key], "{key}");
        }
    }
    let (code, out, _) = told(&piped(folder.path(), &[&detect[..], &["table"]].concat(), long.into()));
    assert_eq!(code, 0);
    let titles: Vec<&str> = out.lines().filter(|line| line.starts_with("-, from ")).collect();
    assert!(titles.len() > 1 && titles[0].starts_with("-, from 0: ") && out.contains("\n\n-, from "), "{titles:?}");
}

#[test]
fn what_is_wrong_far_into_standard_input_is_named() {
    let folder = folder_with(&[]);
    let long = long_news();
    let detect = ["detect", "-", "--model", "none", "--format", "jsonl"];
    let broken = [long.as_bytes(), b"\xff", NEWS.as_bytes()].concat();
    let (code, out, err) = told(&piped(folder.path(), &detect, broken));
    assert_eq!(code, 0);
    assert!(err.contains(&format!("1 byte is not UTF-8 (the first at byte {})", long.len())), "{err}");
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["length"], long.chars().count() + 1 + NEWS.chars().count());

    let zero = [long.as_bytes(), b"\0", NEWS.as_bytes()].concat();
    let (code, out, err) = told(&piped(folder.path(), &detect, zero));
    assert_eq!(code, 0);
    assert!(err.contains("-: 1 byte is zero"), "{err}");
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["length"], value["length"]);

    let binary = [long.as_bytes(), &[0; 9_000], NEWS.as_bytes()].concat();
    let (code, out, err) = told(&piped(folder.path(), &detect, binary));
    assert_eq!(code, 2);
    assert!(err.contains(&format!("this is not a text file: byte {}", long.len())), "{err}");
    assert!(out.ends_with('\n') && serde_json::from_str::<Value>(&out).is_err(), "nobody takes it for the whole");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let long = NEWS.repeat(2_000);
    let folder = folder_with(&[("a.txt", long.as_bytes())]);
    let arguments = ["detect", "a.txt", "a.txt", "--format=json"];
    let mut child =
        hawashi(folder.path()).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 1];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let (code, _, err) = told(&child.wait_with_output().unwrap());
    assert_eq!((code, err.as_str()), (0, ""));
}

#[test]
fn columns_of_what_was_detected_are_gold_for_it() {
    let text = "سقطت «سرت» وبنغازي في يد الجيش الليبي، فانسحب التنظيم إلى دير الزور.\n";
    let folder = folder_with(&[("a.txt", text.as_bytes()), ("b.txt", "دمشق\n".as_bytes())]);
    let (code, out, err) = told(&run(folder.path(), &["detect", "a.txt", "b.txt", "--format", "conll"]));
    assert_eq!((code, err.as_str()), (0, ""));
    for line in
        ["وبنغازي B-location\n", "الجيش B-faction\nالليبي I-faction\n، O\n", "\n\n-DOCSTART- O\n\nدمشق B-location\n\n"]
    {
        assert!(out.contains(line), "{out}");
    }
    std::fs::write(folder.path().join("found.conll"), &out).unwrap();
    let (code, out, _) = told(&run(folder.path(), &["evaluate", "found.conll", "--format", "json"]));
    assert_eq!(code, 0);
    let figures: serde_json::Value = serde_json::from_str(&out).unwrap();
    for kind in ["location", "faction"] {
        assert_eq!(figures[kind]["f1"], 1.0, "{out}");
    }
}

/// Columns contain one of two nested mentions: a place counts where they mark it, and is not expected inside a longer
/// name that they mark.
#[test]
fn nested_places_count_where_columns_mark_them() {
    let place = "رفضت O\nحكومة O\nكوبا B-LOC\nذلك O\n";
    let organisation = "رفضت O\nحكومة B-ORG\nكوبا I-ORG\nذلك O\n";
    let folder = folder_with(&[("place.conll", place.as_bytes()), ("organisation.conll", organisation.as_bytes())]);
    for (file, gold, predicted) in [("place.conll", 1, 1), ("organisation.conll", 0, 0)] {
        let evaluate = ["evaluate", file, "--map", "LOC=location", "--format", "json"];
        let (code, out, err) = told(&run(folder.path(), &evaluate));
        assert_eq!((code, err.as_str()), (0, ""));
        let figures: Value = serde_json::from_str(&out).unwrap();
        let location = &figures["location"];
        assert_eq!((&location["gold"], &location["predicted"]), (&gold.into(), &predicted.into()), "{file}: {out}");
    }
}

#[test]
fn what_is_not_there_says_what_is() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes())]);
    let table: [(&[&str], &str); 8] = [
        (&["chek"], "no subcommand and no file \"chek\""),
        (&["count", "a.txt"], "no subcommand and no file \"count\""),
        (&["detect", "a.txt", "--format", "brat"], "possible values: table, json, jsonl, conll"),
        (&["detect", "a.txt", "--unit", "words"], "use char, byte or utf16"),
        (&["detect", "a.txt", "--model", "m.bin"], "there is no file"),
        (
            &["export", "a.txt", "--to", "pdf"],
            "possible values: ron, refi-qda, csv, tsv, jsonl, w3c, hypothesis, recogito, conll, conllu, brat, webanno-tsv, uima-json, uima-xmi, tei, doccano, label-studio, prodigy, events, geojson, kml, html, markdown",
        ),
        (&["export", "a.txt", "--to", "w3c", "--unit", "byte"], "counts in the unit char"),
        (&["export", "a.txt"], "--to"),
    ];
    for (arguments, message) in table {
        let (code, out, err) = told(&run(folder.path(), arguments));
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(message), "{arguments:?}: {err}");
    }
}

#[test]
fn every_subcommand_has_help_with_an_example() {
    let folder = folder_with(&[]);
    for subcommand in
        [&[][..], &["detect"], &["export"], &["render"], &["chart"], &["map"], &["report"], &["debug", "layout"]]
    {
        let (code, out, _) = told(&run(folder.path(), &[subcommand, &["--help"]].concat()));
        assert_eq!(code, 0);
        assert!(out.contains("Example"), "{out}");
        assert!(subcommand != ["detect"] || out.contains("(.txt, .text, ") && out.contains(".pdf"), "{out}");
    }
}

#[test]
fn nothing_is_overwritten_without_force() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes()), ("out.csv", b"mine")]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let arguments = ["export", "a.txt", "--to", "csv", "--out", "out.csv"];
    let (code, _, err) = told(&run(folder.path(), &arguments));
    assert_eq!((code, read("out.csv").as_str()), (2, "mine"));
    assert!(err.contains("out.csv exists already") && err.contains("--force"), "{err}");
    let (code, _, _) = told(&run(folder.path(), &[&arguments[..], &["--force"]].concat()));
    assert_eq!(code, 0);
    let header = "doc,unit,start,end,quote,label,status,lat,lon,uri,note,canonical,english,";
    let table = read("out.csv");
    assert!(table.starts_with(&format!("\u{feff}{header}")) && table.contains("\r\na.txt,char,"), "{table}");
}

#[test]
fn an_article_becomes_an_annotation_file_and_that_a_table() {
    let folder = folder_with(&[("in/a.txt", NEWS.as_bytes()), ("in/b.txt", NEWS.as_bytes())]);
    let exported = |arguments: &[&str]| told(&run(folder.path(), arguments));
    let (code, out, _) = exported(&["export", "in/a.txt", "--to", "ron"]);
    assert_eq!(code, 0);
    fs::write(folder.path().join("in/a.hawashi.ron"), out).unwrap();
    let (code, table, err) = exported(&["export", "in/a.hawashi.ron", "--to", "csv"]);
    assert!(code == 0 && err.starts_with("hawashi: standard output holds annotations: "), "{err}");
    assert_eq!(table, exported(&["export", "in/a.txt", "--to", "csv"]).1);
    assert!(table.contains(",بغداد,location,suggested,"), "{table}");

    let (code, out, _) = exported(&["export", "in", "--to", "w3c"]);
    assert_eq!(code, 0);
    let page: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(page["partOf"]["total"], page["items"].as_array().unwrap().len());
    assert_eq!(exported(&["export", "in", "--to", "ron"]).0, 2);
    assert_eq!(exported(&["export", "in", "--to", "ron", "--out", "new/"]).0, 0);
    let mut names: Vec<PathBuf> =
        fs::read_dir(folder.path().join("new")).unwrap().map(|e| e.unwrap().file_name().into()).collect();
    names.sort();
    assert_eq!(names, [Path::new("a.hawashi.ron"), Path::new("b.hawashi.ron")]);
}

#[test]
fn a_table_in_a_file_begins_with_a_byte_order_mark_unless_told_otherwise() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes())]);
    let mark: &[u8] = "\u{feff}".as_bytes();
    for (bom, in_file, on_output) in [(None, true, false), (Some("no"), false, false), (Some("yes"), true, true)] {
        let bom: Vec<&str> = bom.map(|bom| vec!["--bom", bom]).unwrap_or_default();
        let export =
            |more: &[&str]| run(folder.path(), &[&["export", "a.txt", "--to", "csv"], &bom[..], more].concat());
        let output = export(&[]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(output.stdout.starts_with(mark), on_output, "{bom:?}");
        for (out, file) in [("one.csv", "one.csv"), ("all/", "all/a.csv")] {
            assert_eq!(export(&["--out", out, "--force"]).status.code(), Some(0));
            let bytes = fs::read(folder.path().join(file)).unwrap();
            assert_eq!(bytes.starts_with(mark), in_file, "{bom:?} {out}");
            assert!(!bytes[3..].windows(3).any(|part| part == mark));
        }
    }
    // No other format has one.
    let (code, _, err) = told(&run(folder.path(), &["export", "a.txt", "--to", "w3c", "--bom", "yes"]));
    assert!(code == 2 && err.contains("only csv"), "{code}: {err}");
    assert_eq!(told(&run(folder.path(), &["export", "a.txt", "--to", "csv", "--bom", "maybe"])).0, 2);
}

/// News with an accepted and a rejected place.
fn decided() -> TempDir {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes()), ("b.txt", NEWS.as_bytes())]);
    let at = |word: &str| NEWS.find(word).map(|start| format!("({start}, {})", start + word.len())).unwrap();
    let ron = format!(
        "(version: 1, article: (file: \"a.txt\"), labels: [], annotations: [\n\
         (id: \"yes\", span: {}, label: \"location\", quote: \"بغداد\", entity: Some(\"place:baghdad-iq\"), status: Accepted),\n\
         (id: \"no\", span: {}, label: \"location\", quote: \"العراق\", status: Rejected),\n])",
        at("بغداد"),
        at("العراق"),
    );
    fs::write(folder.path().join("a.hawashi.ron"), ron).unwrap();
    folder
}

#[test]
fn decided_annotations_go_along_by_what_was_decided() {
    let folder = decided();
    let table = |path: &str, status: &[&str]| {
        let (code, out, _) = told(&run(folder.path(), &[&["export", path, "--to", "csv"], status].concat()));
        assert_eq!(code, 0);
        let mut reader = csv::ReaderBuilder::new().from_reader(out.as_bytes());
        let rows = reader.records().map(|row| row.unwrap());
        rows.map(|row| (row[4].to_owned(), row[6].to_owned())).collect::<Vec<_>>()
    };
    let accepted = ("بغداد".to_owned(), "accepted".to_owned());
    let rejected = ("العراق".to_owned(), "rejected".to_owned());
    // The article is recognised by its annotations.
    for path in ["a.hawashi.ron", "a.txt"] {
        assert_eq!(table(path, &[]), std::slice::from_ref(&accepted), "{path}");
        assert_eq!(table(path, &["--status", "rejected"]), std::slice::from_ref(&rejected), "{path}");
        let both = table(path, &["--status", "accepted,rejected"]);
        assert!(both.len() == 2 && both.contains(&accepted) && both.contains(&rejected), "{path}: {both:?}");
        let undecided = table(path, &["--status", "suggested"]);
        assert!(!undecided.is_empty() && undecided.iter().all(|(_, status)| status == "suggested"), "{undecided:?}");
        assert!(undecided.iter().all(|(quote, _)| *quote != rejected.0), "what was refused is not suggested");
    }
    // Without annotations its suggestions are exported.
    assert!(table("b.txt", &[]).iter().all(|(_, status)| status == "suggested"));
    assert!(table("b.txt", &["--status", "accepted"]).is_empty());
    assert_eq!(told(&run(folder.path(), &["export", "b.txt", "--to", "csv", "--status", "done"])).0, 2);
}

#[test]
fn an_export_says_what_it_holds_and_leaves_out_what_was_refused() {
    let folder = decided();
    for (format, out) in [("csv", "a.csv"), ("w3c", "a.jsonld"), ("ron", "out.hawashi.ron")] {
        let export = ["export", "a.hawashi.ron", "--to", format, "--out", out, "--force"];
        let (code, _, err) = told(&run(folder.path(), &export));
        assert_eq!(code, 0, "{err}");
        assert!(err.contains(&format!("{out} holds annotations: 1 accepted; left out: suggested, rejected")), "{err}");
        let text = fs::read_to_string(folder.path().join(out)).unwrap();
        assert!(!text.to_lowercase().contains("rejected"), "{text}");
        let (_, _, err) = told(&run(folder.path(), &[&export[..], &["--status", "accepted,rejected"]].concat()));
        assert!(err.contains("holds annotations: 1 accepted, 1 rejected; left out: suggested"), "{err}");
        let text = fs::read_to_string(folder.path().join(out)).unwrap();
        assert!(text.to_lowercase().contains("rejected"), "{text}");
    }
    // The English name is next to the Arabic one.
    for format in ["csv", "w3c", "ron"] {
        for (status, held) in [
            (&[][..], "1 accepted; left out: suggested, rejected (--status)"),
            (&["--status", "suggested,rejected"], "2 suggested, 1 rejected; left out: accepted (--status)"),
        ] {
            let (code, _, err) =
                told(&run(folder.path(), &[&["export", "a.hawashi.ron", "--to", format], status].concat()));
            // What the format has no room for is said after it.
            let first = format!("hawashi: standard output holds annotations: {held}");
            assert_eq!((code, err.lines().next()), (0, Some(first.as_str())));
        }
    }
    let (_, table, _) = told(&run(folder.path(), &["export", "a.hawashi.ron", "--to", "csv"]));
    assert!(table.contains(",place:baghdad-iq,,بغداد,Baghdad,"), "{table}");
}

#[test]
fn no_output_takes_the_place_of_what_is_read() {
    let folder = decided();
    let article = fs::read(folder.path().join("a.txt")).unwrap();
    let annotations = fs::read(folder.path().join("a.hawashi.ron")).unwrap();
    for command in [
        ["export", "a.txt", "--to", "csv", "--out", "a.txt", "--force"].as_slice(),
        &["export", "a.hawashi.ron", "--to", "csv", "--out", "./a.txt", "--force"],
        &["export", "a.txt", "--to", "ron", "--out", "a.hawashi.ron", "--force"],
        &["render", "a.txt", "--out", "a.txt", "--force"],
        &["render", "a.hawashi.ron", "--out", "a.hawashi.ron", "--force"],
    ] {
        let (code, _, err) = told(&run(folder.path(), command));
        assert_eq!(code, 2, "{command:?}: {err}");
        assert!(err.contains("choose another --out"), "{command:?}: {err}");
        assert_eq!(fs::read(folder.path().join("a.txt")).unwrap(), article, "{command:?}");
        assert_eq!(fs::read(folder.path().join("a.hawashi.ron")).unwrap(), annotations, "{command:?}");
    }
    // Redirecting output creates the annotation file before anything is read.
    let redirected = fs::File::create(folder.path().join("a.hawashi.ron")).unwrap();
    let output = hawashi(folder.path()).args(["export", "a.txt", "--to", "ron"]).stdout(redirected).output().unwrap();
    let (code, _, err) = told(&output);
    assert_eq!(code, 0, "{err}");
    let out = fs::read_to_string(folder.path().join("a.hawashi.ron")).unwrap();
    assert!(out.starts_with('('), "{out}");
}

#[test]
fn an_empty_annotation_file_is_refused_and_what_is_kept_of_it_named() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes()), ("a.hawashi.ron", b"")]);
    for article in ["a.txt", "a.hawashi.ron"] {
        for command in
            [["export", article, "--to", "csv"].as_slice(), &["export", article, "--to", "ron"], &["check", article]]
        {
            let (code, out, err) = told(&run(folder.path(), command));
            assert!(code != 0 && out.is_empty(), "{command:?}: {out} {err}");
            assert!(err.contains("a.hawashi.ron is empty"), "{command:?}: {err}");
        }
    }
    // An annotation file whose name belongs to no article is reported.
    fs::write(folder.path().join("b.hawashi.ron"), "").unwrap();
    assert_ne!(told(&run(folder.path(), &["export", "b.hawashi.ron", "--to", "csv"])).0, 0);
}

#[test]
fn a_broken_annotation_file_is_named_with_its_line() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes()), ("a.hawashi.ron", b"(\n  version: 1,\n  article (\n")]);
    let (code, _, err) = told(&run(folder.path(), &["export", "a.hawashi.ron", "--to", "csv"]));
    assert_eq!(code, 2);
    assert!(err.contains("a.hawashi.ron, line 3, column"), "{err}");
    let (code, _, _) = told(&run(folder.path(), &["detect", "a.txt"]));
    assert_eq!(code, 0, "the article itself can be read");
}

#[test]
fn a_picture_is_drawn_in_every_theme() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes())]);
    let mut pictures = Vec::new();
    for theme in ["light", "dark", "sepia", "contrast"] {
        let (code, _, err) =
            told(&run(folder.path(), &["render", "a.txt", "--out", "a.png", "--theme", theme, "--force"]));
        assert_eq!(code, 0, "{theme}: {err}");
        let picture = fs::read(folder.path().join("a.png")).unwrap();
        assert!(!pictures.contains(&picture), "{theme} looks like another one");
        pictures.push(picture);
    }
    let (code, _, err) = told(&run(folder.path(), &["render", "a.txt", "--out", "b.png", "--theme", "pink"]));
    assert_eq!(code, 2);
    assert!(err.contains("sepia"), "{err}");
}

#[test]
fn an_export_says_what_it_leaves_out_and_keeps_what_it_replaces() {
    let old = "(\n    version: 1,\n    article: (file: \"a.txt\"),\n    labels: [],\n    annotations: [\n        (id: \"A\", span: (9, 15), label: \"location\", quote: \"سرت\"),\n    ],\n)\n";
    let ron = "(\n    version: 2,\n    article: (file: \"a.txt\", attributes: {\"title\": Text(\"x\")}),\n    relation_kinds: [\n        (id: \"near\", name: {\"en\": \"Near\"}),\n    ],\n    annotations: [\n        (label: \"location\", quote: \"سرت\", span: (9, 15), id: \"A\", provenance: [(by: \"a\"), (did: Noted, by: \"b\")]),\n        (label: \"location\", quote: \"أمس\", status: Rejected, span: (16, 22), id: \"B\"),\n        (label: \"location\", quote: \"سقطت\", span: (0, 8), id: \"C\"),\n    ],\n    relations: [\n        (kind: \"near\", from: \"A\", to: \"B\", id: \"R1\"),\n        (kind: \"near\", from: \"A\", to: \"C\", id: \"R2\"),\n        (kind: \"near\", from: \"A\", to: \"C\", status: Rejected, id: \"R3\"),\n    ],\n)\n";
    let folder = folder_with(&[
        ("a.txt", "سقطت سرت أمس".as_bytes()),
        ("a.hawashi.ron", ron.as_bytes()),
        ("old.hawashi.ron", old.as_bytes()),
    ]);
    let (code, out, told_to) = told(&run(folder.path(), &["export", "a.hawashi.ron", "--to", "ron"]));
    assert_eq!(code, 0);
    assert!(out.contains("\"R2\"") && !out.contains("\"R1\"") && !out.contains("\"R3\""), "{out}");
    assert!(told_to.contains("1 relation was left out"), "{told_to}");
    let all = ["export", "a.hawashi.ron", "--to", "ron", "--status", "accepted,rejected"];
    let (_, out, told_to) = told(&run(folder.path(), &all));
    assert!(out.contains("\"R1\"") && out.contains("\"R3\"") && !told_to.contains("left out, because"), "{told_to}");
    for (format, losses) in [
        ("csv", vec!["relations (1)", "attributes of the article (1)", "later changes (1)"]),
        ("conll", vec!["relations (1)", "attributes of the article (1)", "who made them (1)"]),
        ("w3c", vec!["relations (1)", "attributes of the article (1)", "later changes (1)"]),
    ] {
        let (_, _, told_to) = told(&run(folder.path(), &["export", "a.hawashi.ron", "--to", format]));
        for loss in losses {
            assert!(told_to.contains(loss), "{format}: {loss} in {told_to}");
        }
    }
    let force = ["export", "a.hawashi.ron", "--to", "ron", "--out", "old.hawashi.ron", "--force"];
    let (code, _, told_to) = told(&run(folder.path(), &force));
    assert_eq!(code, 0);
    assert!(told_to.contains("old.hawashi.v1.ron"), "{told_to}");
    assert_eq!(fs::read_to_string(folder.path().join("old.hawashi.v1.ron")).unwrap(), old);
}

#[test]
fn an_article_outside_the_folder_of_its_annotations_has_to_be_named() {
    let secret = "root:x:0:0:كلمة السر في سرت";
    let folder = folder_with(&[
        ("secret.txt", secret.as_bytes()),
        ("in/a.hawashi.ron", "(version: 2, article: (file: \"../secret.txt\"), annotations: [(label: \"x\", quote: \"y\", span: (0, 4), id: \"A\")])".as_bytes()),
        ("in/empty.hawashi.ron", b""),
        ("in/zero.hawashi.ron", b"(version: 0, article: (file: \"a.txt\"), annotations: [])"),
    ]);
    for command in [vec!["export", "--to", "csv"], vec!["detect"], vec!["evaluate"], vec!["render", "--out", "x.png"]] {
        let mut arguments = command.clone();
        arguments.push("in/a.hawashi.ron");
        let (code, out, told_to) = told(&run(folder.path(), &arguments));
        assert_eq!(code, 2, "{command:?}: {told_to}");
        assert!(told_to.contains("--article") && !told_to.contains("root:"), "{command:?}: {told_to}");
        assert!(!out.contains("root:"), "{out}");
    }
    let named = ["detect", "in/a.hawashi.ron", "--article", "secret.txt"];
    let (code, out, told_to) = told(&run(folder.path(), &named));
    assert!(code == 0 && out.contains("سرت"), "{told_to}");
    for (file, said) in [("in/empty.hawashi.ron", "is empty"), ("in/zero.hawashi.ron", "version 0")] {
        let (code, _, told_to) = told(&run(folder.path(), &["export", file, "--to", "csv"]));
        assert!(code == 2 && told_to.contains(said) && !told_to.contains("is missing here"), "{told_to}");
    }
}

#[test]
fn earlier_states_are_listed_and_restored() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes()), ("in/a.txt", NEWS.as_bytes())]);
    let path = folder.path().join("a.hawashi.ron");
    let export = ["export", "in/a.txt", "--to", "ron", "--out", "a.hawashi.ron", "--force"];
    let (code, out, err) = told(&run(folder.path(), &["versions", "a.hawashi.ron"]));
    assert_eq!((code, out.as_str()), (2, ""), "there is no such file");
    assert!(err.contains("check the name"), "{err}");
    assert_eq!(told(&run(folder.path(), &export)).0, 0);
    let (code, out, err) = told(&run(folder.path(), &["versions", "a.hawashi.ron"]));
    assert_eq!((code, out.as_str()), (1, ""), "nothing was written over yet: {err}");
    let first = fs::read(&path).unwrap();
    // Only places: another state.
    fs::write(&path, String::from_utf8(first.clone()).unwrap().replace("place:iraq", "place:elsewhere")).unwrap();
    let second = fs::read(&path).unwrap();
    assert_ne!(first, second);
    fs::write(folder.path().join("b.hawashi.ron"), &first).unwrap();
    assert_eq!(told(&run(folder.path(), &export)).0, 0);
    let (code, out, _) = told(&run(folder.path(), &["versions", "a.hawashi.ron", "--format", "json"]));
    assert_eq!(code, 0);
    let value: Value = serde_json::from_str(&out).unwrap();
    let versions = value["versions"].as_array().unwrap();
    assert_eq!(versions.len(), 1, "{out}");
    assert_eq!((versions[0]["number"].as_u64(), versions[0]["why"].as_str()), (Some(1), Some("before-export")));
    assert!(versions[0]["added"].as_u64().is_some_and(|added| added > 0), "{out}");
    // An article stands for its annotation file.
    let (code, out, _) = told(&run(folder.path(), &["versions", "a.txt"]));
    assert_eq!((code, out.lines().count()), (0, 2), "{out}");
    assert!(
        out.lines()
            .next()
            .unwrap()
            .split_whitespace()
            .eq(["N", "when", "who", "why", "added", "removed", "changed", "bytes"])
    );

    let present = fs::read(&path).unwrap();
    let (code, out, err) = told(&run(folder.path(), &["versions", "a.hawashi.ron", "--restore", "1"]));
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("before-export") && out.contains("--restore 2"), "it says what was done: {out}");
    assert_eq!(fs::read(&path).unwrap(), second);
    let (code, out, _) = told(&run(folder.path(), &["versions", "a.hawashi.ron", "--restore", "2"]));
    assert_eq!(code, 0, "{out}");
    assert_eq!(fs::read(&path).unwrap(), present, "and back");
    let (code, out, _) = told(&run(folder.path(), &["versions", "a.hawashi.ron", "--restore", "1"]));
    assert_eq!((code, out.contains("already")), (0, true), "{out}");
    for (number, says) in [("0", "1 to 2"), ("9", "1 to 2"), ("x", "invalid value")] {
        let (code, out, err) = told(&run(folder.path(), &["versions", "a.hawashi.ron", "--restore", number]));
        assert_eq!((code, out.as_str()), (2, ""), "{number}");
        assert!(err.contains(says), "{number}: {err}");
    }
    // A file that is gone comes back.
    fs::remove_file(&path).unwrap();
    assert_eq!(told(&run(folder.path(), &["versions", "a.hawashi.ron", "--restore", "1"])).0, 0);
    assert_eq!(fs::read(&path).unwrap(), present);
    // Another file has none of them.
    assert_eq!(told(&run(folder.path(), &["versions", "b.hawashi.ron"])).0, 1);
    // What cannot be kept before is not written over.
    let mut command = hawashi(folder.path());
    command.env("HAWASHI_DATA_DIR", folder.path().join("data")).args(["export", "in/a.txt", "--to", "ron", "--force"]);
    fs::write(folder.path().join("data"), "a file").unwrap();
    let (code, _, err) = told(&command.args(["--out", "a.hawashi.ron"]).output().unwrap());
    assert_eq!(code, 0, "an export was asked for with force: {err}");
    assert!(err.contains("could not be kept as a version"), "{err}");
    assert!(
        told(&run(folder.path(), &["versions", "--help"]))
            .1
            .contains("hawashi versions article.hawashi.ron --restore 2")
    );
}

#[test]
fn annotations_go_to_brat_and_come_back() {
    let folder = folder_with(&[("a.txt", NEWS.as_bytes())]);
    let at = |name: &str| folder.path().join(name);
    let (code, _, err) = told(&run(folder.path(), &["export", "a.txt", "--to", "brat", "--out", "out/"]));
    assert_eq!(code, 0, "{err}");
    for name in ["out/a.ann", "out/a.txt", "out/annotation.conf"] {
        assert!(at(name).is_file(), "{name}");
    }
    let import = ["import", "out/a.ann", "--from", "brat", "--out", "back.hawashi.ron", "--report", "report.json"];
    let (code, _, err) = told(&run(folder.path(), &import));
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("offsets count in char"), "{err}");
    assert_eq!(std::fs::read_to_string(at("back.txt")).unwrap(), NEWS);
    let report: Value = serde_json::from_slice(&std::fs::read(at("report.json")).unwrap()).unwrap();
    assert_eq!(report["articles"][0]["convention"]["unit"], "char");
    assert_eq!(report["articles"][0]["unplaced"], serde_json::json!([]));
    // What goes out again is the same.
    let (code, _, err) = told(&run(folder.path(), &["export", "back.hawashi.ron", "--to", "brat", "--out", "again/"]));
    assert_eq!(code, 0, "{err}");
    let lines = |name: &str| std::fs::read_to_string(at(name)).unwrap();
    assert_eq!(lines("again/back.ann"), lines("out/a.ann"));
    // Nothing is overwritten, and a file that is none says so.
    let (code, _, err) = told(&run(folder.path(), &import));
    assert_eq!(code, 2, "{err}");
    std::fs::write(at("wrong.ann"), b"T1\tLocation 0 900\tx\nnothing\n\xff").unwrap();
    let (code, out, err) = told(&run(folder.path(), &["import", "wrong.ann", "--from", "brat"]));
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("byte 28 is not UTF-8"), "{err}");
}

#[test]
fn what_a_folder_shares_is_used_where_the_folder_is_named() {
    let shared = "(version: 1, labels: [(id: \"location\", name: {\"en\": \"Spot\"}, color: \"teal\", detects: \"location\")],\n    \
        lexicons: [\"names.csv\"],\n    \
        links: [(name: \"طرابلس\", label: \"location\", entity: \"place:tripoli-lb\")])\n";
    let text = "وصل الوفد إلى طرابلس ثم إلى قرية ظغظغ في ليبيا.\n";
    let folder = folder_with(&[
        ("news/a.txt", text.as_bytes()),
        ("news/names.csv", "name,kind,lat,lon\nظغظغ,village,34.5,36.5\n".as_bytes()),
        ("news/hawashi-folder.ron", shared.as_bytes()),
    ]);
    let found = |path: &str| {
        let (code, out, err) = told(&run(folder.path(), &["detect", path, "--format", "jsonl"]));
        assert_eq!(code, 0, "{err}");
        assert_eq!(out.lines().count(), 1, "the lexicon is no article: {out}");
        let value: Value = serde_json::from_str(&out).unwrap();
        let all = value["mentions"].as_array().unwrap().clone();
        let of = |name: &str| all.iter().find(|mention| mention["text"] == name).cloned().unwrap_or_default();
        (of("طرابلس")["entity"].as_str().unwrap_or_default().to_owned(), of("ظغظغ")["lat"].as_f64())
    };
    assert_eq!(found("news"), ("place:tripoli-lb".to_owned(), Some(34.5)));
    // By itself it is taken as it is, as in the window.
    assert_eq!(found("news/a.txt"), ("place:tripoli-ly".to_owned(), None));
    let (code, out, err) = told(&run(folder.path(), &["export", "news", "--to", "ron", "--status", "suggested"]));
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("\"Spot\"") && out.contains("place:tripoli-lb") && out.contains("ظغظغ"), "{out}");
    // A wrong file is said with its place; the articles are done without it.
    fs::write(folder.path().join("news/hawashi-folder.ron"), "(version: 1,\n labels: 3)").unwrap();
    let (code, out, err) = told(&run(folder.path(), &["detect", "news", "--format", "jsonl"]));
    assert!(code == 2 && out.contains("place:tripoli-ly"), "{out}");
    assert!(err.contains("hawashi-folder.ron") && err.contains('2'), "{err}");
}
