# ملفات عدة واسمين لمقال واحد جنبا إلى جنب، وما يُحسم فيها.
command-compare = مقارنة ملفات الواسمين…
command-compare-tip = اختيار ملفي وسوم أو أكثر لمقال واحد والحسم في ما تختلف فيه
command-compare-annotators = مقارنة الواسمين
command-compare-annotators-tip = عرض ملفات الوسوم التي بجانب هذا المقال جنبا إلى جنب، أو العودة منها إلى الصفحة
chooser-compare-title = مقارنة: اختر ملفي وسوم أو أكثر
chooser-filter-annotations = ملفات الوسوم
notice-compare-none = ليس بجانب { $file } إلا ملف وسوم واحد. اختر الملفات الأخرى.
warning-compare-nothing = لا ملف وسوم بجانب { $file }. اختر ملفين أو أكثر، أو ابدأ بالوسم.
warning-compare-too-few = اختر ملفي وسوم أو أكثر لمقال واحد.
warning-compare-other-text = { $file } لنص غير نص { $first }. اختر ملفات وسوم لمقال واحد.
warning-save-over-compared = { $compared } من الملفات التي تُقارَن ويبقى كما هو. اختر اسما آخر.
history-in-common = ما اتفق عليه الجميع
attribute-adjudicated-files = الملفات التي جُمع منها
adjudication-title = مقارنة
adjudication-on = على { $file }
adjudication-letters = أ ب ج د ه و ز ح ط
adjudication-next = التالي
adjudication-previous = السابق
adjudication-to-page = إلى الصفحة
adjudication-back = العودة إلى المقارنة
adjudication-bar = هذه هي النتيجة: حُسم { $done } من { $total } فروق. ما تغيّره هنا يُعدّ قرارك.
adjudication-column-kind = الفرق
adjudication-column-decision = القرار
adjudication-alike = { PLURAL($count) ->
    [one] يتفق الجميع في الوسم الوحيد.
    [two] يتفق الجميع في الوسمين كليهما.
    [few] يتفق الجميع في الوسوم الـ{ $count } كلها.
   *[other] يتفق الجميع في الوسوم كلها، وعددها { $count }.
}
adjudication-kind-only = ناقص
adjudication-kind-lacks = ناقص عند { $name }
adjudication-kind-label = تصنيف
adjudication-kind-ends = حدود
adjudication-kind-label-and-ends = حدود وتصنيف
adjudication-kind-attributes = سمة
adjudication-kind-entity = كيان
adjudication-paragraph = الفقرة { $paragraph }
adjudication-grey-line = المتفق عليه تحته خط باهت
adjudication-nothing-there = لا شيء هنا
adjudication-note = ملاحظة: { $note }
adjudication-note-field = ملاحظة على هذا الفرق
adjudication-take = خذ من { $name }
adjudication-all = كلها
adjudication-none = لا شيء منها
adjudication-own = معدّل
adjudication-edit = تحرير
adjudication-write-note = ملاحظة
adjudication-agreement = الاتفاق
adjudication-has = { PLURAL($count) ->
    [zero] { $name }: لا وسوم
    [one] { $name }: وسم واحد
    [two] { $name }: وسمان
    [few] { $name }: { $count } وسوم
    [many] { $name }: { $count } وسما
   *[other] { $name }: { $count } وسم
}
adjudication-label = التصنيف
adjudication-kappa = كابا
adjudication-f1 = F1
adjudication-f1-overlapping = F1 ≈
adjudication-all-labels = كل التصنيفات
adjudication-counted = الوسوم: { $counts }. كابا كوهين على { $words } كلمة: { $kappa }؛ ألفا كريبندورف الاسمية: { $alpha }، وللتقطيع: { $unitized }. مقياس F1 بالحدود نفسها: { $exact }، وبالتداخل: { $overlapping }.
adjudication-alpha = ألفا كريبندورف (اسمية)
adjudication-alpha-unitizing = ألفا للتقطيع
adjudication-same-entity = الكيان نفسه
adjudication-same-attribute = { $name }: القيمة نفسها
adjudication-share = { $equal } من { $compared }
adjudication-dashed = الخط المتقطع: ٠٫٨. وF1 ≈ يعدّ ما تداخل.
adjudication-differ-in = فيم يختلفون
adjudication-result = النتيجة
adjudication-counts = { $agreed } اتُّفق عليها، { $decided } حُسمت، { $open } بقيت.
adjudication-kept = يُحفظ مع كل قرار صاحبه ووقته ومَن صاحب الوسم.
adjudication-relations-apart = { PLURAL($count) ->
    [one] تُركت علاقة واحدة ليست عند الجميع.
    [two] تُركت علاقتان ليستا عند الجميع.
    [few] تُركت { $count } علاقات ليست عند الجميع.
   *[other] تُركت { $count } علاقة ليست عند الجميع.
}
adjudication-hide-names = إخفاء الأسماء أثناء القرار
adjudication-step = كل قرار خطوة واحدة في التراجع
