# لوحة الأوامر: الأوامر والأسماء والتصنيفات والمقالات تُوجد بأسمائها.

command-palette = البحث عن أمر…
command-palette-tip = البحث عن أمر أو اسم أو تصنيف أو مقال بما يُسمّى به
palette-placeholder = أمر أو اسم أو تصنيف أو مقال
palette-recent = آخر ما استُعمل
palette-commands = الأوامر
palette-names = الأسماء
palette-labels = التصنيفات
palette-articles = المقالات
palette-none = لا شيء باسم «{ $query }». ابحث في المقال بـ Ctrl+F.
palette-not-now = غير ممكن الآن
palette-left = بقي { $count }
palette-decided = حُسم
palette-uses = { $count ->
    [0] لم يُستعمل هنا
    [one] مرة واحدة هنا
    [two] مرتان هنا
    [few] { $count } مرات هنا
   *[other] { $count } مرة هنا
}
palette-change-keys = كل المفاتيح
palette-close = إغلاق
