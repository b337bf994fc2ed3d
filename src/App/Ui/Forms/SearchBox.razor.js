// Enter looks for it at once, and does not send the form that the box may be in.
document.addEventListener("keydown", (event) => {
  if (event.target.matches?.("input[type=search]") && event.key === "Enter") {
    event.preventDefault();
  }
}, true);
