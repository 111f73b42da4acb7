//! The confidence of mentions that a rule proposes, without the model. Set by hand; for factions the values agree with
//! the measured precision (see `docs/detection.md`), for places the classifier's probability replaces them.

super::numbers::named! {
    /// A faction with a sure name, also in quotation marks after its noun
    SURE_FACTION = 0.97;
    /// A place with a sure name
    SURE_PLACE = 0.95;
    /// حركة فتح: a noun before a name that requires it
    HEADED_NAME = 0.95;
    /// الجيش السوري: a noun and a nationality
    NATIONALITY = 0.93;
    /// قوات النظام السوري: a noun before another faction
    HEADED_FACTION = 0.92;
    /// قوات حفتر: a noun and a leader
    LEADER = 0.9;
    /// الجيش «الإسرائيلي»
    QUOTED_NATIONALITY = 0.9;
    /// مدينة سرت: a noun that is enough evidence for any name
    PLACE_BEHIND_NOUN = 0.9;
    /// A group noun with any other complement
    GROUP_NOUN = 0.9;
    /// قوات «البنيان المرصوص»: an unknown name in quotation marks
    QUOTED_NAME = 0.85;
    /// قوات النظام: a noun and a definite noun for a government
    OF_RULERS = 0.85;
    /// حركة المقاومة الفلسطينية حماس: the short name after the long one
    SHORT_NAME = 0.85;
    /// سلطات الاحتلال الفرنسي
    OCCUPIER = 0.85;
    /// التنظيم, if its antecedent has an entry
    REFERENCE = 0.85;
    /// حقل «آراك»: an unknown place in quotation marks
    QUOTED_PLACE = 0.85;
    /// ميليشيات إيرانية
    INDEFINITE_NATIONALITY = 0.8;
    /// حكومة العراق, شرطة بغداد
    OF_PLACE = 0.8;
    /// اللواء 93, الجيش الألماني السادس
    NUMBERED = 0.8;
    /// حكومة الوفاق الوطني: a name that several factions share, with its noun
    SHARED_NAME = 0.8;
    /// «القاعدة»: a name that needs evidence, in quotation marks
    QUOTED_WEAK_NAME = 0.8;
    /// A name that needs evidence and is certain elsewhere in the text
    SURE_ELSEWHERE = 0.8;
    /// المدينة
    PLACE_REFERENCE = 0.8;
    /// قوة المهام المشتركة, مجلس العشائر السورية: a description used as a name
    DESCRIPTION = 0.75;
    /// حكومة أيمن الأيوبي: an unknown leader
    UNKNOWN_LEADER = 0.75;
    /// لواء شهداء بدر, حزب مصر: a name whose end is clear from grammar
    WHOLE_NAME = 0.75;
    /// الحزب الشيوعي
    PARTY = 0.75;
    /// مقاتلو القاعدة: a name that needs evidence, after members or actions of a group
    BEHIND_FIGHTERS = 0.75;
    /// A name that needs evidence, in a list, or in a text that mentions its country
    IN_ITS_COMPANY = 0.75;
    /// A place with a name that needs evidence, before this is weighed
    WEAK_PLACE = 0.75;
    /// التحالف before التحالف الدولي
    NAMED_LATER = 0.75;
    /// حزب قوة الشعب: a party named after another group noun
    OF_GROUP = 0.7;
    /// قوات الانفصاليين
    OF_PEOPLE = 0.7;
    /// قواته; a reference whose antecedent has no entry or is not named
    VAGUE_REFERENCE = 0.7;
    /// الحرس الوطني, if its country is mentioned
    NAMED_AT_HOME = 0.7;
    /// ميليشيا فانو, حزب العمال, حي هرابش: a name recognised only by its noun
    UNKNOWN_NAME = 0.65;
}

/// For a place that needs evidence: at the threshold of the weights' sum, per unit above it, and at most.
pub(super) const BY_EVIDENCE: (f32, f32, f32) = (0.6, 0.1, 0.9);
/// Below this, a longer name headed by a noun is only a guess compared with a known name.
pub(super) const GUESS: f32 = 0.8;
