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

/* The survey itself is a global that has to be there before. */
export function surveyBefore() {
  window.surveyBefore = null;
  window.surveyBefore = surveyPage();
}

export function afterTimers() {
  return new Promise((resolve) => setTimeout(() => resolve(true)));
}
