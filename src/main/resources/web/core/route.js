// The address: every view, filter, open detail and tab stands in the fragment, so that it can be shared and the back button works.

import { signal } from "./html.js";

/** @typedef {{path: string[], query: Record<string, string>}} Route */

export const route = signal(parse(location.hash));

/** Counts how often the view that is open was asked for once more: what shows data reads it and loads again. */
export const again = signal(0);

let guard = null;
let current = location.hash;

/** @returns {Route} */
function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const parts = path.split("/").filter(Boolean).map(decode);
  return { path: parts.length ? parts : ["profiles"], query: Object.fromEntries(new URLSearchParams(query ?? "")) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An address for links. Empty values are left out. */
export function link(path, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(kept).toString();
  return `#/${path}${search ? `?${search}` : ""}`;
}

export function go(path, query, { replace = false } = {}) {
  const target = link(path, query);
  if (target === location.hash) return;
  if (replace) {
    history.replaceState(null, "", target);
    changed();
  } else {
    location.hash = target;
  }
}

/** Changes a part of the query of the view that is open. */
export function refine(changes, { replace = true } = {}) {
  go(route.value.path.map(encodeURIComponent).join("/"), { ...route.value.query, ...changes }, { replace });
}

/**
 * While a guard is set, leaving asks it first: it is given a function that goes on to the wanted address.
 * @param {((leave: () => void) => void) | null} ask
 */
export function guardLeaving(ask) {
  guard = ask;
}

function changed() {
  const wanted = location.hash;
  if (wanted === current) return;
  if (guard && parse(wanted).path.join("/") !== parse(current).path.join("/")) {
    history.pushState(null, "", current || "#/");
    guard(() => {
      guard = null;
      location.hash = wanted;
    });
    return;
  }
  current = wanted;
  route.value = parse(wanted);
}

addEventListener("click", (event) => {
  const to = event.target.closest?.("a[href^='#/']")?.getAttribute("href");
  if (to && to === (location.hash || "#/profiles")) again.value++;
});
addEventListener("hashchange", changed);
addEventListener("popstate", changed);
addEventListener("beforeunload", (event) => {
  if (guard) event.preventDefault();
});
