/* Drives a REST API by Intercom's own client for Node: `node intercom_client.mjs BASE_URL TOKEN`. Prints one JSON object:
 * what each call answered, or the status and body of its error. */
import { IntercomClient } from "intercom-client";

const [, , baseUrl, token] = process.argv;
const client = new IntercomClient({ token, baseUrl, maxRetries: 0 });
const found = {};

async function step(name, call) {
  try {
    found[name] = await call();
  } catch (error) {
    found[name] = { error: error.constructor.name, status: error.statusCode, body: error.body };
  }
  return found[name];
}

await step("me", () => client.admins.identify());
const person = await step("create", () => client.contacts.create({ external_id: "u 17/ä", email: "a@example.org", name: "Ann" }));
await step("conflict", () => client.contacts.create({ external_id: "u 17/ä" }));
await step("byExternalId", () => client.contacts.showContactByExternalId({ external_id: "u 17/ä" }));
await step("unknownAttribute", () =>
  client.contacts.update({ contact_id: person.id, custom_attributes: { plan: "pro" } }),
);
await step("attribute", () =>
  client.dataAttributes.create({ name: "plan", model: "contact", data_type: "string" }),
);
await step("update", () => client.contacts.update({ contact_id: person.id, custom_attributes: { plan: "pro" } }));
const company = await step("company", () =>
  client.companies.createOrUpdate({ company_id: "1", name: "Acme", monthly_spend: 15, plan: "pro" }),
);
await step("attach", () => client.companies.attachContact({ contact_id: person.id, id: company.id }));
// Its pages have nothing: it reads `companies`, where Intercom answers `data`.
await step("companies", async () => (await client.contacts.listAttachedCompanies({ contact_id: person.id })).response.data);
await step("event", () =>
  client.events.create({
    event_name: "Paid",
    created_at: 1772600767,
    user_id: "u 17/ä",
    metadata: { price: { amount: 34999, currency: "eur" }, load: 3.67 },
  }),
);
await step("unknownPerson", () =>
  client.events.create({ event_name: "Paid", created_at: 1772600767, user_id: "nobody" }),
);
await step("events", () => client.events.list({ user_id: "u 17/ä", type: "user" }));
await step("search", async () => {
  const query = { operator: "AND", value: [{ field: "external_id", operator: "=", value: "u 17/ä" }] };
  return (await client.contacts.search({ query })).data;
});
const tag = await step("tag", () => client.tags.create({ name: "beta" }));
await step("tagged", () => client.tags.tagContact({ contact_id: person.id, id: tag.id }));
await step("detach", () => client.companies.detachContact({ contact_id: person.id, company_id: company.id }));
await step("archive", () => client.contacts.archive({ contact_id: person.id }));
await step("archived", () => client.contacts.find({ contact_id: person.id }));
await step("unarchive", () => client.contacts.unarchive({ contact_id: person.id }));
const lead = await step("lead", () => client.contacts.create({ role: "lead", email: "a@example.org" }));
await step("merge", () => client.contacts.mergeLeadInUser({ from: lead.id, into: person.id }));
await step("merged", () => client.contacts.find({ contact_id: lead.id }, { version: "2.16" }));
await step("delete", () => client.contacts.delete({ contact_id: person.id }));
await step("list", async () => (await client.contacts.list()).data);

console.log(JSON.stringify(found));
