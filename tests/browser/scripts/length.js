export function countReads(fields) {
  const counts = { all: 0 };
  const counting = new Proxy(
    {},
    {
      get:
        (_, trap) =>
        (...asked) => {
          counts.all += 1;
          return Reflect[trap](...asked);
        },
    },
  );
  const counted = () => new Proxy({ ...fields }, counting);
  window.instance("identify", { type: "identify", userId: "u1", traits: counted(), context: {} });
  window.instance("group", { type: "group", groupId: "c1", traits: counted(), context: {} });
  window.instance("track", { type: "track", event: "E", properties: counted(), context: {} });
  return counts.all;
}
