// One profile: a new one, a copy, or one that is changed.

import { html, useState } from "../core/html.js";
import { go, link, route } from "../core/route.js";
import { callbacks, profiles } from "../core/api.js";
import { useLoad } from "../core/load.js";
import { channels, eventsOf } from "../core/channels.js";
import { may } from "../core/session.js";
import { learn } from "../core/titles.js";
import { PageHead } from "../shell.js";
import { Button, Menu } from "../parts/button.js";
import { State } from "../parts/chip.js";
import { Code, Id } from "../parts/code.js";
import { Dialog, confirm } from "../parts/dialog.js";
import { Empty, Loading, Note, Trouble } from "../parts/states.js";
import { attempt, say } from "../parts/toast.js";
import { Editor } from "../editor/editor.js";

/** A copy keeps no secrets: masks stand for nothing in a new profile. */
function copyOf(original) {
  const unmask = (value) => (typeof value === "string" ? (value.includes("•") ? "" : value)
    : Array.isArray(value) ? value.map(unmask)
    : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unmask(each)])) : value);
  return { ...unmask(original), title: `${original.title} copy`.slice(0, 100) };
}

function Secret({ of, onClose }) {
  return html`<${Dialog} title="Signing secret" onClose=${onClose}><div class="inside">
    <h2>${of.title ? "The profile is saved" : "The new secret"}</h2>
    <p>Your server checks the header <code>webhook-signature</code> with this secret. <b>It is shown only now</b>; a new one can be made at any time.</p>
    <${Code} raw text=${of.secret} label="Secret" />
    ${of.id && html`<p>To send callbacks, name the profile's id: <${Id} of=${of.id} whole /></p>`}
    <footer><${Button} kind="main" onClick=${onClose}>I have kept it</${Button}></footer></div></${Dialog}>`;
}

function Rotate({ of, onRotated }) {
  const rotate = async () => {
    const sure = await confirm({ title: "Make a new signing secret?", agree: "Make a new one", text: "For 24 hours callbacks are signed with the old one too, so that your server can change over." });
    const made = sure && await attempt(() => profiles.rotate(of.id));
    if (made) onRotated(made);
  };
  return html`<div class="line"><${Button} small icon="key" onClick=${rotate}>New signing secret</${Button}>
    ${of.public_key && html`<span class="small">Public key <${Id} of=${of.public_key} /></span>`}</div>`;
}

function New() {
  const original = route.value.query.copy_of;
  const loaded = useLoad((signal) => (original ? profiles.read(original, signal).then(copyOf) : Promise.resolve({})), [original]);
  const [secret, setSecret] = useState(null);
  const saved = (profile) => {
    learn([profile]);
    if (profile.secret) setSecret(profile);
    else go(`profiles/${profile.id}`);
  };
  if (loaded.error) return html`<${Trouble} error=${loaded.error} what="The profile to copy" onRetry=${loaded.reload} />`;
  return html`<${PageHead} title=${original ? "Duplicate callback profile" : "Add callback profile"} />
    ${original && html`<div class="filters"><${Note}>Secrets are not copied. Give those of the copy where it needs some.</${Note}></div>`}
    ${loaded.data && channels().length ? html`<${Editor} profile=${null} from=${loaded.data} onSaved=${saved} />` : html`<${Loading} />`}
    ${secret && html`<${Secret} of=${secret} onClose=${() => go(`profiles/${secret.id}`)} />`}`;
}

function Existing({ id }) {
  const loaded = useLoad((signal) => profiles.read(id, signal), [id]);
  const [secret, setSecret] = useState(null);
  const profile = loaded.data;
  if (loaded.error?.status === 404) return html`<${Empty} title="There is no such profile" action=${html`<${Button}
      href="#/profiles">Callback profiles</${Button}>`}>
    <p>It may have been deleted. Its callbacks are still <a
        href=${link("callbacks", { profile_id: id })}>in the record</a>.</p></${Empty}>`;
  if (loaded.error) return html`<${Trouble} error=${loaded.error} what="The profile" onRetry=${loaded.reload} />`;
  if (!profile || !channels().length) return html`<${Loading} />`;
  const turn = async () => {
    const on = profile.state === "active";
    if (await attempt(() => (on ? profiles.disable(id) : profiles.enable(id)), on ? "Profile disabled. Its callbacks are skipped." : "Profile enabled")) loaded.reload();
  };
  const remove = async () => {
    const sure = await confirm({ title: `Delete “${profile.title}”?`, danger: true, agree: "Delete profile", text: "What waits for it is cancelled. What it delivered stays in the record." });
    if (sure && await attempt(() => profiles.remove(id), "Profile deleted")) go("profiles");
  };
  const send = async () => {
    const event = eventsOf(profile.channel).find((each) => !profile.events.length || profile.events.includes(each.id));
    const fields = { profile_id: id, data: event?.sample ?? { hello: "world" }, ...(event ? { event: event.id } : {}) };
    const sent = await attempt(() => callbacks.submit(fields), "Sent with sample data");
    if (sent) go("callbacks", { profile_id: id, open: sent.id });
  };
  const saved = (now) => { learn([now]); loaded.set(now); say("Saved. It is in use now, for callbacks that wait too."); };
  return html`<${PageHead} title=${profile.title} tag=${html`<${State} of=${profile.state} /><${Id} of=${profile.id} />`}>
      ${may("publish") && html`<${Button} icon="send" onClick=${send} title="A real one, with sample data: delivered, recorded and counted">
        Send a callback</${Button}>`}
      <${Button} href=${link("callbacks", { profile_id: id })}>Callbacks</${Button}>
      <${Menu} label="Actions for ${profile.title}" items=${[
        { label: "Duplicate", href: link("profiles/new", { copy_of: id }) },
        { label: profile.state === "active" ? "Disable" : "Enable", onClick: turn },
        { label: "Report", href: link("reports", { profile_id: id }) },
        { label: "Delete", bad: true, onClick: remove },
      ]} /></${PageHead}>
    ${profile.state !== "active" && html`<div class="filters"><${Note} kind="warn"
        title=${profile.state === "disabled" ? "The profile is disabled" : "The profile was disabled by itself"}>
      <p>${profile.state_reason ?? "Its callbacks are skipped until it is enabled."}</p></${Note}></div>`}
    <${Editor} key=${id} profile=${profile} onSaved=${saved} rotate=${html`<${Rotate} of=${profile}
        onRotated=${(made) => { setSecret(made); loaded.reload(); }} />`} />
    ${secret && html`<${Secret} of=${secret} onClose=${() => setSecret(null)} />`}`;
}

export const Page = ({ path }) => (path[1] === "new" ? html`<${New} />` : html`<${Existing} id=${path[1]} />`);
