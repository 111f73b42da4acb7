//! A response as a server sent it: its headers, and its body without what packs it for the way.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use memchr::memmem;

use super::unpack::unpack;
use super::warc_record::Headers;
use crate::document::error::DocumentError;

/// A response.
pub(super) struct Response<'a> {
    pub(super) status: u16,
    headers: Headers,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// `None` if there is no line of its status.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let dos = memmem::find(bytes, b"\r\n\r\n").map(|at| (at, at + 4));
        let (head, body) =
            dos.or_else(|| memmem::find(bytes, b"\n\n").map(|at| (at, at + 2))).unwrap_or((bytes.len(), bytes.len()));
        let head = String::from_utf8_lossy(&bytes[..head]);
        let status = head.strip_prefix("HTTP/")?.split_whitespace().nth(1)?.parse().ok()?;
        Some(Self { status, headers: Headers::read(&head), body: &bytes[body..] })
    }

    /// Its type in lower case, without parameters: `text/html`.
    pub(super) fn media_type(&self) -> String {
        media_type(self.headers.get("content-type"))
    }

    /// The encoding of its characters, if the server tells it.
    pub(super) fn charset(&self) -> Option<&'static encoding_rs::Encoding> {
        charset(self.headers.get("content-type"))
    }

    /// Its body as the server had it, and whether it is whole. Archives may have unpacked it and left the headers.
    pub(super) fn body(&self) -> Result<(Vec<u8>, bool), DocumentError> {
        let is_chunked = self.headers.get("transfer-encoding").to_ascii_lowercase().contains("chunked");
        let sent = if is_chunked { joined(self.body) } else { None };
        let sent = sent.as_deref().unwrap_or(self.body);
        let unpacked = |reader: &mut dyn Read| {
            unpack(reader, sent.len(), "WARC").map(|unpacked| (unpacked.bytes.into_owned(), unpacked.is_whole))
        };
        match self.headers.get("content-encoding").to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" if sent.starts_with(b"\x1f\x8b") => unpacked(&mut MultiGzDecoder::new(sent)),
            // Some servers send it without the header of zlib.
            "deflate" => {
                let zlib = unpacked(&mut ZlibDecoder::new(sent))?;
                if zlib.0.is_empty() { unpacked(&mut DeflateDecoder::new(sent)) } else { Ok(zlib) }
            }
            "br" | "zstd" => Err(DocumentError::Damaged { kind: "WARC", what: "packed in a way that is not read" }),
            _ => Ok((sent.to_vec(), true)),
        }
    }
}

/// A type in lower case, without parameters.
pub(super) fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The parameter `charset` of a type.
pub(super) fn charset(content_type: &str) -> Option<&'static encoding_rs::Encoding> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    encoding_rs::Encoding::for_label(charsets.next()?.1.trim().trim_matches('"').as_bytes())
}

/// The chunks of a body put together: each has its length before it. `None` if there are none.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    let mut is_first = true;
    loop {
        let line = memchr::memchr(b'\n', rest);
        let number = line.and_then(|end| {
            let digits = rest[..end].split(|byte| *byte == b';').next()?;
            usize::from_str_radix(std::str::from_utf8(digits).ok()?.trim(), 16).ok()
        });
        match (line, number) {
            (Some(end), Some(len)) if len > 0 => {
                let chunk = &rest[end + 1..];
                let (chunk, behind) = chunk.split_at(len.min(chunk.len()));
                body.extend_from_slice(chunk);
                rest = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")).unwrap_or(behind);
                is_first = false;
            }
            // An archive that has put the chunks together, but kept the header.
            _ if is_first && number.is_none() => return None,
            _ => return Some(body),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn bodies_are_unpacked_and_put_together() {
        let gz = packed("سقطت سرت");
        let zlib = {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all("سقطت سرت".as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let chunked =
            [b"5;x=1\r\n", &gz[..5], format!("\r\n{:x}\r\n", gz.len() - 5).as_bytes(), &gz[5..], b"\r\n0\r\n\r\n"]
                .concat();
        let plain = "سقطت سرت".as_bytes();
        for (headers, body) in [
            ("", plain),
            ("Content-Encoding: gzip\r\n", &gz),
            ("Content-Encoding: deflate\r\n", &zlib),
            ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", &chunked),
            // Unpacked by the archive, with the headers of the way.
            ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", plain),
        ] {
            let response = [
                format!("HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; Charset=\"windows-1256\"\r\n{headers}\r\n")
                    .as_bytes(),
                body,
            ]
            .concat();
            let response = Response::read(&response).unwrap();
            assert_eq!((response.status, response.media_type().as_str()), (200, "text/html"));
            assert_eq!(response.charset(), Some(encoding_rs::WINDOWS_1256));
            assert_eq!(response.body().unwrap(), (plain.to_vec(), true), "{headers}");
        }
        assert!(Response::read(b"<html>").is_none());
    }
}
