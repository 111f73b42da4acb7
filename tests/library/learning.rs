//! Learning from a person's tags and decisions.

use crate::clock;

use std::ops::ControlFlow;
use std::sync::Arc;

use hawashi::annotation::{Label, LabelId, Status};
use hawashi::detect::{Candidate, Decision, Detector, Evidence, FeedbackExample, Reviewed, Standing, UserModel};
use hawashi::document::Document;
use hawashi::lexicon::Lexicon;
use hawashi::session::{Candidates, Command, MarkKind, Session, Target};
use hawashi::text::Span;

/// A militia that no lexicon has, eight times.
const MILITIA: &str = "أعلنت حركة زغاليط مسؤوليتها عن الهجوم.\n\
    وقال شاهد إن مسلحي زغاليط انسحبوا ليلا.\n\
    وردت زغاليط ببيان مقتضب.\n\
    ثم عادت وزغاليط تنكر ما جرى.\n\
    واتهم الأهالي زَغاليط بالسرقة.\n\
    ولم يبق لزغاليط من أنصار.\n\
    ونددت الحكومة بزغاليط أمس.\n\
    وأخيرا انتهت زغاليط كما بدأت.\n";

fn session(text: &str) -> Session {
    let document = Arc::new(Document::from_text(text).expect("a text"));
    Session::new(document, "test").with_lexicon(Lexicon::builtin())
}

fn nth(text: &str, needle: &str, n: usize) -> Span {
    let (at, found) = text.match_indices(needle).nth(n).expect("it is there");
    Span::from_range(at..at + found.len())
}

fn tag(session: &mut Session, span: Span, label: &str) {
    session.execute(Command::Tag { span, label: label.into() }).expect("tagged");
}

/// Detects with what the session's decisions teach, like the window.
fn read_again(session: &mut Session, suggests: bool) {
    let user_model = UserModel::learn(&Lexicon::builtin(), &session.feedback(), suggests);
    let detector = Detector::new(Lexicon::builtin()).with_user_model(user_model.map(Arc::new));
    let candidates = detector.detect(session.document().text());
    session
        .execute(Command::SetCandidates(Candidates::new(session.document().text(), candidates).into()))
        .expect("set");
}

/// The undecided suggestions with a label.
fn suggested(session: &Session, label: &str) -> Vec<Span> {
    let marks = session.all_marks();
    marks
        .filter(|mark| matches!(mark.kind, MarkKind::Suggestion(_)) && mark.label.as_str() == label)
        .map(|mark| mark.span)
        .collect()
}

fn add_label(session: &mut Session, id: &str) {
    session.execute(Command::AddLabel(Label::new(id, "تصنيف", id, "#884422", None))).expect("added");
}

#[test]
fn the_rest_of_an_unknown_name_is_suggested_behind_particles_too() {
    for label in ["faction", "militia"] {
        let mut session = session(MILITIA);
        if label == "militia" {
            add_label(&mut session, label);
        }
        for n in 0..3 {
            tag(&mut session, nth(MILITIA, "زغاليط", n), label);
        }
        read_again(&mut session, true);
        let mut expected: Vec<Span> = (3..7).map(|n| nth(MILITIA, "زغاليط", n)).collect();
        expected.push(nth(MILITIA, "زَغاليط", 0));
        expected.sort_by_key(|span| span.start);
        assert_eq!(suggested(&session, label), expected, "{label}");
        let first = nth(MILITIA, "زغاليط", 0);
        let taught: Vec<&Candidate> = session.candidates().iter().filter(|c| c.is_taught()).collect();
        assert!(taught.iter().all(|c| c.evidence == Evidence::TaggedName(Some(first))), "the card shows a tag");
    }
}

#[test]
fn suggestions_are_accepted_refused_and_taken_back_like_others() {
    let mut session = session(MILITIA);
    add_label(&mut session, "militia");
    tag(&mut session, nth(MILITIA, "زغاليط", 0), "militia");
    read_again(&mut session, true);
    let all = suggested(&session, "militia");
    assert_eq!(all.len(), 7);
    let label = LabelId::from("militia");
    let kind = session.kind_of_label(&label).expect("a kind");
    session.execute(Command::Accept(Target::Candidate { span: all[0], kind })).expect("accepted");
    session.execute(Command::Reject(Target::Candidate { span: all[1], kind })).expect("refused");
    assert_eq!(suggested(&session, "militia"), all[2..]);
    let accepted = session.annotations().exactly(&all[0].into()).next().expect("kept");
    assert_eq!((accepted.label.as_str(), accepted.status), ("militia", Status::Accepted));
    session.execute(Command::Undo).expect("undone");
    session.execute(Command::Undo).expect("undone");
    assert_eq!(suggested(&session, "militia"), all);
}

#[test]
fn a_name_refused_three_times_stays_away_and_comes_back_with_undo() {
    let text = "وصل الوفد إلى بنغازي صباحا.\nثم غادر بنغازي مساء.\nوقصفت طائرات بنغازي ليلا.\n\
                وعاد الهدوء إلى بنغازي اليوم.\nوبقيت سرت هادئة في ليبيا.\n";
    let mut session = session(text);
    read_again(&mut session, false);
    let all = suggested(&session, "location");
    let places = || (0..4).map(|n| nth(text, "بنغازي", n));
    assert!(places().all(|span| all.contains(&span)));
    let kind = session.kind_of_label(&"location".into()).expect("a kind");
    for span in places().take(3) {
        session.execute(Command::Reject(Target::Candidate { span, kind })).expect("refused");
    }
    read_again(&mut session, false);
    let left = suggested(&session, "location");
    assert!(!left.contains(&nth(text, "بنغازي", 3)), "refused everywhere");
    assert!(left.contains(&nth(text, "ليبيا", 0)), "others stay");

    // As after saving and opening again.
    let mut again = Session::open(
        session.document().clone(),
        "test",
        session.annotation_state().as_ref().clone(),
        session.carried().clone(),
    );
    read_again(&mut again, false);
    assert_eq!(suggested(&again, "location"), left);

    session.execute(Command::Undo).expect("undone");
    read_again(&mut session, false);
    assert!(suggested(&session, "location").contains(&nth(text, "بنغازي", 3)));
}

#[test]
fn a_name_refused_once_stays_away_between_the_same_words() {
    let text = "قال مراسل بنغازي الرياضية أمس.\nثم قال مراسل بنغازي الرياضية اليوم.\nووصل إلى بنغازي في ليبيا.\n";
    let mut session = session(text);
    read_again(&mut session, false);
    let before = suggested(&session, "location");
    let kind = session.kind_of_label(&"location".into()).expect("a kind");
    let places = [0, 1, 2].map(|n| nth(text, "بنغازي", n));
    assert!(places.iter().all(|place| before.contains(place)), "{before:?}");
    session.execute(Command::Reject(Target::Candidate { span: places[0], kind })).expect("refused");
    read_again(&mut session, false);
    let left = suggested(&session, "location");
    assert!(!left.contains(&places[1]));
    assert!(left.contains(&places[2]));
}

#[test]
fn nothing_is_suggested_over_a_decision() {
    let text = "هاجم لواء القمر الساطع القرية.\nثم انسحب لواء القمر الساطع.\nوظهر لواء القمر الساطع مجددا.\n";
    let mut session = session(text);
    add_label(&mut session, "militia");
    add_label(&mut session, "poem");
    tag(&mut session, nth(text, "لواء القمر الساطع", 0), "militia");
    tag(&mut session, nth(text, "القمر الساطع", 1), "poem");
    read_again(&mut session, true);
    assert_eq!(suggested(&session, "militia"), [nth(text, "لواء القمر الساطع", 2)]);
    let decided: Vec<Span> = session.annotations().iter().map(|a| a.spans.hull()).collect();
    for candidate in session.candidates().iter().filter(|c| c.is_taught() && !session.is_decided(c)) {
        assert!(decided.iter().all(|span| !span.overlaps(candidate.span)));
    }
}

#[test]
fn a_label_of_ones_own_is_learned_from_its_surroundings() {
    let names = [
        "شمعون",
        "برهوم",
        "قلقوش",
        "زعرور",
        "طنبور",
        "دحدوح",
        "عصفوري",
        "كركور",
        "بلبول",
        "جرجور",
        "سنجاب",
        "فرفور",
        "مرجان",
        "خلخال",
        "نبراس",
        "صنوبر",
        "هدهود",
        "غضنفر",
        "لقلوق",
        "ترتور",
    ];
    let mut text: String = names.map(|name| format!("استخدم المقاتلون قاذفة {name} المعدلة خلال القتال.\n")).concat();
    text.push_str("وفي المساء هطل المطر على المدينة وعاد الناس إلى بيوتهم.\n");
    text.push_str("استخدم المقاتلون قاذفة هردبيس المعدلة خلال القتال.\n");
    let mut session = session(&text);
    add_label(&mut session, "weapon");
    for name in names {
        tag(&mut session, nth(&text, name, 0), "weapon");
    }
    read_again(&mut session, true);
    assert_eq!(suggested(&session, "weapon"), [nth(&text, "هردبيس", 0)]);
    let found = session.candidates().iter().find(|c| c.span == nth(&text, "هردبيس", 0)).expect("found");
    assert!(matches!(found.evidence, Evidence::TaggedContext(Some(_))));
}

#[test]
fn an_entity_that_was_chosen_is_remembered() {
    let text = "وصل إلى طرابلس وزير الخارجية.\nوغادر طرابلس أمس.\n";
    let detector = |entity: &str| {
        let decision = Decision {
            start: nth(text, "طرابلس", 0).start.0,
            end: nth(text, "طرابلس", 0).end.0,
            label: "location".to_owned(),
            described: None,
            accepted: true,
            entity: Some(entity.to_owned()),
        };
        let user_model = UserModel::learn(&Lexicon::builtin(), &FeedbackExample::cut(text, &[decision]), false);
        Detector::new(Lexicon::builtin()).with_user_model(user_model.map(Arc::new))
    };
    let lexicon = Lexicon::builtin();
    let homonyms: Vec<String> = lexicon
        .entities()
        .filter(|(_, entity)| entity.canonical == "طرابلس")
        .map(|(_, entity)| entity.id.to_owned())
        .collect();
    assert!(homonyms.len() > 1);
    for id in homonyms {
        let found = detector(&id).detect(text);
        let second = found.iter().find(|c| c.span == nth(text, "طرابلس", 1)).expect("found");
        assert_eq!(second.entity, lexicon.by_id(&id), "{id}");
    }
}

#[test]
fn accepting_one_place_says_nothing_of_another_of_its_name() {
    let text = "زار الوزير مدينة طرابلس الليبية أمس.\nثم زار مدينة طرابلس اللبنانية.\n";
    let mut session = session(text);
    review_again(&mut session);
    let entities = |session: &Session| {
        let there = session.candidates().iter().filter(|c| c.span.of(text) == "طرابلس");
        there.map(|c| session.entity_of(c).expect("known")).collect::<Vec<_>>()
    };
    assert_eq!(entities(&session), ["place:tripoli-ly", "place:tripoli-lb"]);
    let kind = session.kind_of_label(&"location".into()).expect("a kind");
    let first = Target::Candidate { span: nth(text, "طرابلس", 0), kind };
    session.execute(Command::Accept(first.clone())).expect("accepted");
    review_again(&mut session);
    assert_eq!(entities(&session), ["place:tripoli-ly", "place:tripoli-lb"]);
    // A choice applies to all mentions of the name.
    session.execute(Command::LinkEntity { target: first, entity: "place:tripoli-lb".into() }).expect("chosen");
    review_again(&mut session);
    assert_eq!(entities(&session), ["place:tripoli-lb", "place:tripoli-lb"]);
}

#[test]
fn without_tags_nothing_changes() {
    let text = "وصل الوفد إلى بنغازي في ليبيا.\n";
    let mut session = session(text);
    assert!(!session.has_user_tags() && session.feedback().is_empty());
    assert!(UserModel::learn(&Lexicon::builtin(), &session.feedback(), true).is_none());
    read_again(&mut session, true);
    assert_eq!(session.candidates(), Detector::new(Lexicon::builtin()).detect(text));
}

#[test]
fn the_same_decisions_give_the_same_suggestions() {
    let run = || {
        let mut session = session(&MILITIA.repeat(4));
        for n in [0, 3, 9] {
            tag(&mut session, nth(&MILITIA.repeat(4), "زغاليط", n), "faction");
        }
        read_again(&mut session, true);
        session.candidates().to_vec()
    };
    assert_eq!(run(), run());
}

#[test]
fn hundreds_of_tags_are_learned_quickly_and_long_texts_read_in_linear_time() {
    let time = |copies: usize| {
        let text = MILITIA.repeat(copies);
        let mut session = session(&text);
        for n in 0..20 {
            tag(&mut session, nth(&text, "زغاليط", n), "faction");
        }
        let time = clock::shortest(|| read_again(&mut session, true));
        assert_eq!(suggested(&session, "faction").len(), copies * 8 - 20);
        time
    };
    clock::grows_with_its_input("tags", 8, time(50), time(400));
}

#[test]
fn strange_decisions_are_taken_as_they_come() {
    let decide =
        |start, end| Decision { start, end, label: String::new(), described: None, accepted: true, entity: None };
    for text in ["", "ا", "\n\n", "«»…", "سرت سرت", "سرت\u{200F} و"] {
        for (start, end) in [(0, 0), (0, 1), (0, 2), (1, 9), (9, 1), (0, u32::MAX)] {
            let feedback = FeedbackExample::cut(text, &[decide(start, end), decide(start, end)]);
            let user_model = UserModel::learn(&Lexicon::builtin(), &feedback, true);
            Detector::new(Lexicon::builtin()).with_user_model(user_model.map(Arc::new)).detect(text);
        }
    }
}

/// Reviewing detected candidates has the same result as reading the article again, however decisions change.
#[test]
fn a_review_is_as_good_as_reading_again() {
    let text = "قال شهود في بنغازي إن قوات حفتر دخلت سرت.\nثم عادت قوات حفتر إلى بنغازي، وبقيت طرابلس وسرت هادئتين.\n\
        وفي بنغازي وطرابلس نفى تنظيم «الدولة» ذلك، وقال التنظيم إن سرت بعيدة.\n";
    let lexicon = Lexicon::builtin();
    let read = |own: Option<&Arc<UserModel>>| {
        Detector::new(lexicon.clone())
            .with_user_model(own.cloned())
            .review_with(text, &mut |_| ControlFlow::Continue(()))
    };
    let mut now = read(None);
    let found = now.clone();
    let mut session = Session::new(Arc::new(Document::from_text(text).expect("valid")), "");
    session.execute(Command::SetCandidates(Candidates::new(text, found.candidates.clone()).into())).expect("set");
    let all = found.candidates.clone();
    assert!(all.len() >= 9, "{all:?}");
    for (number, candidate) in all.iter().enumerate() {
        let target = Target::Candidate { span: candidate.span, kind: candidate.kind };
        let decision = if number % 3 == 1 { Command::Accept(target) } else { Command::Reject(target) };
        session.execute(decision).expect("decided");
        let user_model = UserModel::learn(&lexicon, &session.feedback(), false).map(Arc::new);
        now = Reviewed::again(user_model.as_deref(), text, &now.candidates, &now.originals);
        assert_eq!(now, read(user_model.as_ref()), "after {number} decisions");
    }
    assert_eq!(now.candidates.len(), all.len(), "what is left out is kept");
    assert_eq!(Reviewed::again(None, text, &now.candidates, &now.originals), found);
}

#[test]
fn what_is_left_out_is_left_open_in_one_step_and_stays_so() {
    let text = "وصل الوفد إلى بنغازي صباحا.\nثم غادر بنغازي مساء.\nوقصفت طائرات بنغازي ليلا.\n\
                وعاد الهدوء إلى بنغازي اليوم.\nوسكنت بنغازي بعدها.\n";
    let mut session = session(text);
    review_again(&mut session);
    let kind = session.kind_of_label(&"location".into()).expect("a kind");
    let all = suggested(&session, "location");
    assert_eq!(all.len(), 5);
    for span in &all[..3] {
        session.execute(Command::Reject(Target::Candidate { span: *span, kind })).expect("refused");
    }
    review_again(&mut session);
    assert_eq!(suggested(&session, "location"), []);
    let left_out = session.candidates().iter().filter(|c| c.standing == Standing::LeftOut);
    assert_eq!(left_out.map(|c| c.span).collect::<Vec<_>>(), all[3..], "what was refused itself is decided");
    session.execute(Command::ShowRejected(true)).expect("shown");
    assert!(session.all_marks().all(|mark| mark.status == Status::Rejected));
    assert_eq!(session.all_marks().count(), 5);
    session.execute(Command::ShowRejected(false)).expect("hidden");
    assert_eq!(session.all_marks().count(), 0);

    let others = all.iter().map(|span| Target::Candidate { span: *span, kind }).skip(2).collect();
    session.execute(Command::Reopen(others)).expect("left open");
    review_again(&mut session);
    let open = |session: &Session| {
        let marks = session.all_marks().filter(|mark| mark.status == Status::Suggested);
        marks.map(|mark| mark.span).collect::<Vec<_>>()
    };
    assert_eq!(open(&session), all[2..], "a rejected one and two that were left out");
    session.execute(Command::Undo).expect("undone");
    review_again(&mut session);
    assert_eq!(open(&session), []);
    session.execute(Command::Redo).expect("done again");
    assert_eq!(open(&session), all[2..]);
    let nothing = session.execute(Command::Reopen(vec![Target::Candidate { span: all[3], kind }])).expect("nothing");
    assert!(!nothing.changed, "it is open already");
}

#[test]
fn what_is_believed_less_is_not_gone_for_good() {
    let text = "وصل الوفد إلى بنغازي صباحا.\nثم غادر بنغازي مساء.\n";
    let mut session = session(text);
    review_again(&mut session);
    let kind = session.kind_of_label(&"location".into()).expect("a kind");
    let all = suggested(&session, "location");
    let least = session.candidates().iter().map(|c| c.confidence).fold(1.0, f32::min);
    session.execute(Command::SetThreshold(least)).expect("set");
    session.execute(Command::Reject(Target::Candidate { span: all[0], kind })).expect("refused");
    review_again(&mut session);
    let other = session.candidate_on(all[1], kind).map(|index| &session.candidates()[index]).expect("kept");
    assert!(session.is_left_out(other) && !session.is_suggested(other));
    session.execute(Command::SetThreshold(0.0)).expect("set");
    assert_eq!(suggested(&session, "location"), all[1..]);
}

/// Like the window: reviews the detected candidates with what the decisions teach.
fn review_again(session: &mut Session) {
    let user_model = UserModel::learn(&Lexicon::builtin(), &session.feedback(), false).map(Arc::new);
    let text = session.document().text().to_owned();
    let found = Detector::new(Lexicon::builtin())
        .with_user_model(user_model)
        .review_with(&text, &mut |_| ControlFlow::Continue(()));
    session.execute(Command::SetCandidates(Candidates::new(&text, found.candidates).into())).expect("set");
}

#[test]
fn however_much_was_decided_some_of_it_teaches() {
    let text = "سرت بعيدة. ".repeat(30_000);
    let mut session = Session::new(Arc::new(Document::from_text(&text).expect("valid")), "");
    let sirte = |n: usize| Span::from_range(n * "سرت بعيدة. ".len()..n * "سرت بعيدة. ".len() + "سرت".len());
    for n in 0..20_000 {
        tag(&mut session, sirte(n), "location");
    }
    let feedback = session.feedback();
    let decisions: usize = feedback.iter().map(|example| example.decisions.len()).sum();
    assert!((5_000..=16_000).contains(&decisions), "{decisions}");
    let last = feedback.last().and_then(|example| Some(example.at? + example.decisions.last()?.start));
    assert!(last > Some(sirte(19_000).start.0), "from the whole article, not only its start");
}

#[test]
fn a_lesson_of_another_article_holds_for_the_label_of_its_name() {
    let article = |labels: &[(&str, &str)], tagged: &str| {
        let mut session = session(MILITIA);
        for (id, name) in labels {
            session.execute(Command::AddLabel(Label::new(id, name, name, "#884422", None))).expect("added");
        }
        if !tagged.is_empty() {
            tag(&mut session, nth(MILITIA, "زغاليط", 0), tagged);
        }
        session
    };
    let learn = |here: &mut Session, there: &Session| {
        let mut feedback = here.feedback();
        let adopted = here.adopted(&there.feedback());
        feedback.extend(adopted.feedback);
        here.set_adopted_labels(adopted.labels);
        let user_model = UserModel::learn(&Lexicon::builtin(), &feedback, true).map(Arc::new);
        let found = Detector::new(Lexicon::builtin()).with_user_model(user_model).detect(MILITIA);
        here.execute(Command::SetCandidates(Candidates::new(MILITIA, found).into())).expect("set");
    };
    let there = article(&[("label-3", "سلاح"), ("label-4", "شخص")], "label-3");
    // A weapon in another article is not a person here, although the ids are the same.
    let mut here = article(&[("label-3", "شخص"), ("label-4", "مركبة")], "");
    learn(&mut here, &there);
    assert_eq!(suggested(&here, "label-3"), []);
    assert_eq!(suggested(&here, "label-4"), []);
    // It is a weapon, whatever its id.
    let mut here = article(&[("label-3", "شخص"), ("سلاح", "سلاح")], "");
    learn(&mut here, &there);
    assert_eq!(suggested(&here, "label-3"), []);
    assert_eq!(suggested(&here, "سلاح").len(), 8);
    // If two labels have the name, it is unclear which is meant.
    let mut here = article(&[("a", "سلاح"), ("b", "سلاح")], "");
    learn(&mut here, &there);
    assert_eq!((suggested(&here, "a").len(), suggested(&here, "b").len()), (0, 0));
    assert!(here.candidates().iter().all(|c| !c.is_taught()));
    // A missing label is adopted, in one step with the first suggestion that is accepted.
    let mut here = article(&[], "");
    learn(&mut here, &there);
    let all = suggested(&here, "سلاح");
    assert_eq!(all.len(), 8);
    assert_eq!(here.label(&"سلاح".into()).map(|label| label.name_in("ar")), Some("سلاح"));
    let kind = here.kind_of_label(&"سلاح".into()).expect("a kind");
    here.execute(Command::Accept(Target::Candidate { span: all[0], kind })).expect("accepted");
    assert_eq!(here.labels().get(&"سلاح".into()).map(|label| label.key), Some(Some('3')));
    here.execute(Command::Tag { span: all[1], label: "سلاح".into() }).expect("tagged");
    here.execute(Command::Undo).expect("undone");
    here.execute(Command::Undo).expect("undone");
    assert_eq!((here.labels().len(), here.annotations().len()), (2, 0));
    here.execute(Command::Tag { span: all[1], label: "سلاح".into() }).expect("tagged");
    assert_eq!(here.labels().len(), 3);
    // A renamed label keeps what its own article teaches.
    let mut here = article(&[("weapon", "سلاح")], "weapon");
    let former = here.labels().get(&"weapon".into()).expect("a label").clone();
    here.execute(Command::EditLabel(Label::new("weapon", "عتاد", "Arms", &former.color, None))).expect("renamed");
    learn(&mut here, &article(&[], ""));
    assert_eq!(suggested(&here, "weapon").len(), 7);
    // Other articles that know it by one of its names keep working, too.
    let mut other = article(&[("x", "عتاد")], "");
    learn(&mut other, &here);
    assert_eq!(suggested(&other, "x").len(), 8);
}
