//! The words and symbols of an RTF file.

/// What stands next in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A control word with its number.
    Word(&'b [u8], Option<i32>),
    /// A control symbol: a backslash and this byte.
    Symbol(u8),
    /// A byte of text.
    Byte(u8),
}

pub(super) struct Tokens<'b> {
    rest: &'b [u8],
}

/// The longest name of a control word, in bytes.
const NAME_BYTES: usize = 32;

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Goes over bytes that are no RTF.
    pub(super) fn go_over(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn word(&mut self) -> Token<'b> {
        let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
        let name_len = self.rest.iter().take(NAME_BYTES).take_while(|byte| is_letter(byte)).count();
        let (name, rest) = self.rest.split_at(name_len);
        let is_negative = rest.first() == Some(&b'-') && rest.get(1).is_some_and(u8::is_ascii_digit);
        let digits_at = usize::from(is_negative);
        let digits = rest.get(digits_at..).unwrap_or_default();
        let digit_count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, mut rest) = digits.split_at(digit_count);
        let mut number = None;
        if digit_count > 0 {
            let size =
                digits.iter().fold(0_i32, |sum, digit| sum.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
            number = Some(if is_negative { -size } else { size });
        }
        // One space belongs to the word.
        if let Some(behind) = rest.strip_prefix(b" ") {
            rest = behind;
        }
        self.rest = rest;
        Token::Word(name, number)
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            match first {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                // Lines end where it suits the program.
                b'\r' | b'\n' | 0 => {}
                b'\\' => {
                    let next = *self.rest.first()?;
                    if next.is_ascii_alphabetic() {
                        return Some(self.word());
                    }
                    self.go_over(1);
                    if next != b'\'' {
                        return Some(Token::Symbol(next));
                    }
                    let digit = |at: usize| self.rest.get(at).and_then(|digit| char::from(*digit).to_digit(16));
                    let byte = digit(0).zip(digit(1)).map(|(high, low)| (high * 16 + low) as u8);
                    if let Some(byte) = byte {
                        self.go_over(2);
                        return Some(Token::Byte(byte));
                    }
                }
                byte => return Some(Token::Byte(*byte)),
            }
        }
    }
}
