// Files in a form: drag them in, see which are chosen, take one back. A convenience and nothing more; without this file the
// browser's own field does it all.
"use strict";
for (const drop of document.querySelectorAll(".drop")) {
  const field = drop.querySelector("input[type=file][multiple]");
  const list = document.createElement("ul");
  const invitation = document.createElement("p");
  list.className = "files";
  list.setAttribute("aria-live", "polite");
  invitation.className = "invitation";
  invitation.textContent = drop.dataset.drop;
  field.after(invitation, list);
  let chosen = [];

  const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);
  const line = (file) => {
    const item = document.createElement("li");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "link";
    remove.textContent = drop.dataset.remove;
    remove.setAttribute("aria-label", `${drop.dataset.remove} ${file.name}`);
    remove.addEventListener("click", () => choose(chosen.filter((other) => other !== file)));
    item.append(`${file.name} · ${size(file.size)} `, remove);
    return item;
  };
  const choose = (files) => {
    const kept = new DataTransfer();
    for (const file of files) kept.items.add(file);
    field.files = kept.files;
    chosen = files;
    list.replaceChildren(...files.map(line));
  };

  // What was chosen before stays, and nothing stands there twice: people bring one file after the other.
  const same = (one) => (other) =>
    one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
  const add = (files) => choose([...chosen, ...[...files].filter((file) => !chosen.some(same(file)))]);

  field.addEventListener("change", () => add(field.files));
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    add(event.dataTransfer.files);
  });
}
