// E-mail and password. The demo prints an address that has both in its fragment, which never leaves the browser.

import { html, signal, effect, useEffect, useState } from "../core/html.js";
import { go, route } from "../core/route.js";
import { sessions } from "../core/api.js";
import { signedIn } from "../core/session.js";
import { Button } from "../parts/button.js";
import { Text } from "../parts/field.js";
import { Dialog } from "../parts/dialog.js";
import { Note } from "../parts/states.js";

/** What a link brought. Whoever is signed in stays as they are. */
const brought = signal({});

effect(() => {
  const { path, query } = route.value;
  if (path[0] !== "sign-in") return;
  brought.value = { email: query.email, password: query.password };
  go("profiles", {}, { replace: true });
});

/** Elsewhere a link that signs in could bring somebody into an account that is not theirs: there it only fills in. */
const isHere = () => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(location.hostname);

function Form({ again }) {
  const link = again ? {} : brought.value;
  const [email, setEmail] = useState(link.email ?? "");
  const [password, setPassword] = useState(link.password ?? "");
  const [key, setKey] = useState("");
  const [byKey, setByKey] = useState(false);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const enter = async (event) => {
    event?.preventDefault();
    setBusy(true);
    setError(null);
    try {
      signedIn(await sessions.open(byKey ? { api_key: key.trim() } : { email: email.trim(), password }));
    } catch (failure) {
      setError(failure);
      setPassword("");
      setKey("");
      setBusy(false);
    }
  };
  useEffect(() => { if (link.email && link.password && isHere()) enter(); }, []);
  const wrong = (name) => error?.errors?.find((each) => each.pointer === `/${name}`)?.detail;
  return html`<form class="stack" onSubmit=${enter}>
    <h1>${again ? "Sign in again" : "Sign in"}</h1>
    ${again && html`<p class="soft">The session has ended. What is open here stays as it is.</p>`}
    ${error && !error.errors?.length && html`<${Note} kind="bad" role="alert">${error.message}</${Note}>`}
    ${byKey ? html`<${Text} label="API key" type="password" name="key" required value=${key} onInput=${setKey}
        error=${wrong("api_key")} autofocus />`
      : html`<${Text} label="E-mail" type="email" name="email" autocomplete="username" required value=${email} onInput=${setEmail}
          error=${wrong("email")} autofocus />
    <${Text} label="Password" type="password" name="password" autocomplete="current-password" required value=${password}
        onInput=${setPassword}
      error=${wrong("password")} />`}
    <${Button} type="submit" kind="main" busy=${busy}>Sign in</${Button}>
    <p class="hint"><button type="button" class="link"
        onClick=${() => { setByKey(!byKey); setError(null); }}>${byKey ? "Use e-mail and password" : "Use an API key"}</button></p>
  </form>`;
}

export const SignIn = () => html`<main class="door">
  <div class="stack wide"><span class="brand"><span class="logo" aria-hidden="true"></span>Ringback</span><${Form} />
    <p class="hint">The first user is the one of <code>bootstrap.admin_email</code> in the settings.</p></div></main>`;

export const SignInAgain = () => html`<${Dialog} title="Sign in again"><div class="inside"><${Form} again /></div></${Dialog}>`;
