use super::super::blocks::blocks;
use super::*;
use crate::document::Document;

/// Sample paragraphs.
const P: &str = "أعلنت الحكومة أمس أن الاتفاق الذي وقعته الأطراف في المدينة سيدخل حيز التنفيذ خلال أيام قليلة، وأن اللجنة ستجتمع قريبا لمتابعة ما جرى.";
const Q: &str = "وأضاف المصدر أن الأهالي الذين غادروا بيوتهم قبل أشهر بدأوا يعودون إليها، وأن المدارس ستفتح أبوابها مطلع الشهر المقبل رغم ما لحق بها.";
const EN: &str = "The committee said on Monday that the road along the coast would be opened within a few days, after months of talks between both sides.";
const HE: &str = "ראש הוועדה אמר ביום שני כי הכביש לאורך החוף ייפתח בתוך ימים אחדים, לאחר חודשים של שיחות בין שני הצדדים שהתקיימו בעיר הבירה.";
const FA: &str = "رئیس کمیته روز دوشنبه گفت که جادهٔ ساحلی پس از ماه‌ها گفت‌وگو میان دو طرف، ظرف چند روز آینده به روی همهٔ مسافران باز خواهد شد.";
const UR: &str = "کمیٹی کے سربراہ نے پیر کے روز کہا کہ ساحلی سڑک دونوں فریقوں کے درمیان کئی ماہ کی بات چیت کے بعد چند روز میں کھول دی جائے گی۔";

/// A set of cases; all failures are reported together at the end.
#[derive(Default)]
struct Cases {
    failures: Vec<String>,
}

impl Drop for Cases {
    fn drop(&mut self) {
        assert!(self.failures.is_empty(), "\n{}", self.failures.join("\n"));
    }
}

impl Cases {
    /// Checks a document in which each heading begins with `# `; P, Q, EN … alone on a line stand for paragraphs.
    fn check(&mut self, marked: &str) {
        for newline in ["\n", "\r\n"] {
            let line = |line: &str| match line {
                "P" => P.to_owned(),
                "Q" => Q.to_owned(),
                "EN" => EN.to_owned(),
                "HE" => HE.to_owned(),
                "FA" => FA.to_owned(),
                "UR" => UR.to_owned(),
                line => line.strip_prefix("# ").unwrap_or(line).to_owned(),
            };
            let text: String = marked.trim().lines().map(|l| line(l.trim()) + newline).collect();
            let document = Document::from_text(text).unwrap();
            let found: Vec<&str> = blocks(&document, true)
                .iter()
                .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
                .map(|block| block.span.of(document.text()))
                .collect();
            let expected: Vec<&str> = marked.trim().lines().filter_map(|l| l.trim().strip_prefix("# ")).collect();
            if found != expected {
                self.failures.push(format!("{found:?}, not {expected:?}, in\n{marked}\n"));
            }
        }
    }

    /// Checks one line under a headline, and the same line at the start of a text.
    fn check_top(&mut self, is_heading: bool, lines: &[&str]) {
        for line in lines {
            let mark = if is_heading { "# " } else { "" };
            self.check(&format!("{mark}{line}\nP\nQ"));
            self.check(&format!("{mark}{line}\n\nP\n\nQ\n\nP"));
            if !is_heading {
                self.check(&format!("# اتفاق جديد على فتح الطريق الساحلي\n{line}\nP\nQ"));
                self.check(&format!("# اتفاق جديد على فتح الطريق الساحلي\n\n{line}\n\nP\n\nQ"));
                self.check(&format!("{line}\n# اتفاق جديد على فتح الطريق الساحلي\nP\nQ"));
            }
        }
    }

    /// Checks one line between two paragraphs.
    fn check_body(&mut self, is_heading: bool, lines: &[&str]) {
        for line in lines {
            let mark = if is_heading { "# " } else { "" };
            self.check(&format!("# اتفاق على فتح الطريق\nP\n{mark}{line}\nQ\nP"));
            self.check(&format!("# اتفاق على فتح الطريق\n\nP\n\n{mark}{line}\n\nQ\n\nP"));
            self.check(&format!("# اتفاق على فتح الطريق\n\nP\n\n{mark}{line}\nQ\n\nP"));
        }
    }
}

#[test]
fn headlines_may_ask_divide_and_be_long() {
    let mut cases = Cases::default();
    cases.check_top(
        true,
        &[
            "خلفية الأزمة",
            "هل تنجح الهدنة هذه المرة؟",
            "بعد سقوط سرت | من يحكم الجنوب الليبي",
            "ليبيا: اتفاق على وقف إطلاق النار",
            "ليبيا.. إلى أين؟",
            "الجيش: لا تراجع عن تحرير المدينة!",
            "رويترز: مقتل قائد ميداني قرب بنغازي",
            "«لن نستسلم»",
            "«البنيان المرصوص» تعلن السيطرة على «سرت»",
            "3 قتلى في انفجار وسط بغداد",
            "ثورة 17 فبراير",
            "السودان: حربٌ بدأت من الخرطوم",
            "نازحون يروون ما جرى لهم في الطريق...",
            "اللجنة العسكرية المشتركة تعلن في ختام اجتماعها بسرت فتح الطريق الساحلي وسحب المرتزقة",
            "LIBYA'S RIVALS AGREE ON A TRUCE",
            "Who rules the south?",
            "د. أحمد الشامي يستقيل من رئاسة اللجنة المكلفة بالملف",
            "تقرير | ماذا بقي من الاتفاق",
            "By ship and by road, refugees reach the coast",
            "من طرابلس إلى بنغازي",
        ],
    );
    cases.check("# כביש החוף ייפתח בתוך ימים\nHE\n# רקע\nHE\nHE");
    cases.check("# האם יחזור השקט?\n\nHE\n\n# התגובות בעולם\n\nHE");
    cases.check("# جادهٔ ساحلی باز می‌شود\nFA\n# زمینهٔ خبر\nFA");
    cases.check("# ساحلی سڑک چند روز میں کھل جائے گی\nUR\n# پس منظر\nUR");
    cases.check("# Coastal road to open\n\nEN\n\n# Background\n\nEN\n\n# What next?\n\nEN");
}

#[test]
fn datelines_bylines_and_dates_are_no_headlines() {
    let mut cases = Cases::default();
    cases.check_top(
        false,
        &[
            "بنغازي (ليبيا) - رويترز",
            "القاهرة – «الشرق الأوسط»",
            "القاهرة: «الشرق الأوسط»",
            "دمشق - سانا",
            "واشنطن ـ أ ف ب",
            "بيروت ـ «الحياة»",
            "مراسل الجزيرة نت – غزة",
            "دمشق-سانا",
            "لندن: إبراهيم حميدي",
            "الرياض 12 نوفمبر (واس)",
            "الرياض، 12 نوفمبر 2019 (واس)",
            "باريس (أ ف ب)",
            "باريس (أ.ف.ب)",
            "غزة/الأناضول",
            "أنقرة / الأناضول",
            "بيروت - وكالات",
            "طرابلس - خاص",
            "دبي - العربية.نت",
            "بيروت، 4 آب",
            "القاهرة في 12 نوفمبر",
            "BENGHAZI, Libya (Reuters)",
            "CAIRO (AP) -",
            "ירושלים (רויטרס)",
            "تهران - ایرنا",
            "كتب: أحمد علي",
            "كتب أحمد علي",
            "بقلم سمير عطا الله",
            "بقلم: رشيد خشانة",
            "إعداد: قسم التحقيقات",
            "ترجمة: منى فياض",
            "By John Smith",
            "By Ahmed Elumami and Ulf Laessing",
            "من أحمد رشيد",
            "من أحمد رشيد وعلي عبد العاطي",
            "سامي ياسين-بغداد",
            "عادل إبراهيم - غزة",
            "صدر الصورة، Getty Images",
            "May 5, 2020 / 10:30 AM / Updated 2 hours ago",
            "قبل 3 ساعات",
            "מאת: דנה כהן",
            "المصدر: وكالات",
            "12 نوفمبر 2019",
            "الثلاثاء 5 مايو 2020",
            "الخميس، ٢٤ أكتوبر ٢٠١٩ - 10:30 بتوقيت غرينتش",
            "2019-11-12",
            "12/11/2019 10:30",
            "15 دی ۱۳۹۹",
            "نُشر في 3 كانون الثاني 2021",
            "آخر تحديث: 10:30",
            "Published 5 May 2020",
            "(تحديث)",
            "https://example.org/news",
            "info@example.org",
        ],
    );
    cases.check("قال المتحدث:\nP\nQ");
    // A place and somebody's name, under a headline.
    cases.check("# تفاصيل جديدة عن الهجوم\nبيروت: نذير رضا\nP");
    cases.check("# تفاصيل جديدة عن الهجوم\n\nالقاهرة – وليد عبد الرحمن\n\nP\n\nQ");
    cases.check("# تفاصيل جديدة عن الهجوم\nد. عبد الله الشايجي\nP");
    cases.check("# تفاصيل جديدة عن الهجوم\nرشيد خشانة\n12 نوفمبر 2019\nP");
    cases.check("# تفاصيل جديدة عن الهجوم\n# الحكومة تتعهد بفتح تحقيق عاجل\nطرابلس - رويترز\nP");
    cases.check("تحليل\n# من يحكم الجنوب الليبي بعد اليوم؟\n12 نوفمبر 2019\nP");
    cases.check("عاجل\n\n# انفجار وسط بغداد\n\nP\n\nQ");
    cases.check("# تحليل\nP\nQ");
    cases.check("# تاريخ المدينة القديمة\n# مقدمة\nP\nQ");
    cases.check("# ساحلی سڑک چند روز میں کھل جائے گی\nاسلام آباد: نمائندہ خصوصی\nUR");
}

#[test]
fn headings_of_the_body_are_short_and_stand_between_paragraphs() {
    let mut cases = Cases::default();
    cases.check_body(
        true,
        &[
            "خلفية",
            "ردود الفعل",
            "خيارات محدودة",
            "من يسيطر على ماذا",
            "لماذا الآن؟",
            "ماذا بعد سقوط الفاشر؟!",
            "أولاً: الموقف الأمريكي",
            "1. الموقف الأمريكي",
            "ثورة 25 يناير",
            "«أنصار الشريعة» في درنة",
            "الجيش الوطني الليبي (LNA)",
            "كتب جديدة",
            "من طرابلس - إلى بنغازي",
            "عبد الناصر والوحدة",
            "Background",
            "WHAT HAPPENS NEXT",
            "רקע",
            "زمینهٔ خبر",
            "پس منظر",
        ],
    );
    cases.check_body(
        false,
        &[
            "قال: نعم.",
            "قال: نعم",
            "وأضاف: لا تراجع",
            "المذيع: «وماذا بعد»",
            "- نعم، كان ذلك قبل عام",
            "• وقف إطلاق النار",
            "«لن نستسلم»",
            "\"لا عودة إلى الوراء\"",
            "انتهى.",
            "لا للحرب!",
            "وجاء في البيان:",
            "عناصر من الجيش وسط بنغازي (رويترز)",
            "مخيم للنازحين قرب المدينة (أرشيفية)",
            "صورة: عودة النازحين",
            "التعليق على الصورة، نازحون يعودون إلى بيوتهم في حي عين زارة بعد الهدنة",
            "اقرأ أيضا قصة المدينة القديمة",
            "بنغازي - رويترز",
            "كتب: أحمد علي",
            "12 نوفمبر 2019",
            "[يتبع]",
            "***",
            "2015 - 2019",
            "https://example.org/a",
            "الاسم\tالعدد",
        ],
    );
}

#[test]
fn what_stands_around_decides() {
    let mut cases = Cases::default();
    // A name above the last paragraph is the author of the text above it.
    cases.check("# ثلاثة ملاذات\nP\nQ\nرشيد خشانة\nQ");
    // List items.
    cases.check("# بنود الاتفاق\nP\nوقف إطلاق النار\nسحب القوات\nتبادل الأسرى\nQ");
    cases.check("# بنود الاتفاق\n\nP\n\nوقف إطلاق النار\n\nسحب القوات\n\nتبادل الأسرى\n\nQ");
    cases.check("# بنود الاتفاق\nواتفق الطرفان على ما يلي، بعد جلسات دامت أسبوعا كاملا في العاصمة، بحضور ممثلين عن الأمم المتحدة:\nتبادل الأسرى\nQ");
    cases.check("# بنود الاتفاق\n\nP\n\n- وقف إطلاق النار\n- سحب القوات\n\n# لماذا الآن؟\n\nQ");
    cases.check("# بنود الاتفاق\nP\n1- وقف إطلاق النار\n2- سحب القوات\n# ردود الفعل\nQ");
    cases.check("# بنود الاتفاق\nP\n1- وقف إطلاق النار\n2- سحب القوات\nQ");
    // After a heading or a caption.
    cases.check("# اتفاق\nP\nالفصل الأول\n# تاريخ المدينة\nQ");
    // Nothing below, or nothing longer.
    cases.check("# اتفاق\nP\nQ\nللحديث بقية");
    cases.check("عنوان وحده");
    cases.check("عنوان\n\n");
    cases.check("P");
    cases.check("P\nQ");
    cases.check("سطر\nسطر");
    cases.check("\n\nP");
}

#[test]
fn poems_lists_tables_and_broken_lines_have_none() {
    let mut cases = Cases::default();
    cases.check("على قدر أهل العزم تأتي العزائم\nوتأتي على قدر الكرام المكارم\nوتعظم في عين الصغير صغارها\nوتصغر في عين العظيم العظائم");
    cases.check("وقف إطلاق النار\nسحب القوات الأجنبية\nتبادل الأسرى والمحتجزين\nفتح الطريق الساحلي\nعودة النازحين");
    cases.check("البلد | السكان | العاصمة\nليبيا | 7 ملايين | طرابلس\nتونس | 12 مليونا | تونس");
    cases.check("الاسم\tالعدد\tالمدينة\nأحمد\t12\tسرت\nعلي\t5\tدرنة");
    cases.check("- نعم\n- لا\n- ربما بعد حين");
    // A text wrapped at 60 characters: the last line of a paragraph is not a heading.
    cases.check(
        "# اتفاق على فتح الطريق\n\nأعلنت الحكومة أمس أن الاتفاق الذي وقعته الأطراف في المدينة\nسيدخل حيز التنفيذ خلال أيام قليلة، وأن اللجنة ستجتمع قريبا\nلمتابعة ما جرى\n\n\
         وأضاف المصدر أن الأهالي الذين غادروا بيوتهم قبل أشهر بدأوا\nيعودون إليها، وأن المدارس ستفتح أبوابها مطلع الشهر المقبل\nرغم ما لحق بها من أضرار.\n\n# ردود الفعل\n\n\
         رحبت البعثة الأممية بالاتفاق ودعت الأطراف كافة إلى الالتزام\nبما جاء فيه، وحذرت من أن أي تأخير سيعيد الأمور إلى ما كانت\nعليه.",
    );
}

#[test]
fn names_that_no_list_has() {
    let mut cases = Cases::default();
    cases.check_top(
        true,
        &[
            "iPhone 15 Pro Max يصل إلى الأسواق السورية",
            "OpenAI تطلق نموذجا جديدا",
            "BBC عربي: ما الذي تغير في الخرطوم",
            "Galaxy S24 Ultra: هاتف سامسونغ الجديد",
            "F-16 أمريكية تصل إلى القاعدة الجوية",
            "5G في بغداد قريبا",
            "Windows 11 على أجهزة قديمة",
            "كتب ممنوعة في معرض القاهرة",
            "كتب عبد الرحمن منيف تعود إلى رفوف المكتبات",
            "إعداد الدستور يدخل مرحلته الأخيرة",
            "تقرير أممي يتهم الطرفين بارتكاب جرائم حرب",
            "By land, sea and air, aid reaches the coast",
            "بيروت – مدينة تبحث عن نفسها بعد الانفجار",
            "بيروت: انفجار يهز المرفأ",
            "دمشق – قتيلان في انفجار سيارة",
        ],
    );
    cases.check_top(
        false,
        &[
            "كتب فلان الفلاني",
            "كتبت فلانة الفلانية",
            "كتب/ فلان الفلاني",
            "كتب – فلان بن فلان الفلاني",
            "كتب فلان الفلاني وفلانة العلانية",
            "بيروت – فلان الفلاني",
            "بيروت - فلان الفلاني",
            "فلان الفلاني – بيروت",
            "فلان الفلاني - بيروت",
            "إعداد: فلان الفلاني",
            "إعداد فلان الفلاني",
            "إعداد وتقديم: فلان الفلاني",
            "إعداد: فلان الفلاني، فلانة الفلانية، علان بن فلتان العلاني، ونخبة من مراسلي الشبكة في المحافظات",
            "ترجمة وتحرير: فلان الفلاني",
            "حوار: فلان الفلاني",
            "حاورها: فلان الفلاني",
            "بقلم فلان الفلاني",
            "صنعاء/ فلان الفلاني",
            "By Fulan al-Fulani",
            "By FULAN AL-FULANI",
            "By Jean-Luc d'Aubigné",
            "By our correspondent in Beirut",
            "By staff writers",
            "By Reuters Staff",
            "By: Fulan Fulani",
            "By Fulan Fulani, Beirut",
            "By Fulan Fulani | 5 May 2020",
            "Written by Fulan Fulani",
            "Reporting by Fulan Fulani; editing by John Smith",
            "מאת פלוני אלמוני",
            "نویسنده: فلان فلانی",
            "تحریر: فلاں فلانی",
        ],
    );
    // Without a headline beside them, these could be headings.
    for line in [
        "تقرير: فلان الفلاني",
        "تقرير فلان الفلاني",
        "تحقيق: فلان الفلاني",
        "تحقيق وتصوير: فلان الفلاني",
        "متابعة: فلان الفلاني",
        "دمشق: فلان الفلاني",
        "الحسكة – فلان الفلاني",
        "القامشلي ـ فلان الفلاني",
        "Report: Fulan Fulani",
        "فلان الفلاني",
        "فلان بن فلان الفلاني",
        "د. فلان الفلاني",
    ] {
        cases.check(&format!("# اتفاق جديد على فتح الطريق الساحلي\n{line}\nP\nQ"));
        cases.check(&format!("# اتفاق جديد على فتح الطريق الساحلي\n\n{line}\n\nP\n\nQ"));
        cases.check(&format!("# اتفاق جديد على فتح الطريق الساحلي\n{line}\n12 نوفمبر 2019\nP\nQ"));
        cases.check(&format!("{line}\n# اتفاق جديد على فتح الطريق الساحلي\nP\nQ"));
    }
    cases.check_body(true, &["كتب نادرة", "إعداد الدستور", "سوريا – الوضع الميداني", "iPhone 15 Pro Max"]);
    cases.check_body(
        false,
        &["كتب فلان الفلاني", "بيروت – فلان الفلاني", "إعداد: فلان الفلاني", "إعداد فلان الفلاني", "By Fulan al-Fulani"],
    );
    cases.check("تكنولوجيا\n# iPhone 15 Pro Max يصل إلى الأسواق السورية\nP");
    cases.check("# الهاتف الجديد\n# iPhone 15 Pro Max يصل إلى الأسواق السورية\nP");
}
