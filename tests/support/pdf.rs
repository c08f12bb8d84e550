//! Agreements read back, as a reader and a phone's camera would.

use lopdf::{Document, Object, content::Operation};
use rqrr::PreparedImage;

/// Pixels a point: a module of a code is some pixels wide.
const SCALE: f32 = 4.0;
/// White around what was drawn, in points.
const MARGIN: f32 = 16.0;

/// The text of a PDF, without its white.
pub fn text(bytes: &[u8]) -> String {
    let pdf = Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).expect("text");
    text.split_whitespace().collect()
}

/// What the QR code on the first page says. Text is drawn otherwise: what is filled there is the code.
///
/// # Panics
/// Where there is not exactly one code, or it cannot be read.
pub fn qr_code(bytes: &[u8]) -> String {
    let pdf = Document::load_mem(bytes).expect("a PDF");
    let page = pdf.get_pages()[&1];
    let content = pdf.get_and_decode_page_content(page).expect("a page");
    let filled = filled(&content.operations);
    let bound = |at: usize, of: fn(f32, f32) -> f32| filled.iter().map(|area| area[at]).reduce(of);
    let bounds = [
        bound(0, f32::min),
        bound(1, f32::min),
        bound(2, f32::max),
        bound(3, f32::max),
    ];
    let [left, bottom, right, top] = bounds.map(|bound| bound.expect("something filled"));
    let pixels = |points: f32| ((points + 2.0 * MARGIN) * SCALE) as usize;
    let dark = |x: usize, y: usize| {
        let (x, y) = (left - MARGIN + x as f32 / SCALE, top + MARGIN - y as f32 / SCALE);
        let inside = |area: &[f32; 4]| area[0] <= x && x < area[2] && area[1] <= y && y < area[3];
        if filled.iter().any(inside) { 0 } else { 255 }
    };
    let mut image = PreparedImage::prepare_from_greyscale(pixels(right - left), pixels(top - bottom), dark);
    let grids = image.detect_grids();
    let [grid] = grids.as_slice() else {
        panic!("{} codes", grids.len());
    };
    grid.decode().expect("a readable code").1
}

/// The filled rectangles of a page: left, bottom, right, top.
fn filled(operations: &[Operation]) -> Vec<[f32; 4]> {
    let (mut matrix, mut kept) = ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], Vec::new());
    let (mut areas, mut path) = (Vec::new(), Vec::<Vec<[f32; 2]>>::new());
    for Operation { operator, operands } in operations {
        let numbers: Vec<f32> = operands
            .iter()
            .filter_map(|operand| Object::as_float(operand).ok())
            .collect();
        match (operator.as_str(), numbers.as_slice()) {
            ("q", _) => kept.push(matrix),
            ("Q", _) => matrix = kept.pop().expect("a state to go back to"),
            ("cm", &[a, b, c, d, e, f]) => matrix = product([a, b, c, d, e, f], matrix),
            ("m", &[x, y]) => path.push(vec![at(matrix, x, y)]),
            ("l", &[x, y]) => path.last_mut().expect("a beginning").push(at(matrix, x, y)),
            ("f", _) => areas.extend(path.drain(..).map(|corners| around(&corners))),
            ("S" | "n", _) => path.clear(),
            _ => {}
        }
    }
    areas
}

fn product(a: [f32; 6], b: [f32; 6]) -> [f32; 6] {
    let [x, y] = at(b, a[4], a[5]);
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        x,
        y,
    ]
}

fn at([a, b, c, d, e, f]: [f32; 6], x: f32, y: f32) -> [f32; 2] {
    [a * x + c * y + e, b * x + d * y + f]
}

fn around(corners: &[[f32; 2]]) -> [f32; 4] {
    let nothing = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    corners
        .iter()
        .fold(nothing, |[left, bottom, right, top], &[x, y]| {
            [left.min(x), bottom.min(y), right.max(x), top.max(y)]
        })
}
