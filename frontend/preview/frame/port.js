// The channel to the page. It keeps the functions it needs, before untrusted code can replace them.
/* global port */
const channel = port;
const apply = Reflect.apply;
const postMessage = channel.postMessage;
const readData = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get;

/** Send the page a message: a plain object with a `kind`. */
export function tell(message) {
  apply(postMessage, channel, [message]);
}

/** Handle messages from the page: `handlers` has a function for each `kind`. */
export function hear(handlers) {
  channel.onmessage = (event) => {
    const message = apply(readData, event, []);
    handlers[message.kind](message);
  };
}
