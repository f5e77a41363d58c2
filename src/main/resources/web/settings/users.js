// Users: who signs in to this page. A password is made for them, shown once, and they make one of their own.

import { html, useState } from "../core/html.js";
import { users } from "../core/api.js";
import { usePages } from "../core/load.js";
import { session } from "../core/session.js";
import { Button, Menu } from "../parts/button.js";
import { Tag } from "../parts/chip.js";
import { Choice, Text } from "../parts/field.js";
import { Code } from "../parts/code.js";
import { Dialog, confirm } from "../parts/dialog.js";
import { Table } from "../parts/table.js";
import { Loading, More, Note, Trouble } from "../parts/states.js";
import { Ago } from "../parts/time.js";
import { attempt } from "../parts/toast.js";
import { most } from "./keys.js";
import { changePassword } from "./password.js";

const ROLES = [{ value: "read", label: "See everything" }, { value: "admin", label: "Change everything" }];
const SCOPES = { read: ["read"], admin: ["admin", "publish", "read"] };

/** What to pass on to them; nobody can look at it again. */
function FirstPassword({ email, password, onClose }) {
  const words = `${location.origin}/\n${email}\n${password}`;
  return html`<${Dialog} title="Their password" onClose=${onClose}><div class="inside"><h2>Pass this on to ${email}</h2>
    <p>They sign in with it, and change it under their name at the top. <b>It is shown only now.</b></p>
    <${Code} raw text=${words} label="Sign-in" />
    <footer><${Button} kind="main" onClick=${onClose}>Done</${Button}></footer></div></${Dialog}>`;
}

function New({ onClose, onMade }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("read");
  const [error, setError] = useState(null);
  const make = async (event) => {
    event.preventDefault();
    try {
      onMade(await users.create(email.trim(), SCOPES[role]));
    } catch (failure) {
      setError(failure);
    }
  };
  const wrong = (name) => error?.errors?.find((each) => each.pointer.startsWith(`/${name}`))?.detail;
  return html`<${Dialog} title="Add user" onClose=${onClose}><form onSubmit=${make} novalidate><h2>Add user</h2>
    <${Text} label="E-mail" type="email" value=${email} onInput=${setEmail} error=${wrong("email")} autofocus />
    <${Choice} label="May" value=${role} options=${ROLES} onChange=${setRole} error=${wrong("scopes")} />
    ${error && !error.errors?.length && html`<${Note} kind="bad" role="alert">${error.message}</${Note}>`}
    <footer><${Button} onClick=${onClose}>Cancel</${Button}><${Button} type="submit"
        kind="main">Add user</${Button}></footer></form></${Dialog}>`;
}

export function Users() {
  const list = usePages(users.path, {});
  const [making, setMaking] = useState(false);
  const [told, setTold] = useState(null);
  const me = session.value?.user?.id;
  const made = (user) => { setMaking(false); setTold(user); list.reload(); };
  const reset = async (row) => {
    const sure = await confirm({ title: `New password for ${row.email}?`, agree: "Make a new one", text: "The old one is no good any more, and they are signed out everywhere." });
    const done = sure && await attempt(() => users.resetPassword(row.id));
    if (done) setTold({ email: row.email, password: done.password });
  };
  const remove = async (row) => {
    const sure = await confirm({ title: `Remove ${row.email}?`, danger: true, agree: "Remove user", text: "They are signed out everywhere. What they did stays in the audit." });
    if (sure && await attempt(() => users.remove(row.id), "User removed")) list.reload();
  };
  const actions = (row) => (row.id === me ? [{ label: "Change password", onClick: changePassword }] : [
    { label: "New password", onClick: () => reset(row) },
    { label: "Remove", bad: true, onClick: () => remove(row) },
  ]);
  const columns = [
    { title: "E-mail", cell: (row) => html`<span class="strong">${row.email}</span>${row.id === me ? html` <${Tag}>you</${Tag}>` : ""}` },
    { title: "May", kind: "slim", cell: (row) => html`<span class="line fixed" title=${row.scopes.join(", ")}>${most(row.scopes).map((scope) => html`<${Tag}>${scope}</${Tag}>`)}</span>` },
    { title: "Here last", kind: "mid", cell: (row) => html`<${Ago} time=${row.seen_at} />` },
    { title: "Created", kind: "mid", cell: (row) => html`<${Ago} time=${row.created_at} />` },
    { title: "-Actions", kind: "actions", cell: (row) => html`<${Menu} small label="Actions for ${row.email}" items=${actions(row)} />` },
  ];
  return html`<div class="stack"><div class="line apart"><p class="soft">Who signs in to this page. Programs use API keys.</p>
      <${Button} kind="main" icon="plus" onClick=${() => setMaking(true)}>Add user</${Button}></div>
    ${list.error ? html`<${Trouble} error=${list.error} what="The list of users"
        onRetry=${list.reload} />` : !list.data ? html`<${Loading} rows="3" />`
      : html`<div><${Table} label="Users" columns=${columns} rows=${list.rows} keyOf=${(row) => row.id} /><${More} next=${list.next}
          onMore=${list.loadMore} /></div>`}
    ${making && html`<${New} onClose=${() => setMaking(false)} onMade=${made} />`}
    ${told && html`<${FirstPassword} ...${told} onClose=${() => setTold(null)} />`}</div>`;
}
