// Arrows 1 %, Shift or Page keys 5 %, Enter commits.

import { WHOLE, clamp, isUp, percentText, stepOf } from "../../js/percent.js";

document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!box.matches?.("input[data-percent]")) {
    return;
  }
  if (event.key === "Enter") {
    event.preventDefault();
    box.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  const vertical = ["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key);
  const typed = Number(box.value.trim().replace(/\s*%$/, "").replace(",", "."));
  if (!vertical || box.readOnly || box.value.trim() === "" || !Number.isFinite(typed)) {
    return;
  }
  event.preventDefault();
  const value = Math.round(typed * 100) + (isUp(event.key) ? 1 : -1) * stepOf(event);
  box.value = percentText(clamp(value, 0, WHOLE));
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
}, true);
