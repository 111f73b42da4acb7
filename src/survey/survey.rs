//! The rows of many articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;

use super::article::{Article, Source};
use super::names::Names;
use super::row::{RelationRow, Row};
use crate::annotation::{Label, RelationKind, SharedList};

/// Where a row stands: in which article, and which of its rows it is. What is behind it may change when the article's rows
/// are replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowRef {
    /// The article's index.
    pub article: u32,
    /// The row's index in the article.
    pub row: u32,
}

/// Where a relation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationRef {
    /// The article's index.
    pub article: u32,
    /// The relation's index in the article.
    pub relation: u32,
}

/// The rows of one article or of many. A clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    names: Arc<Names>,
    articles: Arc<Vec<Arc<Article>>>,
    known: Arc<HashMap<String, u32>>,
    labels: Arc<BTreeMap<String, Arc<Label>>>,
    relation_kinds: Arc<BTreeMap<String, RelationKind>>,
}

/// The rows of an article that were made on any thread, with texts of their own; [`Survey::take`] adds them.
#[derive(Debug)]
pub struct Made {
    article: Article,
    names: Names,
    labels: Vec<Arc<Label>>,
    relation_kinds: SharedList<RelationKind>,
}

impl Made {
    /// Makes the rows of an article.
    pub fn of(source: &Source<'_>) -> Self {
        let mut names = Names::default();
        let (article, labels) = (Article::of(source, &mut names), &source.state.labels);
        Self { article, names, labels: labels.shared().to_vec(), relation_kinds: labels.relation_kinds.clone() }
    }
}

impl Survey {
    /// Adds an article, or replaces its rows if one of this name is there; returns its index.
    pub fn put(&mut self, source: &Source<'_>) -> u32 {
        self.take(Made::of(source))
    }

    /// Like [`Self::put`], for rows that are made already.
    pub fn take(&mut self, made: Made) -> u32 {
        for label in &made.labels {
            if self.labels.get(label.id.as_str()).is_none_or(|known| known != label) {
                Arc::make_mut(&mut self.labels).insert(label.id.as_str().to_owned(), label.clone());
            }
        }
        for kind in &made.relation_kinds {
            if self.relation_kinds.get(&kind.id) != Some(kind) {
                Arc::make_mut(&mut self.relation_kinds).insert(kind.id.clone(), kind.clone());
            }
        }
        let names = Arc::make_mut(&mut self.names).take(&made.names);
        let article = Arc::new(made.article.renamed(&names));
        let articles = Arc::make_mut(&mut self.articles);
        if let Some(index) = self.known.get(&article.name)
            && let Some(former) = articles.get_mut(*index as usize)
        {
            *former = article;
            return *index;
        }
        let index = articles.len() as u32;
        Arc::make_mut(&mut self.known).insert(article.name.clone(), index);
        articles.push(article);
        index
    }

    /// Gives up the articles whose names are not kept; the others have other indices then.
    pub fn retain(&mut self, is_kept: impl Fn(&str) -> bool) {
        Arc::make_mut(&mut self.articles).retain(|article| is_kept(&article.name));
        let known = self.articles.iter().zip(0..).map(|(article, index)| (article.name.clone(), index)).collect();
        self.known = Arc::new(known);
    }

    /// The articles, in the order in which they were added.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// The index of an article.
    pub fn index_of(&self, name: &str) -> Option<u32> {
        self.known.get(name).copied()
    }

    /// A label as the article has it that was added last.
    pub fn label(&self, id: &str) -> Option<&Arc<Label>> {
        self.labels.get(id)
    }

    /// The labels of all articles, by their ids.
    pub fn labels(&self) -> impl Iterator<Item = &Arc<Label>> {
        self.labels.values()
    }

    /// A kind of relations as the article has it that was added last.
    pub fn relation_kind(&self, id: &str) -> Option<&RelationKind> {
        self.relation_kinds.get(id)
    }

    /// What the numbers in rows mean.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The same, shared.
    pub fn shared_names(&self) -> Arc<Names> {
        self.names.clone()
    }

    /// A row with its article.
    pub fn row(&self, at: RowRef) -> Option<(&Article, &Row)> {
        let article = self.articles.get(at.article as usize)?;
        Some((article, article.rows.get(at.row as usize)?))
    }

    /// Every row, by article and in the order of the text.
    pub fn rows(&self) -> impl Iterator<Item = (RowRef, &Row)> {
        self.articles.iter().zip(0..).flat_map(|(article, index)| {
            article.rows.iter().zip(0..).map(move |(row, at)| (RowRef { article: index, row: at }, row))
        })
    }

    /// The number of rows.
    pub fn count(&self) -> usize {
        self.articles.iter().map(|article| article.rows.len()).sum()
    }

    /// A relation with its article.
    pub fn relation(&self, at: RelationRef) -> Option<(&Article, &RelationRow)> {
        let article = self.articles.get(at.article as usize)?;
        Some((article, article.relations.get(at.relation as usize)?))
    }

    /// Every relation, by article.
    pub fn relations(&self) -> impl Iterator<Item = (RelationRef, &RelationRow)> {
        self.articles.iter().zip(0..).flat_map(|(article, index)| {
            let rows = article.relations.iter().zip(0..);
            rows.map(move |(row, at)| (RelationRef { article: index, relation: at }, row))
        })
    }
}
