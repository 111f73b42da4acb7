//! The label editor, in the place of the page: the tree of labels, the form of the chosen one, and how it looks and
//! where it is used. There is nothing to save: each field is one step when it is left.

mod attributes;
mod editor;
mod form;
mod relations;
mod state;
mod tree;
mod used;
mod uses;
mod view;

pub(crate) use editor::Editor;
pub(crate) use state::LabelsView;
