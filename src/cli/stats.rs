//! `hawashi stats`: counts of annotations.

use std::io::{BufWriter, Write};

use serde::Serialize;

use super::args::{ByArg, StatsArgs, TableJsonOrCsv};
use super::escape::{self, escape_controls, escape_json};
use super::surveyed::{Surveyed, Wanted};
use super::{CliError, Exit, Reporter};
use crate::annotation::Status;
use crate::exchange::csv::tamed;
use crate::survey::{By, Name, Pair, RowRef, Within, groups, relations, together};

/// One count.
#[derive(Debug, Default, Serialize)]
struct Entry {
    /// What is counted, as files have it; for relations their kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// The name of an entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// Annotations; relations; or passages in which both are named.
    count: usize,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    statuses: Option<ByStatus>,
    articles: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
struct ByStatus {
    accepted: usize,
    suggested: usize,
    rejected: usize,
}

/// What is printed.
#[derive(Debug, Serialize)]
struct Report {
    articles: usize,
    annotations: usize,
    #[serde(flatten)]
    statuses: ByStatus,
    relations: usize,
    by: Vec<Table>,
}

/// The counts by one column.
#[derive(Debug, Serialize)]
struct Table {
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'static str>,
    counts: Vec<Entry>,
}

/// Runs the subcommand.
pub fn run(args: &StatsArgs) -> Result<Exit, CliError> {
    let mut reporter = Reporter::default();
    let wanted = Wanted {
        paths: &args.paths,
        reading: &args.reading,
        author: args.author.as_deref(),
        lexicon: &args.lexicon,
        status: &args.status,
    };
    let surveyed = wanted.count(&mut reporter)?;
    let report = report(&surveyed, args, &wanted.statuses());
    let mut out = BufWriter::new(escape::standard_output());
    match args.format {
        TableJsonOrCsv::Table => print_table(&report, &wanted.statuses(), &mut out)?,
        TableJsonOrCsv::Json => writeln!(out, "{}", escape_json(&serde_json::to_string(&report)?))?,
        TableJsonOrCsv::Csv => print_csv(&report, &mut out)?,
    }
    out.flush()?;
    Ok(match reporter.exit() {
        Exit::Done if report.annotations == 0 => Exit::No,
        exit => exit,
    })
}

fn report(surveyed: &Surveyed, args: &StatsArgs, statuses: &[Status]) -> Report {
    let survey = &surveyed.survey;
    let rows = surveyed.rows(statuses);
    let mut totals = ByStatus::default();
    for (_, row) in rows.iter().filter_map(|at| survey.row(*at)) {
        *match row.status {
            Status::Accepted => &mut totals.accepted,
            Status::Suggested => &mut totals.suggested,
            Status::Rejected => &mut totals.rejected,
        } += 1;
    }
    let within = Within::from(args.within);
    let mut asked: Vec<ByArg> = Vec::new();
    args.by.iter().for_each(|by| asked.extend((!asked.contains(by)).then_some(*by)));
    let counts = |by: ByArg| match by.groups() {
        Some(by) => Table { by: by.name(), within: None, counts: grouped(surveyed, &rows, by) },
        None if by == ByArg::Relation => {
            Table { by: "relation", within: None, counts: of_relations(surveyed, statuses) }
        }
        None => {
            let counts = of_pairs(surveyed, &rows, within);
            Table { by: "together", within: Some(within.name()), counts }
        }
    };
    Report {
        articles: survey.articles().len(),
        annotations: rows.len(),
        statuses: totals,
        relations: survey.relations().filter(|(_, relation)| statuses.contains(&relation.status)).count(),
        by: asked.into_iter().map(counts).collect(),
    }
}

fn grouped(surveyed: &Surveyed, rows: &[RowRef], by: By) -> Vec<Entry> {
    let survey = &surveyed.survey;
    let count = |group: crate::survey::Group| {
        let key = survey.key_text(group.key, by).into_owned();
        let name = (by == By::Entity).then(|| surveyed.entity_name(&key)).flatten();
        Entry {
            name: name.map(str::to_owned),
            key: Some(key),
            count: group.rows.len(),
            statuses: Some(ByStatus { accepted: group.accepted, suggested: group.suggested, rejected: group.rejected }),
            articles: group.articles,
            first: group.days.map(|(first, _)| first.to_string()),
            last: group.days.map(|(_, last)| last.to_string()),
            ..Entry::default()
        }
    };
    groups(survey, rows, by).into_iter().map(count).collect()
}

fn of_relations(surveyed: &Surveyed, statuses: &[Status]) -> Vec<Entry> {
    let text = |name| surveyed.survey.names().text(name).to_owned();
    let count = |found: crate::survey::RelationCount| Entry {
        key: Some(text(found.kind)),
        from: Some(text(found.from)),
        to: Some(text(found.to)),
        count: found.relations.len(),
        articles: found.articles,
        ..Entry::default()
    };
    relations(&surveyed.survey, statuses).into_iter().map(count).collect()
}

/// What is named together, of each two labels.
fn of_pairs(surveyed: &Surveyed, rows: &[RowRef], within: Within) -> Vec<Entry> {
    let survey = &surveyed.survey;
    let mut labels: Vec<Name> = rows.iter().filter_map(|at| survey.row(*at)).map(|(_, row)| row.label).collect();
    labels.sort_unstable();
    labels.dedup();
    let text = |name| survey.names().text(name);
    labels.sort_by_key(|label| text(*label));
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, first) in labels.iter().enumerate() {
        for second in &labels[at + 1..] {
            pairs.extend(together(survey, rows, within, |row| row.label == *first, |row| row.label == *second));
        }
    }
    pairs.sort_by_key(|pair| (u32::MAX - pair.passages, text(pair.first), text(pair.second)));
    let count = |pair: &Pair| Entry {
        from: Some(text(pair.first).to_owned()),
        to: Some(text(pair.second).to_owned()),
        count: pair.passages as usize,
        articles: pair.articles as usize,
        ..Entry::default()
    };
    pairs.iter().map(count).collect()
}

/// Prints tables. Numbers and ids come first, names last, so that a terminal keeps the columns in order.
fn print_table(report: &Report, statuses: &[Status], out: &mut impl Write) -> Result<(), CliError> {
    // A zero for what was not asked for would say that there is none.
    let counted = |ByStatus { accepted, suggested, rejected }| {
        [(Status::Accepted, accepted), (Status::Suggested, suggested), (Status::Rejected, rejected)]
            .map(|(status, count): (Status, usize)| statuses.contains(&status).then_some(count))
    };
    let names = ["accepted", "suggested", "rejected"];
    let totals = names.iter().zip(counted(report.statuses)).filter_map(|(name, n)| Some(format!("{} {name}", n?)));
    writeln!(
        out,
        "{} articles, {} annotations: {}; {} relations",
        report.articles,
        report.annotations,
        totals.collect::<Vec<_>>().join(", "),
        report.relations
    )?;
    for table in &report.by {
        writeln!(out)?;
        let within = table.within.map_or_else(String::new, |within| format!(" in one {within}"));
        writeln!(out, "by {}{within}", table.by)?;
        let has_statuses = table.counts.iter().any(|count| count.statuses.is_some());
        let has_days = table.counts.iter().any(|count| count.first.is_some());
        let id_of = |count: &Entry| count.name.as_ref().and(count.key.clone());
        let id_width = table.counts.iter().filter_map(id_of).map(|id| id.chars().count()).max();
        let id_width = id_width.map(|width| width.max("entity".len()));
        write!(out, "{:>7}", "count")?;
        if has_statuses {
            write!(out, " {:>9} {:>9} {:>9}", "accepted", "suggested", "rejected")?;
        }
        write!(out, " {:>9}", "articles")?;
        if has_days {
            write!(out, "  {:<10}  {:<10}", "first", "last")?;
        }
        if let Some(width) = id_width {
            write!(out, "  {:<width$}", table.by)?;
        }
        writeln!(out, "  {}", if id_width.is_some() { "name" } else { table.by })?;
        for count in &table.counts {
            write!(out, "{:>7}", count.count)?;
            for n in count.statuses.into_iter().flat_map(counted) {
                write!(out, " {:>9}", n.map_or_else(|| "-".to_owned(), |n| n.to_string()))?;
            }
            write!(out, " {:>9}", count.articles)?;
            if has_days {
                let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "-".to_owned());
                write!(out, "  {:<10}  {:<10}", day(&count.first), day(&count.last))?;
            }
            if let Some(width) = id_width {
                write!(out, "  {:<width$}", id_of(count).unwrap_or_else(|| "-".to_owned()))?;
            }
            let parts = [&count.key, &count.from, &count.to];
            let last = match &count.name {
                Some(name) => name.clone(),
                None => parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · "),
            };
            writeln!(out, "  {}", if last.is_empty() { "-".into() } else { escape_controls(&last) })?;
        }
    }
    Ok(())
}

fn print_csv(report: &Report, out: &mut impl Write) -> Result<(), CliError> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let head =
        ["by", "key", "name", "from", "to", "count", "accepted", "suggested", "rejected", "articles", "first", "last"];
    table.write_record(head).map_err(of_csv)?;
    for counts in &report.by {
        for count in &counts.counts {
            let text = |text: &Option<String>| tamed(text.as_deref().unwrap_or_default()).into_owned();
            let status = |of: fn(ByStatus) -> usize| {
                count.statuses.map_or_else(String::new, |statuses| of(statuses).to_string())
            };
            let cells = [
                counts.by.to_owned(),
                text(&count.key),
                text(&count.name),
                text(&count.from),
                text(&count.to),
                count.count.to_string(),
                status(|statuses| statuses.accepted),
                status(|statuses| statuses.suggested),
                status(|statuses| statuses.rejected),
                count.articles.to_string(),
                text(&count.first),
                text(&count.last),
            ];
            table.write_record(cells).map_err(of_csv)?;
        }
    }
    table.flush()?;
    Ok(())
}

/// Tables have equally many cells in each row, so only writing can fail.
pub(super) fn of_csv(error: csv::Error) -> CliError {
    CliError::Pipe(error.into())
}
