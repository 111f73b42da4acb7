//! The table of the annotations of an article or of a folder: what is asked for, what is shown of it, and what is ticked.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use super::auditing::{AuditAction, Auditing};
use super::concordance::{Concordance, ConcordanceOf, ConcordanceOrder};
use super::tab_id::TabId;
use crate::annotation::{LabelId, Status};
use crate::detect::FeedbackExample;
use crate::gui::i18n::Lang;
use crate::lexicon::Lexicon;
use crate::picture::Language;
use crate::report::Part;
use crate::session::{MarkTreatment, Target};
use crate::survey::{
    By, Column, EntityRow, Filter, Group, GroupKey, Names, Order, RelationCount, Row, RowRef, Step, Survey, Within,
    Wording, entities, groups, relations, sort,
};
use crate::text::fold::fold_phrase;

/// What the tags of a folder's articles teach, with the files that hold it: read once for all of its articles.
pub(crate) type Taught = HashMap<PathBuf, Vec<(PathBuf, Vec<FeedbackExample>)>>;

/// The rows of a group that are shown until somebody asks for the others.
pub(crate) const FIRST_OF_GROUP: usize = 5;

/// What is shown of a folder or an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SeenView {
    /// The list of its articles, or its page.
    #[default]
    Own,
    /// The table of its annotations.
    Table,
    /// Passages with the words around them.
    Concordance,
    /// What asks for a look.
    Audit,
    /// Charts of what is there.
    Pictures,
    /// The places on a map.
    Map,
}

impl SeenView {
    /// Whether it is drawn: charts or the map.
    pub(crate) fn is_drawn(self) -> bool {
        matches!(self, Self::Pictures | Self::Map)
    }

    /// All of them, as they stand beside each other.
    pub(crate) const ALL: [Self; 6] =
        [Self::Own, Self::Table, Self::Concordance, Self::Audit, Self::Pictures, Self::Map];
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SeenTable {
    /// Annotations and suggestions.
    #[default]
    Rows,
    /// Entities, with what is known of their mentions.
    Entities,
    /// Relations, by what they are between.
    Relations,
}

impl SeenTable {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Self; 3] = [Self::Rows, Self::Entities, Self::Relations];
}

/// What the table of entities says of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntityColumn {
    Name,
    /// The label of most of its mentions.
    Label,
    Mentions,
    Articles,
    /// The first and the last day of these.
    First,
    Last,
    /// What is named in one paragraph with it.
    With,
}

impl EntityColumn {
    /// All of them, as they stand beside each other.
    pub(crate) const ALL: [Self; 7] =
        [Self::Name, Self::Label, Self::Mentions, Self::Articles, Self::First, Self::Last, Self::With];
}

/// Which rows are asked for, and how.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) table: SeenTable,
    /// By which column entities are sorted, and whether the last comes first.
    pub(crate) entity_order: (EntityColumn, bool),
    pub(crate) filter: Filter,
    /// At most two.
    pub(crate) orders: Vec<Order>,
    pub(crate) group: Option<By>,
    /// Groups of which only the head is shown.
    pub(crate) folded: HashSet<GroupKey>,
    /// Groups of which all rows are shown.
    pub(crate) whole: HashSet<GroupKey>,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            table: SeenTable::default(),
            entity_order: (EntityColumn::Mentions, true),
            filter: Filter::default(),
            orders: Vec::new(),
            group: None,
            folded: HashSet::new(),
            whole: HashSet::new(),
        }
    }
}

impl Asked {
    /// Sorts by a column; again turns, a third time ends it. With `also`, behind the order that there is.
    pub(crate) fn sort_by(&mut self, column: Column, also: bool) {
        let was = self.orders.iter().position(|order| order.column == column);
        match was.and_then(|at| self.orders.get_mut(at).map(|order| (at, order))) {
            Some((at, order)) if order.is_reversed => drop(self.orders.remove(at)),
            Some((_, order)) => order.is_reversed = true,
            None => {
                if !also {
                    self.orders.clear();
                }
                self.orders.truncate(1);
                self.orders.push(Order { column, is_reversed: false });
            }
        }
    }
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SeenLine {
    /// The head of the group of this number.
    Group(usize),
    /// A row.
    Row(RowRef),
    /// So many more are in the group of this number.
    More(usize, usize),
}

/// A mark, wherever its row stands by now: the index of its article, and what it is.
pub(crate) type SeenMark = (u32, Target);

/// The rows as they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    pub(crate) lines: Vec<SeenLine>,
    pub(crate) groups: Vec<Group>,
    /// The other tables, if they are asked for.
    pub(crate) entities: Vec<EntityRow>,
    pub(crate) relations: Vec<RelationCount>,
    /// All that fit the filter, as they are sorted.
    pub(crate) rows: Vec<RowRef>,
    /// How many there are without a filter.
    pub(crate) all: usize,
    /// The first days of the months of the articles.
    pub(crate) months: BTreeSet<Date>,
    /// For each article whether it is meant by the filter.
    pub(crate) articles: Vec<bool>,
    /// For columns whose values can be chosen, these with how often they occur, the most frequent first.
    pub(crate) values: Arc<BTreeMap<Column, Vec<(String, usize)>>>,
}

impl Shown {
    /// The rows of a survey as they are asked for; what was shown of the same rows before, if that is known, is used.
    pub(crate) fn of(survey: &Survey, asked: &Asked, words: &SeenWords, former: Option<&Self>) -> Self {
        let wording = Words { words, survey };
        let mut rows = asked.filter.rows(survey, &wording);
        sort(survey, &mut rows, &asked.orders, &wording);
        let mut entities = match asked.table {
            SeenTable::Entities => entities(survey, &rows, Within::Paragraph),
            SeenTable::Rows | SeenTable::Relations => Vec::new(),
        };
        sort_entities(survey, &mut entities, asked.entity_order, &wording);
        let relations = match asked.table {
            SeenTable::Relations => relations(survey, &[Status::Accepted, Status::Suggested]),
            SeenTable::Rows | SeenTable::Entities => Vec::new(),
        };
        let articles = asked.filter.articles(survey, &rows, &wording);
        let groups = asked.group.map(|by| groups(survey, &rows, by)).unwrap_or_default();
        let mut lines = Vec::with_capacity(if asked.group.is_some() { groups.len() * 2 } else { rows.len() });
        if asked.group.is_none() {
            lines.extend(rows.iter().copied().map(SeenLine::Row));
        }
        for (number, group) in groups.iter().enumerate() {
            lines.push(SeenLine::Group(number));
            if asked.folded.contains(&group.key) {
                continue;
            }
            let most = if asked.whole.contains(&group.key) { usize::MAX } else { FIRST_OF_GROUP };
            // One more row is no longer than the line that says so.
            let most = if group.rows.len() == most.saturating_add(1) { group.rows.len() } else { most };
            lines.extend(group.rows.iter().copied().take(most).map(SeenLine::Row));
            if group.rows.len() > most {
                lines.push(SeenLine::More(number, group.rows.len() - most));
            }
        }
        let days = survey.articles().iter().filter_map(|article| article.day);
        let months = days.map(|found| Step::Month.start(found.day.date())).collect();
        let values = former.map_or_else(|| Arc::new(values(survey)), |former| former.values.clone());
        Self { lines, groups, entities, relations, rows, all: survey.count(), months, articles, values }
    }

    /// The names of the articles that the filter leaves out.
    pub(crate) fn left_out(&self, survey: &Survey) -> HashSet<String> {
        let articles = survey.articles().iter().zip(&self.articles);
        articles.filter(|(_, is_meant)| !**is_meant).map(|(article, _)| article.name.clone()).collect()
    }
}

/// Sorts entities by a column; those without a value come last, and what is equal stays as it is.
fn sort_entities(
    survey: &Survey,
    entities: &mut [EntityRow],
    (by, is_reversed): (EntityColumn, bool),
    wording: &Words<'_>,
) {
    let text = |column, name| fold_phrase(&wording.shown(column, survey.names().text(name)).to_lowercase());
    let number = |number: usize| if is_reversed { u64::MAX - number as u64 } else { number as u64 };
    let day = |day: Option<Date>| {
        let days = day.map(|day| (i64::from(day.year()) + 20_000) as usize * 512 + day.day_of_year() as usize);
        (days.is_none(), number(days.unwrap_or(0)))
    };
    match by {
        EntityColumn::Name => entities.sort_by_cached_key(|entity| text(Column::Entity, entity.name)),
        EntityColumn::Label => entities.sort_by_cached_key(|entity| text(Column::Label, entity.label)),
        EntityColumn::Mentions => entities.sort_by_key(|entity| number(entity.mentions.len())),
        EntityColumn::Articles => entities.sort_by_key(|entity| number(entity.articles)),
        EntityColumn::First => entities.sort_by_key(|entity| day(entity.days.map(|(first, _)| first))),
        EntityColumn::Last => entities.sort_by_key(|entity| day(entity.days.map(|(_, last)| last))),
        EntityColumn::With => entities.sort_by_key(|entity| number(entity.with.len())),
    }
    if is_reversed && matches!(by, EntityColumn::Name | EntityColumn::Label) {
        entities.reverse();
    }
}

/// The values of the columns by which can be chosen.
fn values(survey: &Survey) -> BTreeMap<Column, Vec<(String, usize)>> {
    let mut values = BTreeMap::new();
    let articles = survey.articles().iter().map(|article| (article.name.clone(), article.rows.len()));
    values.insert(Column::Article, articles.filter(|(_, rows)| *rows > 0).collect());
    let columns = [Column::Label, Column::Author, Column::Origin, Column::Entity, Column::Attributes, Column::Note];
    let mut counts = columns.map(|_| vec![0_usize; survey.names().count()]);
    for (_, row) in survey.rows() {
        for (column, counts) in columns.iter().zip(&mut counts) {
            if let Some(count) = column.of_row(row).and_then(|name| counts.get_mut(name.index())) {
                *count += 1;
            }
        }
    }
    for (column, counts) in columns.into_iter().zip(counts) {
        let named = survey.names().iter().zip(counts).filter(|(_, count)| *count > 0);
        let mut named: Vec<(String, usize)> = named.map(|(text, count)| (text.to_owned(), count)).collect();
        named.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        values.insert(column, named);
    }
    values
}

/// What names of entities and labels are shown as.
#[derive(Clone)]
pub(crate) struct SeenWords {
    pub(crate) lexicon: Arc<Lexicon>,
    pub(crate) lang: Lang,
}

impl SeenWords {
    /// The language of the interface, for pictures and reports.
    pub(crate) fn language(&self) -> Language {
        match self.lang {
            Lang::En => Language::English,
            Lang::Ar => Language::Arabic,
        }
    }

    /// The name of an entity in the interface's language; its id if the lexicon does not know it.
    pub(crate) fn entity<'v>(&'v self, id: &'v str) -> Cow<'v, str> {
        let Some(entity) = self.lexicon.by_id(id).map(|found| self.lexicon.entity(found)) else { return id.into() };
        let (first, second) = match self.lang {
            Lang::Ar => (entity.canonical, entity.english),
            Lang::En => (entity.english, entity.canonical),
        };
        if first.is_empty() { second.into() } else { first.into() }
    }

    /// The rows and the articles that a filter means; `None` if it means all.
    pub(crate) fn meant_by(&self, filter: &Filter, survey: &Survey) -> Option<(HashSet<RowRef>, Vec<bool>)> {
        let wording = Words { words: self, survey };
        (!filter.is_empty()).then(|| {
            let rows = filter.rows(survey, &wording);
            let articles = filter.articles(survey, &rows, &wording);
            (rows.into_iter().collect(), articles)
        })
    }

    /// Its name in the other language; empty if that is the same, or not known.
    pub(crate) fn entity_aside(&self, id: &str) -> &str {
        let Some(entity) = self.lexicon.by_id(id).map(|found| self.lexicon.entity(found)) else { return "" };
        match self.lang {
            Lang::Ar if !entity.canonical.is_empty() => entity.english,
            Lang::En if !entity.english.is_empty() => entity.canonical,
            _ => "",
        }
    }
}

/// The words in which a table is shown.
struct Words<'w> {
    words: &'w SeenWords,
    survey: &'w Survey,
}

impl Wording for Words<'_> {
    fn shown<'v>(&'v self, column: Column, value: &'v str) -> Cow<'v, str> {
        match column {
            Column::Entity => self.words.entity(value),
            Column::Label => match self.survey.label(value) {
                Some(label) => label.name_in(self.words.lang.code()).into(),
                None => value.into(),
            },
            _ => value.into(),
        }
    }
}

/// The text around the chosen row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SeenPassage {
    /// The article's index, and the text that it was taken from.
    pub(crate) article: u32,
    pub(crate) sha256: String,
    /// Where it begins in the article's text, in bytes.
    pub(crate) start: u32,
    pub(crate) text: String,
}

impl SeenPassage {
    /// Whether a row stands in it.
    pub(crate) fn has(&self, article: u32, sha256: &str, row: &Row) -> bool {
        let end = self.start as usize + self.text.len();
        self.article == article
            && self.sha256 == sha256
            && self.start <= row.span.start.0
            && row.span.end.index() <= end
    }
}

/// The table of an article or a folder.
pub(crate) struct Seeing {
    pub(crate) view: SeenView,
    pub(crate) asked: Asked,
    pub(crate) columns: Vec<Column>,
    /// The widths of those whose width was chosen, in points.
    pub(crate) widths: BTreeMap<Column, f32>,
    pub(crate) survey: Survey,
    pub(crate) shown: Arc<Shown>,
    /// Counts the changes of the survey.
    pub(crate) revision: u64,
    /// What was arranged last, of which revision, and in which language.
    pub(crate) arranged: Option<(Asked, u64, Lang)>,
    /// Whether the articles were asked for.
    pub(crate) is_begun: bool,
    /// Articles without rows: those of their annotations come first.
    pub(crate) unread: VecDeque<Arc<Path>>,
    /// Articles in which names are to be looked for then.
    pub(crate) undetected: VecDeque<Arc<Path>>,
    /// Articles that could not be read.
    pub(crate) failed: usize,
    /// The generation of each open article's session from which its rows come.
    pub(crate) live: HashMap<TabId, u64>,
    /// What the person's tags in the folder teach, kept between jobs.
    pub(crate) taught: Arc<Mutex<Taught>>,
    pub(crate) ticked: HashSet<SeenMark>,
    /// What was done last with what was ticked: where it has succeeded nothing is ticked any more.
    pub(crate) treated: Option<MarkTreatment>,
    /// The row that is looked at, and where it stood last.
    pub(crate) chosen: Option<SeenMark>,
    pub(crate) chosen_at: Option<RowRef>,
    pub(crate) passage: Option<SeenPassage>,
    /// The row for which that was read, and of which text.
    pub(crate) passage_of: Option<(SeenMark, String)>,
    /// What is being written for what is ticked.
    pub(crate) writing: Option<SeenWriting>,
    /// What asks for a look.
    pub(crate) audit: Auditing,
    pub(crate) concordance: Concordance,
    /// What a report has.
    pub(crate) report: BTreeSet<Part>,
    /// What a picture says of what is under the pointer, or where the keyboard is.
    pub(crate) pictured: Option<String>,
}

impl Default for Seeing {
    fn default() -> Self {
        Self {
            view: SeenView::default(),
            asked: Asked::default(),
            columns: vec![
                Column::Text,
                Column::Label,
                Column::Entity,
                Column::Status,
                Column::Confidence,
                Column::Author,
                Column::Article,
                Column::Date,
                Column::Place,
            ],
            widths: BTreeMap::new(),
            survey: Survey::default(),
            shown: Arc::default(),
            revision: 0,
            arranged: None,
            is_begun: false,
            unread: VecDeque::new(),
            undetected: VecDeque::new(),
            failed: 0,
            live: HashMap::new(),
            taught: Arc::default(),
            ticked: HashSet::new(),
            treated: None,
            chosen: None,
            chosen_at: None,
            passage: None,
            passage_of: None,
            writing: None,
            audit: Auditing::default(),
            concordance: Concordance::default(),
            report: Part::ALL.into_iter().collect(),
            pictured: None,
        }
    }
}

impl Seeing {
    /// The mark of a row.
    pub(crate) fn mark_of(&self, at: RowRef) -> Option<SeenMark> {
        self.survey.row(at).map(|(_, row)| (at.article, row.target.clone()))
    }

    /// The row of a mark by now.
    pub(crate) fn row_of(&self, mark: &SeenMark) -> Option<RowRef> {
        let article = self.survey.articles().get(mark.0 as usize)?;
        let at = article.rows.iter().position(|row| row.target == mark.1)?;
        Some(RowRef { article: mark.0, row: at as u32 })
    }

    /// The chosen row by now.
    pub(crate) fn chosen_row(&self) -> Option<RowRef> {
        let mark = self.chosen.as_ref()?;
        let is_there =
            |at: &RowRef| at.article == mark.0 && self.survey.row(*at).is_some_and(|(_, row)| row.target == mark.1);
        self.chosen_at.filter(is_there).or_else(|| self.row_of(mark))
    }

    /// Whether what was done with marks has succeeded with this one.
    pub(crate) fn is_so(&self, mark: &SeenMark, treatment: &MarkTreatment) -> bool {
        let Some((_, row)) = self.row_of(mark).and_then(|at| self.survey.row(at)) else { return true };
        let text = |name| self.names().text(name);
        match treatment {
            MarkTreatment::Decide(status) => row.status == *status,
            MarkTreatment::Relabel(label) => text(row.label) == label.as_str() && row.status == Status::Accepted,
            MarkTreatment::Link(entity) => text(row.entity) == entity && row.status == Status::Accepted,
            MarkTreatment::Note(note) => text(row.note).contains(note.as_str()),
            MarkTreatment::Set(name, Some(value)) => {
                text(row.attributes).split("; ").any(|part| part == format!("{name}={}", value.plain()))
            }
            MarkTreatment::Set(name, None) => {
                !text(row.attributes).split("; ").any(|part| part.split('=').next() == Some(name.as_str()))
            }
            MarkTreatment::Delete => false,
        }
    }

    /// What is ticked, by article.
    pub(crate) fn ticked_by_article(&self) -> BTreeMap<u32, Vec<Target>> {
        let mut all: BTreeMap<u32, Vec<Target>> = BTreeMap::new();
        for at in &self.shown.rows {
            if let Some((article, target)) = self.mark_of(*at).filter(|mark| self.ticked.contains(mark)) {
                all.entry(article).or_default().push(target);
            }
        }
        all
    }

    /// The rows that are meant where nothing else is said: those that are ticked, or all that are shown.
    pub(crate) fn meant(&self) -> Vec<RowRef> {
        let is_meant =
            |at: &RowRef| self.ticked.is_empty() || self.mark_of(*at).is_some_and(|mark| self.ticked.contains(&mark));
        self.shown.rows.iter().copied().filter(is_meant).collect()
    }

    /// An article that is not open is to be read, or read again.
    pub(crate) fn read_soon(&mut self, path: &Path) {
        let has_rows = self.survey.index_of(&path.to_string_lossy()).is_some();
        let waiting = if has_rows { &mut self.undetected } else { &mut self.unread };
        waiting.push_back(path.into());
    }

    /// Whether the annotations of all articles are there.
    pub(crate) fn has_annotations(&self) -> bool {
        self.is_begun && self.unread.is_empty()
    }

    /// Whether articles are still being read, or names looked for in them.
    pub(crate) fn is_reading(&self) -> bool {
        !self.is_begun || !self.unread.is_empty() || !self.undetected.is_empty()
    }

    /// The text of a name in its rows.
    pub(crate) fn names(&self) -> &Names {
        self.survey.names()
    }
}

/// What can be written for several rows at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SeenWriting {
    /// A note.
    Note,
    /// The value of an attribute, with the attribute's id.
    Attribute(String),
}

/// A request of a table.
#[derive(Clone, Debug)]
pub(crate) enum SeeingAction {
    /// Show this.
    View(SeenView),
    /// Ask for other rows.
    Ask(Box<Asked>),
    /// Show these columns.
    Columns(Vec<Column>),
    /// Give a column this width, in points, or its usual one.
    Width(Column, Option<f32>),
    /// Look at a row.
    Choose(SeenMark),
    /// Go to a row's passage in its article.
    Open(SeenMark),
    /// Tick these or not.
    Tick(Vec<SeenMark>, bool),
    /// Tick nothing.
    Untick,
    /// Begin writing something for what is ticked, or end it.
    Write(Option<SeenWriting>),
    /// Do something with what is ticked.
    Treat(MarkTreatment),
    /// Copy what is ticked, or all that is shown, as a table.
    Copy,
    /// Export what is ticked, or all that is shown.
    Export,
    /// Have this part in a report, or not.
    ReportPart(Part, bool),
    /// Write a report of what is shown.
    Report,
    /// A request of the concordance.
    Concordance(ConcordanceAction),
    /// A request of the audit.
    Audit(AuditAction),
}

/// A request of a concordance; lines are named by their indices.
#[derive(Clone, Debug)]
pub(crate) enum ConcordanceAction {
    /// Look for this.
    About(Option<ConcordanceOf>),
    /// Show the lines in this order.
    Order(ConcordanceOrder),
    /// Show so many letters on each side.
    Letters(usize),
    /// Look at a line.
    Choose(u32),
    /// Go to a line's passage.
    Open(u32),
    /// Tick these or not.
    Tick(Vec<u32>, bool),
    /// Tick nothing.
    Untick,
    /// Tag the ticked ones.
    Tag(LabelId),
    /// Copy the ticked ones, or all, as a table.
    Copy,
    /// Write them as a table.
    Export,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_sorts_then_turns_then_ends_and_a_second_order_comes_behind_the_first() {
        let mut asked = Asked::default();
        let told = |asked: &Asked| -> Vec<(Column, bool)> {
            asked.orders.iter().map(|order| (order.column, order.is_reversed)).collect()
        };
        asked.sort_by(Column::Date, false);
        asked.sort_by(Column::Date, false);
        assert_eq!(told(&asked), [(Column::Date, true)]);
        asked.sort_by(Column::Text, true);
        assert_eq!(told(&asked), [(Column::Date, true), (Column::Text, false)]);
        asked.sort_by(Column::Date, false);
        assert_eq!(told(&asked), [(Column::Text, false)]);
        asked.sort_by(Column::Author, false);
        assert_eq!(told(&asked), [(Column::Author, false)]);
    }
}
