// The request: title, channel, events, method, URL, then query or body, and headers. In the order of the guide.

import { html } from "../core/html.js";
import { channels, eventsOf } from "../core/channels.js";
import { inboxes } from "../core/api.js";
import { may } from "../core/session.js";
import { Button } from "../parts/button.js";
import { attempt } from "../parts/toast.js";
import { Check, Choice, Select, Text } from "../parts/field.js";
import { Template } from "../parts/template.js";
import { BODIES, bodyFrom, hasBody } from "./draft.js";
import { useErrors } from "./errors.js";
import { Rows } from "./rows.js";

const TYPES = [["json", "JSON"], ["xml", "XML"], ["html", "HTML"], ["text", "Text"]].map(([value, label]) => ({ value, label }));
const HEADERS = [
  { label: "API key", name: "X-Api-Key", value: "", secret: true },
  { label: "Accept", name: "Accept", value: "application/json" },
];

export function About({ draft, set, fixed }) {
  const title = useErrors("/title");
  const channel = useErrors("/channel");
  const change = (to) => set({ channel: to, events: eventsOf(to).slice(0, 1).map((each) => each.id) });
  return html`<section class="section stack" aria-label="What for">
    <${Text} label="Title" value=${draft.title} onInput=${(text) => set({ title: text })} maxlength="100" ...${title}
      hint="Letters, digits, spaces, hyphens and underscores. You find the profile by it." autofocus=${!fixed} />
    <div class="two"><${Select} label="Channel API" value=${draft.channel} onChange=${change} disabled=${fixed} ...${channel}
      hint=${fixed ? "The channel of a profile never changes." : undefined}
      options=${channels().map((each) => ({ value: each.id, label: each.id === "default" ? "Default – no channel" : each.title }))} />
    <${Events} ...${{ draft, set }} /></div>
  </section>`;
}

function Events({ draft, set }) {
  const { error } = useErrors("/events");
  const all = eventsOf(draft.channel);
  const turn = (id, on) => set({ events: all.map((each) => each.id).filter((each) => (each === id ? on : draft.events.includes(each))) });
  return html`<fieldset class="field group" disabled=${!all.length}><legend>Events for the selected channel</legend>
    ${all.length ? html`<div class="events">${all.map((each) => html`<${Check} label=${each.title}
        checked=${draft.events.includes(each.id)}
        onChange=${(on) => turn(each.id, on)} />`)}</div>`
      : html`<p class="hint">Choose a channel to choose among its events. Without one the profile takes any data.</p>`}
    ${error && html`<p class="error">${error}</p>`}</fieldset>`;
}

async function useInbox(set) {
  const made = await attempt(() => inboxes.create({ http_status: 200 }), "An inbox was made; what it gets is under Inboxes");
  if (made) set({ url: made.url });
}

export function Address({ draft, set }) {
  const method = useErrors("/method");
  const url = useErrors("/url");
  return html`<section class="section stack" aria-label="Request">
    <div class="address"><${Select} label="HTTP method" value=${draft.method} onChange=${(to) => set({ method: to })} ...${method}
      options=${["GET", "POST", "PUT", "DELETE"].map((value) => ({ value, label: value }))} />
    <${Template} label="URL" value=${draft.url} onInput=${(text) => set({ url: text.trim() })} inputmode="url"
        placeholder="https://example.com/hook" first ...${url} /></div>
    ${!draft.url && may("admin") && html`<p class="hint">No server yet? <button type="button" class="link"
        onClick=${() => useInbox(set)}>Use a new inbox</button>: it shows what it gets.</p>`}
    ${hasBody(draft.method) ? html`<${Body} ...${{ draft, set }} />` : html`<${Query} ...${{ draft, set }} />`}
    <fieldset class="stack tight group"><legend>Headers</legend>
      <${Rows} pointer="/headers" what="Header" rows=${draft.headers} secrets suggestions=${HEADERS}
          onChange=${(headers) => set({ headers })} /></fieldset>
  </section>`;
}

function Query({ draft, set }) {
  return html`<fieldset class="stack tight group"><legend>Query parameters</legend>
    <${Rows} pointer="/query" what="Parameter" rows=${draft.query} onChange=${(query) => set({ query })} /></fieldset>`;
}

function Body({ draft, set }) {
  const { body, ownBody, method } = draft;
  const { error, warning } = useErrors("/body");
  const type = method === "PUT" ? "json" : body.type;
  const change = (to) => set({ body: { type: to, template: body.template === BODIES[type] || !body.template.trim() ? BODIES[to] : body.template } });
  const variables = eventsOf(draft.channel).find((each) => each.id === draft.events[0])?.variables ?? [];
  return html`<div class="stack tight">
    <${Choice} label="Body" value=${ownBody ? "own" : "standard"} onChange=${(to) => set({ ownBody: to === "own" })}
      options=${[{ value: "standard", label: "Standard" }, { value: "own", label: "Your own" }]} />
    ${!ownBody && html`<p
        class="hint">JSON with <code>id</code>, <code>type</code>, <code>timestamp</code> and all of the event's <code>data</code>, as the preview shows it.</p>`}
    ${ownBody && html`<div class="line apart">
        <${Choice} label="Body type" hidden value=${type} onChange=${change} options=${method === "PUT" ? TYPES.slice(0, 1) : TYPES} />
        ${type === "json" && variables.length > 0 && html`<${Button} small kind="quiet"
            onClick=${() => set({ body: { type, template: bodyFrom(variables) } })}>Fill from the event</${Button}>`}
      </div>
      <${Template} label="Body template" hidden lines=${Math.min(18, Math.max(6, body.template.split("\n").length + 1))}
          value=${body.template}
        onInput=${(template) => set({ body: { type, template } })} ...${{ error, warning }} />`}
    ${!ownBody && error && html`<p class="error">${error}</p>`}
  </div>
  ${draft.query.length > 0 ? html`<${Query} ...${{ draft, set }} />`
    : html`<div><${Button} small kind="quiet" icon="plus"
        onClick=${() => set({ query: [{ name: "", value: "" }] })}>Query parameters</${Button}></div>`}`;
}
