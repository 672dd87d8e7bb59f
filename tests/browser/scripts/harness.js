export function changeBuiltIns() {
  Array.prototype.append = () => {};
  String.prototype.trim = () => {};
  delete Math.hypot;
  window.leak = 1;
}

export function throwLater() {
  setTimeout(() => {
    throw new Error("thrown");
  });
}

export function fetchFromTheWorld() {
  fetch("https://example.com/x").catch(() => {});
}
