// What profiles are called: callbacks name them by id, people by title. A bounded memory of those met lately.

import { signal } from "./html.js";
import { profiles } from "./api.js";

const MOST = 500;
const known = signal(new Map());
const asked = new Set();

export function learn(list) {
  const all = new Map(known.value);
  for (const each of list) all.set(each.id, each.title);
  while (all.size > MOST) all.delete(all.keys().next().value);
  known.value = all;
}

/** The title, or the id's end until it is known and for profiles that are gone. */
export function titleOf(id) {
  const found = known.value.get(id);
  if (found === undefined && !asked.has(id)) {
    asked.add(id);
    profiles.read(id).then((one) => learn([one]), () => learn([{ id, title: null }]));
  }
  return found ?? `…${id.slice(-6)}`;
}

let recent = null;

/** The newest hundred, for filters to choose from. */
export function recentProfiles() {
  recent ??= profiles.list({ limit: 100 }).then((found) => {
    learn(found.data);
    return found.data;
  }, () => {
    recent = null;
    return [];
  });
  return recent;
}

export const forgetRecent = () => { recent = null; };
