//! The images of a page: which of them a reader sees, and their addresses, even if a script would load them later.

use super::outline::{Leaf, Row, Source, Spanning};
use super::srcset::largest;
use super::urls::Urls;
use crate::image::Image;
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};
use crate::segment::{declares, hides};
use std::collections::{HashMap, HashSet};

/// How many nodes of a `noscript` or of an element next to it are searched for an image.
const MAX_NODES: usize = 16;
/// How many `source` elements of a `picture` are read.
const MAX_SOURCES: usize = 16;
/// How many nodes are skipped on the way to the element next to an image.
const MAX_STEPS: usize = 4;
/// How many levels up an image's figure is searched for.
const MAX_FIGURE_DEPTH: usize = 8;

/// The images within and between the kept blocks, each address once. Takes time linear in the size of the page.
pub(super) fn images(source: &Source<'_>) -> Vec<Image> {
    let Some(urls) = &source.urls else { return Vec::new() };
    let mut captions = Captions { urls, of_figures: HashMap::new() };
    let (mut known, mut images) = (HashSet::new(), Vec::new());
    for part in source.parts(true) {
        for id in images_of(source, &part.leaf) {
            let (Some(url), Some(element)) = (urls.image(id), urls.visible_image(id)) else { continue };
            if known.insert(url.clone()) {
                let title = urls.line(element, AttributeName::Title);
                let title = Some(title).filter(|title| !title.is_empty());
                images.push(Image { url, alt: urls.alt(id), title, caption: captions.of(element) });
            }
        }
    }
    images
}

fn images_of(source: &Source<'_>, leaf: &Leaf) -> Vec<NodeId> {
    let inside = |block: usize| source.markup(block).pieces.iter().filter_map(|piece| piece.image);
    match leaf {
        Leaf::Image(id) => vec![*id],
        &(Leaf::Heading(_, block) | Leaf::Paragraph(block) | Leaf::Caption(block)) => inside(block).collect(),
        Leaf::Table(rows) => {
            let of_cell = |row: &Row, cell: &Spanning| {
                let pieces = source.markup(row.block).pieces_within(&cell.range).iter();
                let inside = pieces.filter_map(|piece| piece.image);
                [&cell.before[..], &inside.collect::<Vec<_>>(), &cell.after].concat()
            };
            rows.iter().flat_map(|row| row.cells.iter().flat_map(move |cell| of_cell(row, cell))).collect()
        }
        Leaf::Code(_) => Vec::new(),
    }
}

/// The captions of figures.
struct Captions<'a> {
    urls: &'a Urls<'a>,
    /// The `figcaption` of each figure that was looked up.
    of_figures: HashMap<NodeId, Option<NodeId>>,
}

impl Captions<'_> {
    /// The caption of the figure that an image is in, on one line.
    fn of(&mut self, image: NodeId) -> Option<String> {
        let tree = self.urls.tree();
        let is_figure = |&at: &NodeId| tree.tag(at) == Some(Tag::Figure);
        let figure = tree.ancestors(image).take(MAX_FIGURE_DEPTH).find(is_figure)?;
        let find = || tree.children(figure).find(|&child| tree.tag(child) == Some(Tag::Figcaption));
        let caption = (*self.of_figures.entry(figure).or_insert_with(find))?;
        let mut text = String::new();
        for id in tree.descendants(caption) {
            if let NodeData::Text(span) = tree.data(id) {
                let part = tree.text(span);
                // Many images may have the same caption.
                if !self.urls.spend(part.len()) {
                    return None;
                }
                text.push_str(part);
            }
        }
        Some(one_line(&text)).filter(|text| !text.is_empty())
    }
}

impl Urls<'_> {
    /// The `img` element of an image that a reader sees. An image may be a `noscript` with an image inside. It counts
    /// unless it only replaces the image next to it.
    pub(super) fn visible_image(&self, id: NodeId) -> Option<NodeId> {
        let tree = self.tree();
        let image = if tree.tag(id) == Some(Tag::Noscript) {
            let is_fallback = beside(tree, id).any(|element| is_image(tree, element));
            image_in(tree, id).filter(|_| !is_fallback)?
        } else {
            id
        };
        is_seen(tree, image).then_some(image)
    }

    /// The address of an image that a reader sees, even if a script would load the image later.
    pub(super) fn image(&self, id: NodeId) -> Option<String> {
        let image = self.visible_image(id)?;
        self.own_image(image).or_else(|| self.picture(image)).or_else(|| self.fallback(image))
    }

    /// The alternative text of an image, on one line.
    pub(super) fn alt(&self, id: NodeId) -> String {
        self.visible_image(id).map(|image| self.line(image, AttributeName::Alt)).unwrap_or_default()
    }

    /// The address in the attributes of an `img` element. The value that a script would put into `src` comes before the
    /// present `src`, and `srcset` comes last.
    fn own_image(&self, id: NodeId) -> Option<String> {
        use AttributeName::{DataLazySrc, DataLazySrcset, DataOriginal, DataSrc, DataSrcset, Src, Srcset};
        let value = |name| self.tree().attribute(id, name);
        let late = || [DataSrc, DataLazySrc, DataOriginal].into_iter().filter_map(value);
        let is_address = |value: &&str| !value.trim().contains([' ', '\n', '{', '<']);
        late()
            .filter(is_address)
            .find_map(|url| self.allow_image(url))
            .or_else(|| self.set(id, &[DataSrcset, DataLazySrcset]))
            .or_else(|| value(Src).and_then(|url| self.allow_image(url)))
            .or_else(|| self.set(id, &[Srcset]))
    }

    /// The largest image of the first `srcset` that has a usable one.
    fn set(&self, id: NodeId, names: &[AttributeName]) -> Option<String> {
        let sets = names.iter().filter_map(|&name| self.tree().attribute(id, name));
        sets.filter(|set| self.spend(set.len()))
            .find_map(|set| self.allow_image(largest(set, Urls::is_image_address)?))
    }

    /// The address of the first source of the `picture` around an image.
    fn picture(&self, image: NodeId) -> Option<String> {
        let tree = self.tree();
        let picture = tree.parent(image).filter(|&parent| tree.tag(parent) == Some(Tag::Picture))?;
        let mut sources = tree
            .children(picture)
            .take(MAX_SOURCES * 2)
            .filter(|&child| tree.tag(child) == Some(Tag::Source))
            .take(MAX_SOURCES);
        sources.find_map(|source| self.set(source, &[AttributeName::DataSrcset, AttributeName::Srcset]))
    }

    /// The address of the image in a `noscript` next to an image, or next to its `picture`.
    fn fallback(&self, image: NodeId) -> Option<String> {
        let tree = self.tree();
        let picture = tree.parent(image).filter(|&parent| tree.tag(parent) == Some(Tag::Picture));
        let mut noscripts = std::iter::once(image)
            .chain(picture)
            .flat_map(|id| beside(tree, id))
            .filter(|&id| tree.tag(id) == Some(Tag::Noscript));
        noscripts.find_map(|noscript| self.own_image(image_in(tree, noscript)?))
    }

    /// The value of an attribute on one line.
    fn line(&self, id: NodeId, name: AttributeName) -> String {
        one_line(self.tree().attribute(id, name).unwrap_or_default())
    }
}

/// Whether an image is one that a reader sees, and not a tracking pixel.
fn is_seen(tree: &Tree, image: NodeId) -> bool {
    tree.kept(image).iter().all(|kept| {
        let value = tree.value(kept);
        match kept.name {
            AttributeName::Width | AttributeName::Height => !is_a_pixel(value),
            AttributeName::Style => {
                let is_tiny = |property| declares(value, property, &["0", "0px", "1px"]);
                !hides(value) && !is_tiny("width") && !is_tiny("height")
            }
            AttributeName::Hidden => false,
            _ => true,
        }
    })
}

/// Whether a dimension (HTML standard, section 2.4.4.4) is at most one pixel.
fn is_a_pixel(value: &str) -> bool {
    let value = value.trim_ascii_start();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    matches!(value[..digits].trim_start_matches('0'), "" | "1")
        && digits > 0
        && !value[digits..].starts_with('%')
}

/// Whether an element is nothing but an image.
fn is_image(tree: &Tree, id: NodeId) -> bool {
    let mut nodes = std::iter::once(id).chain(tree.descendants(id)).take(MAX_NODES);
    image_in(tree, id).is_some() && nodes.all(|id| tree.is_blank_text(id) || tree.tag(id).is_some())
}

/// The image in an element, or the element itself.
fn image_in(tree: &Tree, id: NodeId) -> Option<NodeId> {
    let nodes = std::iter::once(id).chain(tree.descendants(id).take(MAX_NODES));
    nodes.into_iter().find(|&id| tree.tag(id) == Some(Tag::Img))
}

/// The elements right before and right after another one.
fn beside(tree: &Tree, id: NodeId) -> impl Iterator<Item = NodeId> {
    let before = tree.siblings_before(id);
    let after = tree.siblings_after(id);
    let sides = [
        before.take(MAX_STEPS).find(|&id| !tree.is_blank_text(id)),
        after.take(MAX_STEPS).find(|&id| !tree.is_blank_text(id)),
    ];
    sides.into_iter().flatten()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
