//! The program's own format. Offsets in UTF-8 bytes.

use super::Article;
use crate::store::annotations_to_ron;

/// The text of an annotation file.
pub fn to_ron(article: &Article<'_>) -> String {
    annotations_to_ron(article.name, article.document, article.notes, article.carried)
}
