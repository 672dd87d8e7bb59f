// Tagged values, as the vectors have them.

/** The value behind its tags, see tests/data/vectors/README.md; `around` are the objects that it lies in. */
export function revived(value, around = []) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const items = [];
    for (const item of value) items.push(revived(item, [...around, items]));
    return items;
  }
  const keys = Object.keys(value);
  if (keys.length === 1) {
    const inner = value[keys[0]];
    if (keys[0] === "$date") return new Date(inner ?? NaN);
    if (keys[0] === "$undef") return undefined;
    if (keys[0] === "$num") return Number(inner);
    if (keys[0] === "$up") return around[around.length - inner];
  }
  const made = {};
  for (const key of keys) {
    const item = revived(value[key], [...around, made]);
    Object.defineProperty(made, key, { value: item, enumerable: true, writable: true, configurable: true });
  }
  return made;
}
