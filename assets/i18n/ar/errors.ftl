# أخطاء الطبقات التي تحت النافذة وتحذيراتها، بالعربية.

## الملفات

error-file-missing = لا يوجد ملف بهذا الاسم: { $path }. تحقّق من الاسم.
error-file-folder = { $path } مجلد وليس ملفا. اختر ملفا من داخله.
error-file-special = { $path } جهاز أو أنبوب أو مقبس وليس ملفا. اختر ملفا.
error-folder-missing = لا يوجد المجلد { $folder } ليُحفظ فيه { $path }. أنشئه أو اختر مجلدا آخر.
error-folder-away = المجلد { $folder } غير موجود الآن، أو قرصه غير موصول. عملك غير المحفوظ على { $path } باق، ويعود حين تفتح المقال من جديد.
error-folder-denied = لا إذن لك بإنشاء ملفات في المجلد { $folder }، فتعذّر حفظ { $path } فيه. غيّر أذونات المجلد أو اختر مجلدا آخر.
error-drive-read-only = القرص للقراءة فقط، فتعذّر حفظ { $path }. اختر مجلدا آخر.
error-drive-full = القرص ممتلئ أو بلغتَ حصّتك منه، فتعذّر حفظ { $path }. أفرغ بعض المساحة أو اختر مجلدا آخر.
error-file-too-long = تعذّر حفظ { $path }، لأن النظام أو القرص لا يسمح بملف بهذا الحجم. اختر مجلدا آخر.
error-file-half-written = لم يُكتب الملف { $path } كاملا، وأفاد النظام: { $message }. المحتوى كله محفوظ في { $copy }؛ احفظ في مجلد آخر، أو أفرغ بعض المساحة ثم احفظ من جديد.
error-file-name-long = اسم الملف { $path } أطول مما يسمح به القرص. اختر اسما أقصر.
error-folder-no-articles = لا مقالات في المجلد { $path } ({ $endings }). اختر مجلدا آخر.
error-file-denied = لا إذن لك بالوصول إلى { $path }. غيّر أذوناته أو انسخه إلى مجلد يخصّك.
# $path
error-file-write-denied = لا إذن لك بتعديل { $path }. غيّر أذوناته أو احفظ باسم آخر.
# $path
error-file-no-text = لم يعد { $path } ملفا نصيا، فلا يمكن قراءة شيء منه. بقي كما هو؛ ضع نسخة سليمة محله أو انقله جانبا.
# All: $path, a folder of the program's own; $variable: what names another one
error-own-folder-full = لا يمكن حفظ شيء في مجلد حواشي { $path } لأن القرص، أو حصتك منه، ممتلئ. أفرغ مساحة أو حدّد مجلدا آخر في { $variable }.
error-own-folder-size = لا يمكن حفظ شيء في مجلد حواشي { $path } لأن النظام أو القرص لا يسمح بملف بهذا الحجم. ارفع هذا الحد أو حدّد مجلدا آخر في { $variable }.
error-own-folder-denied = لا يمكن حفظ شيء في مجلد حواشي { $path } لأنه لا إذن لك بالكتابة فيه. غيّر أذوناته أو حدّد مجلدا آخر في { $variable }.
error-own-folder-read-only = لا يمكن حفظ شيء في مجلد حواشي { $path } لأن القرص للقراءة فقط. اجعله قابلا للكتابة أو حدّد مجلدا آخر في { $variable }.
# $there: what is in the folder's place
error-own-folder-none = لا يمكن حفظ شيء في مجلد حواشي { $path } لأن { $there } ليس مجلدا. انقله جانبا أو حدّد مجلدا آخر في { $variable }.
# $message: what the system says
error-own-folder-drive = لا يمكن حفظ شيء في مجلد حواشي { $path }. يقول النظام: «{ $message }». افحص القرص أو حدّد مجلدا آخر في { $variable }.
error-file-io = تعذّر استعمال { $path }. يقول النظام: «{ $message }». تحقّق من القرص، أو استعمل نسخة في مجلد آخر.
error-internal = تعذّرت قراءة { $path } بسبب خطأ في حواشي. نرجو الإبلاغ عنه.
error-file-empty = الملف { $path } فارغ. اختر ملفا فيه نص.
error-file-binary = { $path } ليس ملفا نصيا: فيه من البايتات الصفرية ومحارف التحكم ما لا يكون في نص، وترميزه ليس UTF-16. اختر ترميزه إن كان نصا، أو احفظ المقال نصا عاديا ثم افتحه.
error-file-binary-kind = { $path } ليس ملفا نصيا، بل يبدو من نوع { $kind }. احفظ المقال نصا عاديا ثم افتحه.
error-file-too-large = حجم { $path } فوق الحد المسموح، وهو ٤ غيغابايت. قسّمه إلى ملفات أصغر.
error-file-endless = لا نهاية لـ{ $path } بعد { $limit } ميغابايت. احفظ النص في ملف ثم افتحه.
error-version-damaged = الحالة السابقة المحفوظة في { $path } تالفة. اختر حالة أخرى.
error-file-locked = الملف { $path } مقفل بكلمة سر. افتحه في برنامجه، واحفظه بلا كلمة سر، ثم افتحه هنا.
error-file-damaged = الملف { $path } تالف، فليس { $kind } سليما ({ $what }). افتحه في برنامجه واحفظه من جديد.
error-file-pictures = ليس في { $path } نص، بل صور صفحات (عددها { $pages }). استخرج النص ببرنامج تعرّف ضوئي (OCR) ثم افتح ما يحفظه.
error-file-too-much = في { $path } أكثر من { $limit } { $what }، وهذا فوق ما يُقرأ من ملف { $kind }. احفظ ما تحتاج إليه منه في ملف مستقل.
error-file-not-built = الملف { $path } من نوع { $kind }، ولا تقرؤه هذه النسخة من حواشي. استعمل نسخة تقرأ الوثائق.
error-file-exists = الملف { $path } موجود من قبل. اختر اسما آخر أو استبدله.
error-file-changed = عدّل غيرك الملف { $path } بعد قراءته. لم يضع شيء من عملك؛ احفظه باسم آخر، أو ضعه محل ما كتبه غيرك.
error-file-created = أنشأ غيرك الملف { $path } بعد فتح المقال. لم يضع شيء من عملك؛ احفظه باسم آخر، أو ضعه محل ما كتبه غيرك.
error-file-removed = حُذف الملف { $path } أو نُقل أو أُفرغ بعد قراءته. لم يضع شيء من عملك؛ احفظه في الملف نفسه من جديد، أو باسم آخر.
error-file-unsynced = كُتب الملف { $path }، لكن القرص لا يؤكد أنه بأمان: { $message }. احفظ نسخة على قرص آخر.

## ملفات الوسوم

error-annotations-syntax = { $path }، السطر { $line }، العمود { $column }: { $message } لم يُمسّ الملف؛ صحّح ذلك السطر في محرّر نصوص.
error-annotations-kept = { $error } لم يضع ما فيه: { $kept }.
kept-copy = محتواه كامل في { $copy } ويُقرأ مع المقال
kept-journal = ما لم يُحفظ من العمل في سجل العمل ويعود مع المقال
kept-versions = { $count ->
    [one] حُفظت منه حالة سابقة واحدة
    [two] حُفظت منه حالتان سابقتان
    [few] حُفظت منه { $count } حالات سابقة
   *[other] حُفظت منه { $count } حالة سابقة
} وتُعرض في المقال بالمفتاحين Ctrl+H
error-annotations-other-file = { $path } ليس ملف وسوم من حواشي: الحقل «{ $field }» مفقود.
error-annotations-newer = نسخة صيغة { $path } هي { $found }، وهذا البرنامج يعرف النسخة { $known } فقط. لم يُمسّ الملف؛ افتحه بإصدار أحدث من حواشي.
error-annotations-article-missing = يعود { $path } إلى المقال { $file }، وهو غير موجود في مجلده. ضعه هناك.

warning-annotations-other-text = تغيّر نص { $file } بعد وسمه. بقي في موضعه: { $kept }؛ عُثر عليه في موضع آخر: { $moved }؛ عُثر عليه تقريبا: { $near }؛ لم يُعثر عليه: { $lost }.
warning-annotation-moved = { $file }: لم يعد «{ $quote }» ({ $label }) في موضعه، وعُثر عليه في الفقرة { $paragraph }.
warning-annotation-near = { $file }: تغيّر موضع «{ $quote }» ({ $label })، ولعله الآن «{ $now }» في الفقرة { $paragraph }. لا يوضع الوسم هناك حتى تؤكّد ذلك، ويبقى محفوظا.
warning-annotation-lost = { $file }: لم يُعثر في النص على «{ $quote }» ({ $label }). يبقى الوسم محفوظا، وتجده في قائمة الوسوم.
warning-annotation-lost-unquoted = { $file }: يشير وسم ({ $label }، السطر { $line } من ملفه) إلى خارج النص ولا يذكر كلماته. يبقى محفوظا، وتجده في قائمة الوسوم.
warning-annotation-broken = { $file }: تعذّرت قراءة السطر { $line } من ملف الوسوم. العمود { $column }: { $message } يبقى هذا القيد محفوظا ولا يُستعمل.
warning-annotation-broken-quote = { $file }: تعذّرت قراءة الوسم على «{ $quote }» (السطر { $line } من ملف الوسوم، العمود { $column }). { $message } يبقى محفوظا ولا يُستعمل.
warning-annotation-label = { $file }: تستعمل الوسوم التصنيف { $id }، ولا يذكره ملفها في قائمة التصنيفات، فأُضيف إليها.
warning-annotation-same-id = { $file }: لوسمين معرّف واحد، فأُعطي الذي في السطر { $line } من ملف الوسوم معرّفا جديدا.
error-annotations-blind = يُوسم هذا المجلد دون رؤية عمل الآخرين، فيُخفى عملهم في { $article } حتى تنجزه. قل أولا إنه منجز واحفظه.
error-annotations-article-elsewhere = يعود { $path } إلى { $file }، وهو خارج مجلده. لا يفتح حواشي ملفا كهذا إلا بإذنك.
error-annotations-empty = الملف { $path } فارغ. استعد حالة سابقة منه، أو احذفه لتبدأ من جديد.
error-annotations-no-version = يذكر { $path } النسخة 0 من الصيغة، ولا وجود لها. اكتب version: 2 في محرّر نصوص، أو version: 1 إن كان الملف قديما.
error-annotations-conflict = ترك Git علامات تعارض في { $path }، في السطور: { $lines }. أبق الصحيح واحذف العلامات في محرّر نصوص.
warning-annotation-fault = { $file }: السطر { $line } من ملف الوسوم، العمود { $column }: { $message } بقي كما هو.
warning-annotation-faults = { $file }: السطر { $line } من ملف الوسوم، العمود { $column }: { $message } بقي كما هو. ومثله في مواضع أخرى عددها { $more }.
warning-annotations-repeated = { $file }: الحقل «{ $field }» مكرّر في ملف الوسوم (ثانيةً في السطر { $line }). قُرئ الاثنان، ويجمعهما الحفظ في واحد.
warning-annotations-conflict = { $file }: ترك Git علامات تعارض في ملف الوسوم (أولها في السطر { $line }). قُرئ الجانبان، ويزيل الحفظ العلامات.
warning-annotations-undecided = { $file }: غيّر شخصان { $count ->
    [one] شيئا واحدا
    [two] شيئين
    [few] { $count } أشياء
    [many] { $count } شيئا
   *[other] { $count } شيء
} تغييرين مختلفين (أول علامة في السطر { $line } من ملف الوسوم). يُستعمل الأول منهما إلى أن تحذف أحد الجانبين والعلامات من الملف.
warning-annotations-other-side = { $file }: يختلف جانبا الدمج في «{ $name }» (السطر { $line } من ملف الوسوم). استُعمل الأول، وبقي الآخر تعليقا في الملف.

## المقاطع والوسوم والتصنيفات

error-span-empty = لا نص بين هذين الطرفين.
error-span-out-of-range = ينتهي المقطع بعد آخر النص.
error-span-inside-character = يبدأ المقطع أو ينتهي داخل حرف.
error-annotation-exists = يوجد وسم معرّفه { $id } من قبل.
error-annotation-missing = لا يوجد وسم معرّفه { $id }. لعله حُذف.
error-read-only = هذا المقال مفتوح للقراءة فقط، لأنه مفتوح عند غيرك. اختر «اعمل أيضا» فوق الصفحة لتعديله.
error-annotation-duplicate = لهذا المقطع التصنيف { $id } من قبل. احذف أحدهما.
error-candidate-missing = لم يعد في هذا المقطع أي اقتراح. يمكنك وسمه يدويا.
error-label-exists = يوجد تصنيف معرّفه { $id } من قبل. اختر اسما آخر.
error-label-missing = لا يوجد تصنيف معرّفه { $id }. أضفه أولا.
error-label-in-use = التصنيف { $id } مستعمل ({ $count }). أعط تلك المقاطع تصنيفا آخر أولا.
error-label-no-id = لا بد للتصنيف من معرّف.
error-label-no-name = لا بد للتصنيف { $id } من اسم.
error-label-color = «{ $color }» ليس لونا. اكتبه هكذا: teal أو ‎#1f9e89.
error-label-key-taken = المفتاح { $key } مخصص للتصنيف { $other }. اختر مفتاحا آخر.
error-label-look-taken = للتصنيف { $other } هذا اللون مع هذا الخط. اختر للتصنيف { $id } لونا أو خطا غيره.
error-label-parent = لا يمكن وضع التصنيف { $id } تحت { $parent }. اختر تصنيفا أعلى غيره.
error-attribute-unknown = لا توجد هنا سمة اسمها «{ $name }». أضفها إلى التصنيفات أولا.
error-attribute-type = هذه القيمة لا تناسب السمة «{ $name }». أدخل قيمة من نوعها.
error-attribute-choice = «{ $choice }» ليست من خيارات «{ $name }».
error-annotation-related = تصل العلاقة { $relation } بالوسم { $id }. احذف العلاقة أولا.
error-relation-exists = توجد علاقة معرّفها { $id } من قبل.
error-relation-missing = لا توجد علاقة معرّفها { $id }. لعلها حُذفت.
error-relation-kind-missing = لا توجد علاقات من نوع «{ $kind }». أضف النوع إلى التصنيفات أولا.
error-relation-kind-in-use = العلاقات من نوع «{ $kind }» مستعملة ({ $count }). احذفها أولا.
error-relation-ends = لا يمكن أن تربط علاقة «{ $kind }» بين { $from } و{ $to }.

## ما يخالف التصنيفات

fault-unreadable = تعذّرت قراءة قيمة «{ $name }». { $message }
fault-twice = «{ $id }» مكرّر. المعتمد هو الأول.
fault-fragments = أجزاء هذا المقطع متلاصقة أو متداخلة، فقُرئت جزءا واحدا.
fault-loop = تربط العلاقة وسما بنفسه.
fault-time = «{ $time }» ليس وقتا. اكتبه هكذا: ‎2026-11-22T09:33:00Z.
fault-detects = لا يكشف حواشي شيئا من النوع «{ $kind }». القيم الممكنة: { $choices }.

## التصدير

error-export-unit = تعدّ الصيغة { $format } بوحدة { $fixed } لا بوحدة { $wish }.
error-export-no-offsets = لا مواضع في الصيغة { $format }، فلا تعدّ شيئا بوحدة { $wish }.
error-export-one-article = يتسع ملف { $format } لمقال واحد، لا لعدد { $articles }. اختر مجلدا.
error-export-read-only = صيغة { $format } تُقرأ هنا ولا تُكتب. اختر صيغة أخرى.
error-export-failed = تعذّر التصدير إلى { $format }. يقول النظام: «{ $message }».
error-export-is-read = { $path } مفتوح هنا أو يُقرأ لهذا الغرض، فيبقى كما هو. اختر اسما آخر.
error-export-twice = { $input }: كُتب مقال آخر بهذا الاسم إلى { $path } قبل قليل. صدّره إلى مجلد آخر.
error-export-other-encoding = { $path } هو المقال بترميز آخر، ولا بد أن يكون نصه هناك بترميز UTF-8. اختر مجلدا آخر.
error-export-stopped = أُوقف التصدير.
error-import-other-text = الملف { $path } موجود بنص آخر. افتحه واستورد إليه، أو اختر مجلدا آخر. وإن استُبدل حُفظ النص السابق بجانبه.
error-import-stopped = أُوقف الاستيراد.
error-import-line = السطر { $line }: { $message }
conll-no-tag = اكتب كلمة ثم علامة جدولة ثم رمزا.

## الإعدادات

error-settings-broken = تعذّرت قراءة الإعدادات في { $path }. السطر { $line }، العمود { $column }: { $message } نُقلت جانبا إلى { $aside }.
# $path
error-settings-no-file = تعذّرت قراءة الإعدادات لأن { $path } ليس ملفا نصيا. يعمل حواشي بدونها، ولا يحفظ إعدادات حتى تنقله جانبا.
error-settings-no-folder = لا يحدّد النظام مجلدا للإعدادات. عيّن HAWASHI_CONFIG_DIR.

## معاجم المستخدم

error-lexicon-kind = { $path }، السطر { $line }، العمود { $column }: لا يوجد نوع باسم «{ $value }». الأنواع هي: { $kinds }.
error-lexicon-column = { $path }، السطر { $line }، العمود { $column }: لا يوجد حقل باسم «{ $value }». الحقول هي: { $columns }.
error-lexicon-header = { $path }، السطر { $line }، العمود { $column }: يجب أن يسمي السطر الأول الحقول، ومنها { $column-name }.
error-lexicon-fields = { $path }، السطر { $line }، العمود { $column }: عدد الحقول في هذا السطر { $found }، والسطر الأول يسمي { $expected }.
error-lexicon-tabs = { $path }، السطر { $line }، العمود { $column }: عدد الأعمدة المفصولة بعلامة الجدولة { $found }، وفي سطر GeoNames تسعة عشر.
error-lexicon-number = { $path }، السطر { $line }، العمود { $column }: «{ $value }» ليس عددا يصح هنا ({ $what }).
figure-latitude = خط العرض
figure-longitude = خط الطول
figure-position = خطا العرض والطول
figure-population = عدد السكان
figure-geonames-id = الرقم في GeoNames
error-lexicon-yes-no = { $path }، السطر { $line }، العمود { $column }: اكتب yes أو no بدل «{ $value }».
error-lexicon-country = { $path }، السطر { $line }، العمود { $column }: «{ $value }» ليس رمز دولة. اكتب حرفين لاتينيين كبيرين، مثل SY.
error-lexicon-long-name = { $path }، السطر { $line }، العمود { $column }: هنا اسم أطول من { $most } بايت. افصل بين الأسماء بعلامة |.
error-lexicon-no-name = { $path }، السطر { $line }، العمود { $column }: هذا المدخل بلا اسم.
error-lexicon-id = { $path }، السطر { $line }، العمود { $column }: يجب أن يبدأ المعرّف «{ $value }» بـ place:‎ أو faction:‎.
error-lexicon-twice = { $path }، السطر { $line }، العمود { $column }: المعرّف «{ $value }» مكرّر.
error-lexicon-utf8 = { $path }، السطر { $line }، العمود { $column }: هذه البايتات ليست UTF-8. احفظ الملف بترميز UTF-8.
error-lexicon-full = { $path }، السطر { $line }، العمود { $column }: لا متسع لمداخل أخرى. استغن عن بعض الملفات.
error-lexicon-long-line = { $path }، السطر { $line }، العمود { $column }: السطر أطول من 1 ميغابايت: ليس هذا ملف GeoNames.
error-lexicon-syntax = { $path }، السطر { $line }، العمود { $column }: { $message }
error-lexicon-form = { $path } ليس معجما بصيغة تُقرأ: استعمل ‎.ron أو ‎.csv، أو ‎.txt لملف من GeoNames.
error-lexicon-large = حجم { $path } يتجاوز 256 ميغابايت. اكتبه بصيغة GeoNames.

## ما يختل في ملفات RON

ron-end = ينتهي الملف قبل إغلاق كل ما فُتح فيه.
ron-missing = تنقص هنا العلامة «{ $sign }».
ron-unexpected = لا يصح أن تكون «{ $sign }» هنا.
ron-wanted = المطلوب هنا: { $wanted }.
ron-instead = كُتب هنا «{ $found }»، والمطلوب: { $wanted }.
ron-text-open = النص الذي يبدأ هنا تنقصه علامة التنصيص الأخيرة.
ron-escape = ما بعد الشرطة المائلة العكسية لا يدل على حرف. إن أردت الشرطة نفسها فاكتبها مرتين.
ron-number-range = هذا العدد أصغر أو أكبر مما يصح هنا.
ron-comment-open = التعليق الذي يبدأ بالعلامة ‎/*‎ لا ينتهي بالعلامة ‎*/‎.
ron-more = بعد نهاية البيانات نص زائد.
ron-utf8 = هذه البايتات ليست UTF-8. احفظ الملف بترميز UTF-8.
ron-depth = تداخلت الأقواس أكثر مما يُحتمل.
ron-length = عدد القيم هنا { $found }، وهو غير العدد المطلوب.
ron-unknown = «{ $found }» غير معروف هنا.
ron-choice = «{ $found }» غير معروف هنا. القيم الممكنة: { $choices }.
ron-no-field = لا يوجد حقل باسم «{ $field }».
ron-field = لا يوجد حقل باسم «{ $field }». الحقول هي: { $fields }.
ron-field-missing = الحقل «{ $field }» ناقص.
ron-field-twice = الحقل «{ $field }» مكرّر.
ron-other = تعذّرت قراءة هذا الموضع. يقول قارئ RON: «{ $message }».
ron-kind-text = نص بين علامتي تنصيص
ron-kind-character = حرف واحد بين فاصلتين علويتين، مثل ‎'1'‎
ron-kind-whole = عدد صحيح
ron-kind-number = عدد
ron-kind-yes-no = ‏true (نعم) أو false (لا)
ron-kind-list = قائمة بين قوسين، ‎[ … ]‎ أو ‎( … )‎
ron-kind-map = أسماء وقيم بين قوسين معقوفين
ron-kind-record = حقول بين قوسين هلاليين، ‎( … )‎
ron-kind-option = ‏Some( … )‎ أو None
ron-kind-name = اسم بلا علامتي تنصيص
ron-kind-value = قيمة
ron-confidence = درجة الثقة عدد بين 0 و1.
ron-finite = يجب أن يكون العدد محدودا.
ron-date = «{ $found }» ليس تاريخا. اكتبه هكذا: ‎2026-11-22.
ron-attribute-value = تُكتب القيمة مع نوعها، مثل ‎Text("x")‎ أو ‎Number(1.5)‎.
ron-kind-span = عددان صحيحان ‎(start, end)‎، أو قائمة من هذه الأزواج
error-label-give-to-itself = لا تُنقل وسوم التصنيف { $id } إليه هو. اختر تصنيفا آخر.
# $line, $column: where; $message: what is wrong there
error-label-file = السطر { $line }، العمود { $column }: { $message }
label-file-empty = الملف فارغ.
label-file-newer = رقم إصدار الصيغة { $found }. استخدم إصدارا أحدث من حواشي.
label-file-no-section = يجب أن يسبق النوع الأول عنوان قسم مثل [entities].
label-file-no-labels = ليس في هذا الملف تصنيف.
label-file-brat-name = «{ $name }» ليس اسما صالحا. يتألف الاسم من حروف وأرقام و_ و-.
label-file-large = يعرّف هذا الملف أكثر من { $count } تصنيف وخاصية وقيمة وطرف علاقة. احذف منه ما لا حاجة إليه.
label-file-unknown-type = لا نوع باسم «{ $name }». أضفه إلى [entities] أو [events].
label-file-xml = ليس هذا XML سليما: { $what }
label-file-no-view = يبدأ إعداد Label Studio بـ<View> لا بـ<{ $name }>.
label-file-no-value = تنقص <{ $name }> قيمة.
label-file-no-codebook = يبدأ دليل الرموز بـ<CodeBook> لا بـ<{ $name }>.
label-file-no-name = ينقص الرمزَ اسم.
folder-file-lexicon = { $file } خارج المجلد. ضع المعجم في المجلد.

# Imports.
error-import-nothing = لم يوجد فيه وسم بصيغة { $format }، فلم يُكتب شيء. اختر صيغته.
error-import-nothing-other = لم يوجد فيه وسم بصيغة { $format }، فلم يُكتب شيء. يبدو أنه بصيغة { $other }، فاخترها.
error-import-empty = الملف فارغ: ليس فيه ما يُستورد. صدّره من البرنامج الآخر من جديد.
error-import-not-readable = ليس هذا ملف { $format } يمكن قراءته: { $message }
error-import-no-article = لا يعطي ملف { $format } مقالا: { $message }
import-broken-line = السطر { $at }: { $message }
import-broken-entry = المدخل { $at }: { $message }
import-not-utf8 = البايت { $at } ليس بترميز UTF-8. احفظ الملف بترميز UTF-8.
import-binary = ليس نصا، بل يبدو من نوع { $kind }. صدّر الوسوم من البرنامج الآخر واختر ملفها.
import-needs-article = ليس في الملف نص. اختر المقال الذي يتناوله.
import-no-passage = لا يعلّم على نص: مواضعه لا تدل على مقطع، وليس معه اقتباس.
import-open-relation = تعذرت قراءة مقطع عند أحد طرفي هذه العلاقة، فتُركت العلاقة.
brat-unknown = لا يبدأ قيد في brat هكذا، بل بأحد الرموز T وR وE وA وM وN و# و* مع رقم.
brat-long-name = أطول اسم لنوع { $most } من البايتات.
brat-incomplete = القيد ناقص.
brat-nowhere = لا قيد باسم { $id }.
webanno-columns = في السطر { $count } من { $expected } من الأعمدة؛ لعله مقطوع.
brat-twice = حدث آخر اسمه { $id }.
label-studio-table = ليس هذا قائمة مهام بصيغة JSON ولا جدولا لكل مهمة فيه صف.
brat-offsets = يجب أن يلي التصنيف رقمان: البداية والنهاية.
import-json = العمود { $column }: ليس هذا JSON بهذه الصيغة: { $error }
import-nothing = لا شيء فيه.
import-cut = ينتهي الملف في أثناء هذا. لعل آخره قُطع.
import-more-broken = مدخلات أخرى لا يمكن استعمالها حتى هنا: { $count }.
import-first = { $what }
doccano-no-text = ليس في المدخل "text".
doccano-passage = للمقطع بداية ونهاية وتصنيف: ‎[0, 5, "Location"].
doccano-relation = للعلاقة type، وfrom_id وto_id لمقطعين من نصها.
prodigy-no-text = ليس في المدخل "text".
prodigy-span = للمقطع بداية ونهاية وتصنيف.
prodigy-relation = للعلاقة label، وhead_span وchild_span لمقطعين من نصها.
label-studio-no-text = ليس في المهمة نص. لا تُقرأ إلا المهام التي عن نص.
label-studio-region = للمقطع من نص رقمان، "start" و"end"؛ وللصفحات والصور غيرهما.
flat-row = للسطر تصنيف label، ورقما البداية start والنهاية end، أو كلمات المقطع quote.
flat-too-many-columns = في السطر { $line } أعمدة عددها { $count }. لا تُبقِ منها إلا ما يلزم، وأكثره { $most }.
flat-columns = السطر 1: يجب أن تكون بين أسماء الأعمدة label، ومعه start وend أو quote.
flat-table = لا يمكن قراءة هذا السطر: { $error }
webanno-format = ليس السطر 1 ‎"#FORMAT=WebAnno TSV 3.3". اكتب الملف من برنامجه بهذا الإصدار، أو 3.1 أو 3.2.
webanno-line = يبدأ سطر الكلمة برقمها وموضعيها: ‎1-1 ثم علامة جدولة ثم 0-4.
webanno-stacked = أكثر وسوم الكلمة في طبقة واحدة { $most }، فلم تُقرأ هنا.
webanno-offsets = لا تبدأ الجملة بعد التي قبلها: ليست المواضع لهذا النص.
webanno-end = ليس أحد طرفي العلاقة وسما في الملف.
refi-archive = الأرشيف تالف، أو ليس أرشيفا: { $error }. صدّر المشروع من جديد.
refi-archive-large = في الأرشيف ملفات كثيرة جدا، أو أن محتواه أكبر من حجمه بكثير. صدّر مصادر أقل في المرة الواحدة.
refi-no-project = ليس في الأرشيف ملف project.qde.
refi-no-text = ليس في المشروع مصادر نصية. يمكن قراءة رموزه مجموعة تصنيفات.
refi-no-text-source = لا تُقرأ إلا المصادر النصية، وليس هذا منها.
refi-no-file = ينقص الأرشيف نص هذا المصدر: { $name }. سمّه بالخيار ‎--article.
refi-positions = للمقطع المختار الرقمان startPosition وendPosition.
web-no-selector = لا يذكر موضعا ولا اقتباسا: لا يمكن تتبع مسار في صفحة.
uima-no-text = ليس في البنية نص: لا uima.cas.Sofa.
uima-no-passage = لا يحدد { $type } مقطعا من النص، فتُرك.
conllu-columns = لكل كلمة عشرة أعمدة بينها علامات جدولة.
tei-no-text = ليس في الملف عنصر ‎<text> من TEI.
gate-no-text = ليس في الملف عنصر ‎<TextWithNodes> من GATE.
gate-no-nodes = لا بد للوسم من StartNode وEndNode.
tei-target = لا بد للمقطع من هدف مثل ‎#string-range(id,39,8) يكون نصه في الملف.
