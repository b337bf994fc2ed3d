// Before anything is painted, so that nobody who chose a theme ever sees the other one flash.
(() => {
  const page = document.documentElement;
  const set = (name, value) => page.dataset[name] === value || (page.dataset[name] = value);
  const dress = () => {
    if (/Mac|iPhone|iPad/.test(navigator.platform)) {
      set("keys", "mac"); // Shortcuts are shown as the keyboard has them.
    }
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") {
      set("theme", theme);
    }
  };
  dress();

  // A page that the server puts in place of this one, before the connection stands, brings the element without these.
  new MutationObserver(dress).observe(page, { attributes: true, attributeFilter: ["data-theme", "data-keys"] });
})();
