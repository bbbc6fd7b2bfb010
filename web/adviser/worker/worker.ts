import { expose } from "comlink";

import { Endpoint } from "./endpoint.ts";

expose(new Endpoint());
