//! Finds out which format a file is in, by what it begins with and by its name: programs call very different files `.json` or
//! `.tsv`.

use super::{Format, format_named};

/// How much of a file is looked at, in bytes.
pub const HEAD: usize = 64 * 1024;

/// The format that a file is in, by its name and its first bytes ([`HEAD`] are enough); `None` if nothing tells.
pub fn recognise(name: &str, bytes: &[u8]) -> Option<&'static Format> {
    let name = name.to_lowercase();
    let ends = |ending: &str| name.ends_with(ending);
    if bytes.starts_with(b"PK\x03\x04") {
        return ends(".qdpx").then(|| format_named("refi-qda")).flatten();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let format = if ends(".ann") {
        Some("brat")
    } else if head.starts_with("#FORMAT=WebAnno TSV") {
        Some("webanno-tsv")
    } else if head.starts_with('<') {
        xml(head)
    } else if head.starts_with(['{', '[']) {
        json(head)
    } else {
        table(head).or_else(|| words(head, ends(".conllu")))
    };
    format.and_then(format_named)
}

fn xml(head: &str) -> Option<&'static str> {
    let element = |name: &str| head.contains(&format!("<{name}"));
    if element("GateDocument") {
        Some("gate-xml")
    } else if element("xmi:XMI") {
        Some("uima-xmi")
    } else if element("Project") && head.contains("urn:QDA-XML") {
        Some("refi-qda")
    } else if element("TEI") {
        Some("tei")
    } else {
        None
    }
}

fn json(head: &str) -> Option<&'static str> {
    let has = |key: &str| head.contains(&format!("\"{key}\""));
    let follows = |key: &str, what: &str| {
        let key = format!("\"{key}\"");
        let mut behind = head.match_indices(&key).map(|(at, _)| &head[at + key.len()..]);
        let plain = |rest: &str| rest.chars().filter(|c| !c.is_whitespace()).take(what.len() + 1).collect::<String>();
        behind.any(|rest| plain(rest).strip_prefix(':').is_some_and(|value| value.starts_with(what)))
    };
    // spaCy's training data, and lists of places in a text.
    let is_corpus = has("paragraphs") && has("orth") || has("text") && (has("startIdx") || has("start_char"));
    if has("%FEATURE_STRUCTURES") || has("%TYPES") {
        Some("uima-json")
    } else if has("rows") && has("target") || head.contains("\"acct:") {
        Some("hypothesis")
    } else if has("char-offset") || head.contains("\"char-offset:") {
        Some("recogito")
    } else if head.contains("www.w3.org/ns/anno") {
        Some(if head.contains("recogito") { "recogito" } else { "w3c" })
    } else if has("selector") && has("target") {
        Some(if has("quote") { "recogito" } else { "w3c" })
    } else if has("annotations") && has("result") || has("completions") || has("labels") && follows("label", "[{") {
        Some("label-studio")
    } else if has("start_offset") || follows("label", "[[") || follows("labels", "[[") || follows("label", "[]") {
        Some("doccano")
    } else if has("text") && follows("entities", "[[") && head.starts_with('{') {
        // spaCy puts its entities into an object behind the text.
        Some("doccano")
    } else if has("spans") || has("ents") || has("_input_hash") || has("entities") && head.starts_with('[') || is_corpus
    {
        Some("prodigy")
    } else if (has("start") || has("quote")) && (has("label") || has("tag")) {
        Some("jsonl")
    } else {
        None
    }
}

/// A table with the names of its columns in the first line.
fn table(head: &str) -> Option<&'static str> {
    let first = head.lines().next()?.to_lowercase();
    let is_tabs = first.contains('\t');
    let names: Vec<&str> = first
        .split(['\t', ',', ';'])
        .map(|name| name.trim().trim_matches(['"', '\'']))
        .filter(|name| !name.is_empty())
        .collect();
    let has = |sought: &[&str]| names.iter().any(|name| sought.contains(name));
    if has(&["anchor"]) && has(&["quote_transcription", "uuid"]) {
        return Some("recogito");
    }
    if has(&["annotation_id"]) && has(&["lead_time"]) {
        return Some("label-studio");
    }
    let has_label = has(&["label", "tag", "type", "code", "category"]);
    let has_passage = has(&["start", "begin", "start_offset"]) || has(&["quote", "text", "content", "surface"]);
    (names.len() > 2 && has_label && has_passage).then_some(if is_tabs { "tsv" } else { "csv" })
}

/// One word a line, with its mark behind it.
fn words(head: &str, is_named: bool) -> Option<&'static str> {
    let lines = || head.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).take(200);
    let is_unit = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        columns.len() == 10 && columns[0].starts_with(|c: char| c.is_ascii_digit())
    };
    if is_named || lines().next().is_some() && lines().all(is_unit) {
        return Some("conllu");
    }
    let is_mark = |mark: &str| {
        mark == "O"
            || mark
                .split_once('-')
                .is_some_and(|(place, label)| !label.is_empty() && ["B", "I", "E", "S", "L", "U", "M"].contains(&place))
    };
    let marked = |line: &&str| {
        let mut columns = line.split_whitespace();
        columns.next().is_some() && columns.next_back().is_some_and(is_mark)
    };
    let (all, marks) = (lines().count(), lines().filter(marked).count());
    (marks > 0 && marks * 10 >= all * 9).then_some("conll")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_what_a_file_begins_with() {
        for (name, begin, format) in [
            ("a.ann", "", Some("brat")),
            ("a.tsv", "#FORMAT=WebAnno TSV 3.3\n", Some("webanno-tsv")),
            ("a.xml", "\u{feff}<?xml version='1.0'?>\n<GateDocument version='3'>", Some("gate-xml")),
            ("a.xml", "<?xml version='1.0'?>\n<TEI xmlns='http://www.tei-c.org/ns/1.0'>", Some("tei")),
            ("a.xml", "<rss version='2.0'>", None),
            ("a.json", "{\"%TYPES\": {}, \"%FEATURE_STRUCTURES\": [", Some("uima-json")),
            ("a.json", "{\"total\": 1, \"rows\": [{\"target\": []}]}", Some("hypothesis")),
            ("a.json", "[{\"@context\": \"http://www.w3.org/ns/anno.jsonld\"}]", Some("w3c")),
            ("a.json", "[{\"id\": 1, \"annotations\": [{\"result\": []}]}]", Some("label-studio")),
            ("a.csv", "\"annotation_id\",\"id\",\"label\",\"lead_time\",\"text\"\n", Some("label-studio")),
            (
                "a.json",
                "[{\"id\": 1, \"paragraphs\": [{\"sentences\": [{\"tokens\": [{\"orth\": \"x\"",
                Some("prodigy"),
            ),
            ("a.jsonl", "{\"text\": \"x\", \"mentions\": [{\"startIdx\": 0", Some("prodigy")),
            ("a.json", "[{\"text\": \"x\", \"label\": [{\"start\": 1, \"labels\": [\"A\"]}]}]", Some("label-studio")),
            ("a.jsonl", "{\"text\": \"x\", \"label\": [[0, 1, \"A\"]]}", Some("doccano")),
            ("a.jsonl", "{\"text\":\"x\",\"entities\":[{\"start_offset\":0}]}", Some("doccano")),
            ("a.jsonl", "{\"text\":\"x\",\"spans\":[]}", Some("prodigy")),
            ("a.json", "[[\"x\", {\"entities\": [[0, 1, \"A\"]]}]]", Some("prodigy")),
            ("a.jsonl", "{\"doc\":\"a\",\"start\":0,\"end\":1,\"label\":\"A\"}", Some("jsonl")),
            ("a.json", "{\"name\": \"x\"}", None),
            ("a.csv", "doc,unit,start,end,quote,label\n", Some("csv")),
            ("a.tsv", "start\tend\tlabel\n", Some("tsv")),
            ("a.csv", "UUID,QUOTE_TRANSCRIPTION,ANCHOR,TYPE\n", Some("recogito")),
            ("a.csv", "name,population\n", None),
            ("a.txt", "سقوط O\nسرت B-LOC\n\nقسد S-ORG\n", Some("conll")),
            ("a.txt", "1\tسرت\t_\t_\t_\t_\t_\t_\t_\tNER=B-LOC\n", Some("conllu")),
            ("a.txt", "أعلنت «قسد» سقوط سرت.\n", None),
            ("a.qdpx", "PK\u{3}\u{4}", Some("refi-qda")),
            ("a.docx", "PK\u{3}\u{4}", None),
            ("a", "", None),
        ] {
            assert_eq!(recognise(name, begin.as_bytes()).map(|format| format.name), format, "{name} {begin}");
        }
    }
}
