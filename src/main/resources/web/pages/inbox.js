// What one inbox got. It looks again every few seconds.

import { html, useCallback, useEffect } from "../core/html.js";
import { link, refine, route } from "../core/route.js";
import { inboxes } from "../core/api.js";
import { usePages } from "../core/load.js";
import { exact } from "../core/format.js";
import { PageHead } from "../shell.js";
import { Button } from "../parts/button.js";
import { Method } from "../parts/chip.js";
import { Code, Headers, Id } from "../parts/code.js";
import { Panel } from "../parts/panel.js";
import { Table } from "../parts/table.js";
import { Empty, Loading, More, Trouble } from "../parts/states.js";
import { Ago } from "../parts/time.js";

const AGAIN_MILLIS = 3000;
const header = (row, name) => row.headers.find((each) => each.name.toLowerCase() === name)?.value;

const columns = (id) => [
  { title: "Received", cell: (row) => html`<a class="row" href=${link(`inboxes/${id}`, { open: row.id })}>
    <${Ago} time=${row.received_at} /></a>` },
  { title: "Method", cell: (row) => html`<${Method} of=${row.method} />` },
  { title: "Callback", kind: "slim", cell: (row) => (header(row, "webhook-id") ? html`<${Id}
      of=${header(row, "webhook-id")} />` : html`<span class="faint">–</span>`) },
  { title: "Body", kind: "mid url", cell: (row) => html`<span
      class="mono">${row.body ?? (row.body_base64 ? "binary" : row.query ?? "–")}</span>` },
];

function Request({ of, onClose }) {
  const callback = header(of, "webhook-id");
  return html`<${Panel} title="Request" onClose=${onClose}>
    <dl class="pairs"><dt>Received</dt><dd>${exact(of.received_at)}</dd><dt>Request</dt>
      <dd class="mono">${of.method} ${of.path}${of.query ? `?${of.query}` : ""}</dd>
      ${callback && html`<dt>Callback</dt><dd><a class="mono" href=${link("callbacks", { open: callback })}>${callback}</a></dd>`}</dl>
    <section class="stack tight"><h3>Headers</h3><${Headers} of=${of.headers} /></section>
    <section class="stack tight"><h3>Body</h3>${of.body ? html`<${Code} text=${of.body}
        label="Body" />` : of.body_base64 ? html`<${Code} raw text=${of.body_base64} label="Body in base64" />` : html`<p
        class="faint">None</p>`}</section>
  </${Panel}>`;
}

export function Page({ path }) {
  const id = path[1];
  const { open } = route.value.query;
  const list = usePages(`${inboxes.path}/${encodeURIComponent(id)}/requests`, {});
  useEffect(() => {
    const timer = setInterval(() => document.hidden || scrollY > 200 || list.reload(), AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, [list.reload]);
  const close = useCallback(() => refine({ open: "" }, { replace: false }), []);
  const shown = open && list.rows.find((row) => row.id === open);
  const url = `${location.origin}/inbox/${id}`;
  return html`<div class="beside"><div>
    <${PageHead} title="Inbox …${id.slice(-8)}"><${Button} icon="back" href="#/inboxes">Inboxes</${Button}></${PageHead}>
    ${list.error?.status === 404 ? html`<${Empty}
        title="There is no such inbox"><p>It may have been made on another account.</p></${Empty}>`
      : list.error ? html`<${Trouble} error=${list.error} what="What the inbox got"
          onRetry=${list.reload} />` : !list.data ? html`<${Loading} />`
      : !list.rows.length ? html`<${Empty}
          title="Nothing came yet"><p>Give this URL to a callback profile, or call it yourself. What comes shows up here by itself.</p>
          <${Code} raw text=${`curl -X POST '${url}' -H 'Content-Type: application/json' -d '{"hello": "inbox"}'`}
              label="Call it with curl" /></${Empty}>`
      : html`<${Table} label="Requests, newest first" columns=${columns(id)} rows=${list.rows} keyOf=${(row) => row.id}
          isOpen=${(row) => row.id === open}
          onOpen=${(row) => refine({ open: row.id }, { replace: Boolean(open) })} /><${More} next=${list.next}
              onMore=${list.loadMore} />`}
    </div>${shown && html`<${Request} key=${shown.id} of=${shown} onClose=${close} />`}</div>`;
}
