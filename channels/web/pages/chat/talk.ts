// What every part of the page may do with the conversation.
import { createContext, useContext } from "react";

import type { Sending } from "./transport/useConversation";

export interface Actions {
  send(sending: Sending): void;
  announce(text: string): void;
}

export const ActionsContext = createContext<Actions>({ send: () => undefined, announce: () => undefined });

export function useActions(): Actions {
  return useContext(ActionsContext);
}
