// The focus stays in the field while the arrows move through what was found.

const palette = () => document.getElementById("palette");
const options = () => [...palette().querySelectorAll("[role=option]")];
const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
let goWhenFound = false; // Enter came before the answer to what was typed.
let moved = false; // The arrows chose from what is there: a later answer to the same text leaves that alone.

function choose(option) {
  const field = palette().querySelector("[role=combobox]");
  options().forEach((other) => other.setAttribute("aria-selected", String(other === option)));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

// The server says for which text it found what it found.
const isAnswered = () => palette().querySelector("[data-for]").dataset.for === palette().querySelector("[role=combobox]").value;

function followFindings() {
  const all = options();
  choose(all[moved ? Math.max(0, chosen()) : 0]);
  if (goWhenFound && isAnswered()) {
    goWhenFound = false;
    all[chosen()]?.click();
  }
}

function openPalette() {
  const dialog = palette();
  if (!dialog || document.querySelector("dialog[open]")) {
    return;
  }
  if (!dialog.dataset.followed) {
    dialog.dataset.followed = "true";
    new MutationObserver(followFindings).observe(dialog, { subtree: true, childList: true, attributeFilter: ["data-for"] });
  }
  goWhenFound = false;
  moved = false;
  dialog.showModal();
  dialog.querySelector("[role=combobox]").focus();
  choose(options()[0]);
}

document.addEventListener("keydown", (event) => {
  const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (isShortcut && palette()) {
    event.preventDefault();
    palette().open ? palette().close() : openPalette();
  } else if (event.target.matches?.("#palette [role=combobox]") && ["ArrowDown", "ArrowUp", "Enter"].includes(event.key) && !event.isComposing) {
    event.preventDefault();
    const all = options();
    if (event.key !== "Enter") {
      moved = true;
      choose(all.at((chosen() + (event.key === "ArrowDown" ? 1 : -1)) % all.length));
    } else if (isAnswered()) {
      all[chosen()]?.click();
    } else {
      goWhenFound = true;
    }
  }
});

document.addEventListener("input", (event) => {
  if (event.target.matches?.("#palette [role=combobox]")) {
    moved = false;
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-palette=open]")) {
    openPalette();
  } else if (event.target === palette() || event.target.closest?.("[data-palette=close], #palette [role=option]")) {
    palette().close();
  }
});
