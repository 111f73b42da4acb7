# ما جرى منذ فتح المقال، والعودة إلى أي نقطة منه.

panel-history = السجل
history-here-and-now = منذ فتحه
command-history = السجل
command-history-tip = عرض ما جرى منذ فتح المقال، والعودة إلى أي نقطة منه
history-tagged = وسم: { $label }
history-accepted = قبول
history-rejected = رفض
history-reopened = إعادة إلى بلا قرار
history-deleted = حذف
history-noted = ملاحظة
history-relabelled = صار { $label }
history-moved = تحريك طرف
history-linked = ما يدل عليه
history-described = السمات
history-changed = تغيير
history-related = علاقة
history-relation-changed = تغيير علاقة
history-document = عن المقال
history-labels = التصنيفات
history-label-added = تصنيف جديد: { $label }
history-label-changed = تغيير التصنيف { $label }
history-label-removed = حذف التصنيف { $label }
history-relation-kinds = أنواع العلاقات
history-document-attributes = بيانات المقالات المطلوبة
history-done = المقال منجز
history-put-aside = المقال مؤجل
history-taken-up = العودة إلى المقال
history-orphans = مواقع الوسوم
history-decided = حسم تعارض
history-taken-in = إدراج ما في ملف الوسوم
history-recovered = استعادة ما لم يُحفظ
history-discarded = إزالة ما استُعيد
history-version = العودة إلى نسخة سابقة
history-imported = استيراد ملف برنامج آخر
history-folder-labels = تصنيفات المجلد
history-many = { $what } · { $count }
history-here = أنت هنا
history-saved = حُفظ
history-opened = فُتح
history-empty = يظهر هنا ما تفعله.
history-back = العودة إلى ما قبل { $time }
history-forward = التقدم إلى { $time }
history-takes-back = { $count ->
    [one] تتراجع عن هذه الخطوة، وتبقى في القائمة إلى أن تفعل غيرها.
    [two] تتراجع عن خطوتين، وتبقيان في القائمة إلى أن تفعل غيرهما.
    [few] تتراجع عن { $count } خطوات، وتبقى في القائمة إلى أن تفعل غيرها.
   *[other] تتراجع عن { $count } خطوة، وتبقى في القائمة إلى أن تفعل غيرها.
}
history-does-again = { $count ->
    [one] تعيد هذه الخطوة.
    [two] تعيد خطوتين.
    [few] تعيد { $count } خطوات.
   *[other] تعيد { $count } خطوة.
}
history-go = الانتقال
history-show = عرض في الصفحة
