import { expose } from "comlink";

import { Api } from "./api.ts";
import { keepFieldsOfErrors } from "./errors.ts";

keepFieldsOfErrors();
expose(new Api());
