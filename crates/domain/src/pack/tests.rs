//! The packs the product ships, and packs that are wrong.
