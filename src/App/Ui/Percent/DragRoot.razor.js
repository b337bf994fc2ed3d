// [data-drag] inside a root is a range input, or an element with role=slider.
//
// One message at a time goes to the server, and only the newest value waits (latest wins). A gesture is one pointer drag,
// or all keys between focus and blur: the server rebalances from the state at its start. While a gesture lasts nobody but
// the person writes to the input; what the server says (data-value) is taken over when it ends.

import { STEP, clamp, isDown, isUp, percentText, stepOf } from "../../js/percent.js";

const gestures = { last: 0 };

class Drags {
  constructor(root, server) {
    this.root = root;
    this.server = server;
    this.dragging = false;
    this.repeating = false;
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
    on("keyup", () => this.lift());
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
    this.lift();
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

  lift() {
    if (this.repeating) {
      this.repeating = false;
      this.tell();
    }
  }

  // Nothing is stored while a pointer rests in the middle of its way, or a key is held down.
  tell() {
    this.server?.invokeMethodAsync("HoldAsync", this.dragging || this.repeating).catch(() => {}); // The connection may be gone.
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
    if (event.repeat && !this.repeating) {
      this.repeating = true;
      this.tell();
    }
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

export function attach(id, server) {
  const root = document.getElementById(id);
  drags.get(id)?.stop();
  if (root) {
    drags.set(id, new Drags(root, server));
    root.dataset.attached = "true";
  }
}

export function detach(id) {
  drags.get(id)?.stop();
  drags.delete(id);
}
