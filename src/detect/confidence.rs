//! How sure a mention is that a rule proposes, without the model. Set by hand; of factions they agree with what is right
//! (see the figures in `docs/detection.md`), of places the classifier's probability takes their place.

super::numbers::named! {
    /// A faction by a sure name, also in quotation marks behind its noun
    SURE_FACTION = 0.97;
    /// A place by a sure name
    SURE_PLACE = 0.95;
    /// حركة فتح: a noun before a name that needs one
    HEADED_NAME = 0.95;
    /// الجيش السوري: a noun and a nationality
    NATIONALITY = 0.93;
    /// قوات النظام السوري: a noun before another faction
    HEADED_FACTION = 0.92;
    /// قوات حفتر: a noun and a leader
    LEADER = 0.9;
    /// الجيش «الإسرائيلي»
    QUOTED_NATIONALITY = 0.9;
    /// مدينة سرت: a noun that licenses any name
    PLACE_BEHIND_NOUN = 0.9;
    /// A noun of groups and what else follows
    GROUP_NOUN = 0.9;
    /// قوات «البنيان المرصوص»: an unknown name in quotation marks
    QUOTED_NAME = 0.85;
    /// قوات النظام: a noun and a definite noun of rulers
    OF_RULERS = 0.85;
    /// حركة المقاومة الفلسطينية حماس: the short name behind the long one
    SHORT_NAME = 0.85;
    /// سلطات الاحتلال الفرنسي
    OCCUPIER = 0.85;
    /// التنظيم, where the one that it means has an entry
    REFERENCE = 0.85;
    /// حقل «آراك»: an unknown place in quotation marks
    QUOTED_PLACE = 0.85;
    /// ميليشيات إيرانية
    INDEFINITE_NATIONALITY = 0.8;
    /// حكومة العراق, شرطة بغداد
    OF_PLACE = 0.8;
    /// اللواء 93, الجيش الألماني السادس
    NUMBERED = 0.8;
    /// حكومة الوفاق الوطني: a name that several have, headed by its noun
    SHARED_NAME = 0.8;
    /// «القاعدة»: a name that needs evidence, in quotation marks
    QUOTED_WEAK_NAME = 0.8;
    /// A name that needs evidence and is sure elsewhere in the text
    SURE_ELSEWHERE = 0.8;
    /// المدينة
    PLACE_REFERENCE = 0.8;
    /// قوة المهام المشتركة, مجلس العشائر السورية: a description that is a name
    DESCRIPTION = 0.75;
    /// حكومة أيمن الأيوبي: an unknown leader
    UNKNOWN_LEADER = 0.75;
    /// لواء شهداء بدر, حزب مصر: a name that grammar shows to its end
    WHOLE_NAME = 0.75;
    /// الحزب الشيوعي
    PARTY = 0.75;
    /// مقاتلو القاعدة: a name that needs evidence, behind people or deeds of a group
    BEHIND_FIGHTERS = 0.75;
    /// A name that needs evidence and stands in a list, or where its country is named
    IN_ITS_COMPANY = 0.75;
    /// A place by a name that needs evidence, before that is weighed
    WEAK_PLACE = 0.75;
    /// التحالف before التحالف الدولي
    NAMED_LATER = 0.75;
    /// حزب قوة الشعب: a party by the noun of another group
    OF_GROUP = 0.7;
    /// قوات الانفصاليين
    OF_PEOPLE = 0.7;
    /// قواته; a reference to somebody without an entry, or to nobody that was named
    VAGUE_REFERENCE = 0.7;
    /// الحرس الوطني, where its country is spoken of
    NAMED_AT_HOME = 0.7;
    /// ميليشيا فانو, حزب العمال, حي هرابش: a name that nothing but its noun shows
    UNKNOWN_NAME = 0.65;
}

/// Of a place that needs evidence: at the least sum of weights, and for each more of it; at most.
pub(super) const BY_EVIDENCE: (f32, f32, f32) = (0.6, 0.1, 0.9);
/// Below it a longer name that a noun heads is a guess beside a known one.
pub(super) const GUESS: f32 = 0.8;
