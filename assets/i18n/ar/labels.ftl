## محرر التصنيفات.

labels-title = التصنيفات
labels-form = التصنيف المختار
labels-list = التصنيفات
labels-count = { PLURAL($count) ->
    [zero] لا تصنيفات في هذا المقال
    [one] تصنيف واحد في هذا المقال
    [two] تصنيفان في هذا المقال
    [few] { $count } تصنيفات في هذا المقال
   *[other] { $count } تصنيفا في هذا المقال
}
labels-close = العودة إلى المقال
labels-search = ابحث في التصنيفات
# $text: what was typed
labels-search-empty = لا تصنيف في اسمه «{ $text }». امسح البحث (Esc).
labels-new = تصنيف جديد
labels-new-below = تحت هذا
labels-new-name = اسم التصنيف الجديد
labels-none-chosen = اختر تصنيفا من القائمة.
labels-empty = لا تصنيفات بعد. أنشئ واحدا (Ctrl+L).
labels-article = المقال كله
labels-article-text = ما يُدوَّن عن كل مقال، مثل عنوانه ومصدره وتاريخه.

# Spoken with a row of the tree.
labels-row-key = المفتاح { $key }
labels-row-hidden = مخفي
labels-row-used = { PLURAL($count) ->
    [zero] غير مستخدم
    [one] استُخدم مرة
    [two] استُخدم مرتين
    [few] استُخدم { $count } مرات
   *[other] استُخدم { $count } مرة
}

labels-merge = دمج مع…
labels-hide = إخفاء
labels-show = إظهار
labels-remove = حذف…
# $label: its name; $count: annotations; $relations: of these
labels-ask-merge = «{ $label }»: { PLURAL($count) ->
    [zero] لا وسوم
    [one] وسم واحد
    [two] وسمان
    [few] { $count } وسوم
   *[other] { $count } وسما
}، { PLURAL($relations) ->
    [zero] لا علاقات
    [one] علاقة واحدة
    [two] علاقتان
    [few] { $relations } علاقات
   *[other] { $relations } علاقة
}. اختر التصنيف الذي تنتقل إليه، ثم يُحذف هذا.
labels-ask-remove = «{ $label }»: { PLURAL($count) ->
    [zero] لا وسوم
    [one] وسم واحد
    [two] وسمان
    [few] { $count } وسوم
   *[other] { $count } وسما
}، { PLURAL($relations) ->
    [zero] لا علاقات
    [one] علاقة واحدة
    [two] علاقتان
    [few] { $relations } علاقات
   *[other] { $relations } علاقة
}. انقلها إلى تصنيف آخر أو احذفها معه.
labels-ask-remove-unused = التصنيف «{ $label }» غير مستخدم. أتحذفه؟
labels-remove-now = حذف
labels-remove-all = { PLURAL($count) ->
    [zero] حذف بلا وسوم
    [one] حذف الوسم أيضا
    [two] حذف الوسمين أيضا
    [few] حذف { $count } وسوم أيضا
   *[other] حذف { $count } وسما أيضا
}
labels-give-to = نقل إلى

labels-name-ar = الاسم بالعربية
labels-name-en = الاسم بالإنجليزية
labels-description = الوصف، ويظهر عند الوسم
labels-color-caption = تباين النص، ثم تباين الخط: الأدنى في الفاتح والداكن
labels-color-foot = النقطة: لتصنيف آخر هذا اللون. المطلوب: ٤٫٥ للنص و٣ للخط.
# $color: its name; $label: the label that has it
labels-color-of = { $color }، وهو أيضا للتصنيف { $label }
# $text, $line: contrasts
labels-contrast = التباين { $text } و{ $line }
labels-contrast-low = التباين { $text } و{ $line }، وهو قليل
labels-line = شكل الخط
labels-line-solid = متصل
labels-line-dashed = متقطع
labels-line-dotted = منقط
labels-line-double = مزدوج
# $line: its name; $label: the label that looks like this
labels-line-of = { $line }: هكذا يظهر { $label }
labels-key = المفتاح
labels-key-none = بلا مفتاح
labels-key-is = المفتاح { $key }
labels-key-free = { $key }، متاح
labels-key-swap = { $key }، تبادل مع { $label }
labels-key-take = { $key }، أخذه من { $label }
labels-parent = تحت
labels-parent-none = في الأعلى

labels-attributes = السمات
labels-attribute-add = سمة
labels-attribute-name = اسم السمة الجديدة
labels-attribute-remove = حذف السمة
labels-attributes-empty = أضف ما تريد معرفته عن كل وسم، مثل تاريخ أو عدد.
labels-type = النوع
labels-type-choice = اختيار
labels-type-choices = عدة خيارات
labels-type-text = نص
labels-type-yes-no = نعم أو لا
labels-type-number = عدد
labels-type-date = تاريخ
labels-choices = القيم
labels-choices-hint = تفصل بينها فواصل
labels-required = مطلوبة
labels-default = المبدئي
labels-default-none = بلا قيمة
labels-yes = نعم
labels-no = لا
labels-up = نقل إلى أعلى
labels-down = نقل إلى أسفل

labels-relations = العلاقات
labels-relation-add = علاقة
labels-relation-name = اسم العلاقة الجديدة
labels-relations-empty = لا علاقات لهذا التصنيف بعد.
labels-relation-any = أي تصنيف
labels-relation-more = { PLURAL($count) ->
    [zero] لا غيرها
    [one] وواحد غيرها
    [two] واثنان غيرها
    [few] و{ $count } غيرها
   *[other] و{ $count } غيرها
}
# $from, $to: names of labels; the arrow follows the reading direction
labels-relation-ends = { $from } ← { $to }
labels-relation-both = { $from } ↔ { $to }
labels-relation-from = من
labels-relation-to = إلى
labels-relation-symmetric = في الاتجاهين
labels-relation-remove = حذف العلاقة
labels-ask-remove-relation = { PLURAL($count) ->
    [zero] لا علاقات من هذا النوع.
    [one] تُحذف معها علاقة واحدة من هذا النوع.
    [two] تُحذف معها علاقتان من هذا النوع.
    [few] تُحذف معها { $count } علاقات من هذا النوع.
   *[other] تُحذف معها { $count } علاقة من هذا النوع.
}
labels-relation-remove-all = { PLURAL($count) ->
    [zero] حذفها
    [one] حذفها مع علاقتها
    [two] حذفها مع علاقتين
    [few] حذفها مع { $count } علاقات
   *[other] حذفها مع { $count } علاقة
}

labels-sample = كيف يظهر
labels-sample-caption = بلا قرار: مملوء. ما بُتّ فيه: خط. المختار: إطار.
labels-use = أين استُخدم
labels-use-none = لم يُستخدم بعد. المثال أعلاه يبين كيف سيظهر.
labels-use-count = { PLURAL($count) ->
    [zero] لم يُستخدم
    [one] مرة واحدة
    [two] مرتان
    [few] { $count } مرات
   *[other] { $count } مرة
}
labels-use-articles = { PLURAL($count) ->
    [zero] في لا مقال
    [one] في مقال مفتوح واحد
    [two] في مقالين مفتوحين
    [few] في { $count } مقالات مفتوحة
   *[other] في { $count } مقالا مفتوحا
}
labels-use-relations = { PLURAL($count) ->
    [zero] بلا علاقات
    [one] علاقة واحدة
    [two] علاقتان
    [few] { $count } علاقات
   *[other] { $count } علاقة
}
labels-use-people = من وسم
labels-use-nobody = بلا اسم
labels-one-step = { $count ->
    [1] كل تغيير خطوة واحدة، يتراجع عنها Ctrl+Z.
    [two] كل تغيير خطوة واحدة في مقالين مفتوحين، يتراجع عنها Ctrl+Z فيهما.
    [few] كل تغيير خطوة واحدة في { $count } مقالات مفتوحة، يتراجع عنها Ctrl+Z فيها كلها.
    [many] كل تغيير خطوة واحدة في { $count } مقالا مفتوحا، يتراجع عنها Ctrl+Z فيها كلها.
   *[other] كل تغيير خطوة واحدة في { $count } مقال مفتوح، يتراجع عنها Ctrl+Z فيها كلها.
  }

labels-sets = المجموعات
labels-ready-places = إضافة: المواقع والفصائل
labels-ready-events = إضافة: الأحداث
labels-ready-qualitative = إضافة: الترميز النوعي
labels-share = استعمالها في المجلد { $folder }
labels-import = إضافة من ملف…
# $format: its name
labels-export = تصدير بصيغة { $format }…
labels-import-title = إضافة تصنيفات من ملف
labels-export-title = تصدير التصنيفات بصيغة { $format }
labels-filter = مجموعات تصنيفات
labels-added = { PLURAL($count) ->
    [zero] تصنيفات المجموعة كلها هنا من قبل.
    [one] أُضيف تصنيف واحد.
    [two] أُضيف تصنيفان.
    [few] أُضيفت { $count } تصنيفات.
   *[other] أُضيف { $count } تصنيفا.
}
# $file: its name; $reason: a sentence with line and column
labels-import-failed = لم يُضف شيء من { $file }. { $reason }
labels-exported = التصنيفات في { $file }.
command-label-from-words = تصنيف من الكلمات المحددة
command-label-from-words-tip = إنشاء تصنيف بهذا الاسم ووسم الكلمات به
command-edit-attributes = السمات
command-edit-attributes-tip = تعبئة ما يطلبه التصنيف عن هذا الوسم
popover-attributes = السمات
popover-attributes-missing = السمات (ينقص { $count })
details-title = السمات: { $label }
details-done = تم
details-note = الملاحظة
attribute-none = بلا قيمة
popover-here = { $count } هنا
page-here = الوسوم هنا: { $count }
command-add-fragment = ضم الكلمات إلى الوسم
command-add-fragment-tip = تصير الكلمات المحددة جزءا آخر من آخر وسم حُدد (والسحب مع Ctrl يفعل ذلك أيضا)
command-marks-here = الوسوم في هذا الموضع
command-marks-here-tip = عرض الوسوم المتراكبة هنا لاختيار أحدها
