// The channel's variables: a click inserts one where the cursor is in a template, or drag it there.

import { html, useState } from "../core/html.js";
import { eventsOf } from "../core/channels.js";
import { insertAtCursor } from "../parts/template.js";
import { say } from "../parts/toast.js";

const BUILT_IN = [
  { name: "callback_id", description: "The callback's id; the same for each attempt.", sample: "cb_01k…" },
  { name: "profile_id", description: "This profile's id.", sample: "cbp_01k…" },
  { name: "event", description: "The id of the event.", sample: "sms_send" },
  { name: "attempt", description: "The number of the attempt.", sample: 1 },
  { name: "timestamp", description: "When the attempt is made.", sample: "2026-11-28T10:00:00Z" },
];

function insert(name) {
  if (!insertAtCursor(`<${name}>`)) say("Click into the URL, a header, a parameter or the body first: it is inserted there.", { bad: true });
}

/** Of several events, each variable once. */
function variablesOf(channel, events) {
  const all = new Map();
  for (const event of eventsOf(channel)) {
    if (events.length && !events.includes(event.id)) continue;
    for (const each of event.variables) if (!all.has(each.name)) all.set(each.name, each);
  }
  return [...all.values()];
}

function Variable({ of }) {
  const sample = typeof of.sample === "string" ? of.sample : JSON.stringify(of.sample);
  return html`<button type="button" class="variable" draggable="true" title="Insert <${of.name}>"
      onMouseDown=${(event) => event.detail > 1 && event.preventDefault()}
      onDragStart=${(event) => event.dataTransfer.setData("text/plain", `<${of.name}>`)} onClick=${() => insert(of.name)}>
    <span class="line fixed"><b>${`<${of.name}>`}</b><span class="small faint cut">${sample}</span></span>
      <span class="small soft">${of.description}</span></button>`;
}

export function Variables({ draft }) {
  const [wanted, setWanted] = useState("");
  const fits = (each) => `${each.name} ${each.description}`.toLowerCase().includes(wanted.trim().toLowerCase());
  const own = variablesOf(draft.channel, draft.events).filter(fits);
  const names = new Set(own.map((each) => each.name));
  const built = BUILT_IN.filter((each) => !names.has(each.name) && fits(each));
  return html`<section class="stack tight" aria-label="Variables">
    <h2>Variables</h2>
    <input class="input" type="search" aria-label="Search variables" placeholder="Search" value=${wanted}
        onInput=${(event) => setWanted(event.target.value)} />
    <p class="hint">Click inserts at the cursor; or drag.</p>
    ${draft.channel === "default" && html`<p
        class="hint">Without a channel any name can be used: <code>${"<name>"}</code> takes what the callback's data has as “name”.</p>`}
    <div class="variables">${own.map((each) => html`<${Variable} key=${each.name} of=${each} />`)}</div>
    ${built.length > 0 && html`<h3>Always there</h3><div class="variables">${built.map((each) => html`<${Variable} key=${each.name}
        of=${each} />`)}</div>`}
    ${!own.length && !built.length && html`<p class="hint">None is called so.</p>`}
  </section>`;
}
