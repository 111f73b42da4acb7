//! Well-known places whose names are words, too, where the words beside them say that the word is meant:
//! نصف قطر الدائرة, كوبا من الشاي, النيل من سمعته.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt, HashSet};

use super::stretch::Stretch;
use super::tokens::{Token, class};
use crate::lexicon::format::hash;

/// Words behind a name that may settle its sense.
const REACH: usize = 3;

/// A word with what stands beside it in its plain sense: lists of words in folded spelling, a blank between two.
struct Sense {
    /// The word in all its forms.
    forms: &'static str,
    /// Right before it.
    before: &'static str,
    /// Right behind it.
    after: &'static str,
    /// Among the three words behind it.
    near: &'static str,
    /// One of `before` and one of `after` are needed, not either.
    both: bool,
    /// Right before it, where it is the place for all that.
    unless: &'static str,
}

const UNITS: &str = "متر مترا مترين امتار سم سنتيمتر سنتيمترا سنتيمترات سنتمتر ملم مم مليمتر مليمترا مليمترات \
    ميليمتر ملليمتر بوصه بوصات انش اقدام ميكرون ميكرومتر نانومتر";

const SENSES: &[Sense] = &[
    // قطر الدائرة, أنبوب بقطر 5 أمتار
    Sense {
        forms: "قطر وقطر بقطر لقطر وبقطر",
        before: "نصف بنصف ونصف انصاف ذات ذو ذي طول متوسط بلغ يبلغ ويبلغ يتراوح ويتراوح بحجم كل",
        after: "الدايره كره كويكب كويكبه الفوهات القصبه حفره فوهه ثقب جسم الجسم الاسطوانه السلك \
            الانابيب الكويكب الاطار العجلات الماسوره الشريان الشجره جذع الحلقه الكواكب المشتري \
            المريخ الزهره عطارد دايره الكره الانبوب انبوب الثقب الفتحه الفوهه الحفره الكوكب \
            الارض القمر الشمس النجم العدسه المراه العجله الجذع الساق الكابل القرص البوبو المسمار \
            الورم الخليه الدرب النواه الندي داخلي خارجي قدره طوله يبلغ يتراوح",
        near: UNITS,
        ..PLAIN
    },
    Sense {
        forms: "بقطر", after: "يصل يزيد يتجاوز يفوق حوالي كبير صغير اكبر اصغر", ..PLAIN
    },
    // شرب كوبا من الشاي
    Sense {
        forms: "كوبا وكوبا",
        before: "شرب شربت يشرب تشرب شربنا اشرب اشربي احتسي احتست يحتسي تحتسي تناول تناولت يتناول \
            تناولي تناولوا اضف اضيفي نضيف تضيف صب صبي سكب املا املاي خذ",
        after: "واحدا كبيرا صغيرا ونصف ونصفا ساخنا باردا يوميا فارغا زجاجيا اخر",
        near: "الماء الما ما الشاي شاي القهوه قهوه الحليب حليب اللبن العصير عصير الدقيق الطحين \
            السكر الارز الزيت الكاكاو المرق البرغل العدس الحمص النسكافيه الكابتشينو",
        ..PLAIN
    },
    // هو مصر على موقفه
    Sense {
        forms: "مصر",
        before: "انا وانا هو وهو فهو انه وانه لانه لكنه ولكنه كانه زلت زال يزال",
        after: "علي",
        both: true,
        ..PLAIN
    },
    // للنيل من سمعته; but مياه النيل من الجنوب
    Sense {
        forms: "النيل والنيل للنيل بالنيل وللنيل",
        after: "من منه منها منهم منا مني منك منكم",
        unless: "مياه ما حوض دلتا ضفاف ضفه وادي فيضان كورنيش منابع مجري اعالي نهر",
        ..PLAIN
    },
    // صلاة المغرب
    Sense {
        forms: "المغرب والمغرب",
        before: "صلاه صلاتي صلاتا اذان العصر وصلاه لصلاه فريضه قبيل",
        after: "والعشا",
        ..PLAIN
    },
    // الطريق الأقصر
    Sense {
        forms: "الاقصر",
        before: "الطريق المسافه المده الفتره الوقت الزمن اليوم النهار الليله الاجل المسار العمر",
        ..PLAIN
    },
    // القوة القاهرة
    Sense {
        forms: "القاهره", before: "القوه والقوه بالقوه للقوه الظروف للظروف والظروف الاسباب", ..PLAIN
    },
    // الرباط الصليبي
    Sense {
        forms: "الرباط بالرباط والرباط للرباط",
        after: "الصليبي الجانبي الداخلي الخارجي الانسي المقدس الزوجي",
        ..PLAIN
    },
    // أمطار وسيول جارفة
    Sense {
        forms: "سيول وسيول بسيول لسيول",
        before: "امطار الامطار وامطار فيضانات وفيضانات عواصف جريان تشكل تدفق هطول خطر مخاطر اضرار \
            ضحايا مياه حدوث وقوع جرا انهيارات انزلاقات",
        after: "جارفه شديده قويه كبيره مدمره عارمه مفاجيه عنيفه موسميه محتمله غزيره طينيه وفيضانات \
            وامطار وعواصف وانهيارات الامطار الاوديه",
        ..PLAIN
    },
    // جنين في رحم أمه
    Sense {
        forms: "جنين وجنين لجنين بجنين",
        before: "اجهاض نمو نبض تشوه تشوهات فقدان",
        near: "رحم رحمها الرحم بطن بطنها احشا احشايها مكتمل مجهض مشوه",
        ..PLAIN
    },
    // مخاض عسير
    Sense {
        forms: "عسير", before: "مخاض مخاضا امتحان اختبار يوم هضم درب وضع امر حساب سوال فهم تحد حل", ..PLAIN
    },
    // الجدة: her own, or somebody's
    Sense {
        forms: "جده وجده",
        after: "الطفل الطفله الضحيه العروس الاسره مسنه عجوز والدي والدتي لابيه لامه لامها",
        ..PLAIN
    },
    // نهر ينبع من الجبال
    Sense {
        forms: "ينبع وينبع",
        before: "نهر النهر رافد الذي ما مما وهو",
        after: "من",
        unless: "في الي مدينه مينا من بين",
        ..PLAIN
    },
    Sense { forms: "اليمن باليمن", after: "والبركات والبركه", ..PLAIN },
    Sense { forms: "عدن", before: "جنه جنات وجنات لجنات", ..PLAIN },
    Sense { forms: "اسراييل", before: "بني بنو وبني لبني ببني اسباط", ..PLAIN },
    Sense { forms: "القصرين", before: "بين", ..PLAIN },
    Sense { forms: "صيدا", after: "ثمينا سهلا وفيرا", ..PLAIN },
    Sense { forms: "تعز", after: "عليه عليها عليهم علينا عليك", ..PLAIN },
    Sense { forms: "غينيا", before: "خنزير خنازير", ..PLAIN },
    Sense {
        forms: "حلب بحلب وحلب لحلب", after: "البقره الابقار الماعز الاغنام النوق المواشي الحليب", ..PLAIN
    },
    // طبق حمص بالطحينة
    Sense {
        forms: "حمص وحمص",
        before: "طبق صحن كوب علبه حبات حبه ملعقه",
        after: "مسلوق مهروس مطبوخ بالطحينه بطحينه وفلافل حب",
        ..PLAIN
    },
    // بمنتهى الرقة
    Sense {
        forms: "الرقه",
        before: "منتهي بمنتهي غايه شديد شديده بالغ بالغه",
        after: "والعذوبه والحنان والنعومه",
        ..PLAIN
    },
    // The agency, the newspaper, the club
    Sense {
        forms: "الاناضول للاناضول",
        before: "نقلت ذكرت افادت اوردت قالت بحسب حسب وفق مراسل لمراسل مراسله مصور فريق تصريح تصريحات \
            حديث حديثه قال وقال اوضح واوضح اكد واكد مقابله كاميرا",
        ..PLAIN
    },
    // قرية كان يسكنها
    Sense { forms: "كان", before: "قريه بلده منطقه جزيره", ..PLAIN },
    Sense { forms: "القدس", after: "العربي", ..PLAIN },
    Sense {
        forms: "قاره", after: "افريقيا اسيا اوروبا اوربا امريكا اميركا استراليا انتاركتيكا باكملها اخري", ..PLAIN
    },
    Sense { forms: "باريس", near: "جيرمان جرمان", ..PLAIN },
];

const PLAIN: Sense = Sense { forms: "", before: "", after: "", near: "", both: false, unless: "" };

/// The senses of a word by its hash.
static BY_WORD: LazyLock<HashMap<u32, Vec<&Sense>>> = LazyLock::new(|| {
    let mut by_word: HashMap<u32, Vec<&Sense>> = HashMap::new();
    for sense in SENSES {
        for form in sense.forms.split_ascii_whitespace() {
            by_word.entry(hash(form.as_bytes())).or_default().push(sense);
        }
    }
    by_word
});

/// Whether a word that is a place's name stands here in its plain sense.
pub(super) fn is_plain(stretch: &Stretch<'_>, at: usize) -> bool {
    let senses = stretch.tokens.get(at).and_then(|token| BY_WORD.get(&token.shape.word));
    senses.is_some_and(|senses| senses.iter().any(|sense| sense.holds(stretch, at)))
}

impl Sense {
    fn holds(&self, stretch: &Stretch<'_>, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| stretch.gap(at).is_plain());
        let stands_before = |words| before.is_some_and(|before| is_one_of(stretch, before, words));
        let follows = |last: usize, words| stretch.gap(last).is_plain() && is_one_of(stretch, last, words);
        if stands_before(self.unless) {
            return false;
        }
        let is_after = follows(at + 1, self.after);
        if self.both {
            return is_after && stands_before(self.before);
        }
        let is_near = || {
            let clause = (at + 1..=at + REACH).take_while(|next| stretch.gap(*next).is_plain());
            clause.into_iter().any(|next| is_one_of(stretch, next, self.near))
        };
        is_after || stands_before(self.before) || !self.near.is_empty() && is_near()
    }
}

/// The hashes of [`NOUNS`].
static NOUN_HASHES: LazyLock<HashSet<u32>> =
    LazyLock::new(|| NOUNS.split_ascii_whitespace().map(|word| hash(word.as_bytes())).collect());

fn is_one_of(stretch: &Stretch<'_>, at: usize, words: &str) -> bool {
    let word = stretch.tokens.get(at).map(|token| token.shape.word);
    word.is_some_and(|word| words.split_ascii_whitespace().any(|other| hash(other.as_bytes()) == word))
}

/// Nouns that a nationality is said of in the accusative: لاجئا سوريا, دورا روسيا.
const NOUNS: &str = "مواطنا جنديا لاجيا شابا طالبا ضابطا مقاتلا صحفيا صحافيا رجلا طفلا مدنيا عاملا مسوولا \
    دبلوماسيا ديبلوماسيا لاعبا فنانا مخرجا كاتبا شاعرا باحثا ممثلا مدربا عسكريا شرطيا عالما \
    طبيبا مهندسا سايحا مهاجرا نازحا اسيرا معتقلا قايدا وزيرا نايبا رييسا قياديا ناشطا معارضا \
    سجينا محتجزا بحارا صيادا طيارا مسلحا ارهابيا جاسوسا عميلا سفيرا خبيرا محللا موظفا مراسلا \
    اعلاميا شخصا حاكما بلدا منتجا فيلما مسلسلا صاروخا هجوما قرارا موقفا دعما تدخلا وفدا فريقا \
    حزبا مشروعا اقتراحا دورا نفوذا وجودا تقريرا بيانا نظاما جيشا اتفاقا اهتماما تحالفا ضغطا غطا \
    طلبا رفضا اصرارا مصدرا";

/// Numbers behind which a noun stands in the accusative singular: عشرون لاجئا.
const NUMBERS: &str = "عشر عشره عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون \
    ثمانين تسعون تسعين";

/// Whether a word that is spelled like a country in ـيا is its adjective: 13 جنديا تركيا, مواطنا روسيا.
pub(super) fn is_accusative(stretch: &Stretch<'_>, at: usize) -> bool {
    let is_like_an_adjective = stretch.tokens.get(at).is_some_and(|token| ends_in(token, "يا"));
    if !is_like_an_adjective || at == 0 || !stretch.gap(at).is_plain() {
        return false;
    }
    let noun = at - 1;
    if stretch.tokens.get(noun).is_some_and(|token| NOUN_HASHES.contains(&token.shape.word))
        || is_one_of(stretch, noun, "واخر")
    {
        return true;
    }
    let is_adverb = is_one_of(stretch, noun, "ايضا حاليا لاحقا سابقا رسميا مجددا خصوصا");
    let is_noun = |token: &Token<'_>| {
        ends_in(token, "ا") && !is_adverb && !token.definite && !token.is(class::LOOSE | class::MOVEMENT)
    };
    let is_counted = || {
        let number = noun.checked_sub(1).filter(|_| stretch.gap(noun).is_plain());
        number.is_some_and(|number| {
            stretch.tokens.get(number).is_some_and(|token| token.has_digit) || is_one_of(stretch, number, NUMBERS)
        })
    };
    stretch.tokens.get(noun).is_some_and(is_noun) && is_counted()
}

/// Whether a word of four letters or more ends in some.
fn ends_in(token: &Token<'_>, ending: &str) -> bool {
    token.letters >= 4 && token.shape.tail.to_le_bytes().ends_with(ending.as_bytes())
}
