// How the page gets its connection, and what it says while it has none yet. By WebSocket at once where it can: asking beforehand, as the
// framework does by itself, is two requests, which two instances behind one address may get one each.

const DIRECT = { transport: 1, skipNegotiation: true };
const POLLING = { transport: 4, skipNegotiation: false, timeout: 10000 }; // Where no WebSocket comes through.
const WAYS = [DIRECT, DIRECT, POLLING]; // An instance that just stops refuses once: that is no reason to go on without.
const LATE = 3000; // Whoever does not answer by then is asked in another way.
const ASKING = 1500;
const AGAIN = 5000;
const GOOD = 200;

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

// ---- What is in the way: for whoever wants to see the page, and for whoever can mend it -----------------------------------------

const TROUBLES = {
  blocked: [
    "The connection that this page needs is refused on its way to the server.",
    "WebSockets do not come through. A proxy in front has to pass on the headers Upgrade and Connection over HTTP/1.1. "
      + "Without WebSockets it has to send all requests of a browser to the same instance (affinity).",
  ],
  silent: ["The server takes long to answer.", "Something in front of it may hold messages back, as a proxy does that buffers answers."],
  away: ["The server does not answer.", "Look whether the process runs, and whether the proxy in front of it reaches it."],
  dropped: [
    "The connection of this page was lost while it opened.",
    "Where WebSockets do not come through, a proxy has to send all requests of a browser to the same instance (affinity).",
  ],
  refused: ["The server did not take this page.", "All instances behind one address need the same version, the same database and the same keys. The log of the server says more."],
  missing: ["A part of this page could not be loaded.", "All instances behind one address need the same version, and a proxy has to pass on everything below the address of the application."],
  401: ["The server does not know any more that you are signed in.", "Where that happens to everybody, the instances behind one address have different databases or keys."],
  403: [
    "The server refuses the connection of this page.",
    "It takes the page for one of another site. A proxy that ends HTTPS has to send X-Forwarded-Proto and X-Forwarded-Host, and its address belongs into Server:KnownProxies.",
  ],
  404: [
    "The connection that this page needs leads nowhere.",
    "A proxy has to pass on everything below the address of the application, _blazor too; Server:PathBase names the path in it.",
  ],
};

const otherwise = (status) => [`The server cannot be used at the moment: it answers with ${status}.`, "The proxy in front of it does not reach it, or its database is away. The log says more."];

/** Says it where the page is going to be, until it is there; null takes it back. */
export function sayTrouble(trouble) {
  const place = document.querySelector(".opening-trouble");
  if (!place) {
    return;
  }
  place.classList.toggle("is-known", trouble !== null);
  if (trouble !== null) {
    const [sentence, mend] = TROUBLES[trouble] ?? otherwise(trouble);
    place.querySelector("[data-trouble]").textContent = sentence;
    place.querySelector("[data-mend]").textContent = `For whoever runs this server: ${mend}`;
  }
}

/** What the server says to a page that wants a connection, as a status of HTTP; 0 where nobody answers. */
async function ask() {
  try {
    const headers = { "X-Requested-With": "XMLHttpRequest" }; // Whose sign-in ended is told so, and sent nowhere.
    return (await fetch("_blazor/negotiate?negotiateVersion=1", { method: "POST", headers, signal: AbortSignal.timeout(ASKING) })).status;
  } catch {
    return 0;
  }
}

// ---- Connecting ------------------------------------------------------------------------------------------------------------

let way = DIRECT;

const use = (connection, next) => Object.assign(connection.connection._options, next);

/**
 * Connects for the first time, however long it takes.
 * @param connection The framework's.
 * @param start Starts it.
 * @param abandon Gives up a WebSocket that does not open.
 */
export async function connect(connection, start, abandon) {
  for (;;) {
    const trouble = await tryAll(connection, start, abandon);
    sayTrouble(trouble);
    if (trouble === null) {
      return;
    }
    await pause(AGAIN);
  }
}

async function tryAll(connection, start, abandon) {
  let ways = WAYS;
  while (ways.length > 0) {
    const [next, ...others] = ways;
    let isSilent = false;
    const late = setTimeout(async () => {
      const status = await ask();
      isSilent = !isOver && status === GOOD;
      if (!isOver) {
        sayTrouble(nameOf(status) ?? "silent");
        abandon();
      }
    }, LATE);
    let isOver = false;
    use(connection, next);
    try {
      await start();
      way = next;
      return null;
    } catch {
      // The next way, then.
    } finally {
      isOver = true;
      clearTimeout(late);
    }
    const trouble = nameOf(await ask());
    if (trouble !== null) {
      return trouble;
    }
    ways = isSilent ? others.filter((other) => other === POLLING) : others;
  }
  return "blocked";
}

const nameOf = (status) => (status === GOOD ? null : status || "away");

/**
 * Connects again in the way that worked.
 * @param wasAbandoned Whether it was given up here, and nobody need be asked why.
 */
export async function reconnect(connection, start, wasAbandoned) {
  use(connection, way);
  try {
    await start();
  } catch (failure) {
    // Of a WebSocket that does not open a page learns nothing. Failing as an asking page does, it goes the framework's way for those.
    throw way === POLLING || wasAbandoned()
      ? failure
      : Object.assign(new Error(`The server answers with '${await ask()}'.`), { errorType: "FailedToNegotiateWithServerError" });
  }
}
