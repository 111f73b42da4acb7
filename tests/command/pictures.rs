//! `hawashi chart` and `hawashi map`: pictures of what is there.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::folder::{Folder, LIBYA, SUDAN};

fn hawashi(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.current_dir(folder.path("")).env("HAWASHI_CONFIG_DIR", folder.path("config")).stdin(Stdio::null());
    command.args(arguments).output().unwrap()
}

/// Exit code and standard error; nothing is ever printed.
fn run(folder: &Folder, arguments: &[&str]) -> (i32, String) {
    let output = hawashi(folder, arguments);
    assert!(output.stdout.is_empty(), "{arguments:?}");
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn done(folder: &Folder, arguments: &[&str]) {
    let (code, err) = run(folder, arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
}

/// Two articles with a day in their names; of one the names that were found are accepted.
fn articles() -> Folder {
    let folder = Folder::new();
    fs::create_dir(folder.path("articles")).unwrap();
    folder.write("articles/2026-11-30.txt", LIBYA);
    folder.write("articles/2026-12-21.txt", SUDAN);
    let (article, annotations) = ("articles/2026-11-30.txt", "articles/2026-11-30.hawashi.ron");
    let arguments = ["export", article, "--to", "ron", "--status", "suggested", "--out", annotations];
    assert!(hawashi(&folder, &arguments).status.success());
    let ron = folder.read(annotations).unwrap();
    folder.write(annotations, ron.replace("status: Suggested, ", ""));
    folder
}

/// The cells of a CSV without its head.
fn table(folder: &Folder, name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = fs::read(folder.path(name)).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut reader = csv::Reader::from_reader(text.strip_prefix('\u{feff}').unwrap_or(&text).as_bytes());
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let cells = |row: Result<csv::StringRecord, csv::Error>| row.unwrap().iter().map(str::to_owned).collect();
    (head, reader.records().map(cells).collect())
}

/// What `hawashi stats` counts by entity: names with accepted and suggested.
fn counted(folder: &Folder) -> BTreeMap<String, (u64, u64)> {
    let output = hawashi(folder, &["stats", "articles", "--by", "entity", "--format", "json"]);
    let stats: Value = serde_json::from_slice(&output.stdout).unwrap();
    let counts = stats["by"][0]["counts"].as_array().unwrap();
    let count = |entry: &Value| {
        let name = entry["name"].as_str()?.to_owned();
        Some((name, (entry["accepted"].as_u64()?, entry["suggested"].as_u64()?)))
    };
    counts.iter().filter_map(count).collect()
}

#[test]
fn a_table_has_the_numbers_of_stats() {
    let folder = articles();
    let counted = counted(&folder);
    assert!(counted.values().any(|count| count.0 > 0) && counted.values().any(|count| count.1 > 0), "{counted:?}");
    done(&folder, &["chart", "frequency", "articles", "--most", "1000", "--names", "ar", "--out", "f.csv"]);
    let (head, rows) = table(&folder, "f.csv");
    // What has the same name is told apart by its id.
    assert_eq!(head, ["name", "name (id)", "accepted", "suggested", "all"]);
    assert!(rows.iter().any(|row| row[1].starts_with("place:")), "{rows:?}");
    let mut found = 0;
    for row in &rows {
        let Some((accepted, suggested)) = counted.get(&row[0]) else { continue };
        let numbers = [*accepted, *suggested, accepted + suggested].map(|number| number.to_string());
        assert_eq!(row[2..], numbers, "{}", row[0]);
        found += 1;
    }
    assert_eq!(found, counted.len());
    // Every mention has a place, and in its own article: the first half of the axis is the earlier one's.
    done(&folder, &["chart", "dispersion", "articles", "--most", "1000", "--out", "d.csv"]);
    let (_, places) = table(&folder, "d.csv");
    let all: u64 = rows.iter().map(|row| row[4].parse::<u64>().unwrap()).sum();
    assert_eq!(places.len() as u64, all);
    for place in &places {
        let share: f64 = place[3].parse().unwrap();
        assert_eq!(share < 0.5, place[2].contains("2026-11-30"), "{place:?}");
    }
}

#[test]
fn the_matrix_has_sums_and_can_be_clustered() {
    let folder = articles();
    for sort in ["count", "clustered", "name"] {
        let out = format!("{sort}.csv");
        done(&folder, &["chart", "matrix", "articles", "--within", "article", "--sort", sort, "--out", &out]);
        let (head, rows) = table(&folder, &out);
        assert_eq!((head[0].as_str(), head.last().unwrap().as_str()), ("name", "all"));
        assert!(head[2..head.len() - 1].iter().all(|name| name.ends_with(')') && name.contains("(place:")), "{head:?}");
        let number = |cell: &String| cell.parse::<u64>().unwrap();
        for row in &rows {
            let cells: Vec<u64> = row[2..].iter().map(number).collect();
            let (sum, cells) = cells.split_last().unwrap();
            assert_eq!(*sum, cells.iter().sum::<u64>(), "{row:?}");
        }
        if sort == "count" {
            let sums: Vec<u64> = rows[..rows.len() - 1].iter().map(|row| number(row.last().unwrap())).collect();
            assert!(sums.is_sorted_by(|a, b| a >= b), "{sums:?}");
        }
    }
}

#[test]
fn time_goes_on_where_nothing_is_named() {
    let folder = articles();
    done(&folder, &["chart", "timeline", "articles", "--out", "t.csv"]);
    let (_, rows) = table(&folder, "t.csv");
    let weeks: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(weeks, ["2026-W49", "2026-W50", "2026-W51", "2026-W52"]);
    assert!(rows[1][1..].iter().all(|count| count == "0"));
    done(&folder, &["chart", "timeline", "articles", "--every", "month", "--by", "label", "--out", "m.csv"]);
    let (head, rows) = table(&folder, "m.csv");
    assert_eq!((head.len(), rows.len(), rows[1][0].as_str()), (3, 2, "2026-12"));
    // Without a date there is nothing to draw.
    folder.write("undated.txt", LIBYA);
    let (code, err) = run(&folder, &["chart", "timeline", "undated.txt", "--out", "u.svg"]);
    assert_eq!(code, 1);
    assert!(err.contains("no article has a date") && !folder.path("u.svg").exists(), "{err}");
}

#[test]
fn names_follow_the_language_unless_something_else_is_said() {
    let folder = articles();
    let first = |arguments: &[&str]| {
        done(&folder, &[&["chart", "frequency", "articles", "--out", "n.csv", "--force"], arguments].concat());
        let (_, rows) = table(&folder, "n.csv");
        rows.into_iter().find(|row| row[1].starts_with("place:")).unwrap()[0].clone()
    };
    let is_latin = |name: String| name.is_ascii();
    assert!(is_latin(first(&[])) && is_latin(first(&["--language", "ar", "--names", "en"])));
    assert!(!is_latin(first(&["--language", "ar"])) && !is_latin(first(&["--names", "ar"])));
    // Labels, statuses and authors are counted, too.
    for by in ["label", "status", "author"] {
        done(&folder, &["chart", "frequency", "articles", "--by", by, "--out", &format!("{by}.csv")]);
        let (_, rows) = table(&folder, &format!("{by}.csv"));
        assert!(!rows.is_empty(), "{by}");
    }
    let (_, rows) = table(&folder, "status.csv");
    assert!(rows.iter().any(|row| row[1] == "accepted" && row[2] != "0"), "{rows:?}");
}

#[test]
fn the_places_are_where_the_lexicon_has_them() {
    let folder = articles();
    done(&folder, &["map", "articles", "--out", "p.geojson"]);
    let places: Value = serde_json::from_slice(&fs::read(folder.path("p.geojson")).unwrap()).unwrap();
    let features = places["features"].as_array().unwrap();
    let counted = counted(&folder);
    for feature in features {
        let properties = &feature["properties"];
        let (accepted, suggested) = counted[properties["name"].as_str().unwrap()];
        assert_eq!(properties["mentions"], accepted + suggested, "{properties}");
    }
    let sirte = features.iter().find(|feature| feature["properties"]["name"] == "سرت").unwrap();
    let at: Vec<f64> = sirte["geometry"]["coordinates"].as_array().unwrap().iter().filter_map(Value::as_f64).collect();
    assert!((at[0] - 16.59).abs() < 0.1 && (at[1] - 31.2).abs() < 0.1, "{at:?}");
    assert!(sirte["properties"]["with"].as_object().is_some_and(|with| !with.is_empty()), "{sirte}");
}

#[test]
fn pictures_are_written_in_both_languages() {
    let folder = articles();
    for kind in ["dispersion", "frequency", "matrix", "network", "timeline"] {
        for language in ["en", "ar"] {
            let (svg, png) = (format!("{kind}-{language}.svg"), format!("{kind}-{language}.PNG"));
            done(&folder, &["chart", kind, "articles", "--language", language, "--out", &svg]);
            let arguments = ["--theme", "dark", "--width", "500", "--scale", "1", "--out", &png];
            done(&folder, &[&["chart", kind, "articles", "--language", language], &arguments[..]].concat());
            let text = folder.read(&svg).unwrap();
            assert!(text.starts_with("<svg ") && !text.contains("<text") && text.contains("<title>"), "{svg}");
            assert!(fs::read(folder.path(&png)).unwrap().starts_with(b"\x89PNG"), "{png}");
        }
    }
    done(&folder, &["map", "articles", "--language", "ar", "--out", "map.svg"]);
    let near = ["--center", "31.2,16.6", "--zoom", "7", "--scale", "1", "--width", "600", "--height", "400"];
    done(&folder, &[&["map", "articles", "--out", "map.png"], &near[..]].concat());
    assert!(folder.read("map.svg").unwrap().contains("سرت"), "its title");
}

#[test]
fn a_file_is_replaced_only_if_that_is_asked_for() {
    let folder = articles();
    folder.write("x.svg", "mine");
    for command in [&["chart", "frequency", "articles"][..], &["map", "articles"]] {
        let (code, err) = run(&folder, &[command, &["--out", "x.svg"]].concat());
        assert_eq!(code, 2);
        assert!(err.contains("x.svg") && err.contains("--force"), "{err}");
        assert_eq!(folder.read("x.svg").unwrap(), "mine");
    }
    done(&folder, &["map", "articles", "--out", "x.svg", "--force"]);
    assert!(folder.read("x.svg").unwrap().starts_with("<svg"));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let folder = articles();
    folder.write("empty.txt", "لا شيء هنا.\n");
    folder.write("nowhere.csv", "name,kind\nوادي الدوم البعيد,location\n");
    folder.write("nowhere.txt", "وصلت القافلة إلى وادي الدوم البعيد أمس.\n");
    for (arguments, code, sentence) in [
        (&["chart", "frequency", "articles", "--out", "x.gif"][..], 2, ".svg, .png, .csv"),
        (&["map", "articles", "--out", "x"], 2, ".geojson"),
        (&["chart", "network", "articles", "--most", "61", "--out", "x.svg"], 2, "matrix"),
        (&["chart", "frequency", "articles", "--width", "1", "--out", "x.svg"], 2, "--width"),
        (&["map", "articles", "--width", "8000", "--scale", "8", "--out", "x.png"], 2, "--scale"),
        (&["map", "articles", "--center", "91,0", "--zoom", "3", "--out", "x.png"], 2, "latitude"),
        (&["chart", "frequency", "no-such.txt", "--out", "x.svg"], 2, "no-such.txt"),
        (&["chart", "frequency", "articles", "--out", "no-such/x.svg"], 2, "no-such"),
        (&["chart", "matrix", "empty.txt", "--out", "x.svg"], 1, "nothing to draw"),
        (&["map", "empty.txt", "--out", "x.svg"], 1, "nothing to draw"),
        (&["map", "nowhere.txt", "--lexicon", "nowhere.csv", "--out", "x.svg"], 1, "has no coordinates"),
    ] {
        let (found, err) = run(&folder, arguments);
        assert!(found == code && err.contains(sentence), "{arguments:?}: {found} {err}");
        assert!(!["x.svg", "x.png", "x"].iter().any(|name| folder.path(name).exists()), "{arguments:?}");
    }
    // One bad file does not stop the others, and is not forgotten.
    fs::write(folder.path("articles/bad.txt"), [0, 159, 146, 150, 0, 0, 1, 2]).unwrap();
    let (code, err) = run(&folder, &["map", "articles", "--out", "x.svg"]);
    assert!(code == 2 && err.contains("bad.txt") && folder.path("x.svg").exists(), "{code} {err}");
}

/// A report has the texts with their marks, the map, charts with their tables, and nothing from outside.
#[test]
fn a_report_is_one_page_with_all_its_parts() {
    let folder = articles();
    done(&folder, &["report", "articles", "--title", "تقرير <1>", "--language", "ar", "--out", "r.html"]);
    let page = folder.read("r.html").unwrap();
    assert!(page.contains("dir=\"rtl\"") && page.contains("تقرير &lt;1&gt;"), "{}", &page[..400]);
    for part in ["المواقع", "الأكثر ذكرا", "ذُكرت معا", "الكيانات", "النصوص", "الوسوم"]
    {
        assert!(page.contains(&format!(">{part}<")), "{part}");
    }
    assert!(page.matches("<svg ").count() >= 3 && page.matches("<section").count() >= 2);
    let outside = page.replace("http://www.w3.org/2000/svg", "");
    assert!(!outside.contains("http://") && !outside.contains("https://") && !outside.contains("<script"));
    // Only what was asked for; nothing is replaced unasked.
    done(&folder, &["report", "articles", "--parts", "entities", "--out", "e.html"]);
    let page = folder.read("e.html").unwrap();
    assert!(page.contains("<table>") && !page.contains("<svg ") && !page.contains("<section"));
    for (args, said) in [
        (&["report", "articles", "--out", "e.html"][..], "e.html"),
        (&["report", "articles", "--out", "e.pdf"], ".html"),
    ] {
        let (code, error) = run(&folder, args);
        assert!(code == 2 && error.contains(said), "{args:?}: {error}");
    }
}
