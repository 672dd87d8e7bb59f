/* Until the script of this address has failed to load. */
export function requestBlockedScript(src) {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = src;
    script.onerror = resolve;
    document.head.append(script);
  });
}
