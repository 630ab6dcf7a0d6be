// Adds the host's token to every request of the suite, which has no option for headers.
import { Agent, setGlobalDispatcher } from "undici";
const authorization = `Bearer ${process.env.MUSTER_TOKEN}`;
setGlobalDispatcher(
  new Agent().compose((dispatch) => (options, handler) => {
    const headers = options.headers ?? {};
    const bare = Array.isArray(headers) ? [...headers, "authorization", authorization] : { ...headers, authorization };
    return dispatch({ ...options, headers: bare }, handler);
  }),
);
