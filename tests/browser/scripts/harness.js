export function changeBuiltIns() {
  Array.prototype.append = () => {};
  String.prototype.trim = () => {};
  delete Math.hypot;
  window.leak = 1;
}
