//! Converts presentation `MathML` to TeX.

use super::symbols;
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};

/// In a longer token, characters do not become commands, so that the TeX is never much longer than the page.
const MAX_COMMANDS: usize = 2;

/// Writes TeX for the content of a `math` element: fractions, roots, scripts, fences and tables as commands, everything
/// else as its characters. `<mfrac><mi>a</mi><mn>2</mn></mfrac>` becomes `\frac{a}{2}`.
///
/// Takes time linear in the size of the formula. Pending tasks are on an explicit stack, so deep formulas need no
/// recursion.
pub(super) fn to_tex(tree: &Tree, math: NodeId) -> String {
    let mut writer = Writer { tree, out: String::new(), tasks: Vec::new() };
    writer.inside(math);
    while let Some(task) = writer.tasks.pop() {
        match task {
            Task::Node(id) => writer.node(id),
            Task::Tex(tex) => writer.tex(tex),
            Task::Characters(text) => writer.characters(&text),
        }
    }
    writer.out
}

/// Something that is still to be written.
#[derive(Debug)]
enum Task {
    Node(NodeId),
    Tex(&'static str),
    /// Characters of the page, such as the fences that an attribute gives.
    Characters(String),
}

struct Writer<'t> {
    tree: &'t Tree,
    out: String,
    /// The pending tasks; the next one is last.
    tasks: Vec<Task>,
}

impl Writer<'_> {
    fn children(&self, id: NodeId) -> Vec<NodeId> {
        self.tree.children(id).filter(|&child| self.tree.tag(child).is_some()).collect()
    }

    /// Puts tasks before all others, in the order given.
    fn push(&mut self, tasks: impl IntoIterator<Item = Task, IntoIter: DoubleEndedIterator>) {
        self.tasks.extend(tasks.into_iter().rev());
    }

    /// The children of an element, text included.
    fn inside(&mut self, id: NodeId) {
        let children = self.tree.children(id);
        let start = self.tasks.len();
        self.tasks.extend(children.map(Task::Node));
        self.tasks[start..].reverse();
    }

    fn node(&mut self, id: NodeId) {
        match self.tree.data(id) {
            NodeData::Text(span) => self.characters(self.tree.text(span).trim_ascii()),
            NodeData::Element { tag, .. } => self.element(id, tag),
            _ => {}
        }
    }

    fn element(&mut self, id: NodeId, tag: Tag) {
        match tag {
            Tag::Mi => self.identifier(id),
            Tag::Mn | Tag::Mo => {
                let text = self.tree.text_content(id);
                self.characters(text.trim_ascii());
            }
            Tag::Mtext | Tag::Ms => self.words(id),
            Tag::Mspace => self.tex("\\,"),
            Tag::Mfrac => self.fraction(id),
            Tag::Msqrt => self.around("\\sqrt{", id, "}"),
            Tag::Mphantom => self.around("\\phantom{", id, "}"),
            Tag::Menclose => self.enclosed(id),
            Tag::Mroot => self.root(id),
            Tag::Msub | Tag::Munder => self.scripts(id, &["_"]),
            Tag::Msup => self.scripts(id, &["^"]),
            Tag::Mover => self.over(id),
            Tag::Msubsup | Tag::Munderover => self.scripts(id, &["_", "^"]),
            Tag::Mmultiscripts => self.multiscripts(id),
            Tag::Mfenced => self.fenced(id),
            Tag::Mtable => self.table(id),
            // Of several forms of the same formula, the first is shown.
            Tag::Semantics | Tag::Maction => {
                let first = self.children(id).first().copied();
                self.push(first.map(Task::Node));
            }
            _ if tag.is_without_text() => {}
            _ => self.inside(id),
        }
    }

    /// Writes TeX, with a space after a command that would otherwise be joined with it.
    fn tex(&mut self, tex: &str) {
        if tex.starts_with(|c: char| c.is_ascii_alphabetic()) && self.ends_with_command() {
            self.out.push(' ');
        }
        self.out.push_str(tex);
    }

    fn ends_with_command(&self) -> bool {
        /// No command that is written here is longer.
        const MAX_COMMAND: usize = 24;
        let name = self.out.bytes().rev().take(MAX_COMMAND).take_while(u8::is_ascii_alphabetic).count();
        name > 0 && self.out[..self.out.len() - name].ends_with('\\')
    }

    fn characters(&mut self, text: &str) {
        let is_short = text.chars().nth(MAX_COMMANDS).is_none();
        for c in text.chars() {
            match symbols::escaped(c).or_else(|| symbols::command(c).filter(|_| is_short)) {
                Some(tex) => self.tex(tex),
                None => self.tex(symbols::plain(c).encode_utf8(&mut [0; 4])),
            }
        }
    }

    /// A name: a variable if it has one letter, otherwise a function.
    fn identifier(&mut self, id: NodeId) {
        let text = self.tree.text_content(id);
        let name = text.trim();
        let variant = self.tree.attribute(id, AttributeName::Mathvariant).unwrap_or_default();
        let alphabet = symbols::alphabet(variant);
        let is_word = name.chars().nth(1).is_some() && name.chars().all(char::is_alphanumeric);
        match symbols::function(name) {
            Some(function) => self.tex(function),
            None if name.is_empty() => {}
            None if alphabet.is_some() || is_word => {
                self.tex(alphabet.unwrap_or("\\mathrm{"));
                self.characters(name);
                self.tex("}");
            }
            None => self.characters(name),
        }
    }

    fn words(&mut self, id: NodeId) {
        let text = self.tree.text_content(id);
        if text.trim().is_empty() {
            return self.tex("\\,");
        }
        self.tex("\\text{");
        for c in text.chars() {
            match symbols::escaped(c) {
                Some(tex) => self.out.push_str(tex),
                None => self.out.push(c),
            }
        }
        self.tex("}");
    }

    /// The children of an element as one group.
    fn around(&mut self, open: &'static str, id: NodeId, close: &'static str) {
        self.tasks.push(Task::Tex(close));
        self.inside(id);
        self.tasks.push(Task::Tex(open));
    }

    fn enclosed(&mut self, id: NodeId) {
        let notation = self.tree.attribute(id, AttributeName::Notation).unwrap_or("longdiv");
        let is = |known: &[&str]| notation.split_ascii_whitespace().any(|word| known.contains(&word));
        if is(&["box", "roundedbox", "circle"]) {
            self.around("\\boxed{", id, "}");
        } else if is(&["radical"]) {
            self.around("\\sqrt{", id, "}");
        } else if is(&["updiagonalstrike", "downdiagonalstrike", "horizontalstrike"]) {
            self.around("\\cancel{", id, "}");
        } else {
            self.inside(id);
        }
    }

    fn fraction(&mut self, id: NodeId) {
        let &[above, below, ..] = self.children(id).as_slice() else { return self.inside(id) };
        let thickness = self.tree.attribute(id, AttributeName::Linethickness).unwrap_or_default();
        let has_line = !thickness.trim_ascii().starts_with('0');
        let open = if has_line { "\\frac{" } else { "\\genfrac{}{}{0pt}{}{" };
        self.push([Task::Tex(open), Task::Node(above), Task::Tex("}{"), Task::Node(below), Task::Tex("}")]);
    }

    fn root(&mut self, id: NodeId) {
        let &[base, index, ..] = self.children(id).as_slice() else { return self.inside(id) };
        self.push([
            Task::Tex("\\sqrt[{"),
            Task::Node(index),
            Task::Tex("}]{"),
            Task::Node(base),
            Task::Tex("}"),
        ]);
    }

    /// The first child with the others as scripts, by `marks`.
    fn scripts(&mut self, id: NodeId, marks: &[&'static str]) {
        let children = self.children(id);
        let Some((&base, scripts)) = children.split_first() else { return self.inside(id) };
        let mut tasks = self.group(base);
        for (&mark, &script) in marks.iter().zip(scripts) {
            tasks.push(Task::Tex(mark));
            tasks.extend(self.script(script));
        }
        self.push(tasks);
    }

    /// A base, in braces unless it is one token.
    fn group(&self, id: NodeId) -> Vec<Task> {
        braced(id, !matches!(self.tree.tag(id), Some(Tag::Mi | Tag::Mn | Tag::Mo | Tag::Mtext)))
    }

    /// A script, in braces unless it is one letter or digit.
    fn script(&self, id: NodeId) -> Vec<Task> {
        let is_token = matches!(self.tree.tag(id), Some(Tag::Mi | Tag::Mn)) && self.tree.kept(id).is_empty();
        let mut children = self.tree.children(id);
        let is_short = match (children.next().map(|child| self.tree.data(child)), children.next()) {
            (Some(NodeData::Text(span)), None) => {
                matches!(self.tree.text(span).as_bytes(), [byte] if byte.is_ascii_alphanumeric())
            }
            _ => false,
        };
        braced(id, !(is_token && is_short))
    }

    /// Something above a base: an accent if it is one, otherwise the limit of an operator.
    fn over(&mut self, id: NodeId) {
        let &[base, above, ..] = self.children(id).as_slice() else { return self.inside(id) };
        let accent = self.token(above).and_then(symbols::accent);
        if let Some(accent) = accent {
            return self.push([Task::Tex(accent), Task::Node(base), Task::Tex("}")]);
        }
        self.scripts(id, &["^"]);
    }

    /// The character of an element that contains only one.
    fn token(&self, id: NodeId) -> Option<char> {
        let child = self.tree.first_child(id)?;
        let NodeData::Text(span) = self.tree.data(child) else { return None };
        let mut chars = self.tree.text(span).trim_ascii().chars();
        chars.next().filter(|_| chars.next().is_none())
    }

    /// Scripts on both sides (`MathML` Core, section 3.4.3): pairs after the base, then those before it.
    fn multiscripts(&mut self, id: NodeId) {
        let children = self.children(id);
        let Some((&base, scripts)) = children.split_first() else { return };
        let is_divider = |&id: &NodeId| self.tree.tag(id) == Some(Tag::Mprescripts);
        let mut parts = scripts.split(is_divider);
        let (after, before) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let mut tasks = Vec::new();
        if !before.is_empty() {
            tasks.push(Task::Tex("{}"));
            tasks.extend(self.pairs(before));
        }
        tasks.extend(self.group(base));
        tasks.extend(self.pairs(after));
        self.push(tasks);
    }

    fn pairs(&self, scripts: &[NodeId]) -> Vec<Task> {
        let is_empty = |id: NodeId| self.tree.first_child(id).is_none();
        let marked = scripts.iter().zip(["_", "^"].into_iter().cycle()).filter(|&(&id, _)| !is_empty(id));
        marked.flat_map(|(&id, mark)| std::iter::once(Task::Tex(mark)).chain(self.script(id))).collect()
    }

    fn fenced(&mut self, id: NodeId) {
        let attribute = |name, default| self.tree.attribute(id, name).unwrap_or(default);
        let (open, close) = (attribute(AttributeName::Open, "("), attribute(AttributeName::Close, ")"));
        // The last separator is used between all remaining children.
        let separators: Vec<char> =
            attribute(AttributeName::Separators, ",").chars().filter(|c| !c.is_whitespace()).collect();
        let separator = |at: usize| separators.get(at).or(separators.last()).filter(|c| c.is_ascii());
        let mut tasks = vec![Task::Characters(open.trim().to_owned())];
        for (at, child) in self.children(id).into_iter().enumerate() {
            if at > 0 {
                tasks.extend(separator(at - 1).map(|c| Task::Characters(c.to_string())));
            }
            tasks.push(Task::Node(child));
        }
        tasks.push(Task::Characters(close.trim().to_owned()));
        self.push(tasks);
    }

    fn table(&mut self, id: NodeId) {
        let is_row = |&row: &NodeId| matches!(self.tree.tag(row), Some(Tag::Mtr | Tag::Mlabeledtr));
        let mut tasks = vec![Task::Tex("\\begin{matrix} ")];
        for (number, row) in self.children(id).into_iter().filter(is_row).enumerate() {
            if number > 0 {
                tasks.push(Task::Tex(" \\\\ "));
            }
            // The first cell of a labelled row is its number.
            let is_labelled = self.tree.tag(row) == Some(Tag::Mlabeledtr);
            let cells = self.children(row).into_iter().skip(usize::from(is_labelled));
            for (column, cell) in cells.enumerate() {
                if column > 0 {
                    tasks.push(Task::Tex(" & "));
                }
                tasks.push(Task::Node(cell));
            }
        }
        tasks.push(Task::Tex(" \\end{matrix}"));
        self.push(tasks);
    }
}

fn braced(id: NodeId, has_braces: bool) -> Vec<Task> {
    if has_braces { vec![Task::Tex("{"), Task::Node(id), Task::Tex("}")] } else { vec![Task::Node(id)] }
}

#[cfg(test)]
mod tests {
    use crate::formula::Formula;
    use crate::parse::Tag;

    fn tex(math: &str) -> String {
        let tree = crate::parse::parse(math, &crate::Limits::new()).unwrap();
        let source = tree.descendants(tree.root()).find(|&id| tree.tag(id) == Some(Tag::Math)).unwrap();
        Formula { source, is_display: false }.tex(&tree)
    }

    #[test]
    fn presentation_becomes_tex() {
        let cases = [
            ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E=mc^2"),
            ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>", r"\frac{a+1}{b}"),
            ("<mfrac linethickness=0><mi>n</mi><mi>k</mi></mfrac>", r"\genfrac{}{}{0pt}{}{n}{k}"),
            ("<msqrt><mi>x</mi><mo>−</mo><mn>1</mn></msqrt>", r"\sqrt{x-1}"),
            ("<mroot><mi>x</mi><mn>3</mn></mroot>", r"\sqrt[{3}]{x}"),
            ("<msub><mi>x</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>", "x_{ij}"),
            ("<msubsup><mi>x</mi><mn>12</mn><mi>α</mi></msubsup>", r"x_{12}^{\alpha}"),
            ("<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mn>2</mn></msup>", "{(a)}^2"),
            (
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>0</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
                r"\sum_{i=0}^ni",
            ),
            ("<mi>α</mi><mi>x</mi><mo>≤</mo><mi>β</mi><mn>2</mn>", r"\alpha x\leq\beta2"),
            ("<mi>sin</mi><mo>&ApplyFunction;</mo><mi>x</mi>", r"\sin x"),
            ("<mi>rank</mi><mi mathvariant=double-struck>R</mi>", r"\mathrm{rank}\mathbb{R}"),
            (
                "<mover><mi>x</mi><mo>¯</mo></mover><mover><mi>v</mi><mo>→</mo></mover>",
                r"\overline{x}\vec{v}",
            ),
            ("<mtext>if $x_1$ </mtext><mspace/>", r"\text{if \$x\_1\$ }\,"),
            ("<mfenced open='[' close=']' separators=';'><mi>a</mi><mi>b</mi></mfenced>", "[a;b]"),
            ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
            (
                "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mi>x</mi></mtd></mtr></mtable>",
                r"\begin{matrix} 1 & 0 \\ x \end{matrix}",
            ),
            (
                "<mmultiscripts><mi>U</mi><none></none><mo>+</mo><mprescripts></mprescripts><mn>92</mn><mn>235</mn></mmultiscripts>",
                "{}_{92}^{235}U^{+}",
            ),
            ("<menclose notation=box><mi>x</mi></menclose>", r"\boxed{x}"),
            ("<mo>{</mo><mi>x</mi><mo>%</mo><mo>}</mo>", r"\{x\%\}"),
            ("<semantics><mi>x</mi><annotation encoding=StarMath>y</annotation></semantics>", "x"),
            ("<semantics><mi>x</mi><annotation encoding=application/x-tex> y </annotation></semantics>", "y"),
            ("<mi>𝑥</mi><mi>ℝ</mi>", r"x\mathbb{R}"),
            ("x", "x"),
            ("<mfrac><mi>a</mi></mfrac><msup></msup><mroot/>", "a"),
        ];
        for (math, expected) in cases {
            assert_eq!(tex(&format!("<math>{math}</math>")), expected, "{math}");
        }
    }

    #[test]
    fn the_text_beside_is_tex_or_words() {
        assert_eq!(tex("<math alttext='x_1'><mi>y</mi></math>"), "x_1");
        assert_eq!(tex("<math alttext='x sub 1'><mi>y</mi></math>"), "y");
    }
}
