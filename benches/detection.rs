//! Measures the speed of detection on a generated text, and the time to load a lexicon.
//!
//! `cargo bench --bench detection --no-default-features [-- FILE]`: prints MB/s, one run per line. With a file it
//! measures that instead.

#![allow(clippy::disallowed_methods, reason = "a bench reads the file it is given")]

use std::time::Instant;

use hawashi::detect::Detector;
use hawashi::lexicon::Lexicon;

/// Sentences with and without mentions, about as dense as a news article.
const SENTENCES: [&str; 12] = [
    "قال شهود إن القصف استمر طوال الليل على الأحياء الشرقية من المدينة.",
    "وأعلنت وزارة الدفاع الروسية أن طائراتها قصفت مواقع قرب دير الزور.",
    "وتقدمت قوات حفتر نحو أطراف طرابلس، فيما انسحبت وحدات أخرى إلى مصراتة.",
    "ولم يعلق أي مسؤول على هذه الأنباء حتى ساعة متأخرة من مساء أمس.",
    "ويقول سكان محليون إن أسعار الخبز تضاعفت ثلاث مرات منذ مطلع العام.",
    "وكان تنظيم «الدولة» قد خسر معظم الأراضي التي سيطر عليها في العراق وسوريا.",
    "وعاد التنظيم إلى أسلوب الكمائن والعبوات على الطرق الصحراوية الطويلة.",
    "وزار وفد من الأمم المتحدة مخيمات النازحين في محافظة إدلب، ووعد بمزيد من المساعدات.",
    "وتحدث الباحث عن ثلاثة أسباب رئيسية لهذا التراجع، أولها غياب التنسيق.",
    "وفي عدن اجتمع مجلس القيادة الرئاسي لبحث الوضع الاقتصادي وانقطاع الكهرباء.",
    "وشهدت الخرطوم وأم درمان اشتباكات بين الجيش السوداني وقوات الدعم السريع.",
    "وانخفضت درجات الحرارة إلى ما دون الصفر في المرتفعات، وأغلقت المدارس أبوابها.",
];

/// Size of the generated text, in bytes.
const BYTES: usize = 10_000_000;

fn main() {
    let start = Instant::now();
    let lexicon = Lexicon::builtin();
    println!("lexicon ready in {:?}: {} entities", start.elapsed(), lexicon.len());
    let start = Instant::now();
    let detector = Detector::new(lexicon);
    println!("detector ready in {:?}", start.elapsed());

    let file = std::env::args().skip(1).find(|arg| !arg.starts_with("--"));
    let text = match file.as_deref().map(std::fs::read_to_string) {
        Some(Ok(text)) => text,
        Some(Err(error)) => {
            eprintln!("{error}: {}", file.unwrap_or_default());
            return;
        }
        None => generated(),
    };
    for _ in 0..5 {
        let start = Instant::now();
        let found = detector.detect(&text).len();
        let secs = start.elapsed().as_secs_f64();
        println!("{:.1} MB/s: {found} mentions in {} bytes", text.len() as f64 / 1e6 / secs, text.len());
    }
}

/// Sentences chosen by a small fixed generator, three per paragraph.
fn generated() -> String {
    let (mut text, mut state, mut drawn) = (String::with_capacity(BYTES + 1024), 7_u64, 0);
    while text.len() < BYTES {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(SENTENCES[(state >> 33) as usize % SENTENCES.len()]);
        drawn += 1;
        text.push(if drawn % 3 == 0 { '\n' } else { ' ' });
    }
    text
}
