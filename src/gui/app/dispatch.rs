//! Executes commands and actions: the only place where the window changes anything.

use eframe::egui;

use super::App;
use super::fragments::resizing;
use super::next_article::Wanted;
use super::panes::Step;
use crate::annotation::{Gesture, Status};
use crate::gui::command::{KeyMap, Situation, UiCommand, WhileMovingEnd};
use crate::gui::i18n::I18n;
use crate::gui::model::{
    AfterSave, AlikeAction, AppAction, Choosing, FileRequest, FindAction, Measure, NoteOn, Notice, OnlyAlike,
    PlacingAction, SeenView, SeveralAction, SideTab, Tab, TabId,
};
use crate::gui::panels::{Appearance, Dialog, LinkEntity, NoticeList, TabList, change_keys};
use crate::gui::reader::{MarkRef, Reader, ReaderAction};
use crate::gui::theme::{Theme, ThemeName};
use crate::gui::widgets::{FieldState, WidgetStyle, open_context_menu};
use crate::session::{Command, Outcome, Session};
use crate::store::settings::ListOrder;
use crate::text::{BytePos, Span};

impl App {
    pub(crate) fn perform(&mut self, ctx: &egui::Context, act: AppAction) {
        match act {
            AppAction::Command(command) => self.command(ctx, command),
            AppAction::Open(paths) => self.open_paths(paths),
            AppAction::OpenWithoutFile(path) => self.open_without_file(&path),
            AppAction::OpenArticle(path, begins) => self.open_article(path, begins),
            AppAction::ComeBack(left) => self.come_back(left),
            AppAction::ShareChoice(choice) => self.share_choice(choice),
            AppAction::OpenElsewhere { annotations, article } => self.open_elsewhere(annotations, article),
            AppAction::OpenSample(index) => self.open_sample(index),
            AppAction::SelectTab(id) => {
                self.finish_note();
                self.front = Some(id);
            }
            AppAction::CallPage(id, call) => self.call_page(ctx, id, call),
            AppAction::TakeAway(id) => self.take_away(id),
            AppAction::FirstShare(share) => self.settings.first_share = share,
            AppAction::CloseTab(id) => self.close(ctx, vec![id], AfterSave::Close),
            AppAction::OnTab(id, command) => self.command_on_tab(ctx, id, command),
            AppAction::SelectAnnotation(id) => {
                if let Some((reader, session)) = self.page()
                    && let Some(annotation) = session.annotations().get(&id)
                {
                    reader.reveal(annotation.spans.first());
                    reader.selected = Some(MarkRef::Annotation(id));
                }
            }
            AppAction::SelectMark(span, label) => {
                if let Some((reader, session)) = self.page() {
                    reader.reveal(span);
                    reader.selected = MarkRef::on(session, span, &label);
                }
            }
            AppAction::ToggleLabel(label) => match self.hidden.iter().position(|hidden| *hidden == label) {
                Some(index) => drop(self.hidden.remove(index)),
                None => self.hidden.push(label),
            },
            AppAction::Threshold(threshold) => self.set_threshold(threshold),
            AppAction::SearchEntity(query) => self.search_entity(query),
            AppAction::LinkEntity { mark, entity, only_this } => self.choose_entity(&mark, entity, only_this),
            AppAction::NewEntity { mark, name, only_this } => self.new_entity(mark, &name, only_this),
            AppAction::EditEntity(id) => self.edit_entity(&id),
            AppAction::KeepEntity { entry, on } => self.keep_entity(*entry, on),
            AppAction::MergeEntities { from, to } => self.merge_entities(&from, &to),
            AppAction::TakeBack(id, state) => {
                let is_last = |tab: &Tab| tab.session.as_ref().is_some_and(|session| session.state() == state);
                if self.tab_of(id).is_some_and(|tab| is_last(tab)) {
                    self.front = Some(id);
                    self.step_here(Command::Undo);
                }
            }
            AppAction::UndoJoint(number) => self.carry_joint(number, true, None),
            AppAction::ShowInvisible(id, span) => {
                self.settings.show_invisibles = true;
                self.perform(ctx, AppAction::ShowPassage(id, span));
            }
            AppAction::ShowPassage(id, span) => {
                if let Some(tab) = self.tab_of(id) {
                    // The text may have been read again in another encoding in the meantime.
                    let text = tab.session.as_ref().map_or("", |session| session.document().text());
                    if text.get(span.start.index()..span.end.index()).is_some() {
                        tab.reader.reveal(span);
                    }
                    self.front = Some(id);
                }
            }
            AppAction::CopyText(text) => {
                ctx.copy_text(text.clone());
                self.notify(Notice::done("notice-text-copied").with("text", text));
            }
            AppAction::DismissNotice(id) => self.notices.retain(|notice| notice.id != id),
            AppAction::ReadAgain(id) => self.read_again(id),
            // The button has closed the notice; the next change is reported again.
            AppAction::KeepText => {}
            AppAction::DismissAllNotices => self.dismiss_all(),
            AppAction::ListNotices => self.dialog = Some(Dialog::Notices(NoticeList::default())),
            AppAction::FolderColumns(columns) => self.settings.folder_columns = Some(columns),
            AppAction::SideTab(tab) => (self.side_tab, self.side_timeline) = (tab, None),
            AppAction::DragOrphan(id, number) => self.drag_orphan(id, number),
            AppAction::ShowTimeline(timeline) => self.side_timeline = Some(timeline),
            AppAction::History(id, act) => self.history_act(id, act),
            AppAction::Listed(listed) => match self.tab_mut().and_then(|tab| tab.review.as_mut()) {
                Some(review) => review.listed = listed,
                None => self.settings.listed = listed,
            },
            AppAction::ListOrder(SideTab::Mentions, order) => self.settings.mentions_order = Some(order),
            AppAction::ListOrder(SideTab::Annotations | SideTab::Relations, order) => {
                self.settings.annotations_order = Some(order);
            }
            AppAction::DeleteOrphan(number) => drop(self.execute(Command::DeleteOrphan(number))),
            AppAction::EndSuggestions(id) => self.end_suggestions(id),
            AppAction::Reopen(id, targets) => self.reopen_left_out(id, targets),
            AppAction::ShowLeftOut(id, first) => self.show_left_out(id, &first),
            AppAction::ChooseEncoding(id) => self.choose_encoding(id),
            AppAction::TakeColumn(path, column) => self.take_column(&path, &column),
            AppAction::SetEncoding(id, encoding) => {
                self.dialog = None;
                self.reopen(id, encoding);
            }
            AppAction::AddLabel(label) => {
                self.dialog = None;
                self.add_label(label);
            }
            AppAction::Tag(label) => self.tag(label),
            AppAction::EndPileList => {
                if let Some(tab) = self.tab_mut() {
                    tab.pile = None;
                }
            }
            AppAction::EndFindingLabel => {
                if let Some(tab) = self.tab_mut() {
                    tab.finding_label = None;
                }
                focus_page(ctx);
            }
            AppAction::EndNote { keep } => {
                if keep {
                    self.finish_note();
                } else if let Some(tab) = self.tab_mut() {
                    tab.note = None;
                }
                focus_page(ctx);
            }
            AppAction::Chosen(paths) => self.take_chosen(paths),
            AppAction::Browse(folder) => self.browse(folder),
            AppAction::ChangeKeys(changes) => {
                change_keys(&mut self.settings.keys, changes);
                KeyMap::with(&self.settings.keys).install(ctx);
            }
            AppAction::PrintKeys => {
                self.dialog = None;
                self.ask_file(FileRequest::CheatSheet);
            }
            AppAction::Palette(act) => self.palette_act(ctx, act),
            AppAction::Appearance(act) => self.change_appearance(ctx, act),
            AppAction::Lexicons(act) => self.change_lexicons(&act),
            AppAction::Find(act) => {
                let closes = matches!(act, FindAction::Close);
                self.find_act(act);
                if closes {
                    focus_page(ctx);
                }
            }
            AppAction::Reader(action) => self.reader_action(action),
            AppAction::ChangePeople { folder, name, works } => self.change_people(folder, &name, works),
            AppAction::SetBlind(folder, is_blind) => self.set_blind(folder, is_blind),
            AppAction::KeepAuthor(name) => self.keep_author(&name),
            AppAction::Restored(id, act) => self.answer_restored(id, act),
            AppAction::PutBack(aside) => self.put_back(*aside),
            AppAction::Versions(id, act) => self.versions_act(id, act),
            AppAction::ShowMoved(id, orphan) => self.show_moved(id, orphan),
            AppAction::Placing(id, act) => self.answer_placing(id, act),
            AppAction::Labels(id, act) => self.labels_act(ctx, id, act),
            AppAction::Merging(id, act) => self.merging_act(id, act),
            AppAction::Differences(id, act) => self.differences_act(ctx, id, act),
            AppAction::Adjudicating(id, act) => self.adjudicating_act(ctx, id, act),
            AppAction::Seeing(id, act) => self.seeing_act(ctx, id, act),
            AppAction::Picture(id, act) => self.picture_act(ctx, id, act),
            AppAction::About(act) => self.about_act(ctx, act),
            AppAction::Relating(act) => self.relating_act(ctx, act),
            AppAction::Details(act) => self.details_act(ctx, act),
            AppAction::Tour(act) => self.tour_act(act),
            AppAction::SidePanelWidth(width) => self.settings.side_panel_width = width,
            AppAction::Several(act) => {
                let closes = matches!(act, SeveralAction::Close | SeveralAction::Decide(..));
                self.several_act(act);
                if closes {
                    ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
                }
            }
            AppAction::Alike(act) => {
                let closes = matches!(act, AlikeAction::Close | AlikeAction::Do);
                self.alike_act(act);
                if closes {
                    ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
                }
            }
            AppAction::CloseDialog => {
                self.dialog = None;
                self.cancel_saving();
            }
            AppAction::SaveThen(ids, then) => {
                self.dialog = None;
                self.save_then(ids, then);
            }
            AppAction::Discard { asked, all, then } => {
                self.dialog = None;
                self.discard(ctx, &asked, all, then);
            }
            AppAction::Share(id, answer) => self.share(id, answer),
            AppAction::KeepMine(id) => self.save(id, true),
            AppAction::Export(act) => self.export_act(ctx, act),
            AppAction::Import(act) => self.import_act(ctx, act),
            AppAction::Overwrite(request, path) => {
                self.dialog = None;
                self.chosen(request, path, true);
            }
        }
    }

    fn cancel_saving(&mut self) {
        self.leaving = None;
    }

    /// No file was chosen; returns to the dialog that had asked for one.
    pub(super) fn cancel_choosing(&mut self, request: FileRequest) {
        self.cancel_saving();
        if let FileRequest::Lexicon(_) = request {
            self.show_lexicons();
        }
    }

    fn command(&mut self, ctx: &egui::Context, command: UiCommand) {
        use UiCommand as C;
        if command.while_moving_end() == WhileMovingEnd::Leaves
            && let Some(tab) = self.tab_mut()
        {
            tab.reader.leave_ends();
        }
        if self.chooses_for_all(command) || self.takes_in_table(ctx, command) {
            return;
        }
        // A key cannot run a command that is disabled in the menus.
        if !self.is_enabled(command) {
            self.say_needs_article(command);
            return;
        }
        self.begins_else(command);
        match command {
            C::Table => self.toggle_view(SeenView::Table),
            C::Audit => self.toggle_view(SeenView::Audit),
            C::Concordance => self.toggle_view(SeenView::Concordance),
            C::Pictures => self.toggle_view(SeenView::Pictures),
            C::Map => self.toggle_view(SeenView::Map),
            C::Report => {
                if let Some(front) = self.front {
                    self.ask_file(FileRequest::Report(front));
                }
            }
            C::Open => self.ask_file(FileRequest::Open),
            C::NewFromClipboard => self.ask_clipboard(ctx),
            C::Compare => self.ask_file(FileRequest::Compare),
            C::CompareAnnotators => self.compare_annotators(),
            C::OpenRecent(index) => {
                if let Some(path) = self.settings.recent.get(usize::from(index)) {
                    self.open_paths(vec![path.clone()]);
                }
            }
            C::ClearRecent => self.settings.forget_recent(),
            C::Save => self.with_front(|app, id| app.save(id, false)),
            C::SaveAs => self.with_front(|app, id| app.ask_file(FileRequest::SaveAs(id))),
            C::ToggleAutosave => self.settings.autosave = Some(!self.settings.autosave.unwrap_or(true)),
            C::ToggleSaveBeside => self.settings.save_beside = !self.settings.save_beside,
            C::Versions => self.show_versions(ctx),
            C::History => self.show_history(ctx),
            C::SetAside => self.list_aside(),
            C::ExportPage => self.open_export(None),
            C::Import => self.ask_file(FileRequest::Import),
            C::Export(format) => self.open_export(Some(format)),
            C::CloseTab | C::CloseOthers | C::CloseBefore | C::CloseAfter | C::OpenItsFolder => {
                if let Some(id) = self.front {
                    self.command_on_tab(ctx, id, command);
                }
            }
            C::CopyPath => self.copy_path(ctx),
            C::Quit => {
                let all = self.tabs.iter().map(|tab| tab.id).collect();
                self.close(ctx, all, AfterSave::Quit);
            }
            C::ShowMoved => self.with_front(|app, id| app.show_moved(id, None)),
            C::Undo => self.step(Command::Undo),
            C::Redo => self.step(Command::Redo),
            C::Copy => self.copy(ctx),
            C::CopyWithSource => self.copy_with_source(ctx),
            C::SelectAll => {
                if let Some((reader, session)) = self.page() {
                    reader.select(Span { start: BytePos(0), end: BytePos(session.document().len()) });
                    reader.selected = None;
                    reader.offer_selection(ctx, session.document());
                }
            }
            C::Tag(number) => {
                if !self.choose_relation_kind(number) && !self.choose_listed(number) {
                    self.tag_with_key(number);
                }
            }
            C::EditLabels => self.toggle_labels(ctx),
            C::NewLabel if self.edits_labels() => self.begin_label(),
            C::NewLabel => {
                if let Some(session) = self.tab().and_then(|tab| tab.session.as_ref()) {
                    self.dialog = Some(Dialog::new_label(session.labels()));
                }
            }
            C::FindLabel => {
                if let Some(tab) = self.tab_mut() {
                    let mut field = FieldState::line("");
                    field.focus();
                    tab.finding_label = Some(Box::new(field));
                }
            }
            C::AddNote if self.selected_relation().is_some() => self.edit_relation_note(),
            C::AddNote => self.add_note(),
            C::AboutArticle => self.toggle_about(ctx),
            C::AddFragment => self.add_selection(),
            C::MarksHere => self.list_marks_here(),
            C::LabelFromWords => self.tag_with_words(),
            C::EditAttributes => self.edit_attributes(),
            C::Delete if self.selected_relation().is_some() => self.delete_relation(),
            C::Accept if self.selected_relation().is_some() => self.decide_relation(Status::Accepted),
            C::Reject if self.selected_relation().is_some() => self.decide_relation(Status::Rejected),
            C::LinkEntity if self.selected_relation().is_some() => self.change_relation(),
            C::Relate => self.begin_relation_here(),
            C::TurnRelation => self.turn_relation(),
            C::Delete => {
                if let Some(MarkRef::Annotation(id)) = self.selected() {
                    self.execute(Command::Delete { id });
                }
            }
            C::MoveStart | C::MoveEnd => {
                self.finish_note();
                if let Some((reader, session)) = self.page() {
                    reader.move_end(session, command == C::MoveEnd);
                    ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
                }
            }
            C::Accept if self.is_reviewing() => self.decide_in_review(Command::Accept),
            C::Reject if self.is_reviewing() && !self.is_rejected_selected() => self.decide_in_review(Command::Reject),
            C::Accept => self.decide(Command::Accept),
            // Rejecting a rejected mark makes it undecided again.
            C::Reject if self.is_rejected_selected() => self.decide(|target| Command::Reopen(vec![target])),
            C::Reject => self.decide(Command::Reject),
            C::LinkEntity if self.is_reviewing() => self.toggle_choosing(Choosing::This),
            C::AcceptName => self.decide_name(Status::Accepted, OnlyAlike::No),
            C::RejectName => self.decide_name(Status::Rejected, OnlyAlike::No),
            C::AcceptAlike => self.decide_name(Status::Accepted, OnlyAlike::Yes),
            C::RejectAlike => self.decide_name(Status::Rejected, OnlyAlike::Yes),
            C::NextDiffering => self.next_differing(),
            C::DecideSeveral => self.ask_several(None),
            C::DecideSure => self.ask_several(Some(Measure::Sure)),
            C::AllLikeThis => self.ask_alike(),
            C::TagMatches => self.ask_matches(),
            C::ChooseForName => self.toggle_choosing(Choosing::Name),
            C::NewEntity => {
                if let Some(mark) = self.selected() {
                    self.new_entity(mark, "", false);
                }
            }
            C::RenameEntity => self.rename_entity(),
            C::MergeEntity => {
                if let Some(mark) = self.selected() {
                    self.dialog = Some(Dialog::Entity(Box::new(LinkEntity::merging(mark))));
                    self.search_entity(String::new());
                }
            }
            C::Review => self.toggle_review(ctx),
            C::StopReview => self.stop_review(),
            C::DoneAndNext => self.done_and_next(),
            C::PutAside => self.put_aside(),
            C::OpenBehind => self.open_behind(),
            C::OpenBeside => self.open_chosen_beside(ctx),
            C::ToggleBeside => self.toggle_beside(),
            C::SwitchBeside => self.switch_beside(ctx),
            C::NextToDecide => self.go_to_article(Wanted::Undecided, true),
            C::PreviousToDecide => self.go_to_article(Wanted::Undecided, false),
            C::NextArticle => self.go_to_article(Wanted::Any, true),
            C::PreviousArticle => self.go_to_article(Wanted::Any, false),
            C::NextUndecided => self.go_to_undecided(true),
            C::PreviousUndecided => self.go_to_undecided(false),
            C::Stretch(by) => self.stretch(true, by),
            C::StretchStart(by) => self.stretch(false, by),
            C::ToggleWholeWords => self.settings.whole_words = Some(!self.snaps()),
            C::LinkEntity | C::SearchEntity => {
                if let Some(mark) = self.selected() {
                    self.dialog = Some(Dialog::Entity(Box::new(LinkEntity::new(mark))));
                    self.search_entity(String::new());
                }
            }
            C::Find => match self.folder().map(|folder| folder.id) {
                Some(folder) => self.folder_views.entry(folder).or_default().begin_search(),
                None => {
                    self.call_bars();
                    self.begin_find();
                }
            },
            C::FindInFolder => self.find_in_folder(),
            C::FindNext => self.find_next(true),
            C::FindPrevious => self.find_next(false),
            C::NextMention => self.next_mention(true),
            C::PreviousMention => self.next_mention(false),
            C::NextParagraph => self.next_paragraph(true),
            C::PreviousParagraph => self.next_paragraph(false),
            C::NextTab => self.turn_tabs(1),
            C::PreviousTab => self.turn_tabs(self.strip().count().saturating_sub(1)),
            C::ListTabs => {
                self.call_bars();
                TabList::toggle(ctx);
            }
            C::NextPart | C::PreviousPart | C::Menus => {
                self.call_bars();
                self.parts.go(match command {
                    C::NextPart => Step::Forward,
                    C::PreviousPart => Step::Back,
                    _ => Step::Menus,
                });
            }
            C::ContextMenu => {
                let focused = ctx.memory(|memory| memory.focused());
                open_context_menu(ctx, focused.unwrap_or_else(Reader::id));
            }
            C::Appearance => {
                self.call_bars();
                Appearance::toggle(ctx);
            }
            C::InterfaceSize(percent) => self.set_interface_size(ctx, percent),
            C::ZoomIn => self.zoom(1),
            C::ZoomOut => self.zoom(-1),
            C::ZoomReset => self.settings.text_size = None,
            C::ToggleDiacritics => self.settings.hide_diacritics = !self.settings.hide_diacritics,
            C::Detect => {
                if let Some(id) = self.front {
                    self.begin_detection(id);
                }
            }
            C::StopDetecting => self.stop_detection(),
            C::SuggestFromTags => self.suggest_from_tags(),
            C::ToggleInvisibles => self.settings.show_invisibles = !self.settings.show_invisibles,
            C::ToggleRejected => self.show_rejected(!self.settings.show_rejected),
            C::Direct(direction) => self.set_direction(direction),
            C::FullScreen => {
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!self.is_full_screen));
            }
            C::ToggleTheme => {
                let other = if Theme::named(self.theme).dark { ThemeName::Light } else { ThemeName::Dark };
                self.set_theme(ctx, Some(other));
            }
            C::SetTheme(theme) => self.set_theme(ctx, theme),
            C::ToggleLanguage => {
                let lang = self.i18n.lang().other();
                self.i18n = I18n::new(lang);
                self.settings.language = Some(lang.code().to_owned());
                WidgetStyle::install(ctx, self.theme, lang);
            }
            C::MoveSidePanel => self.settings.side_panel_moved = !self.settings.side_panel_moved,
            C::TogglePace => self.toggle_pace(),
            C::ToggleSidePanel => self.toggle_panel(),
            C::OpenOriginal => self.open_original(),
            C::WholePage => self.turn_whole_page(),
            C::ReadAgain => self.with_front(|app, id| app.read_again(id)),
            C::ChooseEncoding => {
                if let Some(id) = self.front {
                    self.choose_encoding(id);
                }
            }
            C::Lexicons => self.show_lexicons(),
            C::People => self.show_people(),
            C::Author => {
                let mut field = FieldState::line(&self.settings.author());
                field.focus();
                field.select_all();
                self.dialog = Some(Dialog::Author(Box::new(field)));
            }
            C::Palette => self.open_palette(ctx),
            C::Tour => self.begin_tour(),
            C::Shortcuts => self.dialog = Some(Dialog::Shortcuts(Box::default())),
            C::About => self.dialog = Some(Dialog::About),
        }
    }

    /// In a folder, a key of the page does nothing: says where it works.
    fn say_needs_article(&mut self, command: UiCommand) {
        use UiCommand as C;
        let is_of_page = matches!(
            command,
            C::Save | C::SaveAs | C::Versions | C::Accept | C::Reject | C::AddNote | C::Tag(_) | C::FindLabel
        ) || matches!(
            command,
            C::Relate | C::LinkEntity | C::EditLabels | C::NewLabel | C::EditAttributes | C::History
        ) || matches!(
            command,
            C::AboutArticle | C::DecideSure | C::DecideSeveral | C::NextMention | C::PreviousMention
        );
        if is_of_page && self.folder().is_some() {
            let text = self.i18n.words(&command.wording(&self.situation()).text);
            self.notify(Notice::done("notice-needs-article").with("command", text));
        }
    }

    /// The current state on which commands depend.
    pub(crate) fn situation(&self) -> Situation<'_> {
        let now = Situation {
            theme: self.chosen_theme(),
            interface_percent: self.interface_percent(),
            is_full_screen: self.is_full_screen,
            is_panel_shown: self.is_panel_shown(),
            tabs: self.strip().count(),
            articles: self.tabs.len(),
            is_beside: self.pair.beside().is_some(),
            has_tab: self.front.is_some(),
            is_folder: self.folder().is_some(),
            has_row: self.chosen_article().is_some(),
            in_folder: self.is_in_folder(),
            work: self.work_at_hand(),
            has_matches: !self.find.matches.is_empty(),
            joint: [true, false].map(|is_undo| self.joint_in_front(is_undo).is_some()),
            ..Situation::without_article(&self.i18n, &self.settings)
        };
        let Some(tab) = self.tab() else { return now };
        Situation {
            session: tab.session.as_ref(),
            // What is selected on a page that is not seen is not meant.
            has_selection: tab.shows_page() && tab.reader.selection().is_some(),
            mark: tab.reader.selected.as_ref().filter(|_| tab.shows_page()),
            edits_labels: tab.edits_labels,
            is_covered: tab.is_covered,
            is_adjudicating: tab.shows_adjudication(),
            shows_about: tab.about.is_some(),
            direction: tab.direction,
            has_file: tab.article.is_some(),
            has_encodings: tab.can_be_read_again(),
            whole_page: tab.whole_page(),
            is_saving: self.is_saving(tab.id),
            is_reviewing: tab.review.is_some() && tab.shows_page(),
            relation: tab.reader.relation().filter(|id| tab.shows_page() && tab.has_relation(id)),
            is_relating: tab.relating.is_some(),
            can_add: tab.session.as_ref().is_some_and(|session| tab.reader.last_mark(session).is_some()),
            is_detecting: tab.detection_percent().is_some(),
            folder_teaches: tab.learning.project_tags > 0,
            ..now
        }
    }

    /// Whether a command is enabled; menus show the others dimmed.
    pub(crate) fn is_enabled(&self, command: UiCommand) -> bool {
        command.is_enabled(&self.situation())
    }

    fn with_front(&mut self, run: impl FnOnce(&mut Self, TabId)) {
        if let Some(id) = self.front
            && self.tab().is_some_and(|tab| tab.session.is_some())
        {
            run(self, id);
        }
    }

    pub(super) fn page(&mut self) -> Option<(&mut crate::gui::reader::Reader, &mut Session)> {
        let Tab { reader, session, .. } = self.tab_mut()?;
        Some((reader, session.as_mut()?))
    }

    pub(super) fn selected(&self) -> Option<MarkRef> {
        self.tab()?.reader.selected.clone()
    }

    /// Executes a session command in the front tab as a step of its own.
    pub(super) fn execute(&mut self, command: Command) -> Option<Outcome> {
        let (_, session) = self.page()?;
        let gesture = session.new_gesture();
        self.execute_in(gesture, command)
    }

    /// Executes a session command in the front tab as part of a gesture.
    pub(super) fn execute_in(&mut self, gesture: Gesture, command: Command) -> Option<Outcome> {
        let tab = self.tab_mut()?;
        let labels = tab.session.as_ref()?.labels().clone();
        match tab.execute(command, Some(gesture))? {
            Ok(outcome) => {
                if let Some(id) = self.front {
                    self.pass_on_labels(id, labels);
                }
                Some(outcome)
            }
            Err(error) => {
                self.fail(&error);
                None
            }
        }
    }

    /// Undo and redo select what was selected when the step was made.
    pub(super) fn step(&mut self, command: Command) {
        let is_undo = command == Command::Undo;
        match self.joint_in_front(is_undo) {
            Some(number) => self.carry_joint(number, is_undo, None),
            None => self.step_here(command),
        }
    }

    /// Undoes or redoes what is in the history of the front article.
    pub(super) fn step_here(&mut self, command: Command) {
        let is_undo = command == Command::Undo;
        let before = self.page().and_then(|(reader, session)| {
            let mark = reader.selected.as_ref()?;
            mark.span(session).zip(mark.label(session))
        });
        let state_before = self.page().map(|(_, session)| session.state());
        let outcome = self.execute(command);
        let Some((reader, session)) = self.page() else { return };
        if let Some(span) = outcome.and_then(|outcome| outcome.span) {
            reader.reveal(span);
        }
        // Otherwise keep the position of the mark that is gone.
        if reader.selected.is_none() {
            reader.selected = before.and_then(|(span, label)| MarkRef::on(session, span, &label));
        }
        let made = if is_undo { state_before } else { Some(session.state()) };
        if let Some(made) = made {
            self.return_to(made, is_undo);
            if let Some(id) = self.front {
                self.follow_joint(id, made, is_undo);
            }
        }
    }

    fn copy(&mut self, ctx: &egui::Context) {
        let Some((reader, session)) = self.page() else { return };
        let span = reader.selection().or_else(|| reader.selected.as_ref()?.span(session));
        if let Some(span) = span {
            ctx.copy_text(span.of(session.document().text()).to_owned());
        }
    }

    fn turn_tabs(&mut self, by: usize) {
        let all: Vec<TabId> = self.strip().collect();
        let Some(index) = all.iter().position(|id| Some(*id) == self.front) else { return };
        self.finish_note();
        self.front = all.get((index + by) % all.len()).copied();
        // A list has the keys as a page has them.
        if let Some(view) = self.front.and_then(|id| self.folder_views.get_mut(&id)) {
            view.enter();
        }
    }

    /// Carries out what the page asked for in this frame.
    pub(super) fn reader_action(&mut self, action: ReaderAction) {
        match action {
            ReaderAction::ListPile(pile) => {
                if let Some(tab) = self.tab_mut() {
                    tab.pile = Some(pile);
                }
            }
            ReaderAction::Drop(is_on_text) => {
                let act = if is_on_text { PlacingAction::Here } else { PlacingAction::Dropped };
                if let Some(front) = self.front {
                    self.answer_placing(front, act);
                }
            }
            ReaderAction::Relate { from, to } => self.begin_relation(from, Some(to)),
            ReaderAction::SelectRelation(id) => self.select_relation(id),
            ReaderAction::EditNote(id) => self.write_note(NoteOn::Annotation(id)),
            ReaderAction::AddFragment(mark, span) => self.add_fragment(&mark, span),
            ReaderAction::Resize { mark, fragment, span, begins } => {
                let Some(tab) = self.tab_mut() else { return };
                let Some(session) = &mut tab.session else { return };
                tab.reader.selected = Some(mark.clone());
                let gesture = match tab.gesture {
                    Some(gesture) if !begins => gesture,
                    _ => session.new_gesture(),
                };
                let command = resizing(session, &mark, fragment, span);
                let Some(resized) = tab.execute(command, Some(gesture)) else { return };
                match resized {
                    Ok(outcome) => {
                        tab.gesture = Some(gesture);
                        tab.reader.selected = outcome.selected.map(MarkRef::Annotation);
                    }
                    // An end dragged onto another annotation with the same label stays where it was.
                    Err(_) if begins => tab.gesture = None,
                    Err(_) => {}
                }
            }
            ReaderAction::GiveUpResize(mark) => {
                if let Some(gesture) = self.tab_mut().and_then(|tab| tab.gesture.take()) {
                    self.execute(Command::GiveUp(gesture));
                }
                if let Some((reader, _)) = self.page() {
                    reader.selected = Some(mark);
                }
            }
        }
    }

    /// The order of a list in the side panel: by default mentions by count, annotations in the order of the text.
    pub(crate) fn list_order(&self, which: SideTab) -> ListOrder {
        match which {
            SideTab::Mentions => self.settings.mentions_order.unwrap_or(ListOrder::Count),
            SideTab::Annotations | SideTab::Relations => self.settings.annotations_order.unwrap_or(ListOrder::Text),
        }
    }
}

/// Gives the page the keyboard focus, unless a press has given it to something else in the meantime.
pub(super) fn focus_page(ctx: &egui::Context) {
    use crate::gui::panels::{label_field_id, note_field_id};
    let is_free =
        |memory: &egui::Memory| memory.focused().is_none_or(|id| id == note_field_id() || id == label_field_id());
    if ctx.memory(is_free) {
        ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
    }
}
