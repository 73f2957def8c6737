//! What the templates of a file see, made ready for Tera and for the layout.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::template::{TemplateContext, TemplateEngine, TemplateError};
use crate::view::{TemplateView, View};

/// What all files of a language are told, made ready once.
#[derive(Clone, Debug)]
pub struct SharedContext {
    /// For Tera.
    context: TemplateContext,
    /// The same as JSON.
    json: Value,
}

/// What the templates of a file see.
#[derive(Clone, Debug)]
pub struct FileView {
    /// All of it.
    pub view: TemplateView,
    shared: Arc<SharedContext>,
}

impl SharedContext {
    /// From a view of the language.
    ///
    /// # Errors
    /// The program cannot make it ready, which no record brings about.
    pub fn new(view: &View) -> Result<Self, TemplateError> {
        let json = serde_json::to_value(&*view.shared).unwrap_or_default();
        Ok(Self { context: TemplateEngine::context(&*view.shared)?, json })
    }

    /// It as JSON.
    pub fn json(&self) -> &Value {
        &self.json
    }
}

impl FileView {
    /// A file's view. `shared` is what all files of its language are told.
    pub fn new(view: TemplateView, shared: Arc<SharedContext>) -> Self {
        Self { view, shared }
    }

    /// All of it for Tera.
    ///
    /// # Errors
    /// The program cannot make it ready, which no record brings about.
    pub fn context(&self) -> Result<TemplateContext, TemplateError> {
        let nameless = self.without_children()?;
        match self.view.children() {
            None => Ok(nameless),
            Some(children) => nameless.with(children),
        }
    }

    /// The same without children.
    ///
    /// # Errors
    /// The program cannot make it ready, which no record brings about.
    pub fn without_children(&self) -> Result<TemplateContext, TemplateError> {
        self.shared.context.with(&self.view.without_children().file)
    }

    /// The parts with these names, as the layout reads them from `/data.json`.
    pub fn data(&self, names: &[String]) -> Vec<u8> {
        if names.is_empty() {
            return b"{}".to_vec();
        }
        let json = |part: Result<Value, serde_json::Error>| part.unwrap_or_default();
        let of_file = json(serde_json::to_value(&self.view.without_children().file));
        let of_children = json(serde_json::to_value(self.view.children()));
        let part = |name: &String| {
            let found = [&of_file, &of_children, &self.shared.json].into_iter().find_map(|parts| parts.get(name));
            (name.clone(), found.cloned().unwrap_or_default())
        };
        serde_json::to_vec(&names.iter().map(part).collect::<Map<String, Value>>()).unwrap_or_default()
    }
}
