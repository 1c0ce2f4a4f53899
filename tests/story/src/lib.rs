//! Whole lives of matters, told through HTTP.
