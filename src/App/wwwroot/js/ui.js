// What every page has in its browser: the focus, texts that are large, what is half-typed and presses. What one component says to its browser
// lies beside it.

// ---- Focus ------------------------------------------------------------------------------------------------------------

export function focus(id) {
  const element = document.getElementById(id);
  if (element) {
    if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) {
      element.tabIndex = -1;
    }
    element.focus();
    element.scrollIntoView({ block: "nearest" });
  }
}

const PATIENCE = 120; // In frames: the items of a menu come once the server has opened it, and take no focus before they have their place.

/** Moves the focus to the button of a menu, or, when it was opened with a key, to its first item as soon as there is one. */
export async function enterMenu(id, byKey) {
  const button = document.getElementById(id)?.querySelector("button");
  button?.focus();
  for (let frame = 0; byKey && frame < PATIENCE && document.activeElement === button; frame++) {
    document.getElementById(button?.getAttribute("aria-controls"))?.querySelector("[role=menuitem]")?.focus();
    await new Promise(requestAnimationFrame);
  }
}

// ---- Half-typed forms survive a reload of their address: <form data-keep="name">, or what a part keeps itself ------------

const FORMS = "half-typed:";
const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";
const leftovers = new Map();
for (const key of Object.keys(sessionStorage).filter((key) => key.startsWith(FORMS))) {
  if (reloaded) {
    leftovers.set(key, sessionStorage.getItem(key)); // And stays in the storage until it is taken: one reload can follow another.
  } else {
    sessionStorage.removeItem(key);
  }
}

function takeLeftover(key) {
  const left = leftovers.get(key) ?? null;
  leftovers.delete(key);
  return left;
}

/**
 * Path and query of the page that is shown. The browser is at the next address before the server answers with its page, and until
 * then what is typed belongs to the page before.
 */
export function shownAddress() {
  const { pathname, search } = new URL(document.getElementById("content")?.dataset.address ?? location.href);
  return pathname + search;
}

const textKey = (name) => `${FORMS}${shownAddress().split("?")[0]}#${name}`;
const formKey = (form) => textKey(form.dataset.keep);
const isKept = (field) => field.id && field.matches("input, select, textarea") && !field.readOnly && !["password", "file", "hidden"].includes(field.type);
const isTick = (field) => field.type === "checkbox" || field.type === "radio";

const valueOf = (field) => (isTick(field) ? field.checked : field.value);
const valuesOf = (form) => Object.fromEntries([...form.elements].filter(isKept).map((field) => [field.id, valueOf(field)]));
const untouched = new WeakMap(); // What stood in each form before anybody typed.

function remember(form) {
  if (!untouched.has(form)) {
    untouched.set(form, valuesOf(form));
  }
}

// Somebody may type before the server has asked for what was kept.
document.addEventListener("focusin", (event) => event.target.form?.dataset.keep && remember(event.target.form), true);

// A form may be gone by the time at which its server asks about it: then it is null in what follows.

/**
 * Keeps what was changed in a form, also where the server and not the keyboard changed it, and the revision that it was
 * changed on (<form data-revision>).
 */
export function keepForm(form, without = null) {
  if (!form) {
    return;
  }
  const before = untouched.get(form) ?? {};
  const values = Object.fromEntries(Object.entries(valuesOf(form)).filter(([id, value]) => id !== without && value !== before[id]));
  if (Object.keys(values).length === 0) {
    sessionStorage.removeItem(formKey(form)); // It was put back by hand.
    return;
  }
  sessionStorage.setItem(formKey(form), JSON.stringify({ revision: form.dataset.revision ?? null, values }));
}

export function keepFormOf(id) {
  const form = document.getElementById(id)?.form;
  if (form?.dataset.keep) {
    keepForm(form);
  }
}

/**
 * Puts back what was changed before a reload, or, in a form that is gone to and fro (<form data-stays>), before it was left, through the events
 * that a person's typing would raise, and leaves the other fields as they are now. Answers with the revision that it was changed on, or null.
 */
export function restoreForm(form) {
  if (!form) {
    return null;
  }
  remember(form);
  const here = form.dataset.stays === undefined ? null : sessionStorage.getItem(formKey(form));
  const { revision, values } = JSON.parse(takeLeftover(formKey(form)) ?? here ?? "{}");
  if (!values) {
    return null;
  }
  if (revision) {
    form.dataset.revision = revision; // Also for what is kept from now on.
  }
  for (const [id, value] of Object.entries(values)) {
    const field = document.getElementById(id);
    if (field && form.contains(field) && valueOf(field) !== value && (value || field.type !== "radio")) {
      isTick(field) ? (field.checked = value) : (field.value = value);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  return revision ? Number(revision) : null;
}

export function forgetForm(form) {
  if (form) {
    forgetText(form.dataset.keep);
    untouched.set(form, valuesOf(form));
    form.dispatchEvent(new Event("forgotten", { bubbles: true }));
  }
}

export function keepText(name, text) {
  sessionStorage.setItem(textKey(name), text);
}

/** What was kept under this name before a reload, once. */
export function recallText(name) {
  return takeLeftover(textKey(name));
}

export function forgetText(name) {
  leftovers.delete(textKey(name));
  sessionStorage.removeItem(textKey(name));
}

// A link in a form to a page that comes back here, <a data-holds="field">: then the form is put back as after a reload, but for that
// field, which the address of the way back has: <a data-held-as="name"> says as what, and Back finds it in the address too.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-holds]");
  const form = link?.closest("form[data-keep]");
  if (form) {
    keepForm(form, link.dataset.holds);
    leftovers.set(formKey(form), sessionStorage.getItem(formKey(form)));
    const [back, held] = [new URL(location.href), new URL(link.href).searchParams.get(link.dataset.heldAs)];
    if (held) {
      back.searchParams.set(link.dataset.heldAs, held);
      history.replaceState(history.state, "", back);
    }
  }
}, true);

// What the arrow keys make of a percentage is a change without any typing.
for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    const form = event.target.form;
    if (form?.dataset.keep && isKept(event.target)) {
      keepForm(form);
    }
  });
}

// ---- A press ends on what it began on, also when something above appears or goes while the button is down -----------------------

const PRESSABLE = "button, a[href], summary, label, [role=button], input[type=checkbox], input[type=radio]";
const SLACK = 10; // Whoever moves further than this, in pixels, has thought better of it.
let begun = null;

addEventListener("pointerdown", (event) => {
  const element = event.isPrimary && event.button === 0 ? event.target.closest?.(PRESSABLE) : null;
  begun = element ? { element, x: event.clientX, y: event.clientY } : null;
}, true);

addEventListener("click", (event) => {
  const press = begun;
  begun = null;
  if (!press || !event.isTrusted || press.element.contains(event.target) || Math.hypot(event.clientX - press.x, event.clientY - press.y) > SLACK) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  press.element.click();
}, true);

addEventListener("keydown", () => (begun = null), true);

// ---- Escape closes a menu that the mouse opened, whose focus stayed on its button, and from any menu focus goes back to its button -----

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  if (event.target.matches?.('[aria-haspopup="menu"][aria-expanded="true"]')) {
    (event.target.querySelector("[data-toggles]") ?? event.target).click();
  }
  const list = event.target.closest?.("[role=menuitem]")?.closest("[role=menu]");
  if (list) {
    document.querySelector(`[aria-controls="${list.id}"]`)?.focus();
  }
});

// ---- What a page is says itself on the first visits of a person, and then when it is asked for ---------------------------------------

const VISITS_WITH_INTRO = 3;
let lastVisit = null;

customElements.define("page-intro", class extends HTMLElement {
  connectedCallback() {
    // The rest of the page comes in the same turn, and nothing is painted before it ends.
    queueMicrotask(() => showIntro(this, visit(this.textContent) <= VISITS_WITH_INTRO));
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.('[aria-controls="page-intro"]');
  if (button) {
    showIntro(document.getElementById("page-intro"), button.getAttribute("aria-expanded") === "false");
  }
});

function showIntro(intro, isShown) {
  intro.hidden = !isShown;
  document.querySelector('[aria-controls="page-intro"]')?.setAttribute("aria-expanded", isShown);
}

// Counts by what is said: who knows one page knows it in every environment, and another sentence is news.
function visit(text) {
  const said = [...text].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) | 0, 0);
  const key = `intro-${document.documentElement.dataset.person ?? ""}-${said >>> 0}`;
  const here = `${key} ${location.pathname}`;
  const visits = Number(localStorage.getItem(key)) + (here === lastVisit ? 0 : 1);
  lastVisit = here;
  if (visits <= VISITS_WITH_INTRO + 1) {
    localStorage.setItem(key, visits);
  }
  return visits;
}
