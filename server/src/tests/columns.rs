//! What a page proposes for the columns of a list; the tests of the running program read it, too.

/// The columns as the page proposes them.
pub(super) fn proposed(page: &str) -> String {
    let mut fields = String::new();
    for part in page.split("<select").skip(1).filter(|part| part.contains("name=\"form[c")) {
        let name = part.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let chosen = part.split("<option").find(|option| option.contains(" selected")).unwrap();
        let value = chosen.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        fields.extend(["&", name, "=", value]);
    }
    fields
}
