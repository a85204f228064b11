//! What the parser reports of a file.

/// The items of one file that matter to the checks of documentation.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// Public functions and methods, and the methods of public traits; those of trait impls apart.
    pub(crate) functions: Vec<Function>,
    /// Structs, enums and unions.
    pub(crate) types: Vec<TypeDef>,
    /// Type aliases.
    pub(crate) aliases: Vec<Alias>,
    /// Traits.
    pub(crate) traits: Vec<TraitDef>,
    /// `impl Future for ...`.
    pub(crate) future_impls: Vec<FutureImpl>,
    /// The heads of the types that trait impls bind to associated types.
    pub(crate) bound: Vec<String>,
}

/// A function or method.
#[derive(Debug)]
pub(crate) struct Function {
    /// Its name, with the trait or type in front.
    pub(crate) name: String,
    /// The trait or type it belongs to.
    pub(crate) owner: Option<String>,
    /// Its line.
    pub(crate) line: usize,
    /// Its documentation.
    pub(crate) docs: String,
    /// Whether it is an `async fn`.
    pub(crate) is_async: bool,
    /// The tokens of its return type.
    pub(crate) output: Vec<String>,
}

/// A struct, enum or union.
#[derive(Debug)]
pub(crate) struct TypeDef {
    /// Its name.
    pub(crate) name: String,
    /// Its line.
    pub(crate) line: usize,
    /// Its documentation.
    pub(crate) docs: String,
    /// Whether it is `pub` and not `#[doc(hidden)]`.
    pub(crate) public: bool,
}

/// A type alias.
#[derive(Debug)]
pub(crate) struct Alias {
    /// Its name.
    pub(crate) name: String,
    /// Its documentation.
    pub(crate) docs: String,
    /// The last segment of the path it stands for.
    pub(crate) target: String,
}

/// A trait.
#[derive(Debug)]
pub(crate) struct TraitDef {
    /// Its name.
    pub(crate) name: String,
    /// Its documentation.
    pub(crate) docs: String,
    /// Whether it is `pub` and not `#[doc(hidden)]`.
    pub(crate) public: bool,
    /// The tokens of its supertraits.
    pub(crate) supertraits: Vec<String>,
    /// Its associated types.
    pub(crate) types: Vec<AssocType>,
}

/// An associated type of a trait.
#[derive(Debug)]
pub(crate) struct AssocType {
    /// Its name.
    pub(crate) name: String,
    /// Its line.
    pub(crate) line: usize,
    /// Its documentation.
    pub(crate) docs: String,
    /// The tokens of its bounds.
    pub(crate) bounds: Vec<String>,
}

/// An implementation of `Future`.
#[derive(Debug)]
pub(crate) struct FutureImpl {
    /// The last segment of the type's path.
    pub(crate) type_name: String,
    /// The tokens of `Output`.
    pub(crate) output: Vec<String>,
}
