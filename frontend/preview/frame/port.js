// The channel to the page. What it needs is taken before untrusted code can replace it.
/* global port */
const channel = port;
const apply = Reflect.apply;
const postMessage = channel.postMessage;
const readData = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get;

/** Tell the page something: a plain object with a `kind`. */
export function tell(message) {
  apply(postMessage, channel, [message]);
}

/** Hear the page: `handlers` has a function for each `kind` of message. */
export function hear(handlers) {
  channel.onmessage = (event) => {
    const message = apply(readData, event, []);
    handlers[message.kind](message);
  };
}
