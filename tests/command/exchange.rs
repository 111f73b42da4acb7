//! What a refused export or import leaves: nothing.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const TEXT: &str = "سقوط سرت";

/// Exit code and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawashi"));
    command.current_dir(folder).env("HAWASHI_CONFIG_DIR", folder.join("config")).stdin(Stdio::null());
    let output = command.args(arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn nothing_is_half_written() {
    for (there, arguments, gone) in [
        ("e.txt", &["export", "a.txt", "--to", "brat", "--out", "e.ann"][..], &["e.ann"][..]),
        ("annotation.conf", &["export", "a.txt", "--to", "brat", "--out", "e.ann"], &["e.ann", "e.txt"]),
        ("TypeSystem.xml", &["export", "a.txt", "--to", "uima-xmi", "--out", "e.xmi"], &["e.xmi"]),
        ("r.json", &["export", "a.txt", "--to", "csv", "--out", "e.csv", "--report", "r.json"], &["e.csv"]),
        ("z.hawashi.ron", &["import", "in.conll", "--from", "conll", "--out", "z.hawashi.ron"], &["z.txt"]),
        (
            "r.json",
            &["import", "in.conll", "--from", "conll", "--out", "z.hawashi.ron", "--report", "r.json"],
            &["z.hawashi.ron", "z.txt"],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.txt"), TEXT).unwrap();
        fs::write(path("in.conll"), "سقوط O\nسرت B-LOC\n").unwrap();
        fs::write(path(there), "mine").unwrap();
        let (code, said) = run(folder.path(), arguments);
        assert_eq!(code, 2, "{arguments:?}: {said}");
        assert!(said.contains(there), "{arguments:?}: {said}");
        assert_eq!(fs::read_to_string(path(there)).unwrap(), "mine");
        for name in gone {
            assert!(!path(name).exists(), "{name} was written by {arguments:?}");
        }
    }
}

#[test]
fn what_was_imported_passes_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), TEXT).unwrap();
    fs::write(path("a.ann"), "T1\tPlace 5 8\tسرت\nA1\tSure T1 High\nA2\tNegated T1\n").unwrap();
    let (code, said) = run(folder.path(), &["import", "a.ann", "--from", "brat", "--out", "a.hawashi.ron"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = run(folder.path(), &["check", "a.txt"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_list_that_was_cut_off_is_not_taken_for_a_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), "[[\"سقوط سرت\",{\"entities\":[[5,8,\"LOC\"]]}],[\"وبقيت د").unwrap();
    let (code, said) = run(folder.path(), &["import", "a.json", "--from", "prodigy", "--out", "a.hawashi.ron"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("cut off"), "{said}");
    assert!(folder.path().join("a.hawashi.ron").exists());
}

#[test]
fn a_file_of_another_format_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ann"), "T1\tPlace 5 8\tسرت\n").unwrap();
    let (code, said) = run(folder.path(), &["import", "a.ann", "--from", "conll", "--out", "a.hawashi.ron"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("looks like brat"), "{said}");
}

/// The columns of a table of tokens are those that were asked for, in both directions.
#[test]
fn columns_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "سقطت سرت").unwrap();
    fs::write(folder.path().join("a.ann"), "T1\tLocation 5 8\tسرت\n").unwrap();
    let run = |args: &[&str]| run(folder.path(), args);
    assert_eq!(run(&["import", "a.ann", "--from", "brat", "--out", "a.hawashi.ron"]).0, 0);
    let written = |columns: &str| {
        let args = ["export", "a.txt", "--to", "conll", "--columns", columns, "--out", "a.conll", "--force"];
        let (code, said) = run(&args);
        assert_eq!(code, 0, "{said}");
        fs::read_to_string(folder.path().join("a.conll")).unwrap()
    };
    assert_eq!(written("2003"), "-DOCSTART- O\n\nسقطت _ _ O\nسرت _ _ B-location\n\n");
    assert_eq!(written("_,tag,token"), "-DOCSTART- O\n\n_ O سقطت\n_ B-location سرت\n\n");
    let args = ["import", "a.conll", "--from", "conll", "--columns", "_,tag,token", "--out", "b.hawashi.ron"];
    let (code, said) = run(&args);
    assert!(code == 0 && said.contains("1 annotations placed"), "{said}");
    for args in [
        &["export", "a.txt", "--to", "conll", "--columns", "token,word"][..],
        &["export", "a.txt", "--to", "brat", "--columns", "2002"],
        &["import", "a.ann", "--from", "brat", "--columns", "token,tag"],
    ] {
        let (code, said) = run(args);
        assert!(code == 2 && said.contains("columns"), "{args:?}: {said}");
    }
}

/// A label that the file does not have is no silent wish.
#[test]
fn a_label_to_be_mapped_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "سقطت سرت").unwrap();
    fs::write(folder.path().join("a.ann"), "T1\tCity 5 8\tسرت\n").unwrap();
    let (code, said) = run(folder.path(), &["import", "a.ann", "--from", "brat", "--map", "Cty=location"]);
    assert!(code == 1 && said.contains("--map Cty") && said.contains("City"), "{said}");
    let (_, said) = run(folder.path(), &["import", "a.ann", "--from", "brat", "--map", "City=location"]);
    assert!(!said.contains("--map"), "{said}");
}

/// A text is replaced only if that is asked for, and is kept even then; no annotations are written where an article could be.
#[test]
fn an_import_loses_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), "سقطت سرت").unwrap();
    fs::write(path("a.ann"), "T1\tLocation 5 8\tسرت\n").unwrap();
    fs::create_dir(path("other")).unwrap();
    fs::write(path("other/a.txt"), "مقال آخر").unwrap();
    let import = |out: &str, more: &[&str]| {
        run(folder.path(), &[&["import", "a.ann", "--from", "brat", "--out", out], more].concat())
    };
    let (code, said) = import("other/", &[]);
    assert!(code == 2 && said.contains("with another text"), "{said}");
    assert!(!path("other/a.hawashi.ron").exists());
    let (code, said) = import("other/a.txt", &["--force"]);
    assert!(code == 2 && said.contains(".hawashi.ron"), "{said}");
    assert_eq!(fs::read_to_string(path("other/a.txt")).unwrap(), "مقال آخر");
    let (code, said) = import("other/", &["--force"]);
    assert!(code == 0 && said.contains("a-former.txt"), "{said}");
    assert_eq!(fs::read_to_string(path("other/a-former.txt")).unwrap(), "مقال آخر");
    assert_eq!(fs::read_to_string(path("other/a.txt")).unwrap(), "سقطت سرت");
}

/// A table of a whole folder comes back to its articles by their names, and to no others.
#[test]
fn a_table_of_a_folder_comes_back_to_its_articles() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for dir in ["from", "to"] {
        fs::create_dir(path(dir)).unwrap();
        fs::write(path(dir).join("a.txt"), "وصل الوفد إلى طرابلس").unwrap();
        fs::write(path(dir).join("b.txt"), "عاد الوفد إلى دمشق").unwrap();
    }
    let run = |args: &[&str]| run(folder.path(), args);
    for format in ["csv", "jsonl", "w3c"] {
        let (code, said) = run(&["export", "from", "--to", format, "--out", "all.x", "--force"]);
        assert_eq!(code, 0, "{said}");
        let (code, said) = run(&["import", "all.x", "--from", format, "--out", "to/", "--force"]);
        assert_eq!(code, 0, "{format}: {said}");
        for (name, words) in [("a", "طرابلس"), ("b", "دمشق")] {
            let ron = fs::read_to_string(path("to").join(format!("{name}.hawashi.ron"))).unwrap();
            assert!(ron.contains(words) && ron.contains(&format!("{name}.txt")), "{format}: {ron}");
        }
        let (code, said) = run(&["check", "to"]);
        assert_eq!(code, 0, "{format}: {said}");
        // Only what is about the article that was named.
        let args =
            ["import", "all.x", "--from", format, "--article", "to/a.txt", "--out", "to/a.hawashi.ron", "--force"];
        let (code, said) = run(&args);
        assert!(code == 0 && said.contains("left out"), "{format}: {said}");
    }
}

/// The labels of an import are those of the folder, with their types of attributes.
#[test]
fn an_import_knows_the_labels_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), "سقطت سرت").unwrap();
    let labels = "(version: 1, labels: [(id: \"town\", name: {\"en\": \"Town\"}, color: \"teal\", attributes: [(id: \"size\", type: Number)])])";
    fs::write(path("hawashi-folder.ron"), labels).unwrap();
    fs::write(path("a.ann"), "T1\tTown 5 8\tسرت\nA1\tsize T1 3\n").unwrap();
    let args = ["import", "a.ann", "--from", "brat", "--article", "a.txt", "--out", "a.hawashi.ron"];
    let (code, said) = run(folder.path(), &args);
    assert!(code == 0 && said.contains("Town is town"), "{said}");
    let ron = fs::read_to_string(path("a.hawashi.ron")).unwrap();
    assert!(ron.contains("Number(3"), "{ron}");
    // What is already there says what labels there are, too.
    let (code, said) = run(folder.path(), &[&args[..], &["--force", "--map", "Town=town"]].concat());
    assert_eq!(code, 0, "{said}");
}

/// A table that was cut off within a cell, and a row without all columns, are said.
#[test]
fn a_cut_table_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "سقطت سرت").unwrap();
    fs::write(folder.path().join("a.csv"), "doc,start,end,quote,label,note\na.txt,5,8,سرت,location,\"half").unwrap();
    let args = ["import", "a.csv", "--from", "csv", "--article", "a.txt", "--out", "a.hawashi.ron"];
    let (code, said) = run(folder.path(), &args);
    assert!(code == 1 && said.contains("cut off"), "{said}");
}

/// What has no letters keeps its place where the ends of lines differ, in either direction.
#[test]
fn emoji_keep_their_places_whatever_the_line_ends() {
    let text = "سطر أول\nقال «😀» سرت\nسطر ثالث 😀\n";
    let longer = text.replace('\n', "\r\n");
    for (in_file, article) in [(text, longer.as_str()), (&longer, text)] {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let places = in_file.match_indices('😀').map(|(at, _)| in_file[..at].chars().count());
        let places: Vec<usize> = places.collect();
        fs::write(path("a.txt"), article).unwrap();
        fs::create_dir(path("b")).unwrap();
        fs::write(path("b/x.txt"), in_file).unwrap();
        let lines = |line: &dyn Fn(usize, usize) -> String| -> String {
            places.iter().enumerate().map(|(number, at)| line(number, *at)).collect()
        };
        fs::write(path("b/x.ann"), lines(&|number, at| format!("T{number}\tFace {at} {}\t😀\n", at + 1))).unwrap();
        let rows = lines(&|_, at| format!("a.txt,char,{at},{},😀,Face\n", at + 1));
        fs::write(path("x.csv"), format!("doc,unit,start,end,quote,label\n{rows}")).unwrap();
        for (file, format) in [("b/x.ann", "brat"), ("x.csv", "csv")] {
            let args = ["import", file, "--from", format, "--article", "a.txt", "--out", "a.hawashi.ron", "--force"];
            let (code, said) = run(folder.path(), &args);
            assert!(code == 0 && said.contains("2 annotations placed"), "{format}: {said}");
            let ron = fs::read_to_string(path("a.hawashi.ron")).unwrap();
            for (at, _) in article.match_indices('😀') {
                assert!(ron.contains(&format!("({at}, {})", at + 4)), "{format} at {at}: {ron}");
            }
        }
    }
}

/// A family of emoji is one token, as are a flag and a heart in colour.
#[test]
fn an_emoji_is_one_token() {
    let folder = tempfile::tempdir().unwrap();
    let emoji = ["👨\u{200d}👩\u{200d}👧", "🇱🇾", "❤\u{fe0f}", "👍🏽"];
    let text = format!("عائلة {} في سرت{}.", emoji[..3].join(" "), emoji[3]);
    fs::write(folder.path().join("a.txt"), &text).unwrap();
    for (format, token) in [("conll", 0), ("conllu", 1), ("webanno-tsv", 2)] {
        let (code, said) = run(folder.path(), &["export", "a.txt", "--to", format, "--out", "x.y", "--force"]);
        assert_eq!(code, 0, "{said}");
        let written = fs::read_to_string(folder.path().join("x.y")).unwrap();
        let rows = written.lines().filter(|line| !line.starts_with(['#', '-']) && !line.trim().is_empty());
        let tokens: Vec<&str> = rows.map(|row| row.split(['\t', ' ']).nth(token).unwrap()).collect();
        let expected = ["عائلة", emoji[0], emoji[1], emoji[2], "في", "سرت", emoji[3], "."];
        assert_eq!(tokens, expected, "{format}");
    }
}

/// What stands between the fragments of another annotation is inside of nothing; several fragments inside one are one
/// annotation.
#[test]
fn annotations_inside_others_are_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let text = "one two three four five six";
    fs::write(folder.path().join("a.txt"), text).unwrap();
    let ann = |lines: &[(&str, &str)]| -> String {
        let line = |(number, (spans, words)): (usize, &(&str, &str))| format!("T{number}\tPlace {spans}\t{words}\n");
        lines.iter().enumerate().map(line).collect()
    };
    for (lines, inside) in [
        (&[("0 3;14 18", "one four"), ("4 7", "two")][..], None),
        (&[("0 27", text), ("0 3;8 13;24 27", "one three six")], Some("annotations inside others (1)")),
    ] {
        fs::write(folder.path().join("a.ann"), ann(lines)).unwrap();
        let args = ["import", "a.ann", "--from", "brat", "--out", "a.hawashi.ron", "--force"];
        let (code, said) = run(folder.path(), &args);
        assert_eq!(code, 0, "{said}");
        let (code, said) = run(folder.path(), &["export", "a.txt", "--to", "conll", "--out", "x.conll", "--force"]);
        assert_eq!(code, 0, "{said}");
        match inside {
            Some(inside) => assert!(said.contains(inside), "{said}"),
            None => assert!(!said.contains("inside others"), "{said}"),
        }
    }
}

/// Articles with one name in several folders stay apart, in files of their own and in one table.
#[test]
fn equal_file_names_in_folders_stay_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let read = |name: &str| fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    for (dir, words) in [("a", "طرابلس"), ("b", "دمشق"), ("b/c", "بنغازي")] {
        for top in ["from", "to"] {
            fs::create_dir_all(path(top).join(dir)).unwrap();
            fs::write(path(top).join(dir).join("x.txt"), format!("وصل الوفد إلى {words}")).unwrap();
        }
    }
    let run = |args: &[&str]| run(folder.path(), args);
    let (code, said) = run(&["export", "from", "--to", "brat", "--out", "out/"]);
    assert_eq!(code, 0, "{said}");
    for (dir, words) in [("a", "طرابلس"), ("b", "دمشق"), ("b/c", "بنغازي")] {
        assert!(read(&format!("out/{dir}/x.ann")).contains(words));
        assert!(read(&format!("out/{dir}/x.txt")).contains(words));
        assert!(path(&format!("out/{dir}/annotation.conf")).exists(), "{dir}");
    }
    let (code, said) = run(&["export", "from", "--to", "brat", "--out", "out/"]);
    assert!(code == 2 && said.contains("exists"), "{said}");
    for format in ["csv", "jsonl", "w3c", "hypothesis"] {
        let (code, said) = run(&["export", "from", "--to", format, "--out", "all.x", "--force"]);
        assert_eq!(code, 0, "{said}");
        assert!(read("all.x").contains("b/c/x.txt"), "{format}");
        let (code, said) = run(&["import", "all.x", "--from", format, "--out", "to/", "--force"]);
        assert_eq!(code, 0, "{format}: {said}");
        for (dir, words) in [("a", "طرابلس"), ("b", "دمشق"), ("b/c", "بنغازي")] {
            let ron = read(&format!("to/{dir}/x.hawashi.ron"));
            assert!(ron.contains(words), "{format} {dir}: {ron}");
        }
        let (code, said) = run(&["check", "to"]);
        assert_eq!(code, 0, "{format}: {said}");
        let args =
            ["import", "all.x", "--from", format, "--article", "to/b/x.txt", "--out", "to/b/x.hawashi.ron", "--force"];
        let (code, said) = run(&args);
        assert!(code == 0 && said.matches("left out").count() == 2, "{format}: {said}");
        assert!(read("to/b/x.hawashi.ron").contains("دمشق"));
    }
    // Those that are named one by one, too.
    let (code, said) = run(&["export", "from/a/x.txt", "from/b/x.txt", "--to", "conll", "--out", "two/"]);
    assert_eq!(code, 0, "{said}");
    assert!(path("two/a/x.conll").exists() && path("two/b/x.conll").exists(), "{said}");
    let (code, said) = run(&["export", "from/b/x.txt", "--to", "conll", "--out", "one/"]);
    assert!(code == 0 && path("one/x.conll").exists(), "{said}");
}

/// An article that is named twice, by itself, by its folder or by its annotation file, is exported once.
#[test]
fn what_is_named_twice_is_exported_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("d")).unwrap();
    fs::write(path("d/a.txt"), "سقطت سرت").unwrap();
    fs::write(path("d/a.ann"), "T1\tLocation 5 8\tسرت\n").unwrap();
    let (code, said) = run(folder.path(), &["import", "d/a.ann", "--from", "brat", "--out", "d/a.hawashi.ron"]);
    assert_eq!(code, 0, "{said}");
    for named in [&["d/a.txt", "d/../d/a.txt"][..], &["d", "d/a.txt"], &["d/a.hawashi.ron", "d/a.txt"]] {
        let args = [&["export"], named, &["--to", "csv", "--out", "x.csv", "--force"]].concat();
        let (code, said) = run(folder.path(), &args);
        assert_eq!(code, 0, "{said}");
        assert_eq!(fs::read_to_string(path("x.csv")).unwrap().lines().count(), 2, "{named:?}");
    }
}
