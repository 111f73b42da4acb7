//! The keys of all commands as a page that can be printed: HTML that needs nothing else.

use quick_xml::escape::escape;

use crate::gui::command::{KeyMap, Menu, UiCommand, in_digits_of, shortcut_text};
use crate::gui::i18n::{I18n, Value, without_isolates};

/// The page, with its style for A4 in two columns.
const TEMPLATE: &str = include_str!("../../../assets/print/keys.html");

/// The page in the language of the interface, grouped by menu; commands without keys are left out.
pub(crate) fn cheat_sheet(i18n: &I18n, map: &KeyMap) -> String {
    let text = |key| escape(without_isolates(&i18n.text(key)).into_owned()).into_owned();
    let groups: String = Menu::ALL.into_iter().map(|menu| group(i18n, map, menu)).collect();
    let version = i18n.text_with("shortcuts-printed-by", &[("version", Value::from(env!("CARGO_PKG_VERSION")))]);
    let values = [
        ("@lang@", i18n.lang().code().to_owned()),
        ("@dir@", if i18n.lang().is_rtl() { "rtl" } else { "ltr" }.to_owned()),
        ("@title@", text("shortcuts-title")),
        ("@about@", escape(without_isolates(&version).into_owned()).into_owned()),
        // Last: names of commands are not looked through again.
        ("@groups@", groups),
    ];
    values.into_iter().fold(TEMPLATE.to_owned(), |page, (name, value)| page.replace(name, &value))
}

fn group(i18n: &I18n, map: &KeyMap, menu: Menu) -> String {
    let rows: String = menu.commands().into_iter().filter_map(|command| row(i18n, map, command)).collect();
    if rows.is_empty() {
        return rows;
    }
    let name = without_isolates(&i18n.text(menu.text_key())).into_owned();
    format!("<section>\n<h2>{}</h2>\n<dl>\n{rows}</dl>\n</section>\n", escape(name))
}

fn row(i18n: &I18n, map: &KeyMap, command: UiCommand) -> Option<String> {
    let mut keys: Vec<String> = Vec::new();
    for pressed in map.keys_of(command) {
        let text = in_digits_of(i18n, shortcut_text(pressed));
        let text = format!("<kbd>{}</kbd>", escape(without_isolates(&text).into_owned()));
        // One sign can stand on several keys.
        if !keys.contains(&text) {
            keys.push(text);
        }
    }
    let name = i18n.words(&command.wording_anywhere(i18n).text);
    let name = escape(without_isolates(&name).into_owned()).into_owned();
    (!keys.is_empty()).then(|| format!("<div><dt>{name}</dt><dd>{}</dd></div>\n", keys.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::i18n::Lang;
    use crate::store::settings::CommandKeys;

    #[test]
    fn the_page_is_whole_in_both_languages_and_has_the_persons_own_keys() {
        let own = CommandKeys { command: "ToggleSidePanel".to_owned(), keys: vec!["Ctrl+Shift+F5".to_owned()] };
        let without = CommandKeys { command: "Lexicons".to_owned(), keys: Vec::new() };
        let map = KeyMap::with(&[own, without]);
        for (lang, dir, digit) in [(Lang::En, "dir=\"ltr\"", "Ctrl+0"), (Lang::Ar, "dir=\"rtl\"", "Ctrl+٠")] {
            let i18n = I18n::new(lang);
            let page = cheat_sheet(&i18n, &map);
            assert!(page.contains(dir) && page.contains("<meta charset=\"utf-8\">"), "{lang:?}");
            assert!(!page.contains('@') || page.matches('@').count() == page.matches("@page").count() + 1, "{page}");
            assert!(page.contains("<kbd>Ctrl+Shift+F5</kbd>") && !page.contains("<kbd>F9</kbd>"), "{lang:?}");
            assert!(page.contains(&format!("<kbd>{digit}</kbd>")), "{lang:?}");
            assert!(!page.contains(&*i18n.text("command-lexicons")), "{lang:?}: it has no keys");
            for menu in Menu::ALL {
                assert!(page.contains(&format!("<h2>{}</h2>", i18n.text(menu.text_key()))), "{menu:?}");
            }
            for line in page.lines() {
                let keys: Vec<&str> = line.split("<kbd>").skip(1).collect();
                let is_twice = |(at, key): (usize, &&str)| {
                    keys[..at].iter().any(|other| other.split('<').next() == key.split('<').next())
                };
                assert!(!keys.iter().enumerate().any(is_twice), "{lang:?}: {line}");
            }
            // Nothing is fetched.
            assert!(!page.contains("http") && !page.contains("url("), "{lang:?}");
            assert_eq!(page.matches("<div>").count(), page.matches("</div>").count(), "{lang:?}");
        }
    }
}
