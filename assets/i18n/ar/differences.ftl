# ما يختلف بين حالتين من وسوم المقال: صفوفه، وما تُعرض من أجله.
differences-list = الفروق
differences-opened = الفرق المختار
differences-close = العودة إلى الصفحة
differences-empty = لا فرق بينهما.
differences-none = لا شيء
differences-row-added = أُضيف
differences-row-removed = حُذف
differences-row-changed = تغيّر
differences-added = { PLURAL($count) ->
        [zero] لم يُضف شيء
        [one] أُضيف واحد
        [two] أُضيف اثنان
        [few] أُضيفت { $count }
       *[other] أُضيف { $count }
    }
differences-removed = { PLURAL($count) ->
        [zero] لم يُحذف شيء
        [one] حُذف واحد
        [two] حُذف اثنان
        [few] حُذفت { $count }
       *[other] حُذف { $count }
    }
differences-changed = { PLURAL($count) ->
        [zero] لم يتغيّر شيء
        [one] تغيّر واحد
        [two] تغيّر اثنان
        [few] تغيّرت { $count }
       *[other] تغيّر { $count }
    }
differences-relation = { $from } ← { $to }
differences-became = { $field }: { $was } ← { $now }
differences-kind-link = المقصود بالاسم
differences-kind-attribute = عن المقال
differences-kind-label = تصنيف
differences-kind-relation = نوع علاقة
differences-kind-article-attribute = سمة للمقالات
differences-field-passage = الموضع
differences-field-label = التصنيف
differences-field-entity = المقصود
differences-field-note = الملاحظة
differences-field-status = القرار
differences-field-kind = النوع
differences-field-from = من
differences-field-to = إلى
differences-field-origin = المصدر
differences-field-confidence = درجة الثقة
differences-field-provenance = من ومتى
differences-field-name = الاسم
differences-field-definition = التعريف
differences-field-extras = حقول من إصدار أحدث
differences-deed-made = وُسم
differences-deed-changed = غُيّر
differences-deed-noted = كُتبت ملاحظته
differences-title-restored = ما استُعيد
differences-side-saved = كما حُفظ
differences-side-restored = بعد الاستعادة
attribute-work-state = حالة العمل
attribute-work-by = من قال ذلك
attribute-work-on = متى قال ذلك
