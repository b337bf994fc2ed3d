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

export function signOut() {
  document.getElementById("sign-out").requestSubmit();
}
