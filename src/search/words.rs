//! What a word is. The build script reads the templates by the same rule, so that nothing here uses the rest of the program.

/// The words of a text in small letters.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    runs(text).map(str::to_lowercase)
}

/// The words of a text: runs of letters, digits and marks. An apostrophe or hyphen within a name parts it, in the name as
/// in the text, so that its form does not matter.
pub fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !is_word(character)).filter(|word| !word.is_empty())
}

fn is_word(character: char) -> bool {
    // Combining marks belong to the letter before them.
    character.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&character)
}
