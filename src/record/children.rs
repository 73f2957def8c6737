//! `children.private.toml`: what identifies children. Nothing of it reaches a view, a message or a document other than
//! the long-list and the selected case sample (guidance §10.4).

use chrono::NaiveDate;

use super::declare::{choice, table};
use super::email::Email;
use super::reader::Placed;
use super::row_reference::RowReference;
use super::text::Line;
use crate::calendar::Tier;

table! {
    /// The children behind the cases. Keep this file out of git.
    pub struct ChildrenFile "" {
        /// A child with the fields of the long-list.
        pub children "child": Vec<Child> = "[[child]]",
        /// A sheet of the list that the YOT returned; `sqspack longlist import` writes it.
        pub sheets "long-list-sheet": Vec<LongListSheet> = "[[long-list-sheet]]",
    }
}

table! {
    /// A sheet of the long-list that the YOT returned, as it was read (guidance §10.4).
    pub struct LongListSheet "long-list-sheet" {
        /// Its name.
        pub name "name": Line = "\"Community\"",
        /// Its tier; left out for the sheet of case managers.
        pub tier "tier": Option<Placed<Tier>> = "\"community\"",
        /// How many rows below the headings were not empty.
        pub rows "rows": Placed<u32> = "12",
        /// How many of those rows `sqspack longlist import` took into the record.
        pub kept "kept": Placed<u32> = "11",
        /// Which column held what: `sentenced H`.
        pub columns "columns": Vec<Line> = "[\"family-name B\", \"sentenced H\"]",
        /// Questions about rows that were left out and about the sheet. Take a line out once it is answered.
        pub questions "questions": Vec<Line> = "[\"B17 row SQS0804\"]",
    }
}

table! {
    /// A child, with the fields of the long-list (guidance, Appendix A).
    pub struct Child "child" {
        /// The HMIP ID of the child's case, once it is selected.
        pub id "id": Option<Line> = "\"AB01\"",
        /// The reference of a row of the long-list; `sqspack longlist import` gives it, and it never changes.
        pub reference "reference": Option<RowReference> = "\"L001\"",
        /// The sheet and row of the long-list that it came from.
        pub row "row": Option<Line> = "\"Community!14\"",
        /// ID in the YOT's case management system.
        pub system_id "system-id": Option<Line> = "\"40213\"",
        /// Family name.
        pub family_name "family-name": Line = "\"…\"",
        /// First names.
        pub first_names "first-names": Line = "\"…\"",
        /// Gender.
        pub gender "gender": Option<Line> = "\"female\"",
        /// Date of birth.
        pub date_of_birth "date-of-birth": Option<Placed<NaiveDate>> = "2010-01-31",
        /// Race or ethnicity, as a code of the 16+1 or 18+1 list.
        pub ethnicity "ethnicity": Option<Line> = "\"W1\"",
        /// Tier of the sentence.
        pub tier "tier": Option<Placed<Tier>> = "\"community\"",
        /// Type of order or sentence.
        pub order "order": Option<Line> = "\"youth rehabilitation order\"",
        /// Date of the sentence.
        pub sentenced "sentenced": Option<Placed<NaiveDate>> = "2026-09-14",
        /// Length of the sentence.
        pub sentence_length "sentence-length": Option<Line> = "\"12 months\"",
        /// Date on which the sentence was terminated.
        pub terminated "terminated": Option<Placed<NaiveDate>> = "2026-12-01",
        /// Why the sentence was terminated early.
        pub termination_reason "termination-reason": Option<Line> = "\"revoked for good progress\"",
        /// ASSET score of the first assessment after sentence.
        pub asset_score "asset-score": Option<Placed<u32>> = "21",
        /// Scaled Approach level at the start of the sentence.
        pub scaled_approach "scaled-approach": Option<Placed<ScaledApproach>> = "\"enhanced\"",
        /// Highest vulnerability during the sentence.
        pub vulnerability "vulnerability": Option<Placed<Level>> = "\"medium\"",
        /// Highest risk of serious harm to others (RoSH) during the sentence.
        pub rosh "rosh": Option<Placed<Level>> = "\"medium\"",
        /// Whether the child was looked after at any time during the sentence.
        pub looked_after "looked-after": Option<Placed<bool>> = "false",
        /// For a looked-after child: whether this YOT's authority is the home or the host authority.
        pub authority "authority": Option<Placed<HomeOrHost>> = "\"home\"",
        /// Whether the child was on a child protection plan (in Wales: the register) at any time during the sentence.
        pub child_protection "child-protection": Option<Placed<bool>> = "false",
        /// Name of the case manager.
        pub case_manager "case-manager": Option<Line> = "\"Mared Ellis\"",
        /// E-mail address of the case manager.
        pub case_manager_email "case-manager-email": Option<Email> = "\"mared.ellis@aberford.example\"",
        /// Name of the case manager's line manager.
        pub line_manager "line-manager": Option<Line> = "\"Tom Hale\"",
        /// Diversity or other needs of the case manager; confidential to the support services officer and lead inspector.
        pub case_manager_needs "case-manager-needs": Option<Line> = "\"works Monday to Wednesday\"",
        /// Office where the case manager is based.
        pub office "office": Option<Line> = "\"Millgate House\"",
        /// Custodial cases: date of release, actual or expected.
        pub released "released": Option<Placed<NaiveDate>> = "2027-02-02",
        /// Custodial cases: reason for release, if not on licence.
        pub release_reason "release-reason": Option<Line> = "\"sentence quashed on appeal\"",
        /// Custodial cases: length of the licence, if released.
        pub licence_length "licence-length": Option<Line> = "\"6 months\"",
        /// A note on whether the case is suitable for inspection.
        pub note "note": Option<Line> = "\"revoked before the first meeting\"",
        /// Questions about cells of the row: the column, the key and the code. Take a line out once it is answered.
        pub questions "questions": Vec<Line> = "[\"H14 sentenced SQS0807\"]",
        /// A hash of what the import wrote. While it matches, nobody has edited the row since.
        pub imported "imported": Option<Line> = "\"5d41402abc4b2a76\"",
    }
}

choice! {
    /// Level of intervention of the Scaled Approach.
    pub enum ScaledApproach "a level of the Scaled Approach" {
        /// Standard.
        Standard = "standard",
        /// Enhanced.
        Enhanced = "enhanced",
        /// Intensive.
        Intensive = "intensive",
    }
}

choice! {
    /// Level of vulnerability or risk of serious harm.
    pub enum Level "a level of risk" {
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High.
        High = "high",
        /// Very high.
        VeryHigh = "very high",
    }
}

choice! {
    /// Whose care a looked-after child is in.
    pub enum HomeOrHost "`home` or `host`" {
        /// The authority where the YOT is looks after the child.
        Home = "home",
        /// The child was placed from elsewhere.
        Host = "host",
    }
}
