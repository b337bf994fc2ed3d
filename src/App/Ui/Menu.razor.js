// <div popover role="menu"> with a button that has popovertarget.

const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
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

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("[popover][role=menu]");
  if (menu) {
    menuKey(event, menu);
  }
}, true);
