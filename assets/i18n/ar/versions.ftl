# الحالات السابقة لملفات الوسوم.
panel-versions = النسخ
command-versions = النسخ السابقة
command-versions-tip = عرض الحالات المحفوظة لهذه الوسوم واستعادة إحداها
versions-now = الآن
versions-unsaved = غير محفوظ
versions-saved = حُفظت
versions-autosaved = حُفظت تلقائيا
versions-found = وُجدت على القرص
versions-restored = استُعيدت
versions-before-restore = قبل الاستعادة
versions-before-migration = قبل الصيغة الجديدة
versions-before-import = قبل الاستيراد
versions-before-merge = قبل الدمج
versions-before-fix = قبل الإصلاح
versions-before-export = قبل التصدير
versions-interrupted = حفظ لم يكتمل
versions-empty = لم يُحفظ شيء بعد. ستُحفظ هنا عشر حالات.
versions-about = تُحفظ عشر حالات، والحالة التي تسبق كل استيراد أو دمج أو صيغة جديدة.
versions-card = النسخة المختارة
versions-against = { $what }، مقارنة بنسخة { $time }
versions-more = { PLURAL($count) ->
        [zero] لا مزيد
        [one] وفرق آخر
        [two] وفرقان آخران
        [few] و{ $count } فروق أخرى
        [many] و{ $count } فرقا آخر
       *[other] و{ $count } فرق آخر
    }
versions-look = اعرضها
versions-restore = استعدها
versions-read = اقرأها
versions-since = ما تغيّر بعدها
versions-can-be-undone = الاستعادة خطوة واحدة يمكن التراجع عنها.
versions-tab = { $file } ({ $time })
differences-title-unsaved = ما لم يُحفظ
differences-title-step = ما تغيّر في نسخة { $time }
differences-title-since = ما تغيّر منذ { $time }
notice-version-restored = عادت وسوم { $file } كما حُفظت في { $time }. وتبقى الحالة التي سبقت ذلك بين النسخ.
notice-version-same = وسوم { $file } هي نفسها في نسخة { $time }.
notice-version-not-kept = حُفظت الوسوم، ولكن تعذّر الاحتفاظ بهذه الحالة بين النسخ: { $reason }

# سجلات نُحّيت جانبا.
command-aside = نسخ محفوظة جانبا…
command-aside-tip = عرض ما استُعيد بعد توقف مفاجئ أو تجاهلته، وإرجاعه
aside-title = نسخ محفوظة جانبا
aside-text = ما استُعيد بعد توقف مفاجئ يبقى هنا ثلاثين يوما، حتى إن تجاهلته.
aside-empty = لا توجد نسخ.
aside-restore = أرجعها
aside-note = ملاحظة
aside-changes = { PLURAL($count) ->
        [zero] لا تغييرات
        [one] تغيير واحد
        [two] تغييران
        [few] { $count } تغييرات
        [many] { $count } تغييرا
       *[other] { $count } تغيير
    }
