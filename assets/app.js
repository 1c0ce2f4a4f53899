// Keys for officers: a convenience and nothing more; every page does all it does without this file.
// To add a key, add it to `deeds` and to the list that `templates/parts/keys.html` shows.
"use strict";
(() => {
  const list = document.getElementById("rows");
  const help = document.getElementById("keys");
  const use = document.getElementById("use-keys");
  if (!help || !use) return;

  // Keys of one sign can be switched off, for those whose voice or tremor types them; remembered in this browser alone.
  use.checked = localStorage.getItem("keys") !== "off";
  use.addEventListener("change", () => localStorage.setItem("keys", use.checked ? "on" : "off"));
  help.hidden = false;

  const links = () => (list ? [...list.querySelectorAll(".what a")] : []);
  const step = (by) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) next.focus();
  };
  const pick = () => {
    const row = document.activeElement.closest("#rows li");
    if (row) row.querySelector("input[type=checkbox]").click();
  };
  const deeds = {
    j: () => step(1),
    k: () => step(-1),
    x: pick,
    "/": () => document.getElementById("number")?.focus(),
    "?": () => { help.open = !help.open; help.querySelector("summary").focus(); },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    const deed = deeds[event.key];
    if (typing || !deed || !use.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deed();
  });
})();
