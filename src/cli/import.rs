//! `hawashi import`: annotations from a file of another program.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::ImportArgs;
use super::export::{begin_report, columns_of, ends_like_a_folder};
use super::inputs;
use super::outcome::complain;
use super::progress::Progress;
use super::{CliError, Exit, Reporter};
use crate::annotation::{LabelId, LabelSet};
use crate::exchange::import::{ImportReport, LabelChoices, place_watched};
use crate::exchange::ron::annotations_to_ron;
use crate::exchange::{ExchangeError, Foreign, Imported, format_names};
use crate::store::{self, ExportError, ImportedFile, Importing, Versions, WriteMode};
use crate::text::excerpt::one_line;

/// The most records that are listed on standard error; the report has all.
const SHOWN: usize = 10;

/// Runs the subcommand.
pub fn run(args: &ImportArgs) -> Result<Exit, CliError> {
    let ImportArgs { file, from, reading, out, .. } = args;
    let format = from.0;
    let Some(read) = format.read else {
        let readable = format_names(|format| format.read.is_some());
        return Err(CliError::Usage(format!("{} is written only; what can be read: {readable}", format.name)));
    };
    check_out(out.as_deref())?;
    let own_labels = own_labels(args)?;
    let choices = choices(&args.map, &own_labels)?;
    let columns = columns_of(args.columns.as_ref(), format)?;
    let article = match &reading.article {
        Some(path) => Some(Arc::new(store::read_article(path, reading.encoding)?)),
        None => None,
    };
    let name = store::file_name(file);
    let failed = |error| CliError::Usage(format!("{}: {error}", file.display()));
    let is_stdin = file == Path::new("-");
    let imported_file =
        if is_stdin { ImportedFile::given("stdin", inputs::read_stdin()?) } else { ImportedFile::new(file) };
    let imported_file = imported_file.with_columns(columns);
    // Files of one format can often be read as another, and then have nothing.
    match imported_file.refuse_nothing(format, read) {
        Err(ExportError::Exchange(error @ ExchangeError::NothingFound { .. })) => {
            complain(&format!("{}: {error}", file.display()));
            return Ok(Exit::No);
        }
        other => other?,
    }
    let mode = if args.force { WriteMode::Force } else { WriteMode::New };
    let versions = Versions::of_person();
    let mut writer = Importing {
        file: &imported_file,
        article: reading.article.clone(),
        mode,
        versions: versions.as_ref(),
        taken: BTreeSet::new(),
    };
    // Nothing is imported if the report cannot be written.
    let report = match &args.report {
        Some(path) => {
            writer.refuse_read(path)?;
            Some(begin_report(path, out.as_ref(), mode)?)
        }
        None => None,
    };
    let is_folder = out.as_ref().is_some_and(|out| out.is_dir() || ends_like_a_folder(out));
    let (mut reporter, mut reports) = (Reporter::default(), Vec::new());
    let mut waiting: Option<(Imported, Option<PathBuf>)> = None;
    let mut take = |foreign: Foreign, reporter: &mut Reporter| -> Result<(), CliError> {
        // Where the file has no texts, its articles are found by their names.
        let said = Some(foreign.name.as_str()).filter(|_| foreign.text.is_none());
        if let Some(own) = &reading.article
            && let Some(named) = said.and_then(|name| store::other_article_named(own, name))
            && !store::is_same_file(&named, file)
        {
            complain(&format!("{}: is about {}; left out", foreign.name, named.display()));
            return Ok(());
        }
        let beside = out.as_deref().filter(|_| is_folder).or(file.parent()).filter(|_| reading.article.is_none());
        let named = beside.zip(said).and_then(|(folder, name)| store::article_named(folder, name));
        let article = match &named {
            Some(path) => Some(Arc::new(store::read_article(path, reading.encoding)?)),
            None => article.clone(),
        };
        if let Some(first) = waiting.take() {
            if !is_folder {
                let message = format!("{}: the file holds several articles; give a folder with --out", file.display());
                return Err(CliError::Usage(message));
            }
            writer.article = first.1.or(reading.article.clone());
            write(&mut writer, &first.0, args, reporter, true)?;
        }
        let mut progress = Progress::of(&name);
        let mut watch = |done, all| {
            progress.at(done, all);
            true
        };
        match place_watched(format.name, foreign, article.as_ref(), (&own_labels, &choices), &mut watch) {
            Ok(imported) => {
                reports.push(imported.report.clone());
                waiting = Some((imported, named));
            }
            Err(error) => reporter.error(&failed(error)),
        }
        Ok(())
    };
    imported_file.read(read, &mut |article| match article {
        Ok(foreign) => take(foreign, &mut reporter),
        Err(error) => {
            reporter.error(&failed(error));
            Ok::<(), CliError>(())
        }
    })?;
    if let Some((last, named)) = waiting {
        writer.article = named.or(reading.article.clone());
        match (out, is_folder) {
            (None, false) => {
                say(&reporter, &last.report, &name);
                let ron = annotations_to_ron(
                    &writer.article_name(&last),
                    &last.document,
                    &last.annotation_state,
                    &last.carried,
                );
                store::standard_output().write_all(ron.as_bytes())?;
            }
            _ => write(&mut writer, &last, args, &reporter, is_folder)?,
        }
    } else if reports.is_empty() {
        let nothing = || CliError::Usage(format!("{}: there is no article in it", file.display()));
        return if reporter.exit() == Exit::Done { Err(nothing()) } else { Ok(reporter.exit()) };
    }
    if let Some(report) = report {
        let json = serde_json::json!({ "file": name, "format": format.name, "articles": reports });
        store::end_report(report, &json)?;
    }
    let mut is_mapped = true;
    for (wished, _) in choices.iter().filter(|(wished, _)| !reports.iter().any(|report| report.has_label(wished))) {
        let mut there: Vec<&str> =
            reports.iter().flat_map(|report| &report.labels).map(|label| label.name.as_str()).collect();
        there.sort_unstable();
        there.dedup();
        reporter.warn(&format!("--map {wished}: the file has no such label, but {}", there.join(", ")));
        is_mapped = false;
    }
    let is_whole = reports.iter().all(|report| report.unplaced.is_empty() && report.broken.is_empty());
    Ok(if is_whole && is_mapped { reporter.exit() } else { reporter.exit().max(Exit::No) })
}

/// Fails for an output that could be an article.
fn check_out(out: Option<&Path>) -> Result<(), CliError> {
    match out {
        Some(out) if !out.is_dir() && !ends_like_a_folder(out) && !store::is_annotation_path(out) => Err(
            CliError::Usage(format!("--out {}: an annotation file ends in .hawashi.ron, a folder in /", out.display())),
        ),
        _ => Ok(()),
    }
}

/// The labels among which those of the file find their meaning: those of the article's annotation file, or of its folder, or
/// the ready ones.
fn own_labels(args: &ImportArgs) -> Result<LabelSet, CliError> {
    let article = args.reading.article.as_deref();
    let annotations = args.out.clone().filter(|out| out.is_file()).or_else(|| article.map(store::annotation_path));
    if let Some(path) = annotations.filter(|path| path.is_file())
        && let Some(Ok(loaded)) = inputs::open_annotated(&path, &args.reading).ok().and_then(|opened| opened.loaded)
    {
        return Ok(loaded.annotation_state.labels);
    }
    let is_folder = |out: &&Path| out.is_dir() || ends_like_a_folder(out);
    let out = args.out.as_deref();
    let folder = out.filter(is_folder).or(out.and_then(Path::parent)).or(article.and_then(Path::parent));
    let folder = folder.map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let shared = folder.map(store::read_folder_file).transpose()?;
    Ok(shared.and_then(|shared| shared.labels).unwrap_or_else(|| LabelSet::standard().clone()))
}

/// What `--map` says: names of labels in the file, and labels here.
fn choices(map: &[String], own: &LabelSet) -> Result<LabelChoices, CliError> {
    let pair = |pair: &String| {
        let (name, label) = pair.split_once('=').unwrap_or((pair, ""));
        let id = LabelId::from(label);
        if name.is_empty() || own.get(&id).is_none() {
            let known: Vec<&str> = own.iter().map(|label| label.id.as_str()).collect();
            return Err(CliError::Usage(format!("--map {pair}: write NAME=LABEL with one of {}", known.join(", "))));
        }
        Ok((name.to_owned(), Some(id)))
    };
    map.iter().map(pair).collect()
}

/// Says what becomes of an article, and writes it to the file that was named, or into the folder.
fn write(
    writer: &mut Importing<'_>,
    imported: &Imported,
    args: &ImportArgs,
    reporter: &Reporter,
    is_folder: bool,
) -> Result<(), CliError> {
    say(reporter, &imported.report, &store::file_name(&args.file));
    let Some(out) = &args.out else { return Ok(()) };
    let written = if is_folder { writer.write_into(out, imported)? } else { writer.write_to(out, imported)? };
    let path = written.path.display();
    if let Some(article) = writer.article.as_ref().filter(|_| written.is_apart) {
        complain(&format!(
            "{path} belongs to {}, which is not beside it; open it with --article, or put it there",
            article.display()
        ));
    }
    if let Some(former) = &written.former_text {
        complain(&format!("the text that was there is kept as {}", former.display()));
    }
    if let Some(error) = &written.not_kept {
        complain(&format!("warning: {path} could not be kept as a version: {error}"));
    }
    complain(&format!("{path} was written"));
    Ok(())
}

/// Says what became of an article.
fn say(reporter: &Reporter, report: &ImportReport, file: &str) {
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
        if convention.newline_is_two {
            said.push_str(", a line end as two characters");
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
            "{name}: «{}» ({}) has no certain place; it is kept without one",
            one_line(&unplaced.quote),
            unplaced.label
        ));
    }
}
