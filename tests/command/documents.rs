//! Documents on the command line: their texts, and all commands with them.

use std::path::Path;

use serde_json::Value;

use crate::support::folder::Folder;

use super::stats::{hawashi, told};

/// A document of our making, as a file of the folder.
fn with_document(folder: &Folder, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(name);
    folder.write(name, std::fs::read(path).unwrap());
}

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

#[test]
fn the_text_of_a_document_comes_with_its_structure_in_the_unit_asked_for() {
    let folder = Folder::new();
    with_document(&folder, "word-ar-bridge.docx");
    let (code, text, err) = told(&hawashi(&folder, &["text", "word-ar-bridge.docx"]));
    assert_eq!(code, 0, "{err}");
    for unit in ["char", "byte", "utf16"] {
        let (_, out, _) = told(&hawashi(&folder, &["text", "--format", "json", "--unit", unit, "word-ar-bridge.docx"]));
        let entry = json(&out);
        let same = entry["text"].as_str().unwrap();
        assert_eq!(text.trim_end_matches('\n'), same.trim_end_matches('\n'));
        assert_eq!((entry["kind"].as_str(), entry["unit"].as_str()), (Some("docx"), Some(unit)));
        let cut = |from: u64, to: u64| -> String {
            let (from, to) = (from as usize, to as usize);
            match unit {
                "char" => same.chars().skip(from).take(to - from).collect(),
                "byte" => same[from..to].to_owned(),
                _ => String::from_utf16(&same.encode_utf16().collect::<Vec<_>>()[from..to]).unwrap(),
            }
        };
        let parts = entry["parts"].as_array().unwrap();
        let heading = parts.iter().find(|part| part["role"] == "heading").unwrap();
        let heading = cut(heading["start"].as_u64().unwrap(), heading["end"].as_u64().unwrap());
        assert_eq!(same.lines().next(), Some(&*heading));
        assert!(parts.iter().any(|part| part["role"] == "cell") && parts.iter().any(|part| part["role"] == "footnote"));
    }
}

#[test]
fn an_empty_file_of_any_kind_is_said_to_be_empty() {
    let folder = Folder::new();
    let kinds =
        "html mhtml webarchive docx odt doc rtf pdf epub md srt vtt eml mbox json txt rss warc wacz zip csv jsonl xlsx";
    for kind in kinds.split(' ') {
        let name = format!("news.{kind}");
        folder.write(&name, "");
        let (code, out, err) = told(&hawashi(&folder, &["text", &name]));
        assert_eq!((code, &*out), (2, ""), "{name}: {err}");
        assert!(err.contains(&format!("{name}: the file is empty")), "{err}");
    }
}

#[test]
fn every_command_takes_documents_and_articles_of_a_file_of_many() {
    let folder = Folder::new();
    with_document(&folder, "chromium-ar-bridge.pdf");
    with_document(&folder, "telegram-channel.json");
    let (_, list, _) = told(&hawashi(&folder, &["text", "--format", "json", "telegram-channel.json"]));
    let posts: Vec<Value> = list.lines().map(json).collect();
    assert!(posts.len() > 2, "{list}");
    let post = posts[0]["path"].as_str().unwrap();
    assert!(post.starts_with("telegram-channel.json/"), "{post}");
    for path in ["chromium-ar-bridge.pdf", post] {
        let (code, text, err) = told(&hawashi(&folder, &["text", path]));
        assert_eq!(code, 0, "{err}");
        let word = text.split_whitespace().find(|word| word.chars().count() > 4).unwrap();
        let (code, found, err) = told(&hawashi(&folder, &["find", "--format", "jsonl", word, path]));
        assert!(code == 0 && json(found.lines().next().unwrap())["path"] == path, "{found}{err}");
        let (code, detected, err) = told(&hawashi(&folder, &["detect", "--format", "json", path]));
        assert_eq!(code, 0, "{err}");
        for mention in json(&detected)[0]["mentions"].as_array().unwrap() {
            let (start, end) = (mention["start"].as_u64().unwrap(), mention["end"].as_u64().unwrap());
            let cut: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
            assert_eq!(mention["text"], cut);
        }
    }
}

#[test]
fn the_column_of_a_table_is_guessed_named_or_kept_beside_its_annotations() {
    let folder = Folder::new();
    let rows = "id,text,summary\n1,سقطت مدينة سرت أمس بعد معارك عنيفة استمرت أسابيع طويلة.,ملخص الخبر\n";
    folder.write("posts.csv", rows);
    let text = |more: &[&str]| told(&hawashi(&folder, &[&["text", "posts.csv"], more].concat())).1;
    assert!(text(&[]).starts_with("سقطت مدينة سرت"));
    for column in ["summary", "3"] {
        assert_eq!(text(&["--column", column]).trim_end(), "ملخص الخبر");
    }
    std::fs::create_dir(folder.path("posts.csv.hawashi")).unwrap();
    folder.write("posts.csv.hawashi/hawashi-folder.ron", "(version: 1, column: \"summary\")");
    assert_eq!(text(&[]).trim_end(), "ملخص الخبر");
    assert!(text(&["--column", "2"]).starts_with("سقطت مدينة سرت"), "what is said now goes first");
}

#[test]
fn what_cannot_be_read_is_a_sentence_and_the_others_are_read() {
    let folder = Folder::new();
    for name in ["encrypted-he-council.pdf", "pictures-ar-harakat.pdf", "web-ar-market.html"] {
        with_document(&folder, name);
    }
    folder.write("cut.docx", b"PK\x03\x04 not a document");
    let arguments = ["text", "encrypted-he-council.pdf", "pictures-ar-harakat.pdf", "cut.docx", "web-ar-market.html"];
    let (code, out, err) = told(&hawashi(&folder, &arguments));
    assert_eq!(code, 2, "{err}");
    for (file, said) in [("encrypted", "password"), ("pictures", "OCR"), ("cut.docx", "damaged")] {
        assert!(err.lines().any(|line| line.contains(file) && line.contains(said)), "{file}: {err}");
    }
    assert!(out.contains("==> web-ar-market.html <=="), "{out}");
}
