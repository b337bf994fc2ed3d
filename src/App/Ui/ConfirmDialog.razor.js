// Native, modal, and the focus returns to whatever opened it.

const openers = new Map();

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) {
    openers.set(id, document.activeElement);
    dialog.showModal();
  }
}

export function closeDialog(id) {
  document.getElementById(id)?.close();
  const opener = openers.get(id);
  openers.delete(id);
  if (opener?.isConnected) {
    opener.focus();
  }
}
