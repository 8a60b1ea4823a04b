//! One writer a format; nothing here decides anything.

pub mod facts;
