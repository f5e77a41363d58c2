// API keys: made, shown once, revoked.

import { html, useState } from "../core/html.js";
import { keys } from "../core/api.js";
import { usePages } from "../core/load.js";
import { may } from "../core/session.js";
import { Button } from "../parts/button.js";
import { Tag } from "../parts/chip.js";
import { Check, Text } from "../parts/field.js";
import { Code, Id } from "../parts/code.js";
import { Dialog, confirm } from "../parts/dialog.js";
import { Table } from "../parts/table.js";
import { Empty, Loading, More, Note, Trouble } from "../parts/states.js";
import { Ago } from "../parts/time.js";
import { attempt } from "../parts/toast.js";

const SCOPES = { publish: "publish: submit callbacks", read: "read: see all of the account", admin: "admin: change all of the account" };

/** What the others are implied by. */
export const most = (scopes) => [["operator"], ["admin"]].find(([one]) => scopes.includes(one)) ?? scopes;

function New({ onClose, onMade }) {
  const [title, setTitle] = useState("");
  const [scopes, setScopes] = useState(["publish"]);
  const [error, setError] = useState(null);
  const [made, setMade] = useState(null);
  const make = async (event) => {
    event.preventDefault();
    try {
      setMade(await keys.create(title.trim(), scopes));
      onMade();
    } catch (failure) {
      setError(failure);
    }
  };
  const wrong = (name) => error?.errors?.find((each) => each.pointer.startsWith(`/${name}`))?.detail;
  if (made) return html`<${Dialog} title="The key" onClose=${onClose}><div class="inside"><h2>${made.title}</h2>
    <p>Keep the key where your secrets are. <b>It is shown only now.</b></p><${Code} raw text=${made.secret} label="Key" />
    <footer><${Button} kind="main" onClick=${onClose}>I have kept it</${Button}></footer></div></${Dialog}>`;
  return html`<${Dialog} title="New API key" onClose=${onClose}><form onSubmit=${make}><h2>New API key</h2>
    <${Text} label="Title" value=${title} onInput=${setTitle} error=${wrong("title")} hint="Who uses it, such as Billing"
        maxlength="100" autofocus />
    <fieldset class="field group"><legend>May</legend>${Object.entries(SCOPES).map(([scope, label]) => html`<${Check} label=${label}
        checked=${scopes.includes(scope)}
      onChange=${(on) => setScopes(on ? [...scopes, scope] : scopes.filter((each) => each !== scope))} />`)}${wrong("scopes") && html`<p
          class="error">${wrong("scopes")}</p>`}</fieldset>
    ${error && !error.errors?.length && html`<${Note} kind="bad" role="alert">${error.message}</${Note}>`}
    <footer><${Button} onClick=${onClose}>Cancel</${Button}><${Button} type="submit"
        kind="main">Make the key</${Button}></footer></form></${Dialog}>`;
}

export function Keys() {
  const list = usePages(keys.path, {});
  const [making, setMaking] = useState(false);
  const revoke = async (row) => {
    const sure = await confirm({ title: `Revoke “${row.title}”?`, danger: true, agree: "Revoke", text: "Whoever uses this key is refused from now on. It cannot be brought back." });
    if (sure && await attempt(() => keys.revoke(row.id), "Key revoked")) list.reload();
  };
  const button = may("admin") && html`<${Button} kind="main" icon="plus" onClick=${() => setMaking(true)}>New key</${Button}>`;
  const columns = [
    { title: "Title", cell: (row) => html`<span class="strong">${row.title}</span>` },
    { title: "Key", kind: "mid", cell: (row) => html`<span class="mono soft">${row.hint}</span>` },
    { title: "May", cell: (row) => html`<span class="line fixed" title=${row.scopes.join(", ")}>${most(row.scopes).map((scope) => html`<${Tag}>${scope}</${Tag}>`)}</span>` },
    { title: "Key id", kind: "wide", cell: (row) => html`<${Id} of=${row.id} />` },
    { title: "Created", kind: "slim", cell: (row) => html`<${Ago} time=${row.created_at} />` },
    { title: "-Revoke", kind: "actions", cell: (row) => may("admin") && html`<${Button} small kind="quiet" icon="trash"
        label="Revoke ${row.title}" onClick=${() => revoke(row)} />` },
  ];
  return html`<div class="stack"><div class="line apart">
    <p class="soft">Programs show a key where you show a password. The key itself is shown only when it is made.</p>${button}</div>
    ${list.error ? html`<${Trouble} error=${list.error} what="The list of keys"
        onRetry=${list.reload} />` : !list.data ? html`<${Loading} rows="3" />`
      : !list.rows.length ? html`<${Empty} title="No key yet"
          action=${button}><p>Make one for each program, with no more than it needs: publish for those that submit callbacks.</p></${Empty}>`
      : html`<div><${Table} label="API keys" columns=${columns} rows=${list.rows} keyOf=${(row) => row.id} /><${More} next=${list.next}
          onMore=${list.loadMore} /></div>`}
    ${making && html`<${New} onClose=${() => setMaking(false)} onMade=${list.reload} />`}</div>`;
}
