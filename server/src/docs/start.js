"use strict";
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#description",
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  // requests from this page go to this server, and nothing of them is kept
  persistAuthorization: false,
  withCredentials: false,
});
