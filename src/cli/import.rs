//! `hawashi import`: annotations from a file of another program.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::args::ImportArgs;
use super::export::{ends_like_a_folder, refuse_input};
use super::outcome::{complain, keep_former};
use super::{CliError, Exit, Reporter};
use crate::annotation::{LabelId, LabelSet};
use crate::exchange::foreign::Beside;
use crate::exchange::import::ImportReport;
use crate::exchange::ron::annotations_to_ron;
use crate::exchange::{File, Imported, format_names, place};
use crate::store::{self, NewFile, Why, WriteMode};

/// The most records that are listed on standard error; the report has all.
const SHOWN: usize = 10;

/// The files in the folder of the file that is read, and those of them that were read, too.
struct Folder<'p> {
    file: &'p Path,
    read: Mutex<BTreeSet<PathBuf>>,
}

impl Beside for Folder<'_> {
    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let is_name = Path::new(name).file_name().is_some_and(|own| own == name);
        let path = is_name.then(|| self.file.with_file_name(name))?;
        let bytes = store::read_bytes(&path).ok();
        if bytes.is_some() {
            self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
        }
        bytes
    }
}

/// Runs the subcommand.
pub fn run(args: &ImportArgs) -> Result<Exit, CliError> {
    let ImportArgs { file, from, reading, out, .. } = args;
    let format = from.0;
    let Some(read) = format.read else {
        let readable = format_names(|format| format.read.is_some());
        return Err(CliError::Usage(format!("{} is written only; what can be read: {readable}", format.name)));
    };
    let choices = choices(&args.map)?;
    let article = match &reading.article {
        Some(path) => Some(Arc::new(store::read_article(path, reading.encoding)?)),
        None => None,
    };
    let bytes = store::read_bytes(file)?;
    let name = store::file_name(file);
    let failed = |error| CliError::Usage(format!("{}: {error}", file.display()));
    let folder = Folder { file, read: Mutex::default() };
    let mut reader = read(File { name: &name, bytes: &bytes, beside: &folder }).map_err(failed)?;
    let mode = if args.force { WriteMode::Force } else { WriteMode::New };
    let mut writer = Writing { args, mode, taken: BTreeSet::new(), folder: &folder };
    let (mut reporter, mut reports) = (Reporter::default(), Vec::new());
    let mut waiting: Option<Imported> = None;
    let is_folder = out.as_ref().is_some_and(|out| out.is_dir() || ends_like_a_folder(out));
    loop {
        // What was read before a mistake that ends the reading is kept.
        let next = match reader.next_article() {
            Ok(next) => next,
            Err(error) => {
                reporter.error(&failed(error));
                None
            }
        };
        let Some(foreign) = next else { break };
        if let Some(first) = waiting.take() {
            if !is_folder {
                let message = format!("{}: the file holds several articles; give a folder with --out", file.display());
                return Err(CliError::Usage(message));
            }
            writer.write(&first, None)?;
        }
        match place(format.name, foreign, article.as_ref(), LabelSet::standard(), &choices) {
            Ok(imported) => {
                say(&mut reporter, &imported.report, &name);
                reports.push(imported.report.clone());
                waiting = Some(imported);
            }
            Err(error) => reporter.error(&failed(error)),
        }
    }
    if let Some(last) = waiting {
        let file = out.as_deref().filter(|_| !is_folder);
        match (file, is_folder) {
            (None, false) => {
                let ron = annotations_to_ron(
                    &writer.article_name(&last),
                    &last.document,
                    &last.annotation_state,
                    &last.carried,
                );
                store::standard_output().write_all(ron.as_bytes())?;
            }
            (file, _) => writer.write(&last, file)?,
        }
    } else if reports.is_empty() && reporter.exit() == Exit::Done {
        return Err(CliError::Usage(format!("{}: there is no article in it", file.display())));
    }
    if let Some(path) = &args.report {
        let json = serde_json::json!({ "file": name, "format": format.name, "articles": reports });
        writer.refuse_read(path)?;
        refuse_input(path, out)?;
        store::write_file(path, format!("{json:#}\n").as_bytes(), mode)?;
    }
    let is_whole = reports.iter().all(|report| report.unplaced.is_empty() && report.broken.is_empty());
    Ok(if is_whole { reporter.exit() } else { reporter.exit().max(Exit::No) })
}

/// What `--map` says: names of labels in the file, and labels here.
fn choices(map: &[String]) -> Result<BTreeMap<String, LabelId>, CliError> {
    let pair = |pair: &String| {
        let (name, label) = pair.split_once('=').unwrap_or((pair, ""));
        let id = LabelId::from(label);
        if name.is_empty() || LabelSet::standard().get(&id).is_none() {
            let known: Vec<&str> = LabelSet::standard().iter().map(|label| label.id.as_str()).collect();
            return Err(CliError::Usage(format!("--map {pair}: write NAME=LABEL with one of {}", known.join(", "))));
        }
        Ok((name.to_owned(), id))
    };
    map.iter().map(pair).collect()
}

/// Writes annotation files, and texts that have none.
struct Writing<'a> {
    args: &'a ImportArgs,
    mode: WriteMode,
    taken: BTreeSet<PathBuf>,
    folder: &'a Folder<'a>,
}

impl Writing<'_> {
    /// The file name of an article: that of the one at hand, or one from the name in the file.
    fn article_name(&self, imported: &Imported) -> String {
        if let Some(article) = &self.args.reading.article {
            return store::file_name(article);
        }
        let name = Path::new(&imported.name).file_name().map_or_else(
            || store::stem_of(&self.args.file),
            |name| {
                let name = name.to_string_lossy();
                name.strip_suffix(".txt").unwrap_or(&name).to_owned()
            },
        );
        let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
        format!("{}.txt", name.trim().chars().map(plain).take(100).collect::<String>())
    }

    /// Fails for an output that was read here.
    fn refuse_read(&self, out: &Path) -> Result<(), CliError> {
        refuse_input(out, [&self.args.file])?;
        refuse_input(out, &self.args.reading.article)?;
        refuse_input(out, &*self.folder.read.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes an article's annotations to a file, or under a free name into the folder.
    fn write(&mut self, imported: &Imported, file: Option<&Path>) -> Result<(), CliError> {
        let mut article = self.article_name(imported);
        let path = match (file, &self.args.out) {
            (Some(file), _) => file.to_owned(),
            (None, Some(folder)) => {
                store::create_folder(folder)?;
                let mut path = store::annotation_path(&folder.join(&article));
                let stem = article.trim_end_matches(".txt").to_owned();
                let mut number = 2;
                while !self.taken.insert(path.clone()) {
                    article = format!("{stem}-{number}.txt");
                    path = store::annotation_path(&folder.join(&article));
                    number += 1;
                }
                path
            }
            (None, None) => return Ok(()),
        };
        self.refuse_read(&path)?;
        if let Some(own) = &self.args.reading.article {
            let beside = path.with_file_name(store::file_name(own));
            if !store::is_same_file(own, &beside) {
                complain(&format!(
                    "{} belongs to {}, which is not beside it; open it with --article, or put it there",
                    path.display(),
                    own.display()
                ));
            }
        } else {
            if file.is_some() {
                article = text_name(&path);
            }
            // The text is needed, wherever the annotations are read again.
            let text = path.with_file_name(&article);
            let bytes = imported.document.text().as_bytes();
            // What was read beside the file may be that already.
            if !store::read_bytes(&text).is_ok_and(|there| there == bytes) {
                self.refuse_read(&text)?;
                store::write_file(&text, bytes, self.mode)?;
            }
        }
        let ron = annotations_to_ron(&article, &imported.document, &imported.annotation_state, &imported.carried);
        keep_former(&path, Why::BeforeImport);
        let mut new = NewFile::create(&path, self.mode)?;
        new.write_all(ron.as_bytes())?;
        new.keep()?;
        complain(&format!("{} was written", path.display()));
        Ok(())
    }
}

/// The name of the text beside an annotation file.
fn text_name(annotations: &Path) -> String {
    let name = store::file_name(annotations);
    let stem = name.strip_suffix(".hawashi.ron").or_else(|| name.strip_suffix(".ron")).unwrap_or(&name);
    format!("{stem}.txt")
}

/// Says what became of an article.
fn say(reporter: &mut Reporter, report: &ImportReport, file: &str) {
    let name = if report.article.is_empty() { file } else { &report.article };
    let ImportReport { placed, moved, unplaced, relations, broken, .. } = report;
    let mut said = format!("{name}: {placed} annotations placed");
    for (count, what) in [
        (moved.len(), "found elsewhere"),
        (unplaced.len(), "kept without a place"),
        (*relations, "relations"),
        (broken.len(), "records that could not be used"),
    ] {
        if count > 0 {
            said.extend([format!(", {count} {what}")]);
        }
    }
    complain(&said);
    if let Some(chosen) = &report.convention {
        let convention = chosen.convention;
        let mut said = format!("{name}: offsets count in {}", convention.unit.name());
        if convention.newline_is_one {
            said.push_str(", a line end of two characters as one");
        }
        if convention.mark_counts {
            said.push_str(", with the byte order mark");
        }
        match (chosen.quoted, chosen.guessed) {
            (0, true) => said.push_str(" (guessed from the edges of words)"),
            (0, false) => {}
            (quoted, _) => said.extend([format!(" ({} of {quoted} quotations agree)", chosen.fitting)]),
        }
        complain(&said);
    }
    let labels = report.labels.iter().filter(|label| label.count > 0);
    let labels: Vec<String> =
        labels
            .map(|label| {
                if label.added {
                    format!("{} (added)", label.name)
                } else {
                    format!("{} is {}", label.name, label.label)
                }
            })
            .collect();
    if !labels.is_empty() {
        complain(&format!("{name}: labels: {}", labels.join(", ")));
    }
    for broken in broken.iter().take(SHOWN) {
        reporter.warn(&format!("{name}: {broken}"));
    }
    if broken.len() > SHOWN {
        reporter.warn(&format!("{name}: and {} more; --report lists all", broken.len() - SHOWN));
    }
    for unplaced in unplaced.iter().take(SHOWN) {
        reporter.warn(&format!(
            "{name}: {:?} ({}) has no certain place; it is kept without one",
            unplaced.quote, unplaced.label
        ));
    }
}
