//! The arguments of the command line.

mod pictures;
mod seeing;

pub use pictures::{ChartArgs, ChartKind, Drawing, LanguageArg, MapArgs, NamesArg, PartArg, ReportArgs};
pub use seeing::{ByArg, FindArgs, FoundShape, NeighbourArg, Sought, StatsArgs, TableJsonOrCsv, WithinArg};

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::LazyLock;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::CliError;
use crate::annotation::Status;
use crate::detect::Kind;
use crate::document::{Encoding, article_endings};
use crate::exchange::columns::parse_columns;
use crate::exchange::{Column, FORMATS, Format, Loss, Units, all_formats, format_of_path};
use crate::store::{self, Articles};
use crate::text::units::Unit;

const ABOUT: &str = "Read and annotate right-to-left news articles.\n\n\
    Without a subcommand, opens the window on the given articles or annotation files.";

const EXIT_CODES: &str = "Exit status: 0 done; 1 the answer is no; 2 it could not run.";

/// Read and annotate right-to-left news articles.
#[derive(Debug, Parser)]
#[command(
    name = "hawashi",
    version,
    about = ABOUT,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = format!(
        "Examples:\n  hawashi article.txt\n  hawashi detect article.txt\n  hawashi ./detect   (a file of that name)\n\n{EXIT_CODES}"
    )
)]
pub struct Arguments {
    /// Articles or annotation files to open in the window
    #[arg(value_name = "ARTICLE|ANNOTATIONS.ron")]
    pub paths: Vec<PathBuf>,
    /// How the articles' bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// What to do without the window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do without the window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find places and factions in articles
    Detect(DetectArgs),
    /// Write annotations, or the detected mentions of articles, in another format
    Export(ExportArgs),
    /// Read annotations from a file of another program
    Import(ImportArgs),
    /// Find out whether annotations still fit their articles
    Check(CheckArgs),
    /// Measure how far annotators of one article agree, and list what they differ in
    Compare(CompareArgs),
    /// Merge two annotation files that began as one
    Merge(MergeArgs),
    /// Find words, a label or an entity in articles, with the words around them
    Find(FindArgs),
    /// Count annotations by label, entity, status, author, article or date
    Stats(StatsArgs),
    /// Measure detection against annotated files
    Evaluate(EvaluateArgs),
    /// Train the tagger on annotated files
    Train(TrainArgs),
    /// Print the text of documents of any kind, or their structure
    Text(TextArgs),
    /// List the earlier states of an annotation file, and restore one
    Versions(VersionsArgs),
    /// Draw what is named, where, when and with what
    Chart(ChartArgs),
    /// Draw the places that are named on a map
    Map(MapArgs),
    /// Make one page of texts with their marks, the map, charts and tables, for somebody without the program
    Report(ReportArgs),
    /// Draw an article with its highlights into a picture
    Render(RenderArgs),
    /// Outputs for checks against other programs
    Debug(DebugArgs),
}

/// How the articles' bytes are decoded.
#[derive(Clone, Debug, Default, Args)]
pub struct Reading {
    /// The article of the annotation file, whichever the file names
    #[arg(long, value_name = "FILE")]
    pub article: Option<PathBuf>,
    /// Encoding of the articles, such as windows-1256, cp720 or mac-arabic; detected if not given
    #[arg(long, value_name = "NAME", value_parser = Encoding::from_str)]
    pub encoding: Option<Encoding>,
    /// The column of a table that holds the texts, by its name or its number; guessed if not given
    #[arg(long, value_name = "NAME|N")]
    pub column: Option<String>,
}

impl Reading {
    /// Articles that annotation files may name outside their folder.
    pub fn articles(&self) -> Articles<'_> {
        Articles { named: self.article.as_deref(), ..Articles::default() }
    }

    /// Fails if the named article is not there, or if these paths are not one annotation file that it could belong to,
    /// with columns at most.
    pub(super) fn check<'p>(&self, paths: impl IntoIterator<Item = &'p PathBuf>) -> Result<(), CliError> {
        let paths: Vec<&PathBuf> = paths.into_iter().collect();
        if let Some(column) = &self.column {
            for path in &paths {
                store::choose_column(path, column);
            }
        }
        let Some(article) = &self.article else { return Ok(()) };
        store::check_readable(article)?;
        let has_columns = |path: &PathBuf| format_of_path(path).is_some_and(|format| format.read.is_some());
        let mut others = paths.into_iter().filter(|path| !has_columns(path));
        match (others.next(), others.next()) {
            (Some(path), None) if store::is_annotation_path(path) => Ok(()),
            _ => Err(CliError::Usage(format!(
                "--article {}: this is the article of one annotation file; name that file alone",
                article.display()
            ))),
        }
    }
}

/// Arguments of `hawashi detect`.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  hawashi detect article.txt\n  \
    hawashi detect --format jsonl --unit utf16 articles/ > mentions.jsonl\n  \
    cat article.txt | hawashi detect --kind location -\n  \
    hawashi detect --lexicon villages.csv --lexicon SY.txt article.txt\n\n\
    Offsets count in logical order, [start, end), in the unit that the output names. \
    A folder means every article ({}) under it. What its hawashi-folder.ron shares is used as in the \
    window: its lexicons, and its choices of what names mean. \
    conll is CoNLL-2002 in IOB2 (B-location, I-faction, O): names only, the outer one where they nest. \
    Standard input of more than 4 MiB is read in windows, in memory that does not grow with it, but for json; \
    sha256 and length follow the mentions then, and names are settled within a window.\n\n\
    Exit status: 0 done; 2 some or all articles could not be read.", article_endings()))]
pub struct DetectArgs {
    /// Articles, folders of articles, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Shape::Table)]
    pub format: Shape,
    /// Unit of offsets: char (code points), byte (UTF-8) or utf16
    #[arg(long, default_value = "char", value_parser = Unit::from_str)]
    pub unit: Unit,
    /// Only these kinds of mention
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND,…")]
    pub kind: Vec<KindArg>,
    /// A lexicon of your own (repeatable): .ron, .csv, or .txt in GeoNames' dump format
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
    /// A trained model to use instead of the built-in one, a .hawashi.model file to add what your tags taught, or none
    #[arg(long, value_name = "FILE|none")]
    pub model: Option<PathBuf>,
    /// How the articles' bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// Number of articles to process at once; by default one per processor, at most four
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

/// Arguments of `hawashi text`.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:\n  hawashi text report.pdf\n  hawashi text --format json page.html | jq .attributes\n  \
    hawashi text --whole-page page.html\n\n\
    Reads {}, and files of many articles: exports of Telegram and WhatsApp, mailboxes, feeds, web archives, archives and \
    tables, whose articles are FILE/NAME for all subcommands. json is one object a line: the text, its parts (headings, \
    items, quotes, cells, notes, pages, times) by their offsets in --unit, what the document says about itself, and what a \
    reader should know. A text that is kept beside annotations is printed as it was taken out then.\n\n\
    Exit status: 0 done; 2 some or all files could not be read.", article_endings()))]
pub struct TextArgs {
    /// Documents, files of many, folders, or - for standard input
    #[arg(value_name = "FILE")]
    pub paths: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = TextShape::Text)]
    pub format: TextShape,
    /// Unit of offsets: char (code points), byte (UTF-8) or utf16
    #[arg(long, default_value = "char", value_parser = Unit::from_str)]
    pub unit: Unit,
    /// All that a web page shows, with its menus and advertisements, instead of its article
    #[arg(long)]
    pub whole_page: bool,
    /// Read the document itself, also where its text is kept beside annotations
    #[arg(long)]
    pub anew: bool,
    /// How the articles' bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
}

/// How the text of a document is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextShape {
    /// The text alone
    Text,
    /// With its structure, one object a line
    Json,
}

/// How mentions are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// For people
    Table,
    /// One array
    Json,
    /// One line of JSON an article
    Jsonl,
    /// The same as `export --to conll`
    Conll,
}

/// A format to read, or one that is refused with what can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceArg(pub &'static Format);

impl ValueEnum for SourceArg {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<SourceArg>> = LazyLock::new(|| all_formats().map(SourceArg).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let about = self.0.about.iter().find(|(language, _)| *language == "en").map_or("", |(_, about)| about);
        Some(PossibleValue::new(self.0.name).help(about).hide(self.0.read.is_none()))
    }
}

/// An export format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatArg(pub &'static Format);

impl ValueEnum for FormatArg {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<FormatArg>> = LazyLock::new(|| FORMATS.iter().copied().map(FormatArg).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let about = self.0.about.iter().find(|(language, _)| *language == "en").map_or("", |(_, about)| about);
        let units = match self.0.units {
            Units::Any => "offsets in --unit".to_owned(),
            Units::Only(unit) => format!("offsets in {}", unit.name()),
            Units::None => "no offsets".to_owned(),
        };
        let losses = Loss::ALL.iter().filter(|loss| (self.0.loses)(**loss));
        let losses: Vec<&str> = losses.map(|loss| loss.name()).collect();
        let losses = if losses.is_empty() { String::new() } else { format!("; no room for {}", losses.join(", ")) };
        Some(PossibleValue::new(self.0.name).help(format!("{about}; {units}{losses}")))
    }
}

/// A kind of mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// Places
    Location,
    /// Organised actors in a conflict
    Faction,
}

impl From<KindArg> for Kind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Location => Self::LOCATION,
            KindArg::Faction => Self::FACTION,
        }
    }
}

/// The columns of a table of tokens.
#[derive(Clone, Debug)]
pub struct ColumnsArg(pub Vec<Column>);

impl FromStr for ColumnsArg {
    type Err = String;

    fn from_str(list: &str) -> Result<Self, String> {
        parse_columns(list).map(Self)
    }
}

/// Arguments of `hawashi export`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  hawashi export article.hawashi.ron --to csv --out article.csv\n  \
    hawashi export articles/ --to w3c --out web/\n  hawashi export articles/ --author Mona --to csv --out mona.csv\n  \
    hawashi export article.txt --to ron --out article.hawashi.ron\n\n\
    An annotation file gives its annotations; so does an article that has one beside it, any other its \
    detected mentions. Rejected ones go along only when --status asks for them, and relations only \
    where both of their ends do. Of a folder, what its hawashi-folder.ron shares is used as in the window: labels, \
    lexicons, and choices of what names mean. What is left out, and what the format has no room for, is said. In csv, a cell that a \
    spreadsheet would run, or that begins with an apostrophe, gets an apostrophe before it; who reads the \
    table takes one off each cell that begins with one.\n\n\
    Exit status: 0 done; 2 some or all files could not be read or written.")]
pub struct ExportArgs {
    /// Annotation files, articles, folders of articles, or - for an article on standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The format
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: FormatArg,
    /// How the articles' bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// Output file, or a folder for one file per article; standard output if not given
    #[arg(long, value_name = "FILE|FOLDER")]
    pub out: Option<PathBuf>,
    /// Whose own annotation files articles have (article.NAME.hawashi.ron), as in a folder that is annotated blind; where
    /// somebody has none, the shared one (article.hawashi.ron)
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// A lexicon of your own (repeatable): .ron, .csv, or .txt in GeoNames' dump format
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
    /// Unit of offsets: char (code points), byte (UTF-8) or utf16
    #[arg(long, value_parser = Unit::from_str)]
    pub unit: Option<Unit>,
    /// Which annotations and relations to export: accepted, suggested, rejected [default: accepted; suggested where
    /// nothing was decided]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATUS,…")]
    pub status: Vec<StatusArg>,
    /// Whether a table begins with a byte order mark, for spreadsheets [default: yes in files, no on standard output]
    #[arg(long, value_enum, value_name = "yes|no")]
    pub bom: Option<YesNo>,
    /// How lines end in the texts of a refi-qda project; MAXQDA expects crlf [default: lf]
    #[arg(long, value_enum, value_name = "lf|crlf")]
    pub newline: Option<Newline>,
    /// The columns of conll: 2002 (token,tag), 2003 (token,_,_,tag), or a list of token, tag and _ for anything else
    /// [default: 2002]
    #[arg(long, value_name = "COLUMN,…", value_parser = ColumnsArg::from_str)]
    pub columns: Option<ColumnsArg>,
    /// Write what each file contains, and what its format could not represent, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Overwrite existing files
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `hawashi import`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  hawashi import news.conll --from conll --out news.hawashi.ron\n  \
    hawashi import project.jsonl --from doccano --out articles/ --report report.json\n  \
    hawashi import notes.json --from hypothesis --article article.txt --out article.hawashi.ron\n\n\
    A file with a text of its own gives an annotation file and the text beside it; with --article its \
    annotations are brought to that text, however the two differ. How a file counts is found by its \
    quotations and said. What has no certain place is kept without one, and never placed wrongly. \
    Labels of the same meaning are used, others are added.\n\n\
    Exit status: 0 done; 1 something could not be read or has no certain place, or --map names what is not there; \
    2 it could not run.")]
pub struct ImportArgs {
    /// The file; - for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The format
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub from: SourceArg,
    /// How the article's bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// The annotation file, or a folder for those of several articles; standard output if not given
    #[arg(long, value_name = "FILE|FOLDER")]
    pub out: Option<PathBuf>,
    /// Which labels those of the file are
    #[arg(long, value_delimiter = ',', value_name = "NAME=LABEL,…")]
    pub map: Vec<String>,
    /// What the columns of conll hold: a list of token, tag and _ for anything else, or 2003 for token,_,_,tag; several tags
    /// are of mentions that nest [default: the token is the first and the tag the last one; where lines have different
    /// numbers of columns, all others are tags]
    #[arg(long, value_name = "COLUMN,…", value_parser = ColumnsArg::from_str)]
    pub columns: Option<ColumnsArg>,
    /// Write what became of each record as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Overwrite existing files
    #[arg(long)]
    pub force: bool,
}

/// What a person has decided about an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusArg {
    /// Made or accepted by a person
    Accepted,
    /// Undecided
    Suggested,
    /// Rejected
    Rejected,
}

impl From<StatusArg> for Status {
    fn from(status: StatusArg) -> Self {
        match status {
            StatusArg::Accepted => Self::Accepted,
            StatusArg::Suggested => Self::Suggested,
            StatusArg::Rejected => Self::Rejected,
        }
    }
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum YesNo {
    /// Yes
    Yes,
    /// No
    No,
}

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Newline {
    /// A line feed
    Lf,
    /// A carriage return and a line feed
    Crlf,
}

/// Arguments of `hawashi check`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  hawashi check article.hawashi.ron\n  \
    hawashi check --format json --unit utf16 articles/ > report.json\n  hawashi check --fix article.hawashi.ron\n\n\
    Each annotation is looked for where it was, then by the same words in the same surroundings, however \
    they are spelled, then by what resembles them. Only what is certain counts as moved. What was found \
    approximately or not at all stays in the file as it is, also with --fix, until somebody confirms its \
    place in the window. A folder means every annotation file (.hawashi.ron) under it. Where something \
    was is said in UTF-8 bytes of the former text, as in the file; where it is now, in --unit.\n\n\
    Exit status: 0 all is well, or --fix has put it right; 1 something moved or was lost, or contradicts \
    the label set or itself; 2 some or all files could not be read or written.")]
pub struct CheckArgs {
    /// Annotation files, articles that have one beside them, or folders
    #[arg(value_name = "ANNOTATIONS.ron", required = true)]
    pub paths: Vec<PathBuf>,
    /// How the articles' bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// Output format
    #[arg(long, value_enum, default_value_t = TableOrJson::Table)]
    pub format: TableOrJson,
    /// Unit of offsets: char (code points), byte (UTF-8) or utf16
    #[arg(long, default_value = "char", value_parser = Unit::from_str)]
    pub unit: Unit,
    /// Write the new places into the annotation files
    #[arg(long)]
    pub fix: bool,
}

/// Arguments of `hawashi compare`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  hawashi compare mona.hawashi.ron sami.hawashi.ron\n  \
    hawashi compare --format json mona.hawashi.ron sami.hawashi.ron huda.hawashi.ron > agreement.json\n\n\
    Accepted annotations are compared. For each label, and for all together:\n  \
    kappa    Cohen's kappa by word: whether it lies in such an annotation; of more than two files the mean of all pairs\n  \
    alpha    Krippendorff's alpha by word, nominal, of all files at once\n  \
    alpha u  Krippendorff's alpha for unitizing (the variant of 1995), over the code points of the text\n  \
    F1       of annotations with the same label and ends; F1 over: that overlap\n\
    What is not defined, because nobody varies, is - or null. Attributes and entities are compared where label and ends \
    are the same. Differences are of these kinds: only (somebody has nothing there), label, ends, label-and-ends, \
    attributes, entity.\n\n\
    Exit status: 0 done; 2 a file could not be read, or the files belong to different texts.")]
pub struct CompareArgs {
    /// Annotation files of one article, at least two
    #[arg(value_name = "ANNOTATIONS.ron", required = true, num_args = 1..)]
    pub paths: Vec<PathBuf>,
    /// How the article's bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// Output format
    #[arg(long, value_enum, default_value_t = TableOrJson::Table)]
    pub format: TableOrJson,
    /// Unit of offsets in JSON: char (code points), byte (UTF-8) or utf16
    #[arg(long, default_value = "char", value_parser = Unit::from_str)]
    pub unit: Unit,
}

/// Arguments of `hawashi evaluate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  hawashi evaluate news.conll\n  \
    hawashi evaluate article.hawashi.ron --format json\n  \
    hawashi evaluate news.tsv --map LOC=location,ORG=faction --examples 5\n\n\
    Columns hold a token first and an IOB2 tag last; an empty line ends a sentence. \
    A mention is correct when its words and its kind are right. Of columns, only names that lie \
    in no other are compared; of an annotation file, everything accepted.\n\n\
    Exit status: 0 done; 2 some or all files could not be read.")]
pub struct EvaluateArgs {
    /// Annotated files: .conll or .tsv (columns), .hawashi.ron (annotations)
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,
    /// How the articles' bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// A model to evaluate instead of the built-in one, or none
    #[arg(long, value_name = "FILE|none")]
    pub model: Option<PathBuf>,
    /// Meaning of the file's labels [default: LOC=location]
    #[arg(long, value_name = "LABEL=KIND,…", value_parser = LabelMap::parse)]
    pub map: Option<LabelMap>,
    /// Output format
    #[arg(long, value_enum, default_value_t = TableOrJson::Table)]
    pub format: TableOrJson,
    /// Number of sentences in a column file that form one text
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub sentences: usize,
    /// Ignore mentions with less confidence than this, 0 to 1
    #[arg(long, value_name = "C", default_value_t = 0.0)]
    pub threshold: f32,
    /// Which rules to count, with --model none: 1 sure names of the lexicon, 2 also names with local evidence, 3 also
    /// patterns, 4 also names supported by the rest of the text
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub parts: u8,
    /// Number of texts to show for each confusion
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub examples: usize,
}

/// Arguments of `hawashi merge`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    hawashi merge before.hawashi.ron mine.hawashi.ron theirs.hawashi.ron --out merged.hawashi.ron\n  \
    git config merge.hawashi.driver \"hawashi merge %O %A %B --out %A --name %P\"\n\n\
    What does not conflict is taken from both, field by field. Where both have changed the same in different ways, OURS \
    counts, and both sides stand in OUT between conflict marks: delete the one that is not wanted, and the marks.\n\n\
    Exit status: 0 merged; 1 merged, and something is left to decide: listed with its line in OUT; 2 it could not run.")]
pub struct MergeArgs {
    /// The file with which both began; if it is empty, missing or /dev/null, both are new
    #[arg(value_name = "BASE.ron")]
    pub base: PathBuf,
    /// Your file
    #[arg(value_name = "OURS.ron")]
    pub ours: PathBuf,
    /// The other one's file
    #[arg(value_name = "THEIRS.ron")]
    pub theirs: PathBuf,
    /// The merged file to write; it may be OURS, which is then replaced
    #[arg(long, value_name = "OUT.ron")]
    pub out: PathBuf,
    /// The name of OUT in what is printed, where the files have names of git's (%P)
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Overwrite an existing file other than OURS
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `hawashi train`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  hawashi train news.tsv --out names.model\n  \
    hawashi train news.conll article.hawashi.ron --also wiki.tsv --out names.model --epochs 10\n\n\
    Labels that count: LOC and location; PER; ORG and faction; and the classes of WikiFANE. Every \
    other label is some other name. The same files in the same order give the same model.\n\n\
    Exit status: 0 done; 2 a file could not be read or written.")]
pub struct TrainArgs {
    /// Annotated files: .conll or .tsv (columns), .hawashi.ron (annotations)
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Further files, annotated by other rules or with و as a separate word; used for words and contexts only
    #[arg(long, value_name = "FILE")]
    pub also: Vec<PathBuf>,
    /// How the articles' bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// The model to write
    #[arg(long, value_name = "MODEL")]
    pub out: PathBuf,
    /// How often every text is seen
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub epochs: usize,
    /// Number of rows of weights, as a power of two; 19 makes a file of 4 MiB
    #[arg(long, value_name = "N", default_value_t = 19, value_parser = clap::value_parser!(u32).range(10..=22))]
    pub rows: u32,
    /// Step size
    #[arg(long, value_name = "R", default_value_t = 0.1)]
    pub rate: f32,
    /// Share of a word's features left out at random each time the word is seen
    #[arg(long, value_name = "D", default_value_t = 0.5)]
    pub drop: f32,
    /// How strongly weights decay
    #[arg(long, value_name = "S", default_value_t = 1e-5)]
    pub shrink: f32,
    /// Number of sentences in a column file that form one text
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub sentences: usize,
    /// Overwrite an existing model
    #[arg(long)]
    pub force: bool,
}

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableOrJson {
    /// For people
    Table,
    /// For programs
    Json,
}

/// The kinds of mentions that a file's labels mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelMap(Vec<(String, Kind)>);

impl LabelMap {
    /// Reads `LOC=location,ORG=faction`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let pair = |pair: &str| {
            let (label, kind) = pair.split_once('=').ok_or_else(|| format!("{pair:?}: write it as LABEL=KIND"))?;
            let kind =
                Kind::detected(kind.trim()).ok_or_else(|| format!("{pair:?}: the kinds are location and faction"))?;
            Ok((label.trim().to_owned(), kind))
        };
        text.split(',').map(pair).collect::<Result<_, String>>().map(Self)
    }

    /// The given map, or the default one.
    pub fn or_default(asked: Option<&Self>) -> Self {
        asked.cloned().unwrap_or_else(|| Self(vec![("LOC".to_owned(), Kind::LOCATION)]))
    }

    /// The kind that a label means; the names of the kinds themselves are always valid.
    pub fn kind(&self, label: &str) -> Option<Kind> {
        let own = || Kind::detected(label);
        self.0.iter().find(|(name, _)| name == label).map(|(_, kind)| *kind).or_else(own)
    }

    /// Whether some label means this kind.
    pub fn names(&self, kind: Kind) -> bool {
        self.0.iter().any(|(_, named)| *named == kind)
    }
}

/// Arguments of `hawashi versions`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  hawashi versions article.hawashi.ron\n  \
    hawashi versions article.hawashi.ron --restore 2\n\n\
    Kept are the last 10 states that somebody saved, at most 10 that were saved by themselves, and the one before each \
    migration, import, merge, repair or export that wrote over the file; 256 MiB in all, the oldest go first. \
    The newest is number 1. Before one is restored, the present state is kept as a version, too.\n\n\
    Exit status: 0 done; 1 no earlier states are kept; 2 it could not run.")]
pub struct VersionsArgs {
    /// An annotation file, or its article
    #[arg(value_name = "ANNOTATIONS.ron")]
    pub path: PathBuf,
    /// Write this version over the file
    #[arg(long, value_name = "N")]
    pub restore: Option<usize>,
    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = TableOrJson::Table)]
    pub format: TableOrJson,
    /// How the article's bytes are decoded, for counting what has changed
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `hawashi render`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  hawashi render article.txt --out page.png --width 860 --theme dark --scale 2")]
pub struct RenderArgs {
    /// An article or an annotation file
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// How the article's bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// The picture to write
    #[arg(long, value_name = "PAGE.png")]
    pub out: PathBuf,
    /// A lexicon of your own (repeatable): .ron, .csv, or .txt in GeoNames' dump format
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
    /// Width of the text column, in logical pixels
    #[arg(long, value_name = "PX", default_value_t = 860.0)]
    pub width: f32,
    /// Size of the text, in logical pixels
    #[arg(long, value_name = "PX", default_value_t = 20.0)]
    pub size: f32,
    /// Font family of the text
    #[arg(long, value_name = "NAME")]
    pub font: Option<String>,
    /// Colours
    #[arg(long, value_enum, default_value_t = ThemeArg::Light)]
    pub theme: ThemeArg,
    /// Physical pixels per logical pixel
    #[arg(long, value_name = "X", default_value_t = 1.0)]
    pub scale: f32,
    /// Overwrite an existing picture
    #[arg(long)]
    pub force: bool,
}

/// Colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
    /// Brown on yellowed paper
    Sepia,
    /// White on black
    Contrast,
}

impl From<ThemeArg> for crate::layout::ThemeName {
    fn from(theme: ThemeArg) -> Self {
        match theme {
            ThemeArg::Light => Self::Light,
            ThemeArg::Dark => Self::Dark,
            ThemeArg::Sepia => Self::Sepia,
            ThemeArg::Contrast => Self::Contrast,
        }
    }
}

/// Arguments of `hawashi debug`.
#[derive(Debug, Args)]
pub struct DebugArgs {
    /// The output.
    #[command(subcommand)]
    pub command: DebugCommand,
}

/// Outputs for checks against other programs.
#[derive(Debug, Subcommand)]
pub enum DebugCommand {
    /// Print the lines of the laid-out text as JSON
    Layout(LayoutArgs),
    /// Have a session in the window without a screen and print what was done
    Session(SessionArgs),
    /// Drive the window without a screen and print its frame times
    Frames(FramesArgs),
}

/// Arguments of `hawashi debug frames`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  hawashi debug frames article.txt --annotations 1000 --frames 600")]
pub struct FramesArgs {
    /// An article
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// How the article's bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// Annotations to add before frames are measured
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub annotations: usize,
    /// Relations to add between neighbouring annotations
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub relations: usize,
    /// A folder to open first, as a list whose frames are measured, too
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// An article to show beside it while frames are measured
    #[arg(long, value_name = "PATH")]
    pub beside: Option<PathBuf>,
    /// Number of frames to measure
    #[arg(long, value_name = "N", default_value_t = 600)]
    pub frames: usize,
    /// Keep no journal of unsaved work, to see what it costs
    #[arg(long)]
    pub without_journal: bool,
}

/// Arguments of `hawashi debug session`.
#[derive(Debug, Args)]
#[command(after_help = "\
A script has one step on a line; words are counted from 1 in the article in front, empty lines and those that begin
with # are left out:
  tag WORD COUNT LABEL   tag words with a label, by its id
  label WORD LABEL       give the mark on a word another label
  accept WORD            accept the suggestion on a word; so also reject WORD, delete WORD
  note WORD TEXT         write a note on the mark on a word, or on the word, and keep it
  draft WORD TEXT        the same, but leave it open: the next step that changes something keeps it
  cancel                 give up the note that is open
  undo, redo, save
  open FILE              open an article beside PATH, or bring it to the front
  close                  close the article in front; what is unsaved is saved
  discard                close it; what is unsaved is given up where the window asks
  pause MILLISECONDS
  kept                   wait until everything is on the disk
  state                  print the annotations of the article in front
  kill                   end at once, as by SIGKILL; nothing is written any more

Journals, settings and annotation files are the real ones: HAWASHI_CONFIG_DIR and HAWASHI_DATA_DIR name other folders.
Each step prints one JSON object when it is done: with ms, the milliseconds since 1970, and state, which stands for the
annotations without their ids and times. What another session has left is restored first. At its end everything is kept,
as at the end of the person's session.

Example:
  printf 'tag 1 2 location\\nsave\\nstate\\n' | hawashi debug session article.txt -")]
pub struct SessionArgs {
    /// An article, or a folder: its first article is opened
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// The steps, or - for standard input
    #[arg(value_name = "SCRIPT")]
    pub script: Option<PathBuf>,
    /// Take so many steps by chance, in all articles of the folder
    #[arg(long, value_name = "N", conflicts_with = "script")]
    pub random: Option<usize>,
    /// Which steps are taken by chance
    #[arg(long, value_name = "S", default_value_t = 0, requires = "random")]
    pub seed: u64,
    /// How the article's bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `hawashi debug layout`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  hawashi debug layout article.txt --width 860 --size 20 --span 35:49")]
pub struct LayoutArgs {
    /// An article, or - for standard input
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// How the article's bytes are decoded
    #[command(flatten)]
    pub reading: Reading,
    /// Width of the text column, in logical pixels
    #[arg(long, value_name = "PX")]
    pub width: f32,
    /// Size of the text, in logical pixels
    #[arg(long, value_name = "PX", default_value_t = 20.0)]
    pub size: f32,
    /// Font family of the text
    #[arg(long, value_name = "NAME")]
    pub font: Option<String>,
    /// Also print the rectangles of this span: start and end in --unit
    #[arg(long, value_name = "A:B", value_parser = parse_span)]
    pub span: Option<(u32, u32)>,
    /// Unit of offsets: char (code points), byte (UTF-8) or utf16
    #[arg(long, default_value = "char", value_parser = Unit::from_str)]
    pub unit: Unit,
}

/// Parses `A:B`, a start and an end after it.
fn parse_span(text: &str) -> Result<(u32, u32), String> {
    let (start, end) = text.split_once(':').ok_or("write it as START:END, such as 35:49")?;
    let number = |text: &str| text.trim().parse::<u32>().map_err(|error| format!("{text:?}: {error}"));
    match (number(start)?, number(end)?) {
        (start, end) if start < end => Ok((start, end)),
        (start, end) => Err(format!("the end {end} must lie behind the start {start}")),
    }
}
