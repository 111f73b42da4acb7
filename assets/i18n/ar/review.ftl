# المراجعة: البت في الاقتراحات واحدا بعد آخر.

menu-several = عدة اقتراحات معًا
menu-review = مراجعة
menu-ends = طرفا الوسم
command-review = مراجعة الاقتراحات
command-review-tip = البت في الاقتراحات واحدا بعد آخر، بمفتاح واحد لكل منها
command-stop-review = إنهاء المراجعة
command-stop-review-tip = متابعة القراءة من الموضع نفسه
command-next-undecided = الاقتراح التالي
command-next-undecided-tip = الانتقال إلى الاقتراح التالي الذي لم يُبت فيه، وبعد الأخير إلى الأول
command-previous-undecided = الاقتراح السابق
command-previous-undecided-tip = الانتقال إلى الاقتراح السابق الذي لم يُبت فيه، وقبل الأول إلى الأخير
command-choose-for-name = تحديد المقصود بالاسم في كل المواضع
command-choose-for-name-tip = اختيار المقصود بالاسم المحدد حيثما ورد
command-search-entity = البحث عن موقع أو فصيل…
command-search-entity-tip = البحث عن المقصود بالاسم المحدد
command-new-entity = موقع أو فصيل جديد…
command-new-entity-tip = إنشاء موقع أو فصيل ليس في أي معجم، للاسم المحدد
command-rename-entity = إعادة تسمية الموقع أو الفصيل…
command-rename-entity-tip = تغيير الأسماء والنوع والبلد والإحداثيات لما أنشأته أنت
command-merge-entity = الدمج مع آخر…
command-merge-entity-tip = نقل كل ما يشير إلى هذا الموقع أو الفصيل إلى غيره
menu-entity = الموقع أو الفصيل
command-stretch-left = تحريك النهاية كلمة إلى اليسار
command-stretch-left-tip = توسيع الوسم المحدد أو تضييقه بكلمة
command-stretch-right = تحريك النهاية كلمة إلى اليمين
command-stretch-right-tip = توسيع الوسم المحدد أو تضييقه بكلمة
command-stretch-letter-left = تحريك النهاية حرفا إلى اليسار
command-stretch-letter-left-tip = توسيع الوسم المحدد أو تضييقه بحرف
command-stretch-letter-right = تحريك النهاية حرفا إلى اليمين
command-stretch-letter-right-tip = توسيع الوسم المحدد أو تضييقه بحرف
command-stretch-start-left = تحريك البداية كلمة إلى اليسار
command-stretch-start-left-tip = توسيع الوسم المحدد أو تضييقه بكلمة عند بدايته
command-stretch-start-right = تحريك البداية كلمة إلى اليمين
command-stretch-start-right-tip = توسيع الوسم المحدد أو تضييقه بكلمة عند بدايته
command-stretch-start-letter-left = تحريك البداية حرفا إلى اليسار
command-stretch-start-letter-left-tip = توسيع الوسم المحدد أو تضييقه بحرف عند بدايته
command-stretch-start-letter-right = تحريك البداية حرفا إلى اليمين
command-stretch-start-letter-right-tip = توسيع الوسم المحدد أو تضييقه بحرف عند بدايته

review-card = القرار
review-sure = مقترح بنسبة { $percent }٪
review-others = موقع أو فصيل آخر
review-others-short = غيره
review-which = ما المقصود؟
review-which-all = ما المقصود في كل المواضع؟
review-back = العودة إلى التصنيفات
review-no-others = لا موقع آخر بهذا الاسم.
review-search = البحث عن غيره
review-digits = الأرقام تختار المقصود
review-nothing-left = لم يبق شيء
review-nothing-left-why = بُتّ في كل الاقتراحات: قُبل { $accepted } ورُفض { $rejected }.
review-looking = يجري البحث عن الأسماء…
review-nothing-found = لا اقتراحات
review-nothing-found-why = حدد كلمات واضغط ١، أو أعد البحث بمعاجم أخرى.
review-show-rejected = إظهار المرفوض
review-left = { $left ->
    [0] لم يبق شيء
   *[other] بقي { $left } في { $names ->
        [one] اسم واحد
        [two] اسمين
        [few] { $names } أسماء
       *[other] { $names } اسما
      }
  }
review-mode = مراجعة
review-hint-next = التالي والسابق
review-hint-widen = توسيع وتضييق
review-hint-back = رجوع
review-hint-names = الأسماء
review-hint-stop = إنهاء المراجعة

# عدة اقتراحات معا.

command-accept-name = قبول كل ما ورد من هذا الاسم
command-accept-name-tip = قبول كل اقتراح بهذا الاسم لم يُبت فيه، في خطوة واحدة
command-reject-name = رفض كل ما ورد من هذا الاسم
command-reject-name-tip = رفض كل اقتراح بهذا الاسم لم يُبت فيه، في خطوة واحدة
command-accept-alike = قبول المتشابه منه
command-accept-alike-tip = قبول اقتراحات هذا الاسم التي لها التصنيف والمقصود نفسهما وثقتها متقاربة
command-reject-alike = رفض المتشابه منه
command-reject-alike-tip = رفض اقتراحات هذا الاسم التي لها التصنيف والمقصود نفسهما وثقتها متقاربة
command-next-differing = المختلف التالي
command-next-differing-tip = الانتقال إلى الاقتراح التالي من هذا الاسم الذي يختلف عن معظمها
command-decide-sure = قبول ما ثقته كافية…
command-decide-sure-tip = قبول كل ما عُثر عليه بثقة كافية، وإبقاء ما سواه للبت فيه
command-decide-several = قبول عدة اقتراحات أو رفضها…
command-decide-several-tip = البت دفعة واحدة في اسم أو تصنيف أو ما ثقته كافية أو مقطع أو بقية المقال

several-title = قبول عدة اقتراحات أو رفضها
several-name = هذا الاسم
several-entity = هذا المقصود
several-label = هذا التصنيف
several-sure = بحسب الثقة
several-selection = التحديد
several-rest = من هنا فصاعدا
several-all = الكل
several-least = أدنى ثقة
several-reach = { $count ->
    [0] لا اقتراحات
    [one] اقتراح واحد
    [two] اقتراحان
    [few] { $count } اقتراحات
    [many] { $count } اقتراحا
   *[other] { $count } اقتراح
  }{ $differ ->
    [0] {""}
    [one] ، أحدها مختلف
    [two] ، اثنان منها مختلفان
   *[other] ، منها { $differ } مختلفة
  }
several-accept = قبول الكل ({ $count })
several-accept-alike = قبول المتشابه ({ $count })
several-reject = رفض الكل ({ $count })
several-cancel = إلغاء
several-none = ليس فيه ما لم يُبت فيه.
several-unknown = المقصود غير معروف
several-percent = { $percent }٪
review-differ = { $count ->
    [one] واحد مختلف
    [two] اثنان مختلفان
    [few] { $count } مختلفة
   *[other] { $count } مختلفا
  }
review-go-through = المرور بها
notice-accepted-name = قُبل { $count } من «{ $name }».
notice-rejected-name = رُفض { $count } من «{ $name }».
notice-accepted-several = { $count ->
    [one] قُبل اقتراح واحد.
    [two] قُبل اقتراحان.
    [few] قُبلت { $count } اقتراحات.
    [many] قُبل { $count } اقتراحا.
   *[other] قُبل { $count } اقتراح.
  }
notice-rejected-several = { $count ->
    [one] رُفض اقتراح واحد.
    [two] رُفض اقتراحان.
    [few] رُفضت { $count } اقتراحات.
    [many] رُفض { $count } اقتراحا.
   *[other] رُفض { $count } اقتراح.
  }

# كل المواضع المماثلة.

command-all-like-this = كل ما يماثله…
command-all-like-this-tip = وسم الكلمات نفسها حيثما وردت، أو تغيير تصنيف وسومها كلها أو ربطها أو حذفها أو إضافة ملاحظة إليها
command-tag-matches = وسم كل النتائج…
command-tag-matches-tip = وسم كل نتائج البحث
alike-title = كل ما يماثله
alike-tag = وسم
alike-relabel = تصنيف آخر
alike-link = المقصود
alike-note = ملاحظة
alike-delete = حذف
alike-places = { $words }: { $count ->
    [0] لا شيء يُغيَّر
    [one] موضع واحد
    [two] موضعان
    [few] { $count } مواضع
    [many] { $count } موضعا
   *[other] { $count } موضع
  }
alike-do-tag = { $count ->
    [one] وسم موضع واحد
    [two] وسم موضعين
    [few] وسم { $count } مواضع
    [many] وسم { $count } موضعا
   *[other] وسم { $count } موضع
  }
alike-do-relabel = تغيير التصنيف ({ $count })
alike-do-link = تحديد المقصود ({ $count })
alike-do-note = إضافة الملاحظة ({ $count })
alike-do-delete = حذف ({ $count })
alike-by-words = هذه الكلمات
alike-by-meaning = هذا المقصود
alike-choose-entity = اختيار المقصود…
alike-note-field = ملاحظة لها كلها
alike-untagged = بلا وسم
alike-suggested = { $label }، مقترح
alike-rejected = { $label }، مرفوض
alike-left-out = مستبعد
alike-in-article = في هذا المقال
alike-in-folder = في المجلد
alike-looked = قُرئ { $done } من { $count } من المقالات
alike-doing = عُدّل { $done } من { $count } من المقالات
alike-stop = إيقاف
alike-articles = { $count ->
    [one] في مقال واحد
    [two] في مقالين
    [few] في { $count } مقالات
    [many] في { $count } مقالا
   *[other] في { $count } مقال
  }
alike-unreadable = { $count ->
    [one] · تعذرت قراءة مقال واحد
    [two] · تعذرت قراءة مقالين
    [few] · تعذرت قراءة { $count } مقالات
    [many] · تعذرت قراءة { $count } مقالا
   *[other] · تعذرت قراءة { $count } مقال
  }
alike-cut = · توقف البحث بعد { $count } من المواضع
alike-some = { $on } من { $count }
alike-hint = ↑ ↓ لاختيار موضع، والمسافة أو نقرة لاستبعاده
notice-alike-tag = { $count ->
    [one] وُسم «{ $words }» في موضع واحد
    [two] وُسم «{ $words }» في موضعين
    [few] وُسم «{ $words }» في { $count } مواضع
    [many] وُسم «{ $words }» في { $count } موضعا
   *[other] وُسم «{ $words }» في { $count } موضع
  }{ $articles ->
    [1] .
    [two] {""} في مقالين.
    [few] {""} في { $articles } مقالات.
    [many] {""} في { $articles } مقالا.
   *[other] {""} في { $articles } مقال.
  }
notice-alike-relabel = { $count ->
    [one] تغيّر تصنيف وسم واحد لكلمة «{ $words }»
    [two] تغيّر تصنيف وسمين لكلمة «{ $words }»
    [few] تغيّر تصنيف { $count } وسوم لكلمة «{ $words }»
   *[other] تغيّر تصنيف { $count } وسما لكلمة «{ $words }»
  }{ $articles ->
    [1] .
    [two] {""} في مقالين.
    [few] {""} في { $articles } مقالات.
    [many] {""} في { $articles } مقالا.
   *[other] {""} في { $articles } مقال.
  }
notice-alike-link = { $count ->
    [one] حُدد المقصود في وسم واحد لكلمة «{ $words }»
    [two] حُدد المقصود في وسمين لكلمة «{ $words }»
    [few] حُدد المقصود في { $count } وسوم لكلمة «{ $words }»
   *[other] حُدد المقصود في { $count } وسما لكلمة «{ $words }»
  }{ $articles ->
    [1] .
    [two] {""} في مقالين.
    [few] {""} في { $articles } مقالات.
    [many] {""} في { $articles } مقالا.
   *[other] {""} في { $articles } مقال.
  }
notice-alike-note = { $count ->
    [one] أُضيفت الملاحظة إلى وسم واحد لكلمة «{ $words }»
    [two] أُضيفت الملاحظة إلى وسمين لكلمة «{ $words }»
    [few] أُضيفت الملاحظة إلى { $count } وسوم لكلمة «{ $words }»
   *[other] أُضيفت الملاحظة إلى { $count } وسما لكلمة «{ $words }»
  }{ $articles ->
    [1] .
    [two] {""} في مقالين.
    [few] {""} في { $articles } مقالات.
    [many] {""} في { $articles } مقالا.
   *[other] {""} في { $articles } مقال.
  }
notice-alike-delete = { $count ->
    [one] حُذف وسم واحد لكلمة «{ $words }»
    [two] حُذف وسمان لكلمة «{ $words }»
    [few] حُذفت { $count } وسوم لكلمة «{ $words }»
   *[other] حُذف { $count } وسما لكلمة «{ $words }»
  }{ $articles ->
    [1] .
    [two] {""} في مقالين.
    [few] {""} في { $articles } مقالات.
    [many] {""} في { $articles } مقالا.
   *[other] {""} في { $articles } مقال.
  }

# خطوة واحدة في مقالات عدة.

joint-stale = { $count ->
    [one] بقي مقال واحد كما هو لأن نصه تغيّر في هذه الأثناء. ابحث في المجلد مرة أخرى.
    [two] بقي مقالان كما هما لأن نصيهما تغيّرا في هذه الأثناء. ابحث في المجلد مرة أخرى.
    [few] بقيت { $count } مقالات كما هي لأن نصوصها تغيّرت في هذه الأثناء. ابحث في المجلد مرة أخرى.
    [many] بقي { $count } مقالا كما هي لأن نصوصها تغيّرت في هذه الأثناء. ابحث في المجلد مرة أخرى.
   *[other] بقي { $count } مقال كما هي لأن نصوصها تغيّرت في هذه الأثناء. ابحث في المجلد مرة أخرى.
  }
joint-left = { $count ->
    [one] بقي موضع واحد كما هو لأن أحدا غيّره بعد ذلك.
    [two] بقي موضعان كما هما لأن أحدا غيّرهما بعد ذلك.
    [few] بقيت { $count } مواضع كما هي لأن أحدا غيّرها بعد ذلك.
    [many] بقي { $count } موضعا كما هي لأن أحدا غيّرها بعد ذلك.
   *[other] بقي { $count } موضع كما هي لأن أحدا غيّرها بعد ذلك.
  }
joint-failed = { $count ->
    [one] تعذر تعديل مقال واحد: { $reason }
    [two] تعذر تعديل مقالين. سبب الأول: { $reason }
    [few] تعذر تعديل { $count } مقالات. سبب أولها: { $reason }
    [many] تعذر تعديل { $count } مقالا. سبب أولها: { $reason }
   *[other] تعذر تعديل { $count } مقال. سبب أولها: { $reason }
  }
