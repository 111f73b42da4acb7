# التدقيق: ما يحتاج إلى نظرة.

seen-view-audit = التدقيق
command-audit = التدقيق
command-audit-tip = ما له اسم آخر في موضع آخر، وما فات، وما قُطع في غير موضعه، ولكل منها علاج
audit-kind = النوع
audit-what = ما هو
audit-finding = ما وُجد
audit-all-kinds = كل الأنواع
audit-kind-count = { $name }: { $count }
audit-show-fine = مقبولة كما هي
audit-progress = فُحص { $done } من { $all }
audit-unlisted = وغيرها { $count }، تُعرض إذا عولج بعض هذه.
audit-none = { $count ->
    [one] لا شيء يحتاج إلى إصلاح هنا.
    [two] لا شيء يحتاج إلى إصلاح في مقالين.
    [few] لا شيء يحتاج إلى إصلاح في { $count } مقالات.
   *[other] لا شيء يحتاج إلى إصلاح في { $count } مقالا.
  }
audit-none-of-kind = لم يبق شيء من هذا النوع.
audit-none-fine = لم يُعدّ شيء مقبولا كما هو.
audit-label = تصنيف آخر
audit-entity = كيان آخر
audit-unmarked = غير موسوم هنا
audit-border-blank = فراغ
audit-border-punctuation = علامة ترقيم
audit-border-quotation = علامة تنصيص
audit-border-particle = حرف متصل
audit-border-half-word = جزء من كلمة
audit-overlap = تداخل
audit-missing = قيمة ناقصة
audit-ends = طرفا علاقة
audit-orphan = ليس في النص
audit-label-said = «{ $words }» هنا { $here }، وفي مواضع أخرى { $usual } ({ $count }).
audit-entity-said = «{ $words }» هنا { $here }، وفي مواضع أخرى { $usual } ({ $count }).
audit-entity-none-said = «{ $words }» هنا بلا كيان، وفي مواضع أخرى { $usual } ({ $count }).
audit-unmarked-said = «{ $words }» غير موسوم هنا، وفي مواضع أخرى { $label } ({ $count }).
audit-border-has-said = «{ $words }»: ليس منه { $letters }
audit-border-lacks-said = «{ $words }»: ينقصه { $letters }
audit-overlap-said = «{ $words }» و«{ $other }» كلاهما { $label }.
audit-missing-said = «{ $words }»: لا قيمة لـ{ $attribute }.
audit-ends-said = «{ $words }»: لا تصل { $kind } بين { $from } و{ $to } بهذا الاتجاه.
audit-orphan-said = «{ $words }» لم يوجد في النص.
audit-cure-relabel = تصنيفه { $value }
audit-cure-link = معناه { $value }
audit-cure-mark = سِمه: { $value }
audit-cure-move = سِم { $value }
audit-cure-delete = أبق { $value }
audit-cure-value = { $value }
audit-cure-turn = اعكس اتجاه العلاقة
audit-cure-unrelate = احذف العلاقة
audit-cure-discard = تخلّ عنه
audit-ask = كل ما من هذا النوع…
audit-ask-all = { $count ->
    [one] أيعالَج الواحد المعروض بعلاجه الأول؟
    [two] أيعالَج الاثنان المعروضان كل بعلاجه الأول؟ هذه خطوة واحدة يمكن التراجع عنها.
   *[other] أتعالَج كل المعروضات ({ $count }) كل بعلاجه الأول؟ هذه خطوة واحدة يمكن التراجع عنها.
  }
audit-cure-all = عالجها
audit-fine = مقبول كما هو
audit-not-fine = ليس مقبولا
notice-cured = عولج ما وُجد ({ $count }){ $articles ->
    [1] .
    [two] {""} في مقالين.
    [few] {""} في { $articles } مقالات.
   *[other] {""} في { $articles } مقالا.
  }
audit-differing = واسم آخر
audit-differing-none-said = لم يَسِم { $by } «{ $words }».
audit-differing-only-said = وسَم { $by } «{ $words }» بالتصنيف { $label }.
audit-differing-label-said = صنّف { $by } «{ $words }» تحت { $label }.
audit-differing-ends-said = وسَم { $by } «{ $words }» بحدود أخرى.
audit-differing-entity-said = يقصد { $by } بـ«{ $words }» كيانا آخر.
audit-differing-attributes-said = أعطى { $by } «{ $words }» سمات أخرى.
