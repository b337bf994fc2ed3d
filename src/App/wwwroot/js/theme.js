// Before anything is painted, so that nobody who chose a theme ever sees the other one flash.
(() => {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
})();
