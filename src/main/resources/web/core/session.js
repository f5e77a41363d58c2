// Who is signed in, and whether the node can be reached. The API module waits here when it is told 401.

import { signal } from "./html.js";

/** undefined: not known yet; null: nobody; else as GET /v1/session has it. */
export const session = signal(undefined);
/** True while the node does not answer. */
export const lost = signal(false);
/** Counts how often the connection came back: what shows data reads it and loads again. */
export const returned = signal(0);

let waiting = [];

export function signedIn(who) {
  session.value = who;
  const all = waiting;
  waiting = [];
  all.forEach((go) => go());
}

/** Resolves after the next sign-in. */
export function untilSignedIn() {
  session.value = null;
  return new Promise((go) => waiting.push(go));
}

export function may(scope) {
  const scopes = session.value?.scopes ?? [];
  return scopes.includes(scope) || scopes.includes("operator") || (scope !== "operator" && scopes.includes("admin"));
}

let probing = false;

/** A stream that breaks may have only come to its end: whether the node is away is asked first. */
export async function suspectLost() {
  if (!probing && !(await fetch("/healthz", { cache: "no-store" }).catch(() => null))) noteLost();
}

/** Looks every few seconds whether the node answers again, and tells everybody. */
export async function noteLost() {
  lost.value = true;
  if (probing) return;
  probing = true;
  for (let wait = 500; ; wait = Math.min(wait * 2, 5000)) {
    await new Promise((done) => setTimeout(done, wait));
    const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
    if (answer?.ok) break;
  }
  probing = false;
  lost.value = false;
  returned.value++;
}
