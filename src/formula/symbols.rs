//! Characters of formulas and their names in TeX. Letters of all scripts are unchanged, because TeX engines accept
//! Unicode.

/// The TeX of a character that TeX reads as something else.
pub(super) fn escaped(c: char) -> Option<&'static str> {
    Some(match c {
        '#' => "\\#",
        '$' => "\\$",
        '%' => "\\%",
        '&' => "\\&",
        '_' => "\\_",
        '{' => "\\{",
        '}' => "\\}",
        // Similar characters; commands would be many times as long.
        '\\' => "∖",
        '^' => "ˆ",
        _ => return None,
    })
}

/// The usual command for a character. The writer separates it from a letter that follows.
pub(super) fn command(c: char) -> Option<&'static str> {
    if c.is_ascii_alphanumeric() {
        return None;
    }
    greek(c).or_else(|| relation(c)).or_else(|| operator(c))
}

fn operator(c: char) -> Option<&'static str> {
    Some(match c {
        '~' | '∼' => "\\sim",
        '′' | '\'' => "'",
        '″' => "''",
        '−' | '‐' => "-",
        '×' => "\\times",
        '÷' => "\\div",
        '±' => "\\pm",
        '∓' => "\\mp",
        '⋅' | '·' => "\\cdot",
        '∘' => "\\circ",
        '∗' => "*",
        '⊕' => "\\oplus",
        '⊗' => "\\otimes",
        '∧' => "\\wedge",
        '∨' => "\\vee",
        '¬' => "\\neg",
        '∩' => "\\cap",
        '∪' => "\\cup",
        '∑' => "\\sum",
        '∏' => "\\prod",
        '∫' => "\\int",
        '∮' => "\\oint",
        '∂' => "\\partial",
        '∇' => "\\nabla",
        '√' => "\\surd",
        '∞' => "\\infty",
        '∅' => "\\emptyset",
        '∀' => "\\forall",
        '∃' => "\\exists",
        '…' => "\\ldots",
        '⋯' => "\\cdots",
        '⋮' => "\\vdots",
        '⋱' => "\\ddots",
        '⟨' => "\\langle",
        '⟩' => "\\rangle",
        '‖' | '∥' => "\\|",
        '⌊' => "\\lfloor",
        '⌋' => "\\rfloor",
        '⌈' => "\\lceil",
        '⌉' => "\\rceil",
        'ℏ' => "\\hbar",
        'ℓ' => "\\ell",
        'ℂ' => "\\mathbb{C}",
        'ℕ' => "\\mathbb{N}",
        'ℚ' => "\\mathbb{Q}",
        'ℝ' => "\\mathbb{R}",
        'ℤ' => "\\mathbb{Z}",
        // Invisible operators: function application, times, separator, plus.
        '\u{2061}'..='\u{2064}' => "",
        '\u{a0}' => "\\,",
        _ => return None,
    })
}

fn relation(c: char) -> Option<&'static str> {
    Some(match c {
        '≤' => "\\leq",
        '≥' => "\\geq",
        '≠' => "\\neq",
        '≈' => "\\approx",
        '≡' => "\\equiv",
        '≅' => "\\cong",
        '∝' => "\\propto",
        '≪' => "\\ll",
        '≫' => "\\gg",
        '∈' => "\\in",
        '∉' => "\\notin",
        '⊂' => "\\subset",
        '⊆' => "\\subseteq",
        '⊃' => "\\supset",
        '⊇' => "\\supseteq",
        '→' => "\\to",
        '←' => "\\leftarrow",
        '↔' => "\\leftrightarrow",
        '↦' => "\\mapsto",
        '⇒' => "\\Rightarrow",
        '⇐' => "\\Leftarrow",
        '⇔' => "\\Leftrightarrow",
        '∣' => "\\mid",
        '⊥' => "\\perp",
        _ => return None,
    })
}

#[rustfmt::skip]
fn greek(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "\\alpha", 'β' => "\\beta", 'γ' => "\\gamma", 'δ' => "\\delta", 'ε' => "\\varepsilon",
        'ϵ' => "\\epsilon", 'ζ' => "\\zeta", 'η' => "\\eta", 'θ' => "\\theta", 'ϑ' => "\\vartheta", 'ι' => "\\iota",
        'κ' => "\\kappa", 'λ' => "\\lambda", 'μ' | 'µ' => "\\mu", 'ν' => "\\nu", 'ξ' => "\\xi", 'π' => "\\pi",
        'ρ' => "\\rho", 'σ' => "\\sigma", 'ς' => "\\varsigma", 'τ' => "\\tau", 'υ' => "\\upsilon", 'φ' => "\\varphi",
        'ϕ' => "\\phi", 'χ' => "\\chi", 'ψ' => "\\psi", 'ω' => "\\omega", 'Γ' => "\\Gamma", 'Δ' => "\\Delta",
        'Θ' => "\\Theta", 'Λ' => "\\Lambda", 'Ξ' => "\\Xi", 'Π' => "\\Pi", 'Σ' => "\\Sigma", 'Υ' => "\\Upsilon",
        'Φ' => "\\Phi", 'Ψ' => "\\Psi", 'Ω' => "\\Omega",
        _ => return None,
    })
}

/// The ASCII letter for an italic letter of the block "Mathematical Alphanumeric Symbols", because letters in formulas
/// are italic anyway. Any other character is unchanged.
pub(super) fn plain(c: char) -> char {
    let letter = match c {
        '\u{1d434}'..='\u{1d44d}' => c as u32 - 0x1d434 + 'A' as u32,
        '\u{1d44e}'..='\u{1d467}' => c as u32 - 0x1d44e + 'a' as u32,
        'ℎ' => 'h' as u32,
        _ => c as u32,
    };
    char::from_u32(letter).unwrap_or(c)
}

/// The command for an accent above, up to the opening brace of its argument.
pub(super) fn accent(c: char) -> Option<&'static str> {
    Some(match c {
        '¯' | '‾' | '\u{304}' | '\u{305}' | '_' | '―' => "\\overline{",
        '^' | 'ˆ' | '\u{302}' => "\\hat{",
        '~' | '˜' | '\u{303}' => "\\tilde{",
        '→' | '⃗' => "\\vec{",
        '˙' | '.' | '\u{307}' => "\\dot{",
        '¨' | '\u{308}' => "\\ddot{",
        '⏞' => "\\overbrace{",
        _ => return None,
    })
}

/// The command for the letters of a `mathvariant`, up to the opening brace of its argument; `None` for ordinary
/// letters.
pub(super) fn alphabet(variant: &str) -> Option<&'static str> {
    Some(match variant {
        "bold" => "\\mathbf{",
        "bold-italic" => "\\boldsymbol{",
        "double-struck" => "\\mathbb{",
        "script" | "bold-script" => "\\mathcal{",
        "fraktur" | "bold-fraktur" => "\\mathfrak{",
        "sans-serif" => "\\mathsf{",
        "monospace" => "\\mathtt{",
        _ => return None,
    })
}

/// The command of a function that TeX knows by name.
pub(super) fn function(name: &str) -> Option<&'static str> {
    const FUNCTIONS: &[&str] = &[
        "\\arccos", "\\arcsin", "\\arctan", "\\arg", "\\cos", "\\cosh", "\\cot", "\\det", "\\dim", "\\exp",
        "\\gcd", "\\inf", "\\ker", "\\lim", "\\liminf", "\\limsup", "\\ln", "\\log", "\\max", "\\min",
        "\\sec", "\\sin", "\\sinh", "\\sup", "\\tan", "\\tanh",
    ];
    FUNCTIONS.iter().find(|command| &command[1..] == name).copied()
}
