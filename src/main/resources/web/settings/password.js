// A user's own password.

import { html, signal, useState } from "../core/html.js";
import { sessions } from "../core/api.js";
import { session } from "../core/session.js";
import { Button } from "../parts/button.js";
import { Text } from "../parts/field.js";
import { Dialog } from "../parts/dialog.js";
import { Note } from "../parts/states.js";
import { say } from "../parts/toast.js";

const open = signal(false);

export const changePassword = () => { open.value = true; };

/** Is there when it was asked for. */
export const Password = () => (open.value ? html`<${Form} onClose=${() => { open.value = false; }} />` : null);

function Form({ onClose }) {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const change = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await sessions.changePassword({ current_password: current, password });
      say("Password changed. Other browsers are signed out.");
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const wrong = (name) => error?.errors?.find((each) => each.pointer === `/${name}`)?.detail;
  return html`<${Dialog} title="Change password" onClose=${onClose}><form onSubmit=${change}><h2>Change password</h2>
    <input type="hidden" name="username" autocomplete="username" value=${session.value?.user?.email ?? ""} />
    <${Text} label="Current password" type="password" name="current" autocomplete="current-password" required value=${current}
        onInput=${setCurrent} error=${wrong("current_password")} autofocus />
    <${Text} label="New password" type="password" name="new" autocomplete="new-password" required value=${password}
        onInput=${setPassword} error=${wrong("password")} hint="8 characters or more" />
    ${error && !error.errors?.length && html`<${Note} kind="bad" role="alert">${error.message}</${Note}>`}
    <footer><${Button} onClick=${onClose}>Cancel</${Button}><${Button} type="submit" kind="main"
        busy=${busy}>Change password</${Button}></footer></form></${Dialog}>`;
}
