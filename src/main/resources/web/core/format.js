// Numbers, times and texts as people read them.

import { signal } from "./html.js";

/** The present, for times that say how long ago; moves on every few seconds. */
export const now = signal(Date.now());
setInterval(() => document.hidden || (now.value = Date.now()), 5000);

const STEPS = [
  [60, 1, "second"],
  [3600, 60, "minute"],
  [86400, 3600, "hour"],
  [86400 * 30, 86400, "day"],
  [86400 * 365, 86400 * 30, "month"],
  [Infinity, 86400 * 365, "year"],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });
const exactFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

export function ago(time, present = now.value) {
  const seconds = (new Date(time).getTime() - present) / 1000;
  const size = Math.abs(seconds);
  if (size < 5) return "now";
  const [, unit, name] = STEPS.find(([limit]) => size < limit);
  return relative.format(Math.trunc(seconds / unit), name);
}

export const exact = (time) => exactFormat.format(new Date(time));
export const count = (n) => whole.format(n);
export const short = (n) => (Math.abs(n) < 10000 ? whole.format(Math.round(n * 10) / 10) : compact.format(n));

export function percent(part) {
  if (part === null || part === undefined) return "–";
  const value = part * 100;
  if (value === 100 || value === 0) return `${value} %`;
  return `${value > 99.9 || value < 0.1 ? value.toFixed(2) : value.toFixed(1)} %`;
}

export function millis(ms) {
  if (ms === null || ms === undefined) return "–";
  if (ms === 0) return "0 ms";
  if (ms < 1) return "< 1 ms";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60000) return `${(ms / 1000).toFixed(ms < 10000 ? 2 : 1)} s`;
  if (ms < 3600000) return `${Math.round(ms / 60000)} min`;
  return `${(ms / 3600000).toFixed(1)} h`;
}

/** Ids are long: their kind and their end are what people compare. */
export function shortId(id) {
  const at = id.indexOf("_");
  return id.length > 18 ? `${id.slice(0, at + 5)}…${id.slice(-6)}` : id;
}

/** JSON set out over lines; anything else as it is. */
export function pretty(text) {
  if (typeof text !== "string") return JSON.stringify(text, null, 2);
  try {
    return /^\s*[[{]/.test(text) ? JSON.stringify(JSON.parse(text), null, 2) : text;
  } catch {
    return text;
  }
}

/** A word of the API as people write it: auto_disabled is "auto disabled". */
export const words = (name) => String(name).replaceAll("_", " ");

/** The value for a datetime-local field, and back. */
export function toLocal(time) {
  if (!time) return "";
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? "" : new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

export const fromLocal = (value) => (value ? new Date(value).toISOString() : "");
