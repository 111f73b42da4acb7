//! Charts of a survey.

use std::collections::BTreeSet;

use super::super::charts::bars::{Bar, Bars};
use super::super::charts::dispersion::{Dispersion, Place, PlaceAxis};
use super::super::charts::matrix::{Matrix, Order, Within};
use super::super::charts::network::{Edge, MOST_NODES, Network};
use super::{Counted, Keyed, Language, Subject, name_of};
use crate::survey::{self, Name, RowRef, groups, together};

/// The first and the second labels of a matrix.
type Sides = (BTreeSet<Name>, BTreeSet<Name>);

impl Within {
    /// The same in the words of the survey.
    pub(crate) fn of_survey(self) -> survey::Within {
        match self {
            Self::Sentence => survey::Within::Sentence,
            Self::Paragraph => survey::Within::Paragraph,
            Self::Article => survey::Within::Article,
        }
    }
}

impl Counted<'_> {
    /// The most named, as bars.
    pub fn bars(&self, subject: Subject, most: usize) -> Keyed<Bars> {
        let found = self.groups(subject, most);
        let bar = |group: &survey::Group| Bar {
            row: self.row(group, subject),
            accepted: group.accepted as u64,
            suggested: group.suggested as u64,
            rejected: group.rejected as u64,
        };
        let title = match subject {
            Subject::Entity => self.language.say("Most named", "الأكثر ذكرا"),
            Subject::Label => self.language.say("By label", "بحسب التصنيف"),
            Subject::Status => self.language.say("By status", "بحسب الحالة"),
            Subject::Author => self.language.say("By author", "بحسب من وسم"),
        };
        let (title, about) = (title.to_owned(), self.about(subject, found.len()));
        let picture = Bars { bars: found.iter().map(bar).collect(), title, about };
        Keyed { picture, rows: found.iter().map(name_of).collect(), columns: Vec::new(), mentions: Vec::new() }
    }

    /// Where they are named: in one article by its text, in several one article after another by their dates.
    pub fn dispersion(&self, subject: Subject, most: usize) -> Keyed<Dispersion> {
        let found = self.groups(subject, most);
        let (order, axis) = self.axis();
        let share = |at: RowRef, inside: f32| {
            let article = order.get(at.article as usize).copied().unwrap_or(0);
            (article as f32 + inside) / order.len().max(1) as f32
        };
        let places = |group: &survey::Group| {
            let place = |at: &RowRef| {
                let (article, row) = self.survey.row(*at)?;
                let paragraph = self.language.count(row.paragraph.into());
                let paragraph = format!("{} {paragraph}", self.language.say("paragraph", "الفقرة"));
                let title = match &axis {
                    PlaceAxis::Article => paragraph,
                    PlaceAxis::Articles { .. } => {
                        let name = article.name.rsplit(['/', '\\']).next().unwrap_or_default();
                        // A file's name begins at the left, whatever letters it has.
                        format!("\u{2066}{name}\u{2069}{}{paragraph}", self.language.say(", ", "، "))
                    }
                };
                Some((Place { share: share(*at, article.share(row)), title }, *at))
            };
            let mut places: Vec<(Place, RowRef)> = group.rows.iter().filter_map(place).collect();
            places.sort_by(|a, b| a.0.share.total_cmp(&b.0.share));
            places
        };
        let (mut rows, mut mentions) = (Vec::new(), Vec::new());
        for group in &found {
            let (places, of_row) = places(group).into_iter().unzip();
            rows.push((self.row(group, subject), places));
            mentions.push(of_row);
        }
        let (key, about) = (self.key(&found, subject), self.about(subject, found.len()));
        let picture = Dispersion { rows, key, axis: axis.clone(), about };
        Keyed { picture, rows: found.iter().map(name_of).collect(), columns: Vec::new(), mentions }
    }

    /// For each article its place in the order of dates, those without one last; and the axis.
    fn axis(&self) -> (Vec<usize>, PlaceAxis) {
        let articles = self.survey.articles();
        if articles.len() <= 1 {
            return (vec![0; articles.len()], PlaceAxis::Article);
        }
        let day = |number: usize| articles[number].day.map(|found| found.day);
        let mut sorted: Vec<usize> = (0..articles.len()).collect();
        sorted.sort_by_key(|number| (day(*number).is_none(), day(*number), *number));
        let mut order = vec![0; articles.len()];
        for (place, number) in sorted.iter().enumerate() {
            order[*number] = place;
        }
        let days: Vec<_> = sorted.iter().filter_map(|number| Some(day(*number)?.date())).collect();
        let place = |number: usize| number as f32 / articles.len() as f32;
        let mut ticks: Vec<(f32, String)> =
            self.ticks(&days).into_iter().map(|(number, words)| (place(number), words)).collect();
        let undated = sorted.iter().enumerate().skip(days.len());
        if days.is_empty() {
            // Without dates articles are told apart by their names.
            ticks = undated.map(|(number, article)| (place(number), stem(&articles[*article].name))).collect();
        } else if days.len() < articles.len() {
            ticks.push((place(days.len()), self.language.say("without a date", "بلا تاريخ").to_owned()));
        }
        let caption = match (days.first(), days.last()) {
            (Some(first), Some(last)) if first.year() == last.year() => {
                let year = self.language.digits(&first.year().to_string());
                let words = self.language.say("articles in the order of their dates", "المقالات بترتيب تواريخها");
                format!("{year}{}{words}", self.language.say(", ", "، "))
            }
            (Some(_), _) => {
                self.language.say("articles in the order of their dates", "المقالات بترتيب تواريخها").to_owned()
            }
            _ => self.language.say("articles one after another", "المقالات واحدا بعد آخر").to_owned(),
        };
        (order, PlaceAxis::Articles { ticks, caption })
    }

    /// What is no place in rows, places in columns; where there are only places, or none, all with all.
    fn sides(&self) -> Sides {
        let (all, places) = (self.labels(), self.place_labels());
        let others: BTreeSet<Name> = all.difference(&places).copied().collect();
        if others.is_empty() || places.is_empty() { (all.clone(), all) } else { (others, places) }
    }

    /// Which is named with which, so many rows and columns at most: those that are named together most.
    pub fn matrix(&self, within: Within, order: Order, most: [usize; 2]) -> Keyed<Matrix> {
        let (first, second) = self.sides();
        let pairs = together(
            self.survey,
            self.rows,
            within.of_survey(),
            |row| first.contains(&row.label),
            |row| second.contains(&row.label),
        );
        // Those rows that are named together most, the columns that are with these, and the rows that are with those: so no
        // row is empty because its columns were left out.
        let most_of =
            |side: fn(&survey::Pair) -> Name, other: fn(&survey::Pair) -> Name, among: Option<&[Name]>, most| {
                let mut sums: foldhash::HashMap<Name, u64> = foldhash::HashMap::default();
                for pair in pairs.iter().filter(|pair| among.is_none_or(|names| names.contains(&other(pair)))) {
                    *sums.entry(side(pair)).or_insert(0) += u64::from(pair.passages);
                }
                let mut names: Vec<(Name, u64)> = sums.into_iter().collect();
                names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| self.text(a.0).cmp(self.text(b.0))));
                names.truncate(most);
                names.into_iter().map(|(name, _)| name).collect::<Vec<Name>>()
            };
        let (of_row, of_column) = (|pair: &survey::Pair| pair.first, |pair: &survey::Pair| pair.second);
        let rows = most_of(of_row, of_column, None, most[0]);
        let columns = most_of(of_column, of_row, Some(&rows), most[1]);
        let rows = most_of(of_row, of_column, Some(&columns), most[0]);
        let mut cells = vec![vec![0; columns.len()]; rows.len()];
        for pair in &pairs {
            let at = |names: &[Name], name| names.iter().position(|found| *found == name);
            if let (Some(row), Some(column)) = (at(&rows, pair.first), at(&columns, pair.second)) {
                cells[row][column] = pair.passages.into();
            }
        }
        let firsts = self.firsts();
        let named =
            |names: &[Name]| names.iter().map(|name| self.entity_name(*name, firsts.get(name).copied())).collect();
        let ids = |names: &[Name]| names.iter().map(|name| self.entity_id(firsts.get(name).copied())).collect();
        let picture = Matrix {
            ids: [ids(&rows), ids(&columns)],
            rows: named(&rows),
            columns: named(&columns),
            cells,
            within,
            order,
            title: self.matrix_title(&first, &second),
        };
        Keyed { picture, rows, columns, mentions: Vec::new() }
    }

    fn matrix_title(&self, first: &BTreeSet<Name>, second: &BTreeSet<Name>) -> String {
        let plural = |labels: &BTreeSet<Name>| {
            let [one] = labels.iter().collect::<Vec<_>>()[..] else { return None };
            self.survey.label(self.text(*one)).map(|label| label.plural_in(self.code()).to_owned())
        };
        match (plural(first), plural(second)) {
            (Some(a), Some(b)) if first != second => match self.language {
                Language::English => format!("{a} and {}", b.to_lowercase()),
                Language::Arabic => format!("{a} و{b}"),
            },
            _ => self.language.say("Named together", "ذُكرت معا").to_owned(),
        }
    }

    /// The first mention of each name.
    pub(super) fn firsts(&self) -> foldhash::HashMap<Name, RowRef> {
        let mut firsts = foldhash::HashMap::default();
        for at in self.rows {
            if let Some((_, row)) = self.survey.row(*at) {
                firsts.entry(row.named()).or_insert(*at);
            }
        }
        firsts
    }

    /// Who is named with whom, of the `most` that are named most.
    pub fn network(&self, within: Within, most: usize) -> Keyed<Network> {
        let mut found = groups(self.survey, self.rows, survey::By::Entity);
        found.truncate(most.min(MOST_NODES));
        let names: Vec<Name> = found.iter().map(name_of).collect();
        let pairs = together(self.survey, self.rows, within.of_survey(), |_| true, |_| true);
        let at = |name| names.iter().position(|found| *found == name);
        let edge = |pair: &survey::Pair| {
            let (a, b) = (at(pair.first)?, at(pair.second)?);
            (a < b).then_some(Edge { a, b, count: pair.passages.into() })
        };
        let edges: Vec<Edge> = pairs.iter().filter_map(edge).collect();
        let nodes = found.iter().map(|group| (self.row(group, Subject::Entity), group.rows.len() as u64)).collect();
        let picture = Network { nodes, edges, key: self.key(&found, Subject::Entity), within };
        Keyed { picture, rows: names, columns: Vec::new(), mentions: Vec::new() }
    }
}

/// The name of an article's file without its ending.
fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}
