//! Looking into a page for what a person would click.

/// The values of an attribute, as a browser reads them, wherever it occurs.
pub fn values(page: &str, attribute: &str) -> Vec<String> {
    let opening = format!(" {attribute}=\"");
    let values = page.split(opening.as_str()).skip(1);
    values
        .filter_map(|rest| rest.split('"').next())
        .map(|value| value.replace("&amp;", "&"))
        .collect()
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> Option<String> {
    let named = format!("name=\"{name}\"");
    let field = page.split("<input").skip(1).find_map(|rest| {
        let tag = rest.split('>').next()?;
        tag.contains(&named).then_some(tag)
    })?;
    values(field, "value").pop()
}

/// The links that begin with `start`, each once.
pub fn links(page: &str, start: &str) -> Vec<String> {
    let mut links: Vec<String> = values(page, "href")
        .into_iter()
        .filter(|href| href.starts_with(start))
        .collect();
    links.sort();
    links.dedup();
    links
}

/// The values that a selection offers.
pub fn options(page: &str, name: &str) -> Vec<String> {
    let named = format!("name=\"{name}\"");
    let selection = page
        .split("<select")
        .skip(1)
        .find(|rest| rest.split('>').next().is_some_and(|tag| tag.contains(&named)));
    let options = selection
        .and_then(|rest| rest.split("</select>").next())
        .unwrap_or_default();
    values(options, "value")
}
