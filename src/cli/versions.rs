//! `hawashi versions`: lists the earlier states of an annotation file, and restores one.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::args::{TableOrJson, VersionsArgs};
use super::escape::{escape_controls, escape_json};
use super::outcome::complain;
use super::{CliError, Exit};
use crate::annotation::Counts;
use crate::store::{self, Disk as _, Occasion, RealDisk, Stamp, Version, Versions, Why, WriteMode};

/// Runs the subcommand.
pub fn run(args: &VersionsArgs) -> Result<Exit, CliError> {
    args.reading.check([&args.path])?;
    let path = annotations_of(&args.path);
    let versions = Versions::of_person().ok_or_else(|| {
        CliError::Usage("the system names no folder for data; set HAWASHI_DATA_DIR to one".to_owned())
    })?;
    let mut list = versions.list(&path);
    if list.is_empty() {
        // A name that was mistyped is no answer.
        store::check_readable(&path)?;
    }
    match args.restore {
        Some(number) => restore(&versions, &list, &path, number, args.format),
        None => {
            if let Ok(document) = store::read_annotated_article(&path, args.reading.encoding, args.reading.articles()) {
                versions.count(&mut list, &[], &document);
            }
            show(&list, &path, args.format)
        }
    }
}

/// The annotation file that was meant: an article's own.
fn annotations_of(path: &Path) -> PathBuf {
    if store::is_article_path(path) { store::annotation_path(path) } else { path.to_owned() }
}

fn show(list: &[Version], path: &Path, format: TableOrJson) -> Result<Exit, CliError> {
    let mut out = io::stdout().lock();
    let exit = if list.is_empty() { Exit::No } else { Exit::Done };
    match format {
        TableOrJson::Json => {
            let all: Vec<Value> = list.iter().enumerate().map(|(index, version)| facts(index + 1, version)).collect();
            let told = json!({ "path": path.to_string_lossy(), "versions": all });
            writeln!(out, "{}", escape_json(&told.to_string()))?;
        }
        TableOrJson::Table if list.is_empty() => {
            complain(&format!("no earlier states of {} are kept; each time it is saved one is", path.display()));
        }
        TableOrJson::Table => {
            let who = list.iter().map(|version| version.by().chars().count()).max().unwrap_or_default().clamp(3, 24);
            writeln!(
                out,
                "{:>3}  {:<19}  {:<who$}  {:<16}  {:>7}  {:>7}  {:>7}  {:>10}",
                "N", "when", "who", "why", "added", "removed", "changed", "bytes"
            )?;
            for (index, version) in list.iter().enumerate() {
                let by: String = escape_controls(version.by()).chars().take(who).collect();
                let [added, removed, changed] = counted(version.counts());
                let (when, why) = (local(version), version.why().name());
                let number = index + 1;
                writeln!(
                    out,
                    "{number:>3}  {when:<19}  {by:<who$}  {why:<16}  {added:>7}  {removed:>7}  {changed:>7}  {:>10}",
                    version.bytes
                )?;
            }
        }
    }
    Ok(exit)
}

/// What has changed; a dash where that could not be counted.
fn counted(counts: Option<Counts>) -> [String; 3] {
    match counts {
        Some(Counts { added, removed, changed }) => [added, removed, changed].map(|count| count.to_string()),
        None => ["-"; 3].map(str::to_owned),
    }
}

fn facts(number: usize, version: &Version) -> Value {
    let counts = version.counts();
    json!({
        "number": number,
        "at": version.at.to_string(),
        "by": version.by(),
        "why": version.why().name(),
        "bytes": version.bytes,
        "added": counts.map(|counts| counts.added),
        "removed": counts.map(|counts| counts.removed),
        "changed": counts.map(|counts| counts.changed),
    })
}

fn local(version: &Version) -> String {
    version.at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Writes a version over the file, whose present state becomes a version first.
fn restore(
    versions: &Versions,
    list: &[Version],
    path: &Path,
    number: usize,
    format: TableOrJson,
) -> Result<Exit, CliError> {
    let Some(version) = number.checked_sub(1).and_then(|index| list.get(index)) else {
        let there = match list.len() {
            0 => "none are kept".to_owned(),
            1 => "there is only 1".to_owned(),
            count => format!("they are 1 to {count}"),
        };
        let path = path.display();
        return Err(CliError::Usage(format!(
            "{path} has no version {number}: {there}; hawashi versions {path} lists them"
        )));
    };
    let bytes = versions.read(version)?;
    let present = RealDisk.stamp(path)?;
    let is_same = present == version.stamp();
    let mut kept = None;
    if !is_same {
        kept = versions.keep_file(path, Occasion::of(Why::BeforeRestore))?;
        let mode = if present == Stamp::ABSENT { WriteMode::Force } else { WriteMode::Unchanged(present) };
        store::write_file(path, &bytes, mode)?;
        versions.keep_file(path, Occasion { by: version.by(), ..Occasion::of(Why::Restored) })?;
    }
    let now = versions.list(path);
    let kept = kept.and_then(|kept| now.iter().position(|version| version.id() == kept.id()));
    let mut out = io::stdout().lock();
    match format {
        TableOrJson::Json => {
            let kept = kept.map(|index| facts(index + 1, &now[index]));
            let told = json!({
                "path": path.to_string_lossy(), "restored": facts(number, version), "changed": !is_same, "kept": kept,
            });
            writeln!(out, "{}", escape_json(&told.to_string()))?;
        }
        TableOrJson::Table => {
            let path = escape_controls(&path.to_string_lossy()).into_owned();
            let by =
                if version.by().is_empty() { String::new() } else { format!(", by {}", escape_controls(version.by())) };
            let then = format!("{}{by} ({})", local(version), version.why().name());
            if is_same {
                writeln!(out, "{path} is what it was on {then} already; nothing was written")?;
            } else {
                writeln!(out, "{path} is again what it was on {then}")?;
            }
            if let Some(index) = kept {
                let number = index + 1;
                writeln!(out, "what it was just now is version {number}: hawashi versions {path} --restore {number}")?;
            }
        }
    }
    Ok(Exit::Done)
}
