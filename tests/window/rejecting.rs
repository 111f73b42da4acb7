//! What rejecting removes is reported, and can be undone and shown.

use crate::support::folder::{Folder, annotations_of};
use crate::support::window::{BARE, CTRL, CTRL_SHIFT, Window};
use eframe::egui::Key;
use hawashi::annotation::Status;
use hawashi::gui::i18n::Lang;

/// A country twice between the same words.
const IRAQ: &str = "أعلن المتحدث عن هزيمة التنظيم في العراق وسوريا أمس.\n\
    وقال إن هزيمة أخرى في العراق وسوريا سبقتها قبل عام.\nثم وصل الوفد إلى ليبيا.\n";
/// A town four times, each time between other words.
const BENGHAZI: &str =
    "وصل الوفد إلى بنغازي صباحا.\nثم غادر بنغازي مساء.\nوقصفت طائرات بنغازي ليلا.\nوعاد الهدوء إلى بنغازي اليوم.\n";

fn statuses(window: &Window, name: &str) -> Vec<String> {
    let marks = window.published_marks().into_iter().filter(|mark| mark.name.contains(name));
    marks.map(|mark| mark.status).collect()
}

#[test]
fn a_rejection_that_takes_others_along_says_so_and_undo_keeps_them() {
    let folder = Folder::new();
    let article = folder.write("iraq.txt", IRAQ);
    let said = [
        (Lang::En, "One other suggestion was removed because you rejected العراق."),
        (Lang::Ar, "أُزيل اقتراح آخر لأنك رفضت «العراق»."),
    ];
    for (lang, sentence) in said {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        assert_eq!(statuses(&window, "العراق").len(), 2);
        window.click_row("العراق");
        window.press(BARE, Key::R);
        window.wait_for(sentence);
        assert!(statuses(&window, "العراق").is_empty());
        window.click_text("notice-undo");
        let suggested = window.text("status-suggested");
        assert_eq!(statuses(&window, "العراق"), [suggested.as_str()], "the other one is back");
        assert!(!window.sees(sentence));
        // It stays when something else is decided, and learned from.
        window.click_row("ليبيا");
        window.press(BARE, Key::A);
        window.settle();
        assert_eq!(statuses(&window, "العراق"), [suggested.as_str()]);
        assert!(!window.sees(sentence));
        // Restoring it and the rejection are one step each.
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::Z);
        window.press(CTRL, Key::Z);
        assert!(window.wait_until(|window| statuses(window, "العراق") == [suggested.as_str(), suggested.as_str()]));
    }
}

#[test]
fn what_a_rejection_takes_along_is_told_no_more_when_it_is_taken_back() {
    let folder = Folder::new();
    let article = folder.write("iraq.txt", IRAQ);
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.click_row("العراق");
        window.press(BARE, Key::R);
        let show = window.text("notice-show");
        window.wait_for(&show);
        // At once, not only when that was learned from, too.
        window.hold_long_work(true);
        window.press(CTRL, Key::Z);
        assert!(!window.sees(&show), "{lang:?}: {:?}", window.statuses());
        window.hold_long_work(false);
        assert!(window.wait_until(|window| statuses(window, "العراق").len() == 2), "{lang:?}");
        assert!(!window.sees(&show), "{lang:?}: {:?}", window.statuses());
    }
}

#[test]
fn what_was_taken_away_is_shown_and_decided_there() {
    let folder = Folder::new();
    let article = folder.write("town.txt", BENGHAZI);
    let mut window = Window::reading(&article);
    for _ in 0..3 {
        window.click_row("بنغازي");
        window.press(BARE, Key::R);
    }
    window.wait_for("One other suggestion was removed because you rejected بنغازي.");
    assert!(statuses(&window, "بنغازي").is_empty());
    window.click("Show");
    assert_eq!(statuses(&window, "بنغازي"), ["Rejected"; 4]);
    assert!(window.is_on("Show rejected (4)"));
    let selected = || "the one that was taken away is selected";
    assert!(
        window.published_marks().iter().any(|mark| mark.is_selected && mark.name.contains("بنغازي")),
        "{}",
        selected()
    );
    assert!(window.any_label(|line| line.contains("Hidden because of your decisions")));
    // Accepted there; other mentions of the name return unless they were rejected themselves.
    window.press(BARE, Key::A);
    assert_eq!(statuses(&window, "بنغازي"), ["Rejected", "Rejected", "Rejected", "Accepted"]);
    window.click_row("بنغازي, 3 times");
    window.press(BARE, Key::R);
    assert!(window.wait_until(|window| {
        let statuses = statuses(window, "بنغازي");
        statuses.iter().filter(|status| *status == "Suggested").count() == 1
            && statuses.iter().filter(|status| *status == "Rejected").count() == 2
    }));
    window.click("Show rejected (2)");
    assert_eq!(statuses(&window, "بنغازي").len(), 2);
    window.press(CTRL, Key::S);
    window.wait_for("Saved to town.hawashi.ron.");
    let saved = annotations_of(&article);
    let count = |status| saved.iter().filter(|(_, annotation)| annotation.status == status).count();
    assert_eq!((count(Status::Accepted), count(Status::Suggested), count(Status::Rejected)), (1, 1, 2));
}

#[test]
fn a_rejection_that_is_taken_back_says_what_comes_back() {
    let folder = Folder::new();
    let article = folder.write("town.txt", BENGHAZI);
    let mut window = Window::reading(&article);
    for _ in 0..3 {
        window.click_row("بنغازي");
        window.press(BARE, Key::R);
    }
    window.wait_for("One other suggestion was removed because you rejected بنغازي.");
    window.press(CTRL, Key::Z);
    assert_eq!(statuses(&window, "بنغازي"), ["Suggested"], "at once");
    window.wait_for("One suggestion is back.");
    assert_eq!(statuses(&window, "بنغازي"), ["Suggested"; 2]);
    assert!(!window.sees("One other suggestion was removed because you rejected بنغازي."), "that is over");
}

#[test]
fn what_is_taken_away_one_after_the_other_is_told_together() {
    let folder = Folder::new();
    let text = format!("{IRAQ}وصل الوفد إلى مصر صباحا.\nوعاد الوفد إلى مصر صباحا.\n");
    let article = folder.write("both.txt", text);
    let mut window = Window::reading(&article);
    window.click_row("العراق");
    window.press(BARE, Key::R);
    window.wait_for("One other suggestion was removed because you rejected العراق.");
    window.click_row("سوريا");
    window.press(BARE, Key::R);
    // «وسوريا» is between العراق and another word each time: nothing else is removed with it.
    window.settle();
    assert_eq!(statuses(&window, "سوريا").len(), 1);
    assert!(window.sees("One other suggestion was removed because you rejected العراق."), "it can still be read");
    window.click_row("مصر");
    window.press(BARE, Key::R);
    window.wait_for("2 suggestions were removed because of your decisions.");
    assert!(!window.sees("One other suggestion was removed because you rejected العراق."));
    window.click("Undo");
    assert_eq!((statuses(&window, "العراق").len(), statuses(&window, "مصر").len()), (1, 1), "both of them");
}

#[test]
fn earlier_decisions_are_not_silent_when_an_article_is_opened() {
    let folder = Folder::new();
    let article = folder.write("iraq.txt", IRAQ);
    let mut window = Window::reading(&article);
    window.click_row("العراق");
    window.press(BARE, Key::R);
    window.wait_for("One other suggestion was removed because you rejected العراق.");
    window.press(CTRL, Key::S);
    window.wait_for("Saved to iraq.hawashi.ron.");

    let mut window = Window::reading(&article);
    window.wait_for("One suggestion is hidden because of earlier decisions.");
    assert!(statuses(&window, "العراق").is_empty());
    window.click("Show");
    assert_eq!(statuses(&window, "العراق"), ["Rejected"; 2]);
    // Reopened by hand, it is still there the next time.
    window.press(BARE, Key::R);
    window.press(CTRL, Key::S);
    window.wait_for(&window.text("status-saved"));
    let window = Window::reading(&article);
    assert_eq!(statuses(&window, "العراق"), ["Suggested"]);
}

#[test]
fn rejected_names_are_shown_by_menu_and_key_and_in_both_lists() {
    let folder = Folder::new();
    let article = folder.write("town.txt", BENGHAZI);
    for lang in Lang::ALL {
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.click_row("بنغازي");
        window.press(BARE, Key::R);
        assert_eq!(statuses(&window, "بنغازي").len(), 3);
        window.choose("menu-view", "command-toggle-rejected");
        assert_eq!(statuses(&window, "بنغازي").len(), 4);
        let rejected = window.text("status-rejected");
        let says = |window: &Window| window.rows().iter().filter(|row| row.contains(&rejected)).count();
        assert_eq!(says(&window), 1, "{:?}", window.rows());
        window.click_text("panel-annotations");
        assert_eq!(window.rows().len(), 1, "{:?}", window.rows());
        window.press(CTRL_SHIFT, Key::R);
        assert!(window.rows().is_empty());
        assert_eq!(statuses(&window, "بنغازي").len(), 3);
        window.press(CTRL_SHIFT, Key::R);
        // Rejecting a rejected mark undoes the rejection.
        window.click_row("بنغازي");
        window.press(BARE, Key::R);
        let suggested = window.text("status-suggested");
        assert_eq!(statuses(&window, "بنغازي"), [suggested.as_str(); 4]);
    }
}
