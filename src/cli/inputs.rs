//! The articles that the paths on the command line stand for.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use super::{CliError, Reporter};
use crate::document::{Document, DocumentError, LIMIT_BYTES};
use crate::store::{self, StoreError};

/// One article to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input, `-`.
    Stdin,
    /// An article or an annotation file.
    File(PathBuf),
}

impl Input {
    /// The input that a single path stands for.
    pub fn of(path: PathBuf) -> Self {
        if path == Path::new("-") { Self::Stdin } else { Self::File(path) }
    }

    /// How the input is called in outputs: the path as given.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// Reads the article; of an annotation file, the article that it belongs to.
    pub fn read(&self) -> Result<Document, StoreError> {
        match self {
            Self::Stdin => read_stdin(),
            Self::File(path) if store::is_annotation_path(path) => store::read_article(&store::article_of(path)?, None),
            Self::File(path) => store::read_article(path, None),
        }
    }
}

fn read_stdin() -> Result<Document, StoreError> {
    let path = || PathBuf::from("-");
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LIMIT_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| StoreError::Io { path: path(), message: error.to_string() })?;
    if bytes.len() as u64 > LIMIT_BYTES {
        let error = DocumentError::TooLarge { bytes: bytes.len() as u64, limit: LIMIT_BYTES };
        return Err(StoreError::Document { path: path(), error });
    }
    Document::decode(bytes, None).map_err(|error| StoreError::Document { path: path(), error })
}

/// The inputs in the order of the paths, folders opened up. Without a path, standard input when
/// something is piped into it.
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
        } else if path.is_dir() {
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

/// Says which bytes of an article stand for no character.
pub fn warn_of_undecodable(name: &str, document: &Document, reporter: &Reporter) {
    if let Some(undecodable) = document.undecodable() {
        reporter.warn(&format!(
            "{name}: {} bytes are not {} (the first at byte {}); they are read as U+FFFD",
            undecodable.bytes,
            document.encoding_name(),
            undecodable.first
        ));
    }
}
