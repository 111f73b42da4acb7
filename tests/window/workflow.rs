//! The working day, counted: how many keys it takes to review an article and a folder of articles. The figures of
//! `docs/workflow.md` are these.

use eframe::egui::Key;
use hawashi::gui::i18n::Lang;

use crate::support::folder::{Folder, LIBYA, SUDAN};
use crate::support::window::{BARE, CTRL, SHIFT, Window};

/// The aim of a day: fifty articles in 1,800 keys.
const MOST_KEYS: usize = 36;
/// What an article of the three samples takes if each of their names is decided about, as measured: more than the aim.
const MOST_KEYS_NAME_BY_NAME: usize = 41;
/// How an article is reviewed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum By {
    /// Each name is decided about.
    Name,
    /// What is sure is accepted at once, and the rest is decided by name.
    Confidence,
}

/// Whether a suggestion waits for a decision.
fn is_asked(window: &Window) -> bool {
    window.published_marks().iter().any(|mark| mark.is_selected) && !window.sees(&window.text("review-nothing-left"))
}

/// Decides name after name until nothing is left; returns the number of keys. Every third name is rejected, every fifth
/// mention by mention.
fn decide_all(window: &mut Window) -> usize {
    let mut keys = 0;
    while is_asked(window) {
        assert!(keys < 200, "it does not end");
        match keys {
            number if number % 5 == 4 => window.press(BARE, Key::A),
            number if number % 3 == 2 => window.press(SHIFT, Key::R),
            _ => window.press(SHIFT, Key::A),
        }
        window.settle();
        keys += 1;
    }
    keys
}

/// Accepts what is sure; returns the number of keys.
fn accept_sure(window: &mut Window) -> usize {
    window.press(CTRL, Key::M);
    window.wait_for(&window.text("several-sure"));
    window.press(BARE, Key::Enter);
    window.settle();
    2
}

#[test]
fn the_sample_article_takes_few_keys() {
    for (lang, by) in Lang::ALL.into_iter().zip([By::Name, By::Confidence]) {
        let (_folder, article) = Folder::with_libya();
        let mut window = Window::speaking(lang).open(&[&article]);
        window.wait_for_mentions();
        window.settle();
        let suggestions = window.rows().len();
        let sure = if by == By::Confidence { accept_sure(&mut window) } else { 0 };
        window.press(BARE, Key::F7);
        window.settle();
        let keys = sure + 1 + decide_all(&mut window) + 1;
        window.press(CTRL, Key::S);
        window.settle();
        println!("{lang:?}, {by:?}: the sample article: {keys} keys for {suggestions} names");
        assert!(keys <= MOST_KEYS, "{lang:?}: {keys}");
    }
}

/// `HAWASHI_ARTICLES=50` for the whole day.
fn review_folder(by: By) -> f64 {
    let count: usize = std::env::var("HAWASHI_ARTICLES").ok().and_then(|count| count.parse().ok()).unwrap_or(3);
    let folder = Folder::new();
    let samples = [LIBYA, SUDAN, include_str!("../../assets/samples/syria-iraq.txt")];
    for number in 0..count {
        folder.write(&format!("article-{number:02}.txt"), samples[number % samples.len()]);
    }
    let mut window = Window::speaking(Lang::Ar).size(1366.0, 768.0).open(&[&folder.path("")]);
    let waiting = window.text("stage-waiting");
    assert!(window.wait_until(|window| {
        let rows = window.rows();
        !rows.is_empty() && !rows.iter().any(|row| row.contains(&waiting))
    }));
    let mut keys = 1;
    window.press(BARE, Key::F7);
    for number in 0..count {
        window.wait_for_article(&format!("article-{number:02}.txt"));
        window.settle();
        if by == By::Confidence {
            keys += accept_sure(&mut window);
        }
        let decisions = decide_all(&mut window);
        assert!(decisions > 0, "article {number}: {decisions}");
        keys += decisions + 1;
        window.press(CTRL, Key::D);
        window.settle();
    }
    let all = window.text_with("folder-all-done", "count", count as u32);
    window.wait_for(&all);
    let each = keys as f64 / count as f64;
    println!("{count} articles, {by:?}: {keys} keys, {each:.1} each");
    each
}

#[test]
fn a_folder_takes_few_keys_for_each_article() {
    let each = review_folder(By::Confidence);
    assert!(each <= MOST_KEYS as f64, "{each}");
}

#[test]
fn a_folder_takes_a_key_for_each_name() {
    let each = review_folder(By::Name);
    assert!(each <= MOST_KEYS_NAME_BY_NAME as f64, "{each}");
}
