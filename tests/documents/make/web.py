"""Web pages written by hand, with all that stands around an article; web archives by Chromium and by hand; RTF and an
e-book by hand. Run: `python web.py`."""

import base64
import html
import json
import plistlib
import re
import subprocess
import tempfile
import time
from email.message import EmailMessage
from importlib.metadata import version
from pathlib import Path

from ebooklib import epub

from browser import BROWSER, FLAGS
from browser import version as browser_version
from source import ROOT, Article, Corpus, body_html, gold, load, segments

HAND = "by hand"
PIXEL = base64.b64encode(bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")).decode()


def bare(article):
    """The article without footnotes: web pages of news have none."""
    return article.changed(lambda text: re.sub(r"\{note: [^}]*\}", "", text))


WORDS = {
    "ar": {
        "menu": ["الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "صور وفيديو", "من نحن", "اتّصل بنا"],
        "related": ["وزير الزراعة يزور المخازن", "ما سرّ ارتفاع سعر السكر هذا العام؟", "بالفيديو: سوق أم درمان قبل العيد", "تابعونا على القناة الجديدة"],
        "ad": "إعلان: اشترك الآن في باقة الإنترنت الجديدة واحصل على شهرين مجّاناً!", "share": "شارك هذا الخبر على فيسبوك تويتر واتساب",
        "cookies": "نستخدم ملفّات تعريف الارتباط لتحسين تجربتك. موافق", "foot": "جميع الحقوق محفوظة © 2015 صحيفة المرفأ. سياسة الخصوصية",
        "comments": ["أبو سامر: الله يعين الناس", "زائر: خبر ناقص، أين المصدر؟"], "site": "صحيفة المرفأ", "read": "اقرأ أيضاً", "tags": "الكلمات المفتاحية",
    },
    "fa": {
        "menu": ["صفحهٔ نخست", "سیاسی", "اقتصادی", "ورزشی", "فرهنگ و هنر", "چندرسانه‌ای", "دربارهٔ ما", "تماس با ما"],
        "related": ["قیمت دلار امروز چقدر شد؟", "هشدار هواشناسی برای سه استان", "عکس: بازار یزد در آستانهٔ عید", "کانال ما را دنبال کنید"],
        "ad": "آگهی: خرید بلیت هواپیما با ۳۰٪ تخفیف ویژه، همین حالا!", "share": "اشتراک‌گذاری در تلگرام توییتر", "cookies": "این سایت از کوکی استفاده می‌کند",
        "foot": "کلیهٔ حقوق محفوظ است © ۱۴۰۳ روزنامهٔ بندر", "comments": ["ناشناس: خسته نباشید", "رضا: پس آب کجا رفت؟"], "site": "روزنامهٔ بندر",
        "read": "بیشتر بخوانید", "tags": "برچسب‌ها",
    },
    "he": {
        "menu": ["דף הבית", "חדשות", "כלכלה", "ספורט", "תרבות", "וידאו", "אודות", "צור קשר"],
        "related": ["התחזית לסוף השבוע", "כמה עולה היום דירה בחיפה?", "צפו: הגשר נפתח", "הצטרפו לערוץ שלנו"],
        "ad": "פרסומת: אינטרנט מהיר ב-50% הנחה, רק היום!", "share": "שתפו בפייסבוק בטוויטר בוואטסאפ", "cookies": "האתר משתמש בעוגיות. אישור",
        "foot": "כל הזכויות שמורות © 2015 עיתון הנמל", "comments": ["אורח: סוף סוף", "דנה: ומה עם החניה?"], "site": "עיתון הנמל", "read": "קראו גם", "tags": "תגיות",
    },
}


def links(words, tag="li"):
    return "\n".join(f'<{tag}><a href="/{number}.html">{word}</a></{tag}>' for number, word in enumerate(words, 1))


def no_mark(_):
    return ""


def new_page(article, words):
    """A page of today: an article between heads, menus, advertisements, related links, comments."""
    title = html.escape(article.title)
    facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title, "datePublished": "2024-03-18T09:00:00+02:00"}
    return f"""<!DOCTYPE html>
<html lang="{article.lang}" dir="rtl">
<head>
<meta charset="utf-8">
<title>{title} | {words["site"]}</title>
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{words["site"]}">
<meta property="article:published_time" content="2024-03-18T09:00:00+02:00">
<link rel="canonical" href="https://news.example.org/2024/03/18/market">
<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>
<style>.ad {{ float: left }} nav li {{ display: inline }}</style>
<script>var words = "<p>لا تقرأ هذا النص</p>"; function go() {{ return words.length < 3 && 1; }}</script>
</head>
<body>
<div id="cookie-banner" role="dialog">{words["cookies"]}</div>
<header><a href="/"><img src="/logo.png" alt="{words["site"]}"></a>
<nav><ul>
{links(words["menu"])}
</ul></nav></header>
<div class="breadcrumbs"><a href="/">{words["menu"][0]}</a> &gt; <a href="/e">{words["menu"][2]}</a></div>
<main>
<article>
{body_html(article, mark=no_mark)}
<div class="ad advertisement"><a href="https://ads.example.org/?c=1">{words["ad"]}</a></div>
</article>
<div class="social-share">{words["share"]}</div>
<div class="tags"><span>{words["tags"]}</span> <a href="/t/1">{words["menu"][2]}</a> <a href="/t/2">{words["menu"][4]}</a></div>
</main>
<aside class="sidebar related"><h3>{words["read"]}</h3><ul>
{links(words["related"])}
</ul></aside>
<section id="comments" class="comments"><h3>2</h3>
{"".join(f'<div class="comment"><p>{comment}</p></div>' for comment in words["comments"])}
</section>
<noscript><img src="https://stats.example.org/pixel.gif"></noscript>
<footer><p>{words["foot"]}</p><ul>
{links(words["menu"][-2:])}
</ul></footer>
</body>
</html>
"""


def old_page(article, words, declared):
    """A page of 2003: tables for the layout, fonts in tags, paragraphs apart by two line breaks."""
    body = body_html(article, mark=no_mark)
    body = re.sub(r'<h1>(.*?)</h1>', r'<h1><font color="#990000">\1</font></h1>', body)
    body = re.sub(r'<p(?: class="\w+")?>(.*?)</p>', r'\1<br>\n<br>', body, flags=re.DOTALL)
    meta = f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={declared}">\n' if declared else ""
    return f"""<HTML dir=rtl>
<HEAD>
{meta}<TITLE>{words["site"]} - {article.title}</TITLE>
</HEAD>
<BODY BGCOLOR=#ffffff TOPMARGIN=0>
<TABLE WIDTH=780 BORDER=0 ALIGN=center>
<TR><TD COLSPAN=3 BGCOLOR=#003366><FONT COLOR=white SIZE=5>{words["site"]}</FONT><br><FONT SIZE=1>{words["ad"]}</FONT></TD></TR>
<TR>
<TD WIDTH=120 VALIGN=top BGCOLOR=#eeeeee><FONT SIZE=2>{"<br>".join(f'<a href="{number}.asp">{word}</a>' for number, word in enumerate(words["menu"]))}</FONT></TD>
<TD WIDTH=500 VALIGN=top><font face="Simplified Arabic" size=4>
{body}
</font></TD>
<TD WIDTH=160 VALIGN=top><FONT SIZE=2><b>{words["read"]}</b><br>{"<br>".join(f'<a href="r{number}.asp">{word}</a>' for number, word in enumerate(words["related"]))}</FONT></TD>
</TR>
<TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>{words["foot"]}</FONT></TD></TR>
</TABLE>
</BODY></HTML>
"""


def blog_page(article, words, charset):
    """A page of a blog: only `div`, no `article`; ZWNJ as entities."""
    body = body_html(article, mark=no_mark).replace("\u200c", "&zwnj;")
    body = body.replace("<p>", "<div class='p'>").replace('<p class="', '<div class="p ').replace("</p>", "</div>")
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="rtl" lang="{article.lang}">
<head><meta http-equiv="Content-Type" content="text/html; charset={charset}" /><title>{article.title}</title></head>
<body class="rtl">
<div id="wrapper"><div id="top-menu"><ul>
{links(words["menu"])}
</ul></div>
<div id="content"><div class="post hentry">
<div class="entry-content">
{body}
</div>
<div class="sharedaddy">{words["share"]}</div>
<div class="post-nav"><a rel="prev" href="/a">{words["related"][0]}</a> <a rel="next" href="/b">{words["related"][1]}</a></div>
</div></div>
<div id="sidebar" class="widget-area"><div class="widget"><h3>{words["read"]}</h3><ul>
{links(words["related"])}
</ul></div><div class="widget ads">{words["ad"]}</div></div>
<div id="footer">{words["foot"]}</div></div>
</body></html>
"""


def single_file(article, words):
    """A page as SingleFile saves it: one line, few quotes, pictures inside."""
    page = new_page(article, words)
    page = re.sub(r"<script.*?</script>\n?|<noscript>.*?</noscript>\n?", "", page, flags=re.DOTALL)
    page = page.replace('src="/logo.png"', f"src=data:image/gif;base64,{PIXEL}").replace('<meta charset="utf-8">', "<meta charset=utf-8>")
    page = re.sub(r'(class|rel|id|role|lang|dir)="(\w+)"', r"\1=\2", page)
    comment = "<!--\n Page saved with SingleFile \n url: https://news.example.org/2015/05/03/library \n saved date: Tue May 05 2015 10:00:00 GMT+0300\n-->"
    return page.replace("<!DOCTYPE html>\n<html", f"<!DOCTYPE html><html").replace("<head>", f"{comment}<head>", 1)


def chromium_mhtml(page, out):
    """Has Chromium save a page as a web archive."""
    import urllib.request

    import websocket

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, "utf-8")
        flags = [flag for flag in FLAGS if "pdf" not in flag]
        process = subprocess.Popen(
            [BROWSER, *flags, "--remote-debugging-port=9333", "--remote-allow-origins=*", f"--user-data-dir={folder}/profile", source.as_uri()],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            for _ in range(60):
                time.sleep(0.5)
                try:
                    pages = json.load(urllib.request.urlopen("http://127.0.0.1:9333/json"))
                    target = next(page for page in pages if page["type"] == "page")
                    break
                except (OSError, StopIteration):
                    continue
            time.sleep(1)
            socket = websocket.create_connection(target["webSocketDebuggerUrl"])
            socket.send(json.dumps({"id": 1, "method": "Page.captureSnapshot", "params": {"format": "mhtml"}}))
            while True:
                answer = json.loads(socket.recv())
                if answer.get("id") == 1:
                    break
            # Where the page was is of no interest.
            data = answer["result"]["data"].replace(source.as_uri(), "https://news.example.org/market.html")
            out.write_bytes(data.encode())
            socket.close()
        finally:
            process.terminate()
            process.wait()


def hand_mhtml(page, out):
    """A web archive in windows-1256, quoted-printable, with a style sheet and a picture."""
    mail = EmailMessage()
    mail["From"] = "<Saved by a browser>"
    mail["Subject"] = "افتتاح جسر الميناء الجديد"
    mail["Date"] = "Fri, 12 Jun 2015 16:00:00 +0300"
    mail["MIME-Version"] = "1.0"
    mail.set_content(page.encode("cp1256"), "text", "html", cte="quoted-printable")
    mail.replace_header("Content-Type", 'text/html; charset="windows-1256"')
    mail["Content-Location"] = "http://news.example.org/bridge.asp"
    mail.make_related()
    mail.add_related("body { color: black }".encode(), "text", "css", cte="base64")
    mail.add_related(base64.b64decode(PIXEL), "image", "gif", cte="base64")
    out.write_bytes(mail.as_bytes())


def web_archive(page, encoding, form, out):
    """A web archive as Safari saves it: the page, a picture and a frame in a property list, binary or XML."""

    def resource(data, media, charset, address):
        told = {"WebResourceData": data, "WebResourceMIMEType": media, "WebResourceURL": address, "WebResourceFrameName": ""}
        return told | ({"WebResourceTextEncodingName": charset} if charset else {})

    address = "https://news.example.org/2015/06/12/news.html"
    frame = "<html><body><p>إعلان</p></body></html>".encode("utf-16-le")
    out.write_bytes(plistlib.dumps({
        "WebMainResource": resource(page.encode(encoding), "text/html", "windows-1256" if encoding == "cp1256" else "UTF-8", address),
        "WebSubresources": [resource(base64.b64decode(PIXEL), "image/gif", None, "https://news.example.org/logo.gif")],
        "WebSubframeArchives": [{"WebMainResource": resource(frame, "text/html", "UTF-16LE", "https://ads.example.org/")}],
    }, fmt=form))


def rtf(article, out):
    """Rich text as old programs write it: code page 1256 in `\\'xx`, an Arabic font by its charset, footnote, table."""

    def letters(text):
        out = ""
        for sign in text:
            if sign in "\\{}":
                out += "\\" + sign
            elif sign < "\x80":
                out += sign
            else:
                try:
                    out += f"\\'{sign.encode('cp1256')[0]:02x}"
                except UnicodeEncodeError:
                    units = sign.encode("utf-16-le")
                    for at in range(0, len(units), 2):
                        unit = int.from_bytes(units[at : at + 2], "little", signed=True)
                        out += f"\\u{unit}?"
        return out

    def inline(text):
        out = ""
        for kind, words in segments(text):
            if kind == "note":
                out += r"{\super\chftn{\footnote\pard\plain\rtlpar{\super\chftn} \f1 " + letters(words) + "}}"
            elif kind == "bold":
                out += r"{\b\ab " + letters(words) + "}"
            else:
                out += letters(words)
        return out

    body = []
    for block in article.blocks:
        size = {"h1": 34, "h2": 26}.get(block.kind, 22)
        level = {"h1": r"\outlinelevel0\s1", "h2": r"\outlinelevel1\s2"}.get(block.kind, "")
        if block.kind == "table":
            for row in block.lines:
                cells = "".join(rf"\cellx{2000 * number}" for number in range(1, len(row) + 1))
                body.append(r"\trowd\rtlrow" + cells + "".join(rf"\pard\intbl\rtlpar\f1\rtlch {inline(cell)}\cell" for cell in row) + r"\row")
            continue
        for line in block.lines or [block.text]:
            bullet = r"{\pntext\f2\'b7\tab}{\*\pn\pnlvlblt\pnf2{\pntxtb\'b7}}\fi-360\li720" if block.kind == "bullets" else ""
            body.append(rf"\pard\plain{level}\rtlpar\qr\f1\fs{size}\rtlch {bullet} {inline(line)}\par")
    head = (
        r"{\rtf1\ansi\ansicpg1256\deff1{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\froman\fcharset178 Traditional Arabic;}"
        r"{\f2\froman\fcharset2 Symbol;}}{\stylesheet{\s1 heading 1;}{\s2 heading 2;}}{\info{\title x}{\author y}}"
    )
    out.write_bytes((head + "\r\n" + "\r\n".join(body) + "}").encode("ascii"))


def ebook(articles, out):
    """A book of three chapters whose files are in another order than its pages; notes at the ends of the chapters."""
    book = epub.EpubBook()
    book.set_identifier("hawashi-book")
    book.set_title("Hawashi 118")
    book.set_language("ar")
    chapters = []
    for number, article in enumerate(articles):
        chapter = epub.EpubHtml(title=article.title, file_name=f"part{9 - number}.xhtml", lang=article.lang)
        chapter.content = (
            '<html xmlns:epub="http://www.idpf.org/2007/ops"><body dir="rtl">'
            + body_html(
                article,
                mark=lambda n: f'<a epub:type="noteref" href="#fn{n}" id="ref{n}"><sup>{n}</sup></a>',
                note_line=lambda n, words: f'<aside epub:type="footnote" id="fn{n}"><p>{words}</p></aside>',
            )
            + "</body></html>"
        )
        chapters.append(chapter)
    for chapter in reversed(chapters):
        book.add_item(chapter)
    book.toc = chapters
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = chapters
    epub.write_epub(str(out), book)


def main():
    corpus = Corpus()

    def page(name, text, encoding, article, hard, **more):
        (ROOT / name).write_bytes(text.encode(encoding))
        corpus.add(ROOT / name, gold(article, notes="none"), lang=article.lang, producer=HAND, hard=hard, article=article, **more)

    bridge, market, library, water, council, long_ = (bare(load(name)) for name in ["ar-bridge", "ar-market", "ar-harakat", "fa-water", "he-council", "ar-long"])
    page("web-ar-market.html", new_page(market, WORDS["ar"]), "utf-8", market, "menus, advertisements, related links, comments, cookie banner, scripts around the article")
    page("web-ar-bridge-1256.html", old_page(bridge, WORDS["ar"], "windows-1256"), "cp1256", bridge, "windows-1256 declared; tables for the layout, paragraphs by <br><br>")
    page("web-ar-long-undeclared.html", old_page(long_, WORDS["ar"], None), "cp1256", long_, "windows-1256, nothing declared; tables for the layout")
    page("web-ar-bridge-8859-6.html", new_page(bridge, WORDS["ar"]).replace('charset="utf-8"', 'charset="iso-8859-6"').replace("©", ""), "cp1256", bridge, "windows-1256 that says it is iso-8859-6")
    page("web-fa-water.html", blog_page(water, WORDS["fa"], "utf-8"), "utf-8", water, "no <article>, ZWNJ as entities, div instead of p")
    page("web-he-council-1255.html", blog_page(council, WORDS["he"], "windows-1255"), "cp1255", council, "windows-1255 with niqqud, no <article>")
    page("web-ar-harakat-singlefile.html", single_file(library, WORDS["ar"]), "utf-8", library, "as SingleFile saves: data URIs, attributes without quotes")

    chromium_mhtml(new_page(market, WORDS["ar"]), ROOT / "chromium-ar-market.mhtml")
    corpus.add(ROOT / "chromium-ar-market.mhtml", gold(market, notes="none"), lang="ar", producer=browser_version(), hard="multipart/related, quoted-printable, charset only in the page", article=market)
    hand_mhtml(old_page(bridge, WORDS["ar"], "windows-1256"), ROOT / "hand-ar-bridge.mhtml")
    corpus.add(ROOT / "hand-ar-bridge.mhtml", gold(bridge, notes="none"), lang="ar", producer="Python email", hard="windows-1256 in quoted-printable, style sheet and picture as parts", article=bridge)
    for name, text, encoding, form, article, hard in [
        ("web-ar-market", new_page(market, WORDS["ar"]), "utf-8", plistlib.FMT_BINARY, market, "binary property list; picture and frame beside the page"),
        ("web-ar-bridge", old_page(bridge, WORDS["ar"], None), "cp1256", plistlib.FMT_XML, bridge, "property list in XML; windows-1256 that only the list tells"),
    ]:
        out = ROOT / f"{name}.webarchive"
        web_archive(text, encoding, form, out)
        corpus.add(out, gold(article, notes="none"), lang="ar", producer="Python plistlib", hard=hard, article=article)

    article = load("ar-bridge")
    rtf(article, ROOT / "hand-ar-bridge-1256.rtf")
    corpus.add(
        ROOT / "hand-ar-bridge-1256.rtf", gold(article), lang="ar", producer=HAND, article=article, unmarked=["quote"],
        hard="code page 1256 in \\'xx, font of charset 178, footnote, table",
    )

    articles = [load(name) for name in ["ar-market", "ar-bridge", "ar-harakat"]]
    ebook(articles, ROOT / "ebooklib-three.epub")
    headings = [block.text for article in articles for block in article.blocks if block.kind in ("h1", "h2")]
    # A raised digit without brackets; the note stands behind its chapter, without a number.
    at_ends = [gold(article, notes="end", mark=str, note_line=lambda n, words: words) for article in articles]
    corpus.add(
        ROOT / "ebooklib-three.epub", "\n\n".join(gold(article) for article in articles), lang="ar", notes_text="\n\n".join(at_ends),
        producer=f"EbookLib {version('ebooklib')}", hard="three chapters, files in another order than the pages, notes as epub:type", headings=headings,
    )


if __name__ == "__main__":
    main()
