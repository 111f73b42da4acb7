//! The arguments of the subcommands that show what is there.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};

use super::{Reading, StatusArg};
use crate::document::article_endings;
use crate::survey::{By, Neighbour, Step, Within};
use crate::text::units::Unit;

/// Arguments of `hawashi find`.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  hawashi find سرت articles/\n  \
    hawashi find --regex 'قوات (حفتر|الوفاق)' article.txt --sort after\n  \
    hawashi find --of entity place:sirte articles/ --sort before --context 80 --format csv > sirte.csv\n\n\
    Without --exact, spelling does not matter: vowel marks, forms of hamza, tatweel, digits, upper and lower case. \
    --of label and --of entity find annotations by the id of their label or entity; an article that has no annotation file \
    gives its detected mentions. \
    before and after are meant in the order of reading: in right-to-left text what is after stands at the left. \
    They are whole words of the same paragraph. Offsets count in logical order, [start, end), in the unit that the \
    output names. A folder means every article ({}) under it.\n\n\
    Exit status: 0 found; 1 nothing was found; 2 some or all files could not be read.", article_endings()))]
pub struct FindArgs {
    /// What to find: text, or with --of the id of a label or an entity
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: String,
    /// Articles, annotation files, folders of articles, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What the query names
    #[arg(long, value_enum, default_value_t = Sought::Text)]
    pub of: Sought,
    /// The query is a regular expression; it is taken as it is spelled
    #[arg(long, conflicts_with = "exact")]
    pub regex: bool,
    /// Find only what is spelled like the query
    #[arg(long)]
    pub exact: bool,
    /// Find whole words only; joined particles (و ف ب ك ل and the article) may stand before them
    #[arg(long)]
    pub whole_word: bool,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FoundShape::Table)]
    pub format: FoundShape,
    /// Unit of offsets: char (code points), byte (UTF-8) or utf16
    #[arg(long, default_value = "char", value_parser = Unit::from_str)]
    pub unit: Unit,
    /// Letters of context on each side, at most 200
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u16).range(0..=200))]
    pub context: u16,
    /// Sort by the words before, by the words after, or leave in the order of articles and text
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = NeighbourArg::Place)]
    pub sort: NeighbourArg,
    /// Sort words without their Arabic article (ال)
    #[arg(long)]
    pub without_article: bool,
    /// With --of: which annotations count [default: accepted,suggested]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATUS,…")]
    pub status: Vec<StatusArg>,
    /// With --of: whose own annotation files articles have (article.NAME.hawashi.ron), as in a folder that is annotated
    /// blind; where somebody has none, the shared one (article.hawashi.ron)
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// With --of: a lexicon of your own (repeatable): .ron, .csv, or .txt in GeoNames' dump format
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
    /// How the articles' bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
}

/// What a query names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sought {
    /// Words of the text
    Text,
    /// A label, by its id
    Label,
    /// An entity, by its id
    Entity,
}

/// How passages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FoundShape {
    /// For people
    Table,
    /// One line of JSON a passage
    Jsonl,
    /// For spreadsheets
    Csv,
}

/// How passages are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NeighbourArg {
    /// By the words before
    Before,
    /// By the words after
    After,
    /// By article and place
    Place,
}

impl From<NeighbourArg> for Neighbour {
    fn from(sort: NeighbourArg) -> Self {
        match sort {
            NeighbourArg::Before => Self::Before,
            NeighbourArg::After => Self::After,
            NeighbourArg::Place => Self::Place,
        }
    }
}

/// Arguments of `hawashi stats`.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  hawashi stats article.hawashi.ron\n  \
    hawashi stats articles/ --by entity,month --status accepted --format csv > counts.csv\n  \
    hawashi stats articles/ --by together --within sentence --format json\n\n\
    An annotation file gives its annotations; so does an article that has one beside it, any other its \
    detected mentions, which count as suggested. Of a folder, every article ({}) under it counts, and what its \
    hawashi-folder.ron shares is used as in the window. \
    entity counts by entity, and what has none by its spelling; together counts the passages in which two of \
    different labels are named, where neither lies inside of the other; relation counts relations by what they are \
    between. An article's date is what somebody has said (published), else what its first lines say, else what is in \
    its file's name. Weeks begin on Monday and are numbered as by ISO 8601.\n\n\
    Exit status: 0 done; 1 there is nothing to count; 2 some or all files could not be read.", article_endings()))]
pub struct StatsArgs {
    /// Annotation files, articles, folders of articles, or - for an article on standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What to count by
    #[arg(long, value_enum, value_delimiter = ',', value_name = "COLUMN,…", default_values_t = [ByArg::Label, ByArg::Entity])]
    pub by: Vec<ByArg>,
    /// How near two names have to be to count as together
    #[arg(long, value_enum, default_value_t = WithinArg::Paragraph)]
    pub within: WithinArg,
    /// Which annotations and relations count [default: accepted,suggested]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATUS,…")]
    pub status: Vec<StatusArg>,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = TableJsonOrCsv::Table)]
    pub format: TableJsonOrCsv,
    /// Whose own annotation files articles have (article.NAME.hawashi.ron), as in a folder that is annotated blind; where
    /// somebody has none, the shared one (article.hawashi.ron)
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// A lexicon of your own (repeatable): .ron, .csv, or .txt in GeoNames' dump format
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
    /// How the articles' bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
}

/// What annotations are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ByArg {
    /// The label
    Label,
    /// The entity
    Entity,
    /// The words, whatever their spelling
    Text,
    /// What somebody has decided
    Status,
    /// What proposed it
    Origin,
    /// Who made or last changed it
    Author,
    /// The article
    Article,
    /// The article's day
    Day,
    /// The article's week
    Week,
    /// The article's month
    Month,
    /// Relations
    Relation,
    /// What is named together
    Together,
}

impl ByArg {
    /// The groups that rows are counted in; `None` for what is between two of them.
    pub fn groups(self) -> Option<By> {
        Some(match self {
            Self::Label => By::Label,
            Self::Entity => By::Entity,
            Self::Text => By::Text,
            Self::Status => By::Status,
            Self::Origin => By::Origin,
            Self::Author => By::Author,
            Self::Article => By::Article,
            Self::Day => By::Time(Step::Day),
            Self::Week => By::Time(Step::Week),
            Self::Month => By::Time(Step::Month),
            Self::Relation | Self::Together => return None,
        })
    }
}

/// How near two names have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WithinArg {
    /// In one sentence
    Sentence,
    /// In one paragraph
    Paragraph,
    /// In one article
    Article,
}

impl From<WithinArg> for Within {
    fn from(within: WithinArg) -> Self {
        match within {
            WithinArg::Sentence => Self::Sentence,
            WithinArg::Paragraph => Self::Paragraph,
            WithinArg::Article => Self::Article,
        }
    }
}

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableJsonOrCsv {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}
