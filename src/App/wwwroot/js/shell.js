// The browser's half of the frame in src/App/Shell: what only the browser knows or can do before the server answers.

// ---- Where somebody was last --------------------------------------------------------------------------------------------

export function lastLocation() {
  return localStorage.getItem("last-place");
}

export function rememberLocation(location) {
  localStorage.setItem("last-place", location);
}

// The browser goes there by itself: a server that sends it somewhere waits for its answer, and takes one that is gone for a fault.
export function replaceAddress(address) {
  Blazor.navigateTo(address, { replaceHistoryEntry: true });
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
