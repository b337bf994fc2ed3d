// Steps of percentages by keys, in basis points: arrows 1 %, Shift or Page keys 5 %.

export const STEP = 100; // One percent.
export const WHOLE = 10000;

export const stepOf = (event) => {
  const page = event.key === "PageUp" || event.key === "PageDown";
  return page || event.shiftKey ? 5 * STEP : STEP;
};
export const isUp = (key) => key === "ArrowUp" || key === "ArrowRight" || key === "PageUp";
export const isDown = (key) => key === "ArrowDown" || key === "ArrowLeft" || key === "PageDown";
export const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
export const percentText = (value) => String(value / 100); // At most two decimals, and shortest: value is a whole number.
