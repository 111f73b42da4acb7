//! The data of open folders and articles for their tabs and for the list of all tabs.

use std::collections::HashMap;
use std::path::{Component, Path};

use eframe::egui::{Rect, Response, Ui};

use super::context::Articles;
use crate::gui::i18n::on_one_line;
use crate::gui::model::TabId;
use crate::gui::widgets::WidgetStyle;

/// A tab's data.
pub(super) struct TabItem {
    pub(super) id: TabId,
    /// The file's or the folder's name.
    pub(super) text: String,
    /// The folder that distinguishes it from others with the same name; empty if not needed.
    pub(super) folder: String,
    /// Its path.
    pub(super) path: String,
    pub(super) is_unsaved: bool,
    pub(super) is_folder: bool,
}

/// The open folders and articles, in the order of their tabs.
pub(super) fn items(articles: Articles<'_>) -> Vec<TabItem> {
    let paths: Vec<(&str, Option<&Path>)> =
        articles.tabs.iter().map(|tab| (tab.name.as_str(), tab.article.as_deref())).collect();
    let folders = telling_folders(&paths);
    let lists = articles.folders.iter().map(|folder| TabItem {
        id: folder.id,
        text: on_one_line(&folder.name).into_owned(),
        folder: String::new(),
        path: folder.path.display().to_string(),
        is_unsaved: false,
        is_folder: true,
    });
    let tabs = articles.tabs.iter().zip(folders);
    lists
        .chain(tabs.map(|(tab, folder)| TabItem {
            id: tab.id,
            text: on_one_line(&tab.title()).into_owned(),
            folder,
            path: tab.article.as_ref().map_or_else(String::new, |path| path.display().to_string()),
            is_unsaved: tab.is_dirty(),
            is_folder: false,
        }))
        .collect()
}

/// For each file with a name shared by others, the nearest folder above it that distinguishes it from all of them.
fn telling_folders(files: &[(&str, Option<&Path>)]) -> Vec<String> {
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, (name, _)) in files.iter().enumerate() {
        same.entry(name).or_default().push(index);
    }
    let above = |index: usize| -> Vec<String> {
        let parent = files[index].1.and_then(Path::parent);
        let parts = parent.into_iter().flat_map(|parent| parent.components().rev());
        let parts = parts.filter(|part| !matches!(part, Component::CurDir));
        parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let mut folders = vec![String::new(); files.len()];
    for alike in same.into_values().filter(|alike| alike.len() > 1) {
        let above: Vec<Vec<String>> = alike.iter().map(|index| above(*index)).collect();
        for (at, index) in alike.iter().enumerate() {
            let own = &above[at];
            let is_alone = |depth: &usize| {
                let others = above.iter().enumerate().filter(|(other, _)| *other != at);
                others.map(|(_, other)| other).all(|other| other.get(..*depth) != own.get(..*depth))
            };
            let depth = (1..=own.len()).find(is_alone).unwrap_or(own.len());
            let Some(name) = depth.checked_sub(1).and_then(|last| own.get(last)) else { continue };
            // The folders in between are the same for the others, or add nothing.
            folders[*index] = if depth > 1 { format!("\u{2066}{name}/…\u{2069}") } else { name.clone() };
        }
    }
    folders
}

/// A button in the bar, at its position.
pub(super) fn in_place(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let look = WidgetStyle::of(ui.ctx());
    let mut child = ui.new_child(eframe::egui::UiBuilder::new().max_rect(place).layout(look.along()));
    add(&mut child)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_folder_that_tells_files_of_a_name_apart() {
        for (paths, expected) in [
            (vec!["/a/x.txt", "/b/y.txt"], vec!["", ""]),
            (vec!["/news/2025/x.txt", "/news/2026/x.txt", "/y.txt"], vec!["2025", "2026", ""]),
            (vec!["/a/news/x.txt", "/b/news/x.txt"], vec!["\u{2066}a/…\u{2069}", "\u{2066}b/…\u{2069}"]),
            (
                vec!["/a/news/x.txt", "/b/x.txt", "/c/news/x.txt"],
                vec!["\u{2066}a/…\u{2069}", "b", "\u{2066}c/…\u{2069}"],
            ),
            (vec!["/x.txt", "/a/x.txt"], vec!["/", "a"]),
            (vec!["x.txt", "a/x.txt"], vec!["", "a"]),
            (vec!["/طرابلس/x.txt", "/بنغازي/x.txt"], vec!["طرابلس", "بنغازي"]),
        ] {
            let names: Vec<String> = paths
                .iter()
                .map(|path| Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned())
                .collect();
            let files: Vec<(&str, Option<&Path>)> =
                names.iter().zip(&paths).map(|(name, path)| (name.as_str(), Some(Path::new(*path)))).collect();
            assert_eq!(telling_folders(&files), expected, "{paths:?}");
        }
        // A sample has no file.
        assert_eq!(telling_folders(&[("x.txt", None), ("x.txt", Some(Path::new("/a/x.txt")))]), ["", "a"]);
    }
}
