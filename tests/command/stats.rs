//! `hawashi stats` and `hawashi find`: what is there, counted and shown.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::support::folder::{Folder, LIBYA, SUDAN};
use crate::support::needs::skip_without;

pub(super) fn hawashi(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.current_dir(folder.path("")).env("HAWASHI_CONFIG_DIR", folder.path("config")).stdin(Stdio::null());
    command.args(arguments).output().unwrap()
}

/// Exit code, standard output, standard error.
pub(super) fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn stats(folder: &Folder, arguments: &[&str]) -> Value {
    let (code, out, err) = told(&hawashi(folder, &[&["stats", "--format", "json"], arguments].concat()));
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

/// Two annotated articles: some of what is found in them is accepted, some rejected, by two people and by nobody.
fn annotated() -> Folder {
    let folder = Folder::new();
    for (name, text, day) in [("libya", LIBYA, "2026-11-30"), ("sudan", SUDAN, "2026-12-01")] {
        folder.write(&format!("{name}.txt"), text);
        let article = format!("{name}.txt");
        let file = format!("{name}.hawashi.ron");
        let (code, _, err) = told(&hawashi(&folder, &["export", &article, "--to", "ron", "--out", &file]));
        assert_eq!(code, 0, "{err}");
        let ron = folder.read(&file).unwrap();
        let mut ids: Vec<String> = Vec::new();
        let lines: Vec<String> = ron
            .lines()
            .enumerate()
            .map(|(number, line)| {
                let Some((_, id)) = line.rsplit_once("id: \"") else { return line.to_owned() };
                let Some((id, _)) = id.split_once('"').filter(|_| line.contains("span: ")) else {
                    return line.to_owned();
                };
                ids.push(id.to_owned());
                let act = |did: &str, by: &str| {
                    format!("\"{id}\", provenance: [(did: {did}, by: \"{by}\", at: \"2026-11-30T10:00:00Z\")]")
                };
                let (status, behind) = match number % 7 {
                    0 | 1 => ("", act("Accepted", "منى")),
                    2 => ("status: Rejected, ", act("Rejected", "Sami")),
                    3 => ("", act("Changed", "Sami")),
                    _ => ("status: Suggested, ", format!("\"{id}\"")),
                };
                let line = line.replace("status: Suggested, ", status);
                line.replace(&format!("id: \"{id}\""), &format!("id: {behind}"))
            })
            .collect();
        let published = format!("encoding: \"UTF-8\", attributes: {{\"published\": Date(\"{day}\")}}");
        let mut ron = lines.join("\n").replace("encoding: \"UTF-8\"", &published);
        let relations: Vec<String> = (0..4)
            .map(|at| format!("(kind: \"attacks\", from: \"{}\", to: \"{}\", id: \"R{at}\"),", ids[at], ids[at + 3]))
            .collect();
        let more = format!("    relations: [\n        {}\n    ],\n)", relations.join("\n        "));
        let end = ron.rfind(')').unwrap();
        ron.replace_range(end.., &more);
        folder.write(&file, ron);
    }
    folder
}

/// Key and count, sorted.
fn counts(report: &Value, by: &str) -> Value {
    let table = report["by"].as_array().unwrap().iter().find(|table| table["by"] == by).unwrap();
    let mut counts: Vec<(String, u64)> = table["counts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|count| {
            let parts = [&count["key"], &count["from"], &count["to"]];
            let parts: Vec<&str> = parts.into_iter().filter_map(Value::as_str).collect();
            (parts.join(" "), count["count"].as_u64().unwrap())
        })
        .collect();
    counts.sort();
    json!(counts)
}

#[test]
fn numbers_equal_those_of_an_independent_count() {
    let folder = annotated();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/survey/count.py");
    let Ok(output) = Command::new("python3").arg(script).arg(folder.path("")).output() else {
        return skip_without("python3");
    };
    let (code, out, err) = told(&output);
    assert_eq!(code, 0, "{err}");
    let counted: Value = serde_json::from_str(&out).unwrap();
    let report = stats(&folder, &[".", "--by", "label,entity,status,author,article,day,week,month,relation"]);
    for by in ["label", "status", "author", "day", "week", "month", "relation"] {
        assert_eq!(counts(&report, by), counted[by], "{by}");
        assert!(!counted[by].as_array().unwrap().is_empty(), "{by}");
    }
    let articles = counts(&report, "article").to_string().replace("./", "");
    assert_eq!(articles, counted["article"].to_string());
    // What has no entity is counted by its spelling.
    let known = |list: Value| {
        let has_id = |row: &&Value| row[0].as_str().is_some_and(|key| key.contains(':'));
        list.as_array().unwrap().iter().filter(has_id).cloned().collect::<Vec<_>>()
    };
    assert_eq!(known(counts(&report, "entity")), known(counted["entity"].clone()));
    for within in ["sentence", "paragraph", "article"] {
        let report = stats(&folder, &[".", "--by", "together", "--within", within]);
        let pairs = report["by"][0]["counts"].as_array().unwrap();
        let known = |pair: &&Value| ["from", "to"].iter().all(|end| pair[end].as_str().unwrap().contains(':'));
        let mut pairs: Vec<Value> =
            pairs.iter().filter(known).map(|pair| json!([pair["from"], pair["to"], pair["count"]])).collect();
        pairs.sort_by_key(|pair| (pair[0].to_string(), pair[1].to_string()));
        let mut counted = counted[format!("together in one {within}")].as_array().unwrap().clone();
        counted.sort_by_key(|pair| (pair[0].to_string(), pair[1].to_string()));
        assert_eq!(pairs, counted, "{within}");
        assert!(!pairs.is_empty(), "{within}");
    }
}

#[test]
fn counts_are_printed_for_people_for_programs_and_for_spreadsheets() {
    let folder = annotated();
    let all = stats(&folder, &[".", "--status", "accepted,suggested,rejected"]);
    let usual = stats(&folder, &["."]);
    let number = |report: &Value, of: &str| report[of].as_u64().unwrap();
    assert_eq!(number(&usual, "annotations") + number(&all, "rejected"), number(&all, "annotations"));
    assert_eq!((number(&usual, "articles"), number(&usual, "rejected")), (2, 0));
    let (code, table, _) = told(&hawashi(&folder, &["stats", "libya.txt", "--by", "entity"]));
    assert_eq!(code, 0);
    let row = table.lines().find(|line| line.contains("place:tripoli-ly")).unwrap();
    // Arabic stands behind the columns.
    assert!(row.ends_with("  طرابلس") && row.contains("2026-11-30"), "{row}");
    let at = |line: &str| line.find("place:").or_else(|| line.find("faction:"));
    let places: Vec<_> = table.lines().skip(4).filter_map(at).collect();
    assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{table}");
    let (_, csv, _) = told(&hawashi(&folder, &["stats", ".", "--format", "csv", "--by", "status"]));
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("by,key,name,from,to,count,accepted,suggested,rejected,articles,first,last"));
    assert!(lines.all(|line| line.starts_with("status,") && line.ends_with(",2,2026-11-30,2026-12-01")), "{csv}");
}

#[test]
fn what_has_no_annotation_file_counts_by_what_is_found_in_it() {
    let folder = Folder::new();
    folder.write("2024-02-29 a.txt", "بغداد ثم بغداد");
    folder.write("empty.txt", "لا شيء هنا");
    let report = stats(&folder, &["2024-02-29 a.txt", "--by", "entity,day"]);
    assert_eq!((report["suggested"].as_u64(), report["accepted"].as_u64()), (Some(2), Some(0)));
    assert_eq!(counts(&report, "day"), json!([["2024-02-29", 2]]));
    let (code, ..) = told(&hawashi(&folder, &["stats", "empty.txt"]));
    assert_eq!(code, 1);
    let (code, out, err) = told(&hawashi(&folder, &["stats", "missing.txt", "2024-02-29 a.txt"]));
    assert!(code == 2 && out.contains("2 annotations") && err.contains("missing.txt"), "{out}{err}");
}

#[test]
fn passages_are_found_with_the_words_around_them() {
    let folder = Folder::new();
    folder.write("a.txt", "🔴 دخلت القوات سِرْت أمس.\nفي سرت آخر\n");
    folder.write("b.txt", "من سرت الآن");
    let (code, out, err) = told(&hawashi(&folder, &["find", "سرت", ".", "--format", "jsonl"]));
    assert_eq!(code, 0, "{err}");
    let hits: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let texts: Vec<&str> = hits.iter().map(|hit| hit["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["سِرْت", "سرت", "سرت"]);
    let first = json!({
        "path": "./a.txt", "unit": "char", "start": 14, "end": 19, "text": "سِرْت",
        "before": "🔴 دخلت القوات ", "after": " أمس.", "paragraph": 1,
    });
    assert_eq!(hits[0], first);
    let starts = |unit: &str| {
        let (_, out, _) = told(&hawashi(&folder, &["find", "سرت", "a.txt", "--format", "jsonl", "--unit", unit]));
        serde_json::from_str::<Value>(out.lines().next().unwrap()).unwrap()["start"].as_u64().unwrap()
    };
    assert_eq!((starts("byte"), starts("utf16")), (27, 15));
    let after = |sort: &str| -> Vec<String> {
        let (_, out, _) = told(&hawashi(&folder, &["find", "سرت", ".", "--format", "csv", "--sort", sort]));
        out.lines().skip(1).map(|line| line.split(',').nth(6).unwrap().trim().to_owned()).collect()
    };
    assert_eq!(after("place"), ["أمس.", "آخر", "الآن"]);
    assert_eq!(after("after"), ["آخر", "الآن", "أمس."]);
    assert_eq!(after("before"), ["أمس.", "آخر", "الآن"]);
    let (_, table, _) = told(&hawashi(&folder, &["find", "سرت", "b.txt", "--context", "3"]));
    assert_eq!(table, "3 6  b.txt  من [سرت] …\n1 found in 1 articles, offsets in char\n");
}

#[test]
fn finding_nothing_is_an_answer_and_a_wrong_query_is_none() {
    let folder = Folder::new();
    folder.write("a.txt", "دخلت القوات سِرْت أمس.");
    let code = |arguments: &[&str]| told(&hawashi(&folder, arguments));
    assert_eq!(code(&["find", "درنة", "a.txt"]), (1, String::new(), String::new()));
    assert_eq!(code(&["find", "سرت", "--exact", "a.txt"]).0, 1);
    assert_eq!(code(&["find", "س.ر", "--regex", "a.txt"]).0, 0);
    for (query, options, said) in [
        ("(", &["--regex"][..], "regular expression"),
        (" ", &[][..], "empty"),
        ("x", &["--of", "label", "--exact"][..], "--of"),
    ] {
        let (code, out, err) = told(&hawashi(&folder, &[&["find", query, "a.txt"], options].concat()));
        assert!(code == 2 && out.is_empty() && err.contains(said), "{query}: {err}");
    }
    let (code, out, err) = told(&hawashi(&folder, &["find", "سرت", "missing.txt", "a.txt"]));
    assert!(code == 2 && out.contains("[سِرْت]") && err.contains("missing.txt"), "{out}{err}");
}

#[test]
fn an_entity_and_a_label_are_found_where_they_are_marked() {
    let folder = annotated();
    let find = |query: &str, of: &str, more: &[&str]| {
        let (code, out, err) =
            told(&hawashi(&folder, &[&["find", query, ".", "--of", of, "--format", "jsonl"], more].concat()));
        assert!(code < 2, "{err}");
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let report = stats(&folder, &[".", "--by", "label,entity"]);
    for (of, key) in [("label", "location"), ("entity", "place:tripoli-ly")] {
        let counted = counts(&report, of);
        let counted = counted.as_array().unwrap().iter().find(|row| row[0] == key).unwrap();
        let hits = find(key, of, &[]);
        assert_eq!(hits.len() as u64, counted[1].as_u64().unwrap());
        for hit in &hits {
            let text = fs::read_to_string(folder.path(hit["path"].as_str().unwrap())).unwrap();
            let number = |key: &str| hit[key].as_u64().unwrap() as usize;
            let cut: String = text.chars().skip(number("start")).take(number("end") - number("start")).collect();
            assert_eq!(hit["text"], cut);
        }
    }
    assert!(
        find("place:tripoli-ly", "entity", &["--status", "rejected"]).iter().all(|hit| hit["status"] == "rejected")
    );
    assert!(find("place:nowhere", "entity", &[]).is_empty());
}

#[test]
fn in_a_folder_that_is_annotated_blind_the_author_says_whose_count() {
    let folder = annotated();
    fs::rename(folder.path("libya.hawashi.ron"), folder.path("libya.Mona.hawashi.ron")).unwrap();
    folder.write("hawashi-folder.ron", "(version: 1, blind: true)\n");
    let mona = stats(&folder, &["libya.txt", "--author", "Mona"]);
    assert!(mona["accepted"].as_u64().unwrap() > 0);
    let (_, _, err) = told(&hawashi(&folder, &["stats", "libya.txt"]));
    assert!(err.contains("--author"), "{err}");
    let (code, _, err) = told(&hawashi(&folder, &["stats", "libya.txt", "--author", "Nobody"]));
    assert!(code == 2 && err.contains("Nobody"), "{err}");
}
