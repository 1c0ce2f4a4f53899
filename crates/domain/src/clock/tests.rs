//! Periods as a lawyer would check them.
