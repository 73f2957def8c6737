//! Tera, once for each target language.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{EscapeFn, Tera};

use super::escape::{escape_nothing, escape_toml, escape_typst};
use super::filters::{guard, refusal, refused_filter, register_lit};
use super::lint::{LintProblem, lint_typst};
use super::paths::named;
use super::template_error::{TemplateError, error_at, from_tera};
use super::within_limits;

/// The language that a template prints. It decides how the engine escapes values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Typst source: `{{ x }}` in markup, `{{ x | lit }}` in code. A number is printed bare: harmless, but `{{ n }}.`
    /// at the start of a line would begin a list, which [`lint_typst`] reports.
    Typst,
    /// HTML, in text or in a quoted attribute.
    Html,
    /// Plain text, where nothing is escaped.
    Text,
    /// TOML, where a value may stand inside `"…"` only.
    Toml,
}

impl Target {
    /// The target that a file's name tells by its ending: `.typ`, `.html`, `.txt` or `.toml`.
    pub fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "typ" => Some(Self::Typst),
            "html" => Some(Self::Html),
            "txt" => Some(Self::Text),
            "toml" => Some(Self::Toml),
            _ => None,
        }
    }

    fn escape(self) -> EscapeFn {
        match self {
            Self::Typst => escape_typst,
            Self::Html => tera::escape_html,
            Self::Text => escape_nothing,
            Self::Toml => escape_toml,
        }
    }
}

/// All templates that Tera renders. Those of one target may include or extend each other by name:
/// `{% include "shared/a.typ" %}`.
///
/// The templates of a target are read when the first document of that target is rendered. Threads may share an engine.
pub struct TemplateEngine {
    targets: HashMap<String, Target>,
    engines: [TargetEngine; 4],
    /// The workspace's own files, which the engine renders within limits.
    own: Arc<BTreeMap<String, Vec<u8>>>,
    /// The templates in which own files have a part.
    limited: OnceLock<HashSet<String>>,
}

/// What a template sees: values by their names. To copy one copies no value.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct TemplateContext {
    values: BTreeMap<String, tera::Value>,
}

impl TemplateContext {
    /// The same with further values, made from any value that serialises as a map or a structure.
    ///
    /// # Errors
    /// A value that does not.
    pub fn with(&self, further: &impl Serialize) -> Result<Self, TemplateError> {
        let mut values = self.values.clone();
        values.extend(TemplateEngine::context(further)?.values);
        Ok(Self { values })
    }

    fn for_tera(&self) -> tera::Context {
        let mut context = tera::Context::new();
        self.values.iter().for_each(|(name, value)| context.insert_value(name.clone(), value.clone()));
        context
    }
}

/// The templates of one target.
struct TargetEngine {
    target: Target,
    sources: Vec<(String, String)>,
    tera: OnceLock<Result<Tera, TemplateError>>,
}

impl TemplateEngine {
    /// Takes the templates: name, source and target. `Target::of` tells the target of most.
    ///
    /// # Errors
    /// Two templates with one name.
    pub fn new<N, S>(sources: impl IntoIterator<Item = (N, S, Target)>) -> Result<Self, TemplateError>
    where
        N: Into<String>,
        S: Into<String>,
    {
        let engine = |target| TargetEngine { target, sources: Vec::new(), tera: OnceLock::new() };
        let mut engines = [Target::Typst, Target::Html, Target::Text, Target::Toml].map(engine);
        let mut targets = HashMap::new();
        for (name, source, target) in sources {
            let name = name.into();
            if targets.insert(name.clone(), target).is_some() {
                return Err(error_at(&name, 0..0, "there are two templates of this name".to_owned()));
            }
            engines[target as usize].sources.push((name, source.into()));
        }
        Ok(Self { targets, engines, own: Arc::default(), limited: OnceLock::new() })
    }

    /// Makes these files known as the workspace's own: the engine renders within limits whatever they have a part in.
    pub(super) fn limiting(self, own: Arc<BTreeMap<String, Vec<u8>>>) -> Self {
        Self { own, limited: OnceLock::new(), ..self }
    }

    /// Reads every template and says what is wrong with the first bad one of each target.
    ///
    /// # Errors
    /// Syntax, unknown filters, tests and includes, and filters that would print a value unescaped. Only rendering
    /// finds names of values that are not there.
    pub fn check(&self) -> Result<(), Vec<TemplateError>> {
        let errors: Vec<_> = self.engines.iter().filter_map(|engine| engine.tera().err().cloned()).collect();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Reads the templates of PDFs ahead of time. An error in one comes back when somebody renders it.
    pub fn warm_up(&self) {
        self.engines[Target::Typst as usize].tera().ok();
    }

    /// What a template sees, made from any value that serialises as a map or a structure.
    ///
    /// # Errors
    /// A value that does not.
    pub fn context(value: &impl Serialize) -> Result<TemplateContext, TemplateError> {
        let fault = |error: tera::Error| error_at("", 0..0, error.to_string());
        let value = tera::Value::try_from_serializable(value).map_err(fault)?;
        let kind = value.name();
        let Some(values) = value.into_map() else {
            return Err(error_at("", 0..0, format!("a template sees values by their names, and this is one {kind}")));
        };
        let named = |(name, value): (_, tera::Value)| Some((tera::Value::from(name).as_str()?.to_owned(), value));
        Ok(TemplateContext { values: values.into_iter().filter_map(named).collect() })
    }

    /// Renders a template.
    ///
    /// # Errors
    /// The template, or one that it includes, is wrong or missing, or names a value that is not in the context.
    pub fn render(&self, name: &str, context: &TemplateContext) -> Result<String, TemplateError> {
        match self.within_limits(name, context, false) {
            Some(rendered) => Ok(rendered?.0),
            None => self.render_here(name, context),
        }
    }

    /// Renders a template in Typst, and finds the first value in it that stands in a wrong place.
    ///
    /// # Errors
    /// As for [`render`](Self::render).
    pub fn render_and_lint(
        &self,
        name: &str,
        context: &TemplateContext,
    ) -> Result<(String, Option<LintProblem>), TemplateError> {
        self.within_limits(name, context, true).unwrap_or_else(|| {
            let rendered = self.render_here(name, context)?;
            let found = lint_typst(&rendered).into_iter().next();
            Ok((rendered, found))
        })
    }

    /// Renders a template in a process of its own if own files have a part in it.
    fn within_limits(
        &self,
        name: &str,
        context: &TemplateContext,
        is_lint_wanted: bool,
    ) -> Option<Result<within_limits::Printed, TemplateError>> {
        if self.own.is_empty() || !self.limited.get_or_init(|| self.with_own_part()).contains(name) {
            return None;
        }
        within_limits::render(&self.own, name, context, is_lint_wanted)
    }

    /// The templates that are own, or that include or extend one, at any remove.
    fn with_own_part(&self) -> HashSet<String> {
        let sources = self.engines.iter().flat_map(|engine| &engine.sources);
        let includes: Vec<(&String, Vec<String>)> =
            sources.map(|(name, source)| (name, named(source).includes)).collect();
        let mut found: HashSet<String> = self.own.keys().cloned().collect();
        loop {
            let before = found.len();
            let reaches = |included: &Vec<String>| included.iter().any(|name| found.contains(name));
            let new: Vec<String> =
                includes.iter().filter(|(_, to)| reaches(to)).map(|(name, _)| (*name).clone()).collect();
            found.extend(new);
            if found.len() == before {
                return found;
            }
        }
    }

    fn render_here(&self, name: &str, context: &TemplateContext) -> Result<String, TemplateError> {
        let Some(target) = self.targets.get(name) else {
            return Err(error_at(name, 0..0, "there is no such template".to_owned()));
        };
        let engine = &self.engines[*target as usize];
        let tera = engine.tera().map_err(Clone::clone)?;
        tera.render(name, &context.for_tera()).map_err(|error| from_tera(name, &error, |file| engine.source(file)))
    }
}

impl TargetEngine {
    /// The text of a template.
    fn source(&self, name: &str) -> Option<&str> {
        self.sources.iter().find(|(other, _)| other == name).map(|(_, source)| source.as_str())
    }

    fn tera(&self) -> Result<&Tera, &TemplateError> {
        self.tera.get_or_init(|| self.read()).as_ref()
    }

    fn read(&self) -> Result<Tera, TemplateError> {
        for (name, source) in &self.sources {
            if let Some((offset, filter)) = refused_filter(source) {
                return Err(error_at(name, offset..offset, refusal(filter)));
            }
        }
        let mut tera = Tera::default();
        // Every name ends with nothing: all are escaped, whatever they are called.
        tera.autoescape_on([""]);
        tera.set_escape_fn(self.target.escape());
        guard(&mut tera);
        if self.target == Target::Typst {
            register_lit(&mut tera);
        }
        let first = self.sources.first().map_or("", |(name, _)| name);
        tera.add_raw_templates(self.sources.iter().map(|(name, source)| (name, source)))
            .map_err(|error| from_tera(first, &error, |file| self.source(file)))?;
        Ok(tera)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn render(target: Target, source: &str, value: serde_json::Value) -> Result<String, TemplateError> {
        TemplateEngine::new([("a/en", source, target)])?.render("a/en", &TemplateEngine::context(&value)?)
    }

    fn place(error: &TemplateError) -> (&str, usize) {
        (&error.file, error.span.start)
    }

    #[test]
    fn each_target_escapes_in_its_own_way() {
        let value = json!({ "x": "<O'Brien & \"Co\">\n#1" });
        let rendered = |target| render(target, "{{ x }}", value.clone()).unwrap();
        assert_eq!(rendered(Target::Typst), r#"\<O\'Brien \& \"Co\"\>#linebreak();\#1"#);
        assert_eq!(rendered(Target::Html), "&lt;O&#39;Brien &amp; &quot;Co&quot;&gt;\n#1");
        assert_eq!(rendered(Target::Text), "<O'Brien & \"Co\">\n#1");
        assert_eq!(rendered(Target::Toml), r"<O\u0027Brien & \u0022Co\u0022>\u000a\u00231");
    }

    #[test]
    fn lit_writes_code_and_belongs_to_typst_alone() {
        let value = json!({ "x": "a \"b\"", "n": 3, "t": true, "none": null });
        let source = "#f({{ x | lit }}, {{ n | lit }}, {{ t | lit }}, {{ none | lit }})";
        assert_eq!(render(Target::Typst, source, value.clone()).unwrap(), r#"#f("a \u{22}b\u{22}", 3, true, none)"#);
        let error = render(Target::Html, source, value).unwrap_err();
        assert_eq!(
            (place(&error), error.message.as_str()),
            (("a/en", source.find("lit").unwrap()), "unknown filter `lit`")
        );
    }

    #[test]
    fn a_name_that_is_not_in_the_context_is_an_error_with_its_place() {
        let source = "Annwyl Siôn,\n  {{ yot.nmae }}";
        let error = render(Target::Text, source, json!({ "yot": { "name": "Aberford" } })).unwrap_err();
        assert_eq!(place(&error), ("a/en", source.find("nmae").unwrap()));
        assert!(error.message.contains("nmae") && error.message.contains("name"), "{error}");
        assert!(render(Target::Text, "{{ yto }}", json!({ "yot": 1 })).is_err());
    }

    #[test]
    fn a_condition_may_ask_for_what_is_not_there_but_not_one_step_further() {
        let value = json!({ "yot": {} });
        assert_eq!(render(Target::Text, "{% if yot.a %}a{% else %}b{% endif %}", value.clone()).unwrap(), "b");
        assert!(render(Target::Text, "{% if yot.a.b %}a{% endif %}", value).is_err());
    }

    #[test]
    fn safe_and_escape_are_refused_when_templates_are_read() {
        let engine = TemplateEngine::new([("a.html", "{{ x }}\n{{ x | safe }}", Target::Html)]).unwrap();
        let errors = engine.check().unwrap_err();
        assert_eq!((place(&errors[0]), errors.len()), (("a.html", "{{ x }}\n{{ x | ".len()), 1));
    }

    #[test]
    fn text_that_has_been_escaped_cannot_be_cut() {
        let cut = "{% set y %}{{ x }}{% endset %}{{ y | replace(from='\\', to='') }}";
        assert!(render(Target::Typst, cut, json!({ "x": "#f" })).is_err());
        let whole = "{% set y %}{{ x }}{% endset %}{{ y }}{{ x | replace(from='f', to='#') | trim }}";
        assert_eq!(render(Target::Typst, whole, json!({ "x": "#f" })).unwrap(), r"\#f\#\#");
    }

    #[test]
    fn everything_that_carries_a_value_is_escaped() {
        let value = json!({ "x": "#", "list": ["#", "*"], "map": { "#": "_" } });
        for source in [
            "{{ x | upper }}",
            "{{ x ~ '' }}",
            "{{ list | first }}",
            "{{ missing | default(value='#') }}",
            "{{ '#' }}",
            "{% for key, v in map %}{{ key }}{% endfor %}",
            "{% set y = x %}{{ y }}",
            "{% filter lower %}{{ x }}{% endfilter %}",
        ] {
            assert_eq!(render(Target::Typst, source, value.clone()).unwrap(), r"\#", "{source}");
        }
        assert_eq!(render(Target::Typst, "{{ list | join(sep='-') }}", value).unwrap(), r"\#\-\*");
    }

    #[test]
    fn tags_inside_a_value_are_text() {
        let value = json!({ "x": "{{ 7 * 6 }}{% raw %}{# #}" });
        assert_eq!(render(Target::Text, "{{ x }}", value).unwrap(), "{{ 7 * 6 }}{% raw %}{# #}");
    }

    #[test]
    fn templates_of_one_target_include_each_other_and_errors_name_the_included_file() {
        let sources = [
            ("letter/en.typ", "To {% include \"shared/address.typ\" %}", Target::Typst),
            ("shared/address.typ", "{{ name }}\n{{ street }}", Target::Typst),
            ("mail/en.txt", "{% include \"shared/address.typ\" %}", Target::Text),
        ];
        let engine = TemplateEngine::new(sources).unwrap();
        let context = |value| TemplateEngine::context(&value).unwrap();
        let full = context(json!({ "name": "A.", "street": "B" }));
        assert_eq!(engine.render("letter/en.typ", &full).unwrap(), "To A\\.\nB");
        let error = engine.render("letter/en.typ", &context(json!({ "name": "A." }))).unwrap_err();
        assert_eq!(place(&error), ("shared/address.typ", "{{ name }}\n{{ ".len()));
        let error = engine.render("mail/en.txt", &full).unwrap_err();
        assert_eq!(place(&error), ("mail/en.txt", "{% include ".len()));
        assert!(engine.render("nowhere/en.typ", &full).is_err());
    }

    #[test]
    fn two_templates_of_one_name_are_refused() {
        assert!(TemplateEngine::new([("a.txt", "", Target::Text), ("a.txt", "", Target::Html)]).is_err());
    }

    #[test]
    fn the_ending_of_a_name_tells_the_target() {
        assert_eq!(Target::of("a/en.workbook.toml"), Some(Target::Toml));
        assert_eq!(Target::of("a/en.subject.txt"), Some(Target::Text));
        assert_eq!(Target::of("a/en"), None);
    }
}
