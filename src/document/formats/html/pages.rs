//! Pages as sites of different builds write them, with what a reader must find and what must be gone.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1256};

use super::KIND;
use crate::document::kind::{Contents, ReadOptions, Remark, Role, about};

/// Two paragraphs that any of the pages may have.
const FIRST: &str = "أعلنت القوات الحكومية، مساء الثلاثاء، أنها دخلت وسط المدينة بعد معارك دامت ثلاثة أيام، وقال متحدث باسمها إن \
    الطريق إلى الميناء صار مفتوحاً أمام القوافل.";
const SECOND: &str = "وأضاف المتحدث، في مؤتمر صحفي، أن عشرين شاحنة وصلت إلى المخيم، وأن أربعين في المئة من المواد تالفة، بينما \
    نفى ناطق باسم المعارضة ذلك، وقال إن القتال ما زال مستمراً في الأحياء الشرقية.";

struct Page {
    name: &'static str,
    encoding: &'static Encoding,
    html: String,
    headline: &'static str,
    /// What the file says, or shows where it does not say it.
    about: &'static [(&'static str, &'static str)],
    roles: &'static [(Role, &'static str)],
    shown: &'static [&'static str],
    gone: &'static [&'static str],
}

fn pages() -> Vec<Page> {
    let menu =
        "<nav class='main-menu'><ul><li><a href='/'>الرئيسية</a></li><li><a href='/sport'>رياضة</a></li></ul></nav>";
    vec![
        Page {
            name: "WordPress",
            encoding: UTF_8,
            html: format!(
                "<!DOCTYPE html><html lang='ar' dir='rtl'><head><meta charset=utf-8><title>القوات تدخل المدينة - الضفّة</title>\
                 <meta property='og:site_name' content='الضفّة'><meta property='article:published_time' content='2031-03-14T09:30:00+00:00'>\
                 <link rel='canonical' href='https://example.org/p/1'></head><body class='single'>{menu}<div id='content'>\
                 <article class='post hentry'><header class='entry-header'><h1 class='entry-title'>القوات تدخل المدينة</h1>\
                 <div class='entry-meta'><span class='author vcard'>ليلى العبيد</span></div></header><div class='entry-content'>\
                 <p>{FIRST}</p><figure class='wp-caption'><img src='x.jpg'><figcaption>شاحنات على الطريق</figcaption></figure>\
                 <h2>نفي من المعارضة</h2><p>{SECOND}</p><p><strong>اقرأ أيضاً:</strong> <a href='/2'>أسعار القمح ترتفع</a></p>\
                 <div class='sharedaddy'><a href='#'>شارك على فيسبوك</a></div></div></article><div id='comments' class='comments-area'>\
                 <h3>تعليقات</h3><p>تعليق من قارئ لا علاقة له بالمقال.</p></div></div><aside class='sidebar widget'>إعلان</aside>\
                 <footer>جميع الحقوق محفوظة</footer></body></html>"
            ),
            headline: "القوات تدخل المدينة",
            about: &[(about::SOURCE, "الضفّة"), (about::PUBLISHED, "2031-03-14T09:30:00+00:00"), (about::URL, "https://example.org/p/1"), (about::LANGUAGE, "ar")],
            roles: &[(Role::Byline, "ليلى العبيد"), (Role::Caption, "شاحنات على الطريق"), (Role::Heading(2), "نفي من المعارضة")],
            shown: &[FIRST, SECOND],
            gone: &["رياضة", "فيسبوك", "تعليق من", "إعلان", "الحقوق"],
        },
        Page {
            name: "tables, with no word on the encoding",
            encoding: WINDOWS_1256,
            html: format!(
                "<HTML><HEAD><TITLE>القوات تدخل المدينة</TITLE></HEAD><BODY BGCOLOR=#ffffff><TABLE WIDTH=100% BORDER=0><TR>\
                 <TD WIDTH=150><A HREF=a.htm>الصفحة الأولى</A><BR><A HREF=b.htm>رياضة</A><BR><A HREF=c.htm>اتصل بنا</A></TD><TD>\
                 <TABLE><TR><TD><FONT SIZE=5 COLOR=red><B>القوات تدخل المدينة</B></FONT></TD></TR><TR><TD><FONT SIZE=3>{FIRST}<BR><BR>\
                 {SECOND}<BR><BR>{FIRST}</FONT></TD></TR></TABLE></TD></TR></TABLE></BODY></HTML>"
            ),
            headline: "القوات تدخل المدينة",
            about: &[(about::TITLE, "القوات تدخل المدينة")],
            roles: &[],
            shown: &[FIRST, SECOND],
            gone: &["رياضة", "اتصل"],
        },
        Page {
            name: "Drupal",
            encoding: UTF_8,
            html: format!(
                "<html xml:lang='ar' dir='rtl'><head><meta charset='utf-8'><title>القوات تدخل المدينة | شبكة الضفّة</title></head><body>\
                 <div id='navigation'>{menu}</div><div class='region region-content'><h1 class='page-title'>القوات تدخل المدينة</h1>\
                 <div class='node node-article'><div class='submitted'>نشرت هدى في 14 مارس 2031</div><div class='field field-name-body'>\
                 <div class='field-item even' property='content:encoded'><p>{FIRST}</p><blockquote><p>الطريق مفتوح</p></blockquote>\
                 <p>{SECOND}</p></div></div></div></div><div class='block block-views related-news'><h2>أخبار ذات صلة</h2><ul>\
                 <li><a href='/3'>خبر آخر</a></li></ul></div></body></html>"
            ),
            headline: "القوات تدخل المدينة",
            about: &[(about::LANGUAGE, "ar")],
            roles: &[(Role::Byline, "نشرت هدى في 14 مارس 2031"), (Role::Quote, "الطريق مفتوح")],
            shown: &[FIRST, SECOND],
            gone: &["رياضة", "خبر آخر", "ذات صلة"],
        },
        Page {
            name: "AMP",
            encoding: UTF_8,
            html: format!(
                "<!doctype html><html amp lang=ar><head><meta charset=utf-8><title>القوات تدخل المدينة</title><style amp-boilerplate>b{{}}</style>\
                 <noscript><style amp-boilerplate>c{{}}</style></noscript><script type='application/ld+json'>{{\"@context\":\"http://schema.org\",\
                 \"@type\":\"NewsArticle\",\"headline\":\"القوات تدخل المدينة\",\"datePublished\":\"2031-03-14T06:00:00Z\",\"author\":\
                 {{\"@type\":\"Person\",\"name\":\"ليلى العبيد\"}},\"publisher\":{{\"name\":\"الضفّة\"}}}}</script></head><body>\
                 <amp-sidebar id=s>{menu}</amp-sidebar><article><h1>القوات تدخل المدينة</h1><amp-ad width=3></amp-ad><p>{FIRST}</p>\
                 <amp-img src=x></amp-img><p>{SECOND}</p></article><amp-consent id=c><div class='cookie-consent'>نستخدم ملفات الارتباط\
                 </div></amp-consent></body></html>"
            ),
            headline: "القوات تدخل المدينة",
            about: &[(about::AUTHOR, "ليلى العبيد"), (about::SOURCE, "الضفّة"), (about::PUBLISHED, "2031-03-14T06:00:00Z")],
            roles: &[],
            shown: &[FIRST, SECOND],
            gone: &["رياضة", "الارتباط"],
        },
        Page {
            name: "live blog",
            encoding: UTF_8,
            html: format!(
                "<html lang=ar><head><meta charset=utf-8><title>لحظة بلحظة: معارك المدينة</title></head><body>{menu}<main>\
                 <h1>لحظة بلحظة: معارك المدينة</h1><div class='live-posts'><section class='live-post'><time>09:30</time><h2>دخول وسط المدينة</h2>\
                 <p>{FIRST}</p></section><section class='live-post'><time>11:00</time><h2>مؤتمر صحفي</h2><p>{SECOND}</p></section>\
                 <section class='live-post'><time>12:15</time><h2>بيان ثالث</h2><p>{FIRST}</p></section></div></main></body></html>"
            ),
            headline: "لحظة بلحظة: معارك المدينة",
            about: &[],
            roles: &[(Role::Heading(2), "دخول وسط المدينة"), (Role::Heading(2), "بيان ثالث")],
            shown: &[FIRST, SECOND, "مؤتمر صحفي"],
            gone: &["رياضة"],
        },
        Page {
            name: "print",
            encoding: UTF_8,
            html: format!(
                "<html dir=rtl><head><title>القوات تدخل المدينة</title></head><body onload='window.print()'><h3>القوات تدخل المدينة</h3>\
                 <hr>{FIRST}<br><br>{SECOND}<br><hr></body></html>"
            ),
            headline: "القوات تدخل المدينة",
            about: &[],
            roles: &[],
            shown: &[FIRST, SECOND],
            gone: &["print"],
        },
        Page {
            name: "Persian",
            encoding: UTF_8,
            html: "<html lang=fa dir=rtl><head><meta charset=utf-8><title>نیروها وارد شهر شدند - خبرگزاری ضفه</title></head><body>\
                   <ul class='menu'><li><a href=/>خانه</a><li><a href=/v>ورزش</a></ul><div class='news-body'><h1>نیروها وارد شهر شدند</h1>\
                   <p>نیروهای دولتی شامگاه سه‌شنبه اعلام کردند که پس از سه روز درگیری، وارد مرکز شهر شده‌اند و راه بندر به روی کاروان‌ها باز است. \
                   سخنگوی آن‌ها گفت که بیست کامیون به اردوگاه رسیده‌اند، اما چهل درصد کالاها آسیب دیده‌اند و کتاب‌ها را می‌برند.</p>\
                   <p>مخالفان این خبر را رد کردند و گفتند که درگیری‌ها در محله‌های شرقی همچنان ادامه دارد، و از مردم خواستند در خانه بمانند.</p>\
                   <p><a href=/2>بیشتر بخوانید: قیمت گندم</a></p></div></body></html>"
                .to_owned(),
            headline: "نیروها وارد شهر شدند",
            about: &[(about::LANGUAGE, "fa")],
            roles: &[],
            shown: &["کتاب\u{200c}ها را می\u{200c}برند", "مخالفان این خبر را رد کردند"],
            gone: &["ورزش", "گندم"],
        },
        Page {
            name: "Hebrew",
            encoding: encoding_rs::WINDOWS_1255,
            html: "<html dir=rtl><head><meta http-equiv=Content-Type content='text/html; charset=windows-1255'><title>הכוחות נכנסו לעיר</title>\
                   </head><body><div class=nav><a href=/>ראשי</a> <a href=/s>ספורט</a></div><div class=article><h1>הכוחות נכנסו לעיר</h1>\
                   <p>כוחות הממשלה הודיעו אמש כי נכנסו למרכז העיר לאחר שלושה ימי קרבות, ודובר מטעמם אמר כי הדרך אל הנמל פתוחה כעת בפני \
                   השיירות, וכי עשרים משאיות הגיעו אל המחנה.</p><p>דובר האופוזיציה הכחיש את הדברים, ואמר כי הקרבות בשכונות המזרחיות \
                   נמשכים, וכי ארבעים אחוזים מן הסחורה ניזוקו בדרך.</p></div></body></html>"
                .to_owned(),
            headline: "הכוחות נכנסו לעיר",
            about: &[],
            roles: &[],
            shown: &["עשרים משאיות הגיעו", "ניזוקו בדרך"],
            gone: &["ספורט"],
        },
    ]
}

fn read(page: &Page, options: &ReadOptions) -> Contents {
    (KIND.read)(page.encoding.encode(&page.html).0.into_owned(), options).unwrap()
}

#[test]
fn the_article_of_a_page_is_shown_and_nothing_around_it() {
    for page in pages() {
        let contents = read(&page, &ReadOptions::default());
        let (name, text) = (page.name, contents.text.as_str());
        assert_eq!(contents.remarks, [], "{name}: {text}");
        assert!(text.starts_with(page.headline), "{name}: {text}");
        for shown in page.shown {
            assert!(text.contains(shown), "{name} lacks {shown}: {text}");
        }
        for gone in page.gone {
            assert!(!text.contains(gone), "{name} shows {gone}: {text}");
        }
        for (field, value) in page.about {
            let said = contents.about.iter().find(|(known, _)| known == field).map(|(_, value)| value.as_str());
            assert_eq!(said, Some(*value), "{name}: {field}");
        }
        let parts = contents.structure.unwrap();
        let of_role = |role: Role| parts.iter().filter(move |part| part.role == role).map(|part| part.span.of(text));
        assert_eq!(of_role(Role::Heading(1)).collect::<Vec<_>>(), [page.headline], "{name}");
        for (role, wanted) in page.roles {
            assert!(of_role(*role).any(|found| found == *wanted), "{name} has no {role:?} {wanted}: {parts:?}");
        }
    }
}

#[test]
fn a_whole_page_has_what_stands_around_the_article_too() {
    for page in pages().iter().filter(|page| page.gone.contains(&"رياضة")) {
        let contents = read(page, &ReadOptions { whole_page: true, ..ReadOptions::default() });
        assert!(contents.text.as_str().contains("رياضة"), "{}", page.name);
        assert_eq!(contents.remarks, []);
    }
    let menu = "<html><body><ul><li><a href=/a>رياضة</a></li><li><a href=/b>اقتصاد</a></li></ul></body></html>";
    let contents = (KIND.read)(menu.into(), &ReadOptions::default()).unwrap();
    assert_eq!((contents.text.as_str(), &contents.remarks[..]), ("رياضة\nاقتصاد", &[Remark::WholePage][..]));
}
