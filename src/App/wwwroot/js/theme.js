// Before anything is painted, so that nobody who chose a theme ever sees the other one flash.
(() => {
  if (/Mac|iPhone|iPad/.test(navigator.platform)) {
    document.documentElement.dataset.keys = "mac"; // Shortcuts are shown as the keyboard has them.
  }
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
})();
