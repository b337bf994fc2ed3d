// Tabs greet each other by the wizard that they show, and say goodbye.

const self = crypto.randomUUID();
const joined = new Map(); // By the element that says so: the wizard, and the tabs that show it as well.
const channel = new BroadcastChannel("wizards");

function show(id) {
  const element = document.getElementById(id);
  if (element) {
    element.hidden = joined.get(id).others.size === 0;
  }
}

channel.addEventListener("message", ({ data: { what, wizard, tab } }) => {
  for (const [id, place] of joined) {
    if (place.wizard === wizard) {
      what === "gone" ? place.others.delete(tab) : place.others.add(tab);
      show(id);
      if (what === "here") {
        channel.postMessage({ what: "too", wizard, tab: self });
      }
    }
  }
});

export function join(id, wizard) {
  joined.set(id, { wizard, others: new Set() });
  channel.postMessage({ what: "here", wizard, tab: self });
}

export function leave(id) {
  const place = joined.get(id);
  if (place) {
    joined.delete(id);
    channel.postMessage({ what: "gone", wizard: place.wizard, tab: self });
  }
}

addEventListener("pagehide", () => [...joined.keys()].forEach(leave));
