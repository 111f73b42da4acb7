# ما كتبه غيرك في ملف وسوم مقال مفتوح
merging-taken = { $who ->
        [own] أُدرج ما عملته في نافذة أخرى: { $counts }.
        [others] أُدرج عمل { $names }: { $counts }.
       *[unknown] تغيّر ملف الوسوم، وأُدرج ما فيه: { $counts }.
    }
merging-open = { $count ->
        [one] غُيّر شيء واحد هنا على وجه وفي الملف على وجه آخر.
        [two] غُيّر شيئان هنا على وجه وفي الملف على وجه آخر.
        [few] غُيّرت { $count } أشياء هنا على وجه وفي الملف على وجه آخر.
       *[other] غُيّر { $count } شيئا هنا على وجه وفي الملف على وجه آخر.
    } قرّر أيهما يبقى؛ لا يُحفظ شيء تلقائيا قبل ذلك.
merging-undone = { $who ->
        [own] تراجعت هنا عمّا عملته في نافذة أخرى، وهو باق في الملف.
        [others] تراجعت هنا عن عمل { $names }، وهو باق في الملف.
       *[unknown] تراجعت هنا عن عمل غيرك، وهو باق في الملف.
    } أدرجه من جديد، أو اتركه: عندها يحذفه الحفظ التالي من الملف، وتبقى منه نسخة.
merging-decide = قرّر
merging-look = اعرضه
merging-keep = حسنا
merging-take-again = أدرجه من جديد
merging-leave-out = اتركه
differences-title-taken = ما أُدرج
differences-side-before = قبل
differences-side-taken = الآن
differences-title-decisions = القرارات
decisions-side-removed = محذوف
decisions-mine = عملي
decisions-theirs = الطرف الآخر
decisions-theirs-of = { $name }
decisions-take-mine = خذ عملي
decisions-take-theirs = خذ عمل الطرف الآخر
decisions-take-theirs-of = خذ عمل { $name }
decisions-both = كلاهما
decisions-before = كما كان
decisions-neither = لا هذا ولا ذاك
decisions-show-before = أظهر ما كان من قبل
decisions-hide-before = أخف ما كان من قبل
decisions-side-before = من قبل
decisions-later = لاحقا
decisions-removed-here = حُذف هنا وغُيّر هناك
decisions-removed-there = غُيّر هنا وحُذف هناك
decisions-decided = ✓ { $who }
decisions-progress = حُسم { $done } من { $total }
notice-decided = { $count ->
        [one] حُسم القرار.
        [two] حُسم القراران.
       *[other] حُسمت القرارات كلها: { $count }.
    }
status-waits = في سجل العمل: { $reason }
save-waits-open = قرارات تنتظرك
save-waits-undone = في الملف أكثر مما يُعرض
