// The browser's half of the frame in src/App/Shell: what only the browser knows or can do before the server answers.

// ---- Where somebody was last --------------------------------------------------------------------------------------------

export function lastPlace() {
  return localStorage.getItem("last-place");
}

export function rememberPlace(place) {
  localStorage.setItem("last-place", place);
}

// ---- Focus goes to the heading of a new page, which may still be loading ---------------------------------------------------

const PATIENCE = 5000;
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

// ---- The connection: Blazor's script puts classes on this element ---------------------------------------------------------

const SHOW = "components-reconnect-show";
const FAILED = "components-reconnect-failed";
const REJECTED = "components-reconnect-rejected";

function followConnection(dialog) {
  new MutationObserver(() => {
    if (dialog.classList.contains(REJECTED)) {
      location.reload(); // The server was restarted and knows this page no more; a reload begins where the address says.
    } else if (dialog.classList.contains(SHOW) || dialog.classList.contains(FAILED)) {
      dialog.open || dialog.showModal();
    } else if (dialog.open) {
      dialog.close();
    }
  }).observe(dialog, { attributeFilter: ["class"] });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
}

async function retry() {
  try {
    if (!(await Blazor.reconnect())) {
      location.reload();
    }
  } catch {
    // Still not there: the dialog stays.
  }
}

document.addEventListener("click", (event) => {
  const wish = event.target.closest?.("[data-reconnect]")?.dataset.reconnect;
  if (wish === "retry") {
    retry();
  } else if (wish === "reload") {
    location.reload();
  }
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && document.querySelector(`.${FAILED}`)) {
    retry();
  }
});

// The dialog comes and goes with the layout.
new MutationObserver(() => {
  const dialog = document.getElementById("components-reconnect-modal");
  if (dialog && !dialog.dataset.followed) {
    dialog.dataset.followed = "true";
    followConnection(dialog);
  }
}).observe(document.documentElement, { subtree: true, childList: true });
