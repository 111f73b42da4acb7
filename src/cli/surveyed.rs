//! The rows of the articles on the command line, for the subcommands that count and show them.

use std::path::PathBuf;

use super::args::{Reading, StatusArg};
use super::engine::Engine;
use super::export::{check_author, read_decided};
use super::inputs::{self, Input};
use super::shared::Shared;
use super::{CliError, Reporter};
use crate::annotation::Status;
use crate::exchange::Statuses;
use crate::lexicon::Lexicon;
use crate::store::{ExportSource, StoreError};
use crate::survey::{Column, Filter, Made, Plain, RowRef, Source, Survey, in_order};

/// Which annotations of which articles are meant.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    pub(super) paths: &'a [PathBuf],
    pub(super) reading: &'a Reading,
    pub(super) author: Option<&'a str>,
    pub(super) lexicon: &'a [PathBuf],
    pub(super) status: &'a [StatusArg],
}

/// What was read.
pub(super) struct Surveyed {
    pub(super) survey: Survey,
    engine: Engine,
}

impl Wanted<'_> {
    /// The statuses that count.
    pub(super) fn statuses(&self) -> Vec<Status> {
        match self.status {
            [] => vec![Status::Accepted, Status::Suggested],
            some => some.iter().map(|status| Status::from(*status)).collect(),
        }
    }

    /// Reads the articles, one after the other; what cannot be read is reported, and the others are read. `each` sees an
    /// article when its rows are there, and may keep it.
    pub(super) fn read(
        &self,
        reporter: &mut Reporter,
        mut each: impl FnMut(&Survey, u32, ExportSource) -> Result<(), CliError>,
    ) -> Result<Surveyed, CliError> {
        self.read_keeping(reporter, |source| source, &mut each)
    }

    /// Like [`Self::read`], without the articles.
    pub(super) fn count(&self, reporter: &mut Reporter) -> Result<Surveyed, CliError> {
        self.read_keeping(reporter, drop, &mut |_, _, ()| Ok(()))
    }

    /// Reads the articles; `keep` says on their threads what of them is kept for `each`.
    fn read_keeping<K: Send>(
        &self,
        reporter: &mut Reporter,
        keep: impl Fn(ExportSource) -> K + Sync,
        each: &mut dyn FnMut(&Survey, u32, K) -> Result<(), CliError>,
    ) -> Result<Surveyed, CliError> {
        self.reading.check(self.paths)?;
        let inputs = inputs::collect(self.paths, reporter)?;
        let shared = Shared::of(self.paths, reporter);
        let inputs = shared.articles(inputs);
        check_author(self.author, &inputs)?;
        let engine = Engine::with_lexicons(&shared.lexicons(self.lexicon))?;
        let statuses: Option<Statuses> =
            (!self.status.is_empty()).then(|| self.status.iter().map(|status| Status::from(*status)).collect());
        let whose = (self.reading, self.author);
        let mut survey = Survey::default();
        let warnings: &Reporter = reporter;
        let read = |input: &Input| {
            let source = read_decided(input, whose, statuses, (&engine, shared.with(input)), warnings)?;
            let made = Made::of(&Source::of_state(&source.input, &source.document, &source.annotation_state));
            Ok::<_, StoreError>((made, keep(source)))
        };
        let (mut errors, mut seen) = (Vec::new(), Ok(()));
        // The next ones are read while the rows of these are made.
        in_order(&inputs, read, |_, read| {
            match read {
                Ok((made, kept)) if seen.is_ok() => {
                    let index = survey.take(made);
                    seen = each(&survey, index, kept);
                }
                Ok(_) => {}
                Err(error) => errors.push(error),
            }
            seen.is_ok()
        });
        seen?;
        for error in &errors {
            reporter.error(error);
        }
        Ok(Surveyed { survey, engine })
    }
}

/// A filter for rows with one of these statuses.
fn with_status(statuses: &[Status]) -> Filter {
    let values = statuses.iter().map(|status| status.name().to_owned()).collect();
    Filter { values: [(Column::Status, values)].into(), ..Filter::default() }
}

impl Surveyed {
    /// The rows with one of these statuses.
    pub(super) fn rows(&self, statuses: &[Status]) -> Vec<RowRef> {
        with_status(statuses).rows(&self.survey, &Plain)
    }

    /// What is known of entities.
    pub(super) fn lexicon(&self) -> &Lexicon {
        self.engine.lexicon()
    }

    /// What knows entities.
    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The name of an entity in its own language, if the lexicon knows it.
    pub(super) fn entity_name(&self, id: &str) -> Option<&str> {
        let lexicon = self.engine.lexicon();
        Some(lexicon.entity(lexicon.by_id(id)?).canonical)
    }
}
