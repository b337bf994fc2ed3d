// The browser's half of the connection: what is typed and pressed on a page reaches the server once and in order, also over a
// connection that is lost or that swallows everything in silence. src/App/Shell/Server/CircuitDelivery.cs is the other half.
//
// Everything that the page says is numbered by counting, and kept until the server says that it arrived. The first thing
// that the server says on a new connection is how far the last one came; what is left is said again, before anything else.

import { connect, reconnect as connectAgain, sayTrouble } from "./opening.js";
import { shownAddress } from "./ui.js";

const PATIENCE = 3500; // How long nothing comes back before the connection counts as lost.
const ALIVE = 2500; // Who said something this long ago is there: the server says something each second or two.
const SLOW = 8000; // Who is there and still does not say that something arrived never got it.
const IDLE = 10000; // How long nobody says anything before the connection counts as lost, when nothing was said to them.
const TICK = 250;
const NAP = 2000; // The browser slept: what came meanwhile is heard first.
const RETRY = 1000;
const RARELY = 10000;
const SLOWER = 1.3; // Each pause after the one before: a server that is down is not hammered by all who wait for it.
const STEADY = 5000; // A connection that was lost sooner than this was none: the pauses go on growing.
const GONE = 30000; // After this long people are told that it takes time.
const GRACE = 3000; // How long after a reconnection an answer may still come that was on its way.
const SHORT = 10000; // How long it is said that all is well again.
const COUNTED = ["BeginInvokeDotNetFromJS", "EndInvokeJSFromDotNet", "ReceiveByteArray", "OnLocationChanged", "OnLocationChanging"];

const now = () => performance.now();
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

// ---- The socket, which can be given up ------------------------------------------------------------------------------------

let socket = null;

// Where somebody took them out of the browser, the page goes on without.
const PlainSocket = window.WebSocket ?? class {
  constructor() {
    throw new Error("There are no WebSockets here.");
  }
};

class WatchedSocket extends PlainSocket {
  constructor(url) {
    super(url);
    socket = this;
    this.heardAt = now();
    this.addEventListener("message", () => (this.heardAt = now()));
  }

  /** Ends it at once: closing a dead one waits for an answer that never comes. */
  lose() {
    const isOpening = this.readyState === WebSocket.CONNECTING;
    if (isOpening || this.readyState === WebSocket.OPEN) {
      this.isAbandoned = true;
      this.dispatchEvent(new CloseEvent("close", { wasClean: false, code: 4000, reason: "Nothing came back." }));
      this.close();
    }
  }
}

let ticked = now();
setInterval(() => {
  const slept = now() - ticked > NAP;
  ticked = now();
  if (!slept && isOpen && socket && isLost(now() - socket.heardAt)) {
    socket.lose();
  }
}, TICK);

function isLost(quiet) {
  if (!line?.isReady) {
    return quiet > PATIENCE; // It was opened to say again what was lost.
  }
  const waiting = outbox.length > 0 ? now() - outbox[0].at : 0;
  return quiet > IDLE || waiting > SLOW || (waiting > PATIENCE && quiet > ALIVE);
}

// ---- What was said, until it arrived ---------------------------------------------------------------------------------------

const outbox = []; // Oldest first.
const unanswered = new Map(); // Calls, by their number: events of elements among them.
let arrived = 0; // How many messages are no longer in the outbox.
let isOpen = false; // Whether the server has the page yet: before that there is nothing to come back to.
let line = null; // The newest connection, and whether it was told yet what the one before lost.
let nextBatch = 2; // The first that changes the page, as the framework counts them.
let missed = 0;
let pressed = ""; // What the events of this moment come from.

const hash = ({ args }) => /"eventName":"(click|submit)"/.test(args[4]?.slice?.(0, 400)) && /"eventHandlerId":(\d+)/.exec(args[4])[0];

function watch(connection) {
  const [send, on, start] = [connection.send, connection.on, connection.start].map((method) => method.bind(connection));
  const own = { isReady: line === null, acknowledgements: [], send };
  line = own;
  const say = (entry) => {
    entry.at = now();
    send(entry.method, ...entry.args).catch(() => {}); // It stays in the outbox.
  };

  connection.start = () => (isOpen
    ? connectAgain(connection, start, () => socket?.isAbandoned)
    : connect(connection, start, () => socket?.readyState === WebSocket.CONNECTING && socket.lose()));

  connection.send = (method, ...args) => {
    if (method === "OnRenderCompleted" && !own.isReady) {
      own.acknowledgements.push(args); // After what is said again: until then the server knows what that was meant for.
      return Promise.resolve();
    }
    if (!COUNTED.includes(method)) {
      return send(method, ...args);
    }
    const entry = { method, args, at: now() };
    outbox.push(entry);
    if (method === "BeginInvokeDotNetFromJS" && args[0]) {
      entry.press = hash(entry);
      entry.label = entry.press ? pressed : "";
      unanswered.set(args[0], entry);
    }
    if (own.isReady) {
      say(entry);
    }
    return Promise.resolve();
  };

  connection.on = (name, handler) => {
    if (name === "JS.EndInvokeDotNet") {
      answers = handler;
      on(name, (id, succeeded, result) => answer(id, succeeded, result));
    } else if (name === "JS.RenderBatch") {
      on(name, (id, data) => {
        follow(id);
        return handler(id, data);
      });
    } else if (name === "JS.Error") {
      on(name, (error) => {
        sayTrouble("refused");
        return handler(error);
      });
    } else {
      on(name, handler);
    }
  };

  on("Delivered", (count) => {
    outbox.splice(0, Math.max(0, count - arrived));
    arrived = Math.max(arrived, count);
    if (!own.isReady && line === own) {
      catchUp(own, say);
    }
  });
  return connection;
}

function catchUp(own, say) {
  const toldAlready = [...unanswered].filter(([, entry]) => !outbox.includes(entry));
  dropRepeatedPresses();
  outbox.forEach((entry) => (entry.isAgain = true));
  own.isReady = true;
  outbox.forEach(say);
  own.acknowledgements.forEach((args) => own.send("OnRenderCompleted", ...args).catch(() => {}));
  if (outbox.some((entry) => entry.method === "BeginInvokeDotNetFromJS")) {
    tell("Connected again. What you typed and pressed meanwhile was sent.", SHORT);
  }
  setTimeout(() => toldAlready.forEach(([id, entry]) => giveUp(id, entry)), GRACE);
}

// Whoever gets no answer presses again; it was meant once.
function dropRepeatedPresses() {
  for (let index = outbox.length - 1; index > 0; index--) {
    if (outbox[index].press && outbox[index].press === outbox[index - 1].press) {
      unanswered.delete(outbox[index].args[0]);
      outbox.splice(index, 1);
    }
  }
}

let answers = null;

function answer(id, succeeded, result) {
  const entry = unanswered.get(id);
  if (!unanswered.delete(id)) {
    return undefined; // It was given up.
  }
  if (!succeeded && entry.isAgain) {
    // What it was meant for went with what was done before it, or with what others changed.
    if (entry.press) {
      tell(`The page changed meanwhile, so your press on “${entry.label}” was not carried out. Press it again.`);
    }
    return answers(id, true, "null");
  }
  return answers(id, succeeded, result);
}

// It arrived, and its answer went with the connection.
function giveUp(id, entry) {
  if (unanswered.delete(id)) {
    if (entry.press) {
      tell(`Your press on “${entry.label}” reached the server before the connection was lost. The page shows what came of it.`);
    }
    answers(id, true, "null");
  }
}

// One that is missing is sent again on a new connection; nothing is shown before.
function follow(batch) {
  if (batch === nextBatch) {
    nextBatch++;
  } else if (batch > nextBatch && missed !== nextBatch) {
    missed = nextBatch;
    socket?.lose();
  }
}

// ---- Where events come from: for sentences about presses, and for what has to be put back --------------------------------------

const words = (text) => (text ?? "").replace(/\s+/g, " ").trim().slice(0, 60);

function nameOf(element) {
  const named = element.closest("button, a, summary, label, [role=button], input, select, textarea") ?? element;
  return words(named.getAttribute("aria-label") || named.labels?.[0]?.textContent || named.textContent || named.value || named.id);
}

for (const type of ["click", "submit"]) {
  document.addEventListener(type, (event) => (pressed = nameOf(event.submitter ?? event.target)), true);
}

const touched = new Map(); // What was typed in or moved and is not saved, last what was touched last, and the address that was shown then.
const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const isMoved = (field) => field.dataset.drag !== undefined;
const valueOf = (field) => (isTick(field) ? field.checked : isMoved(field) ? field.dataset.moved ?? field.dataset.value : field.value);

function touch(field) {
  touched.forEach((_, other) => other.isConnected || touched.delete(other));
  touched.delete(field);
  touched.set(field, shownAddress());
}

for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    if (event.target.matches?.("input, select, textarea") && !["password", "file", "hidden", "search"].includes(event.target.type)) {
      touch(event.target);
    }
  }, true);
}

document.addEventListener("moved", (event) => touch(event.target));

// What a form saved, or gave up, is what the server has; others may change it from there.
document.addEventListener("forgotten", ({ target }) => touched.forEach((_, field) => target.contains(field) && touched.delete(field)));

// ---- Coming back -----------------------------------------------------------------------------------------------------------

const dialog = () => document.getElementById("components-reconnect-modal");
const SHOWN = { lost: "components-reconnect-show", gone: "components-reconnect-failed" };

function show(state) {
  const screen = dialog();
  if (!screen) {
    return;
  }
  Object.entries(SHOWN).forEach(([name, mark]) => screen.classList.toggle(mark, name === state));
  if (state && !screen.open) {
    screen.showModal();
  } else if (!state && screen.open) {
    screen.close();
  }
}

const SIGNED_OUT = /'40[13]'/; // What the server answers to a page whose sign-in ended meanwhile.
let isDown = false;
let hurry = () => {};
let upSince = 0;
let attempts = 0; // Since a connection was last steady.

async function reconnect() {
  const began = now();
  attempts = now() - upSince > STEADY ? 0 : attempts;
  const rest = () => Math.min(RETRY * SLOWER ** attempts++, RARELY) * (0.8 + 0.4 * Math.random()); // Nor by all of them at once when it is back.
  const restOrHurry = () => Promise.race([pause(rest()), new Promise((resolve) => (hurry = resolve))]);
  if (attempts > 0) {
    await restOrHurry();
  }
  while (isDown) {
    try {
      const isKnown = isOpen && (await Blazor.reconnect());
      if (isDown) {
        startAnew(); // The server knows this page no more, or is in the middle of knowing it.
        return;
      }
      if (isKnown) {
        return;
      }
    } catch (error) {
      if (SIGNED_OUT.test(error.message)) {
        startAnew();
        return;
      }
      // Not there yet.
    }
    if (isDown && now() - began > GONE) {
      show("gone");
    }
    await restOrHurry();
  }
}

const reconnectionHandler = {
  onConnectionDown() {
    show("lost");
    if (!isOpen) {
      sayTrouble("dropped");
    }
    if (!isDown) {
      isDown = true;
      reconnect();
    }
  },
  onConnectionUp() {
    isDown = false;
    upSince = now();
    show(null);
  },
};

document.addEventListener("click", (event) => {
  const wish = event.target.closest?.("[data-reconnect]")?.dataset.reconnect;
  if (wish === "retry") {
    hurry();
  } else if (wish === "reload") {
    startAnew();
  } else if (wish === "close") {
    corner().replaceChildren();
    document.getElementById("connection-told").hidden = true;
  }
});

document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hurry());
addEventListener("online", () => hurry());
document.addEventListener("cancel", (event) => event.target === dialog() && event.preventDefault(), true);

const corner = () => document.getElementById("connection-words");

/** Says it in the corner, until somebody closes it, the time is over or it is taken back by what this answers with. */
function tell(sentence, time) {
  const place = corner();
  if (!place) {
    return () => {};
  }
  document.getElementById("connection-told").hidden = false;
  const line = Object.assign(document.createElement("p"), { textContent: sentence });
  place.append(line);
  const takeBack = () => {
    line.remove();
    document.getElementById("connection-told").hidden ||= place.childElementCount === 0;
  };
  if (time) {
    setTimeout(takeBack, time);
  }
  return takeBack;
}

// ---- Forms that are sent without such a connection: the pages of an account, and signing out ------------------------------------

const ANSWER = 4000; // After this long people are told that nobody answers.
let stopWaiting = () => {};

addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.getAttribute("method") !== "post") {
    return;
  }
  stopWaiting();
  let takeBack = () => {};
  const waiting = setTimeout(() => {
    takeBack = tell("The server does not answer. What you typed stays here; press the button again when it is back.");
  }, ANSWER);
  stopWaiting = () => {
    clearTimeout(waiting);
    takeBack();
  };
});

// An answer is another page. This one may be come back to.
addEventListener("pagehide", () => stopWaiting());

// ---- A page that the server knows no more is loaded anew, and what stood in its fields is put back ----------------------------

const STANDING = "standing";
const WHILE = 10 * 60 * 1000;
const REST = 500;
const UNTIL = 20000;
const here = () => location.pathname + location.search;

const pathOf = (address) => address.split("?")[0];
const revisionOf = (field) => field.closest("[data-revision]")?.dataset.revision ?? null;

// The browser may be at another address already than the page that it shows: what was typed belongs to that one.
function startAnew() {
  const address = shownAddress();
  const isOfThisPage = ([field, before]) => field.isConnected && pathOf(before) === pathOf(address);
  const fields = [...touched].filter(isOfThisPage).map(([field]) => field).filter((field) => field.type !== "radio" || field.checked).map((field) => ({
    address, id: field.id, name: field.name, label: nameOf(field), value: valueOf(field), revision: revisionOf(field), isMoved: isMoved(field),
    choice: field.type === "radio" ? field.value : null, text: field.selectedOptions?.[0]?.text ?? null, aria: field.getAttribute("aria-label"),
  }));
  const presses = [...new Set([...unanswered.values()].filter((entry) => entry.press).map((entry) => entry.label))];
  if (fields.length + presses.length > 0) {
    sessionStorage.setItem(STANDING, JSON.stringify({ address: here(), at: Date.now(), fields, presses }));
  }
  location.reload();
}

function find({ id, name, choice, aria }) {
  return (id && document.getElementById(id))
    || (choice !== null && document.querySelector(`input[type=radio][name="${CSS.escape(name)}"][value="${CSS.escape(choice)}"]`))
    || (aria && document.querySelector(`[aria-label="${CSS.escape(aria)}"]`))
    || null;
}

// What is dragged follows nothing before its part listens.
const isFree = (field) => !field.disabled && field.getAttribute("aria-disabled") !== "true";
const isThere = (field) => field && isFree(field) && (!isMoved(field) || field.closest("[data-attached]"));

function put(field, value) {
  if (isMoved(field)) {
    field.dispatchEvent(new CustomEvent("move-to", { bubbles: true, detail: Number(value) }));
    return;
  }
  isTick(field) ? (field.checked = value) : (field.value = value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

async function quiet() {
  let last = now();
  const observer = new MutationObserver(() => (last = now()));
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  while (now() - last < REST) {
    await pause(REST / 5);
  }
  observer.disconnect();
}

async function putBack() {
  const left = JSON.parse(sessionStorage.getItem(STANDING) ?? "null");
  if (!left || left.address !== here()) {
    return;
  }
  sessionStorage.removeItem(STANDING);
  if (Date.now() - left.at > WHILE) {
    return;
  }
  const began = now();
  let waiting = left.fields.filter((kept) => kept.address === left.address);
  do {
    await quiet();
    for (const kept of waiting.filter((kept) => isThere(find(kept)))) {
      const field = find(kept);
      // Nothing goes unseen onto what somebody else saved since: who keeps the revision as well shows both.
      if (valueOf(field) !== kept.value && revisionOf(field) === kept.revision) {
        put(field, kept.value);
        await quiet();
      }
    }
    waiting = waiting.filter((kept) => !isThere(find(kept)));
  } while ((waiting.length > 0 || !corner()) && now() - began < UNTIL);
  await quiet();
  report(left);
}

function report({ address, fields, presses }) {
  const isBack = (kept) => kept.address === address && find(kept) && valueOf(find(kept)) === kept.value;
  const list = (some) => [...new Set(some)].join(", ");
  const back = fields.filter(isBack);
  const lost = fields.filter((kept) => !isBack(kept));
  const said = ({ label, value, choice, text, isMoved }) => choice !== null ? label
    : isMoved ? `${label} (it was at ${value / 100} %)`
      : typeof value === "boolean" ? `${label} (it was ${value ? "ticked" : "not ticked"})`
        : `${label} (it said “${words(text ?? value)}”)`;
  if (back.length > 0) {
    tell(`The connection was lost for so long that the page was loaded anew. Put back as you left it: ${list(back.map((kept) => kept.label))}.`);
  }
  if (lost.length > 0) {
    tell(`The page was loaded anew, and this could not be put back: ${list(lost.map(said))}.`);
  }
  presses.forEach((label) => tell(`Your press on “${label}” got no answer. Look whether it was done, and press it again if it was not.`));
}

// ---- The start ---------------------------------------------------------------------------------------------------------------

function configureSignalR(builder) {
  builder.withUrl("_blazor", { WebSocket: WatchedSocket });
  const build = builder.build.bind(builder);
  builder.build = () => watch(build());
}

const circuitHandlers = [{ onCircuitOpened: () => (isOpen = true) }];
if (window.Blazor) {
  await Blazor.start({ circuit: { configureSignalR, reconnectionHandler, circuitHandlers } });
  putBack();
} else {
  sayTrouble("missing");
}
