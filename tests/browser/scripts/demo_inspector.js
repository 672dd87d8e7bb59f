export function codesOfSentIdentify(before) {
  const rows = demo.run.rows.slice(before);
  const call = rows.findIndex((row) => row.kind === "mapped" && row.title === "identify");
  const isSent = call >= 0 && rows.slice(call).some((row) => /^(boot|update)$/.test(row.title));
  return isSent && rows[call].rules.map((rule) => rule.code);
}

export function isActiveRowInView() {
  const list = document.querySelector("#inspector [data-part=list]");
  const row = document.getElementById(list.getAttribute("aria-activedescendant"));
  const [outer, inner] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  return inner.top > outer.top - 1 && inner.bottom < outer.bottom + 1;
}
