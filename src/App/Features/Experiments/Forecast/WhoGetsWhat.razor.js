// Texts and files that are too large for one message.

export function fieldText(id) {
  return new TextEncoder().encode(document.getElementById(id)?.value ?? "");
}

// Pasting thousands of lines the ordinary way takes a browser minutes; setting them takes none.
document.addEventListener("paste", (event) => {
  const text = event.target.matches?.("textarea[data-lines]") && event.clipboardData?.getData("text/plain");
  if (text) {
    event.preventDefault();
    event.target.setRangeText(text, event.target.selectionStart, event.target.selectionEnd, "end");
  }
});

export async function download(name, type, stream) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // The browser may ask where to put it first.
}
