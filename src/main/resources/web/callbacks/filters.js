// The filters of callbacks, and the address they stand in.

import { html, useEffect, useState } from "../core/html.js";
import { refine } from "../core/route.js";
import { channels } from "../core/channels.js";
import { recentProfiles, titleOf } from "../core/titles.js";
import { exact, fromLocal, toLocal } from "../core/format.js";
import { Button } from "../parts/button.js";
import { Contains, Filter, OneOf } from "../parts/chip.js";
import { Text } from "../parts/field.js";

export const NAMES = ["profile_id", "state", "event", "reference", "from", "to"];
export const STATES = ["waiting", "delivered", "failed", "skipped", "cancelled"].map((value) => ({ value, label: value }));
const SPANS = [["Last hour", 1], ["Last 24 hours", 24], ["Last 7 days", 168]];

export const filtersOf = (query) => Object.fromEntries(NAMES.map((name) => [name, query[name]]));

/** The newest profiles, as choices; with the one that is chosen though it be older. */
export function useProfiles(chosen) {
  const [list, setList] = useState([]);
  useEffect(() => { recentProfiles().then(setList); }, []);
  const options = list.map((each) => ({ value: each.id, label: each.title }));
  if (chosen && !list.some((each) => each.id === chosen)) options.unshift({ value: chosen, label: titleOf(chosen) });
  return options;
}

export function CallbackFilters({ query }) {
  const profiles = useProfiles(query.profile_id);
  const events = channels().flatMap((channel) => channel.events.map((each) => ({ value: each.id, label: each.title })));
  const set = (name) => (value) => refine({ [name]: value, open: "" });
  return html`<div class="chips filters" role="group" aria-label="Filters">
    <${OneOf} label="Profile" value=${query.profile_id} options=${profiles} onChange=${set("profile_id")} />
    <${OneOf} label="State" value=${query.state} options=${STATES} onChange=${set("state")} />
    <${OneOf} label="Event" value=${query.event} options=${events} onChange=${set("event")} />
    <${Contains} label="Reference" value=${query.reference} onChange=${set("reference")} hint="Exactly as it was submitted" />
    <${Time} query=${query} />
    ${NAMES.some((name) => query[name]) && html`<${Button} small kind="quiet"
        onClick=${() => refine(Object.fromEntries([...NAMES, "open"].map((name) => [name, ""])))}>Clear all</${Button}>`}
  </div>`;
}

function Time({ query: { from, to } }) {
  const shown = from || to ? `${from ? exact(from) : "…"} – ${to ? exact(to) : "now"}` : "";
  return html`<${Filter} label="Time" shown=${shown} onClear=${() => refine({ from: "", to: "" })}>
    ${(close) => html`<${Span} ...${{ from, to, close }} />`}</${Filter}>`;
}

function Span({ from, to, close }) {
  const [first, setFirst] = useState(toLocal(from));
  const [last, setLast] = useState(toLocal(to));
  const apply = (event) => {
    event.preventDefault();
    refine({ from: fromLocal(first), to: fromLocal(last) });
    close();
  };
  const since = (hours) => {
    refine({ from: new Date(Date.now() - hours * 3600000).toISOString(), to: "" });
    close();
  };
  return html`<form class="stack tight" onSubmit=${apply}>
    <div class="line">${SPANS.map(([label, hours]) => html`<${Button} small onClick=${() => since(hours)}>${label}</${Button}>`)}</div>
    <${Text} label="From" type="datetime-local" value=${first} onInput=${setFirst} /><${Text} label="To" type="datetime-local"
        value=${last} onInput=${setLast} />
    <div><${Button} small kind="main" type="submit">Apply</${Button}></div></form>`;
}
