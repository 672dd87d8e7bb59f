// iOS's half of @intercom/intercom-react-native: it takes what comes, and refuses nothing by its type.
export class IosBridge {
  calls = [];
  ended = "";
  lost = [];
  refusals = {};
  silent = [];

  constructor({ user = null } = {}) {
    this.user = user;
  }

  call(name, given) {
    const arrived = given.filter((value) => value !== undefined);
    if (name === "getUnreadConversationCount") return Promise.resolve(0);
    if (name === "isUserLoggedIn") return Promise.resolve(this.user !== null);
    if (name === "fetchLoggedInUserAttributes") return Promise.resolve({ ...this.user });
    this.calls.push([name, ...arrived]);
    if (this.silent.includes(name)) return new Promise(() => {});
    const code = this.refusals[name]?.shift();
    if (code) return Promise.reject(Object.assign(new Error("refused"), { code }));
    if (name === "loginUserWithUserAttributes") this.user = { userId: arrived[0].userId };
    if (name === "loginUnidentifiedUser") this.user = {};
    if (name === "logout") this.user = null;
    return Promise.resolve(true);
  }
}
