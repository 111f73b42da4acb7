//! Files that hold many articles, one file for each kind.
