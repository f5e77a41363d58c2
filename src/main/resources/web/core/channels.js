// The channels, their events and variables: asked for once, as they change only with a restart of the node.

import { signal } from "./html.js";
import { channels as read } from "./api.js";

const known = signal([]);
let asked = false;

/** @returns {{id: string, title: string, events: {id: string, title: string, variables: any[], sample: object}[]}[]} */
export function channels() {
  if (!asked) {
    asked = true;
    read().then((found) => { known.value = found.data; }, () => { asked = false; });
  }
  return known.value;
}

export const channelTitle = (id) => channels().find((each) => each.id === id)?.title ?? id;

export function eventTitle(id) {
  for (const channel of channels()) {
    const found = channel.events.find((each) => each.id === id);
    if (found) return found.title;
  }
  return id;
}

export const eventsOf = (id) => channels().find((each) => each.id === id)?.events ?? [];
