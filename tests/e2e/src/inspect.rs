//! What every page must be: without fault by axe, as wide as a phone, light in bytes, from this host alone.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::browser::Browser;
use crate::picture::in_palette;

/// Unchanged; its notice stands at its head and its licence beside it.
const AXE: &str = include_str!("../axe/axe.min.js");

/// Best practices too: what is not a fault by the letter still trips somebody.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations.map(
        fault => `${fault.id}: ${fault.help}\\n${fault.nodes.map(node => node.html + ' ' + node.failureSummary).join('\\n')}`)))";

/// Largest HTML of a page, in bytes: a second on a slow village line.
const HTML_BYTES_MAX: u64 = 60_000;

/// The widths that people have: a small phone (or 400 % of a desk), a tablet, a desk.
const WIDTHS: [u32; 3] = [320, 768, 1280];

/// A key that is shown because it has no words: `<kebab-case>`.
fn unsaid(text: &str) -> Option<&str> {
    let shown = text.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(shown, _)| shown);
    let is_key = |shown: &&str| {
        shown.contains('-') && shown.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    shown.into_iter().find(is_key)
}

impl Browser {
    /// Holds the page against all of it, in light and dark, and pictures it under that name. Where scripts are off, no clock of
    /// the page runs, and axe would wait for one without end.
    pub async fn inspects(&self, name: &str) {
        for width in WIDTHS {
            self.fits(name, width).await;
            self.is_accessible(name, width).await;
        }
        self.is_wide(self.settings().width).await;
        self.is_light(name).await;
    }

    /// As it stands in a window of that width, axe finds nothing, in light and dark. Pictures it.
    pub async fn is_accessible(&self, name: &str, width: u32) {
        assert!(self.settings().script, "{name}: axe needs a browser that runs scripts");
        for dark in [false, true] {
            self.is_dark(dark).await;
            let faults = self.faults().await;
            assert!(faults.is_empty(), "{name}, {width} px, dark: {dark}: {}", faults.join("\n"));
            self.pictures(name, width, dark).await;
        }
        self.is_dark(false).await;
    }

    /// It comes over a slow line, and asks no other host.
    pub async fn is_light(&self, name: &str) {
        let weighed = self.runs(
            "const asked = performance.getEntriesByType('resource').map(one => one.name)
                 .filter(name => !name.startsWith(location.origin));
             return [performance.getEntriesByType('navigation')[0].decodedBodySize, asked]",
        );
        let weighed = weighed.await;
        assert!(weighed[0].as_u64().is_some_and(|bytes| bytes <= HTML_BYTES_MAX), "{name}: {} bytes", weighed[0]);
        assert_eq!(weighed[1], Value::Array(Vec::new()), "{name} asks others");
    }

    /// At that width, which the page has from then on, nothing hangs over its edge, and nothing is called by its key.
    pub async fn fits(&self, name: &str, width: u32) {
        self.is_wide(width).await;
        let text = self.runs("return document.documentElement.textContent").await;
        let unsaid = text.as_str().and_then(unsaid);
        assert!(unsaid.is_none(), "{name} has no words for {unsaid:?}");
        // Not held against `innerWidth`: a phone shows a page that is too wide as a whole, and says so of itself.
        let wide = self.runs("return document.documentElement.scrollWidth").await;
        assert!(wide.as_u64().is_some_and(|wide| wide <= u64::from(width)), "{name} is {wide} px wide and not {width}");
    }

    /// Writes a picture of the page: the whole of it, or what the window shows.
    pub async fn is_pictured(&self, file: &Path, whole: bool) {
        std::fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a folder");
        let picture = STANDARD.decode(self.picture(whole).await).expect("base 64");
        std::fs::write(file, in_palette(&picture)).expect("a picture");
    }

    async fn faults(&self) -> Vec<String> {
        self.runs(AXE).await;
        let faults = self.waits(RUN).await;
        faults.as_array().expect("a list").iter().map(|fault| fault.as_str().unwrap_or("?").to_owned()).collect()
    }

    async fn pictures(&self, name: &str, width: u32, dark: bool) {
        let Some(folder) = std::env::var_os("HUIYIN_E2E_PICTURES").map(PathBuf::from) else { return };
        let shade = if dark { "dark" } else { "light" };
        self.is_pictured(&folder.join(format!("{name}-{width}-{shade}.png")), true).await;
    }
}
