// Android's half of @intercom/intercom-react-native 10.7.1, as far as a call can end the app: a model of what
// IntercomModule.java and IntercomHelpers.java read from a call's arguments, with which getter, and inside which `try`.
// An exception outside of one is thrown on the native thread and ends the app; there is no rejection to catch.

/** Methods, with the number of arguments before the promise, and whether Java's method has a `try` around it. */
const METHODS = {
  initialize: { count: 2, caught: true },
  loginUnidentifiedUser: { count: 0 },
  loginUserWithUserAttributes: { count: 1 },
  updateUser: { count: 1 },
  getUnreadConversationCount: { count: 0, caught: true },
  isUserLoggedIn: { count: 0 },
  fetchLoggedInUserAttributes: { count: 0 },
  setUserHash: { count: 1, caught: true },
  setUserJwt: { count: 1, caught: true },
  logEvent: { count: 2, caught: true },
  logout: { count: 0, caught: true },
};

const QUESTIONS = ["getUnreadConversationCount", "isUserLoggedIn", "fetchLoggedInUserAttributes"];

const INT = 2 ** 31;

/** ReadableType of a value that has crossed the bridge; what cannot cross it is refused. */
function typeOf(value) {
  if (value === null) return "Null";
  if (typeof value === "boolean") return "Boolean";
  if (typeof value === "number" && Number.isFinite(value)) return "Number";
  if (typeof value === "string") return "String";
  if (Array.isArray(value)) return "Array";
  if (Object.getPrototypeOf(value ?? 0) === Object.prototype) return "Map";
  throw new TypeError(`no value for a bridge: ${String(value)}`);
}

function get(type, value) {
  const found = typeOf(value);
  // `getString`, `getArray` and `getMap` give null for null, the others throw.
  if (found !== type && !(found === "Null" && ["String", "Array", "Map"].includes(type))) {
    throw new TypeError(`get${type} of a ${found}: ${JSON.stringify(value)}`);
  }
  return value;
}

export class AndroidBridge {
  calls = [];
  /** Why the app has ended, empty while it runs. */
  ended = "";
  /** What has been passed and never arrives. */
  lost = [];
  /** Refusals to come, by method: each is a code, and is used once. */
  refusals = {};
  /** Methods whose promise never settles. */
  silent = [];
  /** Who is logged in: null, or {userId?}. */
  user = null;

  constructor({ initialized = false, user = null } = {}) {
    this.initialized = initialized;
    this.user = user;
  }

  call(name, given) {
    const method = METHODS[name];
    try {
      if (!method) throw new TypeError(`no method ${name}`);
      if (given.length !== method.count) throw new TypeError(`${name} called with ${given.length} arguments`);
      given.forEach((value) => value === undefined || typeOf(value));
      return this.#made(name, given);
    } catch (error) {
      if (method?.caught && error instanceof NotInitialized) return Promise.reject(refusal("100", error.message));
      this.ended ||= `${name}: ${error.message}`;
      return new Promise(() => {});
    }
  }

  #made(name, given) {
    if (name === "initialize") this.initialized = given.every((value) => get("String", value));
    else if (!this.initialized) throw new NotInitialized("Intercom.client() before Intercom.initialize()");
    const read = this.#read(name, given);
    if (!QUESTIONS.includes(name)) this.calls.push([name, ...read]);
    if (this.silent.includes(name)) return new Promise(() => {});
    const code = this.refusals[name]?.shift();
    if (code) return Promise.reject(refusal(code, "refused"));
    return this.#answered(name, read);
  }

  #read(name, given) {
    if (name === "updateUser" || name === "loginUserWithUserAttributes") return [this.#attributes(get("Map", given[0]))];
    if (name === "logEvent") {
      return given[1] == null ? [get("String", given[0])] : [get("String", given[0]), this.#flat(given[1], "event ")];
    }
    return given.map((value) => get("String", value));
  }

  #answered(name, read) {
    if (name === "isUserLoggedIn") return Promise.resolve(this.user !== null);
    if (name === "fetchLoggedInUserAttributes") return Promise.resolve({ ...this.user });
    if (name === "logout") this.user = null;
    if (name === "loginUnidentifiedUser" || name === "loginUserWithUserAttributes") {
      // "We already have a registered user": a login over another one, or over the same.
      if (this.user?.userId || (this.user && name === "loginUnidentifiedUser")) {
        return Promise.reject(refusal("3002", "We already have a registered user"));
      }
      if (name === "loginUserWithUserAttributes" && !read[0].userId) return Promise.reject(refusal("102", "no userId"));
      this.user = name === "loginUnidentifiedUser" ? {} : { userId: read[0].userId };
    }
    return Promise.resolve(true);
  }

  #attributes(map) {
    const attributes = {};
    for (const [key, value] of Object.entries(map)) {
      if (["email", "userId", "name", "phone", "languageOverride"].includes(key)) attributes[key] = get("String", value);
      else if (key === "unsubscribedFromEmails") attributes[key] = get("Boolean", value);
      else if (key === "signedUpAt") attributes[key] = this.#int(key, value);
      else if (key === "companies") attributes[key] = get("Array", value).map((item) => this.#company(get("Map", item)));
      else if (key === "customAttributes" && typeOf(value) === "Map") attributes[key] = this.#flat(value, "custom ");
      else this.lost.push(key);
    }
    return attributes;
  }

  #company(map) {
    const company = {};
    if (!("id" in map)) this.lost.push("company without id");
    for (const [key, value] of Object.entries(map)) {
      if (["id", "name", "plan"].includes(key)) company[key] = get("String", value);
      else if (["monthlySpend", "createdAt"].includes(key)) company[key] = this.#int(key, value);
      else if (key === "customAttributes") company[key] = this.#flat(get("Map", value), "company ");
      else this.lost.push(`company ${key}`);
    }
    return company;
  }

  /** `getInt`: a fraction is cut off, and what is larger than an int becomes another number. */
  #int(key, value) {
    get("Number", value);
    if (!Number.isInteger(value) || value < -INT || value >= INT) this.lost.push(`${key}: ${value} is no int`);
    return value;
  }

  /** `deconstructReadableMap(map, false)`: what is nested is left out. */
  #flat(map, what) {
    const flat = {};
    for (const [key, value] of Object.entries(map)) {
      if (["Map", "Array"].includes(typeOf(value))) this.lost.push(what + key);
      else flat[key] = value;
    }
    return flat;
  }
}

class NotInitialized extends Error {}

function refusal(code, message) {
  return Object.assign(new Error(message), { code });
}
