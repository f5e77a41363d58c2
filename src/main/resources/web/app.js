// The page: who is signed in decides whether the shell or the sign-in is shown; the address decides which page.

import { html, render } from "./core/html.js";
import { route } from "./core/route.js";
import { session, signedIn } from "./core/session.js";
import { sessions, Away } from "./core/api.js";
import { Confirmations } from "./parts/dialog.js";
import { Toasts } from "./parts/toast.js";
import { Empty, Loading } from "./parts/states.js";
import { Button } from "./parts/button.js";
import { Shell } from "./shell.js";
import { SignIn, SignInAgain } from "./pages/sign-in.js";
import { useEffect, useState } from "./core/html.js";

/** What each page is made by. They are fetched when first opened. */
const PAGES = {
  profiles: (path) => (path[1] ? import("./pages/profile.js") : import("./pages/profiles.js")),
  callbacks: () => import("./pages/callbacks.js"),
  replays: () => import("./pages/replays.js"),
  reports: () => import("./pages/reports.js"),
  inboxes: (path) => (path[1] ? import("./pages/inbox.js") : import("./pages/inboxes.js")),
  settings: () => import("./pages/settings.js"),
  system: () => import("./pages/system.js"),
};

let seen = false;

function App() {
  const who = session.value;
  if (who === undefined) return null;
  if (who) seen = true;
  if (!who && !seen) return html`<${SignIn} /><${Toasts} />`;
  return html`<${Shell}><${Page} /></${Shell}>
    ${!who && html`<${SignInAgain} />`}<${Confirmations} /><${Toasts} />`;
}

function Page() {
  const { path } = route.value;
  const wanted = `${path[0]} ${Boolean(path[1])}`;
  const [found, setFound] = useState({});
  useEffect(() => {
    let current = true;
    const show = (module) => current && setFound({ wanted, Page: module.Page });
    const load = Object.hasOwn(PAGES, path[0]) ? PAGES[path[0]](path) : Promise.resolve({ Page: Unknown });
    load.then(show, () => show({ Page: Broken }));
    return () => { current = false; };
  }, [wanted]);
  // Until it is there, the page that was must not be drawn with an address that is not its own.
  if (found.wanted !== wanted) return html`<${Loading} />`;
  return html`<${found.Page} key=${path.join("/")} path=${path} />`;
}

const Unknown = () => html`<${Empty} title="There is no such page" action=${html`<${Button}
    href="#/profiles">Callback profiles</${Button}>`}>
  <p>The address leads nowhere. It may have been cut when it was copied.</p></${Empty}>`;
const Broken = () => html`<${Empty} title="The page could not be fetched" action=${html`<${Button}
    onClick=${() => location.reload()}>Reload</${Button}>`}>
  <p>The node did not send a part of it. Reload when it runs again.</p></${Empty}>`;

async function begin() {
  try {
    signedIn(await sessions.read());
  } catch (failure) {
    if (failure instanceof Away) setTimeout(begin, 2000);
    else session.value = null;
  }
}

render(html`<${App} />`, document.getElementById("app"));
begin();
