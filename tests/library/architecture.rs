//! Rules for the repository, checked by tests: layers, banned calls, short files.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The layers from the lowest, each with those that it may import.
const LAYERS: [(&str, &[&str]); 17] = [
    ("text", &[]),
    ("document", &["text"]),
    ("lexicon", &["text"]),
    ("annotation", &["text"]),
    ("agreement", &["text", "annotation"]),
    ("detect", &["text", "lexicon"]),
    ("session", &["text", "document", "lexicon", "annotation", "agreement", "detect"]),
    ("survey", &["text", "document", "lexicon", "annotation", "agreement", "detect", "session"]),
    ("exchange", &["text", "document", "annotation", "detect"]),
    ("store", &["text", "document", "lexicon", "annotation", "exchange"]),
    ("layout", &["text", "document", "annotation", "detect", "session"]),
    ("picture", &["text", "lexicon", "annotation", "detect", "survey", "layout"]),
    ("report", &["text", "annotation", "exchange", "survey", "layout", "picture"]),
    (
        "cli",
        &[
            "text",
            "document",
            "lexicon",
            "annotation",
            "agreement",
            "detect",
            "session",
            "survey",
            "store",
            "exchange",
            "layout",
            "picture",
            "report",
        ],
    ),
    (
        "gui",
        &[
            "text",
            "document",
            "lexicon",
            "annotation",
            "agreement",
            "detect",
            "session",
            "survey",
            "store",
            "exchange",
            "layout",
            "picture",
            "report",
        ],
    ),
    ("debug", &["text", "document", "annotation", "session", "survey", "gui"]),
    ("main", &["cli", "gui", "debug"]),
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

/// All files of Rust below a folder of the project, with their texts.
fn rust_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    files
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let source = |(path, text): (PathBuf, String)| {
        let path = path.strip_prefix(&root).unwrap().to_owned();
        let layer = path.components().next().unwrap().as_os_str().to_string_lossy().replace(".rs", "");
        // The tests may have attributes of their own, and a file of their own.
        let is_tests = path.ends_with("tests.rs");
        let tests = if is_tests { 0 } else { text.find("\nmod tests {").unwrap_or(text.len()) };
        let own = &text[..text[..tests].rfind("#[cfg(test)]").filter(|_| tests < text.len()).unwrap_or(tests)];
        // The process's own figures in /proc are not files of a user.
        let kept = |line: &&str| !line.trim_start().starts_with("//") && !line.contains("\"/proc/self/");
        let code = own.lines().filter(kept).collect::<Vec<_>>().join("\n");
        Source { path, layer, code, lines: text.lines().count() }
    };
    let mut sources: Vec<Source> = rust_files(&root).into_iter().map(source).collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 30, "only {} files were found", sources.len());
    sources
}

fn complain(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// The paths of a `use` tree: `a::{b, c::{d, e}}` has three.
fn paths_of(tree: &str) -> Vec<String> {
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or("").trim();
        return if path.is_empty() { Vec::new() } else { vec![path.to_owned()] };
    };
    let prefix = tree[..open].trim();
    let mut paths = Vec::new();
    let (mut depth, mut start) = (0, open + 1);
    for (at, c) in tree.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || depth == 1 && c == ',' {
            paths.extend(paths_of(&tree[start..at]).into_iter().map(|path| format!("{prefix}{path}")));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    paths
}

/// The paths in a file: those of its `use` lines, and those written out.
struct Paths {
    /// Path, and whether the module re-exports it (`pub use`).
    used: Vec<(String, bool)>,
    written: Vec<String>,
}

fn paths_in(code: &str) -> Paths {
    // `pub(in crate::detect)` is not a dependency.
    let code = Regex::new(r"pub\(in [\w:]+\)").unwrap().replace_all(code, "pub(super)");
    let lines = Regex::new(r"(?m)^\s*(pub(?:\([a-z]+\))? )?use ([^;]+);").unwrap();
    let used = lines.captures_iter(&code).flat_map(|line| {
        let is_handed_on = line.get(1).is_some();
        paths_of(&line[2].replace('\n', " ")).into_iter().map(move |path| (path, is_handed_on))
    });
    let used = used.collect();
    let rest = lines.replace_all(&code, "");
    let paths = Regex::new(r"\b(?:(?:crate|super|self|hawashi|[a-z_]\w*)::)+\w+").unwrap();
    let written = paths.find_iter(&rest).map(|path| path.as_str().to_owned()).collect();
    Paths { used, written }
}

/// Modules of the crate that the code names: `crate::text::…`, `crate::{text, document}`,
/// `hawashi::gui`.
fn imports(code: &str) -> BTreeSet<String> {
    let Paths { used, written } = paths_in(code);
    let paths = used.into_iter().map(|(path, _)| path).chain(written);
    let of_crate = |path: String| {
        let rest = path.strip_prefix("crate::").or_else(|| path.strip_prefix("hawashi::"))?;
        Some(rest.split("::").next()?.trim().to_owned())
    };
    paths.filter_map(of_crate).collect()
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

/// A module's path under `src`, by its parts; that of `src` itself is empty.
type Module = Vec<String>;

/// The dependencies of each module.
fn dependencies() -> BTreeMap<Module, BTreeSet<Module>> {
    let module_of = |path: &Path| -> Module {
        let parts = path.with_extension("");
        let mut parts: Module = parts.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        parts.pop_if(|last| matches!(last.as_str(), "mod" | "lib" | "main"));
        parts
    };
    // Tests may import anything.
    let is_test = |source: &&Source| source.path.ends_with("tests.rs");
    let sources: Vec<(Module, Paths)> = sources()
        .iter()
        .filter(|source| !is_test(source))
        .map(|source| (module_of(&source.path), paths_in(&source.code)))
        .collect();
    let modules: BTreeSet<&Module> = sources.iter().map(|(module, _)| module).collect();
    let child = |module: &Module, name: &str| [module.clone(), vec![name.to_owned()]].concat();
    // The module under `src` to which a path refers, seen from the module in which it is written.
    let absolute = |module: &Module, path: &str| -> Option<Module> {
        let mut parts = path.split("::").map(str::trim).peekable();
        let mut at = match parts.peek()? {
            &"crate" | &"hawashi" => Module::new(),
            &"self" | &"super" => module.clone(),
            name if modules.contains(&child(module, name)) => {
                return Some(parts.fold(module.clone(), |at, name| child(&at, name)));
            }
            _ => return None,
        };
        for name in parts {
            match name {
                "crate" | "hawashi" | "self" => {}
                "super" => drop(at.pop()),
                name => at.push(name.to_owned()),
            }
        }
        Some(at)
    };
    // An import of a re-exported item counts as an import of the re-exporting module.
    let mut handed_on: BTreeMap<Module, Module> = BTreeMap::new();
    for (module, paths) in &sources {
        for (path, is_handed_on) in &paths.used {
            if let Some(to) = absolute(module, path).filter(|_| *is_handed_on)
                && let Some(name) = to.last()
            {
                handed_on.insert(child(module, name), to.clone());
            }
        }
    }
    let named = |mut parts: Module| -> Module {
        while let Some(to) = handed_on.get(&parts).filter(|to| **to != parts) {
            parts.clone_from(to);
        }
        let mut module = Module::new();
        for name in parts {
            let next = child(&module, &name);
            if !modules.contains(&next) {
                break;
            }
            module = next;
        }
        module
    };
    let of = |(module, paths): &(Module, Paths)| {
        let used = paths.used.iter().filter(|(_, is_handed_on)| !is_handed_on).map(|(path, _)| path);
        let named = used.chain(&paths.written).filter_map(|path| absolute(module, path)).map(named);
        (module.clone(), named.collect())
    };
    sources.iter().map(of).collect()
}

/// All that a module names, and what those name.
fn reached<'m>(inside: &BTreeMap<&'m str, BTreeSet<&'m str>>, from: &'m str) -> BTreeSet<&'m str> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(next) = open.pop() {
        open.extend(inside.get(next).into_iter().flatten().copied().filter(|to| seen.insert(*to)));
    }
    seen
}

#[test]
fn no_folder_has_modules_that_import_each_other_in_a_circle() {
    let dependencies = dependencies();
    let mut problems = Vec::new();
    let folders: BTreeSet<Module> =
        dependencies.keys().flat_map(|module| (0..module.len()).map(|len| module[..len].to_vec())).collect();
    for folder in folders {
        // The folder's files and subfolders; the name of its own file is empty.
        let part = |module: &Module| {
            module.starts_with(&folder).then(|| module.get(folder.len()).cloned().unwrap_or_default())
        };
        let mut edges: BTreeSet<(String, String)> = BTreeSet::new();
        for (module, named) in &dependencies {
            let Some(from) = part(module) else { continue };
            edges.extend(named.iter().filter_map(part).filter(|to| *to != from).map(|to| (from.clone(), to)));
        }
        let mut inside: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, to) in &edges {
            inside.entry(from).or_default().insert(to);
        }
        let tied: Vec<&str> =
            inside.keys().copied().filter(|module| reached(&inside, module).contains(module)).collect();
        // Each import of the circle, so that it can be seen which one to turn round.
        let lies_within = |(from, to): &&(String, String)| {
            tied.contains(&from.as_str()) && reached(&inside, to).contains(from.as_str())
        };
        let named = |name: &str| if name.is_empty() { "mod.rs".to_owned() } else { name.to_owned() };
        let folder = folder.join("/");
        problems.extend(
            edges.iter().filter(lies_within).map(|(from, to)| {
                format!("src/{folder}: {} imports {}, which leads back to it", named(from), named(to))
            }),
        );
    }
    complain(&problems);
}

/// Names that only some layers may use, with the reason.
const BANS: [(&str, &[&str], &str); 9] = [
    ("std::fs", &["store"], "only the store touches the file system"),
    ("fs::", &["store"], "only the store touches the file system"),
    ("File::", &["store"], "only the store touches the file system"),
    ("egui::", &["gui", "debug"], "only the window, and what measures it, knows egui"),
    ("eframe::", &["gui", "debug"], "only the window, and what measures it, knows eframe"),
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

#[test]
fn the_labels_that_articles_begin_with_are_data() {
    let mut problems = Vec::new();
    // Only the detector names what it finds; names, appearance and existence of labels are defined in
    // assets/labels/default.ron. The lexicon's rows give the kinds of entities.
    for source in sources().iter().filter(|source| !["detect", "lexicon"].contains(&source.layer.as_str())) {
        for name in ["location", "faction", "Location", "Faction"] {
            if source.code.contains(&format!("\"{name}\"")) {
                problems.push(format!("{}: {name:?}; ask the label set", source.path.display()));
            }
        }
    }
    complain(&problems);
}

/// Calls that lay out text from left to right, letter by letter.
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
fn panels_are_drawn_without_the_program() {
    let program = Regex::new(r"\bApp\b").unwrap();
    let panels = sources().into_iter().filter(|source| source.path.starts_with("gui/panels"));
    let problems: Vec<String> = panels
        .filter(|source| program.is_match(&source.code))
        .map(|source| format!("{}: it takes what it needs, not the whole program", source.path.display()))
        .collect();
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
    let code = "use crate::{text::{Span, words}, document};\nfn f() { crate::store::open(); my_crate::gui::x(); }";
    assert_eq!(imports(code), ["document", "store", "text"].map(str::to_owned).into());
    let nested = paths_of("super::{a::{b, c as d}, e, f::{self, g::*}}");
    assert_eq!(nested, ["super::a::b", "super::a::c", "super::e", "super::f::self", "super::f::g::*"]);
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The names of functions, types and constants that the code exports.
fn declared(code: &str) -> Vec<&str> {
    const KINDS: [&str; 8] = ["fn", "struct", "enum", "trait", "type", "const", "static", "union"];
    let lines = code.lines().map(str::trim_start).filter(|line| line.starts_with("pub ") || line.starts_with("pub("));
    let name = |line| {
        let mut words = words(line).skip_while(|word| !KINDS.contains(word)).skip_while(|word| KINDS.contains(word));
        words.next()
    };
    lines.filter_map(name).collect()
}

/// The compiler does not warn about unused public items, and most of those used in tests are in this folder.
#[test]
fn what_is_public_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![fs::read_to_string(root.join("build.rs")).unwrap()];
    let folders = ["src", "tests", "benches"].map(|name| root.join(name));
    texts.extend(folders.iter().flat_map(|folder| rust_files(folder)).map(|(_, text)| text));
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let code: String =
        texts.iter().flat_map(|text| text.lines().filter(is_code)).flat_map(|line| [line, "\n"]).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words(&code) {
        *counts.entry(word).or_default() += 1;
    }
    let mut problems = Vec::new();
    for source in sources() {
        for name in declared(&source.code).into_iter().filter(|name| counts.get(name).is_none_or(|count| *count < 2)) {
            problems.push(format!("{}: nobody uses {name}", source.path.display()));
        }
    }
    complain(&problems);
}

#[test]
fn declarations_are_found_in_each_form() {
    let code = "pub fn a() {}\npub(crate) const fn b() {}\n    pub const C: u8 = 0;\npub struct D<T>(T);\nfn e() {}\npub use f::G;";
    assert_eq!(declared(code), ["a", "b", "C", "D"]);
}
