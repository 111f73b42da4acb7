# المراجعة: البت في الاقتراحات واحدا بعد آخر.

menu-review = في المراجعة
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
command-stretch-left = تحريك النهاية كلمة إلى اليسار
command-stretch-left-tip = توسيع الوسم المحدد أو تضييقه بكلمة
command-stretch-right = تحريك النهاية كلمة إلى اليمين
command-stretch-right-tip = توسيع الوسم المحدد أو تضييقه بكلمة
command-stretch-letter-left = تحريك النهاية حرفا إلى اليسار
command-stretch-letter-left-tip = توسيع الوسم المحدد أو تضييقه بحرف
command-stretch-letter-right = تحريك النهاية حرفا إلى اليمين
command-stretch-letter-right-tip = توسيع الوسم المحدد أو تضييقه بحرف

review-card = القرار
review-sure = مقترح بنسبة { $percent }٪
review-others = موقع أو فصيل آخر
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
