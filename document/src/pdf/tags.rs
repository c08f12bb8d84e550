//! What the document is, for reading machines: headings, paragraphs, tables with their labels.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

use crate::page::Element;

/// The tree of the elements, in their order; `written` holds what was drawn of each.
pub fn tree(elements: &[Element], written: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some("zh-CN".to_owned()));
    let mut table = Table::default();
    for (element, pieces) in elements.iter().zip(written) {
        let nodes: Vec<Node> = pieces.into_iter().map(Node::from).collect();
        if let Element::Cell {
            table: of,
            row,
            label,
        } = element
        {
            if table.number != Some(*of) {
                table.end(&mut tree);
                table.number = Some(*of);
            }
            table.cell(*row, *label, nodes);
            continue;
        }
        table.end(&mut tree);
        tree.push(TagGroup::with_children(kind(element), nodes));
    }
    table.end(&mut tree);
    tree
}

fn kind(element: &Element) -> TagKind {
    let heading = |level: u16, text: &str| {
        let level = NonZeroU16::new(level).expect("levels begin at one");
        Tag::Hn(level, Some(text.to_owned())).into()
    };
    match element {
        Element::Title(text) => heading(1, text),
        Element::Heading(text) => heading(2, text),
        Element::Figure(words) => Tag::Figure(Some(words.clone())).into(),
        Element::Paragraph | Element::Cell { .. } => Tag::P.into(),
    }
}

/// The table being read.
#[derive(Default)]
struct Table {
    number: Option<usize>,
    row: Option<usize>,
    cells: Vec<Node>,
    rows: Vec<Node>,
}

impl Table {
    fn cell(&mut self, row: usize, label: bool, nodes: Vec<Node>) {
        if self.row != Some(row) {
            self.end_row();
            self.row = Some(row);
        }
        let tag: TagKind = if label {
            Tag::TH(TableHeaderScope::Row).into()
        } else {
            Tag::TD.into()
        };
        self.cells.push(TagGroup::with_children(tag, nodes).into());
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            self.rows.push(TagGroup::with_children(Tag::TR, cells).into());
        }
        self.row = None;
    }

    fn end(&mut self, tree: &mut TagTree) {
        self.end_row();
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            tree.push(TagGroup::with_children(Tag::Table, rows));
        }
        self.number = None;
    }
}
