// A form is sent by Ctrl+Enter from wherever one types in it. A convenience and nothing more; its button does the same.
"use strict";
document.addEventListener("keydown", (event) => {
  const form = event.key === "Enter" && (event.ctrlKey || event.metaKey) ? event.target.closest("form") : null;
  if (!form) return;
  event.preventDefault();
  form.querySelector("#send")?.click();
});
