//! Rendering.

pub mod mail;
pub mod workbook;
