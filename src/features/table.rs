//! The table of features: name, definition, unit and range of each.

/// One of the numbers from which a block is scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature {
    /// The name, unique in its table.
    pub name: &'static str,
    /// The group that it is computed with.
    pub group: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// The smallest and the largest value.
    pub range: (f32, f32),
    /// How it is computed.
    pub definition: &'static str,
}

impl Feature {
    /// The steps from a block's innermost element up to the nearest one of a kind: 0 for itself, 30 for none.
    pub(super) const fn steps(group: &'static str, name: &'static str) -> Feature {
        let definition = match group.as_bytes() {
            b"landmarks" => "steps up to the nearest element, or role, of that name; 30 for none",
            _ => "steps up to the nearest element whose class or id hints at that; 30 for none",
        };
        Feature { name, group, unit: "steps", range: (0.0, 30.0), definition }
    }
}

/// Declares a group of features: a struct with a field for each, and the group's part of the table.
macro_rules! feature_group {
    ($(#[$meta:meta])* $name:ident $group:literal {
        $($field:ident: $unit:literal $low:literal..$high:literal $definition:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default)]
        pub(super) struct $name {
            $(#[doc = $definition] pub(super) $field: f32,)*
        }

        impl $name {
            /// The features of this group, in the order of [`Self::values`].
            pub(super) const TABLE: &'static [crate::features::Feature] = &[$(crate::features::Feature {
                name: stringify!($field),
                group: $group,
                unit: $unit,
                range: ($low, $high),
                definition: $definition,
            },)*];

            /// How many features the group has.
            pub(super) const LEN: usize = Self::TABLE.len();

            /// The values, each clamped to its range.
            pub(super) fn values(&self) -> [f32; Self::LEN] {
                [$(self.$field.clamp($low, $high),)*]
            }
        }
    };
}
pub(super) use feature_group;
