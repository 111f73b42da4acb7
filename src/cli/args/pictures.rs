//! The arguments of the subcommands that draw what is there.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Reading, StatusArg, ThemeArg, WithinArg, YesNo};
use crate::document::article_endings;
use crate::picture::charts::matrix::{Order, Within};
use crate::picture::charts::timeline::Period;
use crate::picture::from_survey::Subject;
use crate::picture::{Language, map::NamesIn};
use crate::report::Part;

/// Which annotations are drawn, and how.
#[derive(Debug, Args)]
pub struct Drawing {
    /// Annotation files, articles, folders of articles, or - for an article on standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Which annotations count [default: accepted,suggested]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATUS,…")]
    pub status: Vec<StatusArg>,
    /// How near two names have to be to count as named together
    #[arg(long, value_enum, default_value_t = WithinArg::Paragraph)]
    pub within: WithinArg,
    /// Language of words and numbers; in Arabic charts run from the right
    #[arg(long, value_enum, default_value_t = LanguageArg::En)]
    pub language: LanguageArg,
    /// Colours
    #[arg(long, value_enum, default_value_t = ThemeArg::Light)]
    pub theme: ThemeArg,
    /// Physical pixels per logical pixel, in a PNG
    #[arg(long, value_name = "X", default_value_t = 2.0)]
    pub scale: f32,
    /// Whether a CSV begins with a byte order mark, as spreadsheets need it [default: yes]
    #[arg(long, value_enum, value_name = "YES|NO")]
    pub bom: Option<YesNo>,
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
    /// Overwrite an existing file
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `hawashi chart`.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  hawashi chart frequency article.txt --out most-named.svg\n  \
    hawashi chart dispersion articles/ --out where.png --language ar --theme dark\n  \
    hawashi chart matrix articles/ --within sentence --sort clustered --out matrix.csv\n  \
    hawashi chart timeline articles/ --every month --out time.svg\n\n\
    An annotation file gives its annotations; so does an article that has one beside it, any other its \
    detected mentions, which count as suggested. Of a folder, every article ({}) under it counts, and what its \
    hawashi-folder.ron shares is used as in the window. \
    dispersion: where each is named, in the article, or article after article in the order of their dates. \
    frequency: the most named. matrix: what is no place in rows, places in columns. network: what is named \
    together, at most 60 names. timeline: how often what is no place is named, by the articles' dates. \
    An SVG has no text but the outlines of its letters, so that it looks the same everywhere; its titles are read by \
    screen readers. A CSV has the same numbers.\n\n\
    Exit status: 0 done; 1 there is nothing to draw, and nothing was written; 2 some or all files could not be read, \
    or the picture could not be written.", article_endings()))]
pub struct ChartArgs {
    /// What to draw
    #[arg(value_enum, value_name = "KIND")]
    pub kind: ChartKind,
    /// Which annotations, and how
    #[command(flatten)]
    pub drawing: Drawing,
    /// The file to write; its ending says what
    #[arg(long, value_name = "FILE.svg|.png|.csv")]
    pub out: PathBuf,
    /// What has a row of its own (dispersion, frequency, timeline)
    #[arg(long, value_enum, default_value_t = SubjectArg::Entity)]
    pub by: SubjectArg,
    /// How long a bar of the timeline is
    #[arg(long, value_enum, default_value_t = EveryArg::Week)]
    pub every: EveryArg,
    /// Order of the matrix
    #[arg(long, value_enum, default_value_t = OrderArg::Count)]
    pub sort: OrderArg,
    /// How many rows at most; of a matrix rows and columns, of a network nodes [default: 10; timeline 6; matrix 12; network
    /// 30]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub most: Option<u16>,
    /// Language of the entities' names, where they have one in it [default: that of --language]
    #[arg(long, value_enum)]
    pub names: Option<LanguageArg>,
    /// Width of the picture, in logical pixels
    #[arg(long, value_name = "PX", default_value_t = 860.0)]
    pub width: f32,
}

/// Arguments of `hawashi map`.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  hawashi map articles/ --out places.svg\n  \
    hawashi map article.hawashi.ron --out map.png --language ar --theme dark --width 1600\n  \
    hawashi map articles/ --status accepted --out places.geojson\n\n\
    The places that have coordinates, sized by mentions and divided by what is named with them; what has none is \
    listed. An annotation file gives its annotations; so does an article that has one beside it, any other its \
    detected mentions, which count as suggested. Of a folder, every article ({}) under it counts, and what its \
    hawashi-folder.ron shares is used as in the window. \
    The map is part of the program: no network is used. It is made with Natural Earth 4.1 (2018), which draws who \
    holds a country; borders that somebody contests are dashed. GeoJSON and CSV have WGS84 degrees.\n\n\
    Exit status: 0 done; 1 no place has coordinates, and nothing was written; 2 some or all files could not be read, \
    or the map could not be written.", article_endings()))]
pub struct MapArgs {
    /// Which annotations, and how
    #[command(flatten)]
    pub drawing: Drawing,
    /// The file to write; its ending says what
    #[arg(long, value_name = "FILE.svg|.png|.geojson|.csv")]
    pub out: PathBuf,
    /// Languages of the names on the map
    #[arg(long, value_enum, default_value_t = NamesArg::Both)]
    pub names: NamesArg,
    /// The middle of the map instead of all places
    #[arg(long, value_name = "LAT,LON", value_parser = degrees, requires = "zoom", allow_hyphen_values = true)]
    pub center: Option<[f64; 2]>,
    /// How near: 0 for the whole world in 256 pixels, each step twice as large, at most 12
    #[arg(long, value_name = "Z", requires = "center")]
    pub zoom: Option<f64>,
    /// Width of the picture, in logical pixels
    #[arg(long, value_name = "PX", default_value_t = 1200.0)]
    pub width: f32,
    /// Height of the map, in logical pixels [default: follows the width]
    #[arg(long, value_name = "PX")]
    pub height: Option<f32>,
}

/// Arguments of `hawashi report`.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  hawashi report article.hawashi.ron --out article.html\n  \
    hawashi report articles/ --language ar --out report.html --title \"دارفور\"\n  \
    hawashi report articles/ --parts map,frequency,entities --out places.html\n\n\
    One page with all that it needs in itself, to be read in a browser, sent and printed to PDF: no network and no \
    script. An annotation file gives its annotations; so does an article that has one beside it, any other its \
    detected mentions, which count as suggested. Of a folder, every article ({}) under it counts.\n\n\
    Exit status: 0 done; 2 some or all files could not be read, or the page could not be written.", article_endings()))]
pub struct ReportArgs {
    /// Which annotations, and how
    #[command(flatten)]
    pub drawing: Drawing,
    /// The page to write
    #[arg(long, value_name = "FILE.html")]
    pub out: PathBuf,
    /// What stands in it [default: all]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PART,…")]
    pub parts: Vec<PartArg>,
    /// Its title [default: the name of the file or folder]
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PartArg {
    /// The texts with their marks and notes
    Text,
    /// The places on a map
    Map,
    /// The most named, as bars
    Frequency,
    /// Where they are named
    Dispersion,
    /// Which are named together
    Matrix,
    /// When they are named
    Timeline,
    /// A table of the entities
    Entities,
    /// A table of the annotations
    Annotations,
}

impl From<PartArg> for Part {
    fn from(part: PartArg) -> Self {
        match part {
            PartArg::Text => Self::Text,
            PartArg::Map => Self::Map,
            PartArg::Frequency => Self::Frequency,
            PartArg::Dispersion => Self::Dispersion,
            PartArg::Matrix => Self::Matrix,
            PartArg::Timeline => Self::Timeline,
            PartArg::Entities => Self::Entities,
            PartArg::Annotations => Self::Annotations,
        }
    }
}

/// Latitude and longitude.
fn degrees(text: &str) -> Result<[f64; 2], String> {
    let mut numbers = text.split(',').map(|number| number.trim().parse::<f64>());
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(Ok(lat)), Some(Ok(lon)), None) if lat.abs() <= 90.0 && lon.abs() <= 180.0 => Ok([lat, lon]),
        _ => Err("write latitude and longitude in degrees with a comma between them, as 32.9,13.2".to_owned()),
    }
}

/// A kind of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChartKind {
    /// Where each is named
    Dispersion,
    /// The most named
    Frequency,
    /// Which is named with which
    Matrix,
    /// What is named together
    Network,
    /// When each is named
    Timeline,
}

/// A language of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageArg {
    /// Arabic
    Ar,
    /// English
    En,
}

impl From<LanguageArg> for Language {
    fn from(language: LanguageArg) -> Self {
        match language {
            LanguageArg::Ar => Self::Arabic,
            LanguageArg::En => Self::English,
        }
    }
}

/// Languages of names on a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NamesArg {
    /// Arabic
    Ar,
    /// English
    En,
    /// Arabic over English
    Both,
}

impl From<NamesArg> for NamesIn {
    fn from(names: NamesArg) -> Self {
        match names {
            NamesArg::Ar => Self::Arabic,
            NamesArg::En => Self::English,
            NamesArg::Both => Self::Both,
        }
    }
}

/// What has a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SubjectArg {
    /// The label
    Label,
    /// The entity, and what has none by its spelling
    Entity,
    /// What was decided
    Status,
    /// Who made or last changed it
    Author,
}

impl From<SubjectArg> for Subject {
    fn from(by: SubjectArg) -> Self {
        match by {
            SubjectArg::Label => Self::Label,
            SubjectArg::Entity => Self::Entity,
            SubjectArg::Status => Self::Status,
            SubjectArg::Author => Self::Author,
        }
    }
}

/// How long a bar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EveryArg {
    /// A day
    Day,
    /// A week, from Monday
    Week,
    /// A month
    Month,
}

impl From<EveryArg> for Period {
    fn from(every: EveryArg) -> Self {
        match every {
            EveryArg::Day => Self::Day,
            EveryArg::Week => Self::Week,
            EveryArg::Month => Self::Month,
        }
    }
}

/// Order of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OrderArg {
    /// By their sums
    Count,
    /// What goes together side by side
    Clustered,
    /// By name
    Name,
}

impl From<OrderArg> for Order {
    fn from(order: OrderArg) -> Self {
        match order {
            OrderArg::Count => Self::Count,
            OrderArg::Clustered => Self::Clustered,
            OrderArg::Name => Self::Name,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_latitude_and_longitude() {
        assert_eq!(degrees("32.9, 13.2"), Ok([32.9, 13.2]));
        assert_eq!(degrees("-4,-170.5"), Ok([-4.0, -170.5]));
        for wrong in ["", "32.9", "91,0", "0,181", "1,2,3", "a,b", "nan,0"] {
            assert!(degrees(wrong).is_err(), "{wrong}");
        }
    }
}
