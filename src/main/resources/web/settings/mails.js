// The mails that the demo caught instead of sending them.

import { html, useCallback } from "../core/html.js";
import { refine, route, link } from "../core/route.js";
import { settings } from "../core/api.js";
import { useLoad } from "../core/load.js";
import { exact } from "../core/format.js";
import { Button } from "../parts/button.js";
import { Code } from "../parts/code.js";
import { Dialog } from "../parts/dialog.js";
import { Table } from "../parts/table.js";
import { Empty, Loading, Trouble } from "../parts/states.js";
import { Ago } from "../parts/time.js";

const COLUMNS = [
  { title: "Subject", cell: (row) => html`<a class="row" href=${link("settings/mails", { open: row.id })}>${row.subject}</a>` },
  { title: "To", kind: "slim", cell: (row) => row.to },
  { title: "Caught", cell: (row) => html`<${Ago} time=${row.at} />` },
];

/** The text of the mail: its HTML is for mail programs, and the page runs nothing of it. */
function Mail({ id, onClose }) {
  const loaded = useLoad(() => settings.mail(id), [id]);
  const mail = loaded.data;
  return html`<${Dialog} large title="Mail" onClose=${onClose}><div class="inside">
    ${loaded.error ? html`<${Trouble} error=${loaded.error} what="The mail"
        onRetry=${loaded.reload} />` : !mail ? html`<${Loading} />` : html`
      <div><h2>${mail.subject}</h2><p class="soft">To ${mail.to}, ${exact(mail.at)}</p></div><${Code} raw text=${mail.text}
          label="Mail" />`}
    <footer><${Button} kind="main" onClick=${onClose}>Close</${Button}></footer></div></${Dialog}>`;
}

export function Mails() {
  const { open } = route.value.query;
  const loaded = useLoad(() => settings.mails({ limit: 50 }), []);
  const close = useCallback(() => refine({ open: "" }, { replace: false }), []);
  if (loaded.error) return html`<${Trouble} error=${loaded.error} what="The list of mails" onRetry=${loaded.reload} />`;
  if (!loaded.data) return html`<${Loading} rows="3" />`;
  return html`<div class="stack">
    ${loaded.data.data.length ? html`<${Table} label="Caught mails" columns=${COLUMNS} rows=${loaded.data.data} keyOf=${(row) => row.id}
        onOpen=${(row) => refine({ open: row.id }, { replace: false })} />`
      : html`<${Empty} title="No mail was caught"><p>The demo catches the mails that it would send, and shows them here. Where mail is set up they go out, and nothing is caught.</p>
        <p><a href="#/settings/notifications">Send a report now</a> to see one.</p></${Empty}>`}
    ${open && html`<${Mail} key=${open} id=${open} onClose=${close} />`}</div>`;
}
