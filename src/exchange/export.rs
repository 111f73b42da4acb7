//! A file being written in a format.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Article, EntityLookup, ExchangeError, Format, Loss, Options, StatusCounts, Statuses, Writer};
use crate::annotation::Annotation;
use crate::annotation::audit::missing_attributes;

/// The mark by which spreadsheets recognise a table as UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What an export contains, and what its format could not represent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The statuses requested for all articles together.
    pub statuses: Statuses,
    /// How many annotations of each status were exported.
    pub counts: StatusCounts,
    /// How many relations were left out because an annotation at one of their ends was.
    pub cut_relations: usize,
    /// How many annotations lack an attribute that their label requires.
    pub incomplete: usize,
    /// What was lost, and how often.
    pub losses: BTreeMap<Loss, usize>,
}

impl Summary {
    /// Counts an article that is written in a format.
    pub fn add(&mut self, format: &Format, article: &Article<'_>, entities: &dyn EntityLookup) {
        self.statuses = self.statuses.and(article.statuses);
        self.counts.add(article.annotations());
        for loss in Loss::ALL.iter().copied().filter(|loss| (format.loses)(*loss)) {
            let count = loss.count(article, entities);
            if count > 0 {
                *self.losses.entry(loss).or_default() += count;
            }
        }
        let labels = &article.annotation_state.labels;
        let is_incomplete = |annotation: &&Annotation| missing_attributes(labels, annotation).next().is_some();
        self.incomplete += article.annotations().filter(is_incomplete).count();
        if !(format.loses)(Loss::Relations) {
            self.cut_relations += article.cut_relations();
        }
    }

    /// Adds what another article's summary says.
    pub fn join(&mut self, other: &Self) {
        self.statuses = self.statuses.and(other.statuses);
        self.counts.join(other.counts);
        self.cut_relations += other.cut_relations;
        self.incomplete += other.incomplete;
        for (loss, count) in &other.losses {
            *self.losses.entry(*loss).or_default() += count;
        }
    }

    /// The same as a record of a report, with the name of the file.
    pub fn report(&self, file: &str, format: &Format) -> Value {
        let Self { statuses, counts, cut_relations, incomplete, losses } = self;
        let by_status = [
            ("accepted", statuses.accepted, counts.accepted),
            ("suggested", statuses.suggested, counts.suggested),
            ("rejected", statuses.rejected, counts.rejected),
        ];
        let annotations: serde_json::Map<String, Value> = by_status
            .into_iter()
            .filter(|(_, holds, _)| *holds)
            .map(|(name, _, count)| (name.to_owned(), count.into()))
            .collect();
        let losses: serde_json::Map<String, Value> =
            losses.iter().map(|(loss, count)| (loss.id().to_owned(), (*count).into())).collect();
        json!({
            "file": file,
            "format": format.name,
            "annotations": annotations,
            "losses": losses,
            "cut_relations": cut_relations,
            "incomplete": incomplete,
        })
    }
}

/// A file being written in a format.
pub struct Export<'w> {
    format: &'static Format,
    writer: Box<dyn Writer + 'w>,
    entities: &'w dyn EntityLookup,
    articles: usize,
    summary: Summary,
}

impl std::fmt::Debug for Export<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").field("format", &self.format).field("articles", &self.articles).finish_non_exhaustive()
    }
}

impl<'w> Export<'w> {
    /// Starts a file.
    pub fn begin(
        format: &'static Format,
        mut out: impl Write + 'w,
        options: Options<'w>,
    ) -> Result<Self, ExchangeError> {
        let unit = format.unit(options.unit)?;
        let entities = options.entities;
        let failed = |error: io::Error| ExchangeError::io(format.name, &error);
        if options.mark {
            out.write_all(BYTE_ORDER_MARK.as_bytes()).map_err(failed)?;
        }
        let write = format.write.ok_or(ExchangeError::ReadOnly { format: format.name })?;
        let writer = write(Box::new(out), unit, options).map_err(failed)?;
        Ok(Self { format, writer, entities, articles: 0, summary: Summary::default() })
    }

    /// Appends an article.
    pub fn article(&mut self, article: &Article<'_>) -> Result<(), ExchangeError> {
        self.articles += 1;
        if self.articles > 1 && !self.format.holds_many {
            return Err(ExchangeError::OneArticle { format: self.format.name, articles: self.articles });
        }
        self.writer.article(article).map_err(|error| ExchangeError::io(self.format.name, &error))?;
        self.summary.add(self.format, article, self.entities);
        Ok(())
    }

    /// Finishes the file and returns its summary.
    pub fn end(self) -> Result<Summary, ExchangeError> {
        self.writer.end().map_err(|error| ExchangeError::io(self.format.name, &error))?;
        Ok(self.summary)
    }
}
