# جدول الوسوم.

command-table = جدول الوسوم
command-table-tip = عرض وسوم المقال أو المجلد كلها في جدول: ترتيب وترشيح وتجميع وتغيير عدة وسوم معا
command-concordance = السياقات
command-concordance-tip = عرض كلمات أو تصنيف أو كيان مع ما قبلها وما بعدها، مرتبة بأيهما شئت
seen-view-articles = المقالات
seen-view-page = الصفحة
seen-view-table = الجدول
seen-view-concordance = السياقات
seen-table-rows = الوسوم
seen-table-entities = المقصودون
seen-table-relations = العلاقات
seen-mentions = مرات الذكر
seen-articles = المقالات
seen-first = الأول
seen-last = الأخير
seen-with = يُذكر معه
seen-relation = العلاقة
seen-from = من
seen-to = إلى
seen-relations-count = العدد
seen-none-here = لا شيء من ذلك هنا.
seen-mentions-of = { PLURAL($count) ->
    [one] ذُكر مرة
    [two] ذُكر مرتين
    [few] ذُكر { $count } مرات
   *[other] ذُكر { $count } مرة
  }
seen-text = النص
seen-label = التصنيف
seen-entity = المقصود
seen-attributes = السمات
seen-status = الحالة
seen-origin = اقترحه
seen-confidence = الثقة
seen-author = الواسم
seen-note = الملاحظة
seen-article = المقال
seen-date = التاريخ
seen-day = اليوم
seen-week = الأسبوع
seen-month = الشهر
seen-paragraph = الفقرة
seen-by-hand = يدوي
seen-nobody = لا أحد
seen-no-entity = لا شيء
seen-no-date = بلا تاريخ
seen-group = تجميع
seen-no-groups = بلا
seen-chip = { $name }: { $value }
seen-any = الكل
seen-at-least = { $percent } فأكثر
seen-search = ابحث: { $column }
seen-filter = مرشّح
seen-filter-words = كلمات…
seen-filled = غير فارغ
seen-empty = فارغ
seen-words = «{ $words }»
seen-quarter = الربع { $number }
seen-place = الموضع في النص
seen-more-filters = { $count } أخرى
seen-count = { PLURAL($all) ->
    [zero] لا وسوم
    [one] وسم واحد
    [two] وسمان
    [few] { $all } وسوم
    [many] { $all } وسما
   *[other] { $all } وسم
  }
seen-count-of = { $shown } من { $all }
seen-columns = الأعمدة
seen-copy-shown = نسخ الجدول
export-scope-shown = ما يعرضه الجدول
seen-export = تصدير
seen-copy = نسخ
seen-detecting = بُحث عن الأسماء في { $read } من { $all } من المقالات
seen-reading = قُرئ { $read } من { $all } من المقالات
seen-failed = { PLURAL($count) ->
    [one] تعذرت قراءة مقال واحد، وقائمة المقالات تبيّن السبب.
    [two] تعذرت قراءة مقالين، وقائمة المقالات تبيّن السبب.
    [few] تعذرت قراءة { $count } مقالات، وقائمة المقالات تبيّن السبب.
    [many] تعذرت قراءة { $count } مقالا، وقائمة المقالات تبيّن السبب.
   *[other] تعذرت قراءة { $count } مقال، وقائمة المقالات تبيّن السبب.
  }
seen-none = لا وسوم بعد. حدّد كلمات في مقال، أو دع حواشي تبحث عن الأسماء.
seen-none-fit = لا شيء يطابق هذه المرشّحات.
seen-clear = امسح المرشّحات
seen-none-chosen = اختر صفا لتقرأ نصه هنا.
seen-passage = النص حوله
seen-open = فتح
seen-only = { $name } هذا وحده: { $value }
seen-row-menu = الصف
seen-paragraph-of = الفقرة { $number } من { $all }
seen-in-paragraph = الفقرة { $number }
seen-in-articles = { PLURAL($count) ->
    [one] في مقال واحد
    [two] في مقالين
    [few] في { $count } مقالات
    [many] في { $count } مقالا
   *[other] في { $count } مقال
  }
seen-more = { PLURAL($count) ->
    [one] صف آخر في هذه المجموعة
    [two] صفان آخران في هذه المجموعة
    [few] { $count } صفوف أخرى في هذه المجموعة
    [many] { $count } صفا آخر في هذه المجموعة
   *[other] { $count } صف آخر في هذه المجموعة
  }
seen-tick-all = تحديد كل الصفوف
seen-tick-none = إلغاء تحديد الصفوف
seen-is-ticked = { $row }، محدد
seen-bulk = الصفوف المحددة
seen-ticked = حُدّد { $count }
seen-ticked-entities = { PLURAL($count) ->
    [one] مقصود واحد
    [two] مقصودان
    [few] { $count } مقصودين
    [many] { $count } مقصودا
   *[other] { $count } مقصود
  }
seen-yes = نعم
seen-no = لا
seen-accept = قبول
seen-reject = رفض
seen-delete = حذف
seen-untick = إلغاء
seen-cancel = إلغاء
seen-note-field = ملاحظة لكل الصفوف المحددة
seen-note-keep = حفظ
notice-seen-changed = { PLURAL($count) ->
    [one] تغيّر وسم واحد
    [two] تغيّر وسمان
    [few] تغيّرت { $count } وسوم
    [many] تغيّر { $count } وسما
   *[other] تغيّر { $count } وسم
  }{ $articles ->
    [1] .
    [two] {""} في مقالين.
    [few] {""} في { $articles } مقالات.
    [many] {""} في { $articles } مقالا.
   *[other] {""} في { $articles } مقال.
  }
notice-rows-copied = { PLURAL($count) ->
    [one] نُسخ صف واحد.
    [two] نُسخ صفان.
    [few] نُسخت { $count } صفوف.
    [many] نُسخ { $count } صفا.
   *[other] نُسخ { $count } صف.
  }

# المواضع مع ما حولها.

concordance-search = كلمات للبحث
concordance-after = الكلمة بعده
concordance-before = الكلمة قبله
concordance-place = ترتيب النص
concordance-left = ما بعده
concordance-right = ما قبله
concordance-letters = { PLURAL($count) ->
    [few] { $count } أحرف
    [many] { $count } حرفا
   *[other] { $count } حرف
  }
concordance-all-lines = كل الأسطر
concordance-empty = اكتب كلمة، أو اختر اسما من الجدول.
concordance-none = لم يُعثر عليه هنا.
concordance-neighbours = الكلمات المجاورة
concordance-of-row = عرضه مع ما حوله
concordance-count-here = { PLURAL($lines) ->
    [one] سطر واحد
    [two] سطران
    [few] { $lines } أسطر
    [many] { $lines } سطرا
   *[other] { $lines } سطر
  }
concordance-count = { PLURAL($lines) ->
    [one] سطر واحد
    [two] سطران
    [few] { $lines } أسطر
    [many] { $lines } سطرا
   *[other] { $lines } سطر
  }{ PLURAL($articles) ->
    [one] {""} في مقال واحد
    [two] {""} في مقالين
    [few] {""} في { $articles } مقالات
    [many] {""} في { $articles } مقالا
   *[other] {""} في { $articles } مقال
  }
concordance-context = السياق
concordance-copy = نسخ الأسطر
concordance-file = السياقات
report = تقرير
report-write = كتابة الصفحة…
report-file = تقرير
command-report = تقرير…
command-report-tip = كتابة صفحة واحدة فيها النص ووسومه والخريطة والرسوم والجداول لمن ليس عنده البرنامج
notice-report-opened = التقرير في { $file }. فتحه المتصفح، فاطبعه منه.
notice-report-written = التقرير في { $file }.
concordance-head-before = قبله
concordance-head-after = بعده
seen-file = الملف
chooser-report-title = كتابة التقرير
chooser-lines-title = تصدير الأسطر
seen-value-field = { $name } { $type }
seen-value-write = كتابة…
seen-value-none = بلا قيمة
