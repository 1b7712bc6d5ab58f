import { useCallback, useMemo, useState } from "react";

import { expectsSecret, lastHeard } from "./model/conversation";
import { looksLikeTail } from "./model/words";
import { Announcer } from "./parts/Announcer";
import { Banner } from "./parts/Banner";
import { Composer } from "./parts/Composer";
import { ConfirmClear } from "./parts/ConfirmClear";
import { Messages } from "./parts/Messages";
import { QuickBar } from "./parts/QuickBar";
import { SidePanel } from "./parts/SidePanel";
import { TitleBar } from "./parts/TitleBar";
import { Welcome } from "./parts/Welcome";
import { useLargeText } from "./parts/useLargeText";
import { ActionsContext } from "./talk";
import { useConversation } from "./transport/useConversation";

export function App() {
  const talk = useConversation();
  const { state, send, announce } = talk;
  const [isLarge, toggleLarge] = useLargeText();
  const [isClearing, setClearing] = useState(false);
  const [optionsInView, setOptionsInView] = useState(true);

  const isSecret = expectsSecret(state);
  const say = useCallback(
    (text: string) => send({ message: text, ...(isSecret && looksLikeTail(text) ? { secret: true } : {}) }),
    [send, isSecret],
  );
  const actions = useMemo(() => ({ send, announce }), [send, announce]);
  const last = lastHeard(state);
  const isEmpty = state.entries.length === 0;
  const quick = state.waiting.length === 0 && !optionsInView ? (last?.reply.options ?? []) : [];

  return (
    <ActionsContext.Provider value={actions}>
      <div className="page">
        <TitleBar
          isLarge={isLarge}
          onHuman={() => say("转人工")}
          onLarge={toggleLarge}
          onClear={() => setClearing(true)}
        />
        <Banner isOnline={talk.isOnline} hasUnsent={state.entries.some((e) => e.who === "citizen" && e.state === "sending")} />
        <div className="columns">
          <SidePanel isWelcome={isEmpty} onAsk={say} />
          <main className="chat">
            <Messages
              talk={talk}
              onOptionsInView={setOptionsInView}
              empty={isEmpty && (talk.isReady || !talk.isOnline) ? <Welcome onAsk={say} /> : null}
            />
            <div className="dock">
              <QuickBar options={quick} />
              <Composer onSay={say} isSecret={isSecret} />
            </div>
          </main>
        </div>
        <Announcer announced={state.announced} />
        <ConfirmClear
          isOpen={isClearing}
          onCancel={() => setClearing(false)}
          onConfirm={() => {
            setClearing(false);
            void talk.clear();
          }}
        />
      </div>
    </ActionsContext.Provider>
  );
}
