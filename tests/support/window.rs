//! The whole window without a screen, driven like a person would: by names, keys and pointer.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use eframe::egui::accesskit::{Action, Role, Toggled};
use eframe::egui::{
    Color32, DroppedFile, Event, HoveredFile, Key, Modifiers, MouseWheelSource, MouseWheelUnit, OutputCommand, Pos2,
    RawInput, Rect, Shape, TouchPhase, Vec2, ViewportCommand, ViewportId, pos2, vec2,
};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, HarnessBuilder, Node};
use hawashi::annotation::LabelSet;
use hawashi::gui::App;
use hawashi::gui::i18n::{I18n, Lang, Value, without_isolates};
use hawashi::gui::text::Texts;
use hawashi::gui::theme::{Theme, ThemeName};
use hawashi::store::Settings;
use hawashi::store::settings::LexiconFile;

use super::folder::Folder;

/// How long the program's threads may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(5);
/// Seconds of the program's clock per frame; short enough for two clicks to be a double click.
const FRAME_SECS: f32 = 0.05;

/// Ctrl as reported by the window system.
pub(crate) const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
/// Ctrl and Shift.
pub(crate) const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };
/// Shift.
pub(crate) const SHIFT: Modifiers = Modifiers::SHIFT;
/// No modifier.
pub(crate) const BARE: Modifiers = Modifiers::NONE;
/// Longer than the rest after which annotations are saved by themselves, in seconds.
pub(crate) const REST: f64 = 6.0;

/// Roles that can be clicked.
const CLICKED: [Role; 9] = [
    Role::Button,
    Role::CheckBox,
    Role::MenuItem,
    Role::MenuItemCheckBox,
    Role::MenuItemRadio,
    Role::ListBoxOption,
    Role::Tab,
    Role::Switch,
    Role::RadioButton,
];

/// The light theme, in which windows open.
pub(crate) fn light() -> &'static Theme {
    Theme::named(ThemeName::Light)
}

/// A window and the person who uses it.
pub(crate) struct Window {
    pub(super) harness: Harness<'static, App>,
    i18n: I18n,
}

/// A window about to be opened.
pub(crate) struct Opening {
    lang: Lang,
    size: Vec2,
    settings: Settings,
    journals: Vec<PathBuf>,
    versions: Option<PathBuf>,
    names: Option<PathBuf>,
    opener: &'static [&'static str],
    is_held: bool,
}

impl Opening {
    /// A window of this size, in points.
    pub(crate) fn size(mut self, width: f32, height: f32) -> Self {
        self.size = vec2(width, height);
        self
    }

    /// Dark instead of light.
    pub(crate) fn dark(mut self) -> Self {
        self.settings.theme = Some("dark".to_owned());
        self
    }

    /// In this theme.
    pub(crate) fn theme(mut self, theme: ThemeName) -> Self {
        self.settings.theme = Some(theme.name().to_owned());
        self
    }

    /// With small signs for invisible characters.
    pub(crate) fn showing_invisibles(mut self, shown: bool) -> Self {
        self.settings.show_invisibles = shown;
        self
    }

    /// For a user who has not given a name yet.
    pub(crate) fn without_author(mut self) -> Self {
        self.settings.author = None;
        self
    }

    /// With a user's lexicon.
    pub(crate) fn with_lexicon(mut self, path: &Path) -> Self {
        self.settings.lexicons.push(LexiconFile { path: path.to_owned(), ..LexiconFile::default() });
        self
    }

    /// With an interface of another size, as a factor.
    pub(crate) fn magnified(mut self, factor: f32) -> Self {
        self.settings.interface_size = Some(factor);
        self
    }

    /// Without the side panel.
    pub(crate) fn without_panel(mut self) -> Self {
        self.settings.side_panel = Some(false);
        self
    }

    /// Keeping what is done in journals in this folder, or in the next one of which this is said.
    pub(crate) fn keeping_journals(mut self, folder: PathBuf) -> Self {
        self.journals.push(folder);
        self
    }

    /// Keeping earlier states of annotation files in this folder.
    pub(crate) fn keeping_versions(mut self, folder: PathBuf) -> Self {
        self.versions = Some(folder);
        self
    }

    /// Keeping the person's own entities in this file.
    pub(crate) fn keeping_names(mut self, file: PathBuf) -> Self {
        self.names = Some(file);
        self
    }

    /// Opening files outside the window with this program and these first arguments.
    pub(crate) fn opening_with(mut self, opener: &'static [&'static str]) -> Self {
        self.opener = opener;
        self
    }

    /// In which detection does not begin before it is released.
    pub(crate) fn holding_long_work(mut self) -> Self {
        self.is_held = true;
        self
    }

    /// With what another window has left.
    pub(crate) fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Opens it with these files.
    pub(crate) fn open(self, paths: &[&Path]) -> Window {
        self.build(Harness::builder(), paths)
    }

    /// Opens it with a new article, `text.txt` in a folder of its own, and waits for the end of detection.
    pub(crate) fn open_text(self, text: &str) -> (Folder, Window) {
        let folder = Folder::new();
        let article = folder.write("text.txt", text);
        let mut window = self.open(&[&article]);
        window.wait_for_article("text.txt");
        (folder, window)
    }

    /// Like [`Self::open`], on a prepared harness.
    pub(crate) fn build(self, builder: HarnessBuilder<App>, paths: &[&Path]) -> Window {
        let paths: Vec<PathBuf> = paths.iter().map(|path| (*path).to_owned()).collect();
        let builder = builder.with_size(self.size).with_pixels_per_point(1.0).with_step_dt(FRAME_SECS);
        let harness = builder.build_eframe(move |creation| {
            let app = App::with_settings(&creation.egui_ctx, paths, self.settings);
            app.hold_long_work(self.is_held);
            let app = if self.journals.is_empty() { app } else { app.keeping_journals(self.journals) };
            let app = match self.versions {
                Some(folder) => app.keeping_versions(folder),
                None => app,
            };
            let app = match self.names {
                Some(file) => app.keeping_names(file),
                None => app,
            };
            app.opening_with(self.opener)
        });
        let mut window = Window { harness, i18n: I18n::new(self.lang) };
        window.frames(3);
        window
    }
}

impl Window {
    /// A window in a language: light, with the side panel, in the program's initial size.
    pub(crate) fn speaking(lang: Lang) -> Opening {
        let settings = Settings {
            language: Some(lang.code().to_owned()),
            theme: Some("light".to_owned()),
            author: Some("test".to_owned()),
            ..Settings::default()
        };
        Opening {
            lang,
            size: vec2(1360.0, 860.0),
            settings,
            journals: Vec::new(),
            versions: None,
            names: None,
            opener: &[],
            is_held: false,
        }
    }

    /// An English window with an article in which detection has finished.
    pub(crate) fn reading(article: &Path) -> Self {
        let mut window = Self::speaking(Lang::En).open(&[article]);
        window.wait_for_mentions();
        window
    }

    // What the person sees.

    /// A message in the window's language, as spoken.
    pub(crate) fn text(&self, key: &str) -> String {
        assert!(self.i18n.has(key), "there is no message {key}");
        without_isolates(&self.i18n.text(key)).into_owned()
    }

    /// The name of a default label.
    pub(crate) fn label_name(&self, id: &str) -> String {
        let labels = LabelSet::default();
        labels.get(&id.into()).expect("no such label").name_in(self.i18n.lang().code()).to_owned()
    }

    /// The plural of a label, as in the legend.
    pub(crate) fn label_plural(&self, id: &str) -> String {
        let labels = LabelSet::default();
        labels.get(&id.into()).expect("no such label").plural_in(self.i18n.lang().code()).to_owned()
    }

    /// A message with one value.
    pub(crate) fn text_with<'v>(&self, key: &str, name: &str, value: impl Into<Value<'v>>) -> String {
        assert!(self.i18n.has(key), "there is no message {key}");
        without_isolates(&self.i18n.text_with(key, &[(name, value.into())])).into_owned()
    }

    /// A message with several texts.
    pub(crate) fn text_with_texts(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<(&str, Value<'_>)> = values.iter().map(|(name, text)| (*name, Value::from(*text))).collect();
        without_isolates(&self.i18n.text_with(key, &values)).into_owned()
    }

    /// A message with several values.
    pub(crate) fn text_with_values(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        without_isolates(&self.i18n.text_with(key, values)).into_owned()
    }

    /// A message with two counts.
    pub(crate) fn text_with_two(&self, key: &str, first: (&str, u32), second: (&str, u32)) -> String {
        let values = [(first.0, first.1.into()), (second.0, second.1.into())];
        without_isolates(&self.i18n.text_with(key, &values)).into_owned()
    }

    /// The rectangle of the side panel's list, in points: from its first to its last row.
    pub(crate) fn list_rect(&self) -> Rect {
        let rows = self.of_role(Role::ListBoxOption).map(|node| node.rect());
        rows.reduce(|all, row| all.union(row)).expect("no row is shown")
    }

    /// Whether something has this name, or is a label with this text.
    pub(crate) fn sees(&self, name: &str) -> bool {
        self.all().any(|node| is_named(&node, name))
    }

    /// Whether the article with this file name is in front.
    pub(crate) fn is_front(&self, name: &str) -> bool {
        self.sees(&self.text_with("page-name", "file", name))
    }

    /// The texts of all labels.
    pub(crate) fn labels(&self) -> Vec<String> {
        self.of_role(Role::Label).filter_map(|node| node.value().or(node.accesskit_node().label())).collect()
    }

    /// What is said of the pictures.
    pub(crate) fn pictures(&self) -> Vec<String> {
        self.of_role(Role::Image).filter_map(|node| node.accesskit_node().label()).collect()
    }

    fn picture(&self, name: &str) -> Node<'_> {
        let begins = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(name));
        let found = self.of_role(Role::Image).find(begins);
        found.unwrap_or_else(|| self.missing(name))
    }

    /// Gives the keyboard focus to a picture.
    pub(crate) fn focus_picture(&mut self, name: &str) {
        self.picture(name).focus();
        self.frames(3);
    }

    /// The rectangle of a picture, in points.
    pub(crate) fn rect_of_picture(&self, name: &str) -> Rect {
        self.picture(name).rect()
    }

    /// The names of all switches that are on.
    pub(crate) fn switches_on(&self) -> Vec<String> {
        let on = self.of_role(Role::Switch).filter(|node| node.accesskit_node().toggled() == Some(Toggled::True));
        on.filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// The names of all sliders.
    pub(crate) fn sliders(&self) -> Vec<String> {
        self.of_role(Role::Slider).filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// Whether some label has a matching text.
    pub(crate) fn any_label(&self, says: impl Fn(&str) -> bool) -> bool {
        self.labels().iter().any(|label| says(label))
    }

    /// Whether a notice of a completed action has a matching text.
    pub(crate) fn any_status(&self, says: impl Fn(&str) -> bool) -> bool {
        self.of_role(Role::Status).filter_map(|node| node.accesskit_node().label()).any(|label| says(&label))
    }

    /// All sentences above the page.
    pub(crate) fn notices(&self) -> Vec<String> {
        self.of_role(Role::Alert).filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// The notices of completed actions at the foot of the page.
    pub(crate) fn statuses(&self) -> Vec<String> {
        self.of_role(Role::Status).filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// The names of all buttons.
    pub(crate) fn buttons(&self) -> Vec<String> {
        self.of_role(Role::Button).filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// The rows of the side panel's list, as spoken.
    pub(crate) fn rows(&self) -> Vec<String> {
        self.of_role(Role::ListBoxOption).filter_map(|node| node.accesskit_node().label()).collect()
    }

    /// The places of these rows, in points, and whether each is the chosen one.
    pub(crate) fn places_of_rows(&self) -> Vec<(Rect, bool)> {
        let place = |node: Node<'_>| (node.rect(), node.accesskit_node().is_selected() == Some(true));
        self.of_role(Role::ListBoxOption).map(place).collect()
    }

    /// The names in these rows, without counts and states.
    pub(crate) fn row_names(&self) -> Vec<String> {
        let name = |row: String| row.split([',', '،']).next().unwrap_or_default().to_owned();
        self.rows().into_iter().map(name).collect()
    }

    /// The names of the open articles' tabs.
    pub(crate) fn tabs(&self) -> Vec<String> {
        let panel = ["panel-mentions", "panel-annotations", "panel-relations", "panel-versions", "panel-history"]
            .map(|key| self.text(key));
        let names = self.of_role(Role::Tab).filter_map(|node| node.accesskit_node().label());
        names.filter(|name| !panel.contains(name)).collect()
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        let node = self.harness.get_by_role_and_label(Role::Switch, name);
        node.accesskit_node().toggled() == Some(Toggled::True)
    }

    /// The count shown by a chip of the legend; empty if it is folded away.
    pub(crate) fn count_of(&self, name: &str) -> String {
        let node = self.harness.query_by_role_and_label(Role::Switch, name);
        node.and_then(|node| node.accesskit_node().data().description().map(str::to_owned)).unwrap_or_default()
    }

    /// The rectangle of the page, in points.
    pub(crate) fn page(&self) -> Rect {
        self.harness.get_by_role(Role::Document).rect()
    }

    /// The whole window, in points.
    pub(crate) fn screen(&self) -> Rect {
        self.harness.ctx.content_rect()
    }

    /// The rectangle of a control, in points.
    pub(crate) fn rect_of(&self, name: &str) -> Rect {
        let node = self.all().find(|node| is_named(node, name));
        node.unwrap_or_else(|| self.missing(name)).rect()
    }

    /// The rectangles of all controls with this name that have one, in points.
    pub(crate) fn rects_of(&self, name: &str) -> Vec<Rect> {
        let has_place = |node: &Node<'_>| node.accesskit_node().bounding_box().is_some();
        self.all().filter(|node| is_named(node, name) && has_place(node)).map(|node| node.rect()).collect()
    }

    /// The rectangle of the field with this name, in points.
    pub(crate) fn field_of(&self, name: &str) -> Rect {
        let fields = self.all().filter(|node| {
            matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput) && is_named(node, name)
        });
        fields.last().unwrap_or_else(|| self.missing(name)).rect()
    }

    /// The floating light card that contains a control, in points.
    pub(crate) fn card_around(&self, name: &str) -> Rect {
        self.card_around_field(self.control(name).rect())
    }

    /// The floating light card that contains a rectangle, in points.
    pub(crate) fn card_around_field(&self, control: Rect) -> Rect {
        let card = Theme::named(ThemeName::Light).card;
        let mut shapes: Vec<&Shape> = self.harness.output().shapes.iter().map(|clipped| &clipped.shape).collect();
        let mut rects = Vec::new();
        while let Some(shape) = shapes.pop() {
            match shape {
                Shape::Vec(inner) => shapes.extend(inner),
                Shape::Rect(rect) if rect.fill == card && rect.rect.contains_rect(control) => rects.push(rect.rect),
                _ => {}
            }
        }
        let rects = rects.into_iter();
        rects.min_by(|a, b| a.area().total_cmp(&b.area())).unwrap_or_else(|| panic!("nothing floats around {control}"))
    }

    /// The buttons of the tag bar with their rectangles; empty if it is not shown.
    pub(crate) fn tag_bar(&self) -> Vec<(String, Rect)> {
        let bars = self.of_role(Role::Toolbar).filter(|bar| is_named(bar, &self.text("popover-name")));
        let inside = bars.flat_map(|bar| bar.children_recursive().collect::<Vec<_>>());
        let buttons = inside.filter(|node| node.accesskit_node().role() == Role::Button);
        buttons.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect()
    }

    /// The rectangles of the legend's chips, in points.
    pub(crate) fn chips(&self) -> Vec<Rect> {
        self.of_role(Role::Switch).map(|node| node.rect()).collect()
    }

    /// The rectangle of the hover card, in points.
    pub(crate) fn hover_card(&self) -> Option<Rect> {
        let is_label = |node: &Node<'_>| matches!(node.accesskit_node().role(), Role::Label | Role::Heading);
        let line =
            self.of_role(Role::Tooltip).find_map(|card| Some(card.children_recursive().find(is_label)?.rect()))?;
        Some(self.card_around_field(line))
    }

    /// Whether a rectangle of this colour is painted on the page.
    pub(crate) fn page_shows(&self, color: Color32) -> bool {
        let page = self.page();
        self.harness.output().shapes.iter().any(|clipped| match &clipped.shape {
            Shape::Rect(rect) => rect.fill == color && page.intersect(clipped.clip_rect).contains(rect.rect.center()),
            _ => false,
        })
    }

    /// Whether the whole page is painted with a colour.
    pub(crate) fn page_is(&self, color: Color32) -> bool {
        let page = self.page();
        self.harness.output().shapes.iter().any(|clipped| match &clipped.shape {
            Shape::Rect(rect) => rect.fill == color && rect.rect.contains_rect(page),
            _ => false,
        })
    }

    /// The number of vertices of the letters painted on the page.
    pub(crate) fn letters_on_page(&self) -> usize {
        self.letters_in(self.page()).len()
    }

    /// Bytes of text that the window has laid out so far.
    pub(crate) fn shaped_bytes(&self) -> u64 {
        Texts::of(&self.harness.ctx).lock().engine.shaped_bytes()
    }

    /// The rectangles of this colour that are painted on the page, in the order of painting.
    pub(crate) fn page_rects(&self, color: Color32) -> Vec<Rect> {
        let page = self.page();
        let shapes = self.harness.output().shapes.iter();
        let rects = shapes.filter_map(|clipped| match &clipped.shape {
            Shape::Rect(rect) if rect.fill == color => Some(rect.rect),
            _ => None,
        });
        rects.filter(|rect| page.contains(rect.center())).collect()
    }

    /// The centres and radii of the dots of this colour on the page.
    pub(crate) fn page_dots(&self, color: Color32) -> Vec<(Pos2, f32)> {
        let page = self.page();
        let shapes = self.harness.output().shapes.iter();
        let dots = shapes.filter_map(|clipped| match &clipped.shape {
            Shape::Circle(circle) if circle.fill == color => Some((circle.center, circle.radius)),
            _ => None,
        });
        dots.filter(|(at, _)| page.contains(*at)).collect()
    }

    /// Whether a rectangle of this colour is painted before all letters that it touches.
    pub(crate) fn is_under_letters(&self, color: Color32, place: Rect) -> bool {
        let shapes = self.harness.output().shapes.iter().map(|clipped| &clipped.shape);
        let mut letters_before = 0;
        for shape in shapes {
            match shape {
                Shape::Mesh(mesh) => {
                    letters_before += mesh.vertices.iter().filter(|corner| place.contains(corner.pos)).count();
                }
                Shape::Rect(rect) if rect.fill == color && rect.rect == place => return letters_before == 0,
                _ => {}
            }
        }
        false
    }

    /// The outlines of this colour that are painted on the page.
    pub(crate) fn page_rings(&self, color: Color32) -> Vec<Rect> {
        let page = self.page();
        let shapes = self.harness.output().shapes.iter();
        let rings = shapes.filter_map(|clipped| match &clipped.shape {
            Shape::Rect(rect) if rect.stroke.color == color && rect.stroke.width > 0.0 => Some(rect.rect),
            _ => None,
        });
        rings.filter(|rect| page.contains(rect.center())).collect()
    }

    /// The vertices of the letters painted inside a rectangle.
    pub(crate) fn letters_in(&self, place: Rect) -> Vec<Pos2> {
        let shapes = self.harness.output().shapes.iter();
        let meshes = shapes.filter_map(|clipped| match &clipped.shape {
            Shape::Mesh(mesh) => Some(mesh),
            _ => None,
        });
        meshes.flat_map(|mesh| &mesh.vertices).map(|vertex| vertex.pos).filter(|at| place.contains(*at)).collect()
    }

    /// The rectangles of the matches of a word on the page, found by the search.
    pub(crate) fn places_of(&mut self, word: &str) -> Vec<Rect> {
        self.press(CTRL, Key::F);
        self.write(word);
        let color = Theme::named(ThemeName::Light).flash;
        let found = self.wait_until(|window| !window.page_rects(color).is_empty());
        assert!(found, "{word:?} is not found");
        // The flash has faded, and the page does not move.
        self.frames(25);
        let places = self.page_rects(color);
        self.press(BARE, Key::Escape);
        self.press(BARE, Key::Escape);
        places
    }

    // What the person does.

    /// Drags with the mouse from one position across others, and releases at the last.
    pub(crate) fn drag(&mut self, places: &[Pos2]) {
        let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
        self.pointer(*first, true);
        for at in &places[1..] {
            self.harness.hover_at(*at);
            self.harness.step();
            self.harness.step();
        }
        self.pointer(*last, false);
        self.frames(3);
    }

    /// Holds these keys down while the pointer is used.
    pub(crate) fn hold_modifiers(&mut self, modifiers: Modifiers) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.frames(1);
    }

    /// Drags from one position to another, holds for some frames, then releases.
    pub(crate) fn drag_and_hold(&mut self, from: Pos2, to: Pos2, frames: usize) {
        self.pointer(from, true);
        self.harness.hover_at(to);
        self.frames(frames);
        self.pointer(to, false);
        self.frames(3);
    }

    /// Holds the button pressed at a place until something is so; the program's clock stands still meanwhile.
    pub(crate) fn hold_button_while(&mut self, at: Pos2, until: impl Fn(&Self) -> bool) {
        self.harness.hover_at(at);
        self.harness.step();
        self.harness.input_mut().time = Some(self.harness.ctx.input(|input| input.time));
        self.pointer(at, true);
        assert!(self.wait_until(until), "it does not come");
        self.pointer(at, false);
        self.harness.input_mut().time = None;
        self.frames(4);
    }

    /// Runs some frames.
    pub(crate) fn frames(&mut self, count: usize) {
        self.harness.run_steps(count);
    }

    /// Ends like a process that nobody has asked to, with all that is kept by then, and waits until its journals are free.
    pub(crate) fn crash(mut self, journals: &Path) {
        // The pause after which a note is kept, and the time after which tabs are.
        self.frames(16);
        drop(self);
        let is_free = |path: &PathBuf| File::open(path).is_ok_and(|file| file.try_lock().is_ok());
        let files = || fs::read_dir(journals).into_iter().flatten().flatten().map(|entry| entry.path());
        while !files().filter(|path| path.is_file()).all(|path| is_free(&path)) {
            sleep(Duration::from_millis(5));
        }
    }

    /// What happens where other windows cover this one, and nothing is drawn.
    pub(crate) fn tick_covered(&mut self) {
        let (ctx, app) = (self.harness.ctx.clone(), self.harness.state_mut());
        let mut frame = eframe::Frame::_new_kittest();
        drop(ctx.run_logic(&RawInput::default(), |ctx| eframe::App::logic(app, ctx, &mut frame)));
    }

    /// Lets seconds go by in which nothing is done.
    pub(crate) fn let_pass(&mut self, secs: f64) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + secs);
        self.harness.step();
        self.harness.input_mut().time = None;
        self.frames(3);
    }

    /// Waits until something has this name.
    pub(crate) fn wait_for(&mut self, name: &str) {
        if !self.wait_until(|window| window.sees(name)) {
            self.missing(name)
        }
    }

    /// Waits until nothing has this name.
    pub(crate) fn wait_until_gone(&mut self, name: &str) {
        assert!(self.wait_until(|window| !window.sees(name)), "{name:?} is still there");
    }

    /// Whether detection is running in the front article.
    pub(crate) fn is_looking(&self) -> bool {
        let told = self.text_with("status-detecting-percent", "percent", 0_u32);
        let beginning = told.split(|letter: char| letter.is_numeric()).next().unwrap_or_default();
        self.any_label(|line| line.starts_with(beginning))
    }

    /// Waits until nothing is pending: everything is read, detected, learned and written. What has not appeared by then
    /// will not appear.
    pub(crate) fn settle(&mut self) {
        self.frames(1);
        assert!(self.wait_until(|window| !window.harness.state().is_busy()), "it goes on and on");
        self.frames(2);
    }

    /// Holds back detection, or releases it.
    pub(crate) fn hold_long_work(&self, is_held: bool) {
        self.harness.state().hold_long_work(is_held);
    }

    /// Waits until the side panel lists mentions and detection has finished.
    pub(crate) fn wait_for_mentions(&mut self) {
        let listed = self.wait_until(|window| {
            !window.rows().is_empty() && window.query(Role::Document, None) && !window.is_looking()
        });
        assert!(listed, "no names were found; there are {:?}", self.names());
        self.frames(2);
    }

    /// Waits until the article with this name is open and detection has finished.
    pub(crate) fn wait_for_article(&mut self, name: &str) {
        assert!(self.wait_until(|window| window.is_front(name) && !window.is_looking()), "{name} is not open");
        self.frames(2);
    }

    /// Waits for a notice that contains all of these parts, and returns it.
    pub(crate) fn wait_for_notice(&mut self, parts: &[&str]) -> String {
        let found = |window: &Self| window.notices().into_iter().find(|n| parts.iter().all(|part| n.contains(part)));
        assert!(self.wait_until(|window| found(window).is_some()), "no {parts:?} in {:?}", self.notices());
        found(self).unwrap()
    }

    /// Waits until a condition holds; returns whether it did in time.
    pub(crate) fn wait_until(&mut self, holds: impl Fn(&Self) -> bool) -> bool {
        let deadline = Instant::now() + PATIENCE;
        while !holds(self) {
            if Instant::now() > deadline {
                return false;
            }
            sleep(Duration::from_millis(5));
            self.harness.step();
        }
        true
    }

    /// Presses a key.
    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        // Not with `key_press_modifiers`, which runs four frames.
        self.harness.input_mut().events.extend([Event::ModifiersChanged(modifiers), event(true), event(false)]);
        self.frames(1);
        self.harness.input_mut().events.push(Event::ModifiersChanged(BARE));
        self.frames(2);
        self.let_keys_come();
    }

    /// Waits until every key that was pressed has had its turn: some wait for what was asked for before them.
    fn let_keys_come(&mut self) {
        assert!(self.wait_until(|window| !window.harness.state().has_keys_waiting()), "a key waits for ever");
        self.frames(1);
    }

    /// Presses keys that type these letters, all within one frame.
    pub(crate) fn press_at_once(&mut self, keys: &[(Modifiers, Key, &str)]) {
        for &(modifiers, key, letter) in keys {
            let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
            let letter = Some(Event::Text(letter.to_owned())).filter(|_| !letter.is_empty());
            let events = [Some(event(true)), letter, Some(event(false))];
            // Not with `event`, which runs a frame for each.
            self.harness.input_mut().events.extend(events.into_iter().flatten());
        }
        self.frames(1);
        self.let_keys_come();
        self.frames(3);
    }

    /// Presses the key at a position of a US keyboard that types something else, as reported by the toolkit. Returns
    /// whether the program wants to close its window.
    pub(crate) fn press_on_layout(&mut self, modifiers: Modifiers, place: Key, writes: &str) -> bool {
        let key = Key::from_name(writes).unwrap_or(place);
        let event = |pressed| Event::Key { key, physical_key: Some(place), pressed, repeat: false, modifiers };
        let text = (!modifiers.ctrl && !writes.is_empty()).then(|| Event::Text(writes.to_owned()));
        let events = [Some(event(true)), text, Some(event(false))];
        self.harness.input_mut().events.extend(events.into_iter().flatten());
        let mut closes = false;
        for _ in 0..3 {
            self.harness.step();
            let viewports = self.harness.output().viewport_output.values();
            closes |=
                viewports.flat_map(|viewport| &viewport.commands).any(|command| *command == ViewportCommand::Close);
        }
        closes
    }

    /// The text in the first field of this role.
    pub(crate) fn text_in(&self, role: Role) -> String {
        let field = self.all().find(|node| node.accesskit_node().role() == role);
        field.and_then(|node| node.value()).unwrap_or_default()
    }

    /// The text in the field of this name.
    pub(crate) fn written_in(&self, name: &str) -> String {
        let fields = self.of_role(Role::TextInput).filter(|node| is_named(node, name));
        fields.last().and_then(|node| node.value()).unwrap_or_else(|| self.missing(name))
    }

    /// Types a text, with key events before it as from a keyboard.
    pub(crate) fn write(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.frames(2);
        self.let_keys_come();
    }

    /// Pastes a text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.frames(2);
        self.let_keys_come();
    }

    /// What the program remembers.
    pub(crate) fn settings_now(&self) -> Settings {
        self.harness.state().settings().clone()
    }

    /// Quits; what the program remembers then.
    pub(crate) fn left_settings(&mut self) -> Settings {
        self.press(CTRL, Key::Q);
        self.frames(2);
        self.harness.state().settings().clone()
    }

    /// Clicks on what has this name.
    pub(crate) fn click(&mut self, name: &str) {
        self.wait_for(name);
        self.click_on(|window| window.control(name).rect());
    }

    /// Moves the pointer to a thing until it is there, and clicks within one frame: what ends on a thread meanwhile
    /// may move the thing, and the click would go to another one.
    fn click_on(&mut self, place: impl Fn(&Self) -> Rect) {
        let mut at = place(self).center();
        loop {
            self.harness.hover_at(at);
            self.harness.step();
            let now = place(self).center();
            if now == at {
                break;
            }
            at = now;
        }
        self.button_at_once(at);
        // The next click is one of its own.
        self.frames(3);
    }

    fn control(&self, name: &str) -> Node<'_> {
        let found = self.all().filter(|node| CLICKED.contains(&node.accesskit_node().role()) && is_named(node, name));
        // What floats is drawn last.
        found.last().unwrap_or_else(|| self.missing(name))
    }

    /// Opens the page of the export and chooses a format by typing.
    pub(crate) fn begin_export(&mut self, typed: &str) {
        self.press(CTRL, Key::E);
        self.write(typed);
        self.settle();
    }

    /// Clicks on a control by its message key.
    pub(crate) fn click_text(&mut self, key: &str) {
        let name = self.text(key);
        self.click(&name);
    }

    /// Clicks on the first row whose name begins with this text.
    pub(crate) fn click_row(&mut self, beginning: &str) {
        let begins = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(beginning));
        self.click_on(|window| {
            let row = window.of_role(Role::ListBoxOption).find(begins);
            row.unwrap_or_else(|| window.missing(beginning)).rect()
        });
        self.frames(4);
    }

    /// The text of the field with this name.
    pub(crate) fn value_of(&self, name: &str) -> String {
        let fields = self.all().filter(|node| node.accesskit_node().role() == Role::TextInput);
        let field = fields.filter(|node| node.accesskit_node().label().as_deref() == Some(name)).last();
        field.unwrap_or_else(|| self.missing(name)).value().unwrap_or_default()
    }

    /// Clicks on a row of a list by its name, once it is there.
    pub(crate) fn click_option(&mut self, name: &str) {
        let found = self.wait_until(|window| window.query(Role::ListBoxOption, Some(name)));
        assert!(found, "no row is named {name:?}; there are {:?}", self.rows());
        self.click_on(|window| {
            let row = window.of_role(Role::ListBoxOption).find(|node| is_named(node, name));
            row.unwrap_or_else(|| window.missing(name)).rect()
        });
    }

    /// Like [`Self::click_option`], with a modifier held.
    pub(crate) fn click_with(&mut self, modifiers: Modifiers, name: &str) {
        let row = self.of_role(Role::ListBoxOption).find(|node| is_named(node, name));
        row.unwrap_or_else(|| self.missing(name)).click_modifiers(modifiers);
        self.frames(4);
    }

    /// The description of a row in a list.
    pub(crate) fn beside_option(&self, name: &str) -> String {
        let row = self.of_role(Role::ListBoxOption).find(|node| is_named(node, name));
        let row = row.unwrap_or_else(|| self.missing(name));
        row.accesskit_node().data().description().unwrap_or_default().to_owned()
    }

    /// The name of the first control whose name begins with this text.
    pub(crate) fn named_like(&self, beginning: &str) -> String {
        let clicked = self.all().filter(|node| CLICKED.contains(&node.accesskit_node().role()));
        let mut names = clicked.filter_map(|node| node.accesskit_node().label());
        names.find(|name| name.starts_with(beginning)).unwrap_or_else(|| panic!("nothing begins with {beginning}"))
    }

    /// Opens a menu and runs one of its commands, both by message key.
    pub(crate) fn choose(&mut self, menu: &str, command: &str) {
        self.click_text(menu);
        self.click_text(command);
    }

    /// Tags the first words of the page with the label of this key, and selects nothing any more.
    pub(crate) fn tag_words(&mut self, words: usize, label: Key) {
        self.drag_over_words(words);
        self.press(BARE, label);
        self.press(BARE, Key::Escape);
    }

    /// The text that Copy would put on the clipboard; `None` if nothing is selected.
    pub(crate) fn copied(&mut self) -> Option<String> {
        self.copied_by(Event::Copy)
    }

    /// The same of a key.
    pub(crate) fn copied_by_key(&mut self, modifiers: Modifiers, key: Key) -> Option<String> {
        self.copied_by(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers })
    }

    fn copied_by(&mut self, event: Event) -> Option<String> {
        self.harness.event(event);
        self.harness.step();
        let commands = &self.harness.output().platform_output.commands;
        commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// The text that the middle button would paste after a key, if the key changes it.
    pub(crate) fn offered_after(&mut self, modifiers: Modifiers, key: Key) -> Option<String> {
        let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        self.harness.input_mut().events.push(event);
        self.harness.step();
        while self.harness.state().has_keys_waiting() {
            self.harness.step();
        }
        let commands = &self.harness.output().platform_output.commands;
        commands.iter().find_map(|command| match command {
            OutputCommand::TextSelectionSettled(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// Switches the window to full screen or back, like the desktop does.
    pub(crate) fn fill_screen(&mut self, fills: bool) {
        let size = self.harness.ctx.content_rect();
        let viewport = self.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        (viewport.fullscreen, viewport.inner_rect) = (Some(fills), Some(size));
        self.frames(4);
    }

    /// Clicks on a position this many times.
    pub(crate) fn click_at(&mut self, at: Pos2, times: usize) {
        for _ in 0..times {
            self.harness.drag_at(at);
            self.harness.step();
            self.pointer(at, false);
        }
        self.frames(3);
    }

    /// Clicks with the other button of the mouse.
    pub(crate) fn click_other_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.step();
        let button = eframe::egui::PointerButton::Secondary;
        for pressed in [true, false] {
            self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
            self.harness.step();
        }
        self.frames(4);
    }

    /// Clicks with the other button of the mouse on the first row whose name begins with this text.
    pub(crate) fn click_other_on_row(&mut self, beginning: &str) {
        let begins = |node: &Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(beginning));
        let row = self.of_role(Role::ListBoxOption).find(begins);
        let at = row.unwrap_or_else(|| self.missing(beginning)).rect().center();
        self.click_other_at(at);
    }

    /// The rows of the open menus, and whether each can be chosen.
    pub(crate) fn menu_rows(&self) -> Vec<(String, bool)> {
        let is_row = |node: &Node<'_>| {
            matches!(node.accesskit_node().role(), Role::MenuItem | Role::MenuItemCheckBox | Role::MenuItemRadio)
        };
        let rows = self.all().filter(is_row).map(|node| {
            let node = node.accesskit_node();
            (node.label().unwrap_or_default(), !node.is_disabled())
        });
        rows.collect()
    }

    /// Chooses a row of the open menu by its message key.
    pub(crate) fn choose_row(&mut self, key: &str) {
        let name = self.text(key);
        let row = self.of_role(Role::MenuItem).find(|node| is_named(node, &name));
        let at = row.unwrap_or_else(|| self.missing(&name)).rect().center();
        self.click_at(at, 1);
    }

    /// Gives the keyboard focus to the button at a position.
    pub(crate) fn focus_at(&mut self, at: Pos2) {
        let button = self.of_role(Role::Button).find(|node| node.rect().contains(at));
        let button = button.expect("no button there").accesskit_node().locate().0;
        self.ask(button, Action::Focus, None);
    }

    /// Turns the wheel at a position, by points; positive scrolls forward.
    pub(crate) fn wheel(&mut self, at: Pos2, by: f32) {
        self.harness.hover_at(at);
        let (unit, modifiers) = (MouseWheelUnit::Point, Modifiers::NONE);
        let (phase, source) = (TouchPhase::Move, MouseWheelSource::Wheel);
        self.harness.event(Event::MouseWheel { unit, delta: vec2(0.0, -by), phase, source, modifiers });
        self.frames(12);
    }

    /// Gives the keyboard focus to what has this role and name.
    pub(crate) fn focus_on(&mut self, role: Role, name: &str) {
        self.harness.get_by_role_and_label(role, name).focus();
        self.frames(3);
    }

    /// Gives the keyboard focus to a tab.
    pub(crate) fn focus_tab(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Tab, name).focus();
        self.frames(3);
    }

    /// Moves the pointer to a position by hand, and rests there.
    pub(crate) fn hover(&mut self, at: Pos2) {
        self.harness.hover_at(at + vec2(2.0, 1.0));
        self.harness.step();
        self.harness.hover_at(at);
        self.frames(12);
    }

    /// Lets the system report that the pointer rests at a position.
    pub(crate) fn find_pointer_at(&mut self, at: Pos2) {
        self.harness.event(Event::PointerGone);
        self.harness.hover_at(at);
        self.frames(24);
    }

    /// Presses and releases the button at a position within one frame.
    pub(crate) fn click_at_once(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.step();
        self.button_at_once(at);
    }

    fn button_at_once(&mut self, at: Pos2) {
        let button = eframe::egui::PointerButton::Primary;
        let modifiers = Modifiers::NONE;
        let event = |pressed| Event::PointerButton { pos: at, button, pressed, modifiers };
        self.harness.input_mut().events.extend([event(true), event(false)]);
        self.frames(2);
    }

    /// Drags over the first words of the article with the mouse; returns the position of the release, inside the last
    /// of them.
    pub(crate) fn drag_over_words(&mut self, words: usize) -> Pos2 {
        // The first line begins on the right, below the white space above it.
        let page = self.page();
        let start = pos2(page.right() - 6.0, page.top() + 52.0);
        self.pointer(start, true);
        let mut at = start;
        loop {
            at.x -= 3.0;
            assert!(at.x > page.left(), "a line of {words} words ended before");
            self.harness.hover_at(at);
            self.harness.step();
            let copied = self.copied().unwrap_or_default();
            // A word is selected as soon as it is touched.
            if copied.split_whitespace().count() == words {
                break;
            }
        }
        self.pointer(at, false);
        self.frames(3);
        at
    }

    /// Drags a file over the window without dropping it.
    pub(crate) fn hold_over(&mut self, path: &Path) {
        let file = HoveredFile { path: Some(path.to_owned()), ..HoveredFile::default() };
        self.harness.input_mut().hovered_files = vec![file];
        self.frames(1);
    }

    /// Drops a file on the window.
    pub(crate) fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().hovered_files.clear();
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
        self.frames(2);
    }

    /// Switches to another window and back.
    pub(crate) fn come_back(&mut self) {
        self.harness.event(Event::WindowFocused(false));
        self.frames(2);
        self.harness.event(Event::WindowFocused(true));
        self.frames(3);
    }

    /// Makes the window larger or smaller.
    pub(crate) fn resize(&mut self, width: f32, height: f32) {
        self.harness.set_size(vec2(width, height));
        self.frames(3);
    }

    /// The expected language of the window from now on.
    pub(crate) fn now_speaking(&mut self, lang: Lang) {
        self.i18n = I18n::new(lang);
    }

    /// The harness, for pictures.
    pub(crate) fn harness(&mut self) -> &mut Harness<'static, App> {
        &mut self.harness
    }

    fn pointer(&mut self, at: Pos2, pressed: bool) {
        let button = eframe::egui::PointerButton::Primary;
        self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        self.harness.step();
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Node<'_>> {
        self.harness.query_all(By::new())
    }

    pub(super) fn of_role(&self, role: Role) -> impl Iterator<Item = Node<'_>> {
        self.harness.query_all(By::new().role(role))
    }

    fn query(&self, role: Role, name: Option<&str>) -> bool {
        self.of_role(role).any(|node| name.is_none_or(|name| is_named(&node, name)))
    }

    fn names(&self) -> Vec<String> {
        self.all().filter_map(|node| node.accesskit_node().label().or(node.value())).collect()
    }

    fn missing(&self, name: &str) -> ! {
        panic!("nothing is named {name:?}; there are {:#?}", self.names());
    }
}

fn is_named(node: &Node<'_>, name: &str) -> bool {
    node.accesskit_node().label().as_deref() == Some(name) || node.value().as_deref() == Some(name)
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
