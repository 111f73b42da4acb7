//! The export page: what is exported, how, and what will become of it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::tab_id::TabId;
use crate::annotation::{Annotation, AnnotationId, AnnotationSet, AnnotationState, LabelId, RelationSet, Status};
use crate::exchange::columns::CONLL_2002;
use crate::exchange::{Along, Column, Format, Preview, StatusCounts, Statuses, Summary, Units, all_formats};
use crate::gui::widgets::FieldState;
use crate::session::Target;
use crate::store::ExportError;
use crate::survey::{RowRef, Survey};
use crate::text::Span;
use crate::text::fold::fold_phrase;
use crate::text::units::Unit;

/// What formats are for, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FormatUse {
    /// Software for analysis and annotation.
    Analysis,
    /// Training and testing programs.
    Training,
    /// People who read.
    Reading,
    /// Tables and maps.
    Tables,
    /// The web.
    Web,
    /// This program.
    Own,
}

impl FormatUse {
    /// What a format is for.
    pub(crate) fn of(format: &Format) -> Self {
        match format.name {
            "ron" => Self::Own,
            "conll" | "conllu" | "doccano" | "label-studio" | "prodigy" => Self::Training,
            "html" | "markdown" | "tei" => Self::Reading,
            "csv" | "tsv" | "jsonl" | "events" | "geojson" | "kml" => Self::Tables,
            "w3c" | "hypothesis" | "recogito" => Self::Web,
            _ => Self::Analysis,
        }
    }

    /// The key of its name.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Analysis => "exchange-for-analysis",
            Self::Training => "exchange-for-training",
            Self::Reading => "exchange-for-reading",
            Self::Tables => "exchange-for-tables",
            Self::Web => "exchange-for-web",
            Self::Own => "exchange-for-own",
        }
    }
}

fn folded(text: &str) -> String {
    fold_phrase(&text.to_lowercase())
}

/// Whether a format is written.
pub(crate) fn can_export(format: &Format) -> bool {
    format.write.is_some()
}

/// The formats for which `holds` returns true and in whose names or descriptions a text is found, by what they are for.
pub(crate) fn formats_like(typed: &str, holds: impl Fn(&Format) -> bool) -> Vec<&'static Format> {
    let sought = folded(typed);
    let is_found = |format: &Format| {
        let texts = format.names.iter().chain(&format.about).map(|(_, text)| *text);
        texts.chain([format.name, format.suffix]).any(|text| folded(text).contains(&sought))
    };
    let mut found: Vec<_> = all_formats().filter(|format| holds(format) && is_found(format)).collect();
    found.sort_by_key(|format| FormatUse::of(format));
    found
}

/// Whether a text that is typed to find a format finds one: else the one that was chosen before is not meant.
pub(crate) fn finds_format(typed: &str, holds: impl Fn(&Format) -> bool) -> bool {
    typed.trim().is_empty() || !formats_like(typed, holds).is_empty()
}

/// The one of these formats that a typed text means: whose name begins with it, or else the first.
pub(crate) fn format_meant(formats: &[&'static Format], typed: &str) -> Option<&'static Format> {
    let sought = folded(typed);
    let begins = |format: &&&Format| {
        let names = format.names.iter().map(|(_, name)| *name).chain([format.name]);
        names.into_iter().any(|name| folded(name).starts_with(&sought))
    };
    formats.iter().find(begins).or(formats.first()).copied().filter(|_| !sought.is_empty())
}

/// Which articles are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// The one in front.
    Article,
    /// All that are open.
    Open,
    /// All of the folder.
    Folder,
    /// What a table shows, or what is ticked in it.
    Shown,
}

/// The rows of a table to which an export is limited.
#[derive(Debug, Default)]
pub(crate) struct ExportOnly {
    /// The names of their articles in the table.
    pub(crate) articles: HashSet<String>,
    /// The statuses that they have.
    pub(crate) statuses: Statuses,
    ids: HashSet<AnnotationId>,
    /// Suggestions, by the hash of their text, their passage and their label.
    suggested: HashSet<(String, Span, LabelId)>,
}

impl ExportOnly {
    /// These rows.
    pub(crate) fn of(survey: &Survey, rows: impl IntoIterator<Item = RowRef>) -> Self {
        let mut only =
            Self { statuses: Statuses { accepted: false, suggested: false, rejected: false }, ..Self::default() };
        for (article, row) in rows.into_iter().filter_map(|at| survey.row(at)) {
            only.articles.insert(article.name.clone());
            only.statuses = only.statuses.and([row.status].into_iter().collect());
            match &row.target {
                Target::Annotation(id) => drop(only.ids.insert(id.clone())),
                Target::Candidate { span, .. } => {
                    let label = survey.names().text(row.label).into();
                    only.suggested.insert((article.sha256.clone(), *span, label));
                }
            }
        }
        only
    }

    /// Leaves only these annotations in the state of an article with this hash, and the relations between them.
    pub(crate) fn keep(&self, sha256: &str, state: &mut AnnotationState) {
        let is_kept = |annotation: &Annotation| {
            self.ids.contains(&annotation.id)
                || annotation.status == Status::Suggested
                    && self.suggested.contains(&(sha256.to_owned(), annotation.spans.first(), annotation.label.clone()))
        };
        let kept = state.annotations.iter_shared().filter(|annotation| is_kept(annotation)).cloned();
        state.annotations = AnnotationSet::from_annotations(kept.collect::<Vec<_>>());
        let is_there = |id: &AnnotationId| state.annotations.get(id).is_some();
        let relations = state.relations.iter().filter(|relation| is_there(&relation.from) && is_there(&relation.to));
        state.relations = RelationSet::from_relations(relations.cloned().collect::<Vec<_>>());
        // They have no place in a table.
        state.orphans.clear();
    }
}

/// How the articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ExportChoices {
    pub(crate) format: &'static Format,
    pub(crate) scope: Scope,
    pub(crate) statuses: Statuses,
    /// The requested unit of offsets; `None` for that of the format.
    pub(crate) unit: Option<Unit>,
    /// Whether the file begins with a byte order mark.
    pub(crate) mark: bool,
    /// Whether lines of texts that go along end as in Windows.
    pub(crate) crlf: bool,
    /// The columns of a table of tokens.
    pub(crate) columns: &'static [Column],
}

/// What was found out about an export that is to be made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Foreseen {
    /// The first lines of the first article's file.
    pub(crate) preview: Preview,
    /// Why there are none.
    pub(crate) problem: Option<ExportError>,
    /// What becomes of everything, kind by kind.
    pub(crate) along: Vec<Along>,
    /// How many annotations of each status there are.
    pub(crate) statuses: StatusCounts,
    /// Whether suggestions were looked for in all articles; if not, those of articles that are not open are not counted.
    pub(crate) knows_suggestions: bool,
    /// What each file will contain, by its name; or all of them, if they become one.
    pub(crate) files: Vec<(String, Summary)>,
    /// How many articles were read, of how many, and how many of them cannot be.
    pub(crate) read: (usize, usize),
    pub(crate) unreadable: usize,
}

impl Foreseen {
    /// How many annotations go along.
    pub(crate) fn marks(&self) -> usize {
        self.along.iter().find(|along| along.kind.is_none()).map_or(0, Along::count)
    }

    /// How many things do not stand in the file.
    pub(crate) fn left_out(&self) -> usize {
        // Annotations that are left out altogether are a kind of their own besides.
        self.along.iter().filter(|along| along.kind.is_some()).map(|along| along.left_out).sum()
    }

    /// How many stand there in another form.
    pub(crate) fn changed(&self) -> usize {
        self.along.iter().map(|along| along.changed).sum()
    }

    /// How many annotations lack an attribute that their label requires.
    pub(crate) fn incomplete(&self) -> usize {
        self.files.iter().map(|(_, summary)| summary.incomplete).sum()
    }
}

/// An export that is being made.
#[derive(Debug)]
pub(crate) struct ExportDoing {
    /// The number of its job.
    pub(crate) number: u64,
    pub(crate) done: usize,
    pub(crate) all: usize,
    pub(crate) stop: Arc<AtomicBool>,
}

/// The page, in the place of an article or of a folder's list.
pub(crate) struct ExportPage {
    /// In whose place it stands.
    pub(crate) over: TabId,
    pub(crate) choices: ExportChoices,
    /// How many articles each of these is about; 0 for what cannot be chosen.
    pub(crate) counts: [(Scope, usize); 4],
    /// The rows of the table that it is about, if it was asked for there.
    pub(crate) only: Option<Arc<ExportOnly>>,
    /// The name of the article, and of the folder.
    pub(crate) names: [String; 2],
    /// What is typed to find a format.
    pub(crate) search: FieldState,
    /// Where it is to be written.
    pub(crate) place: FieldState,
    /// Whether the person has chosen that.
    pub(crate) is_place_chosen: bool,
    /// What was found out, and for which choices and states of the articles that was.
    pub(crate) foreseen: Option<Foreseen>,
    pub(crate) is_stale: bool,
    pub(crate) asked: Option<(ExportChoices, Vec<(TabId, u64)>)>,
    pub(crate) doing: Option<ExportDoing>,
    /// What went wrong in the last attempt.
    pub(crate) problems: Vec<ExportError>,
    /// Height of its foot, over which nothing else is shown, in points.
    pub(crate) foot: f32,
}

impl ExportPage {
    /// How many articles are exported.
    pub(crate) fn articles(&self) -> usize {
        let scope = self.choices.scope;
        self.counts.iter().find(|(of, _)| *of == scope).map_or(0, |(_, count)| *count)
    }

    /// Whether each article becomes a file of its own in a folder.
    pub(crate) fn writes_each(&self) -> bool {
        let is_one = match self.choices.scope {
            Scope::Article => true,
            Scope::Shown => self.articles() == 1,
            Scope::Open | Scope::Folder => false,
        };
        !is_one && !self.choices.format.holds_many
    }

    /// Where it is to be written.
    pub(crate) fn path(&self) -> PathBuf {
        PathBuf::from(self.place.text().trim())
    }

    /// Whether it can be made now.
    pub(crate) fn is_ready(&self) -> bool {
        let finds_format = finds_format(self.search.text(), can_export);
        self.doing.is_none() && finds_format && !self.place.text().trim().is_empty() && self.articles() > 0
    }

    /// Chooses a format, with what is usual for it.
    pub(crate) fn set_format(&mut self, format: &'static Format) {
        let choices = &mut self.choices;
        choices.format = format;
        choices.mark = format.has_mark;
        choices.crlf &= format.has_line_ends();
        choices.columns = if format.has_columns() { CONLL_2002 } else { &[] };
        choices.unit = choices.unit.filter(|_| format.units == Units::Any);
        self.problems.clear();
    }
}

/// The name of the file of an article, beside which it may stand: its own annotation file has the plain name.
pub(crate) fn proposed_file(article: &Path, format: &Format) -> String {
    let stem = article.file_stem().unwrap_or_default().to_string_lossy();
    let part = if format.suffix == crate::exchange::ron::SUFFIX { "-export" } else { "" };
    format!("{stem}{part}{}", format.suffix)
}

/// What the export page asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ExportAction {
    /// Choose a format.
    Format(&'static Format),
    /// Choose which articles.
    Scope(Scope),
    /// Choose which statuses go along.
    Statuses(Statuses),
    /// Choose the unit of offsets.
    Unit(Unit),
    /// Whether the file begins with a byte order mark.
    Mark(bool),
    /// Whether lines end as in Windows.
    Crlf(bool),
    /// The columns of a table of tokens.
    Columns(&'static [Column]),
    /// The person has typed another place.
    Placed,
    /// Choose another place.
    ChoosePlace,
    /// Write what is lost as a list.
    SaveList,
    /// Write it; whether over what is there.
    Do {
        /// Whether existing files are replaced.
        overwrite: bool,
    },
    /// Stop writing.
    Stop,
    /// Close the page.
    Close,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::FORMATS;

    #[test]
    fn formats_are_found_by_their_names_in_both_languages() {
        let found = |typed: &str| format_meant(&formats_like(typed, |_| true), typed).map(|format| format.name);
        for (typed, name) in [("refi", "refi-qda"), ("CSV", "csv"), ("جدول", "csv"), (".ann", "brat"), ("ron", "ron")]
        {
            assert_eq!(found(typed), Some(name), "{typed}");
        }
        assert_eq!(formats_like("", can_export).len(), FORMATS.len());
        assert_eq!(found("nothing like it"), None);
        let all = formats_like("", |_| true);
        let uses: Vec<FormatUse> = all.iter().map(|format| FormatUse::of(format)).collect();
        assert!(uses.is_sorted());
    }
}
