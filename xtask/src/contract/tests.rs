use super::command::parsed;
use super::rules::check;
use crate::tree::File;

/// The messages for one file of `traits`.
fn messages(text: &str) -> Vec<String> {
    let file = File {
        path: "traits/src/lib.rs".to_owned(),
        text: text.to_owned(),
    };
    check(&parsed(&[file]))
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn assert_clean(text: &str) {
    assert_eq!(messages(text), Vec::<String>::new());
}

fn assert_found(text: &str, part: &str) {
    let messages = messages(text);
    assert!(
        messages.iter().any(|message| message.contains(part)),
        "{part} not among {messages:?}"
    );
}

const SAFE: &str = "/// # Cancel safety\n///\n/// Cancel safe: nothing is lost.\n";

#[test]
fn an_async_function_needs_the_section() {
    assert_found(
        "/// Waits.\npub async fn wait() {}",
        "`wait` waits, and has no `# Cancel safety`",
    );
    assert_clean(&format!("{SAFE}#[inline]\npub async fn wait() {{}}"));
    assert_clean("async fn wait() {}\npub(crate) async fn also() {}");
}

#[test]
fn the_section_needs_one_of_the_four_words() {
    assert_found(
        "/// # Cancel safety\n/// Fine.\npub async fn wait() {}",
        "none of: cancel safe, resumable, lossy, runs on",
    );
}

#[test]
fn an_async_result_needs_errors() {
    assert_found(
        &format!("{SAFE}pub async fn wait() -> std::io::Result<()> {{}}"),
        "no `# Errors`",
    );
    assert_clean(&format!(
        "{SAFE}/// # Errors\n/// Never.\npub async fn wait() -> std::io::Result<()> {{}}"
    ));
}

#[test]
fn a_returned_impl_future_is_seen_through_lines_and_attributes() {
    let code = "/// Waits.\n#[must_use]\n#[cfg(unix)]\npub fn wait<F>(\n    f: F,\n)\n    -> impl Future<Output = io::Result<()>>\n    + Send\nwhere\n    F: Fn() -> u8,\n{ async {} }";
    assert_found(code, "lib.rs:4: `wait` waits, and has no `# Cancel safety`");
    assert_found(code, "`wait` waits for a `Result`");
}

#[test]
fn a_boxed_future_is_a_future() {
    assert_found(
        "pub fn a() -> Pin<Box<dyn Future<Output = Result<(), E>> + Send + '_>> { x }",
        "`a` waits for a `Result`",
    );
    assert_found(
        "pub fn b<'a>() -> BoxFuture<'a, io::Result<()>> { x }",
        "`b` waits for a `Result`",
    );
    assert_clean(
        "pub fn c() -> Pin<Box<dyn Stream<Item = u8>>> { x }\npub fn d() -> Pin<&mut Self> { x }",
    );
}

#[test]
fn a_named_future_carries_the_section_for_its_constructors() {
    let impls =
        "impl Future for Wait { type Output = (); fn poll() {} }\npub fn wait() -> Wait { Wait }";
    assert_found(
        &format!("pub struct Wait;\n{impls}"),
        "the future `Wait` waits",
    );
    assert_found(&format!("pub struct Wait;\n{impls}"), "`wait` waits");
    assert_clean(&format!("{SAFE}pub struct Wait;\n{impls}"));
}

#[test]
fn a_private_named_future_is_nobody_elses_business() {
    assert_clean(
        "struct Wait;\nimpl Future for Wait { type Output = Result<(), E>; }\nimpl Wait { fn new() -> Self { Wait } }",
    );
}

#[test]
fn a_named_future_inside_pin_project_is_seen() {
    let code = "pin_project_lite::pin_project! {\n/// Waits.\n#[must_use]\npub struct Wait<F> where F: Future { #[pin] f: F }\n}\nimpl<F: Future> Future for Wait<F> { type Output = F::Output; }";
    assert_found(code, "the future `Wait` waits");
}

#[test]
fn an_associated_future_is_documented_by_its_method_or_itself() {
    let bare = "/// Net.\npub trait Net {\n type Connect: Future<Output = io::Result<()>> + 'static;\n /// Connects.\n fn connect(&self) -> Self::Connect;\n}";
    assert_found(bare, "`Net::connect` waits, and has no `# Cancel safety`");
    assert_found(bare, "`Net::connect` waits for a `Result`");
    let on_type = format!(
        "pub trait Net {{\n{SAFE}/// # Errors\n/// Some.\n type Connect: Future<Output = io::Result<()>>;\n fn connect(&self) -> Self::Connect;\n}}"
    );
    assert_clean(&on_type);
}

#[test]
fn a_kind_of_future_documents_the_types_it_bounds() {
    let uses = "pub trait Timer { type Sleep: Sleep; fn sleep(&self) -> Self::Sleep; }";
    assert_found(
        &format!("pub trait Sleep: Future<Output = ()> + Unpin {{}}\n{uses}"),
        "`Timer::sleep` waits",
    );
    assert_clean(&format!(
        "{SAFE}pub trait Sleep: Future<Output = ()> + Unpin {{}}\n{uses}"
    ));
    let result = format!("{SAFE}pub trait Sleep: Future<Output = Result<(), E>> {{}}\n{uses}");
    assert_found(&result, "`Timer::sleep` waits for a `Result`");
}

#[test]
fn an_associated_future_that_nothing_returns_documents_itself() {
    assert_found(
        "pub trait A { type Wait: Future<Output = ()>; fn poll_it(&self) -> Poll<()>; }",
        "`A::Wait` waits",
    );
}

#[test]
fn errors_of_a_named_future_may_stand_on_its_constructor() {
    let future = format!(
        "{SAFE}pub struct Wait;\nimpl Future for Wait {{ type Output = io::Result<()>; }}\n"
    );
    assert_found(&future, "the future `Wait` waits for a `Result`");
    assert_found(
        &format!("{future}pub fn wait() -> Wait {{ Wait }}"),
        "`wait` waits for a `Result`",
    );
    assert_clean(&format!(
        "{future}/// # Errors\n/// Some.\npub fn wait() -> Wait {{ Wait }}"
    ));
    assert_clean(&format!(
        "{future}impl Net for X {{ type Connect = Wait; fn connect(&self) -> Wait {{ Wait }} }}"
    ));
}

#[test]
fn poll_methods_streams_and_hidden_items_are_left_alone() {
    assert_clean(
        "pub trait A { fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>>; }",
    );
    assert_clean("pub fn a() -> impl Stream<Item = impl Future> { x }");
    assert_clean(
        "#[doc(hidden)]\npub async fn a() {}\n#[doc(hidden)]\npub mod b { pub async fn c() {} }",
    );
    assert_clean(
        "#[cfg(test)]\nmod tests { pub async fn a() {} }\nmacro_rules! m { () => { pub async fn b() {} } }",
    );
}

#[test]
fn inherent_methods_and_inline_modules_are_seen() {
    assert_found(
        "pub struct A; impl<'a, T: Fn() -> u8> A { pub const fn new() {} pub async fn a(&self) {} }",
        "`A::a` waits",
    );
    assert_found("pub mod b { pub async fn c() {} }", "`c` waits");
    assert_found(
        "pub const X: [u8; 2] = { [1, 2] };\nstatic Y: u8 = 1;\npub unsafe extern \"C\" fn z() {}\npub async fn d() {}",
        "`d` waits",
    );
}

#[test]
fn a_type_is_looked_up_in_its_own_crate_first() {
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let tokio = file(
        "adapters/tokio/src/a.rs",
        "pub struct Wait;\npub fn f() -> Wait { Wait }",
    );
    let kit = file(
        "adapters/kit/src/a.rs",
        "/// # Cancel safety\n/// Lossy.\npub struct Wait;\nimpl Future for Wait { type Output = (); }",
    );
    assert!(check(&parsed(&[tokio, kit])).is_empty());
    let user = file("adapters/smol/src/a.rs", "pub fn f() -> kit::Gone { x }");
    let kit = file(
        "adapters/kit/src/a.rs",
        "/// Bare.\nstruct Gone;\nimpl Future for Gone { type Output = (); }",
    );
    assert_eq!(check(&parsed(&[user, kit])).len(), 1);
}

#[test]
fn an_alias_stands_for_its_target() {
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let other = file(
        "adapters/tokio/src/a.rs",
        "pub struct Dial;\nimpl Future for Dial { type Output = io::Result<()>; }",
    );
    let code = "/// # Cancel safety\n/// Lossy.\npub struct Connect;\nimpl Future for Connect { type Output = io::Result<()>; }\n";
    let bare = file(
        "adapters/kit/src/a.rs",
        &format!("{code}pub type Dial = Connect;\npub fn f() -> Dial {{ x }}"),
    );
    let found = check(&parsed(&[other, bare]));
    assert!(
        found
            .iter()
            .any(|finding| finding.to_string().contains("`f` waits for a `Result`")),
        "{found:?}"
    );
    assert!(
        !found
            .iter()
            .any(|finding| finding.to_string().contains("`f` waits, and")),
        "{found:?}"
    );
    let told = format!(
        "{code}/// # Errors\n/// Some.\npub type Dial = Connect;\npub fn f() -> Dial {{ x }}"
    );
    assert!(check(&parsed(&[file("adapters/kit/src/a.rs", &told)])).is_empty());
    let bound = file(
        "adapters/smol/src/a.rs",
        "impl Net for X { type Connect = Dial; }",
    );
    let alias = file(
        "adapters/kit/src/a.rs",
        &format!("{code}pub type Dial = Connect;"),
    );
    assert!(check(&parsed(&[bound, alias])).is_empty());
}

#[test]
fn types_of_one_name_are_told_apart_by_their_modules() {
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let once = file(
        "channels/src/once/receiver.rs",
        "/// # Cancel safety\n/// Lossy.\npub struct Receiver;\nimpl Future for Receiver { type Output = (); }",
    );
    let many = file("channels/src/many/receiver.rs", "pub struct Receiver;");
    let user = file(
        "channels/src/many/sender.rs",
        "pub fn subscribe() -> Receiver { x }",
    );
    assert!(check(&parsed(&[once, many, user])).is_empty());
    let user = file(
        "channels/src/once/sender.rs",
        "pub fn subscribe() -> Receiver { x }",
    );
    let bare = file(
        "channels/src/once/receiver.rs",
        "pub struct Receiver;\nimpl Future for Receiver { type Output = (); }",
    );
    let many = file("channels/src/many/receiver.rs", "pub struct Receiver;");
    assert_eq!(check(&parsed(&[many, bare, user])).len(), 2);
}

#[test]
fn code_outside_the_libraries_is_left_alone() {
    let file = File {
        path: "compat-tests/src/a.rs".to_owned(),
        text: "pub async fn a() {}".to_owned(),
    };
    assert!(check(&parsed(&[file])).is_empty());
}
