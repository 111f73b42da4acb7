"""Mail, subtitles, chats, feeds, tables, archives. Run: `python streams.py`."""

import csv
import html
import io
import json
import re
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from importlib.metadata import version

import openpyxl
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from source import ROOT, Corpus, body_html, gold, load
from web import WORDS, bare, new_page, no_mark, old_page

HAND = "by hand"


def plain_article(name):
    """An article as a plain mail has it: without what needs marks."""
    return bare(load(name)).without("bullets", "numbers", "table", "caption")


def head(mail, subject, sender, to, date):
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = date
    mail["Message-ID"] = f"<{date[5:11].strip().replace(' ', '-')}@example.org>"
    return mail


def mails(corpus):
    made = lambda file, expected, lang, hard, **more: corpus.add(ROOT / file, expected, lang=lang, producer="Python email", hard=hard, **more)

    article = plain_article("ar-bridge")
    text = gold(article)
    mail = head(EmailMessage(), article.title, "ليلى العبيد <layla@example.org>", "desk@example.org", "Fri, 12 Jun 2015 16:00:00 +0300")
    mail.set_content(gold(article.without("h1")), charset="windows-1256", cte="quoted-printable")
    (ROOT / "mail-ar-bridge-qp1256.eml").write_bytes(mail.as_bytes(policy=SMTP))
    made("mail-ar-bridge-qp1256.eml", text, "ar", "windows-1256 in quoted-printable, encoded names", headings=[article.title])

    article = bare(load("fa-water"))
    mail = head(EmailMessage(), article.title, "نسترن <n@example.org>", "desk@example.org", "Sat, 13 Jul 2024 10:00:00 +0330")
    mail.set_content("این نامه را در برنامه‌ای ببینید که HTML نشان می‌دهد.", charset="utf-8", cte="base64")
    mail.add_alternative(f'<html dir="rtl"><body>{body_html(article.without("h1"), mark=no_mark)}</body></html>', subtype="html", charset="utf-8", cte="base64")
    mail.add_attachment("پیوست".encode(), "application", "octet-stream", filename="پیوست.bin")
    (ROOT / "mail-fa-water-html.eml").write_bytes(mail.as_bytes(policy=SMTP))
    made("mail-fa-water-html.eml", gold(article), "fa", "HTML with a short plain alternative, base64, attachment with a Persian name", article=article)

    article = plain_article("he-tech")
    text = gold(article)
    lines = []
    for paragraph in gold(article.without("h1")).split("\n\n"):
        # RFC 3676: a line that goes on ends in a space.
        words, line = paragraph.split(" "), ""
        for word in words:
            if line and len(line) + len(word) > 66:
                lines.append(line)
                line = ""
            line += word + " "
        lines += [line[:-1], ""]
    mail = head(EmailMessage(), article.title, "דנה <dana@example.org>", "desk@example.org", "Mon, 10 Feb 2020 09:00:00 +0200")
    mail.set_content("\n".join(lines[:-1]), charset="utf-8", cte="8bit")
    mail.replace_header("Content-Type", "text/plain; charset=utf-8; format=flowed")
    (ROOT / "mail-he-tech-flowed.eml").write_bytes(mail.as_bytes(policy=SMTP.clone(max_line_length=998)))
    made("mail-he-tech-flowed.eml", text, "he", "format=flowed: lines to join", headings=[article.title])

    texts, box = [], b""
    for number, name in enumerate(["ar-market", "fa-poem", "en-quotes"], 1):
        article = plain_article(name)
        text = gold(article.without("h1"))
        if number == 3:
            text += "\n\nFrom the archive of the group."
        mail = head(EmailMessage(), article.title, f"Writer {number} <{number}@example.org>", "desk@example.org", f"Mon, 0{number} Jun 2015 09:00:00 +0000")
        mail.set_content(text, charset="utf-8", cte="8bit")
        body = mail.as_bytes(policy=SMTP.clone(max_line_length=998, linesep="\n"))
        top, rest = body.split(b"\n\n", 1)
        rest = re.sub(rb"(?m)^(>*From )", rb">\1", rest)
        box += f"From {number}@example.org Mon Jun  {number} 09:00:00 2015\n".encode() + top + b"\n\n" + rest + b"\n"
        texts.append(f"{article.title}\n\n{text}")
    (ROOT / "mail-three.mbox").write_bytes(box)
    made("mail-three.mbox", "\n\n".join(texts), "mixed", "three mails, an escaped >From", collection=3, headings=[])


CUES = {
    "ar": [
        (1000, 3500, ["أهلاً بكم في نشرة الساعة 14:30."]), (3500, 7200, ["قال الوزير إنّ 70% من الطريق", "بات مفتوحاً أمام الحافلات."]),
        (8000, 11000, ["لكنّ سائقاً من (حمص) قال لنا:", "«انتظرتُ 3–5 ساعات، والحمد لله وصلت»."]), (12500, 15000, ["والتفاصيل على example.org."]),
    ],
    "fa": [
        (1000, 4000, ["سلام، به گزارش ما خوش آمدید."]), (4000, 8000, ["مردم می‌گویند ۱۲ روستا", "آب ندارند."]),
        (9000, 12000, ["ما نمی‌توانیم صبر کنیم!"]),
    ],
}


def clock(milliseconds, sign):
    seconds, part = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{sign}{part:03}"


def subtitles(corpus):
    def srt(cues, dress):
        return "".join(
            f"{number}\r\n{clock(start, ',')} --> {clock(end, ',')}\r\n" + "".join(dress(line) + "\r\n" for line in lines) + "\r\n"
            for number, (start, end, lines) in enumerate(cues, 1)
        )

    words = lambda lang: " ".join(line for _, _, lines in CUES[lang] for line in lines)
    made = lambda file, lang, hard: corpus.add(ROOT / file, words(lang), lang=lang, producer=HAND, hard=hard, headings=[])
    (ROOT / "subtitles-ar-1256.srt").write_bytes(srt(CUES["ar"], lambda line: line).encode("cp1256"))
    made("subtitles-ar-1256.srt", "ar", "windows-1256, sentences over lines and cues")
    (ROOT / "subtitles-ar-embedded.srt").write_bytes(srt(CUES["ar"], lambda line: f"{{\\an8}}<i>\u202b{line}\u202c</i>").encode("utf-8-sig"))
    made("subtitles-ar-embedded.srt", "ar", "byte order mark, each line in U+202B … U+202C and tags")
    cues = "\n".join(
        f"c{number}\n{clock(start, '.')} --> {clock(end, '.')} align:right line:90%\n<v نسترن>" + "\n".join(lines) + "</v>\n"
        for number, (start, end, lines) in enumerate(CUES["fa"], 1)
    )
    (ROOT / "subtitles-fa.vtt").write_text(f"WEBVTT - گزارش\n\nNOTE این دیده نمی‌شود\n\nSTYLE\n::cue {{ color: white }}\n\n{cues}", "utf-8")
    made("subtitles-fa.vtt", "fa", "notes, styles, voices, names of cues, ZWNJ")


POSTS = [
    ("2024-03-18T09:05:00", "1710745500", ["عاجل: ", ("bold", "ارتفاع أسعار القمح"), " بنسبة ٢٣٫٤٪ في الخرطوم 🌾\n\nالتفاصيل: ", ("link", "https://example.org/market"), "\n", ("hashtag", "#السودان")]),
    ("2024-03-18T10:30:00", "1710750600", "أفاد شهود بأنّ الطريق إلى (الفاشر) مفتوح منذ الساعة 6.\nلا إصابات، الحمد لله."),
    ("2024-03-19T18:00:10", "1710864010", [("mention", "@mine_alert"), " نشر خريطة جديدة: می‌توانید اینجا ببینید ", ("text_link", "الخريطة", "https://example.org/map"), "."]),
    ("2024-03-20T07:15:00", "1710911700", "بيان رقم 118 بتاريخ 2024/03/20:\n«لا صحّة لما نُشر».\x0bانتهى."),
]


def telegram(corpus):
    messages = [{"id": 1, "type": "service", "date": "2024-03-18T09:00:00", "date_unixtime": "1710745200", "actor": "مرصد الضفّة", "actor_id": "channel118", "action": "create_channel", "title": "مرصد الضفّة", "text": "", "text_entities": []}]
    texts = []
    for number, (date, unix, text) in enumerate(POSTS, 2):
        parts = [text] if isinstance(text, str) else text
        objects = [{"type": "plain", "text": part} if isinstance(part, str) else {"type": part[0], "text": part[1], **({"href": part[2]} if len(part) > 2 else {})} for part in parts]
        written = text if isinstance(text, str) else [part if isinstance(part, str) else thing for part, thing in zip(parts, objects)]
        message = {"id": number, "type": "message", "date": date, "date_unixtime": unix, "from": "مرصد الضفّة", "from_id": "channel118", "text": written, "text_entities": objects}
        if number == 3:
            message["forwarded_from"] = "شبكة النيل"
        messages.append(message)
        texts.append("".join(one["text"] for one in objects).replace("\x0b", " "))
    channel = {"name": "مرصد الضفّة", "type": "public_channel", "id": 118, "messages": messages}
    # As Telegram Desktop writes it: control characters as \x0B, which is no JSON.
    written = json.dumps(channel, ensure_ascii=False, indent=1).replace("\\u000b", "\\x0B")
    (ROOT / "telegram-channel.json").write_text(written, "utf-8")
    corpus.add(
        ROOT / "telegram-channel.json", "\n\n".join(texts), lang="ar", producer="by hand, as Telegram Desktop exports", collection=len(POSTS), headings=[],
        hard="texts as lists, a service message, forwarded, \\x0B that is no JSON",
    )


CHAT = [("18", "9:30:12", "ص", "ليلى العبيد", "صباح الخير، الطريق إلى الفاشر مفتوح 🌅"), ("18", "9:31:05", "ص", "سامي د.", "من الساعة 7؟\nانتبهوا: حاجز قبل نيالا"), ("19", "12:05:59", "م", "سامي د.", "https://example.org/خبر?id=1 [نقلاً عن قوّات الضفّة]")]


def whatsapp(corpus):
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    ios = "[\u200f18/03/2024، 9:29:00 ص] ليلى العبيد: \u200eالرسائل والمكالمات مشفرة تماماً بين الطرفين.\r\n"
    ios += "".join(f"[\u200f{day}/03/2024، {time}\u202f{half}] {who}: {words}\r\n".replace("\n", "\r\n").replace("\r\r", "\r") for day, time, half, who, words in CHAT)
    (ROOT / "whatsapp-ios-ar.txt").write_bytes(ios.encode())
    android = f"{'١٨‏/٣‏/٢٠٢٤'}، ٩:٢٩ ص - الرسائل والمكالمات مشفرة تماماً بين الطرفين.\n"
    for day, time, half, who, words in CHAT:
        android += f"{day}\u200f/3\u200f/2024".translate(digits) + f"، {time[:-3].translate(digits)} {half} - {who}: {words}\n"
    (ROOT / "whatsapp-android-ar.txt").write_text(android, "utf-8")
    texts = "\n\n".join(words for *_, words in CHAT)
    for name, hard in [("whatsapp-ios-ar.txt", "U+200F in stamps, U+202F before ص, several lines, a notice"), ("whatsapp-android-ar.txt", "Arabic-Indic digits with U+200F in dates, a notice without a sender")]:
        corpus.add(ROOT / name, texts, lang="ar", producer="by hand, as WhatsApp exports", hard=hard, collection=len(CHAT), headings=[])


def feeds(corpus):
    articles = [bare(load(name)) for name in ["ar-market", "ar-bridge"]]
    items = "".join(
        f"<item><title>{html.escape(article.title)}</title><link>https://news.example.org/{number}</link><guid>n{number}</guid>"
        f"<pubDate>Mon, 1{number} Mar 2024 09:00:00 +0200</pubDate><description>{html.escape(article.title)}…</description>"
        f"<content:encoded><![CDATA[{body_html(article.without('h1'), mark=no_mark)}]]></content:encoded></item>\n"
        for number, article in enumerate(articles, 1)
    )
    (ROOT / "feed-ar.rss").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>صحيفة المرفأ</title><link>https://news.example.org</link><description>أخبار</description>\n{items}</channel></rss>\n", "utf-8",
    )
    corpus.add(ROOT / "feed-ar.rss", "\n\n".join(gold(article) for article in articles), lang="ar", producer=HAND, hard="content:encoded beside a short description", collection=2, headings=[])
    article = bare(load("he-tech"))
    (ROOT / "feed-he.atom").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="he"><title>עיתון הנמל</title><id>x</id><updated>2020-02-10T09:00:00Z</updated>\n'
        f'<entry><title type="text">{html.escape(article.title)}</title><id>y</id><updated>2020-02-10T09:00:00Z</updated><author><name>איתי שרעבי</name></author>'
        f'<content type="html">{html.escape(body_html(article.without("h1"), mark=no_mark))}</content></entry>\n</feed>\n', "utf-8",
    )
    corpus.add(ROOT / "feed-he.atom", gold(article), lang="he", producer=HAND, hard="escaped HTML, gershayim", collection=1, headings=[])


def tables(corpus):
    rows = []
    for number, name in enumerate(["ar-market", "ar-harakat", "fa-water"], 1):
        article = load(name)
        rows.append({"id": number, "date": f"2024-03-1{number}", "title": article.title, "text": "\n".join(gold(article, notes="none").split("\n\n")[3:5]), "source": "example.org"})
    expected = "\n\n".join(row["text"] for row in rows)
    made = lambda file, producer, hard: corpus.add(ROOT / file, expected, lang="mixed", producer=producer, hard=hard, collection=3, headings=[])
    data = io.StringIO()
    writer = csv.DictWriter(data, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    (ROOT / "table.csv").write_bytes(data.getvalue().encode("utf-8-sig"))
    made("table.csv", "Python csv", "semicolons, byte order mark, line breaks in quoted fields")
    (ROOT / "table.jsonl").write_text("".join(json.dumps(row, ensure_ascii=number != 1) + "\n" for number, row in enumerate(rows)), "utf-8")
    made("table.jsonl", "Python json", "\\u escapes in some rows")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.sheet_view.rightToLeft = True
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(ROOT / "table.xlsx")
    made("table.xlsx", f"openpyxl {version('openpyxl')}", "shared strings, line breaks in cells, right-to-left sheet")


def archives(corpus):
    pages = [(bare(load("ar-market")), new_page, "utf-8"), (bare(load("ar-bridge")), lambda article, words: old_page(article, words, "windows-1256"), "cp1256")]
    texts = [gold(article) for article, _, _ in pages]
    data = io.BytesIO()
    writer = WARCWriter(data, gzip=True)
    for number, (article, make, encoding) in enumerate(pages):
        body = make(article, WORDS["ar"]).encode(encoding)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        url = f"https://news.example.org/{number}"
        request = StatusAndHeaders(f"GET /{number} HTTP/1.1", [("Host", "news.example.org")], is_http_request=True)
        date = {"WARC-Date": "2024-03-18T09:00:00Z"}
        writer.write_record(writer.create_warc_record(url, "request", http_headers=request, warc_headers_dict=date))
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=date))
        picture = StatusAndHeaders("200 OK", [("Content-Type", "image/gif")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url + ".gif", "response", payload=io.BytesIO(b"GIF89a"), http_headers=picture, warc_headers_dict=date))
    (ROOT / "archive.warc.gz").write_bytes(data.getvalue())
    corpus.add(ROOT / "archive.warc.gz", "\n\n".join(texts), lang="ar", producer=f"warcio {version('warcio')}", hard="members of gzip, requests and pictures between the pages", collection=2, headings=[])
    with zipfile.ZipFile(ROOT / "archive.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ["web-ar-market.html", "libreoffice-fa-water.docx"]:
            archive.write(ROOT / name, f"أخبار/{name}")
    texts = [(ROOT / f"{name}.gold.txt").read_text("utf-8").strip() for name in ["web-ar-market.html", "libreoffice-fa-water.docx"]]
    corpus.add(ROOT / "archive.zip", "\n\n".join(texts), lang="mixed", producer="Python zipfile", hard="documents of two kinds in a folder with an Arabic name", collection=2, headings=[])
    inside = ["mail-three.mbox", "feed-ar.rss", "table.csv", "telegram-channel.json", "whatsapp-ios-ar.txt", "archive.zip", "archive.warc.gz"]
    known = {entry["file"]: entry for entry in json.loads(corpus.path.read_text("utf-8"))}
    with zipfile.ZipFile(ROOT / "archive-of-many.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in inside:
            archive.write(ROOT / name, f"أرشيف/{name}")
    texts = [(ROOT / f"{name}.gold.txt").read_text("utf-8").strip() for name in inside]
    corpus.add(ROOT / "archive-of-many.zip", "\n\n".join(texts), lang="mixed", producer="Python zipfile", hard="files of many articles, an archive among them", collection=sum(known[name]["collection"] for name in inside), headings=[])


def main():
    corpus = Corpus()
    for make in (mails, subtitles, telegram, whatsapp, feeds, tables, archives):
        make(corpus)


if __name__ == "__main__":
    main()
