//! PDFs are kept as they are, since people sign and stamp them; what is not only paper is refused.

use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::Unfit;

const MOST_PAGES: usize = 50;
/// What one compressed stream of the file's own structure may unfold to. That of a long agreement takes a hundredth.
const MOST_UNFOLDED: usize = 4 * 1024 * 1024;
/// Streams of structure that a file may have: with the former a bound on what reading it takes.
const MOST_STRUCTURE: usize = 64;
/// How deep objects may stand in each other.
const DEEPEST: usize = 32;

/// How near its end a whole file says that it ends. What follows is left by mail programs and scanners.
const TAIL: usize = 1024;

pub(super) fn check(bytes: &[u8]) -> Result<(), Unfit> {
    // One that is cut off can often be read all the same, and lacks what stood on its last pages.
    if !has(&bytes[bytes.len().saturating_sub(TAIL)..], b"%%EOF") {
        return Err(Unfit::Damaged);
    }
    if bytes.windows(6).filter(|word| word == b"ObjStm").count() > MOST_STRUCTURE {
        return Err(Unfit::Damaged);
    }
    let options = LoadOptions::with_max_decompressed_size(MOST_UNFOLDED);
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| {
        if has(bytes, b"/Encrypt") {
            Unfit::Encrypted
        } else {
            Unfit::Damaged
        }
    })?;
    if document.trailer.has(b"Encrypt") || document.was_encrypted() {
        return Err(Unfit::Encrypted);
    }
    match document.get_pages().len() {
        0 => return Err(Unfit::Damaged),
        1..=MOST_PAGES => {}
        _ => return Err(Unfit::TooManyPages),
    }
    if document.objects.values().any(|object| acts(object, 0)) {
        return Err(Unfit::Active);
    }
    Ok(())
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}

/// Does an object run a script, start a program or carry another file?
fn acts(object: &Object, depth: usize) -> bool {
    if depth > DEEPEST {
        return true;
    }
    match object {
        Object::Dictionary(dictionary) => acts_in(dictionary, depth),
        Object::Stream(stream) => acts_in(&stream.dict, depth),
        Object::Array(objects) => objects.iter().any(|object| acts(object, depth + 1)),
        _ => false,
    }
}

fn acts_in(dictionary: &Dictionary, depth: usize) -> bool {
    dictionary.iter().any(|(key, value)| {
        let named = |names: &[&[u8]]| value.as_name().is_ok_and(|name| names.contains(&name));
        match key.as_slice() {
            b"JS" | b"JavaScript" | b"EmbeddedFiles" | b"XFA" => true,
            b"S" if named(&[b"JavaScript", b"Launch"]) => true,
            b"Type" if named(&[b"EmbeddedFile"]) => true,
            _ => acts(value, depth + 1),
        }
    })
}
