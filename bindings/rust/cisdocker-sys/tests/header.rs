//! Holds the declarations of this crate against the library's header, by the C compiler.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const SOURCE: &str = include_str!("../src/lib.rs");

/// The flags by which the header is found.
fn flags() -> Vec<String> {
    let found = Command::new("pkg-config").args(["--cflags", "libcisdocker"]).output().unwrap();
    assert!(found.status.success(), "pkg-config does not find libcisdocker");
    String::from_utf8(found.stdout).unwrap().split_whitespace().map(str::to_owned).collect()
}

/// The header after the preprocessor: without comments.
fn header() -> String {
    let out = compile(&["-E", "-P"], "#include <cisdocker/cisdocker.h>\n", "header");
    assert!(out.0, "{}", out.1);
    out.1
}

/// What the compiler says of a text, and whether it went well.
fn compile(words: &[&str], text: &str, name: &str) -> (bool, String) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.c"));
    fs::write(&path, text).unwrap();
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(compiler.split_whitespace().next().unwrap());
    command.args(compiler.split_whitespace().skip(1)).args(flags()).args(words).arg(&path);
    let done = command.output().expect("a C compiler is needed");
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// A declaration's text with single blanks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(", )", ")").replace("( ", "(")
}

/// The functions this crate declares, each "name(name: type, ...) -> type".
fn declared() -> Vec<String> {
    let block = SOURCE.split("extern \"C\" {").last().unwrap();
    let functions: Vec<_> =
        block.split("pub fn ").skip(1).map(|text| flat(text.split(';').next().unwrap())).collect();
    assert!(functions.len() > 100, "only {} functions are declared", functions.len());
    functions
}

/// A type of Rust in C.
fn c_type(rust: &str) -> String {
    if let Some(pointee) = rust.strip_prefix("*const ") {
        return format!("{} const *", c_type(pointee));
    }
    if let Some(pointee) = rust.strip_prefix("*mut ") {
        return format!("{} *", c_type(pointee));
    }
    match rust {
        "c_char" => "char",
        "c_int" => "int",
        "c_uint" => "unsigned",
        "c_long" => "long",
        "c_void" => "void",
        "usize" => "size_t",
        "i64" => "int64_t",
        "u64" => "uint64_t",
        other => other,
    }
    .to_owned()
}

/// A declaration of Rust in C.
fn c_declaration(rust: &str) -> String {
    let (name, rest) = rust.split_once('(').unwrap();
    let (arguments, result) = rest.rsplit_once(')').unwrap();
    let types: Vec<_> = arguments
        .split(", ")
        .filter_map(|argument| argument.split_once(": "))
        .map(|(_, rust)| c_type(rust))
        .collect();
    let result = result.trim().strip_prefix("-> ").map_or("void".to_owned(), c_type);
    let arguments = if types.is_empty() { "void".to_owned() } else { types.join(", ") };
    format!("{result} {name}({arguments});\n")
}

/// A second declaration that says something else is an error.
#[test]
fn functions_are_as_in_the_header() {
    let mut text = "#include <cisdocker/cisdocker.h>\n".to_owned();
    text.extend(declared().iter().map(|function| c_declaration(function)));
    let (good, said) = compile(&["-fsyntax-only", "-Werror"], &text, "functions");
    assert!(good, "{said}");
}

/// Guards the test above.
#[test]
fn a_wrong_declaration_is_seen() {
    let wrong = "cisd_cap_name(number: *mut c_int) -> *const c_char";
    let text = format!("#include <cisdocker/cisdocker.h>\n{}", c_declaration(wrong));
    let (good, said) = compile(&["-fsyntax-only"], &text, "wrong");
    assert!(!good && said.contains("conflicting types"), "{said}");
}

/// The names that begin like this and end one of the pieces of a text.
fn names<'a>(pieces: impl Iterator<Item = &'a str>, prefix: &str) -> Vec<String> {
    let mut names: Vec<_> = pieces
        .map(|piece| piece.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap())
        .filter(|name| name.starts_with(prefix))
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn every_function_is_declared() {
    let mut here: Vec<_> =
        declared().iter().map(|text| text.split('(').next().unwrap().to_owned()).collect();
    here.sort();
    assert_eq!(here, names(header().split('('), "cisd_"));
}

/// The constants here: names and values.
fn constants() -> Vec<(String, String)> {
    SOURCE
        .lines()
        .filter_map(|line| line.strip_prefix("pub const "))
        .map(|line| {
            let (name, rest) = line.split_once(": ").unwrap();
            (name.to_owned(), rest.split_once(" = ").unwrap().1.trim_end_matches(';').to_owned())
        })
        .collect()
}

#[test]
fn constants_are_those_of_the_header() {
    let mut text = "#include <cisdocker/cisdocker.h>\n".to_owned();
    for (name, value) in constants() {
        writeln!(text, "_Static_assert({name} == {value}, \"{name}\");").unwrap();
    }
    let (good, said) = compile(&["-std=c11", "-fsyntax-only"], &text, "constants");
    assert!(good, "{said}");
}

#[test]
fn every_constant_is_here() {
    let here: Vec<_> = constants().into_iter().map(|(name, _)| name).collect();
    let header = names(header().split_whitespace().map(|word| word.trim_end_matches(',')), "CISD_");
    assert!(header.len() > 70, "only {} constants in the header", header.len());
    for name in header {
        assert!(here.contains(&name), "{name} is missing");
    }
}

/// The structs here that are not opaque: names and fields.
fn structs() -> Vec<(String, Vec<String>)> {
    let fields = |body: &str| {
        body.lines()
            .filter_map(|line| line.trim().strip_prefix("pub "))
            .map(|line| line.split(':').next().unwrap().to_owned())
            .collect()
    };
    SOURCE
        .split("pub struct ")
        .skip(1)
        .filter(|text| text.starts_with("cisd_"))
        .map(|text| {
            let (name, rest) = text.split_once(" {").unwrap();
            (name.to_owned(), fields(rest.split("\n}").next().unwrap()))
        })
        .collect()
}

macro_rules! layout {
    ($name:ident: $($field:ident)*) => {{
        let place = std::mem::MaybeUninit::<cisdocker_sys::$name>::uninit();
        let base = place.as_ptr();
        let fields = vec![
            $((stringify!($field), unsafe { std::ptr::addr_of!((*base).$field) } as usize - base as usize),)*
        ];
        (stringify!($name), std::mem::size_of::<cisdocker_sys::$name>(), fields)
    }};
}

#[test]
fn structs_are_laid_out_as_in_the_header() {
    let layouts = [
        layout!(cisd_allocator: size reallocate user),
        layout!(cisd_engine_options: size timeout_ms time_limit_ms connections tls_authority
                tls_certificate tls_key ssh_program ssh_environment),
        layout!(cisd_compose_options: size files file_count env_files env_file_count environment
                environment_count profiles profile_count project_directory stack),
        layout!(cisd_render_options: size color verbose quiet width per_subject asset_host
                asset_fqdn asset_addresses asset_facts),
    ];
    let mut text = "#include <cisdocker/cisdocker.h>\n".to_owned();
    let mut described = Vec::new();
    for (name, size, fields) in layouts {
        writeln!(text, "_Static_assert(sizeof({name}) == {size}, \"{name}\");").unwrap();
        for (field, offset) in &fields {
            let at = format!("offsetof({name}, {field}) == {offset}");
            writeln!(text, "_Static_assert({at}, \"{name}.{field}\");").unwrap();
        }
        let names: Vec<_> = fields.iter().map(|(field, _)| field.to_string()).collect();
        described.push((name.to_owned(), names));
    }
    assert_eq!(described, structs(), "the structs tested are not those declared");
    let (good, said) = compile(&["-std=c11", "-fsyntax-only"], &text, "structs");
    assert!(good, "{said}");
}
