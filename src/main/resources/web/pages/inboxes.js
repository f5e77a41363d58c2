// Inboxes: addresses of the node itself that take any request and show it.

import { html, useState } from "../core/html.js";
import { go, link } from "../core/route.js";
import { inboxes } from "../core/api.js";
import { usePages } from "../core/load.js";
import { may } from "../core/session.js";
import { PageHead } from "../shell.js";
import { Button } from "../parts/button.js";
import { Text } from "../parts/field.js";
import { Dialog } from "../parts/dialog.js";
import { Table } from "../parts/table.js";
import { Id, copy } from "../parts/code.js";
import { Empty, Loading, More, Note, Trouble } from "../parts/states.js";
import { Ago } from "../parts/time.js";

const COLUMNS = [
  { title: "Inbox", cell: (row) => html`<a class="row mono" href=${link(`inboxes/${row.id}`)}>…${row.id.slice(-8)}</a>` },
  { title: "Answers", cell: (row) => `${row.answer.http_status}${/^0(ms|s|m)$/.test(row.answer.delay) ? "" : `, after ${row.answer.delay}`}` },
  { title: "URL", kind: "mid url", cell: (row) => html`<span class="mono" title=${row.url}>${row.url}</span>` },
  { title: "Inbox id", kind: "wide", cell: (row) => html`<${Id} of=${row.id} />` },
  { title: "Created", kind: "slim", cell: (row) => html`<${Ago} time=${row.created_at} />` },
  { title: "-Copy", kind: "actions", cell: (row) => html`<${Button} small kind="quiet" icon="copy"
      label="Copy the URL of ${row.id.slice(-8)}" onClick=${() => copy(row.url, "URL copied")} />` },
];

function New({ onClose }) {
  const [status, setStatus] = useState("200");
  const [delay, setDelay] = useState("0s");
  const [error, setError] = useState(null);
  const make = async (event) => {
    event.preventDefault();
    try {
      const made = await inboxes.create({ http_status: Number(status) || status, delay });
      onClose();
      go(`inboxes/${made.id}`);
    } catch (failure) {
      setError(failure);
    }
  };
  const wrong = (name) => error?.errors?.find((each) => each.pointer.endsWith(name))?.detail;
  return html`<${Dialog} title="New inbox" onClose=${onClose}><form onSubmit=${make}><h2>New inbox</h2>
    <p class="soft">It takes any request from anybody who knows its address, shows it for a day, and answers as you say here.</p>
    <div class="two"><${Text} label="Answers with the HTTP status" inputmode="numeric" value=${status} onInput=${setStatus}
        error=${wrong("http_status")} hint="200 to 599" autofocus />
      <${Text} label="After" value=${delay} onInput=${setDelay} error=${wrong("delay")} hint="Such as 250ms or 5s" /></div>
    ${error && !error.errors?.length && html`<${Note} kind="bad" role="alert">${error.message}</${Note}>`}
    <footer><${Button} onClick=${onClose}>Cancel</${Button}><${Button} type="submit"
        kind="main">Make it</${Button}></footer></form></${Dialog}>`;
}

export function Page() {
  const list = usePages(inboxes.path, {});
  const [making, setMaking] = useState(false);
  const button = may("admin") && html`<${Button} kind="main" icon="plus" onClick=${() => setMaking(true)}>New inbox</${Button}>`;
  return html`<${PageHead} title="Inboxes">${button}</${PageHead}>
    ${list.error ? html`<${Trouble} error=${list.error} what="The list of inboxes"
        onRetry=${list.reload} />` : !list.data ? html`<${Loading} />`
      : !list.rows.length ? html`<${Empty} title="No inbox yet"
          action=${button}><p>An inbox is a receiver to try things with: give its URL to a profile and see here what your server would get. It can also answer with an error, or slowly.</p></${Empty}>`
      : html`<${Table} label="Inboxes" columns=${COLUMNS} rows=${list.rows} keyOf=${(row) => row.id}
          onOpen=${(row) => go(`inboxes/${row.id}`)} /><${More} next=${list.next} onMore=${list.loadMore} />`}
    ${making && html`<${New} onClose=${() => setMaking(false)} />`}`;
}
