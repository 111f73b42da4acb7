//! What the columns of a table of tokens hold: CoNLL-2002 has two, CoNLL-2003 four, and corpora have others of their own.

use std::str::FromStr;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The token.
    Token,
    /// A tag of the token; with several of them mentions may nest.
    Tag,
    /// Something else, that is passed by when it is read and written as `_`.
    Other,
}

/// CoNLL-2002: the token and its tag.
pub const CONLL_2002: &[Column] = &[Column::Token, Column::Tag];
/// CoNLL-2003: the token, its part of speech, its chunk and its tag.
pub const CONLL_2003: &[Column] = &[Column::Token, Column::Other, Column::Other, Column::Tag];

impl FromStr for Column {
    type Err = String;

    /// Reads `token`, `tag` or `_`.
    fn from_str(name: &str) -> Result<Self, String> {
        match name.trim() {
            "token" => Ok(Self::Token),
            "tag" => Ok(Self::Tag),
            "_" => Ok(Self::Other),
            other => Err(format!("{other:?} is no column; write token, tag, or _ for anything else")),
        }
    }
}

/// Reads a list such as `token,_,_,tag`, or `2002` and `2003` for the columns of those shared tasks. There must be one token
/// and at least one tag.
pub fn parse_columns(list: &str) -> Result<Vec<Column>, String> {
    let columns = match list.trim() {
        "2002" => CONLL_2002.to_vec(),
        "2003" => CONLL_2003.to_vec(),
        list => list.split(',').map(str::parse).collect::<Result<Vec<Column>, _>>()?,
    };
    let count = |of: Column| columns.iter().filter(|column| **column == of).count();
    if count(Column::Token) != 1 || count(Column::Tag) == 0 {
        return Err("one column is the token, and at least one a tag: token,_,_,tag".to_owned());
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_its_columns_and_has_a_token_and_a_tag() {
        assert_eq!(parse_columns("2003").as_deref(), Ok(CONLL_2003));
        assert_eq!(parse_columns("_, token,tag,tag").map(|columns| columns.len()), Ok(4));
        for wrong in ["", "token", "tag", "token,token,tag", "token,ner"] {
            assert!(parse_columns(wrong).is_err(), "{wrong:?}");
        }
    }
}
