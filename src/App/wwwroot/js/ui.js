// The browser's half of the parts in src/App/Ui: what has to happen before a message could reach the server and return
// (single keys, dragging, focus, dialogs, menus), and what only the browser knows (theme, clipboard, half-typed forms).

const STEP = 100; // One percent in basis points.
const WHOLE = 10000;

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

// ---- Dialogs: native, modal, and focus returns to whatever opened them --------------------------------------------------

const openers = new Map();

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) {
    openers.set(id, document.activeElement);
    dialog.showModal();
  }
}

export function closeDialog(id) {
  document.getElementById(id)?.close();
  const opener = openers.get(id);
  openers.delete(id);
  if (opener?.isConnected) {
    opener.focus();
  }
}

// ---- Theme --------------------------------------------------------------------------------------------------------------

export function theme() {
  return document.documentElement.dataset.theme ?? "system";
}

export function setTheme(value) {
  if (value === "system") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem("theme");
  } else {
    document.documentElement.dataset.theme = value;
    localStorage.setItem("theme", value);
  }
}

// ---- Clipboard ------------------------------------------------------------------------------------------------------------

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without HTTPS there is no clipboard object; the older way still works.
    const area = document.createElement("textarea");
    area.value = text;
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    return done;
  }
}

// ---- Texts and files that are too large for one message --------------------------------------------------------------------

export function fieldText(id) {
  return new TextEncoder().encode(document.getElementById(id)?.value ?? "");
}

// Pasting thousands of lines the ordinary way takes a browser minutes; setting them takes none.
document.addEventListener("paste", (event) => {
  const text = event.target.matches?.("textarea[data-lines]") && event.clipboardData?.getData("text/plain");
  if (text) {
    event.preventDefault();
    event.target.setRangeText(text, event.target.selectionStart, event.target.selectionEnd, "end");
  }
});

export async function download(name, type, stream) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // The browser may ask where to put it first.
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
const isKept = (field) => field.id && field.matches("input, select, textarea") && !["password", "file", "hidden"].includes(field.type);
const isTick = (field) => field.type === "checkbox" || field.type === "radio";

const valueOf = (field) => (isTick(field) ? field.checked : field.value);
const standing = (form) => Object.fromEntries([...form.elements].filter(isKept).map((field) => [field.id, valueOf(field)]));
const untouched = new WeakMap(); // What stood in each form before anybody typed.

function remember(form) {
  if (!untouched.has(form)) {
    untouched.set(form, standing(form));
  }
}

// Somebody may type before the server has asked for what was kept.
document.addEventListener("focusin", (event) => event.target.form?.dataset.keep && remember(event.target.form), true);

/**
 * Keeps what was changed in a form, also where the server and not the keyboard changed it, and the revision that it was
 * changed on (<form data-revision>).
 */
export function keepForm(form) {
  const before = untouched.get(form) ?? {};
  const values = Object.fromEntries(Object.entries(standing(form)).filter(([id, value]) => value !== before[id]));
  if (Object.keys(values).length === 0) {
    sessionStorage.removeItem(formKey(form)); // It was put back by hand.
    return;
  }
  sessionStorage.setItem(formKey(form), JSON.stringify({ revision: form.dataset.revision ?? null, values }));
}

/**
 * Puts back what was changed before a reload, through the events that a person's typing would raise, and leaves the other
 * fields as they are now. Answers with the revision that it was changed on, or null.
 */
export function restoreForm(form) {
  remember(form);
  const { revision, values } = JSON.parse(takeLeftover(formKey(form)) ?? "{}");
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
    sessionStorage.removeItem(formKey(form));
    untouched.set(form, standing(form));
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
  sessionStorage.removeItem(textKey(name));
}

// What the arrow keys make of a percentage is a change without any typing.
for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    const form = event.target.form;
    if (form?.dataset.keep && isKept(event.target)) {
      keepForm(form);
    }
  });
}

// ---- Percentage boxes: arrows 1 %, Shift or Page keys 5 %, Enter commits -----------------------------------------------

const stepOf = (event) => {
  const page = event.key === "PageUp" || event.key === "PageDown";
  return page || event.shiftKey ? 5 * STEP : STEP;
};
const isUp = (key) => key === "ArrowUp" || key === "ArrowRight" || key === "PageUp";
const isDown = (key) => key === "ArrowDown" || key === "ArrowLeft" || key === "PageDown";
const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
const percentText = (value) => String(value / 100); // At most two decimals, and shortest: value is a whole number.

function percentBoxKey(event) {
  const box = event.target;
  if (event.key === "Enter") {
    event.preventDefault();
    box.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  const vertical = ["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key);
  const typed = Number(box.value.trim().replace(/\s*%$/, "").replace(",", "."));
  if (!vertical || box.readOnly || box.value.trim() === "" || !Number.isFinite(typed)) {
    return;
  }
  event.preventDefault();
  const value = Math.round(typed * 100) + (isUp(event.key) ? 1 : -1) * stepOf(event);
  box.value = percentText(clamp(value, 0, WHOLE));
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
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

// ---- Menus: <div popover role="menu"> with a button that has popovertarget ----------------------------------------------

const menuItems = (menu) => [...menu.querySelectorAll("[role=menuitem], [role=menuitemradio]")];

function placeMenu(menu) {
  const opener = document.querySelector(`[popovertarget="${menu.id}"]`);
  if (!opener) {
    return;
  }
  const at = opener.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const left = menu.dataset.align === "start" ? at.left : at.right - size.width;
  const below = at.bottom + 4;
  menu.style.left = `${clamp(left, 8, Math.max(8, innerWidth - size.width - 8))}px`;
  menu.style.top = `${below + size.height > innerHeight - 8 ? Math.max(8, at.top - size.height - 4) : below}px`;
}

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!(menu instanceof HTMLElement) || !menu.matches("[popover][role=menu]")) {
    return;
  }
  const open = event.newState === "open";
  document.querySelector(`[popovertarget="${menu.id}"]`)?.setAttribute("aria-expanded", String(open));
  if (open) {
    placeMenu(menu);
    menuItems(menu)[0]?.focus();
  }
}, true);

function placeOpenMenu() {
  const open = document.querySelector("[popover][role=menu]:popover-open");
  if (open) {
    placeMenu(open);
  }
}

addEventListener("scroll", placeOpenMenu, { capture: true, passive: true });
addEventListener("resize", placeOpenMenu, { passive: true });

// Before Blazor hears the click, so that a dialog that it opens remembers the menu's button as its opener.
document.addEventListener("click", (event) => {
  const item = event.target.closest?.("[popover][role=menu] [role^=menuitem]");
  if (item) {
    const menu = item.closest("[popover]");
    const opener = document.querySelector(`[popovertarget="${menu.id}"]`);
    menu.hidePopover();
    opener?.focus();
  }
}, true);

function menuKey(event, menu) {
  const items = menuItems(menu);
  const at = items.indexOf(document.activeElement);
  const letter = event.key.length === 1 && /\S/.test(event.key) ? event.key.toLowerCase() : null;
  const to = event.key === "ArrowDown" ? (at + 1) % items.length
    : event.key === "ArrowUp" ? (at - 1 + items.length) % items.length
      : event.key === "Home" ? 0
        : event.key === "End" ? items.length - 1
          : letter ? items.findIndex((item, index) => index > at && item.textContent.trim().toLowerCase().startsWith(letter))
            : -1;
  if (event.key === "Tab") {
    menu.hidePopover();
  } else if (to >= 0) {
    event.preventDefault();
    items[to]?.focus();
  }
}

// ---- Dragging: [data-drag] inside a root is a range input, or an element with role=slider ------------------------------
//
// One message at a time goes to the server, and only the newest value waits (latest wins). A gesture is one pointer drag,
// or all keys between focus and blur: the server rebalances from the state at its start. While a gesture lasts nobody but
// the person writes to the input; what the server says (data-value) is taken over when it ends.

const gestures = { last: 0 };

class Drags {
  constructor(root, server) {
    this.root = root;
    this.server = server;
    this.held = null; // The element of the gesture that is going on.
    this.gesture = 0;
    this.waiting = null;
    this.sending = false;
    this.stopping = new AbortController();
    const on = (type, handler, options) => root.addEventListener(type, handler, { signal: this.stopping.signal, ...options });
    on("pointerdown", (event) => this.press(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", (event) => this.release(event));
    on("pointercancel", () => this.cancel());
    on("lostpointercapture", (event) => this.release(event));
    on("focusin", (event) => this.begin(this.source(event)));
    on("focusout", () => this.end());
    on("keydown", (event) => this.key(event));
    on("input", (event) => this.input(event));
    on("change", (event) => this.changed(event));
    on("move-to", (event) => this.moveTo(event));
    this.observer = new MutationObserver((changes) => changes.forEach((change) => this.take(change.target)));
    this.observer.observe(root, { subtree: true, attributeFilter: ["data-value"] });
    root.querySelectorAll("[data-drag]").forEach((element) => this.take(element));
  }

  stop() {
    this.stopping.abort();
    this.dragging = false;
    this.observer.disconnect();
    this.server = null;
  }

  source(event) {
    const element = event.target.closest?.("[data-drag]");
    return element && !element.disabled && element.getAttribute("aria-disabled") !== "true" ? element : null;
  }

  begin(element) {
    if (element) {
      this.gesture = ++gestures.last;
      this.held = element;
      this.value = Number(element.dataset.value);
    }
  }

  end() {
    this.held = null;
    if (!this.sending) {
      this.root.querySelectorAll("[data-drag]").forEach((element) => this.take(element));
    }
  }

  // The server's value, unless somebody has the element in hand.
  take(element) {
    if (element.dataset?.drag === undefined || (element === this.held && (this.sending || this.dragging))) {
      return;
    }
    if (element === this.held) {
      this.value = Number(element.dataset.value);
    }
    if (element.matches("input")) {
      this.show(element, Number(element.dataset.value));
    }
  }

  show(element, value) {
    element.value = String(value);
    element.style.setProperty("--at", `${value / STEP}%`);
    element.setAttribute("aria-valuetext", `${percentText(value)} percent`);
  }

  bounds(element) {
    return element.matches("input")
      ? [Number(element.min), Number(element.max)]
      : [Number(element.getAttribute("aria-valuemin")), Number(element.getAttribute("aria-valuemax"))];
  }

  press(event) {
    const element = this.source(event);
    if (!element || event.button !== 0) {
      return;
    }
    if (!element.matches("input")) {
      event.preventDefault();
      element.focus();
      element.setPointerCapture(event.pointerId);
    }
    this.begin(element);
    this.before = this.value;
    this.dragging = true;
    this.tell();
  }

  move(event) {
    const element = this.held;
    if (!this.dragging || !element || element.matches("input")) {
      return;
    }
    const bar = element.closest("[data-bar]").getBoundingClientRect();
    const [least, most] = this.bounds(element);
    // Whole percents while dragging: nobody can aim at hundredths with a pointer, and the box beside it takes them.
    const at = Math.round(((event.clientX - bar.left) / bar.width) * 100) * STEP;
    this.value = clamp(at, least, most);
    this.send();
  }

  release() {
    if (this.dragging) {
      this.dragging = false;
      this.tell();
    }
  }

  // Nothing is stored while a pointer rests in the middle of its way.
  tell() {
    this.server?.invokeMethodAsync("HoldAsync", this.dragging).catch(() => {}); // The connection may be gone.
  }

  // The finger was scrolling: what the browser did to the slider where it went down was not meant.
  cancel() {
    if (this.dragging && this.held && this.value !== this.before) {
      this.value = this.before;
      if (this.held.matches("input")) {
        this.show(this.held, this.value);
      }
      this.send();
    }
    this.release();
  }

  key(event) {
    const element = this.source(event);
    if (!element || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (this.held !== element) {
      this.begin(element); // It had the focus before anybody listened.
    }
    const [least, most] = this.bounds(element);
    const to = isUp(event.key) ? this.value + stepOf(event)
      : isDown(event.key) ? this.value - stepOf(event)
        : event.key === "Home" ? least
          : event.key === "End" ? most
            : null;
    if (to === null) {
      return;
    }
    event.preventDefault();
    this.value = clamp(to, least, most);
    if (element.matches("input")) {
      this.show(element, this.value);
    }
    this.send();
  }

  input(event) {
    const element = this.source(event);
    if (!element?.matches("input")) {
      return;
    }
    if (this.held !== element) {
      this.begin(element);
    }
    // A pointer lands on whole percents, as on a divider; what assistive technology sets is taken as it is.
    this.value = this.dragging ? Math.round(Number(element.value) / STEP) * STEP : Number(element.value);
    this.show(element, this.value);
    this.send();
  }

  changed(event) {
    if (this.source(event)?.matches("input")) {
      this.release();
    }
  }

  // As somebody would who takes it there and lets go.
  moveTo(event) {
    const element = this.source(event);
    if (!element) {
      return;
    }
    this.begin(element);
    this.value = clamp(event.detail, ...this.bounds(element));
    if (element.matches("input")) {
      this.show(element, this.value);
    }
    this.send();
    this.end();
  }

  async send() {
    this.held.dataset.moved = String(this.value); // Until the server has it.
    this.held.dispatchEvent(new Event("moved", { bubbles: true }));
    this.waiting = { key: this.held.dataset.drag, value: this.value, gesture: this.gesture };
    if (this.sending) {
      return;
    }
    this.sending = true;
    try {
      while (this.waiting && this.server) {
        const { key, value, gesture } = this.waiting;
        this.waiting = null;
        await this.server.invokeMethodAsync("DragAsync", key, value, gesture);
      }
    } finally {
      this.sending = false;
      this.root.querySelectorAll("[data-moved]").forEach((element) => delete element.dataset.moved);
      if (!this.dragging) {
        this.root.querySelectorAll("[data-drag]").forEach((element) => this.take(element));
      }
    }
  }
}

const drags = new Map();

export function attachDrags(id, server) {
  const root = document.getElementById(id);
  drags.get(id)?.stop();
  if (root) {
    drags.set(id, new Drags(root, server));
    root.dataset.attached = "true";
  }
}

export function detachDrags(id) {
  drags.get(id)?.stop();
  drags.delete(id);
}

// ---- Keys that several parts share ----------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (!(target instanceof HTMLElement)) {
    return;
  }
  const menu = target.closest("[popover][role=menu]");
  if (menu) {
    menuKey(event, menu);
  } else if (target.matches("input[data-percent]")) {
    percentBoxKey(event);
  } else if (target.matches("input[type=search]") && event.key === "Enter") {
    event.preventDefault(); // Looks for it at once, and does not send the form that the box may be in.
    target.dispatchEvent(new Event("change", { bubbles: true }));
  }
}, true);
