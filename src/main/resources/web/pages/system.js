// The system as it is now: nodes, what comes in and goes out, what waits, who is slow.

import { html, useEffect, useState } from "../core/html.js";
import { link } from "../core/route.js";
import { follow } from "../core/live.js";
import { system } from "../core/api.js";
import { count, short } from "../core/format.js";
import { PageHead } from "../shell.js";
import { State, Tag } from "../parts/chip.js";
import { Chart } from "../parts/chart.js";
import { Table } from "../parts/table.js";
import { Loading, Note, Trouble } from "../parts/states.js";
import { Ago } from "../parts/time.js";

const KEPT = 60;

/** The newest state, and the last two minutes of it. */
function useSystem() {
  const [state, setState] = useState({ now: null, past: [], live: "broken", error: null });
  useEffect(() => {
    const take = (now) => setState((old) => ({ ...old, now, error: null, past: [...old.past, { at: new Date(), ...now }].slice(-KEPT) }));
    system().then(take, (error) => setState((old) => ({ ...old, error })));
    return follow("/v1/live/system", { system: take }, (live) => setState((old) => ({ ...old, live })));
  }, []);
  return state;
}

/** Rates are known of the nodes that answered in time. */
const known = (value) => (value === null ? html`<span class="faint">–</span>` : short(value));

const NODES = [
  { title: "Node", cell: (row) => html`<span
      class="strong">${row.host || row.id}</span>${row.this ? html` <${Tag}>this one</${Tag}>` : ""}` },
  { title: "State", cell: (row) => html`<${State} of=${row.state} />` },
  { title: "In a second", kind: "number slim", cell: (row) => known(row.accepted_per_s) },
  { title: "Out a second", kind: "number", cell: (row) => known(row.delivered_per_s) },
  { title: "In flight", kind: "number slim", cell: (row) => known(row.in_flight) },
  { title: "Started", kind: "mid", cell: (row) => html`<${Ago} time=${row.started_at} />` },
];

const SLOW = [
  { title: "Profile", cell: (row) => html`<a class="row" href=${link(`profiles/${row.profile_id}`)}>${row.title ?? row.profile_id}</a>` },
  { title: "Due", kind: "number", cell: (row) => count(row.due) },
  { title: "Waiting", kind: "number", cell: (row) => html`<a
      href=${link("callbacks", { profile_id: row.profile_id, state: "waiting" })}>${count(row.waiting)}</a>` },
  { title: "Paused until", kind: "slim", cell: (row) => (row.paused_until ? html`<${Ago} time=${row.paused_until} />` : html`<span
      class="faint">–</span>`) },
];

function Backlog({ of }) {
  const most = Math.max(1, of.waiting);
  return html`<section class="card stack"><h2>Backlog</h2>
    <div class="figures"><div class="figure"><span>Waiting</span><b>${of.capped ? "> " : ""}${short(of.waiting)}</b></div>
      <div class="figure"><span>Due now</span><b>${short(of.due)}</b></div></div>
    ${of.waiting > 0 ? html`<dl class="pairs ages">${of.by_age.map((each) => html`<dt>due for over ${each.older_than}</dt>
        <dd class="line fixed"><svg class="age" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect width=${(100 * each.count) / most} height="8" rx="2" /></svg><span class="number">${count(each.count)}</span></dd>`)}</dl>`
      : html`<p class="soft">Nothing waits for a retry, for its time, or for room.</p>`}</section>`;
}

export function Page() {
  const { now, past, live, error } = useSystem();
  const at = past.map((each) => each.at.toLocaleTimeString("en-GB"));
  return html`<${PageHead} title="System"><${State} of=${live === "live" ? "live" : "waiting"}
      text=${live === "live" ? "Live" : "Connecting"} />
      ${now && html`<span class="small faint">Ringback ${now.version}</span>`}</${PageHead}>
    ${error && !now ? html`<${Trouble} error=${error} what="The state of the system" />` : !now ? html`<${Loading} />` : html`<div
        class="stack wide">
      ${now.cluster_trouble && html`<${Note} kind="warn">${now.cluster_trouble}</${Note}>`}
      <section class="card figures" aria-label="Now">
        <div class="figure"><span>Accepted a second</span><b>${short(now.accepted_per_s)}</b></div>
        <div class="figure"><span>Delivered a second</span><b>${short(now.delivered_per_s)}</b></div>
          <div class="figure"><span>In flight</span><b>${short(now.in_flight)}</b></div>
        <div class="figure"><span>Nodes</span><b>${now.nodes.length}</b></div></section>
      <div class="cards"><div class="card"><${Chart} label="A second, in the last two minutes" at=${at} series=${[
        { name: "Accepted", look: "accent", values: past.map((each) => each.accepted_per_s) }, { name: "Delivered", look: "good", values: past.map((each) => each.delivered_per_s) }]} /></div>
        <${Backlog} of=${now.backlog} /></div>
      <section class="stack tight"><h2>Nodes</h2><${Table} label="Nodes" columns=${NODES} rows=${now.nodes}
          keyOf=${(row) => row.id} /></section>
      <section class="stack tight"><h2>Slow receivers</h2>${now.slow_receivers.length
        ? html`<${Table} label="Slow receivers" columns=${SLOW} rows=${now.slow_receivers} keyOf=${(row) => row.profile_id} />`
        : html`<${Note} kind="good">No receiver holds up its callbacks.</${Note}>`}</section></div>`}`;
}

