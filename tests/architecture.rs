//! Rules of the repository that are ordinary tests: layers, banned calls, short files.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the lowest, each with the layers that it may import.
const LAYERS: [(&str, &[&str]); 12] = [
    ("text", &[]),
    ("document", &["text"]),
    ("lexicon", &["text"]),
    ("annotation", &["text"]),
    ("detect", &["text", "lexicon"]),
    ("session", &["text", "document", "lexicon", "annotation", "detect"]),
    ("exchange", &["text", "document", "annotation", "detect"]),
    ("store", &["text", "document", "lexicon", "annotation", "exchange"]),
    ("layout", &["text", "document", "annotation", "detect", "session"]),
    ("cli", &["text", "document", "lexicon", "annotation", "detect", "session", "store", "exchange", "layout"]),
    ("gui", &["text", "document", "lexicon", "annotation", "detect", "session", "store", "exchange", "layout"]),
    ("main", &["cli", "gui"]),
];

/// Longest file that can still be read in one sitting, in lines.
const LINES_LIMIT: usize = 900;

struct Source {
    path: PathBuf,
    layer: String,
    /// Without comments and without the tests at the end of the file.
    code: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&root).unwrap().to_owned();
                let layer = path.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
                let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
                // The process's own figures are no files of a person.
                let kept = |line: &&str| !line.trim_start().starts_with("//") && !line.contains("\"/proc/self/");
                let code = own.lines().filter(kept).collect::<Vec<_>>().join("\n");
                sources.push(Source { path, layer, code, lines: text.lines().count() });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 30, "only {} files were found", sources.len());
    sources
}

fn complain(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// Modules of the crate that the code names: `crate::text::…`, `crate::{text, document}`,
/// `hawashi::gui`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for prefix in ["crate::", "hawashi::"] {
        for (at, _) in code.match_indices(prefix) {
            // `other_crate::` is no path of ours.
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let rest = &code[at + prefix.len()..];
            let names = match rest.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or("").split(',').collect(),
                None => vec![rest],
            };
            let word = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.extend(names.into_iter().map(word).filter(|name: &String| !name.is_empty()));
        }
    }
    found
}

#[test]
fn layers_import_only_downward() {
    let layers: BTreeSet<&str> = LAYERS.iter().map(|(layer, _)| *layer).collect();
    let mut problems = Vec::new();
    for source in sources().iter().filter(|source| source.layer != "lib") {
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == source.layer) else {
            problems.push(format!("{}: the layer {:?} is not in the list", source.path.display(), source.layer));
            continue;
        };
        for import in imports(&source.code) {
            if layers.contains(import.as_str()) && import != source.layer && !allowed.contains(&import.as_str()) {
                problems.push(format!("{}: {} must not know {import}", source.path.display(), source.layer));
            }
        }
    }
    complain(&problems);
}

/// What only some layers may name, and why.
const BANS: [(&str, &[&str], &str); 9] = [
    ("std::fs", &["store"], "only the store touches the file system"),
    ("fs::", &["store"], "only the store touches the file system"),
    ("File::", &["store"], "only the store touches the file system"),
    ("egui::", &["gui"], "only the window knows egui"),
    ("eframe::", &["gui"], "only the window knows eframe"),
    ("parley::", &["layout"], "only the layout knows parley"),
    ("swash::", &["layout"], "only the layout knows swash"),
    ("clap::", &["cli"], "only the command line knows clap"),
    ("std::net", &[], "no network, ever"),
];

#[test]
fn each_library_is_known_in_one_layer() {
    let mut problems = Vec::new();
    for source in sources() {
        for (name, layers, reason) in BANS {
            let named = source
                .code
                .match_indices(name)
                .any(|(at, _)| !source.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            if named && !layers.contains(&source.layer.as_str()) {
                problems.push(format!("{}: {name} ({reason})", source.path.display()));
            }
        }
    }
    complain(&problems);
}

/// Calls that set text left to right, letter by letter.
const STOCK_WIDGETS: [&str; 12] = [
    "ui.label(",
    "ui.button(",
    "ui.heading(",
    "ui.small_button(",
    "ui.checkbox(",
    "ui.radio(",
    "ui.radio_value(",
    "ui.selectable_label(",
    "ui.selectable_value(",
    "ui.text_edit_singleline(",
    "ui.menu_button(",
    "TextEdit::",
];

#[test]
fn text_in_the_window_goes_through_our_own_widgets() {
    let mut problems = Vec::new();
    for source in sources().iter().filter(|s| s.path.starts_with("gui") && !s.path.starts_with("gui/widgets")) {
        for widget in STOCK_WIDGETS.iter().filter(|widget| source.code.contains(**widget)) {
            problems.push(format!("{}: {widget} reverses Arabic; use gui::widgets", source.path.display()));
        }
    }
    complain(&problems);
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let long = |source: &Source| source.lines > LINES_LIMIT;
    let sources = sources();
    let problems: Vec<String> =
        sources.iter().filter(|s| long(s)).map(|s| format!("{}: {} lines", s.path.display(), s.lines)).collect();
    complain(&problems);
}

#[test]
fn modules_are_nouns_of_the_domain() {
    let vague = ["util", "utils", "common", "helper", "helpers", "misc"];
    let names = sources().into_iter().map(|source| source.path);
    let problems: Vec<String> = names
        .filter(|path| {
            path.components().any(|part| vague.contains(&&*part.as_os_str().to_string_lossy().replace(".rs", "")))
        })
        .map(|path| format!("{}: name it after its subject", path.display()))
        .collect();
    complain(&problems);
}

#[test]
fn imports_are_found_in_each_form() {
    let code = "use crate::{text::Span, document};\nfn f() { crate::store::open(); my_crate::gui::x(); }";
    assert_eq!(imports(code), ["document", "store", "text"].map(str::to_owned).into());
}
