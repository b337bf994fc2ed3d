// Looks for it at once, and does not send the form that the box may be in.
document.addEventListener("keydown", (event) => {
  if (event.target.matches?.("input[type=search]") && event.key === "Enter") {
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }
}, true);
