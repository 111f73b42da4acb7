# الصيغ في قائمة صفحتي التصدير والاستيراد
exchange-formats = الصيغ
exchange-find-format = ابحث عن صيغة
exchange-no-format = لا صيغة بهذا الاسم.
exchange-for-analysis = لبرامج التحليل
exchange-for-training = للتدريب
exchange-for-reading = للقراءة
exchange-for-tables = للجداول والخرائط
exchange-for-web = للويب
exchange-for-own = لحواشي

# صفحة التصدير
export-title = تصدير
export-close = إغلاق التصدير
export-what = المقالات
export-scope-open = المقالات المفتوحة
export-scope-folder = المجلد
export-status = الحالة
export-accepted = مقبولة
export-suggested = مقترحة
export-rejected = مرفوضة
export-unit = وحدة العدّ
export-unit-char = حروف
export-unit-byte = بايتات
export-unit-utf16 = وحدات UTF-16
export-line-ends = نهايات الأسطر
export-lf = LF
export-columns = الأعمدة
export-columns-2002 = ‏CoNLL-2002: عمودان
export-columns-2003 = ‏CoNLL-2003: أربعة
export-crlf = ‏CRLF لبرنامج MAXQDA
export-table = الجدول
export-mark = يبدأ بعلامة ترتيب البايتات لبرامج الجداول
export-along = ما يدخل في الملف
export-here = هنا
export-how = كيف يُكتب
export-marks = الوسوم
export-kept = كما هو
export-changed = يتغيّر
export-left-out = لا يدخل
export-how-char = بعدّ الحروف
export-how-byte = بعدّ البايتات
export-how-utf16 = بعدّ وحدات UTF-16
export-how-passages = بألفاظها دون أرقام
export-how-nested = مما بعضه داخل بعض يدخل الخارجي وحده
export-how-events = للأحداث وحدها أسطر
export-how-places = المواقع المعروفة الإحداثيات وحدها
export-how-fragments = موضعا واحدا أو كل جزء وحده
export-how-widened = إلى آخر الكلمة وأولها
export-how-types = نصوصا، حتى تبيّن التصنيفات أنواعها
export-how-references = كأي وسم آخر
export-how-cut = أحد طرفيها لا يدخل
export-how-no-place = لا موضع له
export-how-whole = كاملا
export-reading = تجري القراءة…
export-read = قُرئ { $done } من { $count } من المقالات
export-nothing = لا شيء يدخل في الملف: لا وسوم بهذه الحالات.
export-nothing-accepted = لم يُقبل شيء بعد. اختر «مقترحة» لتصدير ما تجده حواشي.
export-verdict-all = يدخل كل شيء في الملف.
export-verdict-changed = { $changed ->
        [one] يدخل كل شيء في الملف، وواحد منه بصورة أخرى.
        [two] يدخل كل شيء في الملف، واثنان منه بصورة أخرى.
        [few] يدخل كل شيء في الملف، و{ $changed } أشياء منه بصورة أخرى.
       *[other] يدخل كل شيء في الملف، و{ $changed } شيئا منه بصورة أخرى.
    }
export-verdict-some = { $count ->
        [one] لا يدخل تفصيل واحد، وهو باق في ملف حواشي الذي لا يتغيّر.
        [two] لا يدخل تفصيلان، وهما باقيان في ملف حواشي الذي لا يتغيّر.
        [few] لا تدخل { $count } تفاصيل، وهي باقية في ملف حواشي الذي لا يتغيّر.
        [many] لا يدخل { $count } تفصيلا، وهي باقية في ملف حواشي الذي لا يتغيّر.
       *[other] لا يدخل { $count } تفصيل، وهي باقية في ملف حواشي الذي لا يتغيّر.
    }
export-one-way = تكتب حواشي هذه الصيغة ولا تقرؤها.
export-incomplete = { $count ->
        [one] وسم واحد تنقصه سمة يوجبها تصنيفه.
        [two] وسمان تنقصهما سمة يوجبها تصنيفهما.
        [few] { $count } وسوم تنقصها سمة يوجبها تصنيفها.
       *[other] { $count } وسما تنقصها سمة يوجبها تصنيفها.
    }
export-unreadable = { $count ->
        [one] مقال واحد تعذّرت قراءته فلا يدخل.
        [two] مقالان تعذّرت قراءتهما فلا يدخلان.
        [few] { $count } مقالات تعذّرت قراءتها فلا تدخل.
       *[other] { $count } مقالا تعذّرت قراءتها فلا تدخل.
    }
export-preview = { $file } من السطر { $line }
export-preview-first = هذا أول المقالات.
export-empty-file = الملف فارغ.
export-to = إلى
export-file = ملف التصدير
export-folder = مجلد التصدير
export-other-place = موقع آخر…
export-save-list = حفظ القائمة
export-do = تصدير
export-keys = ⁦Ctrl ↵⁩
export-doing = كُتب { $done } من { $count } من المقالات
export-stop = إيقاف
export-replace = استبدال الملفات الموجودة
export-more-problems = و{ $count } غيرها
export-folder-title = تصدير إلى مجلد
export-list-title = حفظ قائمة ما لا يدخل في التصدير
export-file-open = مقالات
notice-exported-files = { $count ->
        [one] صُدّر مقال واحد إلى { $folder }.
        [two] صُدّر مقالان إلى { $folder }.
        [few] صُدّرت { $count } مقالات إلى { $folder }.
       *[other] صُدّر { $count } مقالا إلى { $folder }.
    }
notice-export-stopped = أُوقف التصدير، ولم يُكتب شيء.
notice-export-list = القائمة في { $file }.

# صفحة الاستيراد
exchange-choose-format = اختر صيغة
import-title = استيراد
import-close = إغلاق الاستيراد
import-choose-title = استيراد وسوم برنامج آخر
import-folder-title = استيراد إلى مجلد
import-folder = مجلد المقالات الجديدة
import-recognised = عُرفت صيغته: { $format }
import-read-as = يُقرأ بصيغة { $format }
import-where = إلى
import-new = مقالات جديدة
import-offsets = العدّ
import-unit-char = بالحروف
import-unit-byte = بالبايتات
import-unit-utf16 = بوحدات UTF-16
import-unit-grapheme = بالحروف مع حركاتها
import-newline-is-one = نهاية السطر ذات الحرفين واحد
import-newline-is-two = نهاية السطر ذات الحرف الواحد حرفان
import-mark-counts = علامة ترتيب البايتات محسوبة
import-why = { " " }({ $why })
import-guessed = تخمينا من حدود الكلمات
import-quotations = وافق { $fitting } من { $quoted } من الاقتباسات
import-label = التصنيف في الملف
import-count = الوسوم
import-becomes = يصير
import-as-new = تصنيفا جديدا
import-reading = تجري القراءة…
import-placing = تجري القراءة… الوسوم التي وُضعت: { $done } من { $all }
import-unknown = لا تعرف حواشي صيغة هذا الملف. اخترها إن كانت إحدى هذه الصيغ.
import-placed = في موضعها: { $count }
import-moved = وُجدت في موضع آخر: { $count }
import-unplaced = بلا موضع: { $count }
import-same = موجودة هنا: { $count }
import-relations = علاقات: { $count }
import-broken = غير صالحة: { $count }
import-articles = { $count ->
        [one] مقال واحد.
        [two] مقالان.
        [few] { $count } مقالات.
       *[other] { $count } مقالا.
    }
import-verdict-all = كل الوسوم حيث يقول الملف.
import-verdict-some = ما لا موضع له أكيدا يُحفظ وينتظرك في «لم يُعثر عليها في النص». وهذه تستحق نظرة:
import-no-annotations = لا وسوم في هذا الملف.
import-nothing-there = لا مقال في هذا الملف.
import-another = في الملف عدة مقالات ليس هذا منها. استوردها مقالات جديدة.
import-details = ما يستحق نظرة
import-quote = «{ $quote }»
import-is-near = بلا موضع أكيد، وله شبيه بنسبة { $likeness }٪
import-is-unplaced = ليس في هذا النص
import-is-moved = وُجد في موضع آخر
import-is-broken = لا يصلح
import-more = و{ $count } غيرها
import-one-step = خطوة واحدة يعيدها التراجع.
import-do = استيراد
notice-imported = { $count ->
        [one] استُورد وسم واحد من { $source }.
        [two] استُورد وسمان من { $source }.
        [few] استُوردت { $count } وسوم من { $source }.
       *[other] استُورد { $count } وسما من { $source }.
    }
notice-import-same = كل ما في { $source } موجود هنا.
notice-imported-files = { $count ->
        [one] استُورد مقال واحد إلى { $folder }.
        [two] استُورد مقالان إلى { $folder }.
        [few] استُوردت { $count } مقالات إلى { $folder }.
       *[other] استُورد { $count } مقالا إلى { $folder }.
    }
notice-import-stopped = أُوقف الاستيراد، ولم يُكتب شيء.

# ما قد لا تتسع له الصيغ، نوعا في كل سطر
loss-nested = داخل غيرها
loss-unlocated = بلا إحداثيات
loss-no-events = ليست أحداثا
loss-references = الإحالات
loss-statuses = غير المقبولة
loss-entities = الكيانات
loss-notes = الملاحظات
loss-fragments = المقسّمة
loss-widened = داخل كلمات
loss-attributes = السمات
loss-origins = المصدر ودرجة الثقة
loss-provenance = من وضعها
loss-history = التعديلات اللاحقة
loss-relations = العلاقات
loss-relation-notes = ملاحظات العلاقات
loss-relation-attributes = سمات العلاقات
loss-document-attributes = عن المقال
loss-links = دلالات الأسماء
loss-unplaced = لم يُعثر عليها في النص
loss-ids = معرّفات من برامج أخرى
loss-label-names = أسماء التصنيفات بلغتين
loss-label-colors = ألوان التصنيفات
loss-relation-ends = ما تربطه العلاقات
loss-number-types = الأعداد ونعم أو لا
loss-choice-types = التواريخ والخيارات
