# ما تقوله النافذة بالعربية: قصير وواضح، والأزرار مصادر أفعال.
# PLURAL($n) gives the plural category of a number (see src/gui/i18n.rs).

## The program

app-name = حواشي
app-name-native = حواشي
app-description = قراءة المقالات الإخبارية العربية ووسمها.
theme-light = فاتح
theme-dark = داكن
theme-sepia = بني
theme-contrast = تباين عالٍ
list-separator = ،{" "}
# بين أسماء فيها فواصل
names-separator = ؛{" "}

## Menus

menu-file = ملف
menu-edit = تحرير
menu-view = عرض
menu-go = انتقال
menu-help = مساعدة
menu-recent = آخر المقالات
menu-recent-empty = لا مقالات بعد
menu-label = وسم بتصنيف
menu-theme = السمة
menu-direction = اتجاه النص

## Commands: the text of the menu row, and what the tooltip adds

command-open = فتح…
command-open-tip = فتح مقال أو ملف وسوم
command-new-from-clipboard = مقال جديد من الحافظة…
command-new-from-clipboard-tip = حفظ النص المنسوخ مقالا باسم من سطره الأول
command-open-recent = { $file }
command-open-recent-tip = فتح هذا المقال من جديد
command-save = حفظ
command-save-tip = حفظ الوسوم بجانب المقال
command-save-as = حفظ باسم…
command-save-as-tip = حفظ الوسوم باسم آخر
command-toggle-autosave = الحفظ التلقائي
command-toggle-autosave-tip = متى صار للوسوم ملف، يُحفظ فيه عملك بعد خمس ثوان من التوقف
command-toggle-save-beside = الحفظ بجانب المقال دائما
command-toggle-save-beside-tip = إنشاء ملف الوسوم بجانب المقال دون سؤال
command-clear-recent = مسح آخر المقالات
command-clear-recent-tip = نسيان المقالات التي فُتحت ومواضع القراءة فيها
command-export = تصدير بصيغة { $format }…
command-export-tip = اختيار كيفية تصدير الوسوم بهذه الصيغة
command-export-page = تصدير…
command-export-page-tip = رؤية ما تحفظه الصيغة وما لا يدخل فيها، ثم تصدير الوسوم
command-import = استيراد…
command-import-tip = رؤية ما تصير إليه وسوم برنامج آخر، ثم استيرادها
command-close-tab = إغلاق المقال
command-close-tab-tip = إغلاق هذا المقال
command-close-others = إغلاق المقالات الأخرى
command-close-others-tip = إغلاق كل المقالات إلا هذا؛ تبقى المجلدات مفتوحة
command-close-before = إغلاق المقالات التي قبله
command-close-before-tip = إغلاق المقالات التي تسبقه في شريط علامات التبويب
command-close-after = إغلاق المقالات التي بعده
command-close-after-tip = إغلاق المقالات التي تليه في شريط علامات التبويب
menu-tabs = علامات التبويب
command-copy-path = نسخ المسار
command-copy-path-tip = نسخ موضع ملف المقال مع مجلداته
command-open-its-folder = فتح مجلده
command-open-its-folder-tip = سرد مقالات المجلد الذي فيه هذا المقال
command-find-in-folder = بحث في المجلد
command-find-in-folder-tip = سرد مقالات المجلد التي في عنوانها أو اسم ملفها هذه الكلمات
command-context-menu = قائمة ما هو محدد
command-context-menu-tip = إظهار ما يمكن عمله بالكلمات المحددة أو الوسم أو الصف أو علامة التبويب
context-words = الكلمات المحددة
context-mark = الوسم المحدد
context-relation = العلاقة المحددة
context-page = المقال
context-article = مقال في المجلد
context-field = النص
command-quit = إنهاء
command-quit-tip = إغلاق كل المقالات وإنهاء البرنامج
command-undo = تراجع
command-undo-tip = التراجع عن آخر تغيير
command-redo = إعادة
command-redo-tip = إعادة التغيير الذي تراجعت عنه
command-copy = نسخ
command-copy-tip = نسخ النص المحدد
command-copy-with-source = نسخ مع المصدر
command-copy-with-source-tip = نسخ النص المحدد مع العنوان والتاريخ والصفحة والرابط
command-select-all = تحديد الكل
command-select-all-tip = تحديد المقال كله
command-whole-words = تحديد كلمات كاملة
command-whole-words-tip = السحب والنقر المزدوج يأخذان كلمات كاملة، بلا و ف ب ك ل المتصلة ولا علامات الترقيم؛ ومع Alt تؤخذ الحروف كما هي
command-tag = وسم: { $label }
command-tag-number = وسم بالتصنيف { $number }
command-tag-tip = وسم النص المحدد بهذا التصنيف
command-add-note = كتابة ملاحظة
command-add-note-tip = كتابة ملاحظة عن النص المحدد
command-move-start = تحريك البداية
command-move-start-tip = تحريك بداية الوسم المحدد بالأسهم
command-move-end = تحريك النهاية
command-move-end-tip = تحريك نهاية الوسم المحدد بالأسهم
command-delete = حذف الوسم
command-delete-tip = حذف الوسم المحدد
command-accept = قبول الاقتراح
command-accept-tip = الإبقاء على هذا الاقتراح
command-reject = رفض الاقتراح
command-reject-tip = استبعاد هذا الاقتراح
command-reopen = التراجع عن الرفض
command-choose-entity = تحديد المقصود بالاسم…
command-choose-entity-tip = اختيار الموقع أو الفصيل المقصود بالاسم المحدد
command-next-mention = الاسم التالي
command-next-mention-tip = الانتقال إلى الاسم المظلل التالي
command-previous-mention = الاسم السابق
command-previous-mention-tip = الانتقال إلى الاسم المظلل السابق
command-next-paragraph = الفقرة التالية
command-next-paragraph-tip = الانتقال إلى الفقرة التالية
command-previous-paragraph = الفقرة السابقة
command-previous-paragraph-tip = الانتقال إلى الفقرة السابقة
command-done-and-next = منجز، ثم التالي
command-done-and-next-tip = إعلان المقال منجزا والانتقال إلى المقال التالي في المجلد
command-put-aside = تأجيل
command-put-aside-tip = ترك المقال إلى وقت آخر والانتقال إلى التالي
command-take-up = استئناف العمل عليه
command-take-up-tip = لا يعود المقال منجزا ولا مؤجلا
command-open-behind = فتح في الخلفية
command-open-behind-tip = فتح المقال المختار من غير مغادرة القائمة
command-open-beside = فتح بجانب الآخر
command-open-beside-tip = فتح المقال بجانب آخر مقال قُرئ وإظهارهما معًا، أو وحده إن لم يكن مقال مفتوحًا
command-next-to-decide = المقال التالي الذي لم يُبتّ فيه
command-next-to-decide-tip = الانتقال إلى المقال التالي في المجلد مما بقي فيه ما لم يُبتّ فيه
command-previous-to-decide = المقال السابق الذي لم يُبتّ فيه
command-previous-to-decide-tip = الانتقال إلى المقال السابق في المجلد مما بقي فيه ما لم يُبتّ فيه
command-next-article = المقال التالي في المجلد
command-next-article-tip = الانتقال إلى المقال التالي في المجلد
command-previous-article = المقال السابق في المجلد
command-previous-article-tip = الانتقال إلى المقال السابق في المجلد
menu-folder = في المجلد
notice-done = أُنجز المقال.
notice-done-left = { PLURAL($count) ->
        [zero] أُنجز { $file }، ولم يبق شيء.
        [one] أُنجز { $file }، وبقي مقال واحد.
        [two] أُنجز { $file }، وبقي مقالان.
        [few] أُنجز { $file }، وبقيت { $count } مقالات.
        [many] أُنجز { $file }، وبقي { $count } مقالا.
       *[other] أُنجز { $file }، وبقي { $count } مقال.
    }
notice-nothing-to-paste = لا نص في الحافظة. انسخ نصا أولا.
notice-none-undecided = لم يبق في مقالات المجلد الأخرى ما لم يُبتّ فيه.
command-next-tab = المقال التالي
command-next-tab-tip = الانتقال إلى المقال المفتوح التالي
command-previous-tab = المقال السابق
command-previous-tab-tip = الانتقال إلى المقال المفتوح السابق
command-menus = القوائم
command-menus-tip = الانتقال بلوحة المفاتيح إلى القوائم
command-interface-size = { $percent }٪
command-interface-size-tip = تكبير الأشرطة واللوحات والصفحة أو تصغيرها
menu-interface-size = حجم الواجهة
command-next-part = الجزء التالي من النافذة
command-next-part-tip = التنقل بلوحة المفاتيح بين الأشرطة والصفحة واللوحة الجانبية
command-previous-part = الجزء السابق من النافذة
command-previous-part-tip = الرجوع بلوحة المفاتيح بين الأشرطة والصفحة واللوحة الجانبية
command-list-tabs = كل المقالات المفتوحة
command-list-tabs-tip = البحث عن مقال مفتوح باسمه أو بمجلده
command-zoom-in = تكبير النص
command-zoom-in-tip = تكبير نص المقال
command-zoom-out = تصغير النص
command-zoom-out-tip = تصغير نص المقال
command-zoom-reset = الحجم العادي
command-zoom-reset-tip = إعادة نص المقال إلى حجمه العادي
command-appearance = المظهر
command-appearance-tip = اختيار السمة والخط والأحجام
command-toggle-diacritics = إخفاء التشكيل
command-toggle-diacritics-tip = قراءة النص بلا حركات دون تغيير الملف
command-toggle-invisibles = إظهار المحارف الخفية
command-toggle-invisibles-tip = إظهار علامات صغيرة بدل علامات الجدولة والاتجاه وسائر المحارف التي لا تُرى
command-toggle-rejected = إظهار الأسماء المرفوضة
command-toggle-rejected-tip = إظهار الأسماء المرفوضة والمخفية بناء على قراراتك في الصفحة وفي القوائم
command-detect = إعادة البحث عن الأسماء
command-detect-tip = البحث عن المواقع والفصائل في المقال كله مرة أخرى
command-suggest-from-tags = اقتراح ما يشبه وسومي
command-suggest-from-tags-tip = البحث عن مواضع أخرى تشبه ما وسمته أو قبلته
command-stop-detecting = إيقاف البحث عن الأسماء
command-stop-detecting-tip = إيقاف البحث مع إبقاء ما عُثر عليه
command-lexicons = معاجمي…
command-lexicons-tip = إضافة أسماء من عندك ليبحث عنها البرنامج
command-direct-auto = تلقائي
command-direct-auto-tip = كل فقرة بحسب كلماتها
command-direct-rtl = من اليمين إلى اليسار
command-direct-rtl-tip = ضبط كل الفقرات من اليمين إلى اليسار
command-direct-ltr = من اليسار إلى اليمين
command-direct-ltr-tip = ضبط كل الفقرات من اليسار إلى اليمين
command-full-screen = ملء الشاشة
command-full-screen-tip = ملء الشاشة أو العودة إلى النافذة
command-theme-system = بحسب النظام
command-theme-system-tip = فاتح أو داكن بحسب النظام
command-theme-light = فاتح
command-theme-light-tip = حروف داكنة على ورق فاتح
command-theme-sepia = بني
command-theme-sepia-tip = حروف بنية على ورق مصفر
command-theme-dark = داكن
command-theme-dark-tip = حروف فاتحة على ورق داكن
command-theme-contrast = تباين عالٍ
command-theme-contrast-tip = حروف بيضاء على خلفية سوداء
command-toggle-theme = فاتح أو داكن
command-toggle-theme-tip = التبديل بين الفاتح والداكن
command-toggle-language = English
command-toggle-language-tip = التبديل إلى الإنجليزية
command-toggle-side-panel = اللوحة الجانبية
command-toggle-side-panel-tip = إظهار اللوحة الجانبية أو إخفاؤها
command-move-side-panel = اللوحة الجانبية في الجهة الأخرى
command-move-side-panel-tip = نقل اللوحة الجانبية إلى الجهة الأخرى من الصفحة، أو إعادتها
command-toggle-beside = مقالان جنبًا إلى جنب
command-toggle-beside-tip = إظهار مقال مفتوح آخر بجانب هذا المقال، أو إظهار هذا وحده
command-switch-beside = الانتقال إلى المقال المجاور
command-switch-beside-tip = العمل في المقال المجاور، ويبقى كل منهما في موضعه
beside-go = الانتقال إلى { $file }
beside-take-away = إخفاء { $file } من جانب الآخر
beside-edge = نصيب المقال الأول من العرض
panel-width = عرض اللوحة الجانبية
command-toggle-pace = وقت العمل ووتيرته
command-toggle-pace-tip = وقت العمل في هذه النافذة من دون التوقف لأكثر من دقيقة، وعدد القرارات في الساعة. يُحسب ما دام ظاهرا فقط، ولا يُحفظ منه شيء ولا يغادر هذا الجهاز.
notice-pace = يظهر وقت العمل وعدد القرارات في الساعة أسفل النافذة من الآن. لا يُحفظ منه شيء ولا يغادر هذا الجهاز.
status-pace = { PLURAL($count) ->
        [zero] العمل { $time } · لا قرارات
        [one] العمل { $time } · قرار واحد في الساعة
        [two] العمل { $time } · قراران في الساعة
        [few] العمل { $time } · { $count } قرارات في الساعة
        [many] العمل { $time } · { $count } قرارا في الساعة
       *[other] العمل { $time } · { $count } قرار في الساعة
    }
status-pace-begun = { PLURAL($count) ->
        [zero] العمل { $time } · لا قرارات
        [one] العمل { $time } · قرار واحد
        [two] العمل { $time } · قراران
        [few] العمل { $time } · { $count } قرارات
        [many] العمل { $time } · { $count } قرارا
       *[other] العمل { $time } · { $count } قرار
    }
command-find-label = البحث عن تصنيف…
command-find-label-tip = وسم النص المحدد بتصنيف تكتب اسمه، موجودا كان أو جديدا
command-new-label = تصنيف جديد…
command-edit-labels = تحرير التصنيفات
command-edit-labels-tip = أسماء التصنيفات وألوانها ومفاتيحها وسماتها وعلاقاتها
command-new-label-tip = إنشاء تصنيف ووسم النص المحدد به
command-choose-encoding = الترميز…
command-choose-encoding-tip = قراءة الملف بترميز آخر
command-open-original = فتح في برنامجه
command-open-original-tip = فتح الملف بالبرنامج الذي تستعمله لمثله
command-whole-page = صفحة الويب كاملة
command-whole-page-tip = عرض كل ما في الصفحة من قوائم وإعلانات، بدلا من المقال وحده
notice-table-column = مقالات هذا الجدول في العمود «{ $column }».
notice-other-column = خذ العمود التالي
notice-original-not-opened = ليس على هذا الحاسوب برنامج يفتح { $file }.
copied-page = ص { $page }
command-read-again = قراءة من جديد
command-read-again-tip = قراءة ملف المقال من جديد مع إبقاء وسومه
command-shortcuts = اختصارات لوحة المفاتيح
command-shortcuts-tip = عرض كل اختصارات لوحة المفاتيح
command-tour = جولة من خمس خطوات
command-tour-tip = تعلّم الوسم والبت في الاقتراحات والملاحظات والحفظ على نموذج
start-first = أول مرة هنا؟
start-tour = على نموذج، على مهلك
tour-tag = { $number } من { $total }: حدد كلمات في الصفحة بالفأرة، ثم اضغط { $key } لوسمها موقعًا، أو { $other } لاختيار تصنيف آخر.
tour-decide = { $number } من { $total }: الأسماء المظللة اقتراحات. انقر أحدها، ثم اضغط { $key } لقبوله أو { $other } لرفضه.
tour-note = { $number } من { $total }: انقر وسمًا، واضغط { $key } واكتب ملاحظة، ثم Ctrl+Enter لإبقائها. تظهر في الهامش.
tour-save = { $number } من { $total }: { $key } يحفظ الوسوم في ملف خاص بها بجانب النص، ويبقى النص كما هو. حالة الحفظ مكتوبة في الأسفل.
tour-go-on = { $number } من { $total }: { $key } يجد كل أمر باسمه. وفي مجلد مقالات ينتقل { $other } إلى المقال التالي الذي فيه ما لم يُبتّ فيه.
tour-next = التالي
tour-skip = تخطي الجولة
tour-end = إنهاء الجولة
notice-tour-ended = انتهت الجولة. تجدها في قائمة المساعدة.
command-about = عن حواشي
command-about-tip = الإصدار والرخصة

## Tabs

bar-top = القوائم والأدوات
bar-tabs = المقالات المفتوحة
bar-status = حالة المقال
tab-close = إغلاق { $file }
tab-unsaved = { $file }، غير محفوظ
tab-in-folder = { $file } في { $folder }
tabs-back = علامات التبويب السابقة
tabs-on = المزيد من علامات التبويب
tabs-search = ابحث في المقالات المفتوحة
tabs-none = لا مقال مفتوحا بهذا الاسم.
tabs-opening = جارٍ الفتح…
tab-new-tip = فتح مقال آخر

## Start page

start-title = افتح مقالا
start-hint = أو أفلت ملفا على هذه النافذة.
start-open = فتح…
start-recent = آخر المقالات
start-clear-recent = مسح
start-recent-empty = تظهر هنا المقالات التي تفتحها.
start-samples = نماذج
start-drop = أفلت الملف لفتحه

## A folder: the list of its articles

folder-articles = { PLURAL($count) ->
        [zero] لا مقالات
        [one] مقال واحد
        [two] مقالان
        [few] { $count } مقالات
        [many] { $count } مقالا
       *[other] { $count } مقال
    }
folder-unreadable = { PLURAL($count) ->
        [zero] قُرئت كلها
        [one] تعذرت قراءة مقال واحد
        [two] تعذرت قراءة مقالين
        [few] تعذرت قراءة { $count } مقالات
        [many] تعذرت قراءة { $count } مقالا
       *[other] تعذرت قراءة { $count } مقال
    }
folder-done = أُنجز { $done } من { $total }
folder-undecided = { PLURAL($count) ->
        [zero] بُتّ في كل شيء
        [one] واحد لم يُبتّ فيه
        [two] اثنان لم يُبتّ فيهما
       *[other] { $count } لم يُبتّ فيها
    }
folder-mentions = { PLURAL($count) ->
        [zero] لا أسماء
        [one] اسم واحد
        [two] اسمان
        [few] { $count } أسماء
        [many] { $count } اسما
       *[other] { $count } اسم
    }
folder-notes = { PLURAL($count) ->
        [zero] لا ملاحظات
        [one] ملاحظة واحدة
        [two] ملاحظتان
        [few] { $count } ملاحظات
        [many] { $count } ملاحظة
       *[other] { $count } ملاحظة
    }
folder-counting = جارٍ العد… { $done } من { $total }
folder-reading = جارٍ قراءة المجلد…
folder-empty = لا مقالات (.txt أو .text أو .md) في هذا المجلد. أفلت النصوص هنا، أو ألصق نصا (Ctrl+Shift+N)، أو افتح مجلدا آخر.
folder-none = لا يوجد عنوان أو اسم ملف يحتوي على «{ $text }». اضغط Esc لمسح البحث.
folder-none-at-stage = لا مقال هنا. اضغط Esc لإظهار الكل.
folder-all = الكل
folder-anyone = الجميع
folder-search = ابحث في العناوين والملفات
folder-done-today = { PLURAL($count) ->
        [zero] لم يُنجز شيء اليوم
        [one] أُنجز واحد اليوم
        [two] أُنجز اثنان اليوم
       *[other] أُنجز { $count } اليوم
    }
folder-decisions-today = { PLURAL($count) ->
        [zero] لا قرارات اليوم
        [one] قرار واحد اليوم
        [two] قراران اليوم
        [few] { $count } قرارات اليوم
        [many] { $count } قرارا اليوم
       *[other] { $count } قرار اليوم
    }
folder-all-done = { PLURAL($count) ->
        [one] أُنجز المقال الوحيد. افتح المجلد التالي (Ctrl+O) أو صدّر المقال.
        [two] أُنجز المقالان. افتح المجلد التالي (Ctrl+O) أو صدّر مقالا.
        [few] أُنجزت المقالات كلها، وهي { $count }. افتح المجلد التالي (Ctrl+O) أو صدّر مقالا.
       *[other] أُنجزت المقالات كلها، وعددها { $count }. افتح المجلد التالي (Ctrl+O) أو صدّر مقالا.
    }
folder-all-done-but = أُنجز { $count } وأُجّل { $aside }، ولم يبق هنا شيء آخر.
folder-preview = معاينة
folder-none-chosen = اختر مقالا لترى بدايته.
folder-preview-undecided = بلا قرار:
folder-preview-label = { $count } { $label }
folder-review = مراجعة
folder-open = فتح
folder-open-beside = بجانب الآخر
folder-mark-done = إنجاز
folder-hint-choose = اختيار
folder-hint-next = التالي مما بقي فيه شيء
folder-hint-done = منجز والتالي
folder-hint-aside = تأجيل
folder-column-headline = العنوان
folder-column-file = الملف
folder-column-modified = آخر تعديل
date-and-time = ‏{ $day }، { $time }
folder-column-mentions = الأسماء
folder-column-undecided = بلا قرار
folder-column-published = تاريخ النشر
folder-column-source = المصدر
folder-column-size = الحجم
folder-column-state = الحالة
folder-column-decided = ما بُتّ فيه
folder-column-who = من
folder-column-notes = الملاحظات
folder-sort = الترتيب حسب { $column }
folder-sorted-up = مرتب حسب { $column } تصاعديا
folder-sorted-down = مرتب حسب { $column } تنازليا
stage-new = جديد
stage-begun = قيد العمل
stage-done = منجز
stage-put-aside = مؤجل
stage-waiting = لم يُحصَ بعد
stage-unreadable = غير مقروء
stage-unusable = تعذرت قراءة ملف وسومه

## Side panel

panel-mentions = الأسماء
panel-labels = التصنيفات
panel-labels-unused = { $count ->
    [two] تصنيفان غير مستخدمين
    [few] { $count } تصنيفات غير مستخدمة
    [many] { $count } تصنيفا غير مستخدم
   *[other] { $count } تصنيف غير مستخدم
}
panel-labels-fewer = أقل
panel-annotations = الوسوم
panel-show-rejected = إظهار المرفوض ({ $count })
mentions-empty = تظهر هنا أسماء المواقع والفصائل التي يرد ذكرها في المقال.
mentions-detecting = جارٍ البحث عن الأسماء…
mentions-hidden = كل التصنيفات مخفية. أظهر واحدا منها في الأعلى.
annotations-empty = لا وسوم بعد. حدد نصا ثم اضغط ١ للموقع أو ٢ للفصيل.
list-all = الكل
list-undecided = بلا قرار
list-decided = بُتّ فيه
list-head = بلا قرار: { $undecided } من { $total }
row-left = بقي { $undecided } من { $total }
list-search = ابحث في القائمة
list-by-place = بترتيب النص
list-by-name = حسب الاسم
list-by-count = حسب العدد
list-by-label = حسب التصنيف
list-none-found = لا شيء في القائمة يحتوي على «{ $text }».
list-none-undecided = لم يبق ما ينتظر القرار.
list-orphans = غير موجود في النص: { $count }
list-none-decided = لم يُتخذ أي قرار بعد.
row-occurrences = { $name }، { PLURAL($count) ->
        [zero] لم يرد
        [one] مرة واحدة
        [two] مرتان
        [few] { $count } مرات
        [many] { $count } مرة
       *[other] { $count } مرة
    }

# How sure suggestions must be to be shown
threshold-name = الثقة
threshold-all = الكل
threshold-from = { $percent }٪ فأكثر
mentions-unsure = لا اقتراح بهذا القدر من الثقة. خفّض حد الثقة في الأعلى.

## The card of an entity

card-name = عن { $name }
card-kind-country = { $kind }، { $country }
card-coordinates = { $latitude }، { $longitude }
card-north = { $degrees }° شمالا
card-south = { $degrees }° جنوبا
card-east = { $degrees }° شرقا
card-west = { $degrees }° غربا
card-found = المصدر: { $source }
card-found-evidence = المصدر: { $source } ({ $evidence })
card-sure = ثقة { $percent }٪
card-others = يحمل الاسم نفسه أيضا: { $places }
card-empty = اختر اسما لتقرأ عنه هنا.
card-note-more = { PLURAL($count) ->
        [one] … وسطر آخر
        [two] … وسطران آخران
        [few] … و{ $count } أسطر أخرى
        [many] … و{ $count } سطرا آخر
       *[other] … و{ $count } سطر آخر
    }
card-occurrences = { PLURAL($count) ->
        [zero] لم يرد في هذا المقال
        [one] ورد مرة واحدة في هذا المقال
        [two] ورد مرتين في هذا المقال
        [few] ورد { $count } مرات في هذا المقال
        [many] ورد { $count } مرة في هذا المقال
       *[other] ورد { $count } مرة في هذا المقال
    }
card-by-hand = موسوم يدويا
card-imported = مستورد من { $format }
card-chosen = حددتَ المقصود بنفسك

source-lexicon = المعجم
source-pattern = صيغة العبارة
source-model = النموذج المدرب
source-coreference = ذكر سابق
source-own = وسومك

evidence-entry = اسم في المعجم
evidence-noun = بعد «{ $words }»
evidence-preposition = بعد «{ $words }»
evidence-neighbour = بجوار «{ $words }»
evidence-elsewhere = واضح في موضع آخر: «{ $words }»
evidence-quotes = بين علامتي تنصيص
evidence-nationality = مع «{ $words }»
evidence-leader = بقيادة «{ $words }»
evidence-antecedent = يعود على «{ $words }»
evidence-tagged-name = الاسم نفسه الذي وسمته «{ $words }» في الفقرة { $paragraph }
evidence-tagged-name-elsewhere = وسمت هذا الاسم في مقال آخر
evidence-tagged-context = يرد في سياق يشبه سياق «{ $words }» الذي وسمته في الفقرة { $paragraph }
evidence-tagged-context-elsewhere = يرد في سياق يشبه سياق ما وسمته في مقال آخر

reason-before = كلمة «{ $words }» قبله
reason-after = كلمة «{ $words }» بعده
reason-form = طريقة كتابة الاسم
reason-elsewhere = وروده في مواضع أخرى
reason-sentence = الجملة كلها

status-suggested = مقترح
status-accepted = مقبول
status-rejected = مرفوض
status-left-out = مخفي بناء على قراراتك
status-manual = موسوم يدويا
status-orphan = غير موجود في النص

## Kinds of places and factions

kind-country = دولة
kind-capital = عاصمة
kind-governorate = محافظة
kind-city = مدينة
kind-town = بلدة
kind-village = قرية
kind-quarter = حي
kind-camp = مخيم
kind-crossing = معبر حدودي
kind-airport = مطار
kind-base = قاعدة عسكرية
kind-oilfield = حقل نفط
kind-dam = سد
kind-road = طريق
kind-square = ساحة
kind-sea = بحر
kind-river = نهر
kind-lake = بحيرة
kind-mountain = جبل
kind-desert = صحراء
kind-island = جزيرة
kind-valley = وادٍ
kind-strait = مضيق
kind-region = منطقة
kind-other = موقع
kind-armed-group = جماعة مسلحة
kind-military = قوات مسلحة
kind-intelligence = جهاز مخابرات
kind-police = شرطة
kind-government = حكومة
kind-coalition = تحالف
kind-party = حزب
kind-tribe = قبيلة
kind-body = هيئة عامة
kind-location = موقع
kind-faction = فصيل

## مقال مفتوح عند غيرك

sharing-here = المقال { $file } مفتوح باسم { $name } في نافذة أخرى منذ { $time }.
sharing-there = المقال { $file } مفتوح باسم { $name } على الجهاز { $machine } منذ { $time }.
sharing-unknown = المقال { $file } مفتوح في نافذة أخرى أيضا.
sharing-quiet = آخر نشاط فيه كان في { $time }.
sharing-both = لك أن تقرأ، أو أن تعمل أيضا: لن يضيع شيء من عمل أي منكما.
sharing-reading = أنت تقرأ فقط.
sharing-read = اقرأ فقط
sharing-work = اعمل أيضا
notice-sharing-free = لم يعد { $file } مفتوحا عند غيرك. يمكنك العمل فيه.

## Status bar

status-saved = محفوظ
status-unsaved = غير محفوظ
status-kept = في سجل العمل، ولم يُحفظ بعد
status-kept-for-now = غير محفوظ من انقطاع الكهرباء، ولم يُحفظ بعد
status-kept-changed = في سجل العمل؛ تغيّر المقال على القرص
status-kept-gone = في سجل العمل؛ لم يعد المقال موجودا على القرص
status-failed = تعذّر الحفظ: { $reason }
save-trouble-changed = عدّل غيرك الملف
save-trouble-created = أنشأ غيرك ملفا بهذا الاسم
save-trouble-removed = لم يعد الملف موجودا
save-trouble-full = القرص ممتلئ
save-trouble-denied = لا إذن بالكتابة
save-trouble-folder = لم يعد مجلده موجودا
save-trouble-read-only = القرص للقراءة فقط
save-trouble-special = ما يحمل هذا الاسم ليس ملفا
save-trouble-name = الاسم أطول مما يُسمح به
save-trouble-size = الملف أكبر مما يُسمح به
save-trouble-drive = أبلغ القرص عن خطأ
save-trouble-internal = خطأ في حواشي
status-saves-itself = يُحفظ تلقائيا
status-read-only = مفتوح للقراءة
status-saving = جارٍ الحفظ…
status-no-changes = لا تغييرات
status-changed = تغيّر المقال على القرص
status-saved-changed = محفوظ للنص المعروض؛ تغيّر المقال على القرص
status-unsaved-changed = غير محفوظ؛ تغيّر المقال على القرص
status-gone = لم يعد المقال موجودا على القرص
status-saved-gone = محفوظ للنص المعروض؛ لم يعد المقال موجودا على القرص
status-unsaved-gone = غير محفوظ؛ لم يعد المقال موجودا على القرص
status-reviewed = بُتّ في { $done } من { $total }
status-paragraph = الفقرة { $current } من { $total }
status-page = الصفحة { $page }
warning-unproven = { $count ->
    [one] تعذّر التحقق من قراءة سطر واحد
    [two] تعذّر التحقق من قراءة سطرين
    [few] تعذّر التحقق من قراءة { $count } أسطر
   *[other] تعذّر التحقق من قراءة { $count } سطرا
}: تحت ما قد يُقرأ في الأصل على غير هذا الوجه نقط.
warning-recognized-pages = { $count ->
    [one] نص صفحة واحدة
    [two] نص صفحتين
    [few] نص { $count } صفحات
   *[other] نص { $count } صفحة
} تعرّف عليه برنامج آخر في صور: قد تكون فيه حروف خاطئة.
warning-pages-without-text = { $count ->
    [one] في الملف صفحة ليس فيها إلا صور
    [two] في الملف صفحتان ليس فيهما إلا صور
    [few] في الملف { $count } صفحات ليس فيها إلا صور
   *[other] في الملف { $count } صفحة ليس فيها إلا صور
}، ونصها غير موجود هنا.
warning-whole-page = لم يُعثر على المقال في هذه الصفحة، فهذا كل ما تعرضه.
notice-left-out-deletions = { $count ->
    [one] تُرك حذف واحد متتبَّع خارج النص.
    [two] تُرك حذفان متتبَّعان خارج النص.
   *[other] عدد ما تُرك خارج النص من الحذف المتتبَّع { $count }.
}
notice-attachments = { $count ->
    [one] مع الرسالة ملف مرفق لا يُعرض.
    [two] مع الرسالة ملفان مرفقان لا يُعرضان.
   *[other] عدد الملفات المرفقة التي لا تُعرض { $count }.
}
warning-document-damaged = جزء من هذا الملف تالف، والمعروض ما أمكنت قراءته.
status-encoding-tip = يُقرأ الملف بترميز { $encoding }. اختر ترميزا آخر من هنا.
status-detecting-percent = جارٍ البحث عن الأسماء… { $percent }٪
status-zoom = { $percent }٪
status-selected = { PLURAL($count) ->
        [zero] لم يحدد أي حرف
        [one] حُدد حرف واحد
        [two] حُدد حرفان
        [few] حُددت { $count } أحرف
        [many] حُدد { $count } حرفا
       *[other] حُدد { $count } حرف
    }
status-opening = جارٍ فتح { $file }…
status-arriving-pages = جارٍ قراءة بقية الصفحات… { $percent }٪
status-arriving = جارٍ قراءة الوسوم… { $percent }٪
status-arriving-cancel = إلغاء القراءة وإغلاق المقال

## Which place or faction a name stands for

entity-title = إلى ماذا يشير هذا الاسم؟
entity-reach = { PLURAL($count) ->
        [zero] يسري اختيارك على «{ $name }».
        [one] يسري اختيارك على «{ $name }» في هذا الموضع، ويُعدّ مقبولا.
        [two] يسري اختيارك على «{ $name }» في الموضعين اللذين ورد فيهما في المقال، ويُعدّ هذا الموضع مقبولا.
       *[other] يسري اختيارك على «{ $name }» في المواضع الـ{ $count } التي ورد فيها في المقال، ويُعدّ هذا الموضع مقبولا.
    }
entity-reach-one = يسري اختيارك على «{ $name }» في هذا الموضع وحده، ويُعدّ مقبولا.
entity-only-this = هذا الموضع وحده
near-beside = بجوار { $place }
near-north = على بعد { $km } كم شمالي { $place }
near-north-east = على بعد { $km } كم شمال شرقي { $place }
near-east = على بعد { $km } كم شرقي { $place }
near-south-east = على بعد { $km } كم جنوب شرقي { $place }
near-south = على بعد { $km } كم جنوبي { $place }
near-south-west = على بعد { $km } كم جنوب غربي { $place }
near-west = على بعد { $km } كم غربي { $place }
near-north-west = على بعد { $km } كم شمال غربي { $place }
entity-search = ابحث بالاسم العربي أو الإنجليزي
entity-search-hint = اكتب اسما لتربط النص بموقع أو فصيل.
entity-none = لا يُعرف موقع أو فصيل بهذا الاسم.
entity-inhabitants = { PLURAL($count) ->
        [zero] بلا سكان
        [one] نسمة واحدة
        [two] نسمتان
        [few] { $count } نسمات
       *[other] { $count } نسمة
    }

## Popover at a selection or an annotation

popover-name = إجراءات النص المحدد
popover-entity = المقصود…
popover-note = إضافة ملاحظة
popover-edit-note = تعديل الملاحظة
popover-more = +{ $count }
attribute-date-hint = سنة-شهر-يوم
popover-fold = إجراءات
popover-copy = نسخ
popover-accept = قبول
popover-reject = رفض
popover-delete = حذف

## Notes

note-placeholder = اكتب ملاحظة
note-editor = ملاحظة على { $quote }
note-done = تم
note-cancel = إلغاء
note-more = المزيد
note-by = { $who }، { $when }

## Questions and small windows

dialog-save = حفظ
dialog-discard = عدم الحفظ
dialog-cancel = إلغاء
dialog-close = إغلاق
dialog-open = فتح
dialog-add = إضافة
unsaved-title = هل تريد حفظ التغييرات؟
unsaved-text = وسوم { $file } غير محفوظة.
unsaved-many = { PLURAL($count) ->
        [zero] كل الوسوم محفوظة.
        [one] وسوم مقال واحد غير محفوظة.
        [two] وسوم مقالين غير محفوظة.
        [few] وسوم { $count } مقالات غير محفوظة.
        [many] وسوم { $count } مقالا غير محفوظة.
       *[other] وسوم { $count } مقال غير محفوظة.
    }
unsaved-save-all = حفظ الكل
label-new-title = تصنيف جديد
label-name = الاسم
label-find = ابحث عن تصنيف
label-create = تصنيف جديد: «{ $name }»
label-name-placeholder = شخص، سلاح، حدث
label-color = اللون
label-color-taken = { $color }، يستخدمه تصنيف آخر
color-teal = أخضر مزرق
color-orange = برتقالي
color-violet = بنفسجي
color-rose = وردي
color-blue = أزرق داكن
color-olive = زيتوني
color-green = أخضر
color-amber = كهرماني
color-brick = قرميدي
color-slate = رمادي
color-plum = أرجواني
color-cyan = سماوي
label-name-taken = يوجد تصنيف بهذا الاسم. اختر اسما آخر.
label-too-many = المفاتيح تكفي تسعة تصنيفات فقط. اختر هذا التصنيف بكتابة اسمه (T).
encoding-title = قراءة الملف بترميز
encoding-reading = جارٍ قراءة الملف…
encoding-recognised = مُكتشَف تلقائيا
encoding-repairs = يُصلح النص
encoding-repaired = { $really } قُرئ خطأ بترميز { $encoding }
unreadable-title = تعذّر عرض { $file }
encoding-warning = تُعاد مطابقة الوسوم مع النص عند تغيير الترميز.
overwrite-title = هل تريد استبدال { $file }؟
overwrite-text = يوجد ملف بهذا الاسم.
overwrite-replace = استبدال
conflict-keep-mine = اعتمد عملي
conflict-save-again = احفظه من جديد
about-version = الإصدار { $version }
about-licence = برنامج حر برخصة MIT أو Apache 2.0.
about-sources = أسماء المواقع الجغرافية من GeoNames وCLDR، والخطوط من Noto.
about-offline = لا يتصل برنامج حواشي بأي شبكة.
shortcuts-title = اختصارات لوحة المفاتيح
shortcuts-search = أمر أو مفاتيح
shortcuts-about = اختر أمرًا لتعطيه مفاتيح أخرى.
shortcuts-press = مفاتيح جديدة لـ«{ $command }» (الآن { $keys }): اضغطها.
shortcuts-no-keys = لا شيء
shortcuts-how = الحروف هي المطبوعة على المفاتيح في كل تخطيط. Esc يُبقيه كما هو، وDelete يزيل المفاتيح، وTab ينتقل إلى الأزرار.
shortcuts-moving = { $keys } للتنقل في النافذة والقوائم: اضغطه مع Ctrl أو Alt، أو اضغط غيره.
shortcuts-taken = { $keys } للأمر «{ $command }».
shortcuts-swap = تبادل بينهما
shortcuts-take = أخذه منه
shortcuts-none = بلا مفاتيح
shortcuts-usual = المفاتيح المعتادة
shortcuts-reset = كل المفاتيح كالمعتاد
shortcuts-print = طباعة…
shortcuts-print-title = كتابة المفاتيح صفحةً للطباعة
shortcuts-file = مفاتيح-حواشي
shortcuts-printed-by = حواشي { $version }، بالمفاتيح كما هي مضبوطة الآن
notice-keys-opened = المفاتيح في { $file }. فُتحت هذه الصفحة في المتصفح، فاطبعها منه.
notice-keys-printed = المفاتيح في { $file }. افتح هذه الصفحة في متصفح لتطبعها.

## The person's own lexicons

lexicons-title = معاجمي
lexicons-text = يبحث البرنامج عن أسماء هذه الملفات في كل مقال، إلى جانب الأسماء التي يعرفها.
lexicons-add = إضافة ملف…
lexicons-remove = إزالة { $file } من القائمة
lexicons-reading = جارٍ القراءة… { $percent }٪
lexicons-ron = قائمة مداخل (RON)
lexicons-csv = جدول (CSV)
lexicons-geonames = ملف GeoNames
lexicons-entries = { PLURAL($count) ->
        [zero] بلا مداخل
        [one] مدخل واحد
        [two] مدخلان
        [few] { $count } مداخل
        [many] { $count } مدخلا
       *[other] { $count } مدخل
    }
lexicons-folder = في المجلد { $folder }
lexicons-folder-text = الملفات المضافة هنا يستعملها كل من يعمل في المجلد ما دام مفتوحا.
lexicons-folder-add = إضافة إلى المجلد…
lexicons-folder-remove = إزالة { $file } من معاجم المجلد
lexicons-keep-names = حفظ الأسماء الجديدة في المجلد
lexicons-names-own = تُحفظ الأسماء التي تضيفها في مقالاته في معجمك أنت.
lexicons-names-shared = تُحفظ الأسماء المضافة في مقالاته في { $file }، لكل من يعمل فيه.
notice-lexicon-copied = نُسخ { $file } إلى المجلد، وتستعمل مقالاته هذه النسخة.

## Who works on a folder

people-title = العاملون في المجلد
people-text = هذه الأسماء مكتوبة في { $folder } ويراها الجميع. ومن بتّ في شيء من مقال يظهر كذلك في قائمة المقالات.
people-empty = لا أسماء بعد
people-name = الاسم
people-remove = إزالة { $name } من القائمة
people-blind = الوسم دون رؤية عمل الآخرين
people-blind-text = يصير لكل مقال ملف لكل شخص (article.name.hawashi.ron) يبدأ بما في الملف المشترك. ويظهر عمل الآخرين في مقال حين تقول إنه منجز، فتقارنه بعملك. وإن أوقفته تابع الجميع في الملف المشترك، وبقيت ملفات الأشخاص لتُقارن وتُجمع.
folder-blind = وسم دون رؤية عمل الآخرين
warning-blind-name = يُوسم هذا المجلد دون رؤية عمل الآخرين، فتُحفظ وسومك في ملف باسمك. اكتب اسمك أولا.
warning-save-over-begun = { $begun } هو ما يبدأ به الجميع، ويبقى كما هو ما دام المجلد يُوسم دون رؤية عمل الآخرين. اختر اسما آخر.
command-people = العاملون في المجلد…
command-people-tip = عرض أسماء العاملين في هذا المجلد وتغييرها

## Choosing a file, where the desktop offers no file dialog

chooser-open-title = فتح مقال
chooser-lexicon-title = إضافة معجم
chooser-folder-lexicon-title = إضافة معجم إلى المجلد
chooser-new-title = حفظ النص المنسوخ مقالا
new-article-name = مقال
chooser-save-title = حفظ باسم
chooser-export-title = تصدير بصيغة { $format }
save-elsewhere = تعذّرت قراءة { $file }، وسيبقى كما هو. احفظ باسم آخر.
save-elsewhere-line = تعذّرت قراءة { $file } (السطر { $line })، وسيبقى كما هو. احفظ باسم آخر.
save-elsewhere-newer = كتب { $file } إصدار أحدث من حواشي (الصيغة { $found })، وسيبقى كما هو. احفظ باسم آخر.
chooser-parent = المجلد الأعلى
chooser-file-name = اسم الملف
chooser-empty = لا توجد مقالات في هذا المجلد.
chooser-empty-annotations = لا توجد ملفات وسوم في هذا المجلد.
chooser-filter-articles = المقالات وملفات الوسوم
chooser-filter-lexicons = المعاجم
chooser-filter-all = كل الملفات
chooser-folder = { $name }، مجلد
chooser-home = المجلد الشخصي
chooser-filter = اكتب للتصفية، أو اكتب مسارا
chooser-reading = جارٍ قراءة المجلد…
chooser-list = الملفات
chooser-column-name = الاسم
chooser-column-size = الحجم
chooser-none = لا يوجد هنا ملف باسم «{ $name }». راجع الاسم أو انتقل إلى مجلد آخر.
chooser-none-fits = لا ملف يطابق ما كتبته.
chooser-no-folder = لا يوجد مجلد كهذا.
chooser-exists = يوجد ملف بهذا الاسم. سيُطلب تأكيدك قبل استبداله.
chooser-open-folder = فتح هذا المجلد
chooser-open-several = { PLURAL($count) ->
        [two] فتح ملفين
        [few] فتح { $count } ملفات
        [many] فتح { $count } ملفا
       *[other] فتح { $count } ملف
    }
size-bytes = { $count } بايت
size-kilobytes = { $count } ك.ب
size-megabytes = { $count } م.ب
size-gigabytes = { $count } غ.ب

## Notices

notice-dismiss = إخفاء
notices-title = الرسائل
notice-times = { PLURAL($count) ->
        [two] { $text } (مرتين)
        [few] { $text } ({ $count } مرات)
       *[other] { $text } ({ $count } مرة)
    }
notices-more = { PLURAL($count) ->
        [zero] لا رسائل أخرى
        [one] رسالة أخرى
        [two] رسالتان أخريان
        [few] { $count } رسائل أخرى
       *[other] { $count } رسالة أخرى
    }
notices-dismiss-all = إخفاء الكل
notices-place = { $current } من { $total }
notice-kept-earlier = كان ملف الوسوم بصيغة سابقة، وقد حُفظ الآن بالصيغة الحالية؛ وتجد الملف السابق باسم { $file }.
notice-open-elsewhere = افتح ذلك المقال
notice-exported-accepted = صُدّر إلى { $file }. المقبول: { $accepted }.
notice-exported-suggested = صُدّر إلى { $file }. المقترح: { $suggested }.
notice-exported-undecided = صُدّر إلى { $file }. المقبول: { $accepted }؛ المقترح: { $suggested }.
notice-exported-decided = صُدّر إلى { $file }. المقبول: { $accepted }؛ المرفوض: { $rejected }.
notice-exported-all = صُدّر إلى { $file }. المقبول: { $accepted }؛ المقترح: { $suggested }؛ المرفوض: { $rejected }.
notice-saved = تم الحفظ في { $file }.
notice-needs-article = «{ $command }» للمقال المفتوح: افتح مقالا بمفتاح Enter.
notice-articles-arrived = { PLURAL($count) ->
        [one] وصل إلى المجلد { $folder } مقال جديد.
        [two] وصل إلى المجلد { $folder } مقالان جديدان.
        [few] وصلت إلى المجلد { $folder } { $count } مقالات جديدة.
        [many] وصل إلى المجلد { $folder } { $count } مقالا جديدا.
       *[other] وصل إلى المجلد { $folder } { $count } مقال جديد.
    }
notice-labels-shared = { PLURAL($count) ->
        [one] تستعمل مقالات المجلد هذا التصنيف من الآن.
        [two] تستعمل مقالات المجلد هذين التصنيفين من الآن.
        [few] تستعمل مقالات المجلد هذه التصنيفات الـ{ $count } من الآن.
       *[other] تستعمل مقالات المجلد هذه التصنيفات ({ $count }) من الآن.
    }
notice-choice-shared = يعني { $name } هذا في مقالات المجلد كلها من الآن.
notice-share-choice = في المجلد كله
notice-entity = { PLURAL($count) ->
        [zero] «{ $name }» يشير الآن إلى { $entity }.
        [one] «{ $name }» في هذا الموضع مقبول، ويشير الآن إلى { $entity }.
        [two] «{ $name }» في موضعين يشير الآن إلى { $entity }، وقُبل هذا الموضع.
        [few] «{ $name }» في { $count } مواضع يشير الآن إلى { $entity }، وقُبل هذا الموضع.
        [many] «{ $name }» في { $count } موضعا يشير الآن إلى { $entity }، وقُبل هذا الموضع.
       *[other] «{ $name }» في { $count } موضع يشير الآن إلى { $entity }، وقُبل هذا الموضع.
    }
notice-suggested = { PLURAL($count) ->
        [one] اقتراح جديد واحد
        [two] اقتراحان جديدان
        [few] { $count } اقتراحات جديدة
        [many] { $count } اقتراحا جديدا
       *[other] { $count } اقتراح جديد
    } من { PLURAL($tags) ->
        [one] وسم واحد.
        [two] وسمين.
        [few] { $tags } وسوم.
        [many] { $tags } وسما.
       *[other] { $tags } وسم.
    }
notice-suggested-none = لا شيء آخر في { $file } يشبه وسومك.
notice-article-changed = تغيّر { $file } على القرص بعد فتحه. ما تراه هو النص كما كان حينها.
notice-article-gone = لم يعد { $file } حيث كان: حُذف أو نُقل أو غُيّر اسمه. يبقى نصه مفتوحا هنا.
notice-article-same = لم يتغيّر { $file } على القرص.
notice-article-reread = قُرئ { $file } من جديد.{ $steps ->
        [one] { "" } لم يعد التراجع عن الخطوات السابقة ممكنا.
       *[other] { "" }
    }
notice-article-read = قُرئ { $file } من جديد. الوسوم الباقية في مواضعها: { $kept }؛ في موضع آخر: { $moved }؛ عُثر عليها تقريبا: { $near }؛ لم يُعثر عليها: { $lost }.{ $steps ->
        [one] { "" } لم يعد التراجع عن الخطوات السابقة ممكنا.
       *[other] { "" }
    }
notice-failed = توقّف عمل في الخلفية بسبب خطأ في حواشي. وسومك سليمة. إن تكرّر ذلك فنرجو الإبلاغ عنه.
notice-failed-open = تعذّر فتح { $file } بسبب خطأ في حواشي. حاول مرة أخرى، وإن تكرّر ذلك فنرجو الإبلاغ عنه.
notice-failed-read-again = تعذّرت قراءة { $file } من جديد بسبب خطأ في حواشي. بقي النص كما هو.
notice-failed-learn = تعذّر على حواشي التعلّم من وسوم { $file } بسبب خطأ في البرنامج. الوسوم سليمة، والبحث عن الأسماء مستمر من دونها.
notice-failed-detect = توقّف البحث عن الأسماء في { $file } قبل أن يكتمل بسبب خطأ في حواشي. يمكنك الوسم بنفسك أو إعادة البحث.
notice-failed-save = تعذّر حفظ { $file } بسبب خطأ في حواشي. وسومك باقية هنا: أعد الحفظ أو احفظها باسم آخر.
notice-failed-export = تعذّر التصدير بسبب خطأ في حواشي. جرّب صيغة أخرى.
notice-failed-import = تعذّر الاستيراد بسبب خطأ في حواشي. لم يتغيّر شيء هنا.
notice-failed-find = توقّف البحث بسبب خطأ في حواشي. جرّب البحث عن شيء آخر.
notice-failed-lexicons = تعذّرت قراءة معاجمك بسبب خطأ في حواشي. ما قُرئ منها من قبل ما زال مستعملا. أوقفها واحدا واحدا لتعرف أيها السبب.
notice-failed-fonts = تعذّرت قراءة الخطوط المثبّتة بسبب خطأ في حواشي. تبقى الخطوط المضمّنة.
notice-failed-folder = تعذّرت قراءة المجلد { $file } بسبب خطأ في حواشي. حاول مرة أخرى، وإن تكرّر ذلك فنرجو الإبلاغ عنه.
notice-keep-text = إبقاء هذا النص
notice-take-away = إزالة
notice-show = إظهار
notice-undo = تراجع
notice-left-out-name = { PLURAL($count) ->
        [one] أُزيل اقتراح آخر
        [two] أُزيل اقتراحان آخران
        [few] أُزيلت { $count } اقتراحات أخرى
        [many] أُزيل { $count } اقتراحا آخر
       *[other] أُزيل { $count } اقتراح آخر
    } لأنك رفضت «{ $name }».
notice-left-out = { PLURAL($count) ->
        [one] أُزيل اقتراح واحد
        [two] أُزيل اقتراحان
        [few] أُزيلت { $count } اقتراحات
        [many] أُزيل { $count } اقتراحا
       *[other] أُزيل { $count } اقتراح
    } بناء على قراراتك.
notice-left-out-earlier = { PLURAL($count) ->
        [one] أُخفي اقتراح واحد
        [two] أُخفي اقتراحان
        [few] أُخفيت { $count } اقتراحات
        [many] أُخفي { $count } اقتراحا
       *[other] أُخفي { $count } اقتراح
    } بناء على قرارات سابقة.
notice-back = { PLURAL($count) ->
        [one] عاد اقتراح واحد.
        [two] عاد اقتراحان.
        [few] عادت { $count } اقتراحات.
        [many] عاد { $count } اقتراحا.
       *[other] عاد { $count } اقتراح.
    }

## Characters that are not seen

invisible-tab = علامة جدولة
invisible-line-break = فاصل أسطر
invisible-control = محرف تحكم
invisible-nbsp = مسافة غير فاصلة
invisible-nnbsp = مسافة ضيقة غير فاصلة
invisible-figure-space = مسافة بعرض رقم
invisible-space = مسافة بعرض خاص
invisible-shy = واصلة اختيارية
invisible-cgj = رابط حروف مركبة
invisible-alm = علامة حرف عربي
invisible-variation = محدد شكل المحرف
invisible-zwsp = مسافة بلا عرض
invisible-zwnj = فاصل بلا عرض يمنع اتصال الحرفين
invisible-zwj = واصل بلا عرض
invisible-lrm = علامة اتجاه من اليسار إلى اليمين
invisible-rlm = علامة اتجاه من اليمين إلى اليسار
invisible-lre = بداية تضمين من اليسار إلى اليمين
invisible-rle = بداية تضمين من اليمين إلى اليسار
invisible-pdf = نهاية التضمين أو فرض الاتجاه
invisible-lro = فرض الاتجاه من اليسار إلى اليمين
invisible-rlo = فرض الاتجاه من اليمين إلى اليسار
invisible-wj = رابط كلمات
invisible-lri = بداية عزل من اليسار إلى اليمين
invisible-rli = بداية عزل من اليمين إلى اليسار
invisible-fsi = بداية عزل يحدد أول حرف اتجاهه
invisible-pdi = نهاية العزل
invisible-bom = علامة ترتيب البايتات
invisible-tag = محرف شارة
invisible-other = محرف خفي

## The page

page-name = المقال { $file }
page-name-beside = المقال { $file }، بجانب المقال الأمامي، وEnter ينتقل إليه
page-mark = { $label }: { $quote }
page-mark-note = { $label }: { $quote }. ملاحظة: { $note }
page-mark-more = { PLURAL($count) ->
        [zero] لا مثيل له هنا
        [one] ووسم آخر مثله
        [two] ووسمان آخران مثله
        [few] و{ $count } وسوم أخرى مثله
        [many] و{ $count } وسما آخر مثله
       *[other] و{ $count } وسم آخر مثله
    }
page-pile = { $label }: { PLURAL($count) ->
        [zero] لا وسوم هنا
        [one] وسم واحد هنا
        [two] وسمان هنا
        [few] { $count } وسوم هنا
        [many] { $count } وسما هنا
       *[other] { $count } وسم هنا
    }
page-scrollbar = لمحة عن المقال
find-placeholder = بحث في المقال

## Warnings

warning-turned = { PLURAL($count) ->
        [one] { $file }: محارف خفية تغيّر ترتيب عرض الفقرة { $paragraph }.
        [two] { $file }: محارف خفية تغيّر ترتيب عرض فقرتين، أولاهما الفقرة { $paragraph }.
        [few] { $file }: محارف خفية تغيّر ترتيب عرض { $count } فقرات، أولاها الفقرة { $paragraph }.
       *[other] { $file }: محارف خفية تغيّر ترتيب عرض { $count } فقرة، أولاها الفقرة { $paragraph }.
    }
warning-save-first = احفظ وسوم { $file } قبل اختيار ترميز آخر، فمواضعها تُحسب في النص كما يُقرأ الآن.
warning-undecodable = { PLURAL($line-count) ->
        [one] { $file }: السطر { $lines } تالف. ما تعذّرت قراءته بترميز { $encoding } تحل محله علامة بديلة.
        [two] { $file }: سطران تالفان ({ $lines }). ما تعذّرت قراءته بترميز { $encoding } تحل محله علامة بديلة.
        [few] { $file }: { $line-count } أسطر تالفة ({ $rest ->
            [0] { $lines }
           *[other] { $lines } و{ $rest } غيرها
        }). ما تعذّرت قراءته بترميز { $encoding } تحل محله علامة بديلة.
        [many] { $file }: { $line-count } سطرا تالفا ({ $lines } و{ $rest } غيرها). ما تعذّرت قراءته بترميز { $encoding } تحل محله علامة بديلة.
       *[other] { $file }: { $line-count } سطر تالف ({ $lines } و{ $rest } غيرها). ما تعذّرت قراءته بترميز { $encoding } تحل محله علامة بديلة.
    }
warning-zeros = { PLURAL($line-count) ->
        [one] { $file }: في السطر { $lines } بايتات صفرية كما في الملفات التالفة. قُرئت كما هي.
        [two] { $file }: في سطرين بايتات صفرية كما في الملفات التالفة ({ $lines }). قُرئت كما هي.
        [few] { $file }: في { $line-count } أسطر بايتات صفرية كما في الملفات التالفة ({ $rest ->
            [0] { $lines }
           *[other] { $lines } و{ $rest } غيرها
        }). قُرئت كما هي.
        [many] { $file }: في { $line-count } سطرا بايتات صفرية كما في الملفات التالفة ({ $lines } و{ $rest } غيرها). قُرئت كما هي.
       *[other] { $file }: في { $line-count } سطر بايتات صفرية كما في الملفات التالفة ({ $lines } و{ $rest } غيرها). قُرئت كما هي.
    }
warning-misread = يبدو أن { $file } قُرئ خطأ بترميز { $encoding } ثم حُفظ بهذا الخطأ، فصارت حروفه بلا معنى. لن يُمسّ الملف؛ تتغيّر طريقة قراءته فقط.
notice-repair = إصلاح
notice-other-encoding = ترميز آخر…

## Finding

command-find = بحث…
command-find-tip = البحث عن نص في المقال
command-find-next = النتيجة التالية
command-find-next-tip = الانتقال إلى النتيجة التالية
command-find-previous = النتيجة السابقة
command-find-previous-tip = الانتقال إلى النتيجة السابقة
find-whole-word = كلمات كاملة
find-joined = مع السوابق: و، ب، ل، ال
find-exact = مطابقة الإملاء
find-regex = تعبير نمطي
find-searching = جارٍ البحث…
find-count = { $current } من { $total }
find-total = { PLURAL($total) ->
        [zero] لا نتائج
        [one] نتيجة واحدة
        [two] نتيجتان
        [few] { $total } نتائج
       *[other] { $total } نتيجة
    }
error-query-regex = تعذرت قراءة التعبير النمطي: { $message }
error-query-too-long = عدد محارف ما تبحث عنه { $chars }، والحد الأقصى { $most }. اختصره.

## How the article looks

appearance-font = الخط
appearance-font-search = بحث في الخطوط
appearance-font-reading = جارٍ قراءة الخطوط المثبتة…
appearance-font-none = لا خط بهذا الاسم
appearance-size = حجم النص
appearance-line = ارتفاع السطر
appearance-column = عرض العمود
appearance-paragraphs = تباعد الفقرات
appearance-reset = استعادة الإعدادات الأصلية
theme-system = بحسب النظام

# The menu of a text field
field-cut = قص
field-copy = نسخ
field-paste = لصق
field-select-all = تحديد الكل

## الاسم في الوسوم

author-title = اسمك
author-name = اسمك
author-question = اسمك الذي يُكتب في وسومك:
author-keep = حفظ
author-later = استخدام اسم المستخدم في النظام
author-text = يُكتب في كل وسم تضيفه أو تبتّ فيه، ليعرف الآخرون صاحبه.
author-earlier = الوسوم السابقة باسم { $name } تبقى كما هي.
command-author = اسمك…
command-author-tip = تحديد الاسم الذي يُكتب في وسومك
## What can be copied from the card

card-copy-coordinates = نسخ الإحداثيات: ⁦{ $text }⁩
card-copy-id = نسخ المعرّف: ⁦{ $text }⁩
notice-text-copied = نُسخ: ⁦{ $text }⁩

## What the keys do now

hint-full-screen = للخروج من ملء الشاشة اضغط ⁨F11⁩ أو ⁨Esc⁩. لإظهار الأشرطة حرّك المؤشر إلى الحافة العليا أو اضغط ⁨F10⁩.
hint-move-start = تحريك البداية بالسهمين: كلمة كلمة، ومع ⁨Alt⁩ حرفا حرفا. ⁨Tab⁩: النهاية. ⁨Enter⁩: تثبيت. ⁨Esc⁩: إلغاء.
hint-move-end = تحريك النهاية بالسهمين: كلمة كلمة، ومع ⁨Alt⁩ حرفا حرفا. ⁨Tab⁩: البداية. ⁨Enter⁩: تثبيت. ⁨Esc⁩: إلغاء.

# After an end that nobody asked for, and the journals
restored-changes = { $count ->
    [one] استُعيد تغيير واحد لم يكن محفوظا ({ $time }).
    [two] استُعيد تغييران لم يكونا محفوظين (آخرهما: { $time }).
    [few] استُعيدت { $count } تغييرات لم تكن محفوظة (آخرها: { $time }).
    [many] استُعيد { $count } تغييرا لم تكن محفوظة (آخرها: { $time }).
   *[other] استُعيد { $count } تغيير لم تكن محفوظة (آخرها: { $time }).
} تبقى نسخة منها ثلاثين يوما.
restored-changes-and-note = { $count ->
    [one] استُعيد تغيير واحد لم يكن محفوظا والملاحظة التي كنت تكتبها ({ $time }).
    [two] استُعيد تغييران لم يكونا محفوظين والملاحظة التي كنت تكتبها (آخرهما: { $time }).
    [few] استُعيدت { $count } تغييرات لم تكن محفوظة والملاحظة التي كنت تكتبها (آخرها: { $time }).
    [many] استُعيد { $count } تغييرا لم تكن محفوظة والملاحظة التي كنت تكتبها (آخرها: { $time }).
   *[other] استُعيد { $count } تغيير لم تكن محفوظة والملاحظة التي كنت تكتبها (آخرها: { $time }).
} تبقى نسخة منها ثلاثين يوما.
restored-note = استُعيدت الملاحظة التي كنت تكتبها. تبقى نسخة منها ثلاثين يوما.
restored-keep = احتفظ بها
restored-look = اعرضها
restored-discard = تجاهلها
notice-restored-discarded = أُزيل ما استُعيد في { $file }. تبقى نسخة منه ثلاثين يوما.
notice-restored-text = تغيّر نص { $file } منذ ذلك الحين. نُقل ما استُعيد إلى النص الحالي، وما لم يُعثر على موضعه يبقى في قائمة الوسوم.
notice-restored-file = حُفظ ملف وسوم { $file } من نافذة أو جهة أخرى منذ ذلك الحين. دُمج ما فيه مع عملك.
notice-journal-damaged = جزء مما حُفظ احتياطا من { $file } تالف. استُعيد ما قبله وما بعده.
notice-journal-waits = ما لم يُحفظ في { $file } باقٍ، ويعود حين تمكن قراءة ملف وسومه من جديد.
notice-journal-other-text = نص { $file } أطول من أن يُحفظ مع تغييراته، وقد تغيّر منذ ذلك الحين. لم تُستعد التغييرات، وهي باقية في { $path }.
notice-journal-unreadable = تعذّرت قراءة تغييرات محفوظة احتياطا في { $path }. يبقى الملف كما هو.
notice-opening-ended = توقف حواشي فجأة في أثناء فتح { $name }، ولذلك لا يُفتح من جديد تلقائيا.
notice-opening-ended-work = توقف حواشي فجأة في أثناء فتح { $name }، ولذلك لا يُفتح من جديد تلقائيا. عملك غير المحفوظ عليه باق.
notice-open-again = افتحه
notice-open-without-file = افتحه دون ملفه
notice-interrupted-read = انقطع الحفظ قبل أن يكتمل ملف وسوم { $file }. قُرئت وسومك من { $copy }، وهو كامل. احفظها لإصلاح الملف.
notice-interrupted-kept = انقطع حفظ { $file } قبل أن يكتمل. بقي ملف الوسوم كما كان، وما كان سيُحفظ تجده بين نسخه.
notice-interrupted-beside = انقطع حفظ { $file } قبل أن يكتمل. بقي ملف الوسوم كما كان، وما كان سيُحفظ تجده بجانبه في { $copy }.
notice-not-kept = ما تعمله الآن يضيع إن تعطّل البرنامج: { $reason } احفظ عملك هنا أو في مجلد آخر.
# $folder: where it is kept; $reason: a sentence
notice-kept-for-now = ما تعمله موجود مؤقتا في { $folder }، ويضيع إن أُطفئ الجهاز: { $reason } احفظ عملك.
notice-kept-again = صار عملك محفوظا من الأعطال من جديد.
