// The one way to the API. Whatever goes wrong is a Refusal (the node said no, with a problem in words) or an Away (no answer).

import { session, untilSignedIn, noteLost } from "./session.js";

/** @typedef {{type: string, title: string, status: number, detail?: string, errors?: {pointer: string, detail: string}[]}} Problem */

export class Refusal extends Error {
  /** @param {Problem} problem @param {Response} answer */
  constructor(problem, answer) {
    super(problem.detail || problem.title || `The node answered ${answer.status}.`);
    this.status = answer.status;
    this.problem = problem;
    this.errors = problem.errors ?? [];
    this.retryAfter = Number(answer.headers.get("retry-after")) || 0;
  }
}

export class Away extends Error {
  constructor() {
    super("The node does not answer. The page tries again by itself.");
  }
}

/**
 * @param {string} path
 * @param {{method?: string, body?: unknown, query?: Record<string, unknown>, headers?: Record<string, string>, signal?: AbortSignal,
 *   anonymous?: boolean, whole?: boolean}} options  whole: gives the answer's headers too
 */
export async function ask(path, options = {}) {
  for (;;) {
    const answer = await send(path, options);
    if (answer.status === 401 && !options.anonymous) {
      await untilSignedIn();
      continue;
    }
    const type = answer.headers.get("content-type") ?? "";
    const body = type.includes("json") ? await answer.json() : await answer.text();
    if (!answer.ok) throw new Refusal(typeof body === "object" ? body : { title: body.slice(0, 200) }, answer);
    return options.whole ? { body, headers: answer.headers } : body;
  }
}

async function send(path, { method = "GET", body, query, headers = {}, signal }) {
  const all = { accept: "application/json", ...headers };
  if (body !== undefined) all["content-type"] = "application/json";
  if (method !== "GET" && session.value?.csrf_token) all["x-csrf-token"] = session.value.csrf_token;
  try {
    return await fetch(path + search(query), { method, headers: all, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    noteLost();
    throw new Away();
  }
}

export function search(query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return kept.length ? `?${new URLSearchParams(kept)}` : "";
}

const post = (path, body, more) => ask(path, { method: "POST", body, ...more });
const id = encodeURIComponent;

export const sessions = {
  read: () => ask("/v1/session", { anonymous: true }),
  /** @param {{email: string, password: string} | {api_key: string}} by */
  open: (by) => post("/v1/session", by, { anonymous: true }),
  close: () => ask("/v1/session", { method: "DELETE", anonymous: true }),
  changePassword: (fields) => ask("/v1/session/password", { method: "PUT", body: fields }),
};

const PROFILES = "/v1/callback-profiles";
const DAY = 86_400_000;

export const profiles = {
  path: PROFILES,
  list: (query, signal) => ask(PROFILES, { query, signal }),
  read: (of, signal) => ask(`${PROFILES}/${id(of)}`, { signal }),
  /** What became of their callbacks in the last 24 hours. */
  stats: (ids) => ask("/v1/reports/profiles", { query: { ids: ids.join(","), from: new Date(Date.now() - DAY).toISOString(), limit: 100 } }),
  create: (fields) => post(PROFILES, fields),
  change: (of, version, fields) => ask(`${PROFILES}/${id(of)}`, { method: "PATCH", body: fields, headers: { "if-match": `"${version}"` } }),
  remove: (of) => ask(`${PROFILES}/${id(of)}`, { method: "DELETE" }),
  enable: (of) => post(`${PROFILES}/${id(of)}/enable`),
  disable: (of) => post(`${PROFILES}/${id(of)}/disable`),
  duplicate: (of) => post(`${PROFILES}/${id(of)}/duplicate`),
  rotate: (of) => post(`${PROFILES}/${id(of)}/rotate-secret`),
  preview: (fields, signal) => post(`${PROFILES}/preview`, fields, { signal }),
  test: (fields) => post(`${PROFILES}/test`, fields),
};

export const channels = () => ask("/v1/channels");

export const callbacks = {
  path: "/v1/callbacks",
  list: (query, signal) => ask("/v1/callbacks", { query, signal }),
  read: (of, signal) => ask(`/v1/callbacks/${id(of)}`, { signal }),
  retry: (of) => post(`/v1/callbacks/${id(of)}/retry`),
  cancel: (of) => post(`/v1/callbacks/${id(of)}/cancel`),
  submit: (fields) => post("/v1/callbacks", fields),
};

export const replays = {
  list: (query) => ask("/v1/replays", { query }),
  start: (fields) => post("/v1/callbacks/replay", fields),
  read: (of) => ask(`/v1/replays/${id(of)}`),
  cancel: (of) => post(`/v1/replays/${id(of)}/cancel`),
};

export const reports = {
  callbacks: (query, signal) => ask("/v1/reports/callbacks", { query, signal }),
  profiles: (query, signal) => ask("/v1/reports/profiles", { query, signal }),
};

export const inboxes = {
  path: "/v1/inboxes",
  list: (query) => ask("/v1/inboxes", { query }),
  create: (answer) => post("/v1/inboxes", { answer }),
  requests: (of, query) => ask(`/v1/inboxes/${id(of)}/requests`, { query }),
};

export const settings = {
  report: () => ask("/v1/settings/callback-report"),
  putReport: (fields) => ask("/v1/settings/callback-report", { method: "PUT", body: fields }),
  sendReport: () => post("/v1/settings/callback-report/send"),
  notifications: () => ask("/v1/settings/notifications"),
  putNotifications: (fields) => ask("/v1/settings/notifications", { method: "PUT", body: fields }),
  mails: (query) => ask("/v1/caught-mails", { query }),
  mail: (of) => ask(`/v1/caught-mails/${id(of)}`),
};

export const keys = {
  path: "/v1/api-keys",
  create: (title, scopes) => post("/v1/api-keys", { title, scopes }),
  revoke: (of) => ask(`/v1/api-keys/${id(of)}`, { method: "DELETE" }),
};

export const users = {
  path: "/v1/users",
  create: (email, scopes) => post("/v1/users", { email, scopes }),
  resetPassword: (of) => post(`/v1/users/${id(of)}/reset-password`),
  remove: (of) => ask(`/v1/users/${id(of)}`, { method: "DELETE" }),
};

export const system = () => ask("/v1/system");
