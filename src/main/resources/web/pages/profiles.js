// The list of callback profiles.

import { html, useEffect, useState } from "../core/html.js";
import { go, link, refine, route } from "../core/route.js";
import { profiles } from "../core/api.js";
import { usePages } from "../core/load.js";
import { learn, forgetRecent } from "../core/titles.js";
import { channels, channelTitle, eventTitle } from "../core/channels.js";
import { may } from "../core/session.js";
import { percent, words } from "../core/format.js";
import { PageHead } from "../shell.js";
import { Button, Menu } from "../parts/button.js";
import { Contains, Method, OneOf, State } from "../parts/chip.js";
import { Table } from "../parts/table.js";
import { Empty, Loading, More, Trouble } from "../parts/states.js";
import { Code, Id } from "../parts/code.js";
import { Ago } from "../parts/time.js";
import { Share } from "../parts/chart.js";
import { attempt } from "../parts/toast.js";
import { confirm } from "../parts/dialog.js";

const METHODS = ["GET", "POST", "PUT", "DELETE"].map((value) => ({ value, label: value }));
const STATES = ["active", "disabled", "auto_disabled"].map((value) => ({ value, label: words(value) }));
const FILTERS = ["title", "method", "channel", "state", "created_from", "created_to"];

/** The end of a day counts to it: the API takes times before which a profile was made. */
function times({ created_from: from, created_to: to, ...others }) {
  const day = (value, days) => {
    if (!value) return "";
    const at = new Date(`${value}T00:00`);
    at.setDate(at.getDate() + days);
    return at.toISOString();
  };
  return { ...others, created_from: day(from, 0), created_to: day(to, 1) };
}

function Filters({ query }) {
  const set = (name) => (value) => refine({ [name]: value });
  const any = FILTERS.some((name) => query[name]);
  return html`<div class="chips filters" role="group" aria-label="Filters">
    <${Contains} label="Title" value=${query.title} onChange=${set("title")} hint="A part of it" />
    <${OneOf} label="Method" value=${query.method} options=${METHODS} onChange=${set("method")} />
    <${OneOf} label="Channel" value=${query.channel} onChange=${set("channel")}
      options=${channels().map((each) => ({ value: each.id, label: each.title }))} />
    <${OneOf} label="State" value=${query.state} options=${STATES} onChange=${set("state")} />
    <${Contains} label="Created from" type="date" value=${query.created_from} onChange=${set("created_from")} />
    <${Contains} label="Created to" type="date" value=${query.created_to} onChange=${set("created_to")} />
    ${any && html`<${Button} small kind="quiet"
        onClick=${() => refine(Object.fromEntries(FILTERS.map((name) => [name, ""])))}>Clear all</${Button}>`}
  </div>`;
}

/** The last 24 hours of the profiles that are shown. Asked for by hundreds, as they come. */
function useStats(rows) {
  const [stats, setStats] = useState(new Map());
  const missing = rows.filter((row) => !stats.has(row.id)).slice(0, 100).map((row) => row.id);
  useEffect(() => {
    if (!missing.length) return;
    // Without an answer the bars stay empty; the list is of use without them.
    profiles.stats(missing).then((found) => setStats((old) => {
      const all = new Map(old);
      missing.forEach((id) => all.set(id, null));
      found.data.forEach((one) => all.set(one.profile_id, one));
      return all;
    }), () => {});
  }, [missing.join()]);
  return stats;
}

export function Success({ of }) {
  if (of === undefined) return html`<span class="faint">–</span>`;
  const all = of ? of.delivered + of.failed : 0;
  if (!all) return html`<span class="faint small">no calls</span>`;
  return html`<${Share} part=${of.delivered / all} text=${percent(of.delivered / all)}
      title="${of.delivered} delivered, ${of.failed} failed in 24 hours" />`;
}

function actions(row, reload) {
  const run = async (work, done) => (await attempt(work, done)) && (forgetRecent(), reload());
  const remove = async () => {
    const sure = await confirm({
      title: `Delete “${row.title}”?`, danger: true, agree: "Delete profile",
      text: "What waits for it is cancelled. What it delivered stays in the record. Whoever still submits callbacks for its id is refused.",
    });
    if (sure) run(() => profiles.remove(row.id), "Profile deleted");
  };
  return [
    { label: "Edit", href: link(`profiles/${row.id}`) },
    { label: "Show its callbacks", href: link("callbacks", { profile_id: row.id }) },
    { label: "Duplicate", href: link("profiles/new", { copy_of: row.id }) },
    row.state === "active"
      ? { label: "Disable", onClick: () => run(() => profiles.disable(row.id), "Profile disabled. Its callbacks are skipped.") }
      : { label: "Enable", onClick: () => run(() => profiles.enable(row.id), "Profile enabled") },
    { label: "Delete", bad: true, onClick: remove },
  ];
}

function columns(stats, reload) {
  return [
    { title: "Title", cell: (row) => html`<a class="row" href=${link(`profiles/${row.id}`)}>${row.title}</a>` },
    { title: "State", cell: (row) => html`<span title=${row.state_reason}><${State} of=${row.state} /></span>` },
    { title: "Last 24 h", kind: "slim", cell: (row) => html`<${Success} of=${stats.get(row.id)} />` },
    { title: "Channel", kind: "mid", cell: (row) => channelTitle(row.channel) },
    { title: "Events", kind: "wide", cell: (row) => row.events.map(eventTitle).join(", ") || html`<span class="faint">any</span>` },
    { title: "Method", kind: "mid", cell: (row) => html`<${Method} of=${row.method} />` },
    { title: "URL", kind: "mid url", cell: (row) => html`<span class="mono" title=${row.url}>${row.url}</span>` },
    { title: "Profile id", kind: "wide", cell: (row) => html`<${Id} of=${row.id} />` },
    { title: "Created", kind: "wide", cell: (row) => html`<${Ago} time=${row.created_at} />` },
    { title: "-Actions", kind: "slim actions", cell: (row) => may("admin") && html`<${Menu} small label="Actions for ${row.title}"
        items=${actions(row, reload)} />` },
  ];
}

const FIRST = `curl -X POST ${location.origin}/v1/callback-profiles \\
  -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -d '{"title": "Order SMS status", "channel": "sms", "events": ["sms_send"],
       "method": "POST", "url": "https://example.com/hook"}'`;

const addNew = () => may("admin") && html`<${Button} kind="main" icon="plus" href="#/profiles/new">Add new</${Button}>`;

function Nothing({ filtered }) {
  if (filtered) return html`<${Empty} title="No profile fits these filters"><p>Take one away to see more.</p></${Empty}>`;
  return html`<${Empty} title="Make your first callback profile" action=${addNew()}>
    <p>A callback profile says where and how one of your servers is called when something happens: its URL, what is sent, how it is signed
      and how often it is tried again.</p><${Code} raw text=${FIRST} label="The same with curl" /></${Empty}>`;
}

export function Page() {
  const { query } = route.value;
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query[name]]));
  const list = usePages(profiles.path, times(filters));
  const stats = useStats(list.rows);
  useEffect(() => list.data && learn(list.rows), [list.data]);
  const filtered = FILTERS.some((name) => query[name]);
  return html`<${PageHead} title="Callback profiles">${addNew()}</${PageHead}>
    ${(list.rows.length > 0 || filtered) && html`<${Filters} query=${query} />`}
    ${list.error ? html`<${Trouble} error=${list.error} what="The list of profiles" onRetry=${list.reload} />`
      : !list.data ? html`<${Loading} />`
      : !list.rows.length ? html`<${Nothing} filtered=${filtered} />`
      : html`<${Table} label="Callback profiles" columns=${columns(stats, list.reload)} rows=${list.rows} keyOf=${(row) => row.id}
          onOpen=${(row) => go(`profiles/${row.id}`)} /><${More} next=${list.next} onMore=${list.loadMore} />`}`;
}
