// What is around every page: where one is, where one can go, and how the node does.

import { html, signal, useEffect, useState } from "./core/html.js";
import { route, link } from "./core/route.js";
import { session, lost, may } from "./core/session.js";
import { sessions, system } from "./core/api.js";
import { Icon } from "./parts/icon.js";
import { Button, Menu } from "./parts/button.js";
import { attempt } from "./parts/toast.js";
import { Finder } from "./pages/finder.js";
import { Password, changePassword } from "./settings/password.js";

const PLACES = [
  { id: "profiles", title: "Callback profiles", short: "Profiles" },
  { id: "callbacks", title: "Callbacks" },
  { id: "reports", title: "Reports" },
  { id: "inboxes", title: "Inboxes" },
  { id: "settings", title: "Settings" },
  { id: "system", title: "System" },
];

export const finding = signal(false);

const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = signal(document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light"));

function turnTheme() {
  theme.value = theme.value === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme.value;
  try {
    localStorage.setItem("ringback.theme", theme.value);
  } catch {
    // It lasts as long as the page does.
  }
}

function useShortcuts() {
  useEffect(() => {
    const press = (event) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        finding.value = !finding.value;
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

/** How many nodes there are, looked at now and then. */
function Nodes() {
  const [nodes, setNodes] = useState(null);
  useEffect(() => {
    const look = () => document.hidden || system().then((found) => setNodes(found.nodes.length), () => setNodes(null));
    look();
    const timer = setInterval(look, 20000);
    return () => clearInterval(timer);
  }, []);
  if (lost.value) return html`<span class="state bad small">no connection</span>`;
  if (nodes === null) return null;
  return html`<a class="state good small plain roomy" href="#/system">${nodes} ${nodes === 1 ? "node" : "nodes"}</a>`;
}

async function leave() {
  await attempt(() => sessions.close(), "Signed out");
  location.assign("/");
}

function Bar() {
  const who = session.value ?? {};
  return html`<header class="bar">
    <a class="brand" href="#/profiles"><span class="logo" aria-hidden="true"></span>Ringback</a>
    <span class="account cut roomy">${who.account?.name ?? ""}</span>
    <span class="grow"></span>
    <${Nodes} />
    <button type="button" class="find" aria-label="Search" onClick=${() => { finding.value = true; }}>
      <${Icon} name="search" size="14" /><span class="roomy">Search</span>
        <kbd class="roomy">${/Mac/.test(navigator.platform) ? "⌘" : "Ctrl "}K</kbd></button>
    <${Button} kind="quiet" icon=${theme.value === "dark" ? "sun" : "moon"} label="${theme.value === "dark" ? "Light" : "Dark"} theme"
        onClick=${turnTheme} />
    <${Menu} label="You" icon="person" items=${[
      { label: who.user?.email ?? who.api_key?.title ?? "Signed in", icon: "person", href: who.user && may("admin") ? "#/settings/users" : "#/settings" },
      ...(who.user ? [{ label: "Change password", icon: "key", onClick: changePassword }] : []),
      { label: "Sign out", icon: "back", onClick: leave },
    ]} />
  </header>`;
}

export function Shell({ children }) {
  useShortcuts();
  const here = route.value.path[0];
  const toMain = (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  };
  return html`<a class="skip" href="#main" onClick=${toMain}>Skip to the page</a>
    <${Bar} />
    <nav class="places" aria-label="Pages">${PLACES.map((each) => html`<a href=${link(each.id)}
      aria-current=${here === each.id || (here === "replays" && each.id === "callbacks") ? "page" : undefined}><${Icon} name=${each.id}
          size="17" />
      <span class="long">${each.title}</span><span class="brief" aria-hidden="true">${each.short ?? each.title}</span></a>`)}</nav>
    <main id="main" tabindex="-1">
      ${lost.value && html`<div class="lost" role="status">
        <${Icon} name="turn" />The node does not answer. The page goes on by itself when it does.</div>`}
      ${children}
    </main>
    ${finding.value && html`<${Finder} places=${PLACES} onClose=${() => { finding.value = false; }} />`}
    <${Password} />`;
}

/** The head of a page: its title, and its one main action. Also the title of the tab. */
export function PageHead({ title, tag, children }) {
  useEffect(() => { document.title = `${title} · Ringback`; }, [title]);
  return html`<header class="head"><div class="line grow"><h1>${title}</h1>${tag}</div><div class="line">${children}</div></header>`;
}
