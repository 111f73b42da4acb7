//! Well-known places whose names are words, too, where the words beside them say that the word is meant:
//! نصف قطر الدائرة, كوبا من الشاي, النيل من سمعته.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use crate::detect::segment::Segment;
use crate::detect::vocabulary::{WordList, class, words};
use crate::detect::word::Token;

/// Words behind a name that may settle its sense.
const REACH: usize = 3;

/// A word with what stands beside it in its plain sense.
struct Sense {
    /// The word in all its forms.
    forms: WordList,
    /// Right before it.
    before: WordList,
    /// Right behind it.
    after: WordList,
    /// Among the three words behind it.
    near: WordList,
    /// One of `before` and one of `after` are needed, not either.
    both: bool,
    /// Right before it, where it is the place for all that.
    unless: WordList,
}

const UNITS: WordList = words!(
    "متر مترا مترين امتار سم سنتيمتر سنتيمترا سنتيمترات سنتمتر ملم مم مليمتر مليمترا مليمترات ميليمتر ملليمتر \
    بوصه بوصات انش اقدام ميكرون ميكرومتر نانومتر"
);

const SENSES: &[Sense] = &[
    // قطر الدائرة, أنبوب بقطر 5 أمتار
    Sense {
        forms: words!("قطر وقطر بقطر لقطر وبقطر"),
        before: words!("نصف بنصف ونصف انصاف ذات ذو ذي طول متوسط بلغ يبلغ ويبلغ يتراوح ويتراوح بحجم كل"),
        after: words!(
            "الدايره كره كويكب كويكبه الفوهات القصبه حفره فوهه ثقب جسم الجسم الاسطوانه السلك الانابيب الكويكب \
            الاطار العجلات الماسوره الشريان الشجره جذع الحلقه الكواكب المشتري المريخ الزهره عطارد دايره الكره \
            الانبوب انبوب الثقب الفتحه الفوهه الحفره الكوكب الارض القمر الشمس النجم العدسه المراه العجله \
            الجذع الساق الكابل القرص البوبو المسمار الورم الخليه الدرب النواه الندي داخلي خارجي قدره طوله \
            يبلغ يتراوح"
        ),
        near: UNITS,
        ..PLAIN
    },
    Sense {
        forms: words!("بقطر"), after: words!("يصل يزيد يتجاوز يفوق حوالي كبير صغير اكبر اصغر"), ..PLAIN
    },
    // شرب كوبا من الشاي
    Sense {
        forms: words!("كوبا وكوبا"),
        before: words!(
            "شرب شربت يشرب تشرب شربنا اشرب اشربي احتسي احتست يحتسي تحتسي تناول تناولت يتناول تناولي تناولوا \
            اضف اضيفي نضيف تضيف صب صبي سكب املا املاي خذ"
        ),
        after: words!("واحدا كبيرا صغيرا ونصف ونصفا ساخنا باردا يوميا فارغا زجاجيا اخر"),
        near: words!(
            "الماء الما ما الشاي شاي القهوه قهوه الحليب حليب اللبن العصير عصير الدقيق الطحين السكر الارز الزيت \
            الكاكاو المرق البرغل العدس الحمص النسكافيه الكابتشينو"
        ),
        ..PLAIN
    },
    // هو مصر على موقفه
    Sense {
        forms: words!("مصر"),
        before: words!("انا وانا هو وهو فهو انه وانه لانه لكنه ولكنه كانه زلت زال يزال"),
        after: words!("علي"),
        both: true,
        ..PLAIN
    },
    // للنيل من سمعته; but مياه النيل من الجنوب
    Sense {
        forms: words!("النيل والنيل للنيل بالنيل وللنيل"),
        after: words!("من منه منها منهم منا مني منك منكم"),
        unless: words!("مياه ما حوض دلتا ضفاف ضفه وادي فيضان كورنيش منابع مجري اعالي نهر"),
        ..PLAIN
    },
    // صلاة المغرب
    Sense {
        forms: words!("المغرب والمغرب"),
        before: words!("صلاه صلاتي صلاتا اذان العصر وصلاه لصلاه فريضه قبيل"),
        after: words!("والعشا"),
        ..PLAIN
    },
    // الطريق الأقصر
    Sense {
        forms: words!("الاقصر"),
        before: words!("الطريق المسافه المده الفتره الوقت الزمن اليوم النهار الليله الاجل المسار العمر"),
        ..PLAIN
    },
    // القوة القاهرة
    Sense {
        forms: words!("القاهره"),
        before: words!("القوه والقوه بالقوه للقوه الظروف للظروف والظروف الاسباب"),
        ..PLAIN
    },
    // الرباط الصليبي
    Sense {
        forms: words!("الرباط بالرباط والرباط للرباط"),
        after: words!("الصليبي الجانبي الداخلي الخارجي الانسي المقدس الزوجي"),
        ..PLAIN
    },
    // أمطار وسيول جارفة
    Sense {
        forms: words!("سيول وسيول بسيول لسيول"),
        before: words!(
            "امطار الامطار وامطار فيضانات وفيضانات عواصف جريان تشكل تدفق هطول خطر مخاطر اضرار ضحايا مياه حدوث \
            وقوع جرا انهيارات انزلاقات"
        ),
        after: words!(
            "جارفه شديده قويه كبيره مدمره عارمه مفاجيه عنيفه موسميه محتمله غزيره طينيه وفيضانات وامطار وعواصف \
            وانهيارات الامطار الاوديه"
        ),
        ..PLAIN
    },
    // جنين في رحم أمه
    Sense {
        forms: words!("جنين وجنين لجنين بجنين"),
        before: words!("اجهاض نمو نبض تشوه تشوهات فقدان"),
        near: words!("رحم رحمها الرحم بطن بطنها احشا احشايها مكتمل مجهض مشوه"),
        ..PLAIN
    },
    // مخاض عسير
    Sense {
        forms: words!("عسير"),
        before: words!("مخاض مخاضا امتحان اختبار يوم هضم درب وضع امر حساب سوال فهم تحد حل"),
        ..PLAIN
    },
    // الجدة: her own, or somebody's
    Sense {
        forms: words!("جده وجده"),
        after: words!("الطفل الطفله الضحيه العروس الاسره مسنه عجوز والدي والدتي لابيه لامه لامها"),
        ..PLAIN
    },
    // نهر ينبع من الجبال
    Sense {
        forms: words!("ينبع وينبع"),
        before: words!("نهر النهر رافد الذي ما مما وهو"),
        after: words!("من"),
        unless: words!("في الي مدينه مينا من بين"),
        ..PLAIN
    },
    Sense { forms: words!("اليمن باليمن"), after: words!("والبركات والبركه"), ..PLAIN },
    Sense { forms: words!("عدن"), before: words!("جنه جنات وجنات لجنات"), ..PLAIN },
    Sense {
        forms: words!("اسراييل"), before: words!("بني بنو وبني لبني ببني اسباط"), ..PLAIN
    },
    Sense { forms: words!("القصرين"), before: words!("بين"), ..PLAIN },
    Sense { forms: words!("صيدا"), after: words!("ثمينا سهلا وفيرا"), ..PLAIN },
    Sense { forms: words!("تعز"), after: words!("عليه عليها عليهم علينا عليك"), ..PLAIN },
    Sense { forms: words!("غينيا"), before: words!("خنزير خنازير"), ..PLAIN },
    Sense {
        forms: words!("حلب بحلب وحلب لحلب"),
        after: words!("البقره الابقار الماعز الاغنام النوق المواشي الحليب"),
        ..PLAIN
    },
    // طبق حمص بالطحينة
    Sense {
        forms: words!("حمص وحمص"),
        before: words!("طبق صحن كوب علبه حبات حبه ملعقه"),
        after: words!("مسلوق مهروس مطبوخ بالطحينه بطحينه وفلافل حب"),
        ..PLAIN
    },
    // بمنتهى الرقة
    Sense {
        forms: words!("الرقه"),
        before: words!("منتهي بمنتهي غايه شديد شديده بالغ بالغه"),
        after: words!("والعذوبه والحنان والنعومه"),
        ..PLAIN
    },
    // The agency, the newspaper, the club
    Sense {
        forms: words!("الاناضول للاناضول"),
        before: words!(
            "نقلت ذكرت افادت اوردت قالت بحسب حسب وفق مراسل لمراسل مراسله مصور فريق تصريح تصريحات حديث حديثه \
            قال وقال اوضح واوضح اكد واكد مقابله كاميرا"
        ),
        ..PLAIN
    },
    // قرية كان يسكنها
    Sense { forms: words!("كان"), before: words!("قريه بلده منطقه جزيره"), ..PLAIN },
    // The foundation of the shrine in Mashhad, not Istanbul
    Sense {
        forms: words!("الاستانه والاستانه للاستانه بالاستانه"), after: words!("الرضويه"), ..PLAIN
    },
    // On average
    Sense {
        forms: words!("المتوسط"),
        before: words!("في"),
        after: words!("سنويا شهريا يوميا اسبوعيا نحو حوالي"),
        both: true,
        ..PLAIN
    },
    Sense { forms: words!("القدس"), after: words!("العربي"), ..PLAIN },
    Sense {
        forms: words!("قاره"),
        after: words!("افريقيا اسيا اوروبا اوربا امريكا اميركا استراليا انتاركتيكا باكملها اخري"),
        ..PLAIN
    },
    Sense { forms: words!("باريس"), near: words!("جيرمان جرمان"), ..PLAIN },
];

const PLAIN: Sense = Sense { forms: &[], before: &[], after: &[], near: &[], both: false, unless: &[] };

/// The senses of a word by its hash.
static BY_WORD: LazyLock<HashMap<u32, Vec<&Sense>>> = LazyLock::new(|| {
    let mut by_word: HashMap<u32, Vec<&Sense>> = HashMap::new();
    for sense in SENSES {
        for form in sense.forms {
            by_word.entry(*form).or_default().push(sense);
        }
    }
    by_word
});

/// Whether a word of this hash is a place's name that has a plain sense.
pub(in crate::detect) fn may_be_plain(word: u32) -> bool {
    BY_WORD.contains_key(&word)
}

/// Whether a word that is a place's name stands here in its plain sense.
pub(in crate::detect) fn is_plain(segment: &Segment<'_>, at: usize) -> bool {
    let token = segment.tokens.get(at).filter(|token| token.may_be_plain);
    let senses = token.and_then(|token| BY_WORD.get(&token.shape.word));
    senses.is_some_and(|senses| senses.iter().any(|sense| sense.holds(segment, at)))
}

impl Sense {
    fn holds(&self, segment: &Segment<'_>, at: usize) -> bool {
        let before = segment.word_before(at);
        let stands_before = |words| before.is_some_and(|before| segment.is_one_of(before, words));
        let follows = |last: usize, words| segment.gap(last).is_plain() && segment.is_one_of(last, words);
        if stands_before(self.unless) {
            return false;
        }
        let is_after = follows(at + 1, self.after);
        if self.both {
            return is_after && stands_before(self.before);
        }
        let is_near = || {
            let clause = (at + 1..=at + REACH).take_while(|next| segment.gap(*next).is_plain());
            clause.into_iter().any(|next| segment.is_one_of(next, self.near))
        };
        is_after || stands_before(self.before) || !self.near.is_empty() && is_near()
    }
}

/// Nouns that a nationality is said of in the accusative: لاجئا سوريا, دورا روسيا.
const NOUNS: WordList = words!(
    "مواطنا جنديا لاجيا شابا طالبا ضابطا مقاتلا صحفيا صحافيا رجلا طفلا مدنيا عاملا مسوولا دبلوماسيا ديبلوماسيا \
    لاعبا فنانا مخرجا كاتبا شاعرا باحثا ممثلا مدربا عسكريا شرطيا عالما طبيبا مهندسا سايحا مهاجرا نازحا اسيرا \
    معتقلا قايدا وزيرا نايبا رييسا قياديا ناشطا معارضا سجينا محتجزا بحارا صيادا طيارا مسلحا ارهابيا جاسوسا \
    عميلا سفيرا خبيرا محللا موظفا مراسلا اعلاميا شخصا حاكما بلدا منتجا فيلما مسلسلا صاروخا هجوما قرارا موقفا \
    دعما تدخلا وفدا فريقا حزبا مشروعا اقتراحا دورا نفوذا وجودا تقريرا بيانا نظاما جيشا اتفاقا اهتماما تحالفا \
    ضغطا غطا طلبا رفضا اصرارا مصدرا"
);

/// Numbers behind which a noun stands in the accusative singular: عشرون لاجئا.
const NUMBERS: WordList = words!(
    "عشر عشره عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون \
    تسعين"
);

/// Whether a word that is spelled like a country in ـيا is its adjective: 13 جنديا تركيا, مواطنا روسيا.
pub(in crate::detect) fn is_accusative(segment: &Segment<'_>, at: usize) -> bool {
    let is_like_an_adjective = segment.tokens.get(at).is_some_and(|token| token.letters >= 4 && token.ends("يا"));
    let Some(noun) = segment.word_before(at).filter(|_| is_like_an_adjective) else {
        return false;
    };
    if segment.is_one_of(noun, NOUNS) || segment.is_one_of(noun, words!("واخر")) {
        return true;
    }
    let is_adverb = segment.is_one_of(noun, words!("ايضا حاليا لاحقا سابقا رسميا مجددا خصوصا"));
    let is_noun = |token: &Token<'_>| {
        let is_bare = !is_adverb && !token.definite && !token.is(class::WEAK_PREPOSITION | class::MOVEMENT);
        token.letters >= 4 && token.ends("ا") && is_bare
    };
    let is_counted = || {
        let number = segment.word_before(noun);
        number.is_some_and(|number| {
            segment.tokens.get(number).is_some_and(|token| token.has_digit) || segment.is_one_of(number, NUMBERS)
        })
    };
    segment.tokens.get(noun).is_some_and(is_noun) && is_counted()
}
