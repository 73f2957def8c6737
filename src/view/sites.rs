//! Offices as templates see them.

use super::people::{address, in_language, optional};
use super::wording::curly;
use super::{SiteView, ViewBuilder};
use crate::record::unmarked;

impl ViewBuilder<'_> {
    /// An office in the view's language.
    pub(super) fn site(&self, site: &crate::record::Site) -> SiteView {
        let name = in_language(self.language, &site.name, &site.name_welsh);
        let mut address = address(self.language, &site.address, &site.address_welsh);
        if address.first().is_some_and(|line| *line == *unmarked(&name)) {
            address.remove(0);
        }
        let room = site.room.as_ref().map(|room| in_language(self.language, room, &site.room_welsh));
        let email = site.email.as_ref().map(|email| email.to_string()).unwrap_or_default();
        SiteView {
            name,
            address,
            room: room.unwrap_or_default(),
            contact: optional(&site.contact),
            secure_email: self.settings.secure_address(None, &email),
            email,
        }
    }

    /// The name of an office in the view's language, from the name that the record calls it by.
    pub(super) fn site_name(&self, name: &str) -> String {
        let known = self.record.inspection.sites.iter().find(|site| &**site.name == name);
        known.map_or_else(|| curly(name), |site| in_language(self.language, &site.name, &site.name_welsh))
    }
}
