export function cellTexts() {
  const all = Array.from(document.querySelectorAll("[data-run]"));
  // As it is shown: what is hidden does not count.
  // biome-ignore lint/performance/useDomNodeTextContent: textContent has what is hidden, too.
  return Object.fromEntries(all.map((cell) => [cell.dataset.run, cell.innerText]));
}
