/* A row without its number, which each page gives anew. */
export function rowsWithoutNumbers() {
  return demo.run.rows.map(({ kind, title, at, data, diagnostics }) => [
    kind,
    title,
    at,
    data,
    (diagnostics || []).map((diagnostic) => diagnostic.code),
  ]);
}

/* So many pings and events are stored. */
export function hasStored(count) {
  const rows = demo.run.rows.filter((row) => row.kind === "stored");
  return rows.flatMap((row) => row.data.stored.events || [row]).length === count;
}

/* The first and the last row, and how many there are: cheap to look at again and again. */
export function extent() {
  const { rows } = demo.run;
  return `${rows[0]?.at} ${rows.at(-1)?.at} ${rows.length}`;
}

export function hasExtent(other) {
  return extent() === other;
}

export function hasBooted(times) {
  return window.demo && demo.run.rows.filter((row) => row.title === "boot").length === times;
}

export function codesOfSentIdentify(before) {
  const rows = demo.run.rows.slice(before);
  const call = rows.findIndex((row) => row.kind === "mapped" && row.title === "identify");
  const isSent = call >= 0 && rows.slice(call).some((row) => /^(boot|update)$/.test(row.title));
  return isSent && rows[call].diagnostics.map((diagnostic) => diagnostic.code);
}

export function isActiveRowInView() {
  const list = document.querySelector("#inspector [data-part=list]");
  const row = document.getElementById(list.getAttribute("aria-activedescendant"));
  const [outer, inner] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  return inner.top > outer.top - 1 && inner.bottom < outer.bottom + 1;
}

/* A row that comes now, at a time from the first row on: negative for one that the server tells late. */
export async function addRow(after) {
  const { rows } = demo.run;
  demo.run.add({ kind: "console", title: "came meanwhile", at: rows[0].at + after, data: {} });
  await new Promise((resolve) => demo.run.listeners.push(resolve));
  demo.run.listeners.pop();
}
