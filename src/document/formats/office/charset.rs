//! The charsets of the code pages that documents name by their numbers.

use super::super::super::encoding::Charset;

/// The charset of a code page; the Western one if it is not known.
pub(super) fn of_code_page(page: i32) -> Charset {
    let name = match page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 | 1361 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        10004 => "MacArabic".to_owned(),
        65001 => "utf-8".to_owned(),
        28596 => "iso-8859-6".to_owned(),
        28598 | 38598 => "iso-8859-8-i".to_owned(),
        page @ (874 | 1250..=1258) => format!("windows-{page}"),
        page => format!("cp{page}"),
    };
    name.parse().unwrap_or(Charset::Web(encoding_rs::WINDOWS_1252))
}
