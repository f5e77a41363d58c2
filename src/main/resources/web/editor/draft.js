// A profile while it is edited: the fields as the API has them, but that nothing typed is lost when a choice hides it.

import { fields as parse } from "./text.js";

export const STANDARD_SCHEDULE = "5s, 5m, 30m, 2h, 5h, 10h, 14h, 20h, 24h";

const FIRST = {
  title: "", channel: "default", events: [], method: "POST", url: "", headers: [], query: [], body: null,
  auth: { type: "none" }, encryption: { enabled: false }, signature: { enabled: true, schemes: ["v1"], headers: [] },
  response: { required: false }, retry: { schedule: STANDARD_SCHEDULE.split(", ") }, success: { http_status: ["2xx"] }, timeout: "10s", max_in_flight: 64,
  rate_limit: null, record: "failures",
};
const FIELDS = [...Object.keys(FIRST), "tls"];

/** What a body is at first, by its type. */
export const BODIES = { json: "{\n  \n}", xml: "<callback>\n  \n</callback>", html: "<p></p>", text: "" };

/** @param {object} profile as the API gives it; none for a new one */
export function draftOf(profile) {
  const from = { ...FIRST, ...profile };
  const draft = Object.fromEntries(FIELDS.filter((name) => from[name] !== undefined).map((name) => [name, structuredClone(from[name])]));
  return {
    ...draft,
    ownBody: draft.body !== null,
    body: draft.body ?? { type: "json", template: BODIES.json },
    retry: from.retry.schedule.join(", "),
    success: from.success.http_status.join(", "),
    max_in_flight: String(from.max_in_flight),
    rate_limit: from.rate_limit ?? "",
  };
}

export const hasBody = (method) => method === "POST" || method === "PUT";

/** The fields for the API. What does not belong to the chosen method, channel or kind is left out. */
export function fieldsOf(draft) {
  const { ownBody, ...kept } = draft;
  return {
    ...kept,
    events: draft.channel === "default" ? [] : draft.events,
    headers: filled(draft.headers),
    query: filled(draft.query),
    body: hasBody(draft.method) && ownBody ? { ...draft.body, type: draft.method === "PUT" ? "json" : draft.body.type } : null,
    auth: auth(draft.auth),
    encryption: draft.encryption.enabled ? given(draft.encryption) : { enabled: false },
    signature: signature(draft.signature),
    response: draft.response.required ? { required: true, fields: draft.response.fields ?? [] } : { required: false },
    retry: { schedule: parse(draft.retry) },
    success: { http_status: parse(draft.success) },
    max_in_flight: /^\d+$/.test(draft.max_in_flight) ? Number(draft.max_in_flight) : draft.max_in_flight,
    rate_limit: draft.rate_limit.trim() || null,
  };
}

/** A row that was added and left empty is no header. */
const filled = (rows) => rows.filter((row) => row.name !== "" || row.value !== "");

const given = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== "" && value !== null && value !== undefined));

function auth(from) {
  const kept = given(from);
  for (const rows of ["headers", "parameters"]) if (kept[rows]) kept[rows] = filled(kept[rows]);
  return kept;
}

const signature = (from) => ({
  ...from,
  ...(from.headers ? { headers: from.headers.map((each) => given(each)) } : {}),
});

/** For the channel's own body: what each event has, as a template to begin with. */
export function bodyFrom(variables) {
  const lines = variables.slice(0, 8).filter((each) => !each.name.includes("[")).map((each) => `  "${each.name.replaceAll(".", "_")}": ${
    each.type === "text" || !each.type ? `"<${each.name}>"` : `<${each.name}>`}`);
  return `{\n${lines.join(",\n")}\n}`;
}
