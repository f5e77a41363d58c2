// Callbacks, newest first, as they come.

import { html, useCallback, useState } from "../core/html.js";
import { link, refine, route } from "../core/route.js";
import { callbacks } from "../core/api.js";
import { usePages } from "../core/load.js";
import { eventTitle } from "../core/channels.js";
import { titleOf } from "../core/titles.js";
import { may } from "../core/session.js";
import { count } from "../core/format.js";
import { PageHead } from "../shell.js";
import { Button } from "../parts/button.js";
import { State } from "../parts/chip.js";
import { Table } from "../parts/table.js";
import { Empty, Loading, More, Trouble } from "../parts/states.js";
import { Code, Id } from "../parts/code.js";
import { Ago } from "../parts/time.js";
import { CallbackFilters, NAMES, filtersOf } from "../callbacks/filters.js";
import { merge, useLive } from "../callbacks/live.js";
import { useWaiting } from "../callbacks/waiting.js";
import { Detail } from "../callbacks/detail.js";
import { ReplayDialog } from "../callbacks/replay.js";

const WORDS = { live: "Live", paused: "Paused", broken: "Connecting", off: "A past range" };

function columns(query) {
  return [
    { title: "State", cell: (row) => html`<${State} of=${row.state} />` },
    { title: "Profile", cell: (row) => html`<a class="row"
        href=${link("callbacks", { ...query, open: row.id })}>${titleOf(row.profile_id)}</a>` },
    { title: "Event", kind: "mid", cell: (row) => (row.event ? eventTitle(row.event) : html`<span class="faint">–</span>`) },
    { title: "Reference", kind: "slim", cell: (row) => row.reference ?? html`<span class="faint">–</span>` },
    { title: "Callback id", kind: "wide", cell: (row) => html`<${Id} of=${row.id} />` },
    { title: "Next try", kind: "wide", cell: (row) => (row.due_at ? html`<${Ago} time=${row.due_at} />` : html`<span
        class="faint">–</span>`) },
    { title: "Accepted", kind: "slim", cell: (row) => html`<${Ago} time=${row.accepted_at} />` },
  ];
}

const FIRST = `curl -X POST ${location.origin}/v1/callbacks \\
  -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \\
  -d '{"profile_id": "cbp_…", "event": "sms_send", "data": {"id": "4711", "status": "Delivered"}}'`;

function Nothing({ filtered }) {
  if (filtered) return html`<${Empty}
      title="No callback fits these filters"><p>Take one away to see more. What comes in and fits shows up here by itself.</p></${Empty}>`;
  return html`<${Empty} title="No callback yet" action=${html`<${Button} kind="main" href="#/profiles">Callback profiles</${Button}>`}>
    <p>Your platform submits a callback for a profile; Ringback delivers it and keeps the record of each attempt. It shows up here at once.</p>
    <${Code} raw text=${FIRST} label="Submit one with curl" /></${Empty}>`;
}

function LiveState({ live, paused, onPause }) {
  return html`<span class="small ${live.left ? "" : "roomy"} faint">${live.left ? `${count(live.left)} a second not shown` : ""}</span>
    <${State} of=${live.state === "broken" ? "waiting" : live.state} text=${WORDS[live.state]} />
    ${live.state !== "off" && html`<${Button} icon=${paused ? "play" : "pause"} aria-pressed=${paused ? "true" : "false"}
        onClick=${onPause}>${paused ? `Go on${live.held ? ` (${count(live.held)})` : ""}` : "Pause"}</${Button}>`}`;
}

export function Page() {
  const { query } = route.value;
  const filters = filtersOf(query);
  const filtered = NAMES.some((name) => query[name]);
  const list = usePages(callbacks.path, filters);
  const [paused, setPaused] = useState(false);
  const [replaying, setReplaying] = useState(false);
  const live = useLive(filters, paused, list.reload);
  const rows = merge(list.rows, live.fresh, filters.state);
  useWaiting(rows, paused, live.learn);
  const changed = useCallback(({ data, attempts, ...row }) => live.learn(row), [live.learn]);
  const close = useCallback(() => refine({ open: "" }, { replace: false }), []);
  return html`<div class="beside"><div>
    <${PageHead} title="Callbacks"><${LiveState} live=${live} paused=${paused} onPause=${() => setPaused(!paused)} />
      ${may("admin") && html`<${Button} icon="replay" onClick=${() => setReplaying(true)}>Replay</${Button}>`}</${PageHead}>
    <${CallbackFilters} query=${query} />
    ${list.error ? html`<${Trouble} error=${list.error} what="The list of callbacks" onRetry=${list.reload} />`
      : !list.data ? html`<${Loading} />`
      : !rows.length && !list.next ? html`<${Nothing} filtered=${filtered} />`
      : html`${rows.length > 0 && html`<${Table} label="Callbacks" columns=${columns(query)} rows=${rows} keyOf=${(row) => row.id}
          isOpen=${(row) => row.id === query.open}
          onOpen=${(row) => refine({ open: row.id }, { replace: Boolean(query.open) })} />`}<${More} next=${list.next}
              looked=${list.looked} onMore=${list.loadMore} />`}
    </div>
    ${query.open && html`<${Detail} key=${query.open} id=${query.open}
        changedAt=${live.fresh.get(query.open)?.last_attempt?.finished_at ?? live.fresh.get(query.open)?.state} onClose=${close}
        onChanged=${changed} />`}
    ${replaying && html`<${ReplayDialog} query=${query} onClose=${() => setReplaying(false)} />`}
  </div>`;
}
