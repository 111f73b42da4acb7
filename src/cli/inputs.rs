//! The articles named by the paths on the command line.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use super::args::Reading;
use super::{CliError, Reporter};
use crate::document::windows::{WINDOW_BYTES, Windows};
use crate::document::{Document, DocumentError, Encoding, Undecodable, check_beginning};
use crate::store::{self, Opened, StoreError};

/// The most numbers of damaged lines that are listed.
const LINES_SHOWN: usize = 5;
/// The most bytes that are read from standard input, which may have no end: of a text where all of it is needed at once,
/// and of a script.
const LONGEST_TEXT: u64 = 256 << 20;
const LONGEST_SCRIPT: u64 = 16 << 20;

/// One article to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, `-`.
    Stdin,
    /// An article or an annotation file.
    File(PathBuf),
}

impl Input {
    /// The input for a single path.
    pub fn of(path: PathBuf) -> Self {
        if path == Path::new("-") { Self::Stdin } else { Self::File(path) }
    }

    /// The input's name in outputs: the path as given.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// The file, unless it is standard input.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) => Some(path),
        }
    }

    /// Reads the article, in the chosen encoding or in its own. For an annotation file, reads the article that it
    /// belongs to, by default in the encoding named there.
    pub fn read(&self, reading: &Reading) -> Result<Document, StoreError> {
        let choice = reading.encoding;
        match self {
            Self::Stdin => {
                let mut input = LongInput::stdin(choice);
                input.fill(WINDOW_BYTES)?;
                // What is no text may never end.
                if !input.has_ended && choice.is_none() {
                    check_beginning(&input.bytes).map_err(document_error)?;
                }
                input.fill(LONGEST_TEXT as usize + 1)?;
                if input.bytes.len() as u64 > LONGEST_TEXT {
                    return Err(document_error(DocumentError::Endless { limit: LONGEST_TEXT }));
                }
                input.whole()
            }
            Self::File(path) if store::is_annotation_path(path) => {
                store::read_annotated_article(path, choice, reading.articles()).map_err(StoreError::with_kept_of_person)
            }
            Self::File(path) => store::read_article(path, choice),
        }
    }

    /// Like [`Self::read`], but leaves standard input that is longer than a window to be read window by window.
    pub fn begin(&self, reading: &Reading) -> Result<Read, StoreError> {
        let Self::Stdin = self else {
            return self.read(reading).map(Read::Whole);
        };
        let mut input = LongInput::stdin(reading.encoding);
        input.fill(WINDOW_BYTES)?;
        if input.has_ended { input.whole().map(Read::Whole) } else { Ok(Read::Long(input)) }
    }
}

/// Opens an annotation file with its article.
pub(super) fn open_annotated(path: &Path, reading: &Reading) -> Result<Opened, StoreError> {
    store::open_among(path, reading.encoding, reading.articles()).map_err(StoreError::with_kept_of_person)
}

/// Reads standard input, where all of it is needed at once.
pub(super) fn read_stdin() -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST_TEXT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST_TEXT {
        return Err(document_error(DocumentError::Endless { limit: LONGEST_TEXT }).into());
    }
    Ok(bytes)
}

/// Reads the text of a script, `-` for standard input.
pub(super) fn read_script(path: &Path) -> Result<String, CliError> {
    let too_long = || {
        let most = LONGEST_SCRIPT >> 20;
        CliError::Usage(format!("{}: a script of more than {most} MiB is not read; split it", path.display()))
    };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(LONGEST_SCRIPT + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST_SCRIPT {
            return Err(too_long());
        }
    } else {
        bytes = store::read_at_most(path, LONGEST_SCRIPT)?.ok_or_else(too_long)?;
    }
    let no_text = |_error| CliError::Usage(format!("{} is no text in UTF-8; save the script as UTF-8", path.display()));
    String::from_utf8(bytes).map_err(no_text)
}

/// The result of reading an input.
#[derive(Debug)]
pub enum Read {
    /// All of it.
    Whole(Document),
    /// The beginning of a long input.
    Long(LongInput),
}

/// Standard input, read window by window.
#[derive(Debug)]
pub struct LongInput {
    windows: Box<Windows>,
    choice: Option<Encoding>,
    /// What was read but is not yet part of a window.
    bytes: Vec<u8>,
    has_ended: bool,
    /// Why there are no more windows.
    error: Option<StoreError>,
}

impl LongInput {
    fn stdin(choice: Option<Encoding>) -> Self {
        Self { windows: Box::new(Windows::reading(choice)), choice, bytes: Vec::new(), has_ended: false, error: None }
    }

    /// The input's name in outputs.
    pub fn name(&self) -> String {
        Input::Stdin.name()
    }

    fn whole(self) -> Result<Document, StoreError> {
        Document::decode(self.bytes, self.choice).map_err(document_error)
    }

    /// Reads on until there are at least so many bytes, or no more.
    fn fill(&mut self, least: usize) -> Result<(), StoreError> {
        let wanted = least.saturating_sub(self.bytes.len());
        // Do not read beyond the limit, where the text would be rejected.
        let wanted = (wanted as u64).min(self.windows.room(self.bytes.len()) + 1);
        if wanted <= WINDOW_BYTES as u64 {
            self.bytes.reserve_exact(wanted as usize + 1);
        }
        let read = io::stdin().lock().take(wanted).read_to_end(&mut self.bytes);
        let read = read.map_err(|error| StoreError::io(Path::new("-"), &error))?;
        self.has_ended = (read as u64) < wanted;
        Ok(())
    }

    /// The next windows, at most so many; none after the last one, or if reading fails.
    pub(crate) fn next_windows(&mut self, most: usize) -> Vec<Document> {
        let mut windows = Vec::with_capacity(most);
        while windows.len() < most && self.error.is_none() {
            match self.next_window() {
                Ok(Some(window)) => windows.push(window),
                Ok(None) => break,
                Err(error) => self.error = Some(error),
            }
        }
        windows
    }

    /// The error that ended reading, if any.
    pub fn error(&self) -> Option<&StoreError> {
        self.error.as_ref()
    }

    fn next_window(&mut self) -> Result<Option<Document>, StoreError> {
        let mut least = WINDOW_BYTES;
        loop {
            if !self.has_ended {
                self.fill(least)?;
            }
            let window = self.windows.take(&mut self.bytes, self.has_ended).map_err(document_error)?;
            if window.is_some() || self.has_ended {
                return Ok(window);
            }
            least = self.bytes.len() + WINDOW_BYTES;
        }
    }

    /// What was collected over the windows so far.
    pub fn windows(&self) -> &Windows {
        &self.windows
    }
}

fn document_error(error: DocumentError) -> StoreError {
    StoreError::Document { path: "-".into(), error }
}

/// The inputs in the order of the paths, with folders expanded. Without a path, standard input if something is piped
/// into it.
pub fn collect(paths: &[PathBuf], reporter: &mut Reporter) -> Result<Vec<Input>, CliError> {
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            return Err(CliError::Usage("name an article or a folder, or - for standard input; see --help".to_owned()));
        }
        return Ok(vec![Input::Stdin]);
    }
    let mut inputs = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            if inputs.contains(&Input::Stdin) {
                return Err(CliError::Usage("standard input (-) can be read only once".to_owned()));
            }
            inputs.push(Input::Stdin);
        } else if store::holds_articles(path) {
            match store::list_articles(path) {
                Ok(listing) => {
                    listing.problems.iter().for_each(|problem| reporter.error(problem));
                    inputs.extend(listing.articles.into_iter().map(Input::File));
                }
                Err(error) => reporter.error(&error),
            }
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    Ok(inputs)
}

/// Warns about bytes of an article that could not be decoded, and names another encoding in which it makes sense if the
/// encoding was not chosen by somebody.
pub(crate) fn warn_of_undecodable(name: &str, document: &Document, is_chosen: bool, reporter: &Reporter) {
    warn_of(name, document.undecodable(), &document.encoding_name(), reporter);
    let damaged = document.undecodable().map(|_| document.damaged_lines()).unwrap_or_default();
    warn_of_lines(name, "damaged line", &damaged, reporter);
    warn_of_zeros(name, document.zeros(), reporter);
    warn_of_lines(name, "zero bytes in line", &document.lines_with_zeros(), reporter);
    if !is_chosen && let Some(suspected) = document.suspected_encoding() {
        reporter.warn(&format!(
            "{name}: this looks like a text that was stored after being read in a wrong encoding; \
             --encoding {suspected} repairs it"
        ));
    }
}

/// Like [`warn_of_undecodable`], for all windows.
pub(crate) fn warn_of_undecodable_windows(name: &str, windows: &Windows, reporter: &Reporter) {
    warn_of(name, windows.undecodable(), &windows.encoding_name(), reporter);
    warn_of_zeros(name, windows.zeros(), reporter);
}

/// Lists the lines that contain something they should not.
fn warn_of_lines(name: &str, what: &str, lines: &[usize], reporter: &Reporter) {
    if lines.is_empty() {
        return;
    }
    let shown: Vec<String> = lines.iter().take(LINES_SHOWN).map(ToString::to_string).collect();
    let more =
        if lines.len() > LINES_SHOWN { format!(" and {} more", lines.len() - LINES_SHOWN) } else { String::new() };
    let plural = if lines.len() == 1 { "" } else { "s" };
    reporter.warn(&format!("{name}: {what}{plural}: {}{more}", shown.join(", ")));
}

fn warn_of_zeros(name: &str, zeros: usize, reporter: &Reporter) {
    if zeros > 0 {
        let bytes = if zeros == 1 { "1 byte is zero".to_owned() } else { format!("{zeros} bytes are zero") };
        reporter.warn(&format!("{name}: {bytes}, as in damaged files; read as they stand, U+0000"));
    }
}

fn warn_of(name: &str, undecodable: Option<Undecodable>, encoding: &str, reporter: &Reporter) {
    if let Some(Undecodable { bytes, first }) = undecodable {
        let bytes = if bytes == 1 { "1 byte is".to_owned() } else { format!("{bytes} bytes are") };
        reporter.warn(&format!("{name}: {bytes} not {encoding} (the first at byte {first}); they are read as U+FFFD"));
    }
}
