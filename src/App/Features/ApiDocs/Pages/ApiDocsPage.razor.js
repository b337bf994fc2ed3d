// A third party's viewer, loaded when somebody looks.

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
}

// It is dark below a class of the document, and ours is the colour scheme: the chosen theme, or else that of the system.
const system = matchMedia("(prefers-color-scheme: dark)");

function followTheme() {
  const chosen = document.documentElement.dataset.theme;
  document.documentElement.classList.toggle("dark-mode", chosen ? chosen === "dark" : system.matches);
}

system.addEventListener("change", followTheme);
new MutationObserver(followTheme).observe(document.documentElement, { attributeFilter: ["data-theme"] });

export async function showApi(frame, url, folder) {
  if (!window.SwaggerUIBundle) {
    await Promise.all([
      loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${folder}/swagger-ui.css` })),
      loaded(Object.assign(document.createElement("script"), { src: `${folder}/swagger-ui-bundle.js` })),
    ]);
  }
  if (!frame?.isConnected) {
    return; // The page was left while the viewer was fetched.
  }
  followTheme();
  const view = document.createElement("div");
  frame.replaceChildren(view);
  // Its own main landmark stands inside ours, of which a page has one.
  const onComplete = () => view.querySelectorAll("main").forEach((main) => main.setAttribute("role", "group"));
  window.SwaggerUIBundle({ url, domNode: view, validatorUrl: null, docExpansion: "list", defaultModelsExpandDepth: 0, onComplete });
}
