// The browser's half of the frame in src/App/Shell: what only the browser knows or can do before the server answers.

// ---- Where somebody was last --------------------------------------------------------------------------------------------

export function lastPlace() {
  return localStorage.getItem("last-place");
}

export function rememberPlace(place) {
  localStorage.setItem("last-place", place);
}

// ---- Signing out in one tab reloads the others, once the cookie is gone: they would go on working on their connection -------

const SIGNING_OUT = "signing-out";
const signOuts = new BroadcastChannel(SIGNING_OUT);
signOuts.addEventListener("message", () => location.reload());
if (sessionStorage.getItem(SIGNING_OUT)) {
  sessionStorage.removeItem(SIGNING_OUT);
  signOuts.postMessage(null);
}

document.addEventListener("submit", (event) => {
  if (event.target.action?.endsWith?.("/account/sign-out")) {
    sessionStorage.setItem(SIGNING_OUT, "true");
  }
});

// ---- Focus goes to the heading of a new page, which may still be loading ---------------------------------------------------

const PATIENCE = 30000;
let waiting = null;

export function focusHeading() {
  waiting?.disconnect();
  const main = document.getElementById("content");
  const before = main?.querySelector("h1");
  const started = document.activeElement;
  const take = () => {
    const heading = main?.querySelector("h1");
    // Not when somebody went on to something else meanwhile.
    const free = document.activeElement === started || document.activeElement === document.body;
    if (!heading || !free) {
      return false;
    }
    if (!heading.hasAttribute("tabindex")) {
      heading.tabIndex = -1;
    }
    heading.focus({ preventScroll: true });
    return true;
  };
  if (!main) {
    return;
  }
  scrollTo(0, 0);
  waiting = new MutationObserver(() => main.querySelector("h1") !== before && take() && waiting.disconnect());
  waiting.observe(main, { subtree: true, childList: true, characterData: true });
  take();
  setTimeout((observer) => observer.disconnect(), PATIENCE, waiting);
}

// ---- Skipping the navigation: Blazor's router scrolls to the target of such a link, and leaves the focus behind ------------

document.addEventListener("click", (event) => {
  if (event.target.closest?.(".skip-link")) {
    document.getElementById("content").focus();
  }
});

// ---- Popovers of the frame close when one of their links is followed ------------------------------------------------------

document.addEventListener("click", (event) => {
  event.target.closest?.("[popover] a[href]")?.closest("[popover]").hidePopover();
});

// ---- Search everything: the focus stays in the field while the arrows move through what was found -----------------------

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

// ---- The page of the API: a third party's viewer, loaded when somebody looks ---------------------------------------------

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
}

export async function showApi(frame, url, folder) {
  if (!window.SwaggerUIBundle) {
    await Promise.all([
      loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${folder}/swagger-ui.css` })),
      loaded(Object.assign(document.createElement("script"), { src: `${folder}/swagger-ui-bundle.js` })),
    ]);
  }
  const view = document.createElement("div");
  frame.replaceChildren(view);
  // Its own main landmark stands inside ours, of which a page has one.
  const onComplete = () => view.querySelectorAll("main").forEach((main) => main.setAttribute("role", "group"));
  window.SwaggerUIBundle({ url, domNode: view, validatorUrl: null, docExpansion: "list", defaultModelsExpandDepth: 0, onComplete });
}
